package statement

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

var mark = regexp.MustCompile(`\[([sct])(\d):([^\]]*)\]`)

// unmark takes the marks out of a passage and gives the statements they show.
func unmark(line string) (string, []Statement) {
	var b strings.Builder
	var all []Statement
	at := 0
	for _, m := range mark.FindAllStringSubmatchIndex(line, -1) {
		b.WriteString(line[at:m[0]])
		n := int(line[m[4]] - '0')
		for len(all) < n {
			all = append(all, Statement{})
		}
		span := text.Span{From: b.Len(), To: b.Len() + m[7] - m[6]}
		b.WriteString(line[m[6]:m[7]])
		at = m[1]
		s := &all[n-1]
		switch line[m[2]] {
		case 's':
			s.Source = append(s.Source, span)
		case 'c':
			s.Cue = append(s.Cue, span)
		case 't':
			s.Content = append(s.Content, span)
		}
	}
	b.WriteString(line[at:])
	return b.String(), all
}

func interval(i when.Interval) string {
	switch {
	case i.IsZero():
		return "-"
	case i.From == i.To:
		return i.From
	}
	return i.From + ".." + i.To
}

func TestSaid(t *testing.T) {
	for _, c := range passages(t, "testdata/said.txt") {
		s, all := unmark(c.line)
		SaidAll(text.Analyze(s), all, Context{Published: when.Interval{From: "2024-01-05", To: "2024-01-05"}, Language: "en"}, nil)
		var got []string
		for i := range all {
			got = append(got, interval(all[i].Said))
		}
		c.check(t, got)
	}
}

// A passage is one line of an examples file and the indented lines under it.
type passage struct {
	name, line string
	want       []string
}

func (p passage) check(t *testing.T, got []string) {
	t.Helper()
	if g, w := strings.Join(got, "\n\t"), strings.Join(p.want, "\n\t"); g != w {
		t.Errorf("%s: %s\n got\t%s\nwant\t%s", p.name, p.line, g, w)
	}
}

func passages(t *testing.T, name string) []passage {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []passage
	for i, line := range strings.Split(string(b), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '\t':
			p := &out[len(out)-1]
			p.want = append(p.want, strings.TrimSpace(line))
		default:
			out = append(out, passage{name: fmt.Sprintf("%s:%d", name, i+1), line: line})
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s holds no passage", name)
	}
	return out
}
