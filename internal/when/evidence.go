package when

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// A pair is one event that the story names by weekday and by date.
type pair struct{ weekday, date *Expression }

// pairs finds them: "Tuesday, Jan. 2" in one, or two sentences that tell of one
// event in much the same words. A weekday that is today's dates the saying, not
// the event.
func (p *publication) pairs(today int, lang string) []pair {
	var out []pair
	common := map[string]bool{}
	for _, w := range languages[lang].common {
		common[w] = true
	}
	var told []told
	for i := range p.found {
		e := &p.found[i]
		if e.Ahead || e.Day == 0 && e.Weekday == 0 || e.Part != Whole || e.Rel != 0 {
			continue
		}
		if e.Weekday != 0 && e.Day != 0 && e.Month != 0 {
			out = append(out, pair{e, e})
			continue
		}
		told = append(told, p.tell(e, lang, common))
	}
	if len(out) > 0 {
		return out
	}
	for i := range told {
		for k := range told {
			w, d := &told[i], &told[k]
			if w.e.Weekday != 0 && w.e.Weekday != today && d.e.Day != 0 && d.e.Month != 0 && p.sameEvent(w, d) {
				out = append(out, pair{w.e, d.e})
			}
		}
	}
	return out
}

// told is an expression and what its sentence tells.
type told struct {
	e      *Expression
	stems  map[string]bool
	events map[string]bool
}

// stemLength is how many letters of a word its inflected forms share.
const stemLength = 5

func (p *publication) tell(e *Expression, lang string, common map[string]bool) told {
	t := told{e: e, stems: map[string]bool{}, events: map[string]bool{}}
	for _, w := range p.sentence(e.Span) {
		if class := eventWords[lang][w.Lower]; class != "" {
			t.events[class] = true
			continue
		}
		if s := stem(w); s != "" && !common[w.Lower] {
			t.stems[s] = true
		}
	}
	return t
}

func stem(t text.Token) string {
	n := 0
	for i := range t.Lower {
		if n == stemLength {
			return t.Lower[:i]
		}
		n++
	}
	if t.Kind != text.Word || utf8.RuneCountInString(t.Lower) < stemLength {
		return ""
	}
	return t.Lower
}

// sentence gives the tokens of the sentence around s.
func (p *publication) sentence(s text.Span) []text.Token {
	for _, x := range p.d.Sentences {
		if x.Contains(s) {
			return p.d.Tokens[x.First:x.Last]
		}
	}
	return nil
}

const (
	sharedStems = 3 // words that two sentences on one event have in common, beside the event's own
	rareIn      = 4 // one of them in at most so many sentences of the story
)

func (p *publication) sameEvent(a, b *told) bool {
	if !overlap(a.events, b.events) {
		return false
	}
	shared, rare := 0, false
	for s := range a.stems {
		if b.stems[s] {
			shared++
			rare = rare || p.frequency(s) <= rareIn
		}
	}
	return shared >= sharedStems && rare
}

func overlap(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

// frequency is the number of sentences with a word of that stem.
func (p *publication) frequency(s string) int {
	n := 0
	for _, x := range p.d.Sentences {
		for _, t := range p.d.Tokens[x.First:x.Last] {
			if strings.HasPrefix(t.Lower, s) {
				n++
				break
			}
		}
	}
	return n
}

// years bounds the day of publication: after every year that the story tells of
// as past and after everything in it came to exist, before offices that it
// names as held were left, and within what the table of landmarks knows.
func (p *publication) years(h Hints) (lo, hi Day) {
	lo, hi = DayOf(1990, 1, 1), horizon
	if h.NotBefore > lo {
		lo = h.NotBefore
	}
	if h.NotAfter > 0 && h.NotAfter < hi {
		hi = h.NotAfter
	}
	for i := range p.found {
		e := &p.found[i]
		if e.Year == 0 || !e.Behind || e.counted == none {
			continue
		}
		if e.counted.from > lo && e.counted.from <= hi {
			lo = e.counted.from
			p.note("it tells of %s", p.words(e))
		}
	}
	for i := range landmarks {
		m := &landmarks[i]
		if m.from <= lo && (m.to == NoDay || m.to >= hi) {
			continue
		}
		if at := strings.Index(p.d.Text, m.phrase); at < 0 || !isWhole(p.d.Text, at, len(m.phrase)) {
			continue
		}
		if m.from != NoDay && m.from > lo {
			lo = m.from
			p.note("%q is known since %s", m.phrase, m.from)
		}
		if m.to != NoDay && m.to < hi {
			hi = m.to
			p.note("%q holds until %s", m.phrase, m.to)
		}
	}
	return lo, hi
}

// isWhole reports whether s[at:at+n] begins and ends at the edge of a word.
func isWhole(s string, at, n int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	q, _ := utf8.DecodeRuneInString(s[at+n:])
	return (at == 0 || notLetter(r)) && (at+n == len(s) || notLetter(q))
}

// A landmark is a name that only exists, or a person who holds an office, since
// and perhaps until a day.
type landmark struct {
	phrase   string
	from, to Day
}

//go:embed landmarks.tsv
var landmarkTable string

var (
	landmarks, horizon = loadLandmarks()
	eventWords         = loadEvents()
)

// loadLandmarks reads the table; the row "*" says until when it was kept up:
// nothing is dated beyond that day.
func loadLandmarks() (all []landmark, until Day) {
	for _, f := range parseRows(landmarkTable) {
		m := landmark{f[0], ParseDay(f[1]), ParseDay(f[2])}
		if m.phrase == "*" {
			until = m.to
			continue
		}
		all = append(all, m)
	}
	return all, until
}

// loadEvents reads each language's words for kinds of events.
func loadEvents() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, code := range Languages() {
		if _, err := tables.Open("lang/" + code + "/events.tsv"); err != nil {
			continue // a language may do without
		}
		words := map[string]string{}
		for _, f := range rows("lang/" + code + "/events.tsv") {
			words[f[0]] = f[1]
		}
		out[code] = words
	}
	return out
}
