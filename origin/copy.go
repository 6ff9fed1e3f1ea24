package origin

import (
	"fmt"
	"sort"
)

const (
	// postingCap bounds how many reports one fingerprint leads to. The first in
	// the order stand for the rest: a report that copies one of a thousand copies
	// shares the fingerprint with the first of them too. It keeps the cost of one
	// more report independent of how many there are.
	postingCap = 16
	// maxCandidates are aligned with each report, those with most fingerprints in
	// common first.
	maxCandidates = 12
	// minFingerprints in common make a candidate.
	minFingerprints = 2
	// minShared is how many words outside quotations two reports must share.
	minShared = 20
	// copyShare and editShare are shares of the shorter text. Measured on the
	// reports of two incidents (docs/accuracy.md): copies lie above 0.95, edits and
	// rewrites between 0.5 and 0.9, reports on the same document below 0.55.
	copyShare, editShare = 0.85, 0.5
)

// A pair is two reports that share passages: positions in the order, a before b.
type pair struct {
	a, b   int
	shared float64 // of the shorter text
	count  int     // words
}

// copies gives the pairs of reports of which one has much of the other's text.
// rs are in their order; the result is sorted.
func copies(rs []*Report) []pair {
	ws := make([]words, len(rs))
	postings := map[uint64][]int32{}
	var out []pair
	for b := range rs {
		ws[b] = wordsOf(rs[b])
		prints := ws[b].fingerprints()
		for _, a := range candidates(postings, prints) {
			if p, ok := align(ws, a, b); ok {
				out = append(out, p)
			}
		}
		for _, x := range prints {
			if l := postings[x]; len(l) < postingCap {
				postings[x] = append(l, int32(b))
			}
		}
	}
	return out
}

// candidates gives the reports that share most fingerprints, most first.
func candidates(postings map[uint64][]int32, prints []uint64) []int {
	common := map[int32]int{}
	for _, x := range prints {
		for _, a := range postings[x] {
			common[a]++
		}
	}
	out := make([]int, 0, len(common))
	for a, n := range common {
		if n >= minFingerprints {
			out = append(out, int(a))
		}
	}
	sort.Slice(out, func(i, j int) bool {
		x, y := common[int32(out[i])], common[int32(out[j])]
		return x > y || x == y && out[i] < out[j]
	})
	return out[:min(len(out), maxCandidates)]
}

// align measures what two reports share; ok is false for too little.
func align(ws []words, a, b int) (p pair, ok bool) {
	inA, inB := shared(ws[a], ws[b])
	na, nb := count(inA), count(inB)
	p = pair{a: a, b: b, count: min(na, nb)}
	if p.count < minShared {
		return p, false
	}
	p.shared = max(float64(na)/float64(len(inA)), float64(nb)/float64(len(inB)))
	return p, p.shared >= editShare
}

// relation names what a share of the shorter text amounts to.
func (p pair) relation() Relation {
	if p.shared >= copyShare {
		return Copy
	}
	return Edited
}

func (p pair) because() string {
	return fmt.Sprintf("%d words in shared passages, %.0f %% of the shorter text", p.count, 100*p.shared)
}
