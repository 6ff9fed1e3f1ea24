package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// matmul: tiles of four rows by two registers, the sum over k in order.
func (m machine) matmul() {
	m.begin("matmul", "func(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k, blocks int)",
		"computes four rows of a·b, blocks of two registers of them.")
	dst, a, b := param("dst"), param("a"), param("b")
	ldd, lda, ldb, blocks := param("ldd"), param("lda"), param("ldb"), param("blocks")
	for _, ld := range []reg.Register{ldd, lda, ldb} {
		SHLQ(Imm(2), ld) // elements to bytes
	}
	one := func() reg.VecVirtual { return m.vec()[0] }

	Label("block")
	a0, a3, bk, k := GP64(), GP64(), GP64(), param("k")
	MOVQ(a, a0)
	LEAQ(Mem{Base: a, Index: lda, Scale: 2}, a3)
	ADDQ(lda, a3)
	MOVQ(b, bk)
	rows := []Mem{{Base: a0}, {Base: a0, Index: lda, Scale: 1}, {Base: a0, Index: lda, Scale: 2}, {Base: a3}}
	var acc [4][2]reg.VecVirtual
	for r := range acc {
		for c := range acc[r] {
			acc[r][c] = one()
			VXORPS(acc[r][c], acc[r][c], acc[r][c])
		}
	}
	b0, b1 := one(), one()
	Label("step")
	VMOVUPS(Mem{Base: bk}, b0)
	VMOVUPS(Mem{Base: bk, Disp: m.bytes()}, b1)
	for r := range acc {
		v, t, u := one(), one(), one()
		VBROADCASTSS(rows[r], v)
		VMULPS(b0, v, t)
		VADDPS(t, acc[r][0], acc[r][0])
		VMULPS(b1, v, u)
		VADDPS(u, acc[r][1], acc[r][1])
	}
	ADDQ(Imm(4), a0)
	ADDQ(Imm(4), a3)
	ADDQ(ldb, bk)
	DECQ(k)
	JNZ(LabelRef("step"))
	d := GP64()
	MOVQ(dst, d)
	for r := range acc {
		VMOVUPS(acc[r][0], Mem{Base: d})
		VMOVUPS(acc[r][1], Mem{Base: d, Disp: m.bytes()})
		if r < len(acc)-1 {
			ADDQ(ldd, d)
		}
	}
	ADDQ(U32(2*uint32(m.bytes())), dst)
	ADDQ(U32(2*uint32(m.bytes())), b)
	DECQ(blocks)
	JNZ(LabelRef("block"))
	end()
}
