package origin

import (
	"hash/fnv"
	"sort"

	"github.com/onrecord/onrecord/internal/text"
)

// gram is the number of words in a row that count as the same passage. Five is
// the length at which chance agreement in news prose becomes rare; four keeps
// more of an edited text and costs candidates that alignment throws out again.
const gram = 4

// window is winnowing's: of every window grams one is kept, so that any shared
// run of gram+window-1 words is found (Schleimer, Wilkerson, Aiken 2003,
// "Winnowing: local algorithms for document fingerprinting").
const window = 4

// words are the tokens of a body that copying is judged by: words and numbers,
// outside quotations, for a quotation that two reports share is no copying.
type words struct {
	hash []uint64
	at   []text.Span
}

func wordsOf(r *Report) words {
	var w words
	quotes := r.Doc.Quotes
	q := 0
	for _, t := range r.Doc.Tokens {
		if t.Kind == text.Punct || !r.Body.Contains(t.Span) {
			continue
		}
		for q < len(quotes) && quotes[q].To <= t.From {
			q++
		}
		if q < len(quotes) && quotes[q].Contains(t.Span) {
			continue
		}
		w.hash = append(w.hash, hash(t.Lower))
		w.at = append(w.at, t.Span)
	}
	return w
}

// hash is FNV-1a: it must be the same on every machine and in every run.
func hash(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // hash.Hash never fails
	return h.Sum64()
}

// grams gives the hash of each run of gram words.
func (w words) grams() []uint64 {
	n := len(w.hash) - gram + 1
	if n <= 0 {
		return nil
	}
	out := make([]uint64, n)
	for i := range out {
		h := uint64(1469598103934665603)
		for _, x := range w.hash[i : i+gram] {
			h = (h ^ x) * 1099511628211
			h ^= h >> 29
		}
		out[i] = h
	}
	return out
}

// fingerprints are the winnowed grams, sorted, each once.
func (w words) fingerprints() []uint64 {
	g := w.grams()
	if len(g) == 0 {
		return nil
	}
	keep := map[uint64]bool{}
	for i := 0; i+window <= len(g) || i == 0; i++ {
		least := g[i]
		for _, x := range g[i:min(i+window, len(g))] {
			least = min(least, x)
		}
		keep[least] = true
	}
	out := make([]uint64, 0, len(keep))
	for x := range keep {
		out = append(out, x)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// shared gives, for each of two texts, which words lie in a run of at least gram
// words that the other has too.
func shared(a, b words) (inA, inB []bool) {
	inA, inB = make([]bool, len(a.hash)), make([]bool, len(b.hash))
	where := map[uint64][]int{}
	for j, g := range b.grams() {
		where[g] = append(where[g], j)
	}
	for i, g := range a.grams() {
		for _, j := range where[g] {
			if !same(a.hash[i:i+gram], b.hash[j:j+gram]) {
				continue
			}
			for k := range gram {
				inA[i+k], inB[j+k] = true, true
			}
		}
	}
	return inA, inB
}

func same(a, b []uint64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
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
