package statement

import (
	"math"

	"github.com/onrecord/onrecord/internal/text"
)

// measure reads a number with a unit: "900 km (550 miles)", "$3.5 million", "12
// percent", "magnitude 6.2".
func (r *figureReader) measure(a amount) (Figure, int) {
	if u, ok := unitsByWord[r.word(a.first-1)]; ok && u.before {
		f := r.figure(u.kind, u.name, a, u.factor, a.next)
		f.Spans[0].From = r.d.Tokens[a.first-1].From
		return f, a.next
	}
	u, next, ok := r.unitAt(a)
	if !ok {
		return Figure{}, a.next
	}
	if u.kind == "time" { // "10:30 GMT", "10 a.m."
		return Figure{}, next
	}
	kind := u.kind
	if kind == "distance_km" && r.near(a.first, next, quantityRangeWord) {
		kind = "range_km"
	}
	f := r.figure(kind, u.name, a, u.factor, next)
	second, v, end := r.second(next)
	if end == 0 || v.kind != u.kind {
		return f, next
	}
	f.Spans[0].To = r.d.Tokens[end-1].To
	if v.base && !u.base { // "550 miles (900 km)": the number in our unit stands
		scale := second.value / (a.value * u.factor)
		if math.Abs(scale-1) < 0.2 {
			f.Value = second.value
			f.Low, f.High = rounded(f.Low*scale), rounded(f.High*scale)
		}
	}
	return f, end
}

// unitAt reads the unit behind a number, "square km" and "per cent" included.
func (r *figureReader) unitAt(a amount) (measureUnit, int, bool) {
	if u, ok := unitsByWord[a.unit]; ok {
		return u, a.next, true
	}
	if a.next+1 < r.hi {
		if u, ok := unitsByWord[r.word(a.next)+" "+r.word(a.next+1)]; ok {
			return u, a.next + 2, !u.before
		}
	}
	u, ok := unitsByWord[r.word(a.next)]
	return u, a.next + 1, ok && !u.before
}

// second reads the same quantity again in parentheses.
func (r *figureReader) second(i int) (numeral, measureUnit, int) {
	if r.word(i) != "(" {
		return numeral{}, measureUnit{}, 0
	}
	n, ok := r.number(i + 1)
	if !ok {
		return n, measureUnit{}, 0
	}
	if r.is(n.next, quantityRange) {
		if m, ok := r.number(n.next + 1); ok {
			m.value, n = n.value, m
		}
	}
	u, next, ok := r.unitAt(n.amount)
	if !ok || r.word(next) != ")" {
		return n, u, 0
	}
	return n, u, next + 1
}

// near reports whether a word of the class stands close before or right behind.
func (r *figureReader) near(first, last int, c quantityClass) bool {
	for i := first - 1; i >= r.lo && first-i <= 4 && r.d.Tokens[i].Kind != text.Punct; i-- {
		if r.is(i, c) {
			return true
		}
	}
	return r.is(last, c)
}
