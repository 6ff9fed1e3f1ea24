// Package text divides a report's text into paragraphs, sentences, tokens and
// quotations. Everything is a Span into the text as printed; nothing is
// normalised away.
//
// It knows nothing of news, speakers or languages beyond what punctuation and
// abbreviations need.
package text

// A Span is the half-open range [From, To) of byte offsets into a UTF-8 text.
// Both ends lie on code point boundaries.
type Span struct{ From, To int }

// Len is the length of s in bytes.
func (s Span) Len() int { return s.To - s.From }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.To <= s.From }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.From <= t.From && t.To <= s.To }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.From < t.To && t.From < s.To }

// In returns the words of s in the text that it was made for.
func (s Span) In(text string) string { return text[s.From:s.To] }

// Cover returns the smallest span that holds all spans; the zero Span for none.
func Cover(spans []Span) Span {
	if len(spans) == 0 {
		return Span{}
	}
	c := spans[0]
	for _, s := range spans[1:] {
		c.From, c.To = min(c.From, s.From), max(c.To, s.To)
	}
	return c
}

// A Kind tells words, numbers and punctuation apart.
type Kind uint8

// The kinds of token.
const (
	Word Kind = iota
	Number
	Punct
)

// A Token is a word (with inner apostrophes and hyphens), a number or one mark
// of punctuation.
type Token struct {
	Span
	Kind  Kind
	Lower string // the token in lower case, curly apostrophes made straight
}

// A Sentence is a span and the range [First, Last) of Document.Tokens inside it.
type Sentence struct {
	Span
	First, Last int
	Paragraph   int // index in Document.Paragraphs
}

// A Quote is one quotation with its marks. Open is set where the closing mark is
// missing because the quotation runs on in the next paragraph.
type Quote struct {
	Span
	Open bool
}

// A Document is a text and its divisions, each in text order.
type Document struct {
	Text       string
	Paragraphs []Span
	Sentences  []Sentence
	Tokens     []Token
	Quotes     []Quote
}
