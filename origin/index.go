package origin

import (
	"cmp"
	"slices"
)

const (
	// passageCap bounds how many reports one fingerprint leads to: the first in
	// rank. A report that copies one of a thousand copies shares it with the first
	// of them too. It keeps the cost of one more report independent of how many
	// there are.
	passageCap = 16
	// nameCap is the same for pairs of names, which whole days of news share.
	nameCap = 48
	// maxCandidates are judged with each report, those with most in common first.
	maxCandidates = 12
	// maxParents are kept of those that a report shares text with; maxAncestors
	// are looked at to see which of them are one family.
	maxParents, maxAncestors = 5, 64
	// citedNames is the share of the names of the one that has fewer from which a report of a cited
	// outlet is taken to be the one that is cited.
	citedNames = 0.5
	// minPassages fingerprints, or minNames pairs of names, make a candidate.
	minPassages, minNames = 2, 1
)

// An Index finds what reports derive from, one by one. Its results depend only on
// which reports it holds, not on the order in which they came: each report is
// judged against those before it in rank (day, agency, time, Key), and a report
// that comes late is set in its place. A report published after all others costs
// its own comparison; one that comes late costs that of the reports behind it
// that share passages with it, too. The zero Index is empty and ready.
//
// It keeps a digest of each report, some 6 kB beside the vectors, and not the
// report. It is not safe for concurrent use.
type Index struct {
	docs     []*digest
	passages postings            // by runs of words
	names    postings            // by pairs of names and numbers
	outlets  map[string][]int32  // the reports of each, by number
	heard    map[string][]string // outlets by the sound of their names
	links    [][]link            // parallel to docs
	desk     desk
}

// A desk is what the judgement of one report needs room for: each worker has one.
type desk struct {
	common []uint16 // per report, 0 but within candidates
	one    [1]int32
}

// A link is one derivation of a report from another.
type link struct {
	from     int
	relation Relation
	shared   float64
	because  []string
	more     bool // accounts for words that the links before it do not
}

// Len is the number of reports in the index.
func (x *Index) Len() int { return len(x.docs) }

// Add puts a report into the index and returns its number, counted from 0. changed
// are the earlier ones whose derivations may now differ, in ascending order.
func (x *Index) Add(r *Report) (n int, changed []int) { return x.add(r.ready().digest) }

func (x *Index) add(d *digest) (n int, changed []int) {
	n, late := x.enter(d)
	x.links[n] = x.judge(n, &x.desk)
	for i := range late {
		changed = append(changed, int(i))
	}
	slices.Sort(changed)
	for _, i := range changed {
		x.links[i] = x.judge(i, &x.desk)
	}
	return n, changed
}

// enter puts a report into the index without a look at what it derives from. late
// are the reports behind it that are to be judged anew.
func (x *Index) enter(d *digest) (n int, late map[int32]bool) {
	n = len(x.docs)
	x.docs = append(x.docs, d)
	x.links = append(x.links, nil)
	if x.outlets == nil {
		x.outlets, x.heard = map[string][]int32{}, map[string][]string{}
		x.passages = postings{at: map[uint32]int32{}, first: passageCap, candidates: minPassages}
		x.names = postings{at: map[uint32]int32{}, first: nameCap, candidates: minNames}
	}
	if d.outlet != "" {
		if k := soundOf(d.outlet); k != "" && len(x.outlets[d.outlet]) == 0 {
			x.heard[k] = append(x.heard[k], d.outlet)
		}
		l := x.outlets[d.outlet]
		x.outlets[d.outlet] = slices.Insert(l, x.place(l, d.rank), int32(n))
	}
	late = map[int32]bool{}
	x.put(&x.passages, d.prints(), n, late)
	x.put(&x.names, d.keys(), n, late)
	return n, late
}

// put enters report n under its keys and notes the reports behind it that may
// have found another in its place.
func (x *Index) put(p *postings, keys []uint32, n int, late map[int32]bool) {
	for _, k := range keys {
		l := p.get(k, &x.desk.one)
		at := x.place(l, x.docs[n].rank)
		if at < p.first {
			for _, i := range l[at:] {
				late[i] = true
			}
		}
		p.insert(k, at, int32(n))
	}
}

// place is where a report of that rank stands in a list in rank, behind its equals.
func (x *Index) place(l []int32, r rank) int {
	if n := len(l); n == 0 || x.docs[l[n-1]].rank.compare(r) <= 0 {
		return n // most come last
	}
	at, _ := slices.BinarySearchFunc(l, r, func(i int32, r rank) int {
		if x.docs[i].rank.compare(r) <= 0 {
			return -1
		}
		return 1
	})
	return at
}

