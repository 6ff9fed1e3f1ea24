package statement

import (
	"math"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// figures lists the quantities in the spans, in text order: people killed,
// wounded, missing, displaced; things counted; distances, money, shares and
// other measures. Dates, times of day, ages, ordinals, years and the numbers of
// models, flights and articles are none. dates are the document's time
// expressions.
//
// Low and High of a plain figure are NaN, as of one that is only approximate.
// The value of a range is its lower end: who says "5 to 10" vouches for 5.
func figures(d *text.Document, spans []text.Span, l *quantities, dates []when.Expression) []Figure {
	if l == nil {
		return nil
	}
	var out []Figure
	r := &figureReader{d: d, l: l, dates: dates}
	for _, s := range spans {
		r.lo, r.hi = tokensOf(d, s)
		for i := r.lo; i < r.hi; {
			f, next := r.at(i)
			if f.Kind != "" {
				out = append(out, f)
			}
			i = max(next, i+1)
		}
	}
	return out
}

// A figureReader reads the tokens [lo, hi) of one span.
type figureReader struct {
	d      *text.Document
	l      *quantities
	dates  []when.Expression
	lo, hi int
}

// word is token i in lower case; "" outside the span.
func (r *figureReader) word(i int) string {
	if i < r.lo || i >= r.hi {
		return ""
	}
	return r.d.Tokens[i].Lower
}

func (r *figureReader) is(i int, c quantityClass) bool { return r.l.classes[r.word(i)]&c != 0 }

// at reads the figure whose number begins at token i, and gives the token after
// what it has read; Kind is empty where there is none.
func (r *figureReader) at(i int) (Figure, int) {
	a, ok := r.amount(i)
	if !ok {
		return Figure{}, i + 1
	}
	if r.dated(i) {
		return Figure{}, a.next
	}
	for _, read := range []func(amount) (Figure, int){r.measure, r.people, r.count} {
		if f, next := read(a); f.Kind != "" {
			return f, next
		}
	}
	return Figure{}, a.next
}

// dated reports whether token i belongs to a time expression.
func (r *figureReader) dated(i int) bool {
	x := dates{d: r.d, found: r.dates}
	k := x.firstIn(r.d.Tokens[i].From + 1)
	return k > 0 && r.dates[k-1].To > r.d.Tokens[i].From
}

// figure makes a figure of a with its numbers times factor, over the tokens
// from its own to before last.
func (r *figureReader) figure(kind, unit string, a amount, factor float64, last int) Figure {
	return Figure{Kind: kind, Unit: unit, Value: rounded(a.value * factor), Low: rounded(a.low * factor), High: rounded(a.high * factor),
		Spans: []text.Span{{From: r.d.Tokens[a.first].From, To: r.d.Tokens[last-1].To}}}
}

// rounded takes off what a conversion adds beyond the figures that were given.
func rounded(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return math.NaN()
	}
	return math.Round(v*1000) / 1000
}

// people reads "two people killed", "14 deaths", "killed two people and wounded
// 62": the word of fate behind the number in its clause, or the one before.
func (r *figureReader) people(a amount) (Figure, int) {
	if r.aged(a) {
		return Figure{}, a.next
	}
	noun, things, before := a.counted, false, r.fateBefore(a)
	for i, n := a.next, 0; i < r.hi && n < reachBehind; i, n = i+1, n+1 {
		if k := r.l.fate(r.word(i)); k != "" && !r.is(i, quantityFateBefore) {
			if a.named && !noun || things && k == "missing" {
				break // "all four bolts were missing"
			}
			return r.figure(k, "", a, 1, i+1), i + 1
		}
		if r.is(i, quantityLives) && r.near(a.first, i, quantityTakesLives) {
			return r.figure("killed", "", a, 1, i+1), i + 1
		}
		if r.is(i, quantityPeople) {
			noun = true
		} else if r.l.plurals && r.plural(i) {
			things = true
		}
		if before != "" && r.is(i, quantityAnd) {
			break // "killed two people and wounded 62"
		}
		if r.word(i) == "," {
			end := r.aside(i)
			if end < 0 || !noun {
				break
			}
			i = end
			continue
		}
		if !r.is(i, quantityPeople|quantitySkip) && !r.modifier(i) {
			break
		}
	}
	if before != "" && (noun || !a.named) {
		last := a.next
		for last < r.hi && r.is(last, quantityPeople) {
			last++
		}
		return r.figure(before, "", a, 1, last), last
	}
	if a.counted {
		return r.figure("count", "people", a, 1, a.next), a.next
	}
	return Figure{}, a.next
}

