package encoder

import "context"

// A Head gives vectors for another likeness than that of meaning as a whole, from
// the states of the Model that it was fitted to: each state weighs by how much it
// attends to, and a matrix turns their mean into the vector.
type Head struct {
	model  *Model
	attend []float32
	out    dense
}

const headMagic = "ORCH1\n"

// Head makes a Head of its file, which must stay unchanged while it is used. A
// file that is damaged or was fitted to other weights gives an error that wraps
// ErrDamaged.
func (m *Model) Head(file []byte) (*Head, error) {
	var header struct {
		Hidden, Pool int
		Of           string `json:"of_sha256"`
		directory
	}
	payload, err := unpack(file, headMagic, &header)
	if err != nil {
		return nil, err
	}
	switch {
	case header.Of != m.sum:
		return nil, damaged("the head was fitted to the weights %.8s, these are %.8s", header.Of, m.sum)
	case header.Hidden != m.config.Hidden || header.Pool < 1 || roundUp(header.Pool, 16) > roundUp(m.config.Pool, 16):
		return nil, damaged("a head of %d to %d on states of %d", header.Hidden, header.Pool, m.config.Hidden)
	}
	if err := header.verify(payload); err != nil {
		return nil, err
	}
	w := &weights{}
	if w.tensors, err = header.locate(payload); err != nil {
		return nil, err
	}
	h := &Head{model: m}
	if h.attend, err = w.floats("attend", header.Hidden); err != nil {
		return nil, err
	}
	h.out, err = w.dense("out", header.Pool, header.Hidden)
	return h, err
}

// Vectors returns for each text a vector of length 1, as Model.Vectors does.
func (h *Head) Vectors(ctx context.Context, texts []string) ([][]float32, error) {
	return h.model.vectors(ctx, texts, func(row, states []float32) *dense {
		h.mean(row, states)
		return &h.out
	})
}

// mean adds the weighted mean of the states to row.
func (h *Head) mean(row, states []float32) {
	n := len(states) / len(row)
	weights, sum := make([]float64, n), 0.0
	for t := range weights {
		a := 0.0
		for i, x := range states[t*len(row) : (t+1)*len(row)] {
			a += float64(float64(x) * float64(h.attend[i])) // rounded alike on every machine
		}
		// Like an exponential, but of operations that are exact everywhere.
		if weights[t] = 1 + a; a < 0 {
			weights[t] = 1 / (1 - a)
		}
		sum += weights[t]
	}
	for t, w := range weights {
		share := float32(w / sum)
		for i, x := range states[t*len(row) : (t+1)*len(row)] {
			row[i] += float32(share * x)
		}
	}
}
