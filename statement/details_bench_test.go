package statement

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// BenchmarkDetails measures figures, places and days of a document of 20
// statements, in words of the document.
func BenchmarkDetails(b *testing.B) {
	var s strings.Builder
	var all []Statement
	for range 20 {
		part, found := unmark("On Thursday, [s1:the harbour office] [c1:said] [t1:the flood in northern Ukraine had killed two people and wounded 62 on the far bank, where some 90 barges had been lying]. Nobody knew who opened the four gates.\n\n")
		shift := func(spans []text.Span) {
			for i := range spans {
				spans[i].From += s.Len()
				spans[i].To += s.Len()
			}
		}
		shift(found[0].Source)
		shift(found[0].Cue)
		shift(found[0].Content)
		all = append(all, found[0])
		s.WriteString(part)
	}
	d := text.Analyze(s.String())
	words := 0
	for _, t := range d.Tokens {
		if t.Kind != text.Punct {
			words++
		}
	}
	c := Context{Published: when.Interval{From: "2024-01-05", To: "2024-01-05"}, Language: "en"}
	b.ReportAllocs()
	for b.Loop() {
		addDetails(d, all, c)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
