package dossier

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/record"
)

// rude is what a hostile report, or a hostile colleague, may write.
const rude = "a\x1b[2Jb\u202ec\x07\nd"

// TestCaseTables prints each table with hostile words and holds it to its width:
// no escape reaches the terminal.
func TestCaseTables(t *testing.T) {
	long := strings.Repeat("міст 다리 bridge ", 30)
	rec := &record.Record{Actors: []record.Actor{{ID: "a1", Name: rude + long, Kind: "person", Role: rude, Side: "ZZ", Names: []string{rude, long}}}}
	for name, print := range map[string]func(io.Writer, TerminalOptions) error{
		"hits": func(w io.Writer, o TerminalOptions) error {
			return Hits(w, []Found{{ID: "r1.s1", Who: rude, Where: long, Words: rude + "<" + long + ">"}, {ID: "r2", Words: rude}}, "<", ">", o)
		},
		"log": func(w io.Writer, o TerminalOptions) error {
			return Log(w, []Event{{Number: "1", When: "2031-03-04 12:00:00", Who: rude, What: long, Why: rude + long, State: "undone"}, {What: rude}}, o)
		},
		"actors": func(w io.Writer, o TerminalOptions) error { return Actors(w, rec, o) },
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := print(&b, TerminalOptions{Width: 70}); err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(b.String(), "\x1b\x07\u202e") {
				t.Errorf("control characters in %q", b.String())
			}
			if !strings.Contains(b.String(), "bridge") {
				t.Errorf("the words are lost: %q", b.String())
			}
			fits(t, b.String(), 70)
		})
	}
	var b bytes.Buffer
	if err := Hits(&b, nil, "<", ">", TerminalOptions{}); err != nil || b.String() != "Nothing found.\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
}