// fateBefore is the fate that stands before the number: "killed two people",
// "the death toll rose to 14".
func (r *figureReader) fateBefore(a amount) string {
	for i, n := a.first-1, 0; i >= r.lo && n < reachBefore; i, n = i-1, n+1 {
		if k := r.l.fate(r.word(i)); k != "" {
			return k
		}
		if !r.is(i, quantitySkip|quantityHedge) || r.is(i, quantityAnd) {
			return ""
		}
	}
	return ""
}

const (
	reachBehind = 7 // words between a number and the fate behind it
	reachBefore = 6
)

// aged: "Smith, 62, said".
func (r *figureReader) aged(a amount) bool {
	return a.first > 0 && r.d.Tokens[a.first-1].Lower == "," && r.word(a.next) == "," || r.word(a.first-1) == "aged"
}

// aside is the comma that closes the aside which the one at i opens, -1 if none
// does within a few words.
func (r *figureReader) aside(i int) int {
	for k := i + 1; k < r.hi && k < i+9; k++ {
		switch r.word(k) {
		case ",":
			return k
		case ".", ";", ":":
			return -1
		}
	}
	return -1
}

// modifier reports whether token i can stand between a number and its noun: a
// word that is no verb, preposition or other small word.
func (r *figureReader) modifier(i int) bool {
	return i < r.hi && r.d.Tokens[i].Kind != text.Punct && !r.is(i, quantityStop)
}

// count reads "90 missiles", "four critical bolts": a number and a plural noun
// at most three words behind it.
func (r *figureReader) count(a amount) (Figure, int) {
	if a.named || !r.l.plurals || r.aged(a) {
		return Figure{}, a.next
	}
	start, skipped := r.ofWhole(a)
	for i := start; i < r.hi && i < start+4 && r.modifier(i); i++ {
		if r.is(i, quantityNoCount) {
			return Figure{}, a.next
		}
		if !r.plural(i) && !(a.value == 1 && r.is(i, quantityThing)) {
			continue
		}
		last := i
		for last+1 < r.hi && last+1 < start+4 && r.modifier(last+1) && r.plural(last+1) && !r.is(last+1, quantityNoCount) {
			last++
		}
		if a.value == 1 && !r.is(last, quantityThing|quantityPeople) {
			break
		}
		unit := r.word(last)
		if r.is(last, quantityPeople) {
			unit = "people"
		}
		return r.figure("count", unit, a, 1, last+1), last + 1
	}
	return Figure{}, max(a.next, skipped)
}

// ofWhole steps over "of the four" in "three of the four bolts": what is counted
// is the part.
func (r *figureReader) ofWhole(a amount) (noun, skipped int) {
	if r.word(a.next) != "of" || !r.is(a.next+1, quantityDeterminer) {
		if r.word(a.next) == "of" && a.vague { // "dozens of houses"
			return a.next + 1, a.next
		}
		return a.next, a.next
	}
	if whole, ok := r.amount(a.next + 2); ok {
		return whole.next, whole.next
	}
	return a.next + 2, a.next + 2
}

// plural reports whether token i is written like a plural noun.
func (r *figureReader) plural(i int) bool {
	w := r.word(i)
	if r.is(i, quantityPeople|quantityPlural) {
		return true
	}
	n := len(w)
	return n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != '\'' && w[n-2] != 'u' && w[n-2] != 'i'
}
