//go:build amd64 && !noasm

package encoder

import "golang.org/x/sys/cpu"

// available lists what this machine can run, best first.
func available() []kernelSet {
	var sets []kernelSet
	if !cpu.X86.HasAVX2 {
		return append(sets, generic)
	}
	avx2 := kernelSet{name: "avx2", linear: linearAVX2}
	floatUnit{}.set(&avx2)
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		vnni := kernelSet{name: "vnni", linear: linearVNNI}
		floatUnit{wide: true}.set(&vnni)
		vnni.quantiseBytes = floatUnit{wide: true}.quantiseBytes
		sets = append(sets, vnni)
	}
	return append(sets, avx2, generic)
}

// tall is the height of the kernels that keep the most sums in registers.
const tall = 12

func linearVNNI(dst []float32, a *rows, w *matrix) {
	if !a.inBytes {
		linearVNNIWide(dst, a, w)
		return
	}
	n, groups, panelBytes := roundUp(a.n, rowAlign), w.in/inAlign, panel*w.in
	data := a.bytes[:n*w.in]
	mustHold(dst, data, a, w, n)
	for o := 0; o < w.out; o += 2 * panel {
		p, sums, scale, bias := &w.packed[o*w.in], &w.sums[o], &w.scale[o], &w.bias[o]
		r := 0
		for ; r+tall <= n; r += tall {
			gemmVNNI12(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, panelBytes, groups, &a.scale[r], &a.zero[r], sums, scale, bias)
		}
		for ; r < n; r += rowAlign {
			gemmVNNI4(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, panelBytes, groups, &a.scale[r], &a.zero[r], sums, scale, bias)
		}
	}
}

func linearVNNIWide(dst []float32, a *rows, w *matrix) {
	n, groups := roundUp(a.n, rowAlign), w.in/inAlign
	data := a.data[:n*w.in]
	mustHold(dst, data, a, w, n)
	for o := 0; o < w.out; o += panel {
		p, sums, scale, bias := &w.packed[o*w.in], &w.sums[o], &w.scale[o], &w.bias[o]
		r := 0
		for ; r+tall <= n; r += tall {
			gemmVNNIWide12(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, 0, groups, &a.scale[r], &a.zero[r], sums, scale, bias)
		}
		for ; r < n; r += rowAlign {
			gemmVNNIWide4(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, 0, groups, &a.scale[r], &a.zero[r], sums, scale, bias)
		}
	}
}

func linearAVX2(dst []float32, a *rows, w *matrix) {
	n, groups := roundUp(a.n, rowAlign), w.in/inAlign
	data := a.data[:n*w.in]
	mustHold(dst, data, a, w, n)
	for o := 0; o < w.out; o += panel {
		p, sums, scale, bias := &w.packed[o*w.in], &w.sums[o], &w.scale[o], &w.bias[o]
		for r := 0; r < n; r += 2 {
			gemmAVX2(&dst[r*w.out+o], w.out, &data[r*w.in], w.in, p, 0, groups, &a.scale[r], &a.zero[r], sums, scale, bias)
		}
	}
}
