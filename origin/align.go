package origin

import "fmt"

// alike is the likeness from which two sentences count as one sentence written
// twice, in one language.
const alike = 0.5

// An alignment pairs the sentences of two reports in their order.
type alignment struct {
	sentences int     // of the shorter report that have a partner
	of        int     // sentences of the shorter report
	share     float64 // of its words that lie in them
	mean      float64 // likeness of the pairs, weighted by words
}

func (al alignment) because() string {
	return fmt.Sprintf("%d of %d sentences alike, in the same order", al.sentences, al.of)
}

// align sets the sentences of the shorter report beside those of the other so
// that the whole is most alike and the order of both is kept (Needleman and
// Wunsch 1970; two sentences may share a partner, for editors split and join).
func align(a, b *digest, across bool) alignment {
	x, y := a.sentences, b.sentences
	if weight(x) > weight(y) {
		x, y = y, x
	}
	if len(x) == 0 || len(y) == 0 {
		return alignment{}
	}
	like := likeness(x, y, across)
	// best[j] is the best that the sentences so far give when the last partner is
	// y[j] or none of y[:j] after it.
	best := make([]alignment, len(y))
	score := make([]float64, len(y))
	for i := range x {
		top, topAt := 0.0, alignment{}
		for j := range y {
			if score[j] > top {
				top, topAt = score[j], best[j]
			}
			score[j], best[j] = top, topAt
			if v := like[i][j]; v >= floor(across) {
				score[j] += v * float64(x[i].weight)
				best[j].sentences++
				best[j].share += float64(x[i].weight)
				best[j].mean += v * float64(x[i].weight)
			}
		}
	}
	top := 0
	for j := range score {
		if score[j] > score[top] {
			top = j
		}
	}
	al := best[top]
	al.of = len(x)
	if al.share > 0 {
		al.mean /= al.share
		al.share /= weight(x)
	}
	return al
}

func floor(across bool) float64 {
	if across {
		return acrossAlike
	}
	return alike
}

func weight(s []sentence) float64 {
	w := 0.0
	for _, x := range s {
		w += float64(x.weight)
	}
	return w
}

func likeness(x, y []sentence, across bool) [][]float64 {
	out := make([][]float64, len(x))
	for i := range x {
		out[i] = make([]float64, len(y))
		for j := range y {
			v := cosine(x[i].vector, y[j].vector)
			if !across {
				v = max(v, dice(x[i].stems, y[j].stems))
			}
			out[i][j] = v
		}
	}
	if across {
		relative(out, x, y)
	}
	return out
}

func cosine(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	var s float32
	for i := range a {
		s += a[i] * b[i]
	}
	return float64(s)
}

// dice is the share of two sorted lists that they have in common.
func dice(a, b []uint32) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return 2 * float64(n) / float64(len(a)+len(b))
}
