package claim

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// takeBack finds what is taken back: where a speaker says that his own report was
// wrong, the claim of which he was a source and which the report's title, or his
// own words, are nearest to.
func (b *board) takeBack() {
	for i, m := range b.members {
		if !m.Retract || m.actor < 0 || !takesSides(m.Stance) {
			continue
		}
		best, score := -1, b.at
		for _, k := range b.heard(m.actor) {
			g := b.groups[k]
			if !slices.ContainsFunc(g.members, func(j int) bool { return j != i && b.spokeFor(j, m.actor) && b.members[j].ref.Report != m.ref.Report }) {
				continue
			}
			p := m.Proposition
			if t := b.titles[m.ref.Report]; t != nil && (t.Retract || p.Vague) {
				p = t
			}
			if p.Vague {
				continue
			}
			if s := b.nearGroup(p, g); s > score {
				best, score = k, s
			}
		}
		if best >= 0 {
			b.groups[best].taken = append(b.groups[best].taken, i)
		}
	}
}

// heard gives the groups in which an actor may have been heard (spokeFor), ascending.
func (b *board) heard(who int) []int {
	if b.groupsBy == nil {
		b.groupsBy = map[any][]int{}
		note := func(who any, k int) {
			if l := b.groupsBy[who]; len(l) == 0 || l[len(l)-1] != k {
				b.groupsBy[who] = append(l, k)
			}
		}
		for k, g := range b.groups {
			for _, j := range g.members {
				m := b.members[j]
				note(m.actor, k)
				if m.actor < 0 || b.Actors[m.actor].Kind == actor.Unnamed {
					note(plain(b.Reports[m.ref.Report].Agency), k)
					for _, v := range b.statement(m.ref).Via {
						note(plain(v), k)
					}
				}
			}
		}
	}
	out := slices.Concat(b.groupsBy[who], b.groupsBy[plain(b.Actors[who].Name)])
	for _, n := range b.Actors[who].Names {
		out = append(out, b.groupsBy[plain(n)]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nearGroup is how near p is to the nearest members of g.
func (b *board) nearGroup(p *Proposition, g *group) float64 {
	best := 0.0
	for _, j := range g.members {
		if o := b.members[j].Proposition; !Opposed(p, o) {
			best = max(best, b.meaning.Near(p, o)*loosely(p, o))
		}
	}
	return best
}

// spokeFor reports whether member j was said by an actor, or by someone unnamed
// who reached the reports through him. Who is named speaks for himself.
func (b *board) spokeFor(j, who int) bool {
	m := b.members[j]
	if m.Stance != statement.Asserts {
		return false
	}
	if m.actor == who {
		return true
	}
	if m.actor >= 0 && b.Actors[m.actor].Kind != actor.Unnamed {
		return false
	}
	return slices.ContainsFunc(b.statement(m.ref).Via, func(v string) bool { return b.isNamed(who, v) }) ||
		b.isNamed(who, b.Reports[m.ref.Report].Agency)
}

func (b *board) statement(r origin.Ref) *statement.Statement {
	return &b.Reports[r.Report].Statements[r.Statement]
}

// isNamed reports whether one of an actor's names is name.
func (b *board) isNamed(who int, name string) bool {
	if name == "" {
		return false
	}
	name = plain(name)
	return plain(b.Actors[who].Name) == name ||
		slices.ContainsFunc(b.Actors[who].Names, func(n string) bool { return plain(n) == name })
}

func plain(s string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "the ")
}

// retract marks the positions whose speaker took them back.
func (b *board) retract(c *Claim, g *group, parts [][]stand) {
	for _, i := range g.taken {
		m := b.members[i]
		for k := range c.Positions {
			p := &c.Positions[k]
			if p.Stance != statement.Asserts || p.Retracted {
				continue
			}
			if slices.ContainsFunc(parts[k], func(s stand) bool { return b.spokeFor(s.member, m.actor) }) {
				p.Retracted = true
				p.Because = append(p.Because, "taken back by "+b.Actors[m.actor].Name)
			}
		}
	}
}
