package claim

import (
	"slices"

	"github.com/onrecord/onrecord/statement"
)

// adopt is the share of the nearness that makes one claim at which a group of
// denials goes to the claim that it is nearest to in one wording. A denial is of something
// that somebody says, and seldom repeats it in full: "its forces had struck the
// port" denies "a drone struck the store in the port before dawn, and three died".
const adopt = 0.85

// adoptDenials gives each cluster that only denies to the nearest one that asserts.
// It returns the number of clusters, numbered afresh in the order of their nodes.
func (b *board) adoptDenials(nodes []*node) int {
	asserted := map[int]bool{}
	for _, x := range nodes {
		if !b.onlyDenies(x) {
			asserted[x.cluster] = true
		}
	}
	type side struct{ denying, asserting int }
	near := map[side]float64{} // of the two nodes that are nearest
	for c := range b.candidates(nodes) {
		x, y := nodes[c[0]], nodes[c[1]]
		if asserted[x.cluster] == asserted[y.cluster] {
			continue
		}
		if asserted[x.cluster] {
			x, y = y, x
		}
		k := side{x.cluster, y.cluster}
		near[k] = max(near[k], b.meaning.Near(x.Proposition, y.Proposition)*loosely(x.Proposition, y.Proposition))
	}
	to, best := map[int]int{}, map[int]float64{}
	for k, s := range near {
		if s < adopt*b.at {
			continue
		}
		if old, ok := to[k.denying]; !ok || s > best[k.denying] || s == best[k.denying] && k.asserting < old {
			to[k.denying], best[k.denying] = k.asserting, s
		}
	}
	number := map[int]int{}
	for _, x := range nodes {
		k := x.cluster
		if other, ok := to[k]; ok {
			k = other
		}
		if _, ok := number[k]; !ok {
			number[k] = len(number)
		}
		x.cluster = number[k]
	}
	return len(number)
}

// onlyDenies reports whether all who say x deny it, and x is put as what they deny.
func (b *board) onlyDenies(x *node) bool {
	return !x.Negated && !slices.ContainsFunc(x.members, func(i int) bool { return b.members[i].Stance != statement.Denies })
}
