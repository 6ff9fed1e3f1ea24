package record

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/onrecord/onrecord/statement"
)

// endsAfter is a context that is done once it was asked so often.
type endsAfter struct {
	context.Context
	left *atomic.Int64
}

func ends(t *testing.T, after int64) endsAfter {
	c := endsAfter{t.Context(), new(atomic.Int64)}
	c.left.Store(after)
	return c
}

func (c endsAfter) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestBuildStops ends a building at each of the first moments at which it asks
// whether to go on, and at some later ones: it gives the error and no record.
func TestBuildStops(t *testing.T) {
	readings := examples(t, Reader{Finder: statement.NewRules()})
	const enough = 1 << 40
	whole := ends(t, enough)
	if _, err := Build(whole, readings); err != nil {
		t.Fatal(err)
	}
	asks := enough - whole.left.Load()
	if asks < 100 {
		t.Fatalf("it asked only %d times", asks)
	}
	for n := int64(0); n < asks; n += 1 + n/7 {
		rec, err := Build(ends(t, n), readings)
		if rec != nil || !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped after %d of %d questions: %v, %v", n, asks, rec, err)
		}
	}
}
