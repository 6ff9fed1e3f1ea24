// Package casefile keeps the case of an inquiry: the bytes of its reports, the
// statements read from them, and what people decided about the result.
//
// A Case is one SQLite file (package sqlite beside this one). Add reads inputs
// and keeps them, one report at a time; View sets everything that is kept side by
// side, builds the record of it and replays the decisions over it. The machine's
// result is never stored: it can be had again from the readings, and these from
// the bytes. Decisions are never rewritten by a new run: they point at statements
// by the digest of their bytes and their spans, and one that no longer fits is
// shown as such.
//
// Nothing here says what is true, and nothing here prints.
package casefile

import (
	"context"
	"errors"
	"time"

	"github.com/onrecord/onrecord/casefile/sqlite"
)

// An Error is what is wrong with a case, with the mend.
type Error = sqlite.Error

// A Case is an open case. It may be used by several goroutines; one adds at a
// time.
type Case struct {
	db  *sqlite.DB
	now func() time.Time

	seen seen // by View
}

const titleLine = "title"

// Create makes an empty case at path, where nothing may be yet.
func Create(ctx context.Context, path, title string) error {
	if err := sqlite.Create(ctx, path); err != nil {
		return err
	}
	c, err := Open(ctx, path)
	if err != nil {
		return err
	}
	if title != "" {
		err = c.db.SetAbout(ctx, titleLine, title)
	}
	if err == nil {
		err = c.db.Log(ctx, c.now(), "new", title)
	}
	return errors.Join(err, c.Close())
}

// Open opens the case at path.
func Open(ctx context.Context, path string) (*Case, error) {
	db, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return &Case{db: db, now: time.Now}, nil
}

// Close ends the use of the case.
func (c *Case) Close() error { return c.db.Close() }

// Bytes gives bytes that were added, by their SHA-256, exactly as they came;
// bytes that were changed since are an *Error.
func (c *Case) Bytes(ctx context.Context, sha256 string) ([]byte, error) {
	return c.db.Bytes(ctx, sha256)
}

// Check holds everything that is kept against the digests taken when it was
// written. bad are what no longer agrees.
func (c *Case) Check(ctx context.Context) (bad []error, err error) { return c.db.Check(ctx) }

// A LogEntry is one thing that was done with the case.
type LogEntry = sqlite.LogEntry

// Log gives what was done with the case, oldest first, without the decisions.
func (c *Case) Log(ctx context.Context) ([]LogEntry, error) { return c.db.LogEntries(ctx) }
