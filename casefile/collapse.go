package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
)

// settle draws the lines of a claim that a decision touched. What the machine
// joined stays joined; lines that came together by the decision are joined where
// they are one by the rules of docs/design.md: one utterance, one speaker, one
// side that shows no separate evidence, a repetition, a source that nothing tells
// from another. Two lines are never made of one but by splitting an utterance.
func (c *claim) settle() {
	if len(c.why) == 0 {
		return
	}
	c.mergePositions()
	c.trimLines()
	for c.joinOne() {
	}
	c.Independent = map[string]int{}
	for _, l := range c.lines {
		c.describe(l)
		if !l.Retracted {
			c.Independent[l.Stance]++
		}
	}
	sort.SliceStable(c.positions, func(i, j int) bool { return len(c.positions[i].Reports) > len(c.positions[j].Reports) })
	sort.SliceStable(c.lines, func(i, j int) bool {
		if c.lines[i].Stance != c.lines[j].Stance {
			return c.lines[i].Stance < c.lines[j].Stance
		}
		return len(c.lines[i].Reports) > len(c.lines[j].Reports)
	})
}

// mergePositions makes one of several positions of one utterance with one stance,
// and drops those that no statement is left to.
func (c *claim) mergePositions() {
	var out []*position
	for _, p := range c.positions {
		if !slices.ContainsFunc(c.statements, func(s *stmt) bool { return s.utterance == p.u }) {
			continue
		}
		i := slices.IndexFunc(out, func(q *position) bool { return q.u == p.u && q.Stance == p.Stance })
		if i < 0 {
			out = append(out, p)
			continue
		}
		q := out[i]
		for _, r := range p.Reports {
			if !slices.Contains(q.Reports, r) {
				q.Reports = append(q.Reports, r)
			}
		}
		sortIDs(q.Reports)
		q.Retracted = q.Retracted && p.Retracted
		if q.repeats == nil {
			q.repeats = p.repeats
		}
		for _, b := range p.Because {
			if !slices.Contains(q.Because, b) {
				q.Because = append(q.Because, b)
			}
		}
	}
	c.positions = out
	for _, p := range c.positions {
		if p.repeats == p.u || !c.has(p.repeats) {
			p.repeats = nil
		}
	}
}

// trimLines leaves to each line the utterances that have its stance here, and
// gives those that lie on none a line of their own.
func (c *claim) trimLines() {
	for _, l := range c.lines {
		var us []*utterance
		for _, u := range l.us {
			if !slices.Contains(us, u) && c.exact(u, l.Stance) != nil {
				us = append(us, u)
			}
		}
		l.same = l.same && len(us) == len(l.us)
		l.us = us
	}
	c.lines = slices.DeleteFunc(c.lines, func(l *line) bool { return len(l.us) == 0 })
	for _, p := range c.positions {
		if slices.ContainsFunc(c.lines, func(l *line) bool { return l.Stance == p.Stance && slices.Contains(l.us, p.u) }) {
			continue
		}
		l := &line{us: []*utterance{p.u}}
		l.Stance, l.Because = p.Stance, slices.Clone(c.why)
		c.lines = append(c.lines, l)
	}
}

func (c *claim) exact(u *utterance, stance string) *position {
	for _, p := range c.positions {
		if p.u == u && p.Stance == stance {
			return p
		}
	}
	return nil
}

// joinOne joins the first two lines that are one, and reports whether there were
// such. Lines that the machine drew in one claim it compared already.
func (c *claim) joinOne() bool {
	for i, a := range c.lines {
		for _, b := range c.lines[i+1:] {
			if a.Stance != b.Stance || a.from != nil && a.from == b.from {
				continue
			}
			why := c.oneLine(a, b)
			if why == "" {
				continue
			}
			for _, u := range b.us {
				if !slices.Contains(a.us, u) {
					a.us = append(a.us, u)
				}
			}
			for _, s := range append(append(slices.Clone(b.Because), why), c.why...) {
				if !slices.Contains(a.Because, s) {
					a.Because = append(a.Because, s)
				}
			}
			a.from, a.same = nil, false
			c.lines = without(c.lines, b)
			return true
		}
	}
	return false
}

