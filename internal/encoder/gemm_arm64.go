//go:build arm64 && !noasm

package encoder

// available lists what this machine can run, best first. Every arm64 has NEON;
// what has no kernel of its own is the reference's.
func available() []kernelSet {
	neon := generic
	neon.name, neon.linear, neon.wide, neon.matmul = "neon", linearNEON, wideVectors, matmulVectors
	return []kernelSet{neon, generic}
}

// gemmNEON multiplies four rows of a with one panel of w.
//
//go:noescape
func gemmNEON(dst *float32, ldd int, a *int16, lda int, w *int8, groups int, scale *float32, colScale *float32, bias *float32)

// wideNEON multiplies four rows of a with 16 columns of w; stride is in bytes.
//
//go:noescape
func wideNEON(dst *float32, ldd int, a *int16, lda int, w *int16, stride int, pairs int, scale *float32, colScale *float32, bias *float32)

// matmulNEON computes four rows by 16 columns of a·b.
//
//go:noescape
func matmulNEON(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int)

func linearNEON(dst []float32, a *rows, w *matrix) {
	n, groups := roundUp(a.n, rowAlign), w.in/inAlign
	data := a.data[:n*w.in]
	mustHold(dst, data, a, w, n)
	for o := 0; o < w.out; o += panel {
		p, scale, bias := &w.packed[o*w.in], &w.scale[o], &w.bias[o]
		for r := 0; r < n; r += rowAlign {
			gemmNEON(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, groups, &a.scale[r], scale, bias)
		}
	}
}

func wideVectors(dst []float32, ldd int, a []int16, lda int, w *columns, m int, scale []float32) {
	d, x, y := w.bounds(dst, ldd, a, lda, roundUp(m, rowAlign), scale)
	for c := 0; c < w.n; c += panel {
		for r := 0; r < m; r += rowAlign {
			wideNEON(&d[r*ldd+c], ldd, &x[r*lda], lda, &y[2*c], 2*w.stride, w.pairs, &scale[r], &w.scale[c], &w.bias[c])
		}
	}
}

func matmulVectors(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, k, n int) {
	if m == 0 || n == 0 {
		return
	}
	rows := roundUp(m, rowAlign)
	d, x, y := dst[:(rows-1)*ldd+n], a[:(rows-1)*lda+k], b[:(k-1)*ldb+n]
	announceWrite(d)
	announceRead(x)
	announceRead(y)
	for r := 0; r < rows; r += rowAlign {
		for c := 0; c < n; c += 16 {
			matmulNEON(&d[r*ldd+c], ldd, &x[r*lda], lda, &y[c], ldb, k)
		}
	}
}
