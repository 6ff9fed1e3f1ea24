//go:build (amd64 || arm64) && !noasm

package encoder

// mustHold panics where a kernel would leave its buffers, as Go code would.
func mustHold(dst []float32, data []int16, a *rows, w *matrix, n int) {
	_ = dst[:n*w.out]
	_ = a.scale[:n]
	announceRead(data)
	announceWrite(dst[:n*w.out])
}

// bounds cuts the operands of wide to what a kernel may touch for n rows, and
// panics where there is less.
func (w *columns) bounds(dst []float32, ldd int, a []int16, lda, n int, scale []float32) (d []float32, x, y []int16) {
	d, x, y = dst[:(n-1)*ldd+w.n], a[:(n-1)*lda+2*w.pairs], w.data[:(w.pairs-1)*w.stride+2*w.n]
	_, _, _ = scale[:n], w.scale[:w.n], w.bias[:w.n]
	announceWrite(d)
	announceRead(x)
	announceRead(y)
	return d, x, y
}
