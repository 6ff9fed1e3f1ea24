package record

import (
	"context"
	"math"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/claim"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
)

// complete works out what linking needs, where that is not done.
func (r *Reading) complete() {
	if r.linked == nil {
		r.propose(analyze(r.Report)).ready()
	}
}

// propose finds the propositions. What it gives still has the text's Doc: ready
// ends the reading.
func (r *Reading) propose(d *text.Document) *Reading {
	rep := r.Report
	r.linked = &origin.Report{
		Key: rep.SHA256 + rep.Name, Title: rep.Title, Outlet: rep.Outlet, Agency: rep.Agency, Language: rep.Language,
		Published: r.Published, Doc: d, Body: rep.Body, Statements: r.Statements,
	}
	r.propositions = slices.Clone(claim.Read(r.linked)) // without room for more
	return r
}

func (r *Reading) ready() {
	r.linked.Prepare()
	r.linked.Doc = nil
}

// measure gives the reading the vectors of its sentences, statements and
// propositions, as they can be kept.
func (r *Reading) measure(ctx context.Context, meaning, claims origin.Meaning) error {
	if err := origin.Measure(ctx, meaning, []*origin.Report{r.linked}); err != nil {
		return err
	}
	return claim.Measure(ctx, claims, r.propositions)
}

// linked is what is one among readings, and what they take sides on.
type linked struct {
	origin.Links
	drifts []origin.Drift
	claims []claim.Claim
}

// link says which voices are one, and what they take sides on.
func (b *Builder) link(ctx context.Context, readings []*Reading, actors []actor.Actor, of [][]int) (*linked, error) {
	in := claim.Input{Actors: actors}
	for i, r := range readings {
		o := *r.linked
		for j := range r.Statements {
			who := -1
			if j < len(r.Cast.Speakers) && r.Cast.Speakers[j] >= 0 {
				who = of[i][r.Cast.Speakers[j]]
			}
			o.Actors = append(o.Actors, who)
		}
		in.Reports = append(in.Reports, &o)
		in.Propositions = append(in.Propositions, r.propositions)
	}
	links, err := b.linker.Link(ctx, in.Reports, originActors(actors))
	if err != nil {
		return nil, err
	}
	in.Derived, in.Utterances = links.Derived, links.Utterances
	out := &linked{Links: *links}
	var g errgroup.Group // both end with ctx
	g.Go(func() (err error) {
		out.drifts, err = links.Drifts(ctx)
		return err
	})
	g.Go(func() (err error) {
		out.claims, err = claim.Build(ctx, in)
		return err
	})
	return out, g.Wait()
}

func originActors(actors []actor.Actor) []origin.Actor {
	out := make([]origin.Actor, len(actors))
	for i, a := range actors {
		out[i] = origin.Actor{Name: a.Name, Named: a.Kind != actor.Unnamed, Person: a.Kind == actor.Person, Side: a.Side, Role: a.Role}
		if a.Side == "" && a.Of >= 0 {
			out[i].Side = actorID(a.Of)
		}
	}
	return out
}

func reportID(i int) string       { return "r" + strconv.Itoa(i+1) }
func utteranceID(i int) string    { return "u" + strconv.Itoa(i+1) }
func claimID(i int) string        { return "c" + strconv.Itoa(i+1) }
func refID(r origin.Ref) string   { return reportID(r.Report) + ".s" + strconv.Itoa(r.Statement+1) }
func reportIDs(is []int) []string { return idsOf(is, reportID) }

func idsOf(is []int, id func(int) string) []string {
	out := make([]string, len(is))
	for k, i := range is {
		out[k] = id(i)
	}
	return out
}

// at is a statement of the record.
func (rec *Record) at(r origin.Ref) *Statement { return &rec.Reports[r.Report].Statements[r.Statement] }

func (rec *Record) setOrigins(l *linked) {
	for i, ds := range l.Derived {
		for _, d := range ds {
			from := d.Name
			if d.From >= 0 {
				from = reportID(d.From)
			}
			rec.Reports[i].Derived = append(rec.Reports[i].Derived, Derivation{From: from, Relation: string(d.Relation), Shared: math.Round(d.Shared*1000) / 1000, Because: d.Because})
		}
	}
	for k, u := range l.Utterances {
		out := Utterance{ID: utteranceID(k), Said: whenJSON(u.Said), Statements: []string{}, Because: u.Because}
		if u.Actor >= 0 {
			out.Actor = actorID(u.Actor)
		}
		for _, r := range u.Statements {
			s := rec.at(r)
			s.Utterance = out.ID
			out.Statements = append(out.Statements, s.ID)
			if out.Channel == nil && s.Channel.Kind != "unspecified" {
				out.Channel = &s.Channel
			}
			for _, e := range s.Evidence {
				if !slices.ContainsFunc(out.Evidence, func(x Evidence) bool { return x.Kind == e.Kind }) {
					out.Evidence = append(out.Evidence, Evidence{Kind: e.Kind, Text: e.Text})
				}
			}
		}
		rec.Utterances = append(rec.Utterances, out)
	}
	for _, m := range l.Possible {
		rec.PossibleMerges = append(rec.PossibleMerges, PossibleMerge{Utterances: []string{utteranceID(m.A), utteranceID(m.B)}, Because: m.Because})
	}
	for _, d := range l.drifts {
		rec.Drift = append(rec.Drift, Drift{From: refID(d.From), To: refID(d.To), Kind: string(d.Kind), Before: d.Before, After: d.After, Because: d.Because})
	}
}

// setClaim adds claim number k.
func (rec *Record) setClaim(k int, c claim.Claim) {
	out := Claim{ID: claimID(k), Text: c.Text, Positions: []Position{}, Lines: []Line{}, Independent: map[string]int{}, Supports: idsOf(c.Supports, claimID)}
	if c.Mirrors >= 0 {
		out.Mirrors = claimID(c.Mirrors)
	}
	for s, n := range c.Independent {
		out.Independent[string(s)] = n
	}
	for s, p := range c.First {
		if out.First == nil {
			out.First = map[string]string{}
		}
		out.First[string(s)] = utteranceID(c.Positions[p].Utterance)
	}
	for _, p := range c.Positions {
		pos := Position{Stance: string(p.Stance), Certainty: string(p.Certainty), Utterance: utteranceID(p.Utterance),
			Reports: reportIDs(p.Reports), Retracted: p.Retracted, Because: p.Because}
		if p.Repeats >= 0 {
			pos.Repeats = utteranceID(c.Positions[p.Repeats].Utterance)
		}
		out.Positions = append(out.Positions, pos)
	}
	for _, l := range c.Lines {
		line := Line{Stance: string(l.Stance), Reports: reportIDs(l.Reports), Basis: l.Basis, Retracted: l.Retracted, Because: l.Because}
		for _, p := range l.Positions {
			if u := utteranceID(c.Positions[p].Utterance); !slices.Contains(line.Utterances, u) {
				line.Utterances = append(line.Utterances, u)
			}
		}
		out.Lines = append(out.Lines, line)
	}
	for _, r := range c.Statements {
		if s := rec.at(r); !slices.Contains(s.Claims, out.ID) {
			s.Claims = append(s.Claims, out.ID)
		}
	}
	rec.Claims = append(rec.Claims, out)
}
