package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// Unfit is a decision that no longer fits the record, and why.
type Unfit struct {
	Decision Decision `json:"decision"`
	Reason   string   `json:"reason"`
}

// Apply gives rec as the decisions in force among ds make it, replayed in their
// order, and those that no longer fit it. Ids are given anew and fit each other;
// lines that a decision touches are collapsed and counted anew. rec is not
// changed. With nothing to apply it is rec itself.
func Apply(rec *record.Record, ds []Decision) (*record.Record, []Unfit) {
	force := InForce(ds)
	ds = slices.DeleteFunc(slices.Clone(ds), func(d Decision) bool { return !force[d.Number] || d.Kind == Undo })
	if len(ds) == 0 {
		return rec, nil
	}
	g := newGraph(rec)
	var unfit []Unfit
	changed := false
	for _, d := range ds {
		if reason := g.apply(d); reason != "" {
			unfit = append(unfit, Unfit{d, reason})
		} else if d.Kind != Note {
			changed = true
		}
	}
	if !changed {
		return rec, unfit
	}
	return g.record(), unfit
}

// apply replays one decision; the result says why it does not fit, "" if it does.
func (g *graph) apply(d Decision) string {
	why := "decision " + strconv.Itoa(d.Number) + ": " + d.Why
	switch d.Kind {
	case Merge:
		return g.merge(d, why)
	case Split:
		return g.split(d, why)
	case Correct:
		return g.correct(d, why)
	case Note:
		if _, ok := g.locate(d.On[0]); !ok {
			return gone(d.On[0])
		}
	}
	return ""
}

func gone(r Ref) string {
	if r.Text == "" {
		return fmt.Sprintf("the %s is not in the case any more", r.Kind)
	}
	return fmt.Sprintf("the %s %q is not in the case any more", r.Kind, r.Text)
}

func (g *graph) merge(d Decision, why string) string {
	for _, r := range d.On { // all or nothing
		if _, ok := g.locate(r); !ok {
			return gone(r)
		}
	}
	for _, r := range d.On[1:] {
		into, _ := g.locate(d.On[0])
		from, _ := g.locate(r)
		if into == from {
			continue // the machine sees it so by itself now
		}
		switch into := into.(type) {
		case *utterance:
			g.mergeUtterances(into, from.(*utterance), why)
		case *claim:
			g.mergeClaims(into, from.(*claim), why)
		case *actor:
			g.mergeActors(into, from.(*actor), why)
		}
	}
	return ""
}

func (g *graph) mergeUtterances(into, from *utterance, why string) {
	if into.actor == nil {
		into.actor = from.actor
	}
	for _, s := range from.statements {
		s.utterance = into
		into.statements = append(into.statements, s)
	}
	for _, s := range into.statements { // one occasion has one speaker
		g.setActor(s, into.actor)
	}
	if into.Said == nil {
		into.Said = from.Said
	}
	if into.Channel == nil {
		into.Channel = from.Channel
	}
	for _, e := range from.Evidence {
		if !slices.ContainsFunc(into.Evidence, func(x record.Evidence) bool { return x.Kind == e.Kind }) {
			into.Evidence = append(into.Evidence, e)
		}
	}
	into.Because = append(append(into.Because, from.Because...), why)
	g.utterances = without(g.utterances, from)
	for _, m := range g.maybe {
		replace(m.us, from, into)
	}
	for _, c := range g.claims {
		c.replaceUtterance(from, into, why)
	}
}

func (g *graph) mergeClaims(into, from *claim, why string) {
	for _, s := range from.statements {
		if !slices.Contains(into.statements, s) {
			into.statements = append(into.statements, s)
		}
	}
	into.positions = append(into.positions, from.positions...)
	into.lines = append(into.lines, from.lines...)
	into.supports = append(into.supports, from.supports...)
	if into.mirrors == nil {
		into.mirrors = from.mirrors
	}
	g.claims = without(g.claims, from)
	for _, c := range g.claims {
		if c.mirrors == from {
			c.mirrors = into
		}
		replace(c.supports, from, into)
	}
	into.touch(why)
}

func (g *graph) mergeActors(into, from *actor, why string) {
	for _, n := range append(from.Names, from.Name) {
		if n != "" && n != into.Name && !slices.Contains(into.Names, n) {
			into.Names = append(into.Names, n)
		}
	}
	into.Role = first(into.Role, from.Role)
	if into.side == nil && into.Side == "" {
		into.side, into.Side = from.side, from.Side
	}
	g.actors = without(g.actors, from)
	for _, a := range g.actors {
		if a.side == from {
			a.side = into
		}
	}
	if into.side == into || into.side == from {
		into.side = nil
	}
	for _, s := range g.statements {
		if s.actor == from {
			s.actor = into
		}
	}
	for _, u := range g.utterances {
		if u.actor == from {
			u.actor = into
		}
	}
	g.touchActor(into, why)
}

