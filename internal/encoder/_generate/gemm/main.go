// Command gemm writes the int8 matrix kernels of package encoder for amd64. The
// contract that they keep is in ../../gemm.go.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// panel is the number of columns whose weights lie together; groupBytes is what
// one group of four rows of a panel takes.
const (
	panel      = 16
	groupBytes = panel * 4
)

func main() {
	ConstraintExpr("amd64,!noasm")
	vnni(12)
	vnni(4)
	vnniWide(12)
	vnniWide(4)
	avx2()
	Generate()
}

// signature is that of a kernel for activations of the given type.
func signature(activation string) string {
	return "func(dst *float32, ldd int, a *" + activation + ", lda int, w *int8, panelBytes int, groups int, " +
		"scale *float32, zero *int32, sums *int32, colScale *float32, bias *float32)"
}

// args are the arguments that every kernel takes, in registers.
type args struct {
	dst, ldd, a, lda, w, groups       reg.Register
	scale, zero, sums, colScale, bias reg.Register
}

func load(name, activation, doc string) args {
	TEXT(name, NOSPLIT, signature(activation))
	Doc(doc)
	Pragma("noescape")
	p := func(name string) reg.Register { return Load(Param(name), GP64()) }
	x := args{dst: p("dst"), ldd: p("ldd"), a: p("a"), lda: p("lda"), w: p("w"), groups: p("groups")}
	SHLQ(Imm(2), x.ldd) // elements to bytes
	if activation == "int16" {
		SHLQ(Imm(1), x.lda)
	}
	return x
}

// epilogueArgs loads the arguments that only the end of a kernel needs, when the
// registers of its loop are free again.
func (x *args) epilogueArgs() {
	p := func(name string) reg.Register { return Load(Param(name), GP64()) }
	x.scale, x.zero, x.sums, x.colScale, x.bias = p("scale"), p("zero"), p("sums"), p("colScale"), p("bias")
}

// rows gives registers that move along a, and where each row stands by them:
// each register serves three rows, base, base+lda and base+2·lda.
func (x *args) rows(n int) (bases []reg.Register, row func(int) Mem) {
	for r := 0; r < n; r += 3 {
		b := GP64()
		if r == 0 {
			MOVQ(x.a, b)
		} else {
			LEAQ(Mem{Base: bases[len(bases)-1], Index: x.lda, Scale: 2}, b)
			ADDQ(x.lda, b)
		}
		bases = append(bases, b)
	}
	return bases, func(r int) Mem {
		m := Mem{Base: bases[r/3]}
		if r%3 > 0 {
			m.Index, m.Scale = x.lda, uint8(r%3)
		}
		return m
	}
}

// vnni writes the kernel for AVX-512 VNNI: rows of bytes by two panels of w.
func vnni(rows int) {
	x := load(fmt.Sprintf("gemmVNNI%d", rows), "uint8",
		fmt.Sprintf("gemmVNNI%d multiplies %d rows of a with two panels of w.", rows, rows))
	w1 := GP64()
	MOVQ(x.w, w1)
	ADDQ(Load(Param("panelBytes"), GP64()), w1)

	bases, row := x.rows(rows)
	acc := make([][]reg.VecVirtual, rows)
	for r := range acc {
		acc[r] = []reg.VecVirtual{ZMM(), ZMM()}
		for c := range acc[r] {
			VPXORD(acc[r][c], acc[r][c], acc[r][c])
		}
	}
	wa, wb := ZMM(), ZMM()
	loop := fmt.Sprintf("vnni%d", rows)
	Label(loop)
	VMOVDQU32(Mem{Base: x.w}, wa)
	VMOVDQU32(Mem{Base: w1}, wb)
	for r := range acc {
		v := ZMM()
		VPBROADCASTD(row(r), v)
		VPDPBUSD(wa, v, acc[r][0])
		VPDPBUSD(wb, v, acc[r][1])
	}
	for _, b := range bases {
		ADDQ(Imm(4), b)
	}
	ADDQ(Imm(groupBytes), x.w)
	ADDQ(Imm(groupBytes), w1)
	DECQ(x.groups)
	JNZ(LabelRef(loop))

	x.finish(acc)
}

// vnniWide writes the kernel for rows of 16-bit numbers by one panel of w. A
// register takes eight outputs of w, four weights of each, so an output has two
// sums to add at the end.
func vnniWide(rows int) {
	x := load(fmt.Sprintf("gemmVNNIWide%d", rows), "int16",
		fmt.Sprintf("gemmVNNIWide%d multiplies %d rows of a with one panel of w; panelBytes is not used.", rows, rows))
	bases, row := x.rows(rows)
	acc := make([][2]reg.VecVirtual, rows)
	for r := range acc {
		for c := range acc[r] {
			acc[r][c] = ZMM()
			VPXORD(acc[r][c], acc[r][c], acc[r][c])
		}
	}
	w := []reg.VecVirtual{ZMM(), ZMM()}
	loop := fmt.Sprintf("wide%d", rows)
	Label(loop)
	for c := range w {
		VPMOVSXBW(Mem{Base: x.w, Disp: 32 * c}, w[c])
	}
	for r := range acc {
		v := ZMM()
		VPBROADCASTQ(row(r), v)
		for c := range w {
			VPDPWSSD(w[c], v, acc[r][c])
		}
	}
	for _, b := range bases {
		ADDQ(Imm(8), b)
	}
	ADDQ(Imm(groupBytes), x.w)
	DECQ(x.groups)
	JNZ(LabelRef(loop))

	sums := make([][]reg.VecVirtual, rows)
	for r := range acc {
		for c := range acc[r] {
			VPSRLQ(Imm(32), acc[r][c], w[c])
			VPADDD(w[c], acc[r][c], acc[r][c])
			VPMOVQD(acc[r][c], acc[r][c].AsY())
		}
		VINSERTI64X4(Imm(1), acc[r][1].AsY(), acc[r][0], acc[r][0])
		sums[r] = acc[r][:1]
	}
	x.finish(sums)
}

