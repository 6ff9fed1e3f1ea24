package statement

import (
	"slices"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// SaidAll sets the day on which each statement was said, as far as the text
// tells, counted from c.Published. A day stands beside the cue ("said on
// Friday", "In November, officials said"), or it comes down from an earlier
// statement of the same speaker that the later one goes on from ("he told
// reporters on Friday. … he said"). same tells whether two statements have one
// speaker; without it, only sources of the same words and pronouns right behind
// a statement count as one.
func SaidAll(d *text.Document, all []Statement, c Context, same func(i, j int) bool) {
	if same == nil {
		same = func(i, j int) bool { return plainlySame(d, all, i, j) }
	}
	datesOf(d, c).sayAll(all, same)
}

func (x *dates) sayAll(all []Statement, same func(i, j int) bool) {
	x.cues = x.cues[:0]
	for i := range all {
		x.cues = append(x.cues, text.Cover(all[i].Cue))
	}
	open := make([]bool, len(all)) // an open past: another occasion, which the text does not date
	for i := range all {
		all[i].Said, open[i] = x.said(all[i].Attribution)
	}
	for i := range all {
		if all[i].Said.IsZero() && !open[i] {
			all[i].Said = x.inherit(all, open, i, same)
		}
	}
}

// farthest is over how many paragraphs a day comes down to the speaker's next
// statements.
const farthest = 6

// inherit finds the day of the last dated statement of the same speaker before
// statement i. A statement from an open past between them breaks the occasion.
func (x *dates) inherit(all []Statement, open []bool, i int, same func(i, j int) bool) when.Interval {
	here := x.paragraph(all[i].Attribution)
	for j := i - 1; j >= 0; j-- {
		if here-x.paragraph(all[j].Attribution) > farthest {
			break
		}
		if len(all[j].Source) == 0 || len(all[i].Source) == 0 || !same(i, j) {
			continue
		}
		if open[j] {
			return when.Interval{}
		}
		if s := all[j].Said; !s.IsZero() {
			return s
		}
	}
	return when.Interval{}
}

// plainlySame reports whether two statements have one speaker by their words
// alone: the same words, or a pronoun in the statement right behind.
func plainlySame(d *text.Document, all []Statement, i, j int) bool {
	if len(all[i].Source) == 0 || len(all[j].Source) == 0 {
		return false
	}
	a, b := text.Cover(all[i].Source), text.Cover(all[j].Source)
	if a == b || a.In(d.Text) == b.In(d.Text) {
		return true
	}
	t := d.TokenAt(a.From)
	return i == j+1 && t < len(d.Tokens) && d.Tokens[t].To >= a.To && speakerPronouns[d.Tokens[t].Lower]
}

var speakerPronouns = map[string]bool{"he": true, "she": true, "it": true, "they": true, "who": true}

// dates are the time expressions of a document.
type dates struct {
	d     *text.Document
	found []when.Expression
	cues  []text.Span // of all statements: a date behind two cues belongs to the second
}

func datesOf(d *text.Document, c Context) *dates {
	return &dates{d: d, found: when.Find(d.Text, when.Options{Language: c.Language, Anchor: c.Published})}
}

func (x *dates) paragraph(a Attribution) int { return x.d.ParagraphAt(start(a)) }

// said finds the expression that dates the cue of a. open is set where the cue
// speaks of a past that the text leaves undated.
func (x *dates) said(a Attribution) (day when.Interval, open bool) {
	if len(a.Cue) == 0 {
		return when.Interval{}, false
	}
	cue := text.Cover(a.Cue)
	first := x.d.TokenAt(cue.From)
	s := sentenceAt(x.d, first)
	if s < 0 {
		return when.Interval{}, false
	}
	best := tooFar
	for i := x.firstIn(x.d.Sentences[s].From); i < len(x.found) && x.found[i].From < x.d.Sentences[s].To; i++ {
		e := &x.found[i]
		if e.Interval.IsZero() || e.Ahead {
			continue
		}
		if n := x.distance(e, a, cue); n < best {
			best, day = n, e.Interval
		}
	}
	return day, day.IsZero() && x.isOpen(a.Cue)
}

// firstIn is the first expression that begins at or after offset.
func (x *dates) firstIn(offset int) int {
	lo, hi := 0, len(x.found)
	for lo < hi {
		if mid := (lo + hi) / 2; x.found[mid].From < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// isOpen reports whether the cue itself speaks of an earlier occasion ("have
// previously denied", "had said").
func (x *dates) isOpen(cue []text.Span) bool {
	c := text.Cover(cue)
	from := max(x.d.TokenAt(c.From)-2, 0)
	for i := from; i < len(x.d.Tokens) && x.d.Tokens[i].From < c.To; i++ {
		if x.is(i, saysPast) {
			return true
		}
	}
	return false
}

const (
	tooFar   = 1 << 20
	farAfter = 14 // words between a cue and the date behind it
)

// distance tells how far e stands from the cue that it dates, in tokens; tooFar
// where it dates something else.
func (x *dates) distance(e *when.Expression, a Attribution, cue text.Span) int {
	first, last := x.tokens(e.Span)
	if first == last || !x.free(e) && !x.onNoun(e) {
		return tooFar
	}
	switch {
	case inside(e.Span, a.Cue): // "came last week from"
		return 0
	case inside(e.Span, a.Source):
		if x.issued(first) {
			return farAfter
		}
		return tooFar
	case inside(e.Span, a.Content):
		return x.atContent(e, a, cue)
	case e.From >= cue.To:
		return x.behind(first, last, a, cue)
	}
	return x.before(first, a, cue)
}

// behind: "said on Friday", "told reporters in the port late on Friday".
func (x *dates) behind(first, last int, a Attribution, cue text.Span) int {
	n := 0
	for i := x.d.TokenAt(cue.To); i < first; i++ {
		t := &x.d.Tokens[i]
		if inside(t.Span, a.Content) || inside(t.Span, a.Source) {
			continue
		}
		if x.is(i, saysClause) || t.Lower == ";" || slices.ContainsFunc(x.cues, func(c text.Span) bool { return c.From >= cue.To && c.Contains(t.Span) }) {
			return tooFar
		}
		n++
	}
	if n > farAfter {
		return tooFar
	}
	return n
}

// before: "On Friday, the ministry said", "the ministry on Friday said".
func (x *dates) before(first int, a Attribution, cue text.Span) int {
	head := first
	for head > 0 && x.is(head-1, saysLeads) {
		head--
	}
	s := sentenceAt(x.d, first)
	opens := head <= x.d.Sentences[s].First
	if !opens {
		switch x.d.Tokens[head-1].Lower {
		case ",", ";", "and", "but", "“", "\"", ":", "—", "–":
			opens = true
		}
		opens = opens || x.is(head-1, saysNoun) // "In its statement on Thursday, the port cited"
	}
	n := x.d.TokenAt(cue.From) - first
	if n <= 3 && head > 0 && inside(x.d.Tokens[head-1].Span, a.Source) {
		return n
	}
	if !opens {
		return tooFar
	}
	// Between a date that opens the sentence and the cue stand the source and its
	// description, not another clause.
	for i := first; i < x.d.TokenAt(cue.From); i++ {
		if t := &x.d.Tokens[i]; t.Lower == ";" || x.is(i, saysClause) && !inside(t.Span, a.Source) {
			return tooFar
		}
	}
	return farAfter + n
}

// atContent: a reader of spans that takes "on Friday" into the content of "said
// on Friday it could not tell" has cut one step too early.
func (x *dates) atContent(e *when.Expression, a Attribution, cue text.Span) int {
	first, last := x.tokens(e.Span)
	head := first
	for head > 0 && x.is(head-1, saysLeads) {
		head--
	}
	if x.d.Tokens[head].From != a.Content[0].From || head != x.d.TokenAt(cue.To) {
		return tooFar
	}
	if head == first && last < len(x.d.Tokens) && x.is(last, saysPresent) {
		return tooFar // "said Friday was a holiday"
	}
	return 1
}

// issued: "a report released on Tuesday says".
func (x *dates) issued(first int) bool {
	for i := first - 1; i >= 0 && first-i <= 4; i-- {
		if x.is(i, saysIssued) {
			return true
		}
	}
	return false
}

// free reports whether nothing ties the expression to another event than the
// saying: "after Friday's vote", "the Friday attack".
func (x *dates) free(e *when.Expression) bool {
	first, last := x.tokens(e.Span)
	for first > 0 && x.is(first-1, saysLeads) {
		first--
	}
	if first > 0 && x.is(first-1, saysTies) {
		return false
	}
	if x.d.Tokens[last-1].To > e.To { // "Friday's vote"
		return false
	}
	return last >= len(x.d.Tokens) || !x.namesEvent(e, last)
}

// onNoun: "in a report of Tuesday", "in Tuesday's statement".
func (x *dates) onNoun(e *when.Expression) bool {
	first, last := x.tokens(e.Span)
	if first > 1 && x.is(first-1, saysTies) && x.is(first-2, saysNoun) {
		return true
	}
	for i := last; i < len(x.d.Tokens) && i < last+3; i++ {
		if x.is(i, saysNoun) {
			return true
		}
	}
	return false
}

// namesEvent reports whether the date is used like an adjective of the word
// behind it: "the Friday attack".
func (x *dates) namesEvent(e *when.Expression, next int) bool {
	first, _ := x.tokens(e.Span)
	return first > 0 && x.d.Tokens[first-1].Lower == "the" && e.Kind == when.Weekday && x.d.Tokens[next].Kind == text.Word
}

// tokens is the range of tokens that a span covers; a possessive "Friday's" is
// one token.
func (x *dates) tokens(s text.Span) (first, last int) {
	return tokensOf(x.d, s)
}

func (x *dates) is(token int, c sayClass) bool { return sayWords[x.d.Tokens[token].Lower]&c != 0 }

func inside(s text.Span, spans []text.Span) bool {
	for _, t := range spans {
		if t.Overlaps(s) {
			return true
		}
	}
	return false
}
