//go:build (amd64 || arm64) && !noasm

package encoder

// mustHold panics where a kernel would leave its buffers, as Go code would.
func mustHold[T uint8 | int16](dst []float32, data []T, a *rows, w *matrix, n int) {
	_ = dst[:n*w.out]
	_, _ = a.scale[:n], a.zero[:n]
	announceRead(data)
	announceWrite(dst[:n*w.out])
}
