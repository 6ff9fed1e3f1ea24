package when

import (
	"testing"
	"time"
	"unicode/utf8"
)

// Every weekday against every day of two years: "on W" is the last W not after
// the anchor, "last W" the last before it, "next W" the first after it.
func TestWeekdaysOfTwoYears(t *testing.T) {
	names := []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	for a := DayOf(2023, 1, 1); a < DayOf(2025, 1, 1); a++ {
		for w, name := range names {
			at := Interval{From: a.String(), To: a.String()}
			got := func(s string) Day {
				es := Find(s, Options{Language: "en", Anchor: at})
				if len(es) != 1 {
					t.Fatalf("%q at %s: %v", s, a, es)
				}
				return es[0].Interval.Day()
			}
			past, last, next := got("They met on "+name+"."), got("They met last "+name+"."), got("They will meet next "+name+".")
			for _, d := range []Day{past, last, next} {
				if d == NoDay || d.Weekday() != time.Weekday(w) {
					t.Fatalf("%s at %s: %s is a %s", name, a, d, d.Weekday())
				}
			}
			if past > a || a-past > 6 || last >= a || a-last > 7 || next <= a || next-a > 7 {
				t.Fatalf("%s at %s: past %s, last %s, next %s", name, a, past, last, next)
			}
		}
	}
}

func TestDays(t *testing.T) {
	for d := DayOf(1899, 12, 25); d < DayOf(2101, 1, 5); d++ {
		if p := ParseDay(d.String()); p != d {
			t.Fatalf("%d prints as %s, which reads as %d", d, d, p)
		}
		if w := d.time().Weekday(); w != d.Weekday() {
			t.Fatalf("%s: %s, not %s", d, d.Weekday(), w)
		}
	}
	for _, s := range []string{"", "2024", "2024-02-30", "2024-1-5", "2024-01-05x", "2024-01-051"} {
		if d := ParseDay(s); d != NoDay {
			t.Errorf("%q reads as %s", s, d)
		}
	}
	if got := ParseDay("2024-01-05T23:59:00+09:00").String(); got != "2024-01-05" {
		t.Errorf("a time counts as %s, not as the day of its zone", got)
	}
}

// The tables name only readings and classes that the engine knows, and every
// row of patterns can be reached.
func TestTables(t *testing.T) {
	known := map[string]bool{"WEEKDAY": true, "MONTH": true, "N": true, "FEW": true, "RELDAY": true, "REL": true, "BASEREL": true,
		"UNIT": true, "RELUNIT": true, "PART": true, "DAYPART": true, "IN": true, "ON": true, "SINCE": true, "AHEAD": true, "BACK": true,
		"STOP": true, "AGO": true, "WEEKEND": true, "YEARWORD": true, "ORDTAIL": true}
	numbers := map[string]bool{"DAY": true, "YEAR": true, "MNUM": true}
	for _, code := range Languages() {
		l := languages[code]
		used := map[string]bool{}
		for w, e := range l.words {
			for _, x := range e.entries {
				if !known[x.class] {
					t.Errorf("%s: %q has the unknown class %q", code, w, x.class)
				}
				used[x.class] = true
			}
		}
		for _, p := range l.patterns {
			for _, it := range append(p.before, p.items...) {
				if it.class != "" && !used[it.class] && !numbers[it.class] {
					t.Errorf("%s: a pattern of %q names the class %s, which no word has", code, p.reading, it.class)
				}
			}
			f := finder{l: l, anchor: NoDay}
			f.read(p.reading, bound{month: 1, day: 1, unit: "d", has: hasUnit}) // panics on an unknown reading
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"earlier on Friday", "Jan. 2, 2024", "2024-01-05", "5/13/2024", "mid-November’s", "п’ятниця", "11월 15일", "على 15 نوفمبر 2022", "the night of May 2"} {
		f.Add(s, "en", 19727)
	}
	f.Fuzz(func(t *testing.T, s, language string, day int) {
		if !utf8.ValidString(s) || day < -30000 || day > 60000 {
			return
		}
		anchor := Day(day).String()
		last := 0
		for _, e := range Find(s, Options{Language: language, Anchor: Interval{From: anchor, To: anchor}}) {
			if e.From < last || e.To <= e.From || e.To > len(s) {
				t.Fatalf("%q: span %v after %d", s, e.Span, last)
			}
			last = e.To
			if !utf8.ValidString(s[e.From:e.To]) {
				t.Fatalf("%q: span %v cuts a rune", s, e.Span)
			}
			if from, to := e.Interval.Bounds(); !e.Interval.IsZero() && (from == NoDay || to == NoDay || from > to) {
				t.Fatalf("%q: %+v", s, e.Interval)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	s := "The harbour office said earlier on Friday that two barges had been lost in November near the old mill, and that nobody was hurt when the crane fell over and the road was closed to all traffic for many hours. "
	o := Options{Language: "en", Anchor: Interval{From: "2024-01-05", To: "2024-01-05"}}
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Find(s, o)
	}
}