// Derivations are what report n derives from. From counts as Add does.
func (x *Index) Derivations(n int) []Derivation {
	var out []Derivation
	family := map[int]bool{}
	for _, l := range x.links[n] {
		before := x.ancestors(l.from)
		if !l.more && slices.ContainsFunc(before, func(i int) bool { return family[i] }) {
			continue // it comes from a text that is accounted for
		}
		for _, i := range before {
			family[i] = true
		}
		out = append(out, Derivation{From: l.from, Relation: l.relation, Shared: l.shared, Because: l.because})
	}
	seen := map[string]bool{x.docs[n].outlet: true}
	for _, d := range x.docs[n].own {
		d.Name = x.spelt(d.Name)
		seen[d.Name] = true
		out = append(out, x.cited(n, d))
	}
	for _, d := range x.docs[n].maybe {
		d.Name = x.spelt(d.Name)
		if len(x.outlets[d.Name]) > 0 && !seen[d.Name] {
			seen[d.Name] = true
			out = append(out, x.cited(n, d))
		}
	}
	return out
}

// spelt is the name by which the index knows an outlet that a report in another
// language writes as that does: the one whose name sounds so, where it is one.
func (x *Index) spelt(name string) string {
	if len(x.outlets[name]) > 0 {
		return name
	}
	if all := x.heard[soundOf(name)]; len(all) == 1 {
		return all[0]
	}
	return name
}

// cited is a citation with the report that it cites, where the index holds one of
// that outlet, from before n, that tells of the same names.
func (x *Index) cited(n int, d Derivation) Derivation {
	if d.Relation != Cites {
		return d
	}
	best, like := -1, 0.0
	list := x.outlets[d.Name]
	for _, i := range list[max(0, len(list)-maxAncestors):] {
		if x.docs[i].rank.compare(x.docs[n].rank) >= 0 {
			continue
		}
		v := within(x.docs[i].names, x.docs[n].names)
		if v < citedNames || best >= 0 && (v < like || v == like && x.docs[i].rank.compare(x.docs[best].rank) >= 0) {
			continue
		}
		best, like = int(i), v
	}
	if best >= 0 {
		d.From, d.Name = best, ""
	}
	return d
}

// ancestors are the reports that report n goes back to, and n itself.
func (x *Index) ancestors(n int) []int {
	out := []int{n}
	for k := 0; k < len(out) && len(out) < maxAncestors; k++ {
		for _, l := range x.links[out[k]] {
			if !slices.Contains(out, l.from) {
				out = append(out, l.from)
			}
		}
	}
	return out
}

// judge sets report n beside its candidates.
func (x *Index) judge(n int, t *desk) []link {
	var found []comparison
	seen := map[int]bool{}
	for _, list := range [][]int{x.candidates(t, &x.passages, x.docs[n].prints(), n), x.candidates(t, &x.names, x.docs[n].keys(), n)} {
		for _, a := range list {
			if seen[a] {
				continue
			}
			seen[a] = true
			if c, ok := compare(x.docs[a], x.docs[n]); ok {
				c.from = a
				found = append(found, c)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b comparison) int {
		return cmp.Or(cmp.Compare(b.strength, a.strength), x.docs[a.from].rank.compare(x.docs[b.from].rank))
	})
	return parents(found)
}

// candidates give the reports before n that share most keys with it, most first.
func (x *Index) candidates(t *desk, p *postings, keys []uint32, n int) []int {
	if len(t.common) < len(x.docs) {
		t.common = append(t.common, make([]uint16, 2*len(x.docs)-len(t.common))...)
	}
	var met []int32
	for _, k := range keys {
		l := p.get(k, &t.one)
		for _, a := range l[:min(len(l), p.first)] {
			if int(a) == n {
				break // the rest comes after n
			}
			if t.common[a] == 0 {
				met = append(met, a)
			}
			t.common[a]++
		}
	}
	before := func(i, j int) int {
		if c := cmp.Compare(t.common[j], t.common[i]); c != 0 {
			return c // mostly: ranks lie far apart in memory
		}
		return cmp.Or(x.docs[i].rank.compare(x.docs[j].rank), cmp.Compare(i, j))
	}
	var out []int // sorted, the best so far
	for _, a := range met {
		if int(t.common[a]) < p.candidates || len(out) == maxCandidates && before(int(a), out[len(out)-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, int(a), before)
		out = slices.Insert(out, at, int(a))
		out = out[:min(len(out), maxCandidates)]
	}
	for _, a := range met {
		t.common[a] = 0
	}
	return out
}
