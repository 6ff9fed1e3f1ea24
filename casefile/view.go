package casefile

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/onrecord/onrecord/casefile/sqlite"
	"github.com/onrecord/onrecord/record"
)

// A View is what a case says now: the record of its reports with people's
// decisions replayed over it.
type View struct {
	Title     string
	Record    *record.Record
	Decisions []Decision
	InForce   map[int]bool
	Unfit     []Unfit // decisions in force that no longer fit
	Stale     int     // reports that another reader than the one asked for has read

	graph *graph // of Record, once it is asked for
}

// View builds the record of everything in the case. Reports come in the order of
// their publication and of their SHA-256, however they were added. reader is the
// name of the reader in use; readings of another are used all the same, and
// counted.
func (c *Case) View(ctx context.Context, reader string) (*View, error) {
	var stored []*sqlite.Stored
	v := &View{}
	for s, err := range c.db.Readings(ctx) {
		if err != nil {
			return nil, err
		}
		stored = append(stored, s)
		if s.Reader != reader {
			v.Stale++
		}
	}
	readings := make([]*record.Reading, len(stored))
	g, opening := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range stored {
		g.Go(func() (err error) {
			if opening.Err() != nil {
				return opening.Err()
			}
			stored[i] = nil // what is unpacked need not lie here twice
			readings[i], err = open(s)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	var err error
	if v.Title, err = c.db.About(ctx, titleLine); err != nil {
		return nil, err
	}
	if v.Decisions, err = c.Decisions(ctx); err != nil {
		return nil, err
	}
	v.InForce = InForce(v.Decisions)
	rec, err := record.Build(ctx, readings)
	if err != nil {
		return nil, err
	}
	v.Record, v.Unfit = Apply(rec, v.Decisions)
	return v, nil
}

func open(s *sqlite.Stored) (*record.Reading, error) {
	data, vectors, err := s.Open()
	if err != nil {
		return nil, err
	}
	r, err := record.Kept{Name: s.Name, Text: s.Text, Data: data, Vectors: vectors}.Reading()
	if err != nil {
		return nil, &Error{Path: s.Path(), Reason: "the reading of " + s.Name + " is of another version: " + err.Error(),
			Hint: "onrecord case reread reads it again from its bytes", Err: err}
	}
	return r, nil
}
