package casefile

import (
	"slices"
	"sort"
	"strconv"

	"github.com/onrecord/onrecord/record"
)

// A graph is a record with pointers in place of ids, in which things can be moved.
// It shares no slice that it changes with the record that it was made of.
type graph struct {
	rec        *record.Record
	reports    []*record.Report
	statements []*stmt // of all reports, in order
	actors     []*actor
	utterances []*utterance
	claims     []*claim
	maybe      []*maybe
	byReport   map[ReportKey][]*stmt
	reportKeys map[ReportKey]*record.Report
}

type stmt struct {
	*record.Statement
	report    *record.Report
	order     int // of its report
	key       StatementKey
	actor     *actor
	utterance *utterance
}

type actor struct {
	record.Actor
	side  *actor // the organisation that it answers to, nil for none or a state
	spoke bool   // had statements in the record
}

type utterance struct {
	record.Utterance
	actor      *actor
	statements []*stmt
}

type maybe struct {
	record.PossibleMerge
	us []*utterance
}

func newGraph(rec *record.Record) *graph {
	g := &graph{rec: rec, byReport: map[ReportKey][]*stmt{}, reportKeys: map[ReportKey]*record.Report{}}
	actors, utterances, claims := map[string]*actor{}, map[string]*utterance{}, map[string]*claim{}
	for _, a := range rec.Actors {
		n := &actor{Actor: a}
		n.Names = slices.Clone(a.Names)
		actors[a.ID] = n
		g.actors = append(g.actors, n)
	}
	for _, a := range g.actors {
		if o := actors[a.Side]; o != nil {
			a.side, a.Side = o, ""
		}
	}
	for _, u := range rec.Utterances {
		n := &utterance{Utterance: u, actor: actors[u.Actor]}
		n.Because, n.Evidence = slices.Clone(u.Because), slices.Clone(u.Evidence)
		utterances[u.ID] = n
		g.utterances = append(g.utterances, n)
	}
	for i := range rec.Claims {
		n := newClaim(&rec.Claims[i], utterances)
		claims[n.ID] = n
		g.claims = append(g.claims, n)
	}
	for i, c := range g.claims {
		c.mirrors = claims[rec.Claims[i].Mirrors]
		for _, id := range rec.Claims[i].Supports {
			c.supports = append(c.supports, claims[id])
		}
	}
	for i, r := range rec.Reports {
		g.addReport(i, r, actors, utterances, claims)
	}
	for _, m := range rec.PossibleMerges {
		n := &maybe{PossibleMerge: m}
		for _, id := range m.Utterances {
			n.us = append(n.us, utterances[id])
		}
		g.maybe = append(g.maybe, n)
	}
	return g
}

func (g *graph) addReport(i int, r *record.Report, actors map[string]*actor, utterances map[string]*utterance, claims map[string]*claim) {
	own := *r
	own.Statements = slices.Clone(r.Statements)
	g.reports = append(g.reports, &own)
	key := ReportKey{r.SHA256, r.Part}
	g.reportKeys[key] = &own
	for k := range own.Statements {
		s := &own.Statements[k]
		s.Because = slices.Clone(s.Because)
		n := &stmt{Statement: s, report: &own, order: i, key: keyOf(r.SHA256, r.Part, s), actor: actors[s.Actor], utterance: utterances[s.Utterance]}
		if n.actor != nil {
			n.actor.spoke = true
		}
		if n.utterance != nil {
			n.utterance.statements = append(n.utterance.statements, n)
		}
		for _, id := range s.Claims {
			if c := claims[id]; c != nil {
				c.statements = append(c.statements, n)
			}
		}
		g.statements = append(g.statements, n)
		g.byReport[key] = append(g.byReport[key], n)
	}
}

// find gives the statement that k points at: the one with the same spans, else
// the only one with the same cue, since a better reader may only have drawn the
// content's ends elsewhere.
func (g *graph) find(k StatementKey) *stmt {
	var near []*stmt
	for _, s := range g.byReport[k.ReportKey] {
		if !slices.Equal(s.key.Cue, k.Cue) {
			continue
		}
		if slices.Equal(s.key.Source, k.Source) && slices.Equal(s.key.Content, k.Content) {
			return s
		}
		near = append(near, s)
	}
	if len(near) == 1 && len(k.Cue) > 0 {
		return near[0]
	}
	return nil
}

// locate gives what r points at: a *record.Report, *stmt, *utterance, *claim or
// *actor. What statements point at is what most of them belong to.
func (g *graph) locate(r Ref) (any, bool) {
	switch r.Kind {
	case OnCase:
		return nil, true
	case OnReport:
		if r.Report == nil {
			return nil, false
		}
		rep, ok := g.reportKeys[*r.Report]
		return rep, ok
	}
	votes := map[any]int{}
	var order []any // candidates in the order in which they are met
	vote := func(x any) {
		if votes[x]++; votes[x] == 1 {
			order = append(order, x)
		}
	}
	for _, k := range r.Statements {
		s := g.find(k)
		switch {
		case s == nil:
		case r.Kind == OnStatement:
			return s, true
		case r.Kind == OnUtterance && s.utterance != nil:
			vote(s.utterance)
		case r.Kind == OnActor && s.actor != nil:
			vote(s.actor)
		case r.Kind == OnClaim:
			for _, c := range g.claims {
				if slices.Contains(c.statements, s) {
					vote(c)
				}
			}
		}
	}
	if r.Kind == OnActor && len(order) == 0 {
		if a := g.actorNamed(r.Text); a != nil && len(r.Statements) == 0 {
			return a, true
		}
	}
	var best any
	for _, x := range order {
		c, isClaim := x.(*claim)
		if best == nil || votes[x] > votes[best] || votes[x] == votes[best] && isClaim && c.Text == r.Text {
			best = x
		}
	}
	return best, best != nil
}

