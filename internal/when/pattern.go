package when

import (
	"slices"
	"strings"
)

// A pattern is one row of patterns.tsv: items between spaces and the reading
// that they have together. An item is
//
//	WEEKDAY       a class of words.tsv; "!" after it excludes weak words
//	DAY YEAR N    a number that can be one; MNUM the number of a month; N also a number word
//	of|von        written words or marks
//
// with "?" after it where it may be missing, and, at the head of a row, in
// parentheses where it must be there but does not belong to the expression.
type pattern struct {
	before  []item // in parentheses
	items   []item
	reading string
	rank    int
}

type item struct {
	class    string
	lits     []string
	optional bool
	strict   bool
}

func compile(items, reading string, rank int) *pattern {
	p := &pattern{reading: reading, rank: rank}
	for _, f := range strings.Fields(items) {
		var it item
		if len(f) > 1 && strings.HasSuffix(f, "?") {
			it.optional, f = true, strings.TrimSuffix(f, "?")
		}
		outside := len(f) > 2 && strings.HasPrefix(f, "(")
		if outside {
			f = f[1 : len(f)-1]
		}
		if len(f) > 1 && strings.HasSuffix(f, "!") {
			it.strict, f = true, strings.TrimSuffix(f, "!")
		}
		if f[0] >= 'A' && f[0] <= 'Z' {
			it.class = f
		} else {
			it.lits = strings.Split(f, "|")
		}
		if outside {
			p.before = append(p.before, it)
		} else {
			p.items = append(p.items, it)
		}
	}
	return p
}

// addPattern files p under whatever can begin it.
func (l *language) addPattern(p *pattern) {
	l.patterns = append(l.patterns, p)
	for _, it := range p.items {
		for _, w := range it.lits {
			l.literal(w)
			l.firstLit[w] = append(l.firstLit[w], p)
		}
		switch it.class {
		case "":
		case "DAY", "YEAR", "MNUM":
			l.firstNum = append(l.firstNum, p)
		case "N":
			l.firstNum = append(l.firstNum, p)
			l.firstCls[it.class] = append(l.firstCls[it.class], p)
		default:
			l.firstCls[it.class] = append(l.firstCls[it.class], p)
		}
		if !it.optional {
			break
		}
	}
	for _, it := range slices.Concat(p.before, p.items) {
		for _, w := range it.lits {
			l.literal(w)
		}
	}
}

// A bound is what a match has said so far.
type bound struct {
	weekday, month, day, day2, year, n, rel, part int
	unit                                          string
	has                                           uint16
}

const (
	hasWeekday = 1 << iota
	hasMonth
	hasDay
	hasDay2
	hasYear
	hasN
	hasRel
	hasPart
	hasUnit
	hasFew
)

func (b *bound) is(h uint16) bool { return b.has&h == h }

// match gives the longest way to read p at toks[at:].
func (p *pattern) match(toks []token, at int) (bound, int) {
	var best bound
	end := -1
	for k := range p.before {
		i := at - len(p.before) + k
		if i < 0 {
			return best, end
		}
		if _, ok := p.before[k].take(toks, i, best); !ok {
			return best, end
		}
	}
	var try func(i, at int, b bound)
	try = func(i, at int, b bound) {
		if i == len(p.items) {
			if at > end {
				best, end = b, at
			}
			return
		}
		it := &p.items[i]
		if at < len(toks) {
			if next, ok := it.take(toks, at, b); ok {
				try(i+1, at+1, next)
			}
		}
		if it.optional {
			try(i+1, at, b)
		}
	}
	try(0, at, best)
	return best, end
}

// take matches one item with the token and binds its value.
func (it *item) take(toks []token, at int, b bound) (bound, bool) {
	t := &toks[at]
	if it.class == "" {
		for _, w := range it.lits {
			if t.lit == w {
				return b, w != "." || abbreviates(toks, at)
			}
		}
		return b, false
	}
	switch it.class {
	case "DAY":
		return b.number(t, hasDay, 1, 31)
	case "MNUM":
		return b.number(t, hasMonth, 1, 12)
	case "YEAR":
		if t.digits != 4 {
			return b, false
		}
		return b.number(t, hasYear, 1900, 2099)
	case "N":
		if t.num >= 0 && t.digits > 0 && t.digits <= 3 {
			return b.number(t, hasN, 1, 366)
		}
	}
	for i := range t.entries {
		e := &t.entries[i]
		if e.class == it.class && (!e.cap || t.cap) && (!it.strict || !e.weak) {
			b.bind(e)
			return b, true
		}
	}
	return b, false
}

// abbreviates reports whether the full stop at toks[at] belongs to the word or
// the ordinal number before it and does not end a sentence.
func abbreviates(toks []token, at int) bool {
	if at == 0 || toks[at-1].To != toks[at].From {
		return false
	}
	before := &toks[at-1]
	if before.num >= 0 {
		return true
	}
	for i := range before.entries {
		if before.entries[i].abbr {
			return true
		}
	}
	return false
}

func (b bound) number(t *token, what uint16, low, high int) (bound, bool) {
	if t.num < low || t.num > high || t.digits == 0 {
		return b, false
	}
	switch what {
	case hasDay:
		if b.is(hasDay) {
			b.day2, b.has = t.num, b.has|hasDay2
			return b, true
		}
		b.day = t.num
	case hasMonth:
		b.month = t.num
	case hasYear:
		b.year = t.num
	case hasN:
		b.n = t.num
	}
	b.has |= what
	return b, true
}

func (b *bound) bind(e *entry) {
	switch e.class {
	case "WEEKDAY":
		b.weekday, b.has = e.n%7, b.has|hasWeekday
	case "MONTH":
		b.month, b.has = e.n, b.has|hasMonth
	case "ORD":
		b.day, b.has = e.n, b.has|hasDay
	case "N":
		b.n, b.has = e.n, b.has|hasN
	case "FEW":
		b.has |= hasFew
	case "RELDAY":
		b.n, b.has = e.n, b.has|hasN
	case "REL", "BASEREL":
		b.rel, b.has = e.n, b.has|hasRel
	case "PART":
		b.part, b.has = e.n, b.has|hasPart
	case "UNIT":
		b.unit, b.has = e.value, b.has|hasUnit
	case "RELUNIT": // "y-1": a word that is both, "торік"
		b.unit, b.has = e.value[:1], b.has|hasUnit|hasRel
		b.rel = e.n
	}
}
