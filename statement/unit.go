package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// itemKind is what an item of a unit is.
type itemKind uint8

const (
	wordItem itemKind = iota
	numberItem
	markItem
	quotationItem // a whole quotation: the rules do not look inside
)

// An item is one step of a unit: a token, with the marks of a quotation of few
// words that stand at it, or a whole quotation.
type item struct {
	text.Span
	kind    itemKind
	class   class
	capital bool
	upper   bool // capitals throughout, two at least
	lower   string
	open    bool // a quotation without its closing mark
}

func (t item) is(c class) bool { return t.class&c != 0 }
func (t item) mark(marks string) bool {
	return t.kind == markItem && t.lower != "" && strings.Contains(marks, t.lower)
}
func (t item) word() bool { return t.kind == wordItem }
func (t item) noun() bool { return t.kind == wordItem && t.class&^isNoun == 0 }
func (t item) ends(suffix string) bool {
	return t.kind == wordItem && strings.HasSuffix(t.lower, suffix)
}
func (t item) possessive() bool { return t.ends("'s") || t.ends("s'") }
func (t item) oneOf(words ...string) bool {
	for _, w := range words {
		if t.lower == w {
			return true
		}
	}
	return false
}

// manner reports whether t is an adverb that can stand in a group of verbs.
func (t item) manner() bool {
	return t.is(isAdverb) || !t.capital && t.ends("ly") && len(t.lower) > 4 && !t.oneOf("family", "reply", "supply", "rally", "assembly", "ally")
}

// maxUnit is how many items a unit may have. No sentence of a story is as long; a
// text without full stops is cut, so that the time stays in proportion to it.
const maxUnit = 400

// A unit is what one attribution usually stays within: a sentence, or several
// where a quotation runs over their ends. Ranges of items are half-open.
type unit struct {
	lex       *lexicon
	items     []item
	paragraph int
	end       int  // where its paragraph ends
	first     bool // of its paragraph
	last      bool // of its paragraph
	title     bool // the document's first line, if it does not end like a sentence
}

// A stretch is a half-open range of a unit's items.
type stretch struct{ from, to int }

func (s stretch) empty() bool { return s.to <= s.from }

func (u *unit) at(i int) item {
	if i < 0 || i >= len(u.items) {
		return item{kind: markItem}
	}
	return u.items[i]
}

func (u *unit) span(s stretch) text.Span {
	return text.Span{From: u.items[s.from].From, To: u.items[s.to-1].To}
}

// quotationsOnly reports whether nothing but quotations stands in u.
func (u *unit) quotationsOnly() bool {
	for _, t := range u.items {
		if t.kind != quotationItem && !t.mark("…-—–.") {
			return false
		}
	}
	return len(u.items) > 0
}

// units divides a document. A sentence that ends inside a quotation goes on, and
// so does one whose quotation ends in a question or an outcry ("Why?" he asked).
func units(d *text.Document, lex *lexicon) []unit {
	var out []unit
	all := make([]item, 0, len(d.Tokens)) // one array behind all units
	q := 0
	for i := 0; i < len(d.Sentences); i++ {
		first, s := i, d.Sentences[i]
		for i+1 < len(d.Sentences) && d.Sentences[i+1].Paragraph == s.Paragraph && goesOn(d, &q, d.Sentences[i], d.Sentences[i+1]) {
			i++
		}
		from := len(all)
		all = appendItems(all, d, lex, d.Sentences[first].First, d.Sentences[i].Last)
		last := i+1 == len(d.Sentences) || d.Sentences[i+1].Paragraph != s.Paragraph
		for len(all)-from > maxUnit {
			u := unit{lex: lex, items: all[from : from+maxUnit : from+maxUnit], paragraph: s.Paragraph, end: d.Paragraphs[s.Paragraph].To}
			out = append(out, u)
			from += maxUnit
		}
		u := unit{lex: lex, items: all[from:len(all):len(all)], paragraph: s.Paragraph, end: d.Paragraphs[s.Paragraph].To, last: last}
		u.first = len(out) == 0 || out[len(out)-1].paragraph != s.Paragraph
		u.title = s.Paragraph == 0 && u.first && u.last && !u.at(len(u.items)-1).mark(".!?…")
		out = append(out, u)
	}
	return out
}

// goesOn reports whether sentences a and b belong to one unit. q is the first
// quotation that may end behind a.
func goesOn(d *text.Document, q *int, a, b text.Sentence) bool {
	for *q < len(d.Quotes) && d.Quotes[*q].To < a.To {
		*q++
	}
	if *q == len(d.Quotes) {
		return false
	}
	quote := d.Quotes[*q]
	if quote.From < a.To && quote.To > a.To {
		return true
	}
	if quote.To != a.To || b.Last-b.First > 14 || b.Last == b.First {
		return false
	}
	inside := strings.TrimRight(quote.In(d.Text), `"'”’»“」`)
	return strings.HasSuffix(inside, "?") || strings.HasSuffix(inside, "!")
}

// appendItems appends the items of the tokens [first, last).
func appendItems(all []item, d *text.Document, lex *lexicon, first, last int) []item {
	from, q := len(all), quoteFrom(d, d.Tokens[first].From)
	for i := first; i < last; i++ {
		t := d.Tokens[i]
		for q < len(d.Quotes) && d.Quotes[q].To <= t.From {
			q++
		}
		if q < len(d.Quotes) && d.Quotes[q].From == t.From {
			end := d.TokenAt(d.Quotes[q].To - 1)
			if d.Quotes[q].Open || isLong(d, i, end) {
				all = append(all, item{Span: d.Quotes[q].Span, kind: quotationItem, open: d.Quotes[q].Open})
				i = end
				continue
			}
			if i+1 < last && i+1 < end {
				i++
				all = append(all, newItem(d, lex, i))
				all[len(all)-1].From = t.From
				continue
			}
		}
		if q < len(d.Quotes) && d.Quotes[q].To == t.To && len(all) > from {
			all[len(all)-1].To = t.To
			continue
		}
		all = append(all, newItem(d, lex, i))
	}
	return all
}

func quoteFrom(d *text.Document, offset int) int {
	lo, hi := 0, len(d.Quotes)
	for lo < hi {
		if mid := (lo + hi) / 2; d.Quotes[mid].To <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// isLong reports whether the quotation of tokens [open, end] speaks for itself:
// it has four words, or ends like a sentence.
func isLong(d *text.Document, open, end int) bool {
	words := 0
	for _, t := range d.Tokens[open : end+1] {
		if t.Kind != text.Punct {
			words++
		}
	}
	return words >= 4 || words > 0 && end > open && (strings.Contains(".!?,", d.Tokens[end-1].Lower) || strings.Contains(".!?,", d.Tokens[end].Lower))
}

func newItem(d *text.Document, lex *lexicon, i int) item {
	t := d.Tokens[i]
	it := item{Span: t.Span, kind: itemKind(t.Kind), lower: t.Lower}
	if t.Kind == text.Word {
		r, _ := utf8.DecodeRuneInString(d.Text[t.From:t.To])
		it.capital = unicode.IsUpper(r)
		word := d.Text[t.From:t.To]
		it.upper = it.capital && utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word
		if !it.upper {
			it.class = lex.words[t.Lower] // "US" and "WHO" are no pronouns
		}
	}
	return it
}
