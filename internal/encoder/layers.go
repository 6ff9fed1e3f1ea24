package encoder

import (
	"context"
	"fmt"
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
	attention        attention
	logits, vector   []float32
	rows             *rows
	lattice          lattice
	pieces           []Piece
}

func newScratch(c *config, tokens int) *scratch {
	n := roundUp(tokens, rowAlign) + rowAlign // a sequence's last rows may be written past it
	return &scratch{tokens: tokens,
		x: make([]float32, n*c.Hidden), y: make([]float32, n*c.Hidden), h: make([]float32, n*c.Hidden),
		qkv: make([]float32, n*roundUp(3*c.Hidden, outAlign)), inner: make([]float32, blockRows*c.Inner),
		attention: newAttention(c, n),
		logits:    make([]float32, n*16), vector: make([]float32, rowAlign*roundUp(c.Pool, 16)),
		rows: newRows(blockRows, blockRows*max(c.Hidden, c.Inner))}
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
	for i := range layers {
		if err := ctx.Err(); err != nil {
			return err
		}
		l := &layers[i]
		for from := 0; from < n; from += blockRows {
			s.rows.fillFrom(k, s.x[from*c.Hidden:], min(blockRows, n-from), c.Hidden)
			k.linear(s.qkv[from*3*c.Hidden:], s.rows, l.qkv)
		}
		at := 0
		for _, length := range lengths {
			m.attend(s, at, length)
			at += length
		}
		for from := 0; from < n; from += blockRows {
			m.forward(s, l, from*c.Hidden, min(blockRows, n-from))
		}
	}
	return nil
}

// blockRows is how many rows are computed at one time where rows do not need each
// other: few enough that all of it stays in the second-level cache. Chosen by
// BenchmarkEncoder.
const blockRows = 48

// forward is what a layer does with n rows of s.y, the values of which begin at
// `at`, after attention has left them there. The result is in s.x.
func (m *Model) forward(s *scratch, l *layer, at, n int) {
	c, k, eps := &m.config, m.kernels, float32(m.config.Epsilon)
	x, y := s.x[at:], s.y[at:]
	s.rows.fillFrom(k, y, n, c.Hidden)
	k.linear(y, s.rows, l.o)
	m.normRows(y, x, n, l.norm1, eps)
	s.rows.fillFrom(k, y, n, c.Hidden)
	k.linear(s.inner, s.rows, l.up)
	s.rows.n = n
	level := highestLevel(c.Inner)
	for r := range n { // while a row is in the first-level cache
		row := s.inner[r*c.Inner : (r+1)*c.Inner]
		k.gelu(row)
		s.rows.scale[r] = k.quantiseRow(s.rows.data[r*c.Inner:(r+1)*c.Inner], row, level)
	}
	k.linear(x, s.rows, l.down)
	m.normRows(x, y, n, l.norm2, eps)
}

// normRows replaces each row of x by the layer norm of its sum with residual's.
func (m *Model) normRows(x, residual []float32, n int, by norm, eps float32) {
	h := m.config.Hidden
	for r := range n {
		m.kernels.layerNorm(x[r*h:(r+1)*h], residual[r*h:(r+1)*h], by.gamma, by.beta, eps)
	}
}
