package encoder

import "math"

// The float kernels are the same in plain Go and in assembly, bit for bit: each
// product is rounded before it is added (the conversion float32(a*b) forbids the
// compiler to fuse the two), and sums are taken lane by lane and then folded in
// one order.

// matmulGeneric writes a·b to dst: m×k times k×n, with the lengths of a row of
// each. n is a multiple of 16. Rows up to the next multiple of rowAlign may be
// read from a and written to dst.
func matmulGeneric(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, k, n int) {
	for r := range m {
		d := dst[r*ldd : r*ldd+n]
		clear(d)
		for i, v := range a[r*lda : r*lda+k] {
			row := b[i*ldb : i*ldb+n]
			for j, w := range row {
				d[j] += float32(v * w)
			}
		}
	}
}

// probabilityLevel is the number for a probability of 1. The sum of a row of
// probabilities times values of as many levels stays below 2³¹.
const probabilityLevel = 1<<15 - 1

// softmaxGeneric writes to dst e^((x−max)·scale), divided by the sum of these, in
// steps of one over probabilityLevel, and leaves x in disorder. The length is a
// multiple of 16; what is only there to fill it is −Inf. scale is positive.
func softmaxGeneric(dst []int16, x []float32, scale float32) {
	scale = float32(scale * math.Log2E)
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	var sum [16]float32
	for i, v := range x {
		v = exp2Neg(float32((v - top) * scale))
		x[i] = v
		sum[i%16] += v
	}
	inv := probabilityLevel / fold(&sum)
	for i, v := range x {
		dst[i] = int16(max(nearest(float32(v*inv)), math.MinInt16))
	}
}

// fold adds 16 lanes: the halves, their halves, and so on.
func fold(s *[16]float32) float32 {
	for n := 8; n > 0; n /= 2 {
		for i := range n {
			s[i] += s[i+n]
		}
	}
	return s[0]
}

// exp2Neg is 2^x for x ≤ 0, and 2^-100 for all that is less than -100: 2^n·2^r, and
// a polynomial for r from -1/2 to 1/2. The relative error is below 3e-6, a tenth of
// a step of probability; training/kernel_fit.py finds the coefficients.
func exp2Neg(x float32) float32 {
	if !(x > -100) {
		x = -100
	}
	n := float32(math.RoundToEven(float64(x)))
	x -= n
	p := float32(x * 0.009570101276040077)
	p = float32((p + 0.05591785907745361) * x)
	p = float32((p + 0.240247443318367) * x)
	p = float32((p + 0.6931217908859253) * x)
	p += 0.9999992847442627
	return math.Float32frombits(math.Float32bits(p) + uint32(int32(n))<<23)
}

// geluGeneric replaces x by x·Φ(x) = max(x, 0) − h(|x|), h(t) = t·Φ(−t). For h there
// is a polynomial up to 4.75; from there on it is less than 5e-6 and taken as it is
// at 4.75. The error is below 9e-6, a small part of the step to which the result is
// rounded next; training/kernel_fit.py finds the coefficients. The length is a
// multiple of 16.
func geluGeneric(x []float32) {
	const end = 4.75
	for i, v := range x {
		t := abs32(v)
		if !(t < end) {
			t = end
		}
		t = float32(t*(2/end)) - 1
		p := float32(t * 0.02390541322529316)
		p = float32((p + -0.05972106382250786) * t)
		p = float32((p + -0.05629921704530716) * t)
		p = float32((p + 0.2540677487850189) * t)
		p = float32((p + -0.09759076684713364) * t)
		p = float32((p + -0.34032750129699707) * t)
		p = float32((p + 0.4522493779659271) * t)
		p = float32((p + -0.11925370991230011) * t)
		p = float32((p + -0.20910105109214783) * t)
		p = float32((p + 0.2443935126066208) * t)
		p = float32((p + -0.11316133290529251) * t)
		p += 0.020835326984524727
		if !(v > 0) {
			v = 0
		}
		x[i] = v - p
	}
}

func abs32(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }

// layerNormGeneric replaces x by the layer norm of x + residual. The length is a
// multiple of 16.
func layerNormGeneric(x, residual, gamma, beta []float32, eps float32) {
	inv := 1 / float32(len(x))
	var s [16]float32
	for i, v := range x {
		v += residual[i]
		x[i] = v
		s[i%16] += v
	}
	mean := float32(fold(&s) * inv)
	s = [16]float32{}
	for i, v := range x {
		v -= mean
		s[i%16] += float32(v * v)
	}
	variance := float32(fold(&s)*inv) + eps
	scale := 1 / float32(math.Sqrt(float64(variance)))
	for i, v := range x {
		v = float32((v - mean) * scale)
		x[i] = float32(v*gamma[i]) + beta[i]
	}
}

// quantiseGeneric writes x·inv as numbers from −level to level. What is no number
// becomes −level. The length is a multiple of 32.
func quantiseGeneric(dst []int16, x []float32, inv float32, level int32) {
	for i, v := range x {
		dst[i] = int16(min(max(nearest(float32(v*inv)), -level), level))
	}
}

// largestGeneric is the largest absolute value of x, the length of which is a
// multiple of 32; what is no number is passed over.
func largestGeneric(x []float32) float32 {
	top := float32(0)
	for _, v := range x {
		if v = abs32(v); v > top {
			top = v
		}
	}
	return top
}

// nearest rounds to even, and to the least number what int32 does not hold, as
// the processor does.
func nearest(v float32) int32 {
	if !(v > -1<<31 && v < 1<<31) {
		return math.MinInt32
	}
	return int32(math.RoundToEven(float64(v)))
}

// quantisation gives the scale and its inverse for values up to top.
func quantisation(top float32, level int32) (scale, inv float32) {
	inv = float32(level) / top
	if math.IsInf(float64(inv), 0) || math.IsInf(float64(top), 0) { // too narrow or too wide for float32: all is 0
		return 0, 0
	}
	return top / float32(level), inv
}

// turnGeneric writes the pairs of length rows of hidden numbers as columns, rows
// of padded pairs; what only fills them may be anything. Rows up to the next multiple
// of eight may be read; hidden is a multiple of 16.
func turnGeneric(dst, rows []int16, hidden, length, padded int) {
	for r := range length {
		row := rows[r*hidden : (r+1)*hidden]
		for i := 0; i < hidden; i += 2 {
			at := i*padded + 2*r
			dst[at], dst[at+1] = row[i], row[i+1]
		}
	}
}

// interleaveGeneric writes the numbers of a and b in turn, a multiple of 16 of each.
func interleaveGeneric(dst, a, b []int16) {
	for i, v := range a {
		dst[2*i], dst[2*i+1] = v, b[i]
	}
}