// finish turns the sums of each row, 16 to a register, into values of dst.
func (x *args) finish(acc [][]reg.VecVirtual) {
	x.epilogueArgs()
	vecs := func() []reg.VecVirtual {
		v := make([]reg.VecVirtual, len(acc[0]))
		for c := range v {
			v[c] = ZMM()
		}
		return v
	}
	sums := vecs()
	for c := range sums {
		VMOVDQU32(Mem{Base: x.sums, Disp: 64 * c}, sums[c])
	}
	for r := range acc {
		z := ZMM()
		VPBROADCASTD(Mem{Base: x.zero, Disp: 4 * r}, z)
		for c := range sums {
			t := ZMM()
			VPMULLD(sums[c], z, t)
			VPSUBD(t, acc[r][c], acc[r][c])
			VCVTDQ2PS(acc[r][c], acc[r][c])
		}
	}
	colScale, bias := vecs(), vecs()
	for c := range sums {
		VMOVUPS(Mem{Base: x.colScale, Disp: 64 * c}, colScale[c])
		VMOVUPS(Mem{Base: x.bias, Disp: 64 * c}, bias[c])
	}
	for r := range acc {
		s := ZMM()
		VBROADCASTSS(Mem{Base: x.scale, Disp: 4 * r}, s)
		for c := range sums {
			VMULPS(s, acc[r][c], acc[r][c])
			VMULPS(colScale[c], acc[r][c], acc[r][c])
			VADDPS(bias[c], acc[r][c], acc[r][c])
			VMOVUPS(acc[r][c], Mem{Base: x.dst, Disp: 64 * c})
		}
		ADDQ(x.ldd, x.dst)
	}
	VZEROUPPER()
	RET()
}

// avx2 writes the kernel for AVX2: two rows of a by one panel of w. With bytes,
// VPMADDUBSW would be faster, and saturates; this one is exact.
func avx2() {
	const rows = 2
	x := load("gemmAVX2", "int16", "gemmAVX2 multiplies two rows of a with one panel of w; panelBytes is not used.")
	// Each accumulator holds two partial sums of four columns.
	acc := make([][4]reg.VecVirtual, rows)
	for r := range acc {
		for q := range acc[r] {
			acc[r][q] = YMM()
			VPXOR(acc[r][q], acc[r][q], acc[r][q])
		}
	}
	v := []reg.VecVirtual{YMM(), YMM()}
	w := YMM()
	t := YMM()
	Label("group")
	for r := range acc {
		m := Mem{Base: x.a}
		if r > 0 {
			m.Index, m.Scale = x.lda, uint8(r)
		}
		VPBROADCASTQ(m, v[r])
	}
	for q := range 4 {
		VPMOVSXBW(Mem{Base: x.w, Disp: 16 * q}, w)
		for r := range acc {
			VPMADDWD(v[r], w, t)
			VPADDD(t, acc[r][q], acc[r][q])
		}
	}
	ADDQ(Imm(8), x.a)
	ADDQ(Imm(groupBytes), x.w)
	DECQ(x.groups)
	JNZ(LabelRef("group"))

	x.epilogueArgs()
	for r := range acc {
		z, s := YMM(), YMM()
		VPBROADCASTD(Mem{Base: x.zero, Disp: 4 * r}, z)
		VBROADCASTSS(Mem{Base: x.scale, Disp: 4 * r}, s)
		for h := range 2 {
			sum := acc[r][2*h]
			// Adding neighbours leaves the columns as 01 45 23 67.
			VPHADDD(acc[r][2*h+1], acc[r][2*h], sum)
			VPERMQ(Imm(0xD8), sum, sum)
			u := YMM()
			VPMULLD(Mem{Base: x.sums, Disp: 32 * h}, z, u)
			VPSUBD(u, sum, sum)
			VCVTDQ2PS(sum, sum)
			VMULPS(s, sum, sum)
			VMULPS(Mem{Base: x.colScale, Disp: 32 * h}, sum, sum)
			VADDPS(Mem{Base: x.bias, Disp: 32 * h}, sum, sum)
			VMOVUPS(sum, Mem{Base: x.dst, Disp: 32 * h})
		}
		ADDQ(x.ldd, x.dst)
	}
	VZEROUPPER()
	RET()
}
