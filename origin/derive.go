package origin

import "sort"

// Derive says for each report what it derives from.
func Derive(rs []*Report) [][]Derivation {
	order := inOrder(rs)
	sorted := make([]*Report, len(rs))
	for i, k := range order {
		sorted[i] = rs[k]
	}
	out := make([][]Derivation, len(rs))
	for _, p := range copies(sorted) {
		out[order[p.b]] = append(out[order[p.b]], Derivation{From: order[p.a], Relation: p.relation(), Shared: p.shared, Because: []string{p.because()}})
	}
	return out
}

// inOrder gives the indices of rs by publication, unknown days last, then Key.
func inOrder(rs []*Report) []int {
	order := make([]int, len(rs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, b := rs[order[i]], rs[order[j]]
		if x, y := a.Published.From, b.Published.From; x != y {
			return y == "" || x != "" && x < y
		}
		return a.Key < b.Key
	})
	return order
}
