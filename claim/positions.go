package claim

import (
	"slices"
	"sort"

	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// A stand is one member's stance on a claim.
type stand struct {
	member int
	stance statement.Stance
	at     int // the member whose words it repeats or answers, -1 for none
}

// stands are the members' stances on the claim of a group, or on its mirror.
func (b *board) stands(g *group, mirrored bool) []stand {
	var out []stand
	sign := g.sign
	if mirrored {
		sign = -sign
	}
	for _, i := range g.members {
		m := b.members[i]
		switch {
		case slices.Contains(g.taken, i):
		case m.Inner && m.Negated && g.mirror && m.Stance == statement.Denies:
			if mirrored { // it denies what others say in so many words
				out = append(out, stand{i, statement.Denies, -1})
			}
		case !takesSides(m.Stance):
			out = append(out, stand{i, m.Stance, -1})
		case g.signs[i] == sign:
			if !mirrored || m.Negated {
				out = append(out, stand{i, statement.Asserts, -1})
			}
		case !mirrored:
			out = append(out, stand{i, statement.Denies, -1})
		}
	}
	for _, i := range g.taken {
		if !mirrored {
			out = append(out, stand{i, statement.Denies, -1})
		}
	}
	for _, p := range g.pointed {
		if p.mirrored != mirrored {
			continue
		}
		s := stand{p.member, b.members[p.member].Stance, p.at}
		switch same := p.at < 0 || g.signs[p.at] == g.sign; {
		case p.agrees && (same || mirrored):
			s.stance = statement.Asserts
		case p.agrees:
			s.stance = statement.Denies
		case !mirrored && takesSides(s.stance) && !same:
			s.stance = opposite(s.stance)
		}
		out = append(out, s)
	}
	return out
}

func opposite(s statement.Stance) statement.Stance {
	if s == statement.Asserts {
		return statement.Denies
	}
	return statement.Asserts
}

// claim makes the claim of a group, or of its mirror.
func (b *board) claim(g *group, mirrored bool) Claim {
	c := Claim{Text: g.medoid, Mirrors: -1, Independent: map[statement.Stance]int{}, First: map[statement.Stance]int{}}
	if mirrored {
		c.Text = g.against
	}
	parts := b.parts(b.stands(g, mirrored))
	of := map[int]int{} // member → its position
	for k, ss := range parts {
		c.Positions = append(c.Positions, b.position(ss))
		for _, s := range ss {
			of[s.member] = k
			c.Statements = append(c.Statements, b.members[s.member].ref)
		}
	}
	sortRefs(&c.Statements)
	for k, ss := range parts {
		b.repeats(&c, k, ss, of)
	}
	b.retract(&c, g, parts)
	b.lines(&c, parts)
	b.first(&c)
	return c
}

// parts groups stands by utterance and stance: most reports first.
func (b *board) parts(stands []stand) [][]stand {
	type key struct {
		stance    statement.Stance
		utterance int
	}
	at := map[key]int{}
	var parts [][]stand
	for _, s := range stands {
		u := b.members[s.member].utterance
		if u < 0 {
			continue
		}
		k := key{s.stance, u}
		p, ok := at[k]
		if !ok {
			p = len(parts)
			at[k] = p
			parts = append(parts, nil)
		}
		parts[p] = append(parts[p], s)
	}
	reports := func(ss []stand) int {
		seen := map[int]bool{}
		for _, s := range ss {
			seen[b.members[s.member].ref.Report] = true
		}
		return len(seen)
	}
	sort.SliceStable(parts, func(i, j int) bool {
		x, y := parts[i], parts[j]
		if m, n := reports(x), reports(y); m != n {
			return m > n
		}
		if x[0].stance != y[0].stance {
			return x[0].stance < y[0].stance
		}
		return b.members[x[0].member].utterance < b.members[y[0].member].utterance
	})
	return parts
}

// first finds the earliest position of each stance: by the day that it was said,
// else by the day that it was first published.
func (b *board) first(c *Claim) {
	day := func(p Position) string {
		best := b.Utterances[p.Utterance].Said.From
		if best == "" {
			for _, r := range p.Reports {
				if d := b.Reports[r].Published.From; d != "" && (best == "" || d < best) {
					best = d
				}
			}
		}
		return best
	}
	for i, p := range c.Positions {
		d := day(p)
		k, ok := c.First[p.Stance]
		if !ok || d != "" && (day(c.Positions[k]) == "" || d < day(c.Positions[k])) {
			c.First[p.Stance] = i
		}
	}
}

func (b *board) position(ss []stand) Position {
	first := b.members[ss[0].member]
	p := Position{Stance: ss[0].stance, Utterance: first.utterance, Repeats: -1}
	count := map[statement.Certainty]int{}
	for _, s := range ss {
		m := b.members[s.member]
		p.Reports = append(p.Reports, m.ref.Report)
		count[b.Reports[m.ref.Report].Statements[m.ref.Statement].Certainty]++
	}
	slices.Sort(p.Reports)
	p.Reports = slices.Compact(p.Reports)
	// What most reports say of its speaker's certainty; of equals the least.
	for _, c := range []statement.Certainty{statement.Underspecified, statement.Possible, statement.Probable, statement.Certain} {
		if p.Certainty == "" && count[c] > 0 || count[c] > count[p.Certainty] {
			p.Certainty = c
		}
	}
	return p
}

func sortRefs(refs *[]origin.Ref) {
	sort.Slice(*refs, func(i, j int) bool {
		a, b := (*refs)[i], (*refs)[j]
		return a.Report < b.Report || a.Report == b.Report && a.Statement < b.Statement
	})
	*refs = slices.Compact(*refs)
}
