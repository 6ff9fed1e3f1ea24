package encoder

import (
	"context"
	"fmt"
	"math"
)

// A layer is BERT's: attention and a feed-forward part, each added to its input
// and normalised.
type layer struct {
	qkv          *matrix // query, key and value of all heads, one after another
	o, up, down  *matrix
	norm1, norm2 norm
}

type norm struct{ gamma, beta []float32 }

func (w *weights) norm(name string) (n norm, err error) {
	if n.gamma, err = w.floats(name+".w", w.config.Hidden); err != nil {
		return n, err
	}
	n.beta, err = w.floats(name+".b", w.config.Hidden)
	return n, err
}

// linear packs the named layers, one below the other.
func (w *weights) linear(out, in int, names ...string) (*matrix, error) {
	m := newMatrix(out*len(names), in)
	for i, name := range names {
		values, scale, err := w.bytesOf(name+".w", out, in)
		if err != nil {
			return nil, err
		}
		bias, err := w.floats(name+".b", out)
		if err != nil {
			return nil, err
		}
		m.fill(i*out, values, scale, bias)
	}
	return m, nil
}

func (w *weights) layer(name string) (l layer, err error) {
	hidden, inner := w.config.Hidden, w.config.Inner
	if l.qkv, err = w.linear(hidden, hidden, name+".q", name+".k", name+".v"); err != nil {
		return l, err
	}
	if l.o, err = w.linear(hidden, hidden, name+".o"); err != nil {
		return l, err
	}
	if l.norm1, err = w.norm(name + ".norm1"); err != nil {
		return l, err
	}
	if l.up, err = w.linear(inner, hidden, name+".up"); err != nil {
		return l, err
	}
	if l.down, err = w.linear(hidden, inner, name+".down"); err != nil {
		return l, err
	}
	l.norm2, err = w.norm(name + ".norm2")
	return l, err
}

// A scratch is the working memory of one goroutine, for up to tokens pieces.
type scratch struct {
	tokens           int
	x, y, qkv, inner []float32
	h                []float32 // the encoder's output, kept while links are scored
	keys, values     []float32 // of one head, keys turned
	scores           []float32
	logits, vector   []float32
	rows             *rows
	lattice          lattice
	pieces           []Piece
}

func newScratch(c *config, tokens int) *scratch {
	n := roundUp(tokens, rowAlign) + rowAlign // a sequence's last rows may be written past it
	return &scratch{tokens: tokens,
		x: make([]float32, n*c.Hidden), y: make([]float32, n*c.Hidden), h: make([]float32, n*c.Hidden),
		qkv: make([]float32, n*roundUp(3*c.Hidden, outAlign)), inner: make([]float32, n*c.Inner),
		keys: make([]float32, c.Hidden/c.Heads*roundUp(tokens, 16)), values: make([]float32, c.Hidden/c.Heads*n),
		scores: make([]float32, queryRows*roundUp(tokens, 16)),
		logits: make([]float32, n*16), vector: make([]float32, rowAlign*roundUp(c.Pool, 16)),
		rows: newRows(n, max(c.Hidden, c.Inner))}
}

// run sends the sequences in s.x, of the given lengths, one after another,
// through the layers. A sequence sees nothing of the others.
func (m *Model) run(ctx context.Context, s *scratch, lengths []int, layers []layer) error {
	c, k := &m.config, m.kernels
	n := 0
	for _, l := range lengths {
		n += l
	}
	if n > s.tokens {
		return fmt.Errorf("a batch of %d pieces in memory for %d", n, s.tokens)
	}
	eps := float32(c.Epsilon)
	for i := range layers {
		if err := ctx.Err(); err != nil {
			return err
		}
		l := &layers[i]
		s.rows.fillFrom(k, s.x, n, c.Hidden, m.rough)
		k.linear(s.qkv, s.rows, l.qkv)
		at := 0
		for _, length := range lengths {
			m.attend(s, at, length)
			at += length
		}
		s.rows.fillFrom(k, s.y, n, c.Hidden, m.rough)
		k.linear(s.y, s.rows, l.o)
		m.normRows(s.y, s.x, n, l.norm1, eps)
		s.rows.fillFrom(k, s.y, n, c.Hidden, m.rough)
		k.linear(s.inner, s.rows, l.up)
		k.gelu(s.inner[:n*c.Inner])
		s.rows.fillFrom(k, s.inner, n, c.Inner, m.rough)
		k.linear(s.x, s.rows, l.down)
		m.normRows(s.x, s.y, n, l.norm2, eps)
	}
	return nil
}

// normRows replaces each row of x by the layer norm of its sum with residual's.
func (m *Model) normRows(x, residual []float32, n int, by norm, eps float32) {
	h := m.config.Hidden
	for r := range n {
		m.kernels.layerNorm(x[r*h:(r+1)*h], residual[r*h:(r+1)*h], by.gamma, by.beta, eps)
	}
}

// queryRows is how many rows of scores are worked on at one time: few enough to
// stay in the first-level cache. Chosen by BenchmarkEncoder.
const queryRows = 16

// attend writes to s.y what each piece of the sequence at `at` gathers from all
// pieces of it. Rows after the sequence may be overwritten: the sequence that
// they belong to comes later.
func (m *Model) attend(s *scratch, at, length int) {
	c, k := &m.config, m.kernels
	width, ld := c.Hidden/c.Heads, 3*c.Hidden
	padded := roundUp(length, 16)
	scale := float32(1 / math.Sqrt(float64(width)))
	for head := range c.Heads {
		query := s.qkv[at*ld+head*width:]
		s.turn(query[c.Hidden:], ld, length, width)
		for i := 0; i < length; i += queryRows {
			n := min(queryRows, length-i)
			k.matmul(s.scores, padded, query[i*ld:], ld, s.keys, padded, n, width, padded)
			for r := range n {
				row := s.scores[r*padded : (r+1)*padded]
				for j := length; j < padded; j++ {
					row[j] = float32(math.Inf(-1))
				}
				k.softmax(row, scale)
			}
			k.matmul(s.y[(at+i)*c.Hidden+head*width:], c.Hidden, s.scores, padded, s.values, width, n, length, width)
		}
	}
}

// turn copies one head's keys, which begin at key, to columns of s.keys, and its
// values, a third of a row further, to s.values.
func (s *scratch) turn(key []float32, ld, length, width int) {
	padded := roundUp(length, 16)
	for j := range length {
		copy(s.values[j*width:(j+1)*width], key[j*ld+ld/3:])
	}
	for d := range width {
		clear(s.keys[d*padded+length : (d+1)*padded])
	}
	for j := range length {
		for d, v := range key[j*ld : j*ld+width] {
			s.keys[d*padded+j] = v
		}
	}
}
