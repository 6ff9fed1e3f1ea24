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
	out := make([][]float32, len(texts))
	err := m.each(ctx, texts, m.whole, m.vectorBatch, func(b *batch) {
		for i, v := range b.vectors {
			out[b.input[i]] = v
		}
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// vectorBatch gives each of a batch's windows its vector.
func (m *Model) vectorBatch(ctx context.Context, s *scratch, b *batch) error {
	if err := m.encode(ctx, s, b.windows); err != nil {
		return err
	}
	b.vectors = make([][]float32, len(b.windows))
	at := 0
	for i, w := range b.windows {
		b.vectors[i] = m.mean(s, at, len(w.ids))
		at += len(w.ids)
	}
	return nil
}

// mean is the pooled and normalised vector of n states.
func (m *Model) mean(s *scratch, at, n int) []float32 {
	h := m.config.Hidden
	row := s.x[:rowAlign*h]
	clear(row)
	for t := range n {
		for i, v := range s.h[(at+t)*h : (at+t+1)*h] {
			row[i] += v
		}
	}
	for i := range h {
		row[i] /= float32(n)
	}
	m.pool.apply(m.kernels, s.vector, row, 1, h)
	v := append([]float32(nil), s.vector[:m.pool.out]...)
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
