package encoder

import (
	"math/rand/v2"
	"testing"
)

// TestTrieHoldsEveryPiece compares it with a map, also where pieces share so little
// that the first table is too small.
func TestTrieHoldsEveryPiece(t *testing.T) {
	for name, alphabet := range map[string][]rune{"few letters": []rune("ab한"), "many letters": letters(5000), "the highest": {0, 0x10FFFF}} {
		r := rand.New(rand.NewPCG(7, 0))
		want := map[string]int32{}
		var pieces []string
		points := 0
		for range 3000 {
			p := make([]rune, 1+r.IntN(6))
			for i := range p {
				p[i] = alphabet[r.IntN(len(alphabet))]
			}
			want[string(p)] = int32(len(pieces))
			pieces = append(pieces, string(p))
			points += len(p)
		}
		trie := newTrie(points, func(add func([]byte, int32) bool) {
			for id, p := range pieces {
				if !add([]byte(p), int32(id)) {
					return
				}
			}
		})
		for p, id := range want {
			node := 0
			for i, r := range p {
				node = trie.next(node, r)
				beginning := p[:i+len(string(r))]
				if expected, ok := want[beginning]; node == 0 || ok && trie.piece(node) != expected || !ok && trie.piece(node) != -1 {
					t.Fatalf("%s: %q of %q, piece %d, is node %d", name, beginning, p, id, node)
				}
			}
			if trie.next(node, 0x3042) != 0 {
				t.Fatalf("%s: something goes on behind %q", name, p)
			}
		}
	}
}

// letters are n of them, none of which is あ.
func letters(n int) []rune {
	out := make([]rune, n)
	for i := range out {
		out[i] = rune(0x4E00 + i)
	}
	return out
}

func TestTrieRefusesTooMuch(t *testing.T) {
	many := func(add func([]byte, int32) bool) {
		for i := rune(0); i < 1<<slotBits; i++ {
			if !add([]byte(string([]rune{0x4E00 + i>>12, 0x4E00 + i&0xFFF})), 0) {
				return
			}
		}
	}
	if newTrie(1<<slotBits, many) != nil {
		t.Error("there is a trie with more edges than it has slots for")
	}
}
