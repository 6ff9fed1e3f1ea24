package dossier

import (
	"cmp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// A tollView is one kind of figure, with what each body gave for it over time.
type tollView struct {
	Label  string
	Bodies []bodyView
	Given  int // how many statements give it
}

// A bodyView is one voice's figures, in the order in which it gave them. A later
// figure of one body is an update of its own, not another's contradiction.
type bodyView struct {
	Speaker, Side string
	Values        []valueView
}

type valueView struct {
	Value   string
	When    *record.When
	Quotes  []quoteView
	Updated bool // another value than the same body gave on an earlier day
}

// tolls gathers the figures of all reports by kind and by body; kinds that most
// statements give come first.
func (x *index) tolls() []tollView {
	type entry struct {
		when  *record.When
		value string
		quote quoteView
		order int
	}
	given := map[[2]string][]entry{} // by label, voice
	var kinds []string
	voices := map[string][]string{}
	side := map[string]string{}
	n := map[string]int{}
	for _, r := range x.rec.Reports {
		for i := range r.Statements {
			s := &r.Statements[i]
			for _, f := range s.Figures {
				label, who := strings.ToLower(figureLabel(f)), x.speaker(s)
				key := [2]string{label, who}
				if n[label] == 0 {
					kinds = append(kinds, label)
				}
				n[label]++
				if len(given[key]) == 0 {
					voices[label] = append(voices[label], who)
					side[who] = x.answersTo(s.Actor)
				}
				when := s.Said
				if when == nil {
					when = r.Published
				}
				given[key] = append(given[key], entry{when, figureValue(f),
					quoteView{ID: s.ID, Report: r.ID, Outlet: outlet(r), Words: f.Text, Lang: r.Language}, len(given[key])})
			}
		}
	}
	slices.SortStableFunc(kinds, func(a, b string) int { return cmp.Compare(n[b], n[a]) })
	var out []tollView
	for _, label := range kinds {
		t := tollView{Label: label, Given: n[label]}
		for _, who := range voices[label] {
			es := given[[2]string{label, who}]
			slices.SortStableFunc(es, func(a, b entry) int {
				switch {
				case before(a.when, b.when):
					return -1
				case before(b.when, a.when):
					return 1
				}
				return a.order - b.order
			})
			b := bodyView{Speaker: who, Side: side[who]}
			if b.Side == who {
				b.Side = ""
			}
			for _, e := range es {
				if k := len(b.Values) - 1; k >= 0 && b.Values[k].Value == e.value {
					b.Values[k].Quotes = append(b.Values[k].Quotes, e.quote)
					continue
				}
				v := valueView{Value: e.value, When: e.when, Quotes: []quoteView{e.quote}}
				if k := len(b.Values) - 1; k >= 0 {
					v.Updated = before(b.Values[k].When, e.when)
				}
				b.Values = append(b.Values, v)
			}
			t.Bodies = append(t.Bodies, b)
		}
		out = append(out, t)
	}
	return out
}
