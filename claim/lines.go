package claim

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

// repeats finds, for position k, whether it only says again what another
// position says: it points at it, or is a news medium's beside its source's.
func (b *board) repeats(c *Claim, k int, ss []stand, of map[int]int) {
	p := &c.Positions[k]
	if p.Stance != statement.Asserts && p.Stance != statement.Denies {
		return
	}
	for _, s := range ss {
		m := b.members[s.member]
		if s.at >= 0 && m.Stance == statement.Asserts && m.Echoes {
			if o, ok := of[s.at]; ok && o != k && c.Positions[o].Stance == p.Stance {
				p.Repeats = o
				p.Because = append(p.Because, "repeats what "+b.name(c.Positions[o].Utterance)+" said")
				return
			}
		}
		if s.at >= 0 || !m.Echoes {
			continue
		}
		// "backs the president's assessment that …": the other one's words hold.
		best, most := -1, 0
		for o := range c.Positions {
			u := b.Utterances[c.Positions[o].Utterance]
			if o == k || c.Positions[o].Stance != p.Stance || u.Actor < 0 || u.Actor == m.actor || b.side(u.Actor) == b.side(m.actor) {
				continue
			}
			if n := b.cites(m, u.Actor); n > most {
				best, most = o, n
			}
		}
		if best >= 0 {
			p.Repeats = best
			p.Because = append(p.Because, "rests on what "+b.name(c.Positions[best].Utterance)+" said")
			return
		}
	}
}

// cites counts the words of an actor's name among those by which m points.
func (b *board) cites(m member, who int) int {
	n := 0
	for _, w := range strings.Fields(strings.ToLower(b.Actors[who].Name)) {
		if slices.Contains(m.Points, stem(w)) {
			n++
		}
	}
	return n
}

func (b *board) name(utterance int) string {
	if a := b.Utterances[utterance].Actor; a >= 0 {
		return b.Actors[a].Name
	}
	return "an unnamed source"
}

// side is equal for actors that answer to one state or body.
func (b *board) side(who int) string {
	if who < 0 {
		return ""
	}
	a := b.Actors[who]
	switch {
	case a.Side != "":
		return a.Side
	case a.Of >= 0:
		return fmt.Sprint("#", a.Of)
	case a.Kind == actor.Unnamed:
		return nationality(a.Name)
	}
	return fmt.Sprint("#", who)
}

// isState tells the code of a state from the number of a body.
func isState(side string) bool { return len(side) == 2 && side[0] != '#' }

// nationality is the state that a description names first: "Polish experts".
func nationality(description string) string {
	d := text.Analyze(description)
	for _, m := range actor.Mentions(d, "", 0, len(d.Tokens)) {
		if len(m.Code) == 2 {
			return m.Code
		}
	}
	return ""
}

// A voice is what lines are made of: a position with what tells whether it is
// independent.
type voice struct {
	position int
	actor    int
	side     string
	named    bool
	medium   bool
	thing    bool // the source is no person: "findings"
	evidence []string
}

func (b *board) voice(c *Claim, k int, ss []stand) voice {
	v := voice{position: k, actor: b.Utterances[c.Positions[k].Utterance].Actor}
	v.side = b.side(v.actor)
	if v.actor >= 0 {
		a := b.Actors[v.actor]
		v.named = a.Kind != actor.Unnamed
		v.medium = b.isMedium(v.actor)
		v.thing = !v.named && calls(a.Name, source)
	}
	for _, s := range ss {
		for _, e := range b.statement(b.members[s.member].ref).Evidence {
			if e.Kind != "none" && e.Kind != "unspecified" && !slices.Contains(v.evidence, e.Kind) {
				v.evidence = append(v.evidence, e.Kind)
			}
		}
	}
	sort.Strings(v.evidence)
	return v
}

// isMedium reports whether an actor is an agency, a paper or a broadcaster.
func (b *board) isMedium(who int) bool {
	if b.media == nil {
		b.media, b.publishers = map[int]bool{}, map[string]bool{}
		for _, r := range b.Reports {
			for _, name := range []string{r.Outlet, r.Agency} {
				if name != "" {
					b.publishers[plain(name)] = true
				}
			}
		}
	}
	m, ok := b.media[who]
	if !ok {
		a := b.Actors[who]
		m = a.Kind == actor.Organisation && a.Side == "" && statement.IsOutlet(a.Name) ||
			a.Kind != actor.Person && len(a.Side) != 2 && calls(a.Name, medium)
		m = m || a.Kind == actor.Organisation &&
			(b.publishers[plain(a.Name)] || slices.ContainsFunc(a.Names, func(n string) bool { return b.publishers[plain(n)] }))
		b.media[who] = m
	}
	return m
}

// calls reports whether a name or description has a word of a class, in any
// language.
func calls(name string, c class) bool {
	words := strings.Fields(strings.ToLower(name))
	for _, l := range lexicons {
		if slices.ContainsFunc(words, func(w string) bool { return l.of(w)&c != 0 }) {
			return true
		}
	}
	return false
}

