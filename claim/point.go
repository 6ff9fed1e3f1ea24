package claim

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/statement"
)

// attach takes the members that only point at a claim to the group that they
// point at: the one whose speaker they name, the one that accuses the speaker's
// own state where he denies, the one stated just before, the one that the report
// is about.
func (b *board) attach() {
	byReport := make([][]int, len(b.Reports))
	for i, m := range b.members {
		byReport[m.ref.Report] = append(byReport[m.ref.Report], i)
	}
	for _, list := range byReport {
		for _, i := range list {
			if b.groupOf[i] >= 0 {
				continue
			}
			if p, ok := b.aim(i, list); ok {
				p.member = i
				g := b.groups[b.groupOf[p.at]]
				g.pointed = append(g.pointed, p)
			}
		}
	}
}

// aim finds what member i points at among the members of its report.
func (b *board) aim(i int, list []int) (pointed, bool) {
	m := b.members[i]
	bare := m.Stance == statement.Asserts && !m.Echoes
	best, score := -1, 0
	for _, j := range list {
		t := b.members[j]
		if b.groupOf[j] < 0 || t.ref == m.ref || !takesSides(t.Stance) {
			continue
		}
		s := 4 * b.names(m, t)
		if bare && s == 0 {
			continue // "the matter" alone takes no side on anything
		}
		if t.actor != m.actor || t.actor < 0 {
			s += 3
		} else if takesSides(m.Stance) {
			continue // nobody denies what he has just said himself
		}
		if m.Stance == statement.Denies && b.accuses(t, m) {
			s += 3
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
		return pointed{}, false
	}
	g := b.groups[b.groupOf[best]]
	mirrored := g.mirror && b.members[best].sign() != g.sign
	return pointed{at: best, mirrored: mirrored}, true
}

// names counts how many of the words by which m points are those of t's speaker.
func (b *board) names(m, t member) int {
	n := 0
	if t.actor >= 0 {
		a := b.Actors[t.actor]
		for _, p := range m.Points {
			if p == a.Side {
				n++
			}
		}
		for _, p := range m.Points {
			if slices.ContainsFunc(strings.Fields(strings.ToLower(a.Name+" "+a.Role)), func(w string) bool { return stem(w) == p }) {
				n++
			}
		}
	}
	return min(n, 2)
}

// accuses reports whether t says that the state of m's speaker did something.
func (b *board) accuses(t, m member) bool {
	return m.actor >= 0 && b.Actors[m.actor].Side != "" && slices.Contains(t.Agents, b.Actors[m.actor].Side) && t.sign() > 0
}
