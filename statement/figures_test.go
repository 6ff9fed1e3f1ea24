package statement

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

func readFigures(s, language string) []Figure {
	d := text.Analyze(s)
	at := when.Interval{From: "2024-01-05", To: "2024-01-05"}
	return figures(d, []text.Span{{From: 0, To: len(s)}}, quantityTables[language], when.Find(s, when.Options{Language: language, Anchor: at}))
}

func showNumber(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

func showFigure(f Figure) string {
	s := f.Kind + " " + showNumber(f.Value)
	if f.Unit != "" {
		s += " " + f.Unit
	}
	end := func(v float64) string {
		if math.IsNaN(v) {
			return ""
		}
		return showNumber(v)
	}
	if low, high := end(f.Low), end(f.High); low+high != "" {
		s += " [" + low + "," + high + "]"
	}
	return s
}

func TestFigures(t *testing.T) {
	for _, p := range passages(t, "testdata/figures.txt") {
		var got []string
		for _, f := range readFigures(p.line, "en") {
			got = append(got, showFigure(f))
		}
		p.check(t, got)
	}
}

func TestFiguresOfLanguages(t *testing.T) {
	for _, p := range passages(t, "testdata/figures-languages.txt") {
		language, line, _ := strings.Cut(p.line, ": ")
		var got []string
		for _, f := range readFigures(line, language) {
			got = append(got, showFigure(f))
		}
		p.check(t, got)
	}
}

func FuzzFigures(f *testing.F) {
	for _, s := range []string{"killed 2–3 people", "1,200.5 km (5 miles)", "two hundred and five", "tens of thousands of", "$5m", "62명이 숨지고", "at least at least 4"} {
		f.Add(s, "en")
		f.Add(s, "ko")
	}
	f.Fuzz(func(t *testing.T, s, language string) {
		if !utf8.ValidString(s) {
			return
		}
		for _, x := range readFigures(s, language) {
			if x.Kind == "" || math.IsNaN(x.Value) || math.IsInf(x.Value, 0) || x.Low > x.High {
				t.Fatalf("%q: %+v", s, x)
			}
			for _, sp := range x.Spans {
				if sp.From < 0 || sp.To > len(s) || sp.Empty() || !utf8.ValidString(s[sp.From:sp.To]) {
					t.Fatalf("%q: span %v", s, sp)
				}
			}
		}
	})
}

func BenchmarkFigures(b *testing.B) {
	s := "The flood killed two people and wounded 62 on the far bank, where some 90 barges had been lying for about three weeks, the harbour office said, and nobody knew who had opened the four gates. "
	d := text.Analyze(s)
	found := when.Find(s, when.Options{Language: "en"})
	spans := []text.Span{{From: 0, To: len(s)}}
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		figures(d, spans, quantityTables["en"], found)
	}
}
