package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A product is one of the seven of Strassen's method: what its weights are, and
// what becomes of the one or two tiles of dst that it is part of.
type product struct {
	weights byte // ' ' w0, '+' w0+w1, '-' w0−w1
	x, y    byte // '=' is it, '+' and '-' take it to what is there, 'f' adds it and finishes; y may be 0
}

// products are M1 to M7 in the usual order; C11, C12, C21 and C22 are the tiles:
//
//	M1 = (A11+A22)(B11+B22)   M2 = (A21+A22)B11   M3 = A11(B12−B22)   M4 = A22(B21−B11)
//	M5 = (A11+A12)B22         M6 = (A21−A11)(B11+B12)                 M7 = (A12−A22)(B21+B22)
//	C11 = M1+M4−M5+M7   C12 = M3+M5   C21 = M2+M4   C22 = M1−M2+M3+M6
var products = []product{
	{'+', '=', '='}, // C11, C22
	{' ', '=', '-'}, // C21, C22
	{'-', '=', '+'}, // C12, C22
	{'-', '+', 'f'}, // C11, C21
	{' ', '-', 'f'}, // C11, C12
	{'+', 'f', 0},   // C22
	{'+', 'f', 0},   // C11
}

// strassen writes the kernels of the seven products: rows of a by two panels of
// w0, alone or with w1. Until they are finished, tiles hold sums in int32.
func strassen(rows int) {
	for i, p := range products {
		p.write(rows, i+1)
	}
	mix()
}

func (p product) write(rows, number int) {
	name := fmt.Sprintf("strassen%d", number)
	TEXT(name, NOSPLIT, "func(a *int16, lda int, w0, w1 *int8, panelBytes, groups int, x, y *float32, ldd int, scale, colScale, bias *float32)")
	Doc(fmt.Sprintf("%s is the product M%d for tiles of %d rows by two panels.", name, number, rows))
	Pragma("noescape")
	a := args{a: param("a"), lda: param("lda"), w: param("w0"), groups: param("groups")}
	SHLQ(Imm(1), a.lda)
	weights := []reg.Register{a.w}
	if p.weights != ' ' {
		weights = append(weights, param("w1"))
	}
	panelBytes := param("panelBytes")
	bases, row := a.rows(rows)
	acc := make([][2]reg.VecVirtual, rows)
	for r := range acc {
		for c := range acc[r] {
			acc[r][c] = ZMM()
			VPXORD(acc[r][c], acc[r][c], acc[r][c])
		}
	}
	Label("group")
	for pair := range 2 {
		w := [2]reg.VecVirtual{ZMM(), ZMM()}
		for c := range w {
			at := func(base reg.Register) Mem {
				m := Mem{Base: base, Disp: pairBytes * pair}
				if c == 1 {
					m.Index, m.Scale = panelBytes, 1
				}
				return m
			}
			VPMOVSXBW(at(weights[0]), w[c])
			if p.weights == ' ' {
				continue
			}
			other := ZMM()
			VPMOVSXBW(at(weights[1]), other)
			if p.weights == '+' {
				VPADDW(other, w[c], w[c])
			} else {
				VPSUBW(other, w[c], w[c])
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
	a.next("group", bases, 8, weights, Imm(2*pairBytes))

	a.ldd = param("ldd")
	SHLQ(Imm(2), a.ldd)
	if p.y != 0 { // the last to be written may change the sums
		a.put(p.x, param("x"), acc)
		a.put(p.y, param("y"), acc)
	} else {
		a.put(p.x, param("x"), acc)
	}
	VZEROUPPER()
	RET()
}

// put does what is said with the tile at dst.
func (x *args) put(what byte, dst reg.Register, acc [][2]reg.VecVirtual) {
	if what == 'f' {
		for r := range acc {
			for c, v := range acc[r] {
				VPADDD(Mem{Base: dst, Disp: 64 * c}, v, v)
			}
			ADDQ(x.ldd, dst)
		}
		back := GP64()
		MOVQ(x.ldd, back)
		IMUL3Q(Imm(uint64(len(acc))), back, back)
		SUBQ(back, dst)
		x.dst = dst
		x.epilogueArgs()
		x.finish(acc)
		return
	}
	for r := range acc {
		for c, v := range acc[r] {
			m := Mem{Base: dst, Disp: 64 * c}
			t := ZMM()
			switch what {
			case '=':
				t = v
			case '+':
				VPADDD(m, v, t)
			case '-':
				VMOVDQU32(m, t)
				VPSUBD(v, t, t)
			}
			VMOVDQU32(t, m)
		}
		ADDQ(x.ldd, dst)
	}
}

// mix writes the function for the sums of halves of rows that products take.
func mix() {
	TEXT("strassenMix", NOSPLIT, "func(dst *int16, step int, top, bottom *int16, half int)")
	Doc("strassenMix writes the inputs of the products 1, 2, 5, 6 and 7, step apart, for one row",
		"of the upper and one of the lower tile, of two halves of half numbers, a multiple of 32.")
	Pragma("noescape")
	dst, step, top, bottom, half := param("dst"), param("step"), param("top"), param("bottom"), param("half")
	SHLQ(Imm(1), step)
	SHLQ(Imm(1), half)
	n := GP64()
	MOVQ(half, n)
	SHRQ(Imm(6), n)
	Label("mix")
	a11, a12, a21, a22, t := ZMM(), ZMM(), ZMM(), ZMM(), ZMM()
	VMOVDQU32(Mem{Base: top}, a11)
	VMOVDQU32(Mem{Base: top, Index: half, Scale: 1}, a12)
	VMOVDQU32(Mem{Base: bottom}, a21)
	VMOVDQU32(Mem{Base: bottom, Index: half, Scale: 1}, a22)
	d := GP64()
	MOVQ(dst, d)
	for i, p := range []struct {
		op   func(ops ...Op)
		a, b Op
	}{{VPADDW, a11, a22}, {VPADDW, a21, a22}, {VPADDW, a11, a12}, {VPSUBW, a21, a11}, {VPSUBW, a12, a22}} {
		p.op(p.b, p.a, t)
		VMOVDQU32(t, Mem{Base: d})
		if i < 4 {
			ADDQ(step, d)
		}
	}
	for _, p := range []reg.Register{dst, top, bottom} {
		ADDQ(Imm(64), p)
	}
	DECQ(n)
	JNZ(LabelRef("mix"))
	VZEROUPPER()
	RET()
}
