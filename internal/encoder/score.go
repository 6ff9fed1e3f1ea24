package encoder

import "context"

// An anchor is a unit of a window where the network sees a cue begin, and for
// every unit of the window the logits of the labels with respect to it.
type anchor struct {
	unit  int
	logit float32
	links [][4]float32
}

// encode leaves the hidden states of the batch's windows in s.h.
func (m *Model) encode(ctx context.Context, s *scratch, windows []window) error {
	h, at := m.config.Hidden, 0
	lengths := make([]int, len(windows))
	for i, w := range windows {
		m.embed(s.x[at*h:], w.ids)
		lengths[i] = len(w.ids)
		at += len(w.ids)
	}
	if err := m.run(ctx, s, lengths, m.layers); err != nil {
		return err
	}
	copy(s.h, s.x[:at*h])
	return nil
}

// cues returns the logit of each unit of each window, after encode.
func (m *Model) cues(s *scratch, windows []window) [][]float32 {
	n := 0
	for _, w := range windows {
		n += len(w.ids)
	}
	m.cue.apply(m.kernels, s.logits, s.h, n, m.config.Hidden)
	out := make([][]float32, len(windows))
	at := 0
	for i, w := range windows {
		out[i] = make([]float32, len(w.units))
		for u, p := range w.piece {
			out[i][u] = s.logits[(at+int(p))*m.cue.padded]
		}
		at += len(w.ids)
	}
	return out
}

// A place is an anchor of which the links are still to be scored.
type place struct {
	window, at int // which window, and where its states begin in s.h
	unit       int
	logit      float32
}

// links scores the places, as many together as there is memory for, and hands
// each window's anchors over in the order of the places.
func (m *Model) links(ctx context.Context, s *scratch, windows []window, places []place) ([][]anchor, error) {
	out := make([][]anchor, len(windows))
	h := m.config.Hidden
	for len(places) > 0 {
		var lengths []int
		n := 0
		for _, p := range places {
			w := &windows[p.window]
			if n+len(w.ids) > s.tokens {
				break
			}
			m.relate(s.x[n*h:], s.h[p.at*h:], len(w.ids), int(w.piece[p.unit]))
			lengths = append(lengths, len(w.ids))
			n += len(w.ids)
		}
		if err := m.run(ctx, s, lengths, m.link); err != nil {
			return nil, err
		}
		m.out.apply(m.kernels, s.logits, s.x, n, h)
		at := 0
		for i, p := range places[:len(lengths)] {
			w := &windows[p.window]
			links := make([][4]float32, len(w.units))
			for u, piece := range w.piece {
				copy(links[u][:], s.logits[(at+int(piece))*m.out.padded:])
			}
			out[p.window] = append(out[p.window], anchor{p.unit, p.logit, links})
			at += lengths[i]
		}
		places = places[len(lengths):]
	}
	return out, nil
}

// relate writes to x the states of n pieces as seen from one of them.
func (m *Model) relate(x, states []float32, n, from int) {
	h := m.config.Hidden
	copy(x[:n*h], states)
	for t := range n {
		b := m.config.bucket(t - from)
		m.kernels.layerNorm(x[t*h:(t+1)*h], m.distance[b*h:(b+1)*h], m.linkNorm.gamma, m.linkNorm.beta, float32(m.config.Epsilon))
	}
}

// readBatch finds the attributions of a batch's windows.
func (m *Model) readBatch(ctx context.Context, s *scratch, b *batch) error {
	if err := m.encode(ctx, s, b.windows); err != nil {
		return err
	}
	var places []place
	at := 0
	for i, logits := range m.cues(s, b.windows) {
		for u, a := range logits {
			if float64(a) >= m.floor {
				places = append(places, place{i, at, u, a})
			}
		}
		at += len(b.windows[i].ids)
	}
	anchors, err := m.links(ctx, s, b.windows, places)
	if err != nil {
		return err
	}
	b.found = make([][]Attribution, len(b.windows))
	for i := range b.windows {
		b.found[i] = m.decode(&b.windows[i], anchors[i])
	}
	return nil
}
