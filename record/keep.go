package record

import (
	"encoding/json"
	"math"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// A Kept is a Reading in a form that can be stored: Data is JSON of everything
// but the text, which is kept beside it; Vectors are the meanings that a model
// gave (packVectors), empty where there are none.
//
// It belongs to the reader that made it: a reader that finds other statements or
// propositions in the text must read again.
type Kept struct {
	Name          string // in place of the report's own, "" for that
	Text          string
	Data, Vectors []byte
}

// keptReading is the JSON of a reading. JSON has no NaN, so figures have a form
// of their own.
type keptReading struct {
	Report     report.Report
	Published  when.Interval
	Statements []keptStatement
	Cast       actor.Cast
}

type keptStatement struct {
	statement.Statement
	Figures []keptFigure // stands before the embedded field of the same name
}

type keptFigure struct {
	statement.Figure
	Value, Low, High *float64 // likewise; nil is NaN
}

// Keep puts the reading into a form that can be stored.
func (r *Reading) Keep() (Kept, error) {
	out := keptReading{Report: *r.Report, Published: r.Published, Cast: r.Cast}
	out.Report.Text = ""
	for _, s := range r.Statements {
		k := keptStatement{Statement: s}
		for _, f := range s.Figures {
			k.Figures = append(k.Figures, keptFigure{f, bound(f.Value), bound(f.Low), bound(f.High)})
		}
		out.Statements = append(out.Statements, k)
	}
	data, err := json.Marshal(out)
	if err != nil {
		return Kept{}, err
	}
	r.complete()
	lists := [][][]float32{r.linked.SentenceVectors, r.linked.StatementVectors, nil}
	for i := range r.propositions {
		lists[2] = append(lists[2], r.propositions[i].Vector)
	}
	return Kept{Text: r.Report.Text, Data: data, Vectors: packVectors(lists)}, nil
}

// Reading gives back what was kept.
func (k Kept) Reading() (*Reading, error) {
	var in keptReading
	if err := json.Unmarshal(k.Data, &in); err != nil {
		return nil, err
	}
	rep := in.Report // a copy: a pointer into it would keep all of what was decoded
	rep.Text = k.Text
	if k.Name != "" {
		rep.Name = k.Name
	}
	out := &Reading{Report: &rep, Published: in.Published, Cast: in.Cast, Statements: make([]statement.Statement, 0, len(in.Statements))}
	for _, s := range in.Statements {
		st := s.Statement
		for _, f := range s.Figures {
			fig := f.Figure
			fig.Value, fig.Low, fig.High = number(f.Value), number(f.Low), number(f.High)
			st.Figures = append(st.Figures, fig)
		}
		out.Statements = append(out.Statements, st)
	}
	lists, err := unpackVectors(k.Vectors)
	if err != nil {
		return nil, err
	}
	out.propose(analyze(out.Report))
	out.linked.SentenceVectors, out.linked.StatementVectors = lists[0], lists[1]
	if len(lists[2]) != len(out.propositions) && len(lists[2]) > 0 {
		return nil, errVectors
	}
	for i, v := range lists[2] {
		out.propositions[i].Vector = v
	}
	out.ready()
	return out, nil
}

func number(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
