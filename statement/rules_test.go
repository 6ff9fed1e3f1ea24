package statement

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

var updateSpans = flag.Bool("update-spans", false, "rewrite the attributions expected of the sentences in lang/en/attributions.txt")

const spansFile = "lang/en/attributions.txt"

// spanExamples returns the head of the file of examples, its sentences and the
// lines expected of each.
func spanExamples(t testing.TB) (head string, sentences []string, want []string) {
	b, err := os.ReadFile(spansFile)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(strings.TrimSpace(string(b)), "\n\n")
	for _, block := range blocks[1:] {
		sentence, lines, _ := strings.Cut(block, "\n")
		sentences = append(sentences, strings.ReplaceAll(sentence, `\n`, "\n"))
		want = append(want, lines)
	}
	if len(sentences) == 0 {
		t.Fatalf("%s holds no examples", spansFile)
	}
	return blocks[0], sentences, want
}

func spanLines(s string, found []Attribution) string {
	var lines []string
	for _, a := range found {
		lines = append(lines, "  "+words(s, a.Source)+" | "+words(s, a.Cue)+" | "+words(s, a.Content))
	}
	return strings.Join(lines, "\n")
}

func words(s string, spans []text.Span) string {
	var parts []string
	for _, x := range spans {
		parts = append(parts, x.In(s))
	}
	return strings.Join(parts, " + ")
}

func TestRules(t *testing.T) {
	head, sentences, want := spanExamples(t)
	out := head
	for i, s := range sentences {
		got := spanLines(s, NewRules().Find(text.Analyze(s)))
		if got != want[i] && !*updateSpans {
			t.Errorf("%s\ngot\n%s\nwant\n%s", s, got, want[i])
		}
		out += "\n\n" + strings.TrimSuffix(strings.ReplaceAll(s, "\n", `\n`)+"\n"+got, "\n")
	}
	if *updateSpans {
		if err := os.WriteFile(spansFile, []byte(out+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCuesHaveExamples says which rows of cues.tsv no example exercises.
func TestCuesHaveExamples(t *testing.T) {
	_, sentences, _ := spanExamples(t)
	seen := map[string]bool{}
	for _, s := range sentences {
		d := text.Analyze(s)
		for _, a := range NewRules().Find(d) {
			for _, token := range d.Tokens {
				if token.From >= a.Cue[0].From && token.To <= a.Cue[0].To {
					if c, ok := lexicons["en"].cues[token.Lower]; ok {
						seen[c.verb] = true
					}
				}
			}
		}
	}
	for _, c := range lexicons["en"].cues {
		if !seen[c.verb] {
			seen[c.verb] = true
			t.Errorf("%s: no example in %s", c.verb, spansFile)
		}
	}
}

func FuzzFind(f *testing.F) {
	_, sentences, _ := spanExamples(f)
	for _, s := range sentences {
		f.Add(s)
	}
	f.Add("He said “no.\n\n“Yes (said she, he told to: \xff, the said")
	f.Fuzz(func(t *testing.T, s string) {
		found := NewRules().Find(text.Analyze(s))
		if got, again := spanLines(s, found), spanLines(s, NewRules().Find(text.Analyze(s))); got != again {
			t.Fatalf("%q: first %q, then %q", s, got, again)
		}
		for _, a := range found {
			checkSpans(t, s, a)
		}
	})
}

// checkSpans fails t where the spans of a leave the text, cut a code point, or
// where its source and its cue overlap.
func checkSpans(t *testing.T, s string, a Attribution) {
	t.Helper()
	if len(a.Cue) == 0 {
		t.Fatalf("%q: no cue in %v", s, a)
	}
	for _, list := range [][]text.Span{a.Source, a.Cue, a.Content} {
		last := 0
		for _, x := range list {
			if x.From < last || x.To <= x.From || x.To > len(s) {
				t.Fatalf("%q: %v in %v", s, x, a)
			}
			last = x.To
			if utf8.ValidString(s) && !(utf8.RuneStart(s[x.From]) && (x.To == len(s) || utf8.RuneStart(s[x.To]))) {
				t.Fatalf("%q: %v cuts a code point", s, x)
			}
		}
	}
	for _, c := range a.Cue {
		for _, x := range a.Source {
			if c.Overlaps(x) {
				t.Fatalf("%q: source and cue of %v overlap", s, a)
			}
		}
	}
}

// TestFindIsLinear fails where one sentence without an end takes time that grows
// with the square of its length: it would run for minutes.
func TestFindIsLinear(t *testing.T) {
	for _, s := range []string{"the mayor said and ", "who runs the dam, ", "“He said ", "(", "according to "} {
		started := time.Now()
		NewRules().Find(text.Analyze(strings.Repeat(s, 1<<20/len(s))))
		if took := time.Since(started); took > 20*time.Second {
			t.Errorf("%q repeated to 1 MB took %v", s, took)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	_, sentences, _ := spanExamples(b)
	s := strings.Repeat(strings.Join(sentences, "\n\n")+"\n\n", 10)
	n := len(strings.Fields(s))
	b.ReportAllocs()
	for b.Loop() {
		NewRules().Find(text.Analyze(s))
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
