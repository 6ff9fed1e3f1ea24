package report

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/when"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestStories reads each file of testdata/story and compares what came out with
// the golden file beside it.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/story/*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		n++
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(oneReport(t, filepath.Base(file), string(data)))
			golden := file + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s:\n%s", golden, got)
			}
		})
	}
	if n < 10 {
		t.Errorf("found %d stories", n)
	}
}

// describe prints a report for a reader of golden files.
func describe(r *Report) string {
	var b bytes.Buffer
	line := func(name string, v ...string) {
		if s := strings.Join(v, "; "); strings.Trim(s, "; ") != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, s)
		}
	}
	date := func(i when.Interval) string {
		return strings.TrimSpace(fmt.Sprintf("%s %s %s", i.From, i.Basis, i.Text))
	}
	line("media type", r.MediaType)
	line("title", r.Title)
	line("outlet", r.Outlet)
	line("language", r.Language)
	line("authors", r.Authors...)
	for _, c := range r.Credits {
		line("credit", strings.TrimSuffix(c.Role+" "+c.Name+", "+c.Place, ", "))
	}
	line("agency", r.Agency)
	line("dateline", r.Dateline.Place, r.Dateline.Date, r.Dateline.Text)
	line("published", date(r.Published))
	line("modified", date(r.Modified))
	line("canonical", r.Canonical)
	for _, d := range r.Meta {
		line("meta "+d.Field, d.Value+" ("+d.From+")")
	}
	fmt.Fprintf(&b, "--- before the body\n%s", r.Text[:r.Body.From])
	fmt.Fprintf(&b, "\n--- body\n%s", r.Body.In(r.Text))
	fmt.Fprintf(&b, "\n--- after the body\n%s", strings.TrimSpace(r.Text[r.Body.To:]))
	return b.String() + "\n"
}
