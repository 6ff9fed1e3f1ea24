//go:build amd64 && !noasm

package encoder

import "golang.org/x/sys/cpu"

// available lists what this machine can run, best first.
func available() []kernelSet {
	var sets []kernelSet
	if !cpu.X86.HasAVX2 {
		return append(sets, generic)
	}
	avx2 := kernelSet{name: "avx2", linear: linearAVX2, wide: floatUnit{}.product}
	floatUnit{}.set(&avx2)
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		vnni := kernelSet{name: "vnni", linear: linearVNNI, wide: floatUnit{wide: true}.product}
		floatUnit{wide: true}.set(&vnni)
		sets = append(sets, vnni)
	}
	return append(sets, avx2, generic)
}

// tall is the height of the kernels that keep the most sums in registers.
const tall = 12

func linearVNNI(dst []float32, a *rows, w *matrix) {
	n, groups, panelBytes := roundUp(a.n, rowAlign), w.in/inAlign, panel*w.in
	data := a.data[:n*w.in]
	mustHold(dst, data, a, w, n)
	first := 0
	if w.in%64 == 0 && w.out%64 == 0 {
		first = linearStrassen(dst, a, w) // the rest is too little for it
	}
	for o := 0; o < w.out; o += 2 * panel {
		p, scale, bias := &w.packed[o*w.in], &w.scale[o], &w.bias[o]
		r := first
		for ; r+tall <= n; r += tall {
			gemmVNNI12(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, panelBytes, groups, &a.scale[r], scale, bias)
		}
		for ; r < n; r += rowAlign {
			gemmVNNI4(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, panelBytes, groups, &a.scale[r], scale, bias)
		}
	}
}

func linearAVX2(dst []float32, a *rows, w *matrix) {
	n, groups := roundUp(a.n, rowAlign), w.in/inAlign
	data := a.data[:n*w.in]
	mustHold(dst, data, a, w, n)
	for o := 0; o < w.out; o += panel {
		p, scale, bias := &w.packed[o*w.in], &w.scale[o], &w.bias[o]
		for r := 0; r < n; r += rowAlign {
			gemmAVX2(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, 0, groups, &a.scale[r], scale, bias)
		}
	}
}

// product is wide. A column of panels that has no second one is left to AVX2.
func (u floatUnit) product(dst []float32, ldd int, a []int16, lda int, w *columns, m int, scale []float32) {
	n := roundUp(m, rowAlign)
	d, x, y := w.bounds(dst, ldd, a, lda, n, scale)
	c, stride := 0, 2*w.stride
	for ; u.wide && c+2*panel <= w.n; c += 2 * panel {
		r := 0
		for ; r+tall <= n; r += tall {
			wideVNNI12(&d[r*ldd+c], ldd, &x[r*lda], lda, &y[2*c], stride, w.pairs, &scale[r], &w.scale[c], &w.bias[c])
		}
		for ; r < n; r += rowAlign {
			wideVNNI4(&d[r*ldd+c], ldd, &x[r*lda], lda, &y[2*c], stride, w.pairs, &scale[r], &w.scale[c], &w.bias[c])
		}
	}
	for ; c < w.n; c += panel {
		for r := 0; r < n; r += rowAlign {
			wideAVX2(&d[r*ldd+c], ldd, &x[r*lda], lda, &y[2*c], stride, w.pairs, &scale[r], &w.scale[c], &w.bias[c])
		}
	}
}
