package statement

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/encoder"
	"github.com/onrecord/onrecord/internal/text"
)

// Learned is a Finder that was trained on marked stories and reads any of its
// languages without being told which. It sees one paragraph at a time; a rule
// carries quotations on over paragraphs.
type Learned struct {
	model *encoder.Model
	rules *Rules
}

// NewLearned makes a Learned of a weight file, which must not change afterwards.
// A damaged file gives an error that wraps encoder.ErrDamaged.
func NewLearned(weights []byte, o encoder.Options) (*Learned, error) {
	m, err := encoder.Load(weights, o)
	if err != nil {
		return nil, err
	}
	return &Learned{model: m, rules: NewRules()}, nil
}

// Find implements Finder.
func (l *Learned) Find(d *text.Document) []Attribution {
	all, err := l.FindAll(context.Background(), []*text.Document{d})
	if err != nil {
		return nil // only a context that is done gives an error, and this one never is
	}
	return all[0]
}

// FindAll finds the attributions of several documents at once, which is faster
// for short ones and gives the same. When ctx is done it stops with its error.
func (l *Learned) FindAll(ctx context.Context, docs []*text.Document) ([][]Attribution, error) {
	texts := make([]string, len(docs))
	for i, d := range docs {
		texts[i] = introduced(d)
	}
	found, err := l.model.Read(ctx, texts)
	if err != nil {
		return nil, err
	}
	out := make([][]Attribution, len(docs))
	for i, d := range docs {
		for _, f := range found[i] {
			out[i] = append(out[i], Attribution{Source: f.Source, Cue: f.Cue, Content: f.Content, Confidence: f.Confidence})
		}
		carryOn(d, out[i])
		byRules := l.rules.Find(d)
		out[i] = dropDoubtful(out[i], byRules)
		trimSources(d, out[i], byRules)
	}
	return out, nil
}

// introduced is the text with each quotation that stands in a paragraph of its own
// set behind the words that introduce it: the model reads "she wrote:" and what
// she wrote as one paragraph. Offsets stay.
func introduced(d *text.Document) string {
	var out []byte
	for _, q := range d.Quotes {
		before := strings.TrimRightFunc(d.Text[:q.From], unicode.IsSpace)
		gap := d.Text[len(before):q.From]
		last, _ := utf8.DecodeLastRuneInString(before)
		if !strings.Contains(gap, "\n") || last != ':' && last != '：' {
			continue
		}
		if out == nil {
			out = []byte(d.Text)
		}
		for i := len(before); i < q.From; i++ {
			out[i] = ' '
		}
	}
	if out == nil {
		return d.Text
	}
	return string(out)
}

// Vectors returns for each text a vector of length 1 for its meaning; see
// encoder.Model.Vectors.
func (l *Learned) Vectors(ctx context.Context, texts []string) ([][]float32, error) {
	return l.model.Vectors(ctx, texts)
}

// Claims makes a head of its file, whose vectors say which statements are about
// one claim: Vectors says which mean the same.
func (l *Learned) Claims(head []byte) (*encoder.Head, error) { return l.model.Head(head) }

// carryOn adds the paragraphs over which a quotation runs on to the content that
// holds its beginning, as far as nobody else is found to say them.
func carryOn(d *text.Document, all []Attribution) {
	for i := 1; i < len(d.Quotes); i++ {
		next := d.Quotes[i].Span
		if a := speaker(all, d.Quotes[i-1]); a != nil && !said(all, next) {
			a.Content = append(a.Content, next)
		}
	}
}

// speaker is the attribution that has the end of an open quotation in its content.
func speaker(all []Attribution, q text.Quote) *Attribution {
	if !q.Open {
		return nil
	}
	for i := range all {
		for _, c := range all[i].Content {
			if q.Contains(c) && c.To >= q.From+q.Len()/2 || c.Contains(q.Span) {
				return &all[i]
			}
		}
	}
	return nil
}

// said reports whether part of s is in some attribution's content.
func said(all []Attribution, s text.Span) bool {
	for _, a := range all {
		for _, c := range a.Content {
			if c.Overlaps(s) {
				return true
			}
		}
	}
	return false
}
