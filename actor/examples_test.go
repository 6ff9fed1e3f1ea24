package actor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

// An example is a text with marked sources, and who the last one is.
type example struct {
	text    string
	sources []text.Span
	want    string
}

// examples reads lang/<xx>/examples.txt.
func examples(t *testing.T, path string) []example {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for block := range strings.SplitSeq(string(b), "\n\n") {
		var lines []string
		for l := range strings.SplitSeq(strings.TrimSpace(block), "\n") {
			if l != "" && l[0] != '#' {
				lines = append(lines, l)
			}
		}
		if len(lines) == 0 {
			continue
		}
		e := example{text: lines[0], want: strings.TrimSpace(lines[len(lines)-1])}
		for {
			from, to := strings.Index(e.text, "[["), strings.Index(e.text, "]]")
			if from < 0 || to < from {
				break
			}
			e.text = e.text[:from] + e.text[from+2:to] + e.text[to+2:]
			e.sources = append(e.sources, text.Span{From: from, To: to - 2})
		}
		if len(lines) != 2 || len(e.sources) == 0 {
			t.Fatalf("%s: bad example %q", path, block)
		}
		out = append(out, e)
	}
	return out
}

// describe prints an actor as the examples do.
func describe(c Cast, i int) string {
	if i < 0 {
		return "nobody"
	}
	a := c.Actors[i]
	side := a.Side
	if a.Of >= 0 {
		side = "<" + c.Actors[a.Of].Name + ">"
	}
	return strings.TrimSpace(strings.Join([]string{a.Name, string(a.Kind), side, a.Role}, " | "))
}

func TestExamples(t *testing.T) {
	paths, err := filepath.Glob("lang/*/examples.txt")
	if err != nil || len(paths) < 2 {
		t.Fatalf("examples: %v %v", paths, err)
	}
	for _, path := range paths {
		lang := filepath.Base(filepath.Dir(path))
		for _, e := range examples(t, path) {
			t.Run(lang+"/"+e.text, func(t *testing.T) {
				var sts []statement.Statement
				for _, s := range e.sources {
					sts = append(sts, statement.Statement{Attribution: statement.Attribution{Source: []text.Span{s}}})
				}
				c := Resolve(text.Analyze(e.text), Context{Language: lang}, sts)
				if got := describe(c, c.Speakers[len(c.Speakers)-1]); got != e.want {
					t.Errorf("in %q\n got %s\nwant %s", e.text, got, e.want)
				}
			})
		}
	}
}
