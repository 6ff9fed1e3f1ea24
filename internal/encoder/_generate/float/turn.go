package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// turn transposes pairs of 16-bit numbers, eight by eight.
func turn() {
	TEXT("turnAVX2", NOSPLIT, "func(dst *int16, ldd int, src *int16, lds, blocks int)")
	Doc("turnAVX2 writes the pairs of eight rows of src as columns of dst, blocks of eight pairs.")
	Pragma("noescape")
	dst, ldd, src, lds, blocks := param("dst"), param("ldd"), param("src"), param("lds"), param("blocks")
	SHLQ(Imm(1), ldd)
	SHLQ(Imm(1), lds)
	Label("turn")
	var v [8]reg.VecVirtual
	s := GP64()
	MOVQ(src, s)
	for i := range v {
		v[i] = YMM()
		VMOVDQU(Mem{Base: s}, v[i])
		if i < 7 {
			ADDQ(lds, s)
		}
	}
	// Words of two rows side by side, then of four, then the halves.
	step := func(low, high func(ops ...Op), apart int) {
		for i := range v {
			if i&apart == 0 {
				l, h := YMM(), YMM()
				low(v[i+apart], v[i], l)
				high(v[i+apart], v[i], h)
				v[i], v[i+apart] = l, h
			}
		}
	}
	step(VPUNPCKLDQ, VPUNPCKHDQ, 1)
	step(VPUNPCKLQDQ, VPUNPCKHQDQ, 2)
	half := func(imm uint64) func(ops ...Op) {
		return func(ops ...Op) { VPERM2I128(Imm(imm), ops[0], ops[1], ops[2]) }
	}
	step(half(0x20), half(0x31), 4)
	d := GP64()
	MOVQ(dst, d)
	// Column 2·a+b of a half lies in register 2·b+a.
	for i, from := range []int{0, 2, 1, 3, 4, 6, 5, 7} {
		VMOVDQU(v[from], Mem{Base: d})
		if i < 7 {
			ADDQ(ldd, d)
		}
	}
	ADDQ(Imm(32), src)
	LEAQ(Mem{Base: dst, Index: ldd, Scale: 8}, dst)
	DECQ(blocks)
	JNZ(LabelRef("turn"))
	end()
}

// interleave writes two rows of 16-bit numbers in turn.
func interleave() {
	TEXT("interleaveAVX2", NOSPLIT, "func(dst, a, b *int16, blocks int)")
	Doc("interleaveAVX2 writes blocks of 16 numbers of a and b in turn.")
	Pragma("noescape")
	dst, a, b, blocks := param("dst"), param("a"), param("b"), param("blocks")
	Label("interleave")
	x, y, l, h := YMM(), YMM(), YMM(), YMM()
	VPERMQ(Imm(0xD8), Mem{Base: a}, x)
	VPERMQ(Imm(0xD8), Mem{Base: b}, y)
	VPUNPCKLWD(y, x, l)
	VPUNPCKHWD(y, x, h)
	VMOVDQU(l, Mem{Base: dst})
	VMOVDQU(h, Mem{Base: dst, Disp: 32})
	ADDQ(Imm(64), dst)
	ADDQ(Imm(32), a)
	ADDQ(Imm(32), b)
	DECQ(blocks)
	JNZ(LabelRef("interleave"))
	end()
}
