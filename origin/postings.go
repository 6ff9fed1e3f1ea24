package origin

import "slices"

// postings lead from a fingerprint to the reports that have it, in rank. Most
// fingerprints are one report's alone, so these lie in the map itself. Keys are 32
// bits long: two that fall together only make a candidate that a judge throws out.
type postings struct {
	at    map[uint32]int32 // the report; below 0 the complement of a place in lists
	lists [][]int32

	first      int // so many of each list are looked at
	candidates int // keys in common that make a candidate
}

// get gives the reports of a key; one has room for a single one.
func (p *postings) get(key uint32, one *[1]int32) []int32 {
	v, ok := p.at[key]
	switch {
	case !ok:
		return nil
	case v < 0:
		return p.lists[^v]
	}
	one[0] = v
	return one[:]
}

// insert puts a report into the list of a key, before place at.
func (p *postings) insert(key uint32, at int, report int32) {
	v, ok := p.at[key]
	switch {
	case !ok:
		p.at[key] = report
	case v < 0:
		p.lists[^v] = slices.Insert(p.lists[^v], at, report)
	default:
		p.at[key] = ^int32(len(p.lists))
		p.lists = append(p.lists, slices.Insert([]int32{v}, at, report))
	}
}

// fold makes a key of a hash.
func fold(h uint64) uint32 { return uint32(h ^ h>>32) }

// folded makes keys of hashes, sorted, each once.
func folded(hs []uint64) []uint32 {
	out := make([]uint32, len(hs))
	for i, h := range hs {
		out[i] = fold(h)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
