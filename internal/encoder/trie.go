package encoder

import (
	"math/bits"
	"unicode/utf8"
)

// A trie holds the pieces by their code points. An edge is an entry of one open
// hash table, and a node is the slot of the edge that leads to it; slot 0 is the
// root. It is built at every start, so it is small: an entry is one word, of the
// slot that the edge leaves (22 bits), the code point plus one (21; 0 is a free
// slot) and the piece that ends here plus one (20; 0 is none).
type trie struct {
	edges []uint64
	shift uint
	used  int
}

const (
	pieceBits, runeBits = 20, 21
	slotBits            = 64 - 1 - runeBits - pieceBits
	mostPieces          = 1<<pieceBits - 1
)

// newTrie makes the trie of the pieces that each gives, with their ids; of two
// alike the later one stays. It returns nil where they have too many edges.
func newTrie(codePoints int, each func(add func(piece []byte, id int32) bool)) *trie {
	// Vocabularies share so many beginnings that this fits at once, mostly half full.
	for size := bits.Len(uint(codePoints/2 + 8)); size <= slotBits; size++ {
		t := &trie{edges: make([]uint64, 1<<size), shift: uint(64 - size)}
		full := false
		each(func(piece []byte, id int32) bool {
			full = !t.add(piece, id)
			return !full
		})
		if !full {
			return t
		}
	}
	return nil
}

// slot returns where the edge is, or the free slot where it would be.
func (t *trie) slot(node int, r rune) int {
	key := uint64(node)<<runeBits | uint64(r+1)
	i := int(key * 0x9E3779B97F4A7C15 >> t.shift)
	for mask := len(t.edges) - 1; ; i = (i + 1) & mask {
		if i != 0 && (t.edges[i]>>pieceBits == key || t.edges[i] == 0) {
			return i
		}
	}
}

// add puts in a piece; it reports false where the table would get too full.
func (t *trie) add(piece []byte, id int32) bool {
	node := 0
	for len(piece) > 0 {
		r, size := utf8.DecodeRune(piece)
		piece = piece[size:]
		i := t.slot(node, r)
		if t.edges[i] == 0 {
			if t.used++; t.used > len(t.edges)/4*3 {
				return false
			}
			t.edges[i] = (uint64(node)<<runeBits | uint64(r+1)) << pieceBits
		}
		node = i
	}
	if node != 0 {
		t.edges[node] = t.edges[node]&^mostPieces | uint64(id+1)
	}
	return true
}

// next follows an edge; it returns 0 where there is none.
func (t *trie) next(node int, r rune) int {
	if i := t.slot(node, r); t.edges[i] != 0 {
		return i
	}
	return 0
}

// piece is the piece that ends at a node, or -1.
func (t *trie) piece(node int) int32 { return int32(t.edges[node]&mostPieces) - 1 }

// countRunes counts the code points of all pieces.
func countRunes(pieces []byte) int { return utf8.RuneCount(pieces) }