// setActor gives a statement another speaker.
func (g *graph) setActor(s *stmt, a *actor) {
	if a != nil {
		s.actor = a
	}
}

func (g *graph) touchActor(a *actor, why string) {
	for _, u := range g.utterances {
		if u.actor == a {
			g.touchUtterance(u, why)
		}
	}
}

func (g *graph) touchUtterance(u *utterance, why string) {
	for _, c := range g.claims {
		if c.has(u) {
			c.touch(why)
			for _, l := range c.lines {
				if slices.Contains(l.us, u) {
					l.from = nil
				}
			}
		}
	}
}

// record puts ids in place of the pointers again.
func (g *graph) record() *record.Record {
	out := &record.Record{Schema: g.rec.Schema, Reports: g.reports, Actors: []record.Actor{}, Utterances: []record.Utterance{}, Claims: []record.Claim{}}
	g.prune()
	actors, utterances, claims := map[*actor]string{}, map[*utterance]string{}, map[*claim]string{}
	for i, a := range g.actors {
		actors[a] = "a" + strconv.Itoa(i+1)
	}
	for i, u := range g.utterances {
		utterances[u] = "u" + strconv.Itoa(i+1)
	}
	for i, c := range g.claims {
		claims[c] = "c" + strconv.Itoa(i+1)
	}
	for _, s := range g.statements {
		s.Actor, s.Utterance, s.Claims = actors[s.actor], utterances[s.utterance], nil
	}
	for _, a := range g.actors {
		a.ID = actors[a]
		if a.side != nil {
			a.Side = actors[a.side]
		}
		out.Actors = append(out.Actors, a.Actor)
	}
	for _, u := range g.utterances {
		u.ID, u.Actor, u.Statements = utterances[u], actors[u.actor], []string{}
		sortStatements(u.statements)
		for _, s := range u.statements {
			u.Statements = append(u.Statements, s.ID)
		}
		out.Utterances = append(out.Utterances, u.Utterance)
	}
	for _, c := range g.claims {
		for _, s := range c.statements {
			s.Claims = append(s.Claims, claims[c])
		}
		out.Claims = append(out.Claims, c.json(claims, utterances))
	}
	for _, m := range g.maybe {
		m.Utterances = nil
		for _, u := range m.us {
			m.Utterances = append(m.Utterances, utterances[u])
		}
		out.PossibleMerges = append(out.PossibleMerges, m.PossibleMerge)
	}
	out.Drift = g.drift()
	return out
}

// prune drops what nothing belongs to any more, and puts the claims in order.
func (g *graph) prune() {
	for _, c := range g.claims {
		c.settle()
	}
	g.claims = slices.DeleteFunc(g.claims, func(c *claim) bool { return len(c.positions) == 0 })
	claims := map[*claim]bool{}
	for _, c := range g.claims {
		claims[c] = true
	}
	for _, c := range g.claims {
		if !claims[c.mirrors] || c.mirrors == c {
			c.mirrors = nil
		}
		c.supports = slices.DeleteFunc(c.supports, func(o *claim) bool { return o == c || !claims[o] })
	}
	sort.SliceStable(g.claims, func(i, j int) bool { return len(g.claims[i].positions) > len(g.claims[j].positions) })

	g.utterances = slices.DeleteFunc(g.utterances, func(u *utterance) bool { return len(u.statements) == 0 })
	utterances := map[*utterance]bool{}
	for _, u := range g.utterances {
		utterances[u] = true
	}
	g.maybe = slices.DeleteFunc(g.maybe, func(m *maybe) bool {
		return m.us[0] == m.us[1] || !utterances[m.us[0]] || !utterances[m.us[1]]
	})
	used := map[*actor]bool{}
	for _, s := range g.statements {
		used[s.actor] = true
	}
	for _, a := range g.actors {
		used[a.side] = true
	}
	g.actors = slices.DeleteFunc(g.actors, func(a *actor) bool { return a.spoke && !used[a] })
}

// drift leaves out the changes between statements that were one utterance's and
// are no more.
func (g *graph) drift() []record.Drift {
	before, after := map[string]string{}, map[string]string{}
	for _, r := range g.rec.Reports {
		for i := range r.Statements {
			before[r.Statements[i].ID] = r.Statements[i].Utterance
		}
	}
	for _, s := range g.statements {
		after[s.ID] = s.Utterance
	}
	return slices.DeleteFunc(slices.Clone(g.rec.Drift), func(d record.Drift) bool {
		return before[d.From] == before[d.To] && after[d.From] != after[d.To]
	})
}

func sortStatements(ss []*stmt) {
	sort.SliceStable(ss, func(i, j int) bool { return ss[i].order < ss[j].order })
}

func without[T comparable](list []T, x T) []T {
	return slices.DeleteFunc(list, func(y T) bool { return y == x })
}

func replace[T comparable](list []T, from, to T) {
	for i := range list {
		if list[i] == from {
			list[i] = to
		}
	}
}
