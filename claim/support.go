package claim

import "slices"

// support finds weaker claims that fit a stronger one: "it did not come from
// here" fits "it came from there".
func (b *board) support(cs []Claim, groups []*group) {
	for i := range cs {
		x := groups[i]
		if x == nil || x.sign > 0 || len(x.agents) != 1 || len(x.reports) < 2 {
			continue
		}
		if b.stopped() {
			return
		}
		for j := range cs {
			y := groups[j]
			if y == nil || i == j || y.sign < 0 || len(y.reports) < 2 || !disjoint(x.agents, y.agents) || !b.sameThing(x, y) {
				continue
			}
			if !slices.Contains(cs[i].Supports, j) {
				cs[i].Supports = append(cs[i].Supports, j)
			}
		}
	}
}

// sameThing reports whether two groups speak of one thing, apart from the state
// that acts: some of their members are as near as those of one claim.
func (b *board) sameThing(x, y *group) bool {
	n, sum := 0, 0.0
	for _, i := range x.members {
		for _, j := range y.members {
			sum += b.meaning.Near(b.members[i].Proposition, b.members[j].Proposition)
			n++
		}
	}
	return n > 0 && sum/float64(n) >= b.at
}
