package origin

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// prepared is what is compared of one report, a fifth of the size of its Doc.
type prepared struct {
	digest *digest
	told   []told // parallel to the statements
}

// told is what is compared of the content of one statement.
type told struct {
	stems, anchors []uint32 // sorted
	weekday        int      // see speech
	quotes         []string // the quotations in it, without their marks
}

// Prepare works out what is compared of the report. All else in it but Actors is to
// be set before; Doc is not needed behind it, nor kept.
func (r *Report) Prepare() { r.prepared = prepare(r) }

// ready gives what is compared of the report, without keeping it.
func (r *Report) ready() *prepared {
	if r.prepared != nil {
		return r.prepared
	}
	return prepare(r)
}

func prepare(r *Report) *prepared {
	p := &prepared{digest: digestOf(r), told: make([]told, len(r.Statements))}
	for j := range r.Statements {
		p.told[j] = toldIn(r, j)
	}
	return p
}

func toldIn(r *Report, j int) told {
	st, d := &r.Statements[j], r.Doc
	var s told
	for _, c := range st.Content {
		first := d.TokenAt(c.From)
		last := first
		for last < len(d.Tokens) && d.Tokens[last].To <= c.To {
			if st := stem(d.Tokens[last]); st != 0 {
				s.stems = append(s.stems, st)
			}
			last++
		}
		if first < len(d.Tokens) {
			s.anchors = append(s.anchors, anchors(d, text.Sentence{Span: c, First: first, Last: last})...)
		}
	}
	slices.Sort(s.stems)
	slices.Sort(s.anchors)
	if st.Said.Day() == when.NoDay {
		s.weekday = weekdayOf(r, j)
	}
	content := text.Cover(st.Content)
	for _, q := range d.Quotes {
		if content.Overlaps(q.Span) {
			s.quotes = append(s.quotes, strings.Trim(q.In(d.Text), "\"“”„«»‘’'「」『』 "))
		}
	}
	return s
}
