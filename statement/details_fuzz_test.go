package statement

import (
	"testing"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// FuzzDetails reads any text with any source, cue and content: no panic, spans
// inside the text, days in order.
func FuzzDetails(f *testing.F) {
	f.Add("On Friday, the mayor said two people were killed in Kyiv.", uint(11), uint(20), uint(25), uint(60))
	f.Add("said on Friday ", uint(0), uint(0), uint(4), uint(15))
	f.Add("In a report of Tuesday’s, X", uint(3), uint(3), uint(9), uint(200))
	f.Fuzz(func(t *testing.T, s string, a, b, c, e uint) {
		if !utf8.ValidString(s) || len(s) == 0 {
			return
		}
		cut := func(n uint) int {
			i := int(n % uint(len(s)+1))
			for i < len(s) && !utf8.RuneStart(s[i]) {
				i++
			}
			return i
		}
		at := [4]int{cut(a), cut(b), cut(c), cut(e)}
		span := func(i, j int) []text.Span {
			return []text.Span{{From: min(i, j), To: max(i, j)}}
		}
		all := []Statement{{Attribution: Attribution{Source: span(at[0], at[1]), Cue: span(at[1], at[2]), Content: span(at[2], at[3])}}}
		all = append(all, Statement{Attribution: Attribution{Cue: all[0].Content, Content: all[0].Source}})
		addDetails(text.Analyze(s), all, Context{Published: when.Interval{From: "2024-01-05", To: "2024-01-05"}})
		for _, x := range all {
			if from, to := x.Said.Bounds(); !x.Said.IsZero() && (from > to || from == when.NoDay) {
				t.Fatalf("said %+v", x.Said)
			}
			for _, p := range x.Places {
				for _, sp := range p.Spans {
					if sp.Empty() || sp.To > len(s) || !utf8.ValidString(s[sp.From:sp.To]) {
						t.Fatalf("%q: place %v", s, p)
					}
				}
			}
			for _, p := range x.Figures {
				for _, sp := range p.Spans {
					if sp.Empty() || sp.To > len(s) || !utf8.ValidString(s[sp.From:sp.To]) {
						t.Fatalf("%q: figure %v", s, p)
					}
				}
			}
		}
	})
}
