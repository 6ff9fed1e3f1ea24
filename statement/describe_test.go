package statement

import (
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

// marked reads a sentence with its [source], {cue} and <content> marked.
func marked(s string) (string, Attribution) {
	var a Attribution
	var clean strings.Builder
	open := map[byte]int{}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '[', '{', '<':
			open[c] = clean.Len()
		case ']':
			a.Source = append(a.Source, text.Span{From: open['['], To: clean.Len()})
		case '}':
			a.Cue = append(a.Cue, text.Span{From: open['{'], To: clean.Len()})
		case '>':
			a.Content = append(a.Content, text.Span{From: open['<'], To: clean.Len()})
		default:
			clean.WriteByte(c)
		}
	}
	return clean.String(), a
}

// TestExamples reads the sentences of each language's examples.tsv, and reports
// the rows of its tables that none of them exercises.
func TestExamples(t *testing.T) {
	for language, book := range phrasebooks {
		rows := rowsOf(language, "examples")
		if len(rows) == 0 && language != "any" {
			continue // a folder of cues only
		}
		t.Run(language, func(t *testing.T) {
			used := map[string]bool{}
			for _, row := range rows {
				if len(row) != 6 {
					t.Fatalf("%q: a row has six cells", row[0])
				}
				clean, a := marked(row[0])
				d := text.Analyze(clean)
				for _, hits := range book.find(d, 0, len(d.Tokens)) {
					for _, h := range hits {
						used[h.rule] = true
					}
				}
				s := Describe(d, a, Context{Language: language})
				got := []string{string(s.Stance), string(s.Certainty), s.Channel.Kind, kinds(s.Evidence), list(s.Via)}
				if !slices.Equal(got, row[1:]) {
					t.Errorf("%s\n got %q\nwant %q\n because %v", row[0], got, row[1:], rules(s))
				}
			}
			var idle []string
			for _, table := range subjectFiles {
				for _, row := range rowsOf(language, table) {
					if rule := table + "/" + row[0]; !used[rule] {
						idle = append(idle, rule)
					}
				}
			}
			t.Logf("%d rows that no sentence exercises", len(idle))
			if testing.Verbose() {
				t.Log(strings.Join(idle, "\n"))
			}
		})
	}
}

func kinds(evidence []Evidence) string {
	var out []string
	for _, e := range evidence {
		out = append(out, e.Kind)
	}
	return list(out)
}

func list(s []string) string {
	if len(s) == 0 {
		return "-"
	}
	return strings.Join(s, ",")
}

func rules(s Statement) []string {
	var out []string
	for _, r := range s.Reasons {
		out = append(out, r.Field+": "+r.Rule)
	}
	return out
}
