//go:build amd64 && !noasm

package encoder

// A floatUnit runs the float kernels with registers of one width. Its methods
// check lengths as Go code would and tell the race detector.
type floatUnit struct{ wide bool }

// set fills in the float kernels of a kernelSet.
func (u floatUnit) set(k *kernelSet) {
	k.matmul, k.softmax, k.gelu, k.layerNorm = u.matmul, u.softmax, u.gelu, u.layerNorm
	k.quantise = u.quantise
}

// matmul has no wide form: on Zen 4 that ran at 80 Gflop/s, and this at 98.
func (u floatUnit) matmul(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, k, n int) {
	if m == 0 || n == 0 {
		return
	}
	rows := roundUp(m, rowAlign)
	d, x, y := dst[:(rows-1)*ldd+n], a[:(rows-1)*lda+k], b[:(k-1)*ldb+n]
	announceWrite(d)
	announceRead(x)
	announceRead(y)
	for r := 0; r < rows; r += rowAlign {
		matmulAVX2(&d[r*ldd], ldd, &x[r*lda], lda, &y[0], ldb, k, n/16)
	}
}

func (u floatUnit) softmax(x []float32, scale float32) {
	announceWrite(x)
	if u.wide {
		softmaxAVX512(&x[0], len(x)/16, scale)
	} else {
		softmaxAVX2(&x[0], len(x)/16, scale)
	}
}

func (u floatUnit) gelu(x []float32) {
	announceWrite(x)
	if u.wide {
		geluAVX512(&x[0], len(x)/16)
	} else {
		geluAVX2(&x[0], len(x)/16)
	}
}

func (u floatUnit) layerNorm(x, residual, gamma, beta []float32, eps float32) {
	n := len(x)
	residual, gamma, beta = residual[:n], gamma[:n], beta[:n]
	announceWrite(x)
	announceRead(residual)
	if u.wide {
		layerNormAVX512(&x[0], &residual[0], &gamma[0], &beta[0], n/16, 1/float32(n), eps)
	} else {
		layerNormAVX2(&x[0], &residual[0], &gamma[0], &beta[0], n/16, 1/float32(n), eps)
	}
}

func (u floatUnit) quantise(dst []int16, x []float32, levels int32) (scale float32, zero int32) {
	dst = dst[:len(x)]
	announceWrite(dst)
	low, high := u.span(x)
	scale, inv, zero := quantisation(low, high, levels)
	quantiseAVX2(&dst[0], &x[0], len(x)/32, inv, zero, levels)
	return scale, zero
}

func (u floatUnit) quantiseBytes(dst []uint8, x []float32) (scale float32, zero int32) {
	dst = dst[:len(x)]
	announceWrite(dst)
	low, high := u.span(x)
	scale, inv, zero := quantisation(low, high, roughLevels)
	quantiseBytesAVX2(&dst[0], &x[0], len(x)/32, inv, zero, roughLevels)
	return scale, zero
}

func (u floatUnit) span(x []float32) (low, high float32) {
	announceRead(x)
	if u.wide {
		return spanAVX512(&x[0], len(x)/16)
	}
	return spanAVX2(&x[0], len(x)/16)
}
