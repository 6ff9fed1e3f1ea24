package statement

import (
	"sort"

	"github.com/onrecord/onrecord/internal/text"
)

// quotationOf tells whether all, some or none of the words of the content stand
// in quotation marks.
func quotationOf(d *text.Document, content []text.Span) Quotation {
	in, out := 0, 0
	for _, s := range content {
		lo, hi := tokensOf(d, s)
		for _, t := range d.Tokens[lo:hi] {
			if t.Kind == text.Punct {
				continue
			}
			if isQuoted(d, t.Span) {
				in++
			} else {
				out++
			}
		}
	}
	switch {
	case in == 0:
		return Indirect
	case out == 0:
		return Direct
	}
	return Mixed
}

func isQuoted(d *text.Document, s text.Span) bool {
	n := sort.Search(len(d.Quotes), func(i int) bool { return d.Quotes[i].To > s.From })
	return n < len(d.Quotes) && d.Quotes[n].From <= s.From
}
