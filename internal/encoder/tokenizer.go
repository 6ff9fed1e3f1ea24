package encoder

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// A Piece is a word piece and the bytes [From, To) of the text that it stands for.
// Pieces are in text order and do not overlap; white space between words belongs
// to the piece that follows it.
type Piece struct {
	ID       int32
	From, To int32
}

// specials is how many ids in front are no text: <s>, <pad>, </s>, <unk>.
const specials = 4

// A tokenizer cuts text into the pieces whose scores sum highest (SentencePiece's
// unigram model).
type tokenizer struct {
	tokenizerHeader
	normaliser *normaliser
	trie       *trie
	scores     []float32
}

// newTokenizer reads the tables of the weight file and builds the trie.
func newTokenizer(w *weights) (*tokenizer, error) {
	pieces, err := w.want("tokenizer.pieces", "u8", -1)
	if err != nil {
		return nil, err
	}
	scores, err := w.floats("tokenizer.scores", -1)
	if err != nil {
		return nil, err
	}
	norm, err := w.want("tokenizer.norm", "u32", -1)
	if err != nil {
		return nil, err
	}
	compose, err := w.want("tokenizer.compose", "u32", -1, 3)
	if err != nil {
		return nil, err
	}
	t := &tokenizer{tokenizerHeader: w.tokenizer, scores: scores}
	if t.normaliser, err = newNormaliser(view[uint32](norm), view[uint32](compose)); err != nil {
		return nil, err
	}
	if math.IsNaN(t.UnkScore) || math.IsInf(t.UnkScore, 0) {
		return nil, damaged("the score of unknown pieces is %g", t.UnkScore)
	}
	n := int32(len(scores))
	for _, id := range []int32{t.BOS, t.EOS, t.Unk} {
		if id < 0 || id >= n {
			return nil, damaged("special piece %d of %d", id, n)
		}
	}
	if got := bytes.Count(pieces.data, []byte("\n")) + 1; got != len(scores) || got > mostPieces {
		return nil, damaged("%d pieces and %d scores", got, n)
	}
	t.trie = newTrie(countRunes(pieces.data), func(add func([]byte, int32) bool) {
		id := int32(0)
		for p := range bytes.SplitSeq(pieces.data, []byte("\n")) {
			if id >= specials && !add(p, id) {
				return
			}
			id++
		}
	})
	if t.trie == nil {
		return nil, damaged("%d pieces of %d bytes are more than the tokenizer takes", n, len(pieces.data))
	}
	return t, nil
}

// A lattice is the working memory of encode, for one goroutine.
type lattice struct {
	chars []mapped
	best  []float64 // highest sum of scores up to here
	from  []int32   // where the last piece of it begins
	id    []int32   // that piece
}

// encode appends the best cut of text to out.
func (t *tokenizer) encode(l *lattice, text string, out []Piece) []Piece {
	l.chars = t.normaliser.run(text, l.chars)
	n := len(l.chars)
	if n == 0 {
		return out
	}
	l.reset(n + 1)
	for i := range n {
		base := l.best[i]
		node := 0
		for e := i; e < n; e++ {
			if node = t.trie.next(node, l.chars[e].r); node == 0 {
				break
			}
			if id := t.trie.piece(node); id >= 0 {
				l.offer(e+1, i, id, base+float64(t.scores[id]))
			}
		}
		l.offer(i+1, i, t.Unk, base+t.UnkScore)
	}
	first := len(out)
	for e := n; e > 0; e = int(l.from[e]) {
		p := Piece{l.id[e], l.chars[l.from[e]].from, l.chars[e-1].to}
		if last := len(out) - 1; last >= first && p.ID == t.Unk && out[last].ID == t.Unk {
			out[last].From = p.From // neighbouring unknowns are one
			continue
		}
		out = append(out, p)
	}
	for i, j := first, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func (l *lattice) reset(n int) {
	if cap(l.best) < n {
		l.best, l.from, l.id = make([]float64, n), make([]int32, n), make([]int32, n)
	}
	l.best, l.from, l.id = l.best[:n], l.from[:n], l.id[:n]
	for i := range l.best {
		l.best[i] = math.Inf(-1)
	}
	l.best[0] = 0
}

// offer takes the piece from i to e if its sum is higher than any before.
func (l *lattice) offer(e, i int, id int32, sum float64) {
	if sum > l.best[e] {
		l.best[e], l.from[e], l.id[e] = sum, int32(i), id
	}
}

// prefix returns text up to its nth code point.
func prefix(text string, n int) string {
	if len(text) <= n {
		return text
	}
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return text[:at]
}
