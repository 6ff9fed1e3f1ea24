package claim

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/statement"
)

// attach takes the members that only point at a claim, and all silences, to the
// group that they are about: the one whose speaker they name, the one whose words
// they repeat, the one that accuses the speaker's own state, the one stated just
// before, the one that the report's title states. Silences that say what they are
// about are gathered over all reports first (answer).
func (b *board) attach() {
	byReport := make([][]int, len(b.Reports))
	for i, m := range b.members {
		byReport[m.ref.Report] = append(byReport[m.ref.Report], i)
	}
	topics := b.topics(byReport)
	about := map[*Proposition]bool{}
	for r, list := range byReport {
		if b.stopped() {
			return
		}
		lead := b.lead(r, list)
		for _, i := range list {
			if b.groupOf[i] >= 0 {
				continue
			}
			m := b.members[i]
			if !m.Vague && !takesSides(m.Stance) && m.Stance != statement.GaveNoEvidence {
				about[m.Proposition] = true
				continue
			}
			var at []pointed
			if m.Blames {
				at = b.accused(i, r, list, topics)
			} else {
				at = b.aim(i, list, lead)
			}
			for _, p := range at {
				p.member = i
				b.groups[p.group].pointed = append(b.groups[p.group].pointed, p)
			}
			if len(at) == 0 && !m.Vague && !takesSides(m.Stance) {
				about[m.Proposition] = true
			}
		}
	}
	b.answer(gather(b.members, func(m member) bool { return about[m.Proposition] }))
}

// lead is the group that a report's title states, -1 where that is not plain.
func (b *board) lead(r int, list []int) int {
	t := b.titles[r]
	best, score := -1, b.at
	if t == nil {
		return best
	}
	for _, i := range list {
		if k := b.groupOf[i]; k >= 0 && !Opposed(t, b.members[i].Proposition) {
			if s := b.meaning.Near(t, b.members[i].Proposition); s > score {
				best, score = k, s
			}
		}
	}
	return best
}

// topics gives, for each report, the groups of the reports that share one with it.
func (b *board) topics(byReport [][]int) func(r int) map[int]int {
	return func(r int) map[int]int {
		out := map[int]int{}
		seen := map[int]bool{}
		for _, i := range byReport[r] {
			if b.groupOf[i] < 0 {
				continue
			}
			for _, o := range b.groups[b.groupOf[i]].reports[:min(maxCandidates, len(b.groups[b.groupOf[i]].reports))] {
				if seen[o] {
					continue
				}
				seen[o] = true
				met := map[int]bool{}
				for _, j := range byReport[o] {
					if k := b.groupOf[j]; k >= 0 && !met[k] {
						met[k] = true
						out[k]++
					}
				}
			}
		}
		return out
	}
}

// accused finds the claim that someone did it, for "X blamed Y".
func (b *board) accused(i, r int, list []int, topics func(int) map[int]int) []pointed {
	m := b.members[i]
	count := topics(r)
	best := -1
	for k, n := range count {
		g := b.groups[k]
		if g.sign < 0 || disjoint(m.Agents, g.agents) || len(g.agents) == 0 {
			continue
		}
		if best < 0 || n > count[best] || n == count[best] && g.medoid < b.groups[best].medoid {
			best = k
		}
	}
	if best < 0 {
		return nil
	}
	return []pointed{{at: -1, group: best}}
}

// aim finds what member i points at among the members of its report: all that a
// statement says where the words do not tell which part.
func (b *board) aim(i int, list []int, lead int) []pointed {
	m := b.members[i]
	silence := !takesSides(m.Stance)
	own := m.Stance == statement.GaveNoEvidence && m.actor >= 0 // for his own words
	best, score := -1, 0.0
	for _, j := range list {
		t := b.members[j]
		if b.groupOf[j] < 0 || t.ref == m.ref || !takesSides(t.Stance) {
			continue
		}
		named := b.names(m, t)
		near := 0.0
		if !m.Vague && !Opposed(m.Proposition, t.Proposition) {
			near = b.meaning.Near(m.Proposition, t.Proposition)
		}
		switch {
		case m.Stance == statement.Asserts && named == 0 && !m.Echoes:
			continue // "the matter" alone takes no side on anything
		case !m.Vague && near < b.at && named == 0 && !(own && t.actor == m.actor):
			continue // silence about something else
		}
		s := 4*float64(named) + 10*near
		switch ours := b.oneSide(m, t); {
		case m.Stance == statement.Denies && ours && t.sign() > 0:
			continue // nobody denies what his own side says
		case own && t.actor == m.actor:
			s += 6
		case t.actor != m.actor || t.actor < 0:
			s += 3
		case !silence:
			continue // nobody denies what he has just said himself
		}
		if m.Stance != statement.CouldNotConfirm && b.accuses(t, m) {
			s += 3
		}
		if b.groupOf[j] == lead {
			s++
			if m.Stance == statement.NoComment || m.Stance == statement.Declined {
				s++
			}
		}
		if t.ref.Statement < m.ref.Statement {
			s++
			// Of equals the nearest before.
			if s >= score {
				best, score = j, s
			}
		} else if s > score {
			best, score = j, s
		}
	}
	if best < 0 {
		return nil
	}
	var out []pointed
	for _, j := range list {
		k := b.groupOf[j]
		if j != best && (!m.Vague || silence || k < 0 || b.members[j].ref != b.members[best].ref) ||
			slices.ContainsFunc(out, func(p pointed) bool { return p.group == k }) {
			continue
		}
		out = append(out, pointed{at: j, group: k, mirrored: b.groups[k].mirror && b.groups[k].signs[j] != b.groups[k].sign,
			agrees: m.Stance == statement.Denies && b.oneSide(m, b.members[j])})
	}
	return out
}

// oneSide reports whether two members' speakers are one, or answer to one state or body.
func (b *board) oneSide(m, t member) bool {
	if m.actor < 0 || t.actor < 0 {
		return false
	}
	return m.actor == t.actor || b.side(m.actor) != "" && b.side(m.actor) == b.side(t.actor)
}

// names counts how many of the words by which m points are those of t's speaker.
func (b *board) names(m, t member) int {
	if t.actor < 0 {
		return 0
	}
	n := 0
	a := b.Actors[t.actor]
	words := strings.Fields(strings.ToLower(a.Name + " " + a.Role))
	for _, p := range m.Points {
		if p == a.Side || slices.ContainsFunc(words, func(w string) bool { return stem(w) == p }) {
			n++
		}
	}
	return min(n, 2)
}

// accuses reports whether t says that the state of m's speaker did something.
func (b *board) accuses(t, m member) bool {
	return m.actor >= 0 && b.Actors[m.actor].Side != "" && slices.Contains(t.Agents, b.Actors[m.actor].Side) && t.sign() > 0
}
