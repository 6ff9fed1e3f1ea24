package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// matmul: tiles of four rows by 16 columns, the sum over k in order.
func matmul() {
	m := machine{"AVX2", false}
	m.begin("matmul", "func(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k, blocks int)",
		"computes four rows of a·b, blocks of 16 columns of them.")
	dst, a, b := param("dst"), param("a"), param("b")
	ldd, lda, ldb, blocks := param("ldd"), param("lda"), param("ldb"), param("blocks")
	for _, ld := range []reg.Register{ldd, lda, ldb} {
		SHLQ(Imm(2), ld) // elements to bytes
	}

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
			acc[r][c] = YMM()
			VXORPS(acc[r][c], acc[r][c], acc[r][c])
		}
	}
	b0, b1 := YMM(), YMM()
	Label("step")
	VMOVUPS(Mem{Base: bk}, b0)
	VMOVUPS(Mem{Base: bk, Disp: 32}, b1)
	for r := range acc {
		v, t, u := YMM(), YMM(), YMM()
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
		VMOVUPS(acc[r][1], Mem{Base: d, Disp: 32})
		if r < len(acc)-1 {
			ADDQ(ldd, d)
		}
	}
	ADDQ(Imm(64), dst)
	ADDQ(Imm(64), b)
	DECQ(blocks)
	JNZ(LabelRef("block"))
	end()
}
