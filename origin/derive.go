package origin

import (
	"context"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Derive says for each report what it derives from.
func Derive(rs []*Report) [][]Derivation {
	out, _ := derive(context.Background(), rs) // never done
	return out
}

func derive(ctx context.Context, rs []*Report) ([][]Derivation, error) {
	var x Index
	order := make([]int, len(rs))
	for i := range order {
		order[i] = i
	}
	ds := make([]*digest, len(rs))
	for i, r := range rs {
		ds[i] = r.ready().digest
	}
	slices.SortStableFunc(order, func(i, j int) int { return ds[i].rank.compare(ds[j].rank) })
	for _, i := range order {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		x.enter(ds[i]) // in rank: nobody comes late
	}
	if err := x.judgeAll(ctx); err != nil {
		return nil, err
	}
	out := make([][]Derivation, len(rs))
	for k, i := range order {
		out[i] = x.Derivations(k)
		for n := range out[i] {
			if f := out[i][n].From; f >= 0 {
				out[i][n].From = order[f]
			}
		}
	}
	return out, nil
}

// judgeAll judges every report, on all processors: a report is set beside those
// before it in rank, and these do not depend on how they were judged.
func (x *Index) judgeAll(ctx context.Context) error {
	const some = 64 // reports are taken at a time
	var next atomic.Int64
	var g errgroup.Group // all end with ctx
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			var t desk
			for {
				to := int(next.Add(some))
				if to-some >= len(x.docs) {
					return nil
				}
				if ctx.Err() != nil {
					return ctx.Err()
				}
				for n := to - some; n < min(to, len(x.docs)); n++ {
					x.links[n] = x.judge(n, &t)
				}
			}
		})
	}
	return g.Wait()
}
