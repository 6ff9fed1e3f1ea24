// Command gemm writes the matrix kernels of package encoder for amd64. The
// contract that they keep is in ../../gemm.go.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// panel is the number of outputs whose weights lie together; pairBytes is what two
// inputs of a panel take.
const (
	panel     = 16
	pairBytes = panel * 2
)

func main() {
	ConstraintExpr("amd64,!noasm")
	for _, wide := range []bool{false, true} {
		vnni(12, wide)
		vnni(4, wide)
		avx2(wide)
	}
	strassen(12)
	Generate()
}

const (
	signature = "func(dst *float32, ldd int, a *int16, lda int, w *int8, panelBytes int, groups int, " +
		"scale *float32, colScale *float32, bias *float32)"
	wideSignature = "func(dst *float32, ldd int, a *int16, lda int, w *int16, stride int, pairs int, " +
		"scale *float32, colScale *float32, bias *float32)"
)

// args are the arguments that every kernel takes, in registers. A group is four
// inputs: two pairs.
type args struct {
	dst, ldd, a, lda, w, groups reg.Register
	scale, colScale, bias       reg.Register
}

func load(name, doc string, wide bool) args {
	sig, count := signature, "groups"
	if wide {
		sig, count = wideSignature, "pairs"
	}
	TEXT(name, NOSPLIT, sig)
	Doc(doc)
	Pragma("noescape")
	x := args{dst: param("dst"), ldd: param("ldd"), a: param("a"), lda: param("lda"), w: param("w"), groups: param(count)}
	SHLQ(Imm(2), x.ldd) // elements to bytes
	SHLQ(Imm(1), x.lda)
	return x
}

func param(name string) reg.Register { return Load(Param(name), GP64()) }

// epilogueArgs loads the arguments that only the end of a kernel needs, when the
// registers of its loop are free again.
func (x *args) epilogueArgs() {
	x.scale, x.colScale, x.bias = param("scale"), param("colScale"), param("bias")
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

// next moves on by so many bytes of a and, with weights, by as much as step says,
// and goes back to the label while there is something.
func (x *args) next(label string, bases []reg.Register, bytes int, weights []reg.Register, step Op) {
	for _, b := range bases {
		ADDQ(Imm(uint64(bytes)), b)
	}
	for _, w := range weights {
		ADDQ(step, w)
	}
	DECQ(x.groups)
	JNZ(LabelRef(label))
}

// vnni writes the kernel for AVX-512 VNNI: rows by two panels of w. A register
// takes the weights of one pair for the outputs of a panel, so that each output
// has one sum. The wide form has weights of 16 bits, the two panels side by side
// and the pairs a stride apart.
func vnni(rows int, wide bool) {
	name, doc := "gemmVNNI", "two panels of w"
	if wide {
		name, doc = "wideVNNI", "32 columns of w"
	}
	name = fmt.Sprintf("%s%d", name, rows)
	x := load(name, fmt.Sprintf("%s multiplies %d rows of a with %s.", name, rows, doc), wide)
	panels, step, pairs := []reg.Register{x.w}, Op(Imm(2*pairBytes)), 2
	if wide {
		step, pairs = param("stride"), 1
	} else {
		w1 := GP64()
		MOVQ(x.w, w1)
		ADDQ(param("panelBytes"), w1)
		panels = append(panels, w1)
	}

	bases, row := x.rows(rows)
	acc := make([][2]reg.VecVirtual, rows)
	for r := range acc {
		for c := range acc[r] {
			acc[r][c] = ZMM()
			VPXORD(acc[r][c], acc[r][c], acc[r][c])
		}
	}
	Label("group")
	for pair := range pairs {
		w := []reg.VecVirtual{ZMM(), ZMM()}
		for c := range w {
			if wide {
				VMOVDQU32(Mem{Base: x.w, Disp: 2 * pairBytes * c}, w[c])
			} else {
				VPMOVSXBW(Mem{Base: panels[c], Disp: pairBytes * pair}, w[c])
			}
		}
		for r := range acc {
			v := ZMM()
			VPBROADCASTD(row(r).Offset(4*pair), v)
			for c := range w {
				VPDPWSSD(w[c], v, acc[r][c])
			}
		}
	}
	x.next("group", bases, 4*pairs, panels, step)

	x.epilogueArgs()
	x.finish(acc)
	VZEROUPPER()
	RET()
}

// finish turns the sums of each row into values of dst.
func (x *args) finish(acc [][2]reg.VecVirtual) {
	colScale, bias := [2]reg.VecVirtual{ZMM(), ZMM()}, [2]reg.VecVirtual{ZMM(), ZMM()}
	for c := range colScale {
		VMOVUPS(Mem{Base: x.colScale, Disp: 64 * c}, colScale[c])
		VMOVUPS(Mem{Base: x.bias, Disp: 64 * c}, bias[c])
	}
	for r := range acc {
		s := ZMM()
		VBROADCASTSS(Mem{Base: x.scale, Disp: 4 * r}, s)
		for c, v := range acc[r] {
			VCVTDQ2PS(v, v)
			VMULPS(s, v, v)
			VMULPS(colScale[c], v, v)
			VADDPS(bias[c], v, v)
			VMOVUPS(v, Mem{Base: x.dst, Disp: 64 * c})
		}
		ADDQ(x.ldd, x.dst)
	}
}

// avx2 writes the kernel for AVX2: four rows of a by one panel of w.
func avx2(wide bool) {
	const rows = 4
	name, doc := "gemmAVX2", "one panel of w; panelBytes is not used."
	if wide {
		name, doc = "wideAVX2", "16 columns of w."
	}
	x := load(name, name+" multiplies four rows of a with "+doc, wide)
	step, pairs := Op(Imm(2*pairBytes)), 2
	if wide {
		step, pairs = param("stride"), 1
	}
	bases, row := x.rows(rows)
	var acc [rows][2]reg.VecVirtual
	for r := range acc {
		for c := range acc[r] {
			acc[r][c] = YMM()
			VPXOR(acc[r][c], acc[r][c], acc[r][c])
		}
	}
	Label("group")
	for pair := range pairs {
		w := []reg.VecVirtual{YMM(), YMM()}
		for c := range w {
			if wide {
				VMOVDQU(Mem{Base: x.w, Disp: 32 * c}, w[c])
			} else {
				VPMOVSXBW(Mem{Base: x.w, Disp: pairBytes*pair + 16*c}, w[c])
			}
		}
		for r := range acc {
			v := YMM()
			VPBROADCASTD(row(r).Offset(4*pair), v)
			for c := range w {
				t := YMM()
				VPMADDWD(v, w[c], t)
				VPADDD(t, acc[r][c], acc[r][c])
			}
		}
	}
	x.next("group", bases, 4*pairs, []reg.Register{x.w}, step)

	x.epilogueArgs()
	for r := range acc {
		s := YMM()
		VBROADCASTSS(Mem{Base: x.scale, Disp: 4 * r}, s)
		for c, v := range acc[r] {
			VCVTDQ2PS(v, v)
			VMULPS(s, v, v)
			VMULPS(Mem{Base: x.colScale, Disp: 32 * c}, v, v)
			VADDPS(Mem{Base: x.bias, Disp: 32 * c}, v, v)
			VMOVUPS(v, Mem{Base: x.dst, Disp: 32 * c})
		}
		ADDQ(x.ldd, x.dst)
	}
	VZEROUPPER()
	RET()
}
