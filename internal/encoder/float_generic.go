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

// softmaxGeneric replaces x by e^((x−max)·scale), divided by the sum of these.
// The length is a multiple of 16; what is only there to fill it is −Inf. scale is
// positive.
func softmaxGeneric(x []float32, scale float32) {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	var sum [16]float32
	for i, v := range x {
		v = expNeg(float32((v - top) * scale))
		x[i] = v
		sum[i%16] += v
	}
	inv := 1 / fold(&sum)
	for i, v := range x {
		x[i] = float32(v * inv)
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

const expMin = -87 // e to the power of less is 0 here: the scale 2^n would leave the normal numbers

// expNeg is e^x for x ≤ 0: x = n·ln 2 + r, and a polynomial in r (the
// coefficients of Cephes' expf). The relative error is below 2e-7.
func expNeg(x float32) float32 {
	if !(x >= expMin) {
		return 0
	}
	n := float32(math.RoundToEven(float64(float32(x * 1.44269504))))
	x -= float32(n * 0.693359375)
	x -= float32(n * -2.12194440e-4)
	p := float32(x * 1.9875691500e-4)
	p = float32((p + 1.3981999507e-3) * x)
	p = float32((p + 8.3334519073e-3) * x)
	p = float32((p + 4.1665795894e-2) * x)
	p = float32((p + 1.6666665459e-1) * x)
	p = float32((p + 0.5) * float32(x*x))
	p = p + x
	p = p + 1
	return float32(p * math.Float32frombits(uint32(int32(n)+127)<<23))
}

// geluGeneric replaces x by x·Φ(x). Φ comes from formula 7.1.26 of Abramowitz
// and Stegun for erf, of error below 2e-7. The length is a multiple of 16.
func geluGeneric(x []float32) {
	for i, v := range x {
		z := float32(abs32(v) * 0.70710678)
		t := 1 / (1 + float32(z*0.3275911))
		e := expNeg(-float32(z * z))
		p := float32(t * 1.061405429)
		p = float32((p + -1.453152027) * t)
		p = float32((p + 1.421413741) * t)
		p = float32((p + -0.284496736) * t)
		p = float32((p + 0.254829592) * t)
		p = float32(float32(p*e) * 0.5) // Φ(−|x|)
		if !math.Signbit(float64(v)) {
			p = 1 - p
		}
		x[i] = float32(p * v)
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

// quantiseGeneric writes x as numbers from 0 to levels, value = (number −
// zero)·scale, over the range of x and 0. The length is a multiple of 32.
func quantiseGeneric(dst []int16, x []float32, levels int32) (scale float32, zero int32) {
	low, high := span(x)
	scale, inv, zero := quantisation(low, high, levels)
	for i, v := range x {
		dst[i] = int16(min(max(nearest(float32(v*inv))+zero, 0), levels))
	}
	return scale, zero
}

// span is the least and the greatest of x and 0; what is no number is passed over.
func span(x []float32) (low, high float32) {
	for _, v := range x {
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
	}
	return low, high
}

// nearest rounds to even, and to the least number what int32 does not hold, as
// the processor does.
func nearest(v float32) int32 {
	if !(v > -1<<31 && v < 1<<31) {
		return math.MinInt32
	}
	return int32(math.RoundToEven(float64(v)))
}

// quantisation gives the scale, its inverse and the zero point for a range that
// holds 0 and is cut into so many levels.
func quantisation(low, high float32, levels int32) (scale, inv float32, zero int32) {
	width := high - low
	if !(width > 0) || math.IsInf(float64(width), 0) {
		return 0, 0, 0
	}
	scale = width / float32(levels)
	inv = float32(levels) / width
	if math.IsInf(float64(inv), 0) { // too narrow for float32: all is 0
		return 0, 0, 0
	}
	return scale, inv, int32(math.RoundToEven(float64(float32(-low * inv))))
}
