package claim_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// TestExample reads the invented incident that ships, in four languages, with its
// copies, and looks at what is claimed there.
func TestExample(t *testing.T) {
	files, err := filepath.Glob("../examples/staryi-brid/[0-9]*")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	reader := record.Reader{Finder: statement.NewRules()}
	var readings []*record.Reading
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for r, err := range report.Read(context.Background(), name, f, report.DefaultBounds) {
			if err != nil {
				t.Fatal(err)
			}
			readings = append(readings, reader.Read(r))
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	rec, err := record.Build(t.Context(), readings)
	if err != nil {
		t.Fatal(err)
	}
	find := func(words string) record.Claim {
		for _, c := range rec.Claims {
			if strings.Contains(c.Text, words) {
				return c
			}
		}
		t.Fatalf("no claim has %q", words)
		return record.Claim{}
	}

	c := find("aunched the drone")
	if c.Independent["asserts"] != 1 || c.Independent["denies"] != 0 {
		t.Errorf("%q: %v, want the governor alone", c.Text, c.Independent)
	}
	if c.Independent["no-comment"] != 1 {
		t.Errorf("%q: the silence of the accused is missing: %v", c.Text, c.Independent)
	}
	c = find("crossed Romanian airspace")
	if c.Independent["asserts"] != 1 || len(c.Lines[0].Reports) < 3 {
		t.Errorf("%q: %v in %v, want one official in several reports", c.Text, c.Independent, c.Lines[0].Reports)
	}
	c = find("No strikes were carried out")
	if c.Independent["asserts"] != 1 {
		t.Errorf("%q: %v, want the ministry's line", c.Text, c.Independent)
	}
}
