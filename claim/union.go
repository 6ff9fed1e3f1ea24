package claim

// A union joins voices and keeps why.
type union struct {
	parent []int
	why    map[int][]string // by root
}

func newUnion(n int) *union {
	u := &union{parent: make([]int, n), why: map[int][]string{}}
	for i := range u.parent {
		u.parent[i] = i
	}
	return u
}

func (u *union) root(i int) int {
	for u.parent[i] != i {
		u.parent[i] = u.parent[u.parent[i]] // halves the path, so that long chains stay cheap
		i = u.parent[i]
	}
	return i
}

// join makes i and j one, because of why; what is one already needs no reason.
func (u *union) join(i, j int, why string) {
	a, b := u.root(i), u.root(j)
	if a == b {
		return
	}
	a, b = min(a, b), max(a, b)
	u.parent[b] = a
	u.why[a] = append(append(u.why[a], u.why[b]...), why)
	delete(u.why, b)
}

// unite makes i and j one without a reason.
func (u *union) unite(i, j int) {
	a, b := u.root(i), u.root(j)
	u.parent[max(a, b)] = min(a, b)
}

// clash reports whether the lines of i and j have two different unnamed speakers
// in one report: a report that names two sources has two.
func (u *union) clash(c *Claim, vs []voice, i, j int) bool {
	var left, right []int
	for k := range vs {
		switch u.root(k) {
		case u.root(i):
			left = append(left, k)
		case u.root(j):
			right = append(right, k)
		}
	}
	for _, x := range left {
		for _, y := range right {
			if vs[x].actor != vs[y].actor && meet(c.Positions[vs[x].position].Reports, c.Positions[vs[y].position].Reports) {
				return true
			}
		}
	}
	return false
}