// lines collapses the positions of each stance into independent lines.
func (b *board) lines(c *Claim, parts [][]stand) {
	byStance := map[statement.Stance][]voice{}
	var stances []statement.Stance
	for k := range c.Positions {
		s := c.Positions[k].Stance
		if byStance[s] == nil {
			stances = append(stances, s)
		}
		byStance[s] = append(byStance[s], b.voice(c, k, parts[k]))
	}
	slices.Sort(stances)
	for _, s := range stances {
		c.Independent[s] = 0
		for _, l := range b.collapse(c, byStance[s]) {
			l.Stance = s
			c.Lines = append(c.Lines, l)
			if !l.Retracted {
				c.Independent[s]++
			}
		}
	}
}

// collapse joins voices of one stance that are not independent of each other.
func (b *board) collapse(c *Claim, vs []voice) []Line {
	u := newUnion(len(vs))
	at := map[int]int{}
	for i, v := range vs {
		at[v.position] = i
	}
	for i, v := range vs {
		if r := c.Positions[v.position].Repeats; r >= 0 {
			u.join(i, at[r], c.Positions[v.position].Because[0])
		}
		for j, w := range vs[:i] {
			// One that rests on another's words brings nobody of its state along.
			if (c.Positions[v.position].Repeats >= 0 || c.Positions[w.position].Repeats >= 0) && isState(v.side) && v.actor != w.actor {
				continue
			}
			if why := b.oneVoice(v, w); why != "" {
				u.join(i, j, why)
			}
		}
	}
	for i, v := range vs {
		b.joinWeak(c, vs, u, i, v)
	}
	return b.linesOf(c, vs, u)
}

// oneVoice says why two voices are one line, "" where they are not.
func (b *board) oneVoice(v, w voice) string {
	switch {
	case v.actor >= 0 && v.actor == w.actor:
		return "the same speaker, " + b.Actors[v.actor].Name
	case v.side == "" || v.side != w.side || v.medium != w.medium:
		return ""
	case disjoint(v.evidence, w.evidence):
		return ""
	case isState(v.side):
		return b.Actors[v.actor].Name + " and " + b.Actors[w.actor].Name + " answer to one state and show no separate evidence"
	}
	return b.Actors[v.actor].Name + " and " + b.Actors[w.actor].Name + " speak for one body"
}

// joinWeak joins a voice that cannot be shown to be one of its own: a medium
// that names no source, a source that is no person, someone unnamed whom nothing
// tells apart.
func (b *board) joinWeak(c *Claim, vs []voice, u *union, i int, v voice) {
	why := ""
	switch {
	case v.medium && len(v.evidence) == 0:
		why = b.Actors[v.actor].Name + " is a news medium and shows no evidence of its own"
	case v.actor < 0 || v.thing:
		why = "the source is not named and may be the same"
	case !v.named && v.side == "" && len(v.evidence) == 0:
		why = b.Actors[v.actor].Name + ": not named, and nothing tells this source from the other"
	default:
		return
	}
	for j, w := range vs {
		if u.root(j) == u.root(i) && !weak(w) {
			return // it has joined somebody already
		}
	}
	anyone := v.medium || v.actor < 0 || v.thing
	reports := c.Positions[v.position].Reports
	for _, together := range []bool{true, false} {
		if together && !anyone {
			continue // two people in one report are two
		}
		for j, w := range vs {
			if j == i || u.root(j) == u.root(i) || meet(reports, c.Positions[w.position].Reports) != together {
				continue
			}
			if anyone && !w.medium || !w.named && w.side == "" && !u.clash(c, vs, i, j) {
				u.join(i, j, why)
				return
			}
		}
	}
	if !v.medium {
		return
	}
	for j, w := range vs {
		if j != i && w.medium && len(w.evidence) == 0 {
			u.join(i, j, why)
			return
		}
	}
}

// weak reports whether a voice cannot be shown to be a line of its own.
func weak(v voice) bool {
	return v.actor < 0 || v.thing || len(v.evidence) == 0 && (v.medium || !v.named && v.side == "")
}

func meet(a, b []int) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// linesOf makes lines of what was joined, most reports first.
func (b *board) linesOf(c *Claim, vs []voice, u *union) []Line {
	var out []Line
	at := map[int]int{}
	for i, v := range vs {
		k, ok := at[u.root(i)]
		if !ok {
			k = len(out)
			at[u.root(i)] = k
			out = append(out, Line{Retracted: true, Because: u.why[u.root(i)]})
		}
		l := &out[k]
		p := c.Positions[v.position]
		l.Positions = append(l.Positions, v.position)
		l.Reports = append(l.Reports, p.Reports...)
		l.Basis = append(l.Basis, v.evidence...)
		l.Retracted = l.Retracted && p.Retracted
		if p.Retracted {
			l.Because = append(l.Because, p.Because[len(p.Because)-1])
		}
	}
	for i := range out {
		l := &out[i]
		slices.Sort(l.Reports)
		l.Reports = slices.Compact(l.Reports)
		slices.Sort(l.Basis)
		if l.Basis = slices.Compact(l.Basis); len(l.Basis) == 0 {
			l.Basis = []string{"none"}
		}
		if n := len(l.Reports); n > 1 {
			l.Because = append([]string{fmt.Sprintf("%s, in %d reports", occasions(len(l.Positions)), n)}, l.Because...)
		}
		l.Because = once(l.Because)
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i].Reports) > len(out[j].Reports) })
	return out
}

func occasions(n int) string {
	if n == 1 {
		return "one utterance"
	}
	return fmt.Sprintf("%d utterances", n)
}

func once(s []string) []string {
	var out []string
	for _, x := range s {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
