package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// largest is the first half of quantise; the scale is easier said in Go. With a
// value that is no number on the left, VMAXPS gives what is on the right.
func (m machine) largest() {
	m.begin("largest", "func(x *float32, blocks int) float32", "is the largest absolute value of blocks of 32.")
	x, blocks := param("x"), param("blocks")
	top, other, v, abs := m.vec(), m.vec(), m.vec(), m.vec()
	m.load(bits("Abs", 0x7FFFFFFF), abs)
	m.zero(top)
	m.zero(other)
	Label("largest")
	for i, t := range []vec{top, other} {
		m.do(VANDPS, Mem{Base: x, Disp: 4 * lanes * i}, abs, v)
		m.do(VMAXPS, t, v, t)
	}
	ADDQ(U32(8*lanes), x)
	DECQ(blocks)
	JNZ(LabelRef("largest"))
	m.do(VMAXPS, other, top, top)
	Store(m.reduce(top, VMAXPS), ReturnIndex(0))
	end()
}

// quantise multiplies, rounds and packs.
func (m machine) quantise() {
	m.begin("quantise", "func(dst *int16, x *float32, blocks int, inv float32, level int32)",
		"writes blocks of 32 as round(x·inv), from -level to level.")
	dst, x, blocks := param("dst"), param("x"), param("blocks")
	inv, least, most := m.vec(), m.vec(), m.vec()
	m.broadcast(Load(Param("inv"), XMM()), inv)
	level, none := XMM(), XMM()
	VMOVD(Load(Param("level"), GP32()), level)
	VPXOR(none, none, none)
	VPSUBD(level, none, none)
	for i := range inv {
		VPBROADCASTD(none, least[i])
		VPBROADCASTD(level, most[i])
	}
	Label("quantise")
	var q []reg.VecVirtual
	for i := range 2 {
		v := m.vec()
		m.mul(Mem{Base: x, Disp: 4 * lanes * i}, inv, v)
		for j := range v {
			VCVTPS2DQ(v[j], v[j])
			VPMAXSD(least[j], v[j], v[j])
			VPMINSD(most[j], v[j], v[j])
		}
		q = append(q, v...)
	}
	for i, v := range q {
		if m.zmm {
			VPMOVDW(v, Mem{Base: dst, Disp: 32 * i})
		} else if i%2 == 0 {
			VPACKSSDW(q[i+1], v, v)
			VPERMQ(Imm(0xD8), v, v)
			VMOVDQU(v, Mem{Base: dst, Disp: 16 * i})
		}
	}
	ADDQ(U32(4*lanes), dst)
	ADDQ(U32(8*lanes), x)
	DECQ(blocks)
	JNZ(LabelRef("quantise"))
	end()
}
