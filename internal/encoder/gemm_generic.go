package encoder

// linearGeneric is the reference of linear. It multiplies one activation with
// the weights of two outputs at once, in the halves of a 64-bit word: weights
// are made positive by adding 128, so that nothing borrows, and the sums of a row
// stay within 32 bits.
func linearGeneric(dst []float32, a *rows, w *matrix) {
	pair := make([]uint64, w.in)
	excess := make([]int64, a.n) // what adding 128 to each weight added
	for r := range excess {
		for _, v := range a.data[r*w.in : (r+1)*w.in] {
			excess[r] += 128 * int64(v)
		}
	}
	for o := 0; o < w.out; o += 2 {
		w.expand(pair, o)
		r := 0
		for ; r+2 <= a.n; r += 2 {
			s0, s1 := dot2(pair, a.data[r*w.in:(r+1)*w.in], a.data[(r+1)*w.in:(r+2)*w.in])
			w.store(dst, a, r, o, s0, excess[r])
			w.store(dst, a, r+1, o, s1, excess[r+1])
		}
		if r < a.n {
			row := a.data[r*w.in : (r+1)*w.in]
			s, _ := dot2(pair, row, row)
			w.store(dst, a, r, o, s, excess[r])
		}
	}
}

// expand writes the weights of the outputs o and o+1, plus 128, as the low and
// the high half of each word.
func (m *matrix) expand(pair []uint64, o int) {
	at := o/panel*panel*m.in + o%panel*inAlign
	for k := 0; k < m.in; k += inAlign {
		g := m.packed[at : at+2*inAlign]
		for i := range inAlign {
			pair[k+i] = uint64(int32(g[i])+128) | uint64(int32(g[inAlign+i])+128)<<32
		}
		at += panel * inAlign
	}
}

func dot2(pair []uint64, a, b []int16) (s0, s1 uint64) {
	a, b = a[:len(pair)], b[:len(pair)]
	for k, w := range pair {
		s0 += uint64(a[k]) * w
		s1 += uint64(b[k]) * w
	}
	return s0, s1
}

// store writes the outputs o and o+1 of row r from their sums.
func (m *matrix) store(dst []float32, a *rows, r, o int, s uint64, excess int64) {
	for i, v := range [2]int64{int64(s & 0xFFFFFFFF), int64(s >> 32)} {
		c := o + i
		sum := int32(v-excess) - a.zero[r]*m.sums[c]
		f := float32(float32(sum) * a.scale[r])
		f = float32(f * m.scale[c])
		dst[r*m.out+c] = f + m.bias[c]
	}
}
