package claim

import (
	"container/heap"
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
// and words, and by words alone. Chosen on the reports of two incidents.
const joinAt, joinWordsAt = 0.36, 0.27

// A node is the propositions of all reports that say the same in the same words.
type node struct {
	*Proposition
	members []int
	cluster int
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
// groups with opposed members stay apart. It numbers the groups and returns how
// many there are.
func cluster(nodes []*node, m Meaning, at float64) int {
	n := len(nodes)
	near := make([]map[int]float64, n) // sums over member pairs; a missing pair is 0
	opposed := make([]map[int]bool, n)
	size := make([]int, n)
	parent := make([]int, n)
	h := &edges{}
	for i := range nodes {
		near[i], opposed[i] = map[int]float64{}, map[int]bool{}
		size[i], parent[i] = 1, i
	}
	for _, c := range candidates(nodes) {
		a, b := nodes[c[0]].Proposition, nodes[c[1]].Proposition
		if Opposed(a, b) {
			opposed[c[0]][c[1]], opposed[c[1]][c[0]] = true, true
			continue
		}
		s := m.Near(a, b) * loosely(a, b)
		near[c[0]][c[1]], near[c[1]][c[0]] = s, s
		if s >= at {
			heap.Push(h, edge{s, c[0], c[1]})
		}
	}
	for h.Len() > 0 {
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
	return len(number)
}

// candidates are the pairs of nodes worth comparing, a before b, sorted.
func candidates(nodes []*node) [][2]int {
	var out [][2]int
	if len(nodes) <= allPairs {
		for b := range nodes {
			for a := range b {
				out = append(out, [2]int{a, b})
			}
		}
		return out
	}
	postings := map[string][]int32{}
	cells := newCells(nodes)
	for b, n := range nodes {
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
			out = append(out, [2]int{int(a), b})
		}
		for _, k := range keys {
			if p := postings[k]; len(p) < postingCap {
				postings[k] = append(p, int32(b))
			}
		}
	}
	return out
}
