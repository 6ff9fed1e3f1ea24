package origin

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
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
	dates          []date   // that it tells of
	words, hedges  []uint32 // all words of it, sorted, and those of them that its certainty was read from
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
	s := told{dates: datesIn(d, st.Content, r.Language)}
	for _, c := range st.Content {
		first := d.TokenAt(c.From)
		last := first
		for last < len(d.Tokens) && d.Tokens[last].To <= c.To {
			if st := stem(d.Tokens[last]); st != 0 {
				s.stems = append(s.stems, st)
			}
			s.words = append(s.words, uint32(hash(d.Tokens[last].Lower)))
			last++
		}
		if first < len(d.Tokens) {
			s.anchors = append(s.anchors, anchors(d, text.Sentence{Span: c, First: first, Last: last})...)
		}
	}
	slices.Sort(s.stems)
	slices.Sort(s.anchors)
	slices.Sort(s.words)
	s.hedges = hedgesOf(d, st)
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

// hedgesOf are the words of a statement's content that make it less than certain.
func hedgesOf(d *text.Document, st *statement.Statement) []uint32 {
	var out []uint32
	for _, reason := range st.Reasons {
		if reason.Field != "certainty" {
			continue
		}
		for _, span := range reason.Spans {
			for i := d.TokenAt(span.From); i < len(d.Tokens) && d.Tokens[i].To <= span.To; i++ {
				out = append(out, uint32(hash(d.Tokens[i].Lower)))
			}
		}
	}
	return out
}
