package casefile

import (
	"context"
	"runtime"
	"sync"

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
	c.seen.Lock()
	defer c.seen.Unlock()
	stored, err := c.stored(ctx)
	if err != nil {
		return nil, err
	}
	v := &View{}
	for _, s := range stored {
		if s.Reader != reader {
			v.Stale++
		}
	}
	readings, err := c.seen.open(ctx, stored)
	if err != nil {
		return nil, err
	}
	if v.Title, err = c.db.About(ctx, titleLine); err != nil {
		return nil, err
	}
	if v.Decisions, err = c.Decisions(ctx); err != nil {
		return nil, err
	}
	v.InForce = InForce(v.Decisions)
	rec, err := c.seen.builder.Build(ctx, readings)
	if err != nil {
		return nil, err
	}
	v.Record, v.Unfit = Apply(rec, v.Decisions)
	return v, nil
}

// What is seen of a case by one View makes the next cheaper: readings, by their keys,
// and what they derive from. Nothing of it goes into the file, and no View depends on it.
type seen struct {
	sync.Mutex
	readings map[string]*record.Reading
	last     int64 // no reading of a report with a higher ID is among them
	builder  record.Builder
}

// stored lists what is in the case, the readings not yet seen with their data.
func (c *Case) stored(ctx context.Context) ([]*sqlite.Stored, error) {
	var out []*sqlite.Stored
	for s, err := range c.db.ReadingsSince(ctx, c.seen.last) {
		if err != nil {
			return nil, err
		}
		if s.ID <= c.seen.last && c.seen.readings[s.Key()] == nil { // read again, or renamed
			c.seen.readings, c.seen.last = nil, 0
			return c.stored(ctx)
		}
		out = append(out, s)
	}
	return out, nil
}

// open gives the readings of what is stored, and keeps them and no others. stored is
// emptied on the way: what is unpacked need not lie here twice.
func (c *seen) open(ctx context.Context, stored []*sqlite.Stored) ([]*record.Reading, error) {
	readings := make([]*record.Reading, len(stored))
	keys := make([]string, len(stored))
	last := int64(0)
	g, opening := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range stored {
		keys[i], last = s.Key(), max(last, s.ID)
		if readings[i] = c.readings[keys[i]]; readings[i] != nil {
			continue
		}
		g.Go(func() (err error) {
			if opening.Err() != nil {
				return opening.Err()
			}
			stored[i] = nil
			readings[i], err = open(s)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	c.readings, c.last = make(map[string]*record.Reading, len(stored)), last
	for i, r := range readings {
		c.readings[keys[i]] = r
	}
	return readings, nil
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
