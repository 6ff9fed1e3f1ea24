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
	out, _ := new(Linker).derive(context.Background(), rs) // never done
	return out
}

// A Linker links one set of reports after another. Of those that the last set held
// too (the same Reports, or copies of them, after Prepare) it keeps what they derive
// from: a report more costs itself and the reports behind it that it touches. The
// result is the same as that of Link. The zero Linker is ready; it serves one caller at
// a time.
type Linker struct {
	x  Index
	at map[*digest]int // the number in x of each report
}

func (l *Linker) derive(ctx context.Context, rs []*Report) ([][]Derivation, error) {
	ds := make([]*digest, len(rs))
	order := make([]int, len(rs))
	for i, r := range rs {
		ds[i], order[i] = r.ready().digest, i
	}
	slices.SortStableFunc(order, func(i, j int) int { return ds[i].rank.compare(ds[j].rank) })
	if !l.continues(ds, order) {
		*l = Linker{at: make(map[*digest]int, len(rs))}
	}
	stale := map[int32]bool{}
	for _, i := range order {
		if _, ok := l.at[ds[i]]; ok {
			continue
		}
		if ctx.Err() != nil {
			*l = Linker{}
			return nil, ctx.Err()
		}
		n, late := l.x.enter(ds[i])
		l.at[ds[i]], stale[int32(n)] = n, true
		for k := range late {
			stale[k] = true
		}
	}
	todo := make([]int32, 0, len(stale))
	for n := range stale {
		todo = append(todo, n)
	}
	slices.Sort(todo) // those near each other share passages, and so memory
	// A report is set beside those before it in rank, and these do not depend on how
	// they were judged: all may be judged at the same time.
	if err := inParallel(ctx, len(todo), func(k int, t *desk) { l.x.links[todo[k]] = l.x.judge(int(todo[k]), t) }); err != nil {
		*l = Linker{}
		return nil, err
	}
	place := make([]int, len(rs))
	for i := range rs {
		place[l.at[ds[i]]] = i
	}
	out := make([][]Derivation, len(rs))
	err := inParallel(ctx, len(rs), func(i int, _ *desk) {
		out[i] = l.x.Derivations(l.at[ds[i]])
		for n := range out[i] {
			if f := out[i][n].From; f >= 0 {
				out[i][n].From = place[f]
			}
		}
	})
	return out, err
}

// continues tells whether the index can stay: all that it holds is among the
// reports, and the rank of no two, which must come in the order given, is one.
func (l *Linker) continues(ds []*digest, order []int) bool {
	known := 0
	for k, i := range order {
		if _, ok := l.at[ds[i]]; ok {
			known++
		}
		if k > 0 && ds[order[k-1]].rank.compare(ds[i].rank) == 0 {
			return false
		}
	}
	return known == l.x.Len() && known > 0
}

// inParallel calls f for 0 to n-1 on all processors, each with a desk of its own.
func inParallel(ctx context.Context, n int, f func(i int, t *desk)) error {
	const some = 64 // are taken at a time
	var next atomic.Int64
	var g errgroup.Group // all end with ctx
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			var t desk
			for {
				to := int(next.Add(some))
				if to-some >= n {
					return nil
				}
				if ctx.Err() != nil {
					return ctx.Err()
				}
				for i := to - some; i < min(to, n); i++ {
					f(i, &t)
				}
			}
		})
	}
	return g.Wait()
}
