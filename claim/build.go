package claim

import (
	"context"
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
	ctx        context.Context // of the call; the long loops end with it
	members    []member        // by report and place
	titles     []*Proposition  // of each report, nil for none
	media      map[int]bool    // actors that are news media
	publishers map[string]bool // the plain names of all outlets and agencies
	meaning    Meaning
	at         float64 // nearness of one claim
	sided      []*node // what takes sides
	groups     []*group
	groupOf    []int         // of each member, -1 for none
	groupsBy   map[any][]int // see heard
}

// A group is the members that take a stance on one proposition, whichever.
type group struct {
	members []int
	signs   map[int]int // of each member: the side that it takes
	sign    int         // what its claim says
	agents  []string    // states that act in at least half of those that name one
	reports []int       // ascending
	mirror  bool        // a claim of its own states the opposite
	medoid  string
	against string // the readable sentence of the mirror
	pointed []pointed
	taken   []int // members that take the claim back
}

// pointed is a member that takes a stance on a group, or on its mirror, by
// pointing at it.
type pointed struct {
	member   int
	group    int
	at       int // the member it points at, -1 for the group at large
	mirrored bool
	agrees   bool // it says what the member that it points at says
}

// Build says what the statements of all reports take a stance on. Once ctx is done
// it soon gives its error.
func Build(ctx context.Context, in Input) ([]Claim, error) {
	b := &board{Input: in, ctx: ctx}
	for _, step := range []func(){b.collect, b.form, b.attach, b.takeBack} {
		if step(); b.stopped() {
			return nil, ctx.Err()
		}
	}
	out := b.claims()
	return out, ctx.Err()
}

// stopped reports whether nobody waits for the result any more.
func (b *board) stopped() bool { return b.ctx.Err() != nil }

// collect lists the propositions of all reports with who says them when.
func (b *board) collect() {
	utterance := map[origin.Ref]int{}
	for u := range b.Utterances {
		for _, r := range b.Utterances[u].Statements {
			utterance[r] = u
		}
	}
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
			b.members = append(b.members, m)
		}
	}
}

// form gathers the members that take a side into groups.
func (b *board) form() {
	nodes := gather(b.members, func(m member) bool { return !m.Vague && takesSides(m.Stance) })
	b.sided = nodes
	ps := make([]*Proposition, len(nodes))
	b.at = joinWordsAt
	for i, n := range nodes {
		ps[i] = n.Proposition
		if len(n.Vector) > 0 {
			b.at = joinAt
		}
	}
	if b.meaning = b.Meaning; b.meaning == nil {
		b.meaning = NewWords(ps)
	}
	b.groupOf = make([]int, len(b.members))
	for i := range b.groupOf {
		b.groupOf[i] = -1
	}
	b.group(nodes)
}

// group makes groups of nodes and settles what each claims.
func (b *board) group(nodes []*node) {
	first := len(b.groups)
	b.cluster(nodes)
	n := b.adoptDenials(nodes)
	of := make([][]*node, n)
	for range n {
		b.groups = append(b.groups, &group{})
	}
	for _, x := range nodes {
		k := first + x.cluster
		of[x.cluster] = append(of[x.cluster], x)
		for _, i := range x.members {
			b.groups[k].members = append(b.groups[k].members, i)
			b.groupOf[i] = k
		}
	}
	for k, g := range b.groups[first:] {
		if b.stopped() {
			return
		}
		sort.Ints(g.members)
		b.settle(g, of[k])
	}
}

// settle says which way a group's claim is put, and in which words.
func (b *board) settle(g *group, nodes []*node) {
	acting, with := map[string]int{}, 0
	for _, i := range g.members {
		x := b.members[i]
		g.reports = append(g.reports, x.ref.Report)
		for _, a := range x.Agents {
			acting[a]++
		}
		with += min(1, len(x.Agents))
	}
	for a, n := range acting {
		if 2*n >= with {
			g.agents = append(g.agents, a)
		}
	}
	slices.Sort(g.reports)
	g.reports = slices.Compact(g.reports)
	slices.Sort(g.agents)
	explicit := b.sides(g)
	g.medoid = b.readable(g, nodes, g.sign, true)
	g.against = b.readable(g, nodes, -g.sign, false)
	// Where some say in so many words that it is not so, that is a claim too.
	g.mirror = g.sign > 0 && explicit && g.against != ""
}

// contraryAt is how near an assertion must be to one that says the opposite to
// be its denial: words of negation alone are too weak a sign. Chosen with joinAt.
const contraryAt = 0.4

// sides settles for each member which side it takes, and for the group which of
// the two its claim is. It reports whether some deny it in so many words.
func (b *board) sides(g *group) (explicit bool) {
	votes := map[int]map[int]bool{1: {}, -1: {}} // reports that assert, by sign
	type voice struct{ actor, sign int }
	by := map[voice]int{}
	g.signs = map[int]int{}
	for _, i := range g.members {
		x := b.members[i]
		g.signs[i] = x.sign()
		if x.Stance == statement.Asserts {
			votes[x.sign()][x.ref.Report] = true
			by[voice{x.actor, x.sign()}]++
		}
		explicit = explicit || x.Stance == statement.Denies && x.Negated && !x.Inner
	}
	g.sign = 1
	if len(votes[-1]) > len(votes[1]) || len(votes[1]) == 0 && len(votes[-1]) == 0 && explicit {
		g.sign = -1 // where there are only denials, the claim is what they say
	}
	for _, i := range g.members {
		x := b.members[i]
		if x.Stance != statement.Asserts || g.signs[i] == g.sign {
			continue
		}
		// One speaker does not contradict himself, and what is not near does not
		// contradict at all.
		if by[voice{x.actor, g.sign}] > 0 && x.actor >= 0 || !b.contrary(g, i) {
			g.signs[i] = g.sign
		} else {
			explicit = explicit || x.Negated
		}
	}
	return explicit
}

func (b *board) contrary(g *group, i int) bool {
	x := b.members[i]
	if x.actor < 0 || b.side(x.actor) == "" {
		return false // nobody knows whose side that is
	}
	return slices.ContainsFunc(g.members, func(j int) bool {
		y := b.members[j]
		return y.Stance == statement.Asserts && y.sign() == g.sign && y.actor != x.actor &&
			b.meaning.Near(x.Proposition, y.Proposition)*loosely(x.Proposition, y.Proposition) >= contraryAt
	})
}

// claims makes the claims of the groups, most positions first.
func (b *board) claims() []Claim {
	var out []Claim
	var of []*group // of each claim; nil for a mirror
	for _, g := range b.groups {
		if b.stopped() {
			return nil
		}
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