func (g *graph) split(d Decision, why string) string {
	from, ok := g.locate(d.On[0])
	if !ok {
		return gone(d.On[0])
	}
	var out []*stmt
	for _, k := range d.Statements {
		s := g.find(k)
		if s == nil {
			return "a statement that was taken out is not in the case any more"
		}
		out = append(out, s)
	}
	switch from := from.(type) {
	case *utterance:
		out = slices.DeleteFunc(out, func(s *stmt) bool { return s.utterance != from })
		if len(out) > 0 && len(out) < len(from.statements) { // else they are apart by themselves now
			g.splitUtterance(from, out, why)
		}
	case *claim:
		out = slices.DeleteFunc(out, func(s *stmt) bool { return !slices.Contains(from.statements, s) })
		if len(out) > 0 && len(out) < len(from.statements) {
			g.splitClaim(from, out, why)
		}
	}
	return ""
}

// splitUtterance makes statements an occasion of their own.
func (g *graph) splitUtterance(from *utterance, out []*stmt, why string) *utterance {
	u := &utterance{actor: from.actor, statements: out}
	u.Because = []string{why}
	for _, s := range out {
		s.utterance = u
		from.statements = without(from.statements, s)
		if u.Said == nil {
			u.Said = s.Said
		}
		if u.Channel == nil && s.Channel.Kind != "unspecified" {
			u.Channel = &s.Channel
		}
		for _, e := range s.Evidence {
			if !slices.ContainsFunc(u.Evidence, func(x record.Evidence) bool { return x.Kind == e.Kind }) {
				u.Evidence = append(u.Evidence, record.Evidence{Kind: e.Kind, Text: e.Text})
			}
		}
	}
	g.utterances = append(g.utterances, u)
	for _, c := range g.claims {
		c.splitPositions(from, u, why)
	}
	return u
}

// splitClaim makes statements a claim of their own.
func (g *graph) splitClaim(from *claim, out []*stmt, why string) {
	c := &claim{statements: out}
	c.Text = first(words(out[0].Content), words(out[0].Cue))
	for _, s := range out {
		p := from.positionOf(s)
		from.statements = without(from.statements, s)
		if p == nil {
			continue
		}
		c.addPosition(s, p)
		from.refresh(p)
	}
	g.claims = append(g.claims, c)
	c.touch(why)
	from.touch(why)
}

func (g *graph) correct(d Decision, why string) string {
	on, ok := g.locate(d.On[0])
	if !ok {
		return gone(d.On[0])
	}
	switch on := on.(type) {
	case *actor:
		switch d.Field {
		case "name":
			if on.Name != "" && !slices.Contains(on.Names, on.Name) {
				on.Names = append(on.Names, on.Name)
			}
			on.Name = d.Value
		case "role":
			on.Role = d.Value
		case "kind":
			on.Kind = d.Value
		case "side":
			on.side, on.Side = nil, d.Value
			if a := g.actorNamed(d.Value); a != nil && a != on {
				on.side, on.Side = a, ""
			}
		}
		g.touchActor(on, why)
	case *claim:
		on.Text = d.Value
	case *stmt:
		g.correctStatement(on, d, why)
	}
	return ""
}

func (g *graph) correctStatement(s *stmt, d Decision, why string) {
	s.Because = append(s.Because, record.Reason{Field: d.Field, Rule: "decision/" + strconv.Itoa(d.Number)})
	switch d.Field {
	case "stance":
		var then []func()
		for _, c := range g.claims {
			then = append(then, c.changeStance(s, d.Value, why))
		}
		s.Stance = d.Value
		for _, f := range then {
			f()
		}
	case "certainty":
		s.Certainty = d.Value
		for _, c := range g.claims {
			if p := c.positionOf(s); p != nil {
				c.refresh(p)
			}
		}
	case "channel":
		s.Channel = record.Channel{Kind: d.Value, Name: s.Channel.Name}
	case "said":
		from, to, _ := days(d.Value)
		s.Said = &record.When{From: from, To: to, Basis: "stated"}
		if s.utterance != nil {
			s.utterance.Said = s.Said // a person's day outranks the machine's
			g.touchUtterance(s.utterance, why)
		}
	case "actor":
		a := g.actorNamed(d.Value)
		if a == nil {
			a = &actor{}
			a.Name, a.Kind, a.Names, a.spoke = d.Value, "person", []string{d.Value}, true
			if s.actor != nil && s.actor.Kind != "unnamed" {
				a.Kind = s.actor.Kind
			}
			g.actors = append(g.actors, a)
		}
		u := s.utterance
		if u != nil && len(u.statements) > 1 && s.actor != a { // another speaker is another occasion
			u = g.splitUtterance(u, []*stmt{s}, why)
		}
		g.setActor(s, a)
		if u != nil {
			u.actor = a
			g.touchUtterance(u, why)
		}
	}
}

// actorNamed finds an actor by its name, or any form of it.
func (g *graph) actorNamed(name string) *actor {
	for _, a := range g.actors {
		if strings.EqualFold(a.Name, name) {
			return a
		}
	}
	for _, a := range g.actors {
		if slices.ContainsFunc(a.Names, func(n string) bool { return strings.EqualFold(n, name) }) {
			return a
		}
	}
	return nil
}
