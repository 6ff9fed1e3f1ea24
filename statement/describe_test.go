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
				for _, hits := range book().find(d, 0, len(d.Tokens)) {
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

// TestReadRelates reads invented reports in which a field depends on another
// statement: who relays, the channel of the sentence before, what is nested.
func TestReadRelates(t *testing.T) {
	tests := []struct {
		name, text string
		check      func(t *testing.T, all []Statement)
	}{
		{"a channel pointed back at", "[The envoy] {said} <the port was shut>. The statement on X came late.", func(t *testing.T, all []Statement) {
			if got := all[0].Channel; got != (Channel{"social-media", "X"}) {
				t.Errorf("channel %v", got)
			}
		}},
		{"a relay", "<The port was shut>, [the envoy] {said}, according to Reuters.", func(t *testing.T, all []Statement) {
			if got := list(all[0].Via); got != "Reuters" {
				t.Errorf("via %q", got)
			}
		}},
		{"a position inside", "[The envoy] {said} <that the Lorian navy had refused to name the ship>.", func(t *testing.T, all []Statement) {
			if len(all) != 2 || !all[1].Inner || all[1].Stance != Declined || list(all[1].Via) != "The envoy" {
				t.Errorf("got %+v", all)
			}
		}},
		{"none inside", "[The envoy] {said} <that he had refused to name the ship>.", func(t *testing.T, all []Statement) {
			if len(all) != 1 {
				t.Errorf("got %d statements", len(all))
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clean, a := marked(test.text)
			test.check(t, Read(text.Analyze(clean), fixed{a}, Context{Language: "en"}))
		})
	}
}

// TestDenialIsNoAssertion holds each negated form against its positive twin.
func TestDenialIsNoAssertion(t *testing.T) {
	for _, twin := range [][2]string{
		{"[Loria] {said} <that Lorian guns had fired>.", "[Loria] {said} <that Lorian guns had not fired>."},
		{"[Loria] {confirmed} <the strike>.", "[Loria] {denied} <the strike>."},
		{"[Loria] {said} <the shell was Lorian>.", "[Loria] {said} <the shell was not Lorian>."},
		{"[Loria] {said} <the report was true>.", "[Loria] {said} <the report was not true>."},
	} {
		for i, want := range []Stance{Asserts, Denies} {
			clean, a := marked(twin[i])
			if s := Describe(text.Analyze(clean), a, Context{Language: "en"}); s.Stance != want {
				t.Errorf("%s: got %s, want %s, because %v", twin[i], s.Stance, want, rules(s))
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	clean, a := marked("[The harbour master] {told} reporters in a statement <that two tugs, which may have left the pier before dawn, probably had not fired on the ferry>, TASS reported.")
	d := text.Analyze(clean)
	for b.Loop() {
		Read(d, fixed{a}, Context{Language: "en"})
	}
	b.ReportMetric(float64(len(d.Tokens)), "tokens/op")
}

// TestGuessLanguage tells each language by its own examples, without a tag.
func TestGuessLanguage(t *testing.T) {
	for language := range phrasebooks {
		var all []string
		for _, row := range rowsOf(language, "examples") {
			clean, _ := marked(row[0])
			all = append(all, clean)
		}
		if len(all) == 0 {
			continue
		}
		if got := guessLanguage(text.Analyze(strings.Join(all, "\n\n"))); got != language {
			t.Errorf("%s: taken for %s", language, got)
		}
	}
}
