package dossier

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"github.com/onrecord/onrecord/record"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// golden holds what was printed against testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test ./dossier -update rewrites it); now\n%s", path, got)
	}
}

func TestTerminal(t *testing.T) {
	one := incident(t)
	one.Reports = one.Reports[:1]
	for _, c := range []struct {
		name string
		rec  *record.Record
		o    TerminalOptions
	}{
		{"many.txt", incident(t), TerminalOptions{}},
		{"many-full.txt", incident(t), TerminalOptions{Full: true}},
		{"many-120.txt", incident(t), TerminalOptions{Width: 120}},
		{"one.txt", one, TerminalOptions{}},
		{"empty.txt", &record.Record{Schema: record.Schema}, TerminalOptions{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := Terminal(&b, c.rec, c.o); err != nil {
				t.Fatal(err)
			}
			golden(t, c.name, b.Bytes())
			fits(t, b.String(), max(c.o.Width, 80))
		})
	}
}

func fits(t *testing.T, s string, width int) {
	t.Helper()
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		if w := runewidth.StringWidth(line); w > width {
			t.Errorf("%d columns: %q", w, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("blanks at the end of %q", line)
		}
	}
}

// TestParts holds each part that a verb of its own prints against the whole.
func TestParts(t *testing.T) {
	rec := incident(t)
	var whole bytes.Buffer
	if err := Terminal(&whole, rec, TerminalOptions{}); err != nil {
		t.Fatal(err)
	}
	for name, part := range map[string]func(io.Writer, *record.Record, TerminalOptions) error{
		"drifts": Drifts, "silences": Silences, "reports": Reports} {
		var b bytes.Buffer
		if err := part(&b, rec, TerminalOptions{}); err != nil {
			t.Fatal(err)
		}
		if b.Len() == 0 || !strings.Contains(whole.String(), b.String()) {
			t.Errorf("%s prints\n%s", name, b.String())
		}
	}
	var b bytes.Buffer
	if found, err := Claim(&b, rec, "c2", TerminalOptions{}); err != nil || !found || !strings.Contains(whole.String(), b.String()) {
		t.Errorf("claim c2: %v, %v\n%s", found, err, b.String())
	}
	if found, err := Claim(&b, rec, "c99", TerminalOptions{}); err != nil || found {
		t.Errorf("claim c99: %v, %v", found, err)
	}
	b.Reset()
	if err := Claims(&b, rec, TerminalOptions{}); err != nil || strings.Contains(b.String(), "Meridian:") || !strings.Contains(b.String(), "2 lines say so") {
		t.Errorf("claims: %v\n%s", err, b.String())
	}
}

// TestTerminalHostile prints a record whose every string tries to move the cursor
// or turn the line round, and whose ids lead nowhere.
func TestTerminalHostile(t *testing.T) {
	for _, full := range []bool{false, true} {
		var b bytes.Buffer
		if err := Terminal(&b, hostile(t), TerminalOptions{Full: full}); err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexAny(b.String(), "\x1b\x07\r\u202e\u2066\u009b"); i >= 0 {
			t.Errorf("a control character came through: %q", b.String()[max(0, i-40):min(b.Len(), i+40)])
		}
		fits(t, b.String(), 80)
	}
}
