package when

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

// A Kind says how the text gives a time.
type Kind string

// The kinds of expression.
const (
	Weekday  Kind = "weekday"  // "on Friday", "last Tuesday"
	Date     Kind = "date"     // "Jan. 2", "2 January 2024", "the 15th"
	Month    Kind = "month"    // "in November", "early May"
	Year     Kind = "year"     // "in 2006"
	Relative Kind = "relative" // "yesterday", "last month", "two days ago"
	Shifted  Kind = "shifted"  // "a day earlier": counted from another date of the text
)

// Tense says on which side of the anchor a bare weekday, day or month lies.
type Tense uint8

// The tenses. Auto reads the words around each expression and takes the past
// where they say nothing: news tells what happened.
const (
	Auto Tense = iota
	Past
	Future
)

// Options steer Find. The zero value reads English in a past-tense report and
// resolves only what the text gives in full.
type Options struct {
	Language string // a code of Languages, or a tag that begins with one; "" means Detect
	Tense    Tense
	Anchor   Interval // the publication; relative dates need it to be one day
}

// An Expression is one time expression of a text.
type Expression struct {
	text.Span
	Kind     Kind
	Interval Interval // zero where there is nothing to count from

	// What the words themselves give, before any counting; 0 where they do not.
	// Weekday is 1 for Monday to 7 for Sunday.
	Weekday, Day, Month, Year int

	Part    Part   // "earlier on Friday", "late December"
	Rel     int    // -1 "last", 0 "this" or nothing, 1 "next"
	Unit    byte   // of relative expressions: h, d, w, m, y, D (decade), 0 for none
	Ahead   bool   // the words around it point forward
	Behind  bool   // they point back
	Since   bool   // "since 2006"
	counted days   // the interval as days
	reading string // the row of patterns.tsv that read it
	extra   int    // a second day, or a number of units
}

// A Part is the part of a month, year or day that the words pick out.
type Part uint8

// The parts, as the tables number them.
const (
	Whole   Part = iota
	Early        // early, beginning of
	Mid          // mid, middle of
	Late         // late, end of
	Earlier      // earlier this week: up to the anchor
	Later        // later this week: from the anchor on
)

// Find lists the time expressions of s in text order. They do not overlap.
func Find(s string, o Options) []Expression {
	l := languageOf(o.Language, s)
	if l == nil {
		return nil
	}
	toks := l.scan(s)
	f := finder{l: l, s: s, toks: toks, o: o, anchor: o.Anchor.Day()}
	for at := 0; at < len(toks); {
		at = f.at(at)
	}
	return f.out
}

type finder struct {
	l      *language
	s      string
	toks   []token
	o      Options
	anchor Day
	out    []Expression
}

// at reads the longest expression that begins at token i and gives the token
// after it.
func (f *finder) at(i int) int {
	t := &f.toks[i]
	if t.digits > 0 {
		if e, n, ok := numeric(f.s, t.From, f.l.code == "en"); ok {
			f.keep(e, i)
			for i < len(f.toks) && f.toks[i].From < t.From+n {
				i++
			}
			return i
		}
	}
	var best bound
	var by *pattern
	end := -1
	try := func(ps []*pattern) {
		for _, p := range ps {
			b, e := p.match(f.toks, i)
			if e > end || e == end && e >= 0 && p.rank < by.rank {
				best, end, by = b, e, p
			}
		}
	}
	if t.num >= 0 && t.digits > 0 {
		try(f.l.firstNum)
	}
	if t.lit != "" {
		try(f.l.firstLit[t.lit])
	}
	for k := range t.entries {
		if e := &t.entries[k]; !e.cap || t.cap {
			try(f.l.firstCls[e.class])
		}
	}
	if end < 0 {
		return i + 1
	}
	e, ok := f.read(by.reading, best)
	if !ok {
		return i + 1
	}
	e.Span = text.Span{From: t.From, To: f.toks[end-1].To}
	f.keep(e, i)
	return end
}

// keep counts e out against the anchor and adds it.
func (f *finder) keep(e Expression, first int) {
	last := first
	for last+1 < len(f.toks) && f.toks[last+1].From < e.To {
		last++
	}
	if forward, found := f.tense(first, last); found {
		e.Ahead, e.Behind = forward, !forward
	}
	e.Since = first > 0 && f.toks[first-1].class("SINCE")
	f.count(&e)
	if e.counted != none {
		e.Interval = Interval{From: e.counted.from.String(), To: e.counted.to.String(), Basis: Inferred, Text: f.s[e.From:e.To]}
		if e.Day != 0 && e.Month != 0 && e.Year != 0 {
			e.Interval.Basis = Stated
		}
		if e.Kind == Year || e.Kind == Month && e.Year != 0 {
			e.Interval.Basis = Stated
		}
	}
	f.out = append(f.out, e)
}

func (t *token) class(c string) bool {
	for i := range t.entries {
		if t.entries[i].class == c && (!t.entries[i].cap || t.cap) {
			return true
		}
	}
	return false
}

// reach is how many words a cue of tense may stand away from its date.
const reach = 9

// tense reports whether the words around the expression point forward or back:
// the nearest verb cue before it in the clause decides, then, for an expression
// that opens its clause, the nearest after it.
func (f *finder) tense(first, last int) (forward, found bool) {
	if f.o.Tense != Auto {
		return f.o.Tense == Future, true
	}
	for i := first - 1; i >= 0 && first-i <= reach && !f.stops(i); i-- {
		if forward, found = f.cue(i); found {
			return forward, true
		}
	}
	if !f.opens(first, last) {
		return false, false
	}
	for i := last + 1; i < len(f.toks) && i-last <= reach && !f.stops(i); i++ {
		if forward, found = f.cue(i); found {
			return forward, true
		}
	}
	return false, false
}

// opens reports whether the expression stands at the head of its clause, and
// not as a possessive ("Friday's decision will").
func (f *finder) opens(first, last int) bool {
	if end := f.toks[last].To; end < len(f.s) && (f.s[end] == '\'' || strings.HasPrefix(f.s[end:], "’")) {
		return false
	}
	i := first - 1
	if i >= 0 && (f.toks[i].class("ON") || f.toks[i].class("IN")) {
		i--
	}
	return i < 0 || f.stops(i) || f.s[f.toks[i].From] == ','
}

// stops reports whether the clause ends at token i.
func (f *finder) stops(i int) bool {
	switch f.s[f.toks[i].From] {
	case '.':
		return !abbreviates(f.toks, i)
	case ';', ':', '!', '?', '(', ')', '"':
		return true
	}
	return f.toks[i].class("STOP")
}

// cue tells a word that points forward (true) or back (false) from the rest.
func (f *finder) cue(i int) (forward, found bool) {
	t := &f.toks[i]
	switch {
	case t.class("AHEAD"):
		return true, true
	case t.class("BACK"):
		return false, true
	}
	tail := f.l.pastTail
	n := t.To - t.From
	return false, tail != "" && n > len(tail)+1 && f.s[t.To-len(tail):t.To] == tail
}
