package dossier

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// An index finds the parts of a record by their ids. What an id does not lead to
// is nil: a record may come from elsewhere, and a part that is missing is no
// reason to show nothing.
type index struct {
	rec        *record.Record
	actors     map[string]*record.Actor
	utterances map[string]*record.Utterance
	reports    map[string]*record.Report
	statements map[string]*record.Statement
	reportOf   map[string]*record.Report // by statement
	claims     map[string]*record.Claim
	number     map[string]int      // of reports and claims, from 1
	denied     map[string][]string // claims that state the denial of a claim
	fitting    map[string][]string // claims that say less than a claim, and fit it
}

func newIndex(rec *record.Record) *index {
	x := &index{rec: rec, actors: map[string]*record.Actor{}, utterances: map[string]*record.Utterance{},
		reports: map[string]*record.Report{}, statements: map[string]*record.Statement{},
		reportOf: map[string]*record.Report{}, claims: map[string]*record.Claim{}, number: map[string]int{},
		denied: map[string][]string{}, fitting: map[string][]string{}}
	for i := range rec.Actors {
		x.actors[rec.Actors[i].ID] = &rec.Actors[i]
	}
	for i := range rec.Utterances {
		x.utterances[rec.Utterances[i].ID] = &rec.Utterances[i]
	}
	for i, r := range rec.Reports {
		x.reports[r.ID], x.number[r.ID] = r, i+1
		for j := range r.Statements {
			s := &r.Statements[j]
			x.statements[s.ID], x.reportOf[s.ID] = s, r
		}
	}
	for i := range rec.Claims {
		c := &rec.Claims[i]
		x.claims[c.ID], x.number[c.ID] = c, i+1
		if c.Mirrors != "" {
			x.denied[c.Mirrors] = append(x.denied[c.Mirrors], c.ID)
		}
		for _, id := range c.Supports {
			x.fitting[id] = append(x.fitting[id], c.ID)
		}
	}
	return x
}

// speaker names who speaks: the actor, else the words of the source, else that
// the text names nobody.
func (x *index) speaker(s *record.Statement) string {
	if a := x.actors[s.Actor]; a != nil && a.Name != "" {
		return a.Name
	}
	if s.Source != nil {
		return s.Source.Text
	}
	return "no source named"
}

// voice names who speaks in an utterance.
func (x *index) voice(u *record.Utterance) string {
	if u == nil {
		return "no source named"
	}
	if a := x.actors[u.Actor]; a != nil && a.Name != "" {
		return a.Name
	}
	for _, id := range u.Statements {
		if s := x.statements[id]; s != nil {
			return x.speaker(s)
		}
	}
	return "no source named"
}

// answersTo gives the side of an actor: a country code, or the organisation's
// name.
func (x *index) answersTo(id string) string {
	a := x.actors[id]
	if a == nil || a.Side == "" {
		return ""
	}
	if o := x.actors[a.Side]; o != nil {
		return o.Name
	}
	return a.Side
}

// sideOf is answersTo in brackets, "" where the name says it already.
func (x *index) sideOf(id string) string {
	a := x.actors[id]
	if side := x.answersTo(id); side != "" && side != a.Name {
		return " (" + side + ")"
	}
	return ""
}

// outlet names a report for people: its outlet, else the agency, else the last
// part of its name.
func outlet(r *record.Report) string {
	switch {
	case r.Outlet != "":
		return r.Outlet
	case r.Agency != "":
		return r.Agency
	}
	return r.Name[strings.LastIndexAny(r.Name, "/#")+1:]
}

// sortReports puts ids of reports into the record's order, once each, and drops
// those that lead nowhere.
func (x *index) sortReports(ids []string) []string {
	out := make([]string, 0, len(ids))
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		if x.reports[id] != nil && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return x.number[a] - x.number[b] })
	return out
}

// firstPublished gives the report among ids that came out first, nil where none
// says when.
func (x *index) firstPublished(ids []string) *record.Report {
	var first *record.Report
	for _, id := range x.sortReports(ids) {
		r := x.reports[id]
		if r.Published != nil && (first == nil || before(r.Published, first.Published)) {
			first = r
		}
	}
	return first
}
