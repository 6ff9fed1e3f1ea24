package casefile

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestFirstVersionOpens opens a case that version 1 of the tables made, with the
// vectors of a learned reader as 32-bit floats: it is sound, says what it said, and
// takes another report.
func TestFirstVersionOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v1.db")
	unzip(t, "testdata/v1.db.gz", path)
	c, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if bad, err := c.Check(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("it is damaged: %v, %v", bad, err)
	}
	v := view(t, c)
	if len(v.Record.Reports) != 2 || len(v.Record.Claims) == 0 || len(v.Decisions) != 1 || len(v.Unfit) != 0 || v.Stale != 2 {
		t.Errorf("%d reports, %d claims, %d decisions, %d of them unfit, %d reports of another reader", len(v.Record.Reports), len(v.Record.Claims), len(v.Decisions), len(v.Unfit), v.Stale)
	}
	for s, err := range c.db.Readings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		_, vectors, err := s.Open()
		if err != nil {
			t.Fatal(err)
		}
		r, err := open(s)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := r.Keep()
		if err != nil {
			t.Fatal(err)
		}
		if 3*len(kept.Vectors) > len(vectors) || len(kept.Vectors) == 0 {
			t.Errorf("%d bytes of vectors are kept anew as %d", len(vectors), len(kept.Vectors))
		}
	}
	if add(t, c, text("more.txt", "Ferry stops\n\nORVEL, March 9, 2031 (Meridian) - The ferry will stop in June, the Harbour Office said.\n")).Reports != 1 {
		t.Error("it takes no other report")
	}
	if _, err := c.Reread(t.Context(), true, AddOptions{Reader: rules}); err != nil {
		t.Fatal(err)
	}
	if v := view(t, c); v.Stale != 0 || len(v.Record.Reports) != 3 {
		t.Errorf("read again, %d of %d reports are another reader's", v.Stale, len(v.Record.Reports))
	}
}

func unzip(t *testing.T, from, to string) {
	t.Helper()
	f, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err = errors.Join(err, os.WriteFile(to, data, 0o644)); err != nil {
		t.Fatal(err)
	}
}
