package casefile

import (
	"slices"
	"sort"
	"strconv"

	"github.com/onrecord/onrecord/record"
)

// A claim of a graph.
type claim struct {
	record.Claim
	positions  []*position
	lines      []*line
	statements []*stmt
	mirrors    *claim
	supports   []*claim
	why        []string // the decisions that touched it, in order; none: it is as the machine made it
}

type position struct {
	record.Position
	u       *utterance
	repeats *utterance
}

type line struct {
	record.Line
	us   []*utterance
	from *claim // the claim in which the machine drew it; nil where others may now be one with it
	same bool   // its utterances, their reports and evidence are those of the machine's line
}

func newClaim(c *record.Claim, utterances map[string]*utterance) *claim {
	n := &claim{Claim: *c}
	for _, p := range c.Positions {
		n.positions = append(n.positions, &position{Position: p, u: utterances[p.Utterance], repeats: utterances[p.Repeats]})
	}
	for _, l := range c.Lines {
		x := &line{Line: l, from: n, same: true}
		x.Because = slices.Clone(l.Because)
		for _, id := range l.Utterances {
			x.us = append(x.us, utterances[id])
		}
		n.lines = append(n.lines, x)
	}
	return n
}

func (c *claim) touch(why string) {
	if !slices.Contains(c.why, why) {
		c.why = append(c.why, why)
	}
}

func (c *claim) has(u *utterance) bool {
	return slices.ContainsFunc(c.positions, func(p *position) bool { return p.u == u })
}

// turned is a stance as a claim that says the opposite has it.
func turned(stance string) string {
	switch stance {
	case "asserts":
		return "denies"
	case "denies":
		return "asserts"
	}
	return stance
}

// carries are the stances that are positions.
var carries = []string{"asserts", "denies", "could-not-confirm", "declined", "no-comment", "gave-no-evidence"}

// positionOf gives the position that a statement of the claim belongs to: its
// utterance's, with its stance, or with the opposite one where the claim is the
// denial of what it says.
func (c *claim) positionOf(s *stmt) *position {
	if !slices.Contains(c.statements, s) {
		return nil
	}
	return c.position(s.utterance, s.Stance)
}

func (c *claim) position(u *utterance, stance string) *position {
	var turn, any *position
	for _, p := range c.positions {
		switch {
		case p.u != u || u == nil:
		case p.Stance == stance:
			return p
		case p.Stance == turned(stance):
			turn = p
		case any == nil:
			any = p
		}
	}
	if turn != nil {
		return turn
	}
	return any
}

// addPosition gives the claim the position like that belongs to s; the claim has s
// already.
func (c *claim) addPosition(s *stmt, like *position) {
	for _, p := range c.positions {
		if p.u == s.utterance && p.Stance == like.Stance {
			c.refresh(p)
			return
		}
	}
	p := &position{Position: like.Position, u: s.utterance, repeats: like.repeats}
	p.Because = slices.Clone(like.Because)
	c.positions = append(c.positions, p)
	c.refresh(p)
}

// refresh works out a position anew from the statements that are left to it, and
// drops it where none is.
func (c *claim) refresh(p *position) {
	count := map[string]int{}
	var from []*stmt
	for _, s := range c.statements {
		if s.utterance == p.u && c.position(s.utterance, s.Stance) == p {
			from = append(from, s)
			count[s.Certainty]++
		}
	}
	if len(from) == 0 {
		c.positions = without(c.positions, p)
		return
	}
	sortStatements(from)
	p.Reports, p.Certainty = nil, ""
	for _, l := range c.lines {
		l.same = l.same && !slices.Contains(l.us, p.u)
	}
	for _, s := range from {
		if !slices.Contains(p.Reports, s.report.ID) {
			p.Reports = append(p.Reports, s.report.ID)
		}
	}
	// What most reports say of the speaker's certainty; of equals the least.
	for _, k := range []string{"underspecified", "possible", "probable", "certain"} {
		if p.Certainty == "" && count[k] > 0 || count[k] > count[p.Certainty] {
			p.Certainty = k
		}
	}
}

