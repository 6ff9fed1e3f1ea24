package when

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each lang/<xx>/examples.txt has one sentence a line and under it, indented,
// what Find must read there: the words, "=", the interval.
func TestExamples(t *testing.T) {
	for _, code := range Languages() {
		name := filepath.Join("lang", code, "examples.txt")
		f, err := os.Open(name)
		if err != nil {
			t.Errorf("%v: each language needs its examples", err)
			continue
		}
		anchor, sentence, line := Interval{}, "", 0
		var want []string
		check := func() {
			if sentence == "" {
				return
			}
			var got []string
			for _, e := range Find(sentence, Options{Language: code, Anchor: anchor}) {
				got = append(got, show(sentence, e))
			}
			if g, w := strings.Join(got, "; "), strings.Join(want, "; "); g != w {
				t.Errorf("%s:%d: %s\n got %s\nwant %s", name, line, sentence, g, w)
			}
		}
		n := 0
		for sc := bufio.NewScanner(f); sc.Scan(); {
			n++
			switch s := sc.Text(); {
			case s == "" || strings.HasPrefix(s, "#"):
			case strings.HasPrefix(s, "anchor "):
				check()
				sentence = ""
				d := strings.TrimPrefix(s, "anchor ")
				anchor = Interval{From: d, To: d}
			case strings.HasPrefix(s, "\t"):
				want = append(want, strings.TrimSpace(s))
			default:
				check()
				sentence, want, line = s, nil, n
			}
		}
		check()
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func show(s string, e Expression) string {
	when := e.Interval.From
	if e.Interval.To != e.Interval.From {
		when += ".." + e.Interval.To
	}
	if when == "" {
		when = "?"
	}
	if e.Interval.Basis == Stated {
		when += " stated"
	}
	return fmt.Sprintf("%s = %s", s[e.From:e.To], when)
}