// oneLine says why two lines of one stance are one, "" where they are two.
func (c *claim) oneLine(a, b *line) string {
	for _, u := range a.us {
		for _, v := range b.us {
			if why := c.oneVoice(u, v); why != "" {
				return why
			}
			p, q := c.exact(u, a.Stance), c.exact(v, a.Stance)
			if p != nil && p.repeats == v || q != nil && q.repeats == u {
				return "one only repeats the other"
			}
		}
	}
	if c.nobody(a) || c.nobody(b) {
		return "not named, and nothing tells this source from the other"
	}
	return ""
}

func (c *claim) oneVoice(u, v *utterance) string {
	switch {
	case u == v:
		return "the same utterance"
	case u.actor == nil || v.actor == nil:
		return ""
	case u.actor == v.actor:
		return "the same speaker, " + u.actor.Name
	case side(u.actor) == nil || side(u.actor) != side(v.actor) || apart(c.evidence(u), c.evidence(v)):
		return ""
	}
	return u.actor.Name + " and " + v.actor.Name + " answer to one side and show no separate evidence"
}

// side is equal for actors that answer to one state or body, nil where nobody
// knows.
func side(a *actor) any {
	switch {
	case a.Side != "":
		return a.Side
	case a.side != nil:
		return a.side
	case a.Kind == "unnamed":
		return nil
	}
	return a
}

// nobody reports whether a line is sources alone that are not named, answer to
// nobody known and show no evidence.
func (c *claim) nobody(l *line) bool {
	return !slices.ContainsFunc(l.us, func(u *utterance) bool {
		return u.actor != nil && (u.actor.Kind != "unnamed" || side(u.actor) != nil) || len(c.evidence(u)) > 0
	})
}

// evidence are the kinds that an utterance rests on in this claim.
func (c *claim) evidence(u *utterance) []string {
	var out []string
	for _, s := range c.statements {
		if s.utterance != u {
			continue
		}
		for _, e := range s.Evidence {
			if e.Kind != "none" && e.Kind != "unspecified" && !slices.Contains(out, e.Kind) {
				out = append(out, e.Kind)
			}
		}
	}
	sort.Strings(out)
	return out
}

// apart reports whether two lists are both there and have nothing in common.
func apart(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// counted is how the machine says of how much a line is made.
var counted = regexp.MustCompile(`^(one utterance|\d+ utterances), in \d+ reports$`)

// describe gives a line the reports, basis and count of its utterances.
func (c *claim) describe(l *line) {
	if l.same {
		return
	}
	l.Reports, l.Basis, l.Retracted = nil, nil, true
	for _, u := range l.us {
		p := c.exact(u, l.Stance)
		l.Retracted = l.Retracted && p.Retracted
		for _, r := range p.Reports {
			if !slices.Contains(l.Reports, r) {
				l.Reports = append(l.Reports, r)
			}
		}
		for _, e := range c.evidence(u) {
			if !slices.Contains(l.Basis, e) {
				l.Basis = append(l.Basis, e)
			}
		}
	}
	sortIDs(l.Reports)
	if sort.Strings(l.Basis); len(l.Basis) == 0 {
		l.Basis = []string{"none"}
	}
	l.Because = slices.DeleteFunc(l.Because, counted.MatchString)
	if n := len(l.Reports); n > 1 {
		much := "one utterance"
		if len(l.us) > 1 {
			much = fmt.Sprintf("%d utterances", len(l.us))
		}
		l.Because = append([]string{fmt.Sprintf("%s, in %d reports", much, n)}, l.Because...)
	}
}

func sortIDs(ids []string) {
	sort.Slice(ids, func(i, j int) bool { return number(ids[i]) < number(ids[j]) })
}
