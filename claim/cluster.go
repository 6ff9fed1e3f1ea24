package claim

import (
	"container/heap"
	"iter"
	"slices"
	"sort"
)

const (
	// allPairs is the number of different propositions up to which each is
	// compared with each; above it an index names the candidates.
	allPairs = 600
	// postingCap bounds how many propositions one word or one cell leads to, and
	// maxCandidates how many are compared with one: the cost of one more
	// proposition does not grow with their number.
	postingCap, maxCandidates = 48, 64
)

// joinAt is the mean nearness from which two groups are one claim, by vectors
// and words, and by words alone. Chosen on the reports of two real
// and two invented incidents.
const joinAt, joinWordsAt = 0.41, 0.27

// A node is the propositions of all reports that say the same in the same words.
type node struct {
	*Proposition
	members []int
	acts    []int // the utterances that say it, ascending
	cluster int
}

// oneAct is what counts for two propositions being one that somebody said both in
// one act of speaking, in two reports' words.
const oneAct = 0.16

// meets reports whether two nodes come of one utterance.
func (n *node) meets(o *node) bool {
	for i, j := 0, 0; i < len(n.acts) && j < len(o.acts); {
		switch {
		case n.acts[i] < o.acts[j]:
			i++
		case n.acts[i] > o.acts[j]:
			j++
		default:
			return true
		}
	}
	return false
}

// gather makes nodes of the members that are wanted, in an order that does not
// depend on the reports'.
func gather(all []member, wanted func(member) bool) []*node {
	byText := map[string]*node{}
	var out []*node
	for i, m := range all {
		if !wanted(m) {
			continue
		}
		n := byText[m.Text]
		if n == nil {
			n = &node{Proposition: m.Proposition}
			byText[m.Text] = n
			out = append(out, n)
		}
		n.members = append(n.members, i)
		if m.utterance >= 0 {
			n.acts = append(n.acts, m.utterance)
		}
	}
	for _, n := range out {
		slices.Sort(n.acts)
		n.acts = slices.Compact(n.acts)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Text < out[j].Text })
	return out
}

// An edge is a pair of groups that may become one.
type edge struct {
	near float64
	a, b int // a < b
}

type edges []edge

func (e edges) Len() int { return len(e) }
func (e edges) Less(i, j int) bool {
	if e[i].near != e[j].near {
		return e[i].near > e[j].near
	}
	return e[i].a < e[j].a || e[i].a == e[j].a && e[i].b < e[j].b
}
func (e edges) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *edges) Push(x any)   { *e = append(*e, x.(edge)) }
func (e *edges) Pop() any {
	old := *e
	x := old[len(old)-1]
	*e = old[:len(old)-1]
	return x
}

// cluster joins nodes by average linkage: two groups are as near as their members
// on average, where members that were not compared are not near at all, and
// groups with opposed members stay apart. It numbers the groups.
func (b *board) cluster(nodes []*node) {
	n, at := len(nodes), b.at
	pairs, lump := b.pairs(nodes)
	near := make([]map[int]float64, n) // sums over member pairs; a missing pair is 0
	opposed := make([]map[int]bool, n)
	size := make([]int, n)
	parent := make([]int, n)
	h := &edges{}
	for i := range nodes {
		near[i], opposed[i] = map[int]float64{}, map[int]bool{}
		size[i], parent[i] = 1, i
	}
	for _, p := range pairs {
		x, y := int(p.a), int(p.b)
		switch {
		case lump.root(x) != lump.root(y):
			continue // no average of theirs can be near enough
		case p.near == opposites:
			opposed[x][y], opposed[y][x] = true, true
			continue
		}
		near[x][y], near[y][x] = p.near, p.near
		if p.near >= at {
			*h = append(*h, edge{p.near, x, y})
		}
	}
	heap.Init(h)
	for h.Len() > 0 && !b.stopped() {
		e := heap.Pop(h).(edge)
		if parent[e.a] != e.a || parent[e.b] != e.b || opposed[e.a][e.b] ||
			e.near != near[e.a][e.b]/float64(size[e.a]*size[e.b]) {
			continue // an older state of the two groups
		}
		a, b := e.a, e.b
		parent[b] = a
		size[a] += size[b]
		delete(near[a], b)
		delete(near[b], a)
		for k := range opposed[b] {
			opposed[a][k], opposed[k][a] = true, true
			delete(opposed[k], b)
		}
		for k, s := range near[b] {
			near[a][k] += s
			near[k][a] = near[a][k]
			delete(near[k], b)
		}
		for k, s := range near[a] {
			if x := s / float64(size[a]*size[k]); x >= at && !opposed[a][k] {
				heap.Push(h, edge{x, min(a, k), max(a, k)})
			}
		}
		near[b], opposed[b] = nil, nil
	}
	number := map[int]int{}
	for i := range nodes {
		r := i
		for parent[r] != r {
			r = parent[r]
		}
		if _, ok := number[r]; !ok {
			number[r] = len(number)
		}
		nodes[i].cluster = number[r]
	}
}

// A pair of nodes, by number, a before b, and how near they are.
type pair struct {
	a, b int32
	near float64 // or opposites
}

const opposites = -1

// pairs compares the candidates. lump are the nodes that a chain of near ones joins:
// clusters lie within one.
func (b *board) pairs(nodes []*node) (out []pair, lump *union) {
	lump = newUnion(len(nodes))
	for c := range b.candidates(nodes) {
		x, y := nodes[c[0]].Proposition, nodes[c[1]].Proposition
		p := pair{int32(c[0]), int32(c[1]), opposites}
		if !Opposed(x, y) {
			p.near = b.meaning.Near(x, y) * loosely(x, y)
			if nodes[c[0]].meets(nodes[c[1]]) {
				p.near += oneAct
			}
			if p.near >= b.at {
				lump.unite(c[0], c[1])
			}
		}
		out = append(out, p)
	}
	return out, lump
}

// candidates are the pairs of nodes worth comparing, a before b, sorted by b.
func (b *board) candidates(nodes []*node) iter.Seq[[2]int] {
	return func(yield func([2]int) bool) {
		if len(nodes) > allPairs {
			b.found(nodes, yield)
			return
		}
		for b := range nodes {
			for a := range b {
				if !yield([2]int{a, b}) {
					return
				}
			}
		}
	}
}

// found are the pairs that an index finds.
func (b *board) found(nodes []*node, yield func([2]int) bool) {
	postings := map[string][]int32{}
	cells := newCells(nodes)
	for i, n := range nodes {
		if b.stopped() {
			return
		}
		count := map[int32]int{}
		keys := append(n.keys(), cells.of(n.Vector)...)
		for _, k := range keys {
			for _, a := range postings[k] {
				count[a]++
			}
		}
		best := make([]int32, 0, len(count))
		for a := range count {
			best = append(best, a)
		}
		sort.Slice(best, func(i, j int) bool {
			return count[best[i]] > count[best[j]] || count[best[i]] == count[best[j]] && best[i] < best[j]
		})
		for _, a := range best[:min(len(best), maxCandidates)] {
			if !yield([2]int{int(a), i}) {
				return
			}
		}
		for _, k := range keys {
			if p := postings[k]; len(p) < postingCap {
				postings[k] = append(p, int32(i))
			}
		}
	}
}