// replaceUtterance puts one utterance in place of another.
func (c *claim) replaceUtterance(from, into *utterance, why string) {
	touched := false
	for _, p := range c.positions {
		if p.u == from {
			p.u, touched = into, true
		}
		if p.repeats == from {
			p.repeats = into
		}
	}
	for _, l := range c.lines {
		if slices.Contains(l.us, from) {
			replace(l.us, from, into)
			l.from, l.same = nil, false
		}
	}
	if touched {
		c.touch(why)
	}
}

// splitPositions gives u, whose statements were from's, positions of its own.
func (c *claim) splitPositions(from, u *utterance, why string) {
	for _, s := range c.statements {
		if s.utterance != u {
			continue
		}
		if p := c.position(from, s.Stance); p != nil {
			c.addPosition(s, p)
			c.refresh(p)
			c.touch(why)
		}
	}
}

// changeStance moves a statement to the position that its new stance means here.
// The statement still has the old one; the function returned is to be called when
// it has the new one.
func (c *claim) changeStance(s *stmt, stance, why string) func() {
	p := c.positionOf(s)
	if p == nil {
		return func() {}
	}
	here := stance
	if p.Stance != s.Stance && p.Stance == turned(s.Stance) {
		here = turned(stance)
	}
	return func() {
		c.touch(why)
		if !slices.Contains(carries, here) {
			c.statements = without(c.statements, s)
			c.refresh(p)
			return
		}
		if !slices.ContainsFunc(c.positions, func(q *position) bool { return q.u == s.utterance && q.Stance == here }) {
			q := &position{u: s.utterance}
			q.Stance = here
			c.positions = append(c.positions, q)
		}
		for _, q := range slices.Clone(c.positions) {
			if q.u == s.utterance {
				c.refresh(q)
			}
		}
	}
}

// json gives the claim with ids.
func (c *claim) json(claims map[*claim]string, utterances map[*utterance]string) record.Claim {
	out := c.Claim
	out.ID, out.Mirrors = claims[c], claims[c.mirrors]
	out.Positions, out.Lines, out.Supports, out.First = []record.Position{}, []record.Line{}, nil, nil
	for _, p := range c.positions {
		x := p.Position
		x.Utterance, x.Repeats = utterances[p.u], utterances[p.repeats]
		out.Positions = append(out.Positions, x)
	}
	for _, l := range c.lines {
		x := l.Line
		x.Utterances = nil
		for _, u := range l.us {
			x.Utterances = append(x.Utterances, utterances[u])
		}
		out.Lines = append(out.Lines, x)
	}
	for _, o := range c.supports {
		if id := claims[o]; id != "" && !slices.Contains(out.Supports, id) {
			out.Supports = append(out.Supports, id)
		}
	}
	sort.Slice(out.Supports, func(i, j int) bool { return number(out.Supports[i]) < number(out.Supports[j]) })
	for _, p := range c.positions {
		if out.First == nil {
			out.First = map[string]string{}
		}
		out.First[p.Stance] = utterances[c.first(p.Stance).u]
	}
	return out
}

// first gives the earliest position of a stance: by the day that it was said, else
// by the day that it was first published.
func (c *claim) first(stance string) *position {
	var best *position
	day := ""
	for _, p := range c.positions {
		if p.Stance != stance {
			continue
		}
		d := ""
		if p.u.Said != nil {
			d = p.u.Said.From
		}
		for _, s := range c.statements {
			if pub := s.report.Published; p.u.Said == nil && s.utterance == p.u && pub != nil && (d == "" || pub.From < d) {
				d = pub.From
			}
		}
		if best == nil || d != "" && (day == "" || d < day) {
			best, day = p, d
		}
	}
	return best
}

// number is the n of an id with one letter before it.
func number(id string) int {
	n, err := strconv.Atoi(id[1:])
	if err != nil {
		return 0
	}
	return n
}
