package encoder

import (
	"context"
	"math"
)

// Dimensions is the length of the vectors that Vectors returns.
func (m *Model) Dimensions() int { return m.config.Pool }

// Vectors returns for each text a vector of length 1 for its meaning: the cosine
// of two is near 1 for the same said in other words or another language, near 0
// for unrelated texts. A text longer than a window counts up to there; one
// without a letter or digit gives nil.
func (m *Model) Vectors(ctx context.Context, texts []string) ([][]float32, error) {
	return m.vectors(ctx, texts, func(row, states []float32) *dense {
		n := len(states) / len(row)
		for i, v := range states {
			row[i%len(row)] += v
		}
		for i := range row {
			row[i] /= float32(n)
		}
		return &m.pool
	})
}

// A pooling adds up the states of a text, one after the other, in row, and says
// what makes a vector of it.
type pooling func(row, states []float32) *dense

// vectors pools the states of each text.
func (m *Model) vectors(ctx context.Context, texts []string, pool pooling) ([][]float32, error) {
	out := make([][]float32, len(texts))
	work := func(ctx context.Context, s *scratch, b *batch) error {
		if err := m.encode(ctx, s, b.windows); err != nil {
			return err
		}
		b.vectors = make([][]float32, len(b.windows))
		h, at := m.config.Hidden, 0
		for i, w := range b.windows {
			row := s.x[:rowAlign*h]
			clear(row)
			d := pool(row[:h], s.h[at*h:(at+len(w.ids))*h])
			b.vectors[i] = m.project(s, d, row)
			at += len(w.ids)
		}
		return nil
	}
	err := m.each(ctx, texts, m.whole, work, func(b *batch) {
		for i, v := range b.vectors {
			out[b.input[i]] = v
		}
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// project is what d makes of row, at length 1.
func (m *Model) project(s *scratch, d *dense, row []float32) []float32 {
	d.apply(m.kernels, s.vector, row, 1, m.config.Hidden)
	v := append([]float32(nil), s.vector[:d.out]...)
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	length := float32(math.Sqrt(sum))
	for i := range v {
		if length > 0 {
			v[i] /= length
		}
	}
	return v
}
