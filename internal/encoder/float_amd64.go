//go:build amd64 && !noasm

package encoder

func matmulAsm(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, k, n int) {
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

func softmaxAsm(x []float32, scale float32) {
	announceWrite(x)
	softmaxAVX2(&x[0], len(x)/8, scale)
}

func geluAsm(x []float32) {
	announceWrite(x)
	geluAVX2(&x[0], len(x)/8)
}

func layerNormAsm(x, residual, gamma, beta []float32, eps float32) {
	n := len(x)
	residual, gamma, beta = residual[:n], gamma[:n], beta[:n]
	announceWrite(x)
	announceRead(residual)
	layerNormAVX2(&x[0], &residual[0], &gamma[0], &beta[0], n/16, 1/float32(n), eps)
}

func quantiseAsm(dst []uint8, x []float32) (scale float32, zero int32) {
	dst = dst[:len(x)]
	announceRead(x)
	announceWrite(dst)
	low, high := rangeAVX2(&x[0], len(x)/8)
	scale, inv, zero := quantisation(low, high)
	quantiseAVX2(&dst[0], &x[0], len(x)/32, inv, zero)
	return scale, zero
}
