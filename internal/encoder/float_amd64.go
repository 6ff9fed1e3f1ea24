//go:build amd64 && !noasm

package encoder

import "math"

// A floatUnit runs the float kernels with registers of one width. Its methods
// check lengths as Go code would and tell the race detector.
type floatUnit struct{ wide bool }

// set fills in the float kernels of a kernelSet.
func (u floatUnit) set(k *kernelSet) {
	k.matmul, k.softmax, k.gelu, k.layerNorm = u.matmul, u.softmax, u.gelu, u.layerNorm
	k.largest, k.quantise = u.largest, u.quantise
	k.turn, k.interleave = u.turn, u.interleave
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

func (u floatUnit) softmax(dst []int16, x []float32, scale float32) {
	dst = dst[:len(x)]
	announceWrite(dst)
	announceWrite(x)
	scale = float32(scale * math.Log2E)
	if u.wide {
		softmaxAVX512(&dst[0], &x[0], len(x)/16, scale, probabilityLevel)
	} else {
		softmaxAVX2(&dst[0], &x[0], len(x)/16, scale, probabilityLevel)
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

func (u floatUnit) largest(x []float32) float32 {
	announceRead(x)
	if u.wide {
		return largestAVX512(&x[0], len(x)/32)
	}
	return largestAVX2(&x[0], len(x)/32)
}

func (u floatUnit) quantise(dst []int16, x []float32, inv float32, level int32) {
	dst = dst[:len(x)]
	announceWrite(dst)
	announceRead(x)
	if u.wide {
		quantiseAVX512(&dst[0], &x[0], len(x)/32, inv, level)
	} else {
		quantiseAVX2(&dst[0], &x[0], len(x)/32, inv, level)
	}
}

func (u floatUnit) turn(dst, rows []int16, hidden, length, padded int) {
	from, to := rows[:roundUp(length, 8)*hidden], dst[:padded*hidden]
	announceRead(from)
	announceWrite(to)
	for r := 0; r < length; r += 8 {
		turnAVX2(&to[2*r], 2*padded, &from[r*hidden], hidden, hidden/16)
	}
}

func (u floatUnit) interleave(dst, a, b []int16) {
	b, dst = b[:len(a)], dst[:2*len(a)]
	announceRead(a)
	announceRead(b)
	announceWrite(dst)
	interleaveAVX2(&dst[0], &a[0], &b[0], len(a)/16)
}
