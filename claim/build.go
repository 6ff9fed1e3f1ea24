package claim

import (
	"slices"
	"sort"

	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// A member is a proposition in its report.
type member struct {
	*Proposition
	ref       origin.Ref
	actor     int // -1 for none
	utterance int // -1 for none
}

// sign is +1 for one that says so, -1 for one that says not so.
func (m member) sign() int {
	negated := m.Negated
	if m.Stance == statement.Denies {
		negated = !m.Inner || !m.Negated
	}
	if negated {
		return -1
	}
	return 1
}

// takesSides reports whether a stance says that something is, or is not, so.
func takesSides(s statement.Stance) bool { return s == statement.Asserts || s == statement.Denies }

// A board is the work of one Build.
type board struct {
	Input
	members []member // by report and place
	byPlace map[origin.Ref][]int
	titles  []*Proposition // of each report, nil for none
	media   map[int]bool   // actors that are news media
	meaning Meaning
	at      float64 // nearness of one claim
	groups  []*group
	groupOf []int // of each member, -1 for none
}

// A group is the members that take a stance on one proposition, whichever.
type group struct {
	members []int
	sign    int // what its claim says
	agents  []string
	reports []int // ascending
	mirror  bool  // a claim of its own states the opposite
	medoid  string
	against string // the readable sentence of the mirror
	pointed []pointed
	taken   []int // members that take the claim back
}

// pointed is a member that takes a stance on a group, or on its mirror, by
// pointing at it.
type pointed struct {
	member   int
	at       int // the member it points at, -1 for the group at large
	mirrored bool
}

// Build says what the statements of all reports take a stance on.
func Build(in Input) []Claim {
	b := &board{Input: in}
	b.collect()
	b.form()
	b.attach()
	b.takeBack()
	return b.claims()
}

// collect lists the propositions of all reports with who says them when.
func (b *board) collect() {
	utterance := map[origin.Ref]int{}
	for u := range b.Utterances {
		for _, r := range b.Utterances[u].Statements {
			utterance[r] = u
		}
	}
	b.byPlace = map[origin.Ref][]int{}
	for i, r := range b.Reports {
		var ps []Proposition
		if b.Propositions != nil {
			ps = b.Propositions[i]
		} else {
			ps = Read(r)
		}
		b.titles = append(b.titles, nil)
		for k := range ps {
			if ps[k].Statement < 0 {
				b.titles[i] = &ps[k]
				continue
			}
			m := member{Proposition: &ps[k], ref: origin.Ref{Report: i, Statement: ps[k].Statement}, actor: r.Actors[ps[k].Statement], utterance: -1}
			if u, ok := utterance[m.ref]; ok {
				m.utterance = u
			}
			b.byPlace[m.ref] = append(b.byPlace[m.ref], len(b.members))
			b.members = append(b.members, m)
		}
	}
}

// form gathers the members that say something into groups. A group in which
// nobody takes a side is none: its members point at what others say.
func (b *board) form() {
	nodes := gather(b.members)
	ps := make([]*Proposition, len(nodes))
	at := joinWordsAt
	for i, n := range nodes {
		ps[i] = n.Proposition
		if len(n.Vector) > 0 {
			at = joinAt
		}
	}
	if b.meaning = b.Meaning; b.meaning == nil {
		b.meaning = NewWords(ps)
	}
	b.at = at
	groups := make([]*group, cluster(nodes, b.meaning, at))
	b.groupOf = make([]int, len(b.members))
	for i := range b.groupOf {
		b.groupOf[i] = -1
	}
	index := map[origin.Ref]map[*Proposition]int{}
	for i, m := range b.members {
		if index[m.ref] == nil {
			index[m.ref] = map[*Proposition]int{}
		}
		index[m.ref][m.Proposition] = i
	}
	texts := make([][]*node, len(groups))
	for _, n := range nodes {
		if groups[n.cluster] == nil {
			groups[n.cluster] = &group{}
		}
		texts[n.cluster] = append(texts[n.cluster], n)
		for _, m := range n.members {
			groups[n.cluster].members = append(groups[n.cluster].members, index[m.ref][m.Proposition])
		}
	}
	for k, g := range groups {
		sort.Ints(g.members)
		if !slices.ContainsFunc(g.members, func(i int) bool { return takesSides(b.members[i].Stance) }) {
			continue
		}
		b.settle(g, texts[k], b.meaning)
		for _, i := range g.members {
			b.groupOf[i] = len(b.groups)
		}
		b.groups = append(b.groups, g)
	}
}

// settle says which way a group's claim is put, and in which words.
func (b *board) settle(g *group, nodes []*node, m Meaning) {
	votes := map[int]map[int]bool{1: {}, -1: {}}   // reports that assert, by sign
	denials := map[int]map[int]bool{1: {}, -1: {}} // the same with denials
	for _, i := range g.members {
		x := b.members[i]
		g.reports = append(g.reports, x.ref.Report)
		for _, a := range x.Agents {
			if !slices.Contains(g.agents, a) {
				g.agents = append(g.agents, a)
			}
		}
		if x.Stance == statement.Asserts {
			votes[x.sign()][x.ref.Report] = true
		}
		if takesSides(x.Stance) {
			denials[x.sign()][x.ref.Report] = true
		}
	}
	slices.Sort(g.reports)
	g.reports = slices.Compact(g.reports)
	slices.Sort(g.agents)
	g.sign = 1
	explicit := slices.ContainsFunc(g.members, func(i int) bool { return b.members[i].Negated && b.members[i].sign() < 0 })
	switch {
	case len(votes[-1]) > len(votes[1]):
		g.sign = -1
	case len(votes[1]) == 0 && len(votes[-1]) == 0 && explicit:
		g.sign = -1 // only denials: the claim is what they say
	}
	g.medoid = readable(nodes, m, g.sign, true)
	g.against = readable(nodes, m, -g.sign, false)
	// Where some say in so many words that it is not so, that is a claim too.
	g.mirror = g.sign > 0 && explicit && g.against != "" && len(denials[-1]) > 0
}

// claims makes the claims of the groups, most positions first.
func (b *board) claims() []Claim {
	var out []Claim
	var of []*group // of each claim; nil for a mirror
	for _, g := range b.groups {
		c := b.claim(g, false)
		if len(c.Positions) == 0 {
			continue
		}
		home := len(out)
		out, of = append(out, c), append(of, g)
		if g.mirror {
			if m := b.claim(g, true); len(m.Positions) > 0 {
				m.Mirrors = home
				out, of = append(out, m), append(of, nil)
			}
		}
	}
	b.support(out, of)
	return inOrder(out)
}

// inOrder sorts claims by positions, reports and text, and renumbers what they
// say of each other.
func inOrder(cs []Claim) []Claim {
	order := make([]int, len(cs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, b := &cs[order[i]], &cs[order[j]]
		if len(a.Positions) != len(b.Positions) {
			return len(a.Positions) > len(b.Positions)
		}
		if len(a.Statements) != len(b.Statements) {
			return len(a.Statements) > len(b.Statements)
		}
		return a.Text < b.Text
	})
	place := make([]int, len(cs))
	for i, k := range order {
		place[k] = i
	}
	out := make([]Claim, len(cs))
	for i, k := range order {
		out[i] = cs[k]
		if out[i].Mirrors >= 0 {
			out[i].Mirrors = place[out[i].Mirrors]
		}
		for j, s := range out[i].Supports {
			out[i].Supports[j] = place[s]
		}
		slices.Sort(out[i].Supports)
	}
	return out
}
