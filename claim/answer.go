package claim

import "slices"

const (
	// answers is the share of the nearness that makes one claim from which a
	// silence is about a claim. It is above one: a silence is short, and what it is
	// not about is worse than a topic of its own.
	answers = 1.3
	// beside is what it counts that a report which holds the silence holds the
	// claim too.
	beside = 0.05
)

// answer gathers silences that say what they are about by that, over all reports,
// and gives each cluster to the claim that it is nearest to. Those that are near
// to none make groups of their own: nobody took a side on that.
func (b *board) answer(silent []*node) {
	b.cluster(silent)
	to := b.askedAbout(silent)
	var left []*node
	for _, x := range silent {
		k, ok := to[x.cluster]
		if !ok {
			left = append(left, x)
			continue
		}
		for _, i := range x.members {
			b.groups[k].pointed = append(b.groups[k].pointed, pointed{member: i, group: k, at: -1})
		}
	}
	b.group(left)
}

// askedAbout gives the group that each cluster of silences is about, if any.
func (b *board) askedAbout(silent []*node) map[int]int {
	type pair struct{ cluster, group int }
	near, count, met := map[pair]float64{}, map[pair]int{}, map[pair]bool{}
	all := slices.Concat(b.sided, silent)
	for c := range b.candidates(all) {
		if c[0] >= len(b.sided) || c[1] < len(b.sided) {
			continue
		}
		x, y := all[c[1]], all[c[0]]
		if Opposed(x.Proposition, y.Proposition) {
			continue
		}
		k := pair{x.cluster, b.groupOf[y.members[0]]}
		near[k] += b.meaning.Near(x.Proposition, y.Proposition) * loosely(x.Proposition, y.Proposition)
		count[k]++
		met[k] = met[k] || slices.ContainsFunc(x.members, func(i int) bool {
			_, ok := slices.BinarySearch(b.groups[k.group].reports, b.members[i].ref.Report)
			return ok
		})
	}
	to, best := map[int]int{}, map[int]float64{}
	for k, s := range near {
		s /= float64(count[k])
		if met[k] {
			s += beside
		}
		if s < answers*b.at {
			continue
		}
		if old, ok := to[k.cluster]; !ok || s > best[k.cluster] || s == best[k.cluster] && b.groups[k.group].medoid < b.groups[old].medoid {
			to[k.cluster], best[k.cluster] = k.group, s
		}
	}
	return to
}
