package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// quantise writes bytes, and the 16-bit numbers; there is one of each for both
// machines, as they are bound by memory.
func quantise() {
	quantiser("quantiseBytesAVX2", "uint8", func(q []reg.VecVirtual, order, dst reg.Register) {
		VPACKSSDW(q[1], q[0], q[0])
		VPACKSSDW(q[3], q[2], q[2])
		VPACKUSWB(q[2], q[0], q[0])
		VPERMD(q[0], order, q[0])
		VMOVDQU(q[0], Mem{Base: dst})
		ADDQ(Imm(32), dst)
	})
	quantiser("quantiseAVX2", "int16", func(q []reg.VecVirtual, _, dst reg.Register) {
		for i := 0; i < len(q); i += 2 {
			VPACKSSDW(q[i+1], q[i], q[i])
			VPERMQ(Imm(0xD8), q[i], q[i])
			VMOVDQU(q[i], Mem{Base: dst, Disp: 16 * i})
		}
		ADDQ(Imm(64), dst)
	})
}

// quantiser writes the function of that name: blocks of 32 values are multiplied,
// rounded and shifted, then packed.
func quantiser(name, to string, pack func(q []reg.VecVirtual, order, dst reg.Register)) {
	TEXT(name, NOSPLIT, "func(dst *"+to+", x *float32, blocks int, inv float32, zero, levels int32)")
	Doc(name + " writes blocks of 32 as round(x·inv)+zero, from 0 to levels.")
	Pragma("noescape")
	dst, x, blocks := param("dst"), param("x"), param("blocks")
	inv, zero, order, none, levels := YMM(), YMM(), YMM(), YMM(), YMM()
	VBROADCASTSS(Load(Param("inv"), XMM()), inv)
	VMOVD(Load(Param("zero"), GP32()), zero.AsX())
	VPBROADCASTD(zero.AsX(), zero)
	VMOVD(Load(Param("levels"), GP32()), levels.AsX())
	VPBROADCASTD(levels.AsX(), levels)
	VPXOR(none, none, none)
	VMOVDQU(packOrder(), order)
	q := []reg.VecVirtual{YMM(), YMM(), YMM(), YMM()}
	Label("quantise")
	for i := range q {
		VMULPS(Mem{Base: x, Disp: 32 * i}, inv, q[i])
		VCVTPS2DQ(q[i], q[i])
		VPADDD(zero, q[i], q[i])
		VPMAXSD(none, q[i], q[i])
		VPMINSD(levels, q[i], q[i])
	}
	pack(q, order, dst)
	ADDQ(U32(128), x)
	DECQ(blocks)
	JNZ(LabelRef("quantise"))
	end()
}

// packOrder puts the dwords back in order after packing within 128-bit lanes.
func packOrder() Mem {
	if m, ok := known["packOrder"]; ok {
		return m
	}
	o := GLOBL("packOrder", RODATA|NOPTR)
	for i, d := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} {
		DATA(4*i, U32(d))
	}
	known["packOrder"] = o
	return o
}
