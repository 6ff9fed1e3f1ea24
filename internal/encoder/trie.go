package encoder

import (
	"math/bits"
	"unicode/utf8"
)

// A trie holds the pieces by their code points. An edge is an entry of one open
// hash table, and a node is the slot of the edge that leads to it; slot 0 is the
// root. Built so, 90,000 pieces take some 20 ms at every start.
type trie struct {
	edges []uint64 // parent slot << 21 | code point, plus one; 0 is free
	piece []int32  // the piece that ends at the slot, or -1
	shift uint
}

// newTrie makes a trie with room for as many edges as the pieces have bytes.
func newTrie(codePoints int) *trie {
	size := uint(bits.Len(uint(codePoints + codePoints/4 + 8)))
	t := &trie{edges: make([]uint64, 1<<size), piece: make([]int32, 1<<size), shift: 64 - size}
	for i := range t.piece {
		t.piece[i] = -1
	}
	return t
}

// slot returns where the edge is, or the free slot where it would be.
func (t *trie) slot(node int, r rune) int {
	key := uint64(node)<<21 | uint64(r)
	i := int(key * 0x9E3779B97F4A7C15 >> t.shift)
	for mask := len(t.edges) - 1; ; i = (i + 1) & mask {
		if i != 0 && (t.edges[i] == key+1 || t.edges[i] == 0) {
			return i
		}
	}
}

// add puts in a piece; of two alike the later one stays.
func (t *trie) add(piece string, id int32) {
	node := 0
	for _, r := range piece {
		i := t.slot(node, r)
		t.edges[i] = (uint64(node)<<21 | uint64(r)) + 1
		node = i
	}
	if node != 0 {
		t.piece[node] = id
	}
}

// next follows an edge; it returns 0 where there is none.
func (t *trie) next(node int, r rune) int {
	if i := t.slot(node, r); t.edges[i] != 0 {
		return i
	}
	return 0
}

// countRunes counts the code points of all pieces.
func countRunes(pieces []byte) int { return utf8.RuneCount(pieces) }
