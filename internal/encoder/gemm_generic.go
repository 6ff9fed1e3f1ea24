package encoder

// linearGeneric is the reference of linear. It multiplies one activation with
// the weights of two outputs at once, in the halves of a 64-bit word: the lower
// sum borrows from the upper one, and store gives back what it took.
func linearGeneric(dst []float32, a *rows, w *matrix) {
	pair := make([]int64, w.in)
	for o := 0; o < w.out; o += 2 {
		w.expand(pair, o)
		r := 0
		for ; r+2 <= a.n; r += 2 {
			s0, s1 := dot2(pair, a.data[r*w.in:(r+1)*w.in], a.data[(r+1)*w.in:(r+2)*w.in])
			w.store(dst, a, r, o, s0)
			w.store(dst, a, r+1, o, s1)
		}
		if r < a.n {
			row := a.data[r*w.in : (r+1)*w.in]
			s, _ := dot2(pair, row, row)
			w.store(dst, a, r, o, s)
		}
	}
}

// expand writes the weights of the outputs o and o+1 as low + high·2³².
func (m *matrix) expand(pair []int64, o int) {
	at := o/panel*panel*m.in + o%panel*2
	for k := 0; k < m.in; k += 2 {
		g := m.packed[at : at+4]
		pair[k] = int64(g[0]) + int64(g[2])<<32
		pair[k+1] = int64(g[1]) + int64(g[3])<<32
		at += panel * 2
	}
}

func dot2(pair []int64, a, b []int16) (s0, s1 int64) {
	a, b = a[:len(pair)], b[:len(pair)]
	for k, w := range pair {
		s0 += int64(a[k]) * w
		s1 += int64(b[k]) * w
	}
	return s0, s1
}

// store writes the outputs o and o+1 of row r from their sums.
func (m *matrix) store(dst []float32, a *rows, r, o int, s int64) {
	low := int32(s)
	for i, sum := range [2]int32{low, int32((s - int64(low)) >> 32)} {
		c := o + i
		f := float32(float32(sum) * a.scale[r])
		f = float32(f * m.scale[c])
		dst[r*m.out+c] = f + m.bias[c]
	}
}

// wideGeneric writes a·w to dst for m rows of a; those up to the next multiple of
// rowAlign may be read and written, too, as they are here.
func wideGeneric(dst []float32, ldd int, a []int16, lda int, w *columns, m int, scale []float32) {
	sums := make([][rowAlign]int32, w.n)
	for r := 0; r < m; r += rowAlign {
		clear(sums)
		a0, a1, a2, a3 := a[r*lda:], a[(r+1)*lda:], a[(r+2)*lda:], a[(r+3)*lda:]
		for k := 0; k < 2*w.pairs; k += 2 {
			x0, x1, x2, x3 := int32(a0[k]), int32(a1[k]), int32(a2[k]), int32(a3[k])
			y0, y1, y2, y3 := int32(a0[k+1]), int32(a1[k+1]), int32(a2[k+1]), int32(a3[k+1])
			row := w.data[k/2*w.stride : k/2*w.stride+2*w.n]
			for c := range sums {
				s, u, v := &sums[c], int32(row[2*c]), int32(row[2*c+1])
				s[0] += x0*u + y0*v
				s[1] += x1*u + y1*v
				s[2] += x2*u + y2*v
				s[3] += x3*u + y3*v
			}
		}
		for c := range sums {
			for i, sum := range sums[c] {
				f := float32(float32(sum) * scale[r+i])
				f = float32(f * w.scale[c])
				dst[(r+i)*ldd+c] = f + w.bias[c]
			}
		}
	}
}
