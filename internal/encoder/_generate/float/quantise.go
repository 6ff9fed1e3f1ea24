package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// quantise writes bytes; there is one for both machines, as it is bound by memory.
func quantise() {
	TEXT("quantiseAVX2", NOSPLIT, "func(dst *uint8, x *float32, blocks int, inv float32, zero int32)")
	Doc("quantiseAVX2 writes blocks of 32 as round(x·inv)+zero.")
	Pragma("noescape")
	dst, x, blocks := param("dst"), param("x"), param("blocks")
	inv, zero, order := YMM(), YMM(), YMM()
	VBROADCASTSS(Load(Param("inv"), XMM()), inv)
	VMOVD(Load(Param("zero"), GP32()), zero.AsX())
	VPBROADCASTD(zero.AsX(), zero)
	// Packing works within 128-bit lanes; this puts the dwords back in order.
	o := GLOBL("packOrder", RODATA|NOPTR)
	for i, d := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} {
		DATA(4*i, U32(d))
	}
	VMOVDQU(o, order)
	q := []reg.VecVirtual{YMM(), YMM(), YMM(), YMM()}
	Label("quantise")
	for i := range q {
		VMULPS(Mem{Base: x, Disp: 32 * i}, inv, q[i])
		VCVTPS2DQ(q[i], q[i])
		VPADDD(zero, q[i], q[i])
	}
	VPACKSSDW(q[1], q[0], q[0])
	VPACKSSDW(q[3], q[2], q[2])
	VPACKUSWB(q[2], q[0], q[0])
	VPERMD(q[0], order, q[0])
	VMOVDQU(q[0], Mem{Base: dst})
	ADDQ(U32(128), x)
	ADDQ(Imm(32), dst)
	DECQ(blocks)
	JNZ(LabelRef("quantise"))
	end()
}
