package encoder

import (
	"strings"
	"testing"
)

func FuzzTokenizer(f *testing.F) {
	for _, s := range []string{sample, "", " ", "e\u0301\u0301", "\u1112\u1161\u11ab", "\u00ad", "\x80a", "the the  the"} {
		f.Add(s)
	}
	m := tinyModel(f, Options{Workers: 1})
	var l lattice
	f.Fuzz(func(t *testing.T, s string) {
		at := int32(0)
		for i, p := range m.tokenizer.encode(&l, s, nil) {
			// What lies between two pieces was mapped to nothing or is white space.
			gap := s[at:max(at, p.From)]
			if p.From < at || p.To < p.From || int(p.To) > len(s) || strings.ContainsAny(gap, "abcdefghijklmnopqrstuvwxyz") {
				t.Fatalf("%q: piece %d is %v after %d", s, i, p, at)
			}
			at = p.To
		}
		if strings.ContainsAny(s[at:], "abcdefghijklmnopqrstuvwxyz") {
			t.Fatalf("%q: nothing covers %q", s, s[at:])
		}
		last := 0
		for _, u := range units(s, nil) {
			if u.From < last || u.Empty() || u.To > len(s) {
				t.Fatalf("%q: unit %v after %d", s, u, last)
			}
			last = u.To
		}
	})
}

func TestLongLineIsCut(t *testing.T) {
	m := tinyModel(t, Options{})
	var s scratch
	for name, line := range map[string]string{
		"sentences": strings.Repeat("he said so. ", 50), "words": strings.Repeat("he said so ", 50), "letters": strings.Repeat("abc", 500),
		"unknown": strings.Repeat("Ж", 2000), "unknown words": strings.Repeat("Ж ", 2000), "nothing": strings.Repeat("\u00ad", 5000) + "a",
	} {
		covered, most := 0, 0
		m.paragraphs(&s, line, func(w window) bool {
			if w.start < covered {
				t.Errorf("%s: a window begins at %d, within the one before", name, w.start)
			}
			if gap := strings.TrimSpace(line[covered:w.start]); strings.Trim(gap, "\u00ad") != "" {
				t.Errorf("%s: %q lies in no window", name, gap)
			}
			covered = w.start + len(w.text)
			most = max(most, len(w.ids))
			return true
		})
		if rest := strings.TrimSpace(line[covered:]); rest != "" {
			t.Errorf("%s: %d bytes at the end lie in no window", name, len(rest))
		}
		if most > m.config.Window {
			t.Errorf("%s: a window has %d pieces", name, most)
		}
	}
}
