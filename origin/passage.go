package origin

import (
	"hash/fnv"
	"slices"
)

// gram is the number of words in a row that count as the same passage. Five is
// the length at which chance agreement in news prose becomes rare; four keeps
// more of an edited text and costs candidates that the judges throw out again.
const gram = 4

// window is winnowing's: of every window grams one is kept, so that any shared
// run of gram+window-1 words is found (Schleimer, Wilkerson, Aiken 2003,
// "Winnowing: local algorithms for document fingerprinting").
const window = 4

// hash is FNV-1a: it must be the same on every machine and in every run.
func hash(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // hash.Hash never fails
	return h.Sum64()
}

// mix joins two hashes, in order.
func mix(h, x uint64) uint64 {
	h = (h ^ x) * 1099511628211
	return h ^ h>>29
}

// grams gives the hash of each run of gram words.
func grams(words []uint32) []uint64 {
	n := len(words) - gram + 1
	if n <= 0 {
		return nil
	}
	out := make([]uint64, n)
	for i := range out {
		h := uint64(1469598103934665603)
		for _, x := range words[i : i+gram] {
			h = mix(h, uint64(x))
		}
		out[i] = h
	}
	return out
}

// fingerprints are keys of the winnowed grams, sorted, each once.
func fingerprints(words []uint32) []uint32 {
	g := grams(words)
	if len(g) == 0 {
		return nil
	}
	var keep []uint64
	for i := 0; i+window <= len(g) || i == 0; i++ {
		keep = append(keep, slices.Min(g[i:min(i+window, len(g))]))
	}
	return folded(keep)
}

// shared gives, for each of two texts, which words lie in a run of at least gram
// words that the other has too.
func shared(a, b []uint32) (inA, inB []bool) {
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	starts := len(b) - gram + 1
	if starts <= 0 {
		return inA, inB
	}
	// A table in two slices, not a map: this is half the time of linking. heads has
	// 1 + the last of the places in b that begin with one slot's words, next the one
	// before it.
	slots := 1
	for slots < starts {
		slots *= 2
	}
	heads, next := make([]int32, slots), make([]int32, starts)
	slot := func(words []uint32) uint32 {
		h := (words[0]*31+words[1])*31 + words[2]*7 + words[3]
		return (h ^ h>>15) & uint32(slots-1)
	}
	for j := range starts {
		s := slot(b[j : j+gram])
		next[j], heads[s] = heads[s], int32(j+1)
	}
	for i := range max(0, len(a)-gram+1) {
		run := a[i : i+gram]
		for j := heads[slot(run)]; j > 0; j = next[j-1] {
			if !slices.Equal(run, b[j-1:j-1+gram]) {
				continue
			}
			for k := range int32(gram) {
				inA[int32(i)+k], inB[j-1+k] = true, true
			}
		}
	}
	return inA, inB
}

func count(in []bool) int {
	n := 0
	for _, x := range in {
		if x {
			n++
		}
	}
	return n
}
