// Command float writes the float32 kernels of package encoder for amd64 (AVX2).
//
// They multiply and add in two steps, never fused, and reduce in the order that
// ../../float_generic.go states, so that both give the same bits.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64,!noasm")
	matmul()
	softmax()
	gelu()
	layerNorm()
	quantise()
	Generate()
}

// lit is a float32 constant in all eight lanes, as a memory operand. avo would
// write a float immediate as an integer, so the bits are given.
func lit(name string, v float32) Mem { return bits(name, math.Float32bits(v)) }

func bits(name string, v uint32) Mem {
	if m, ok := known[name]; ok {
		return m
	}
	m := GLOBL("f"+name, RODATA|NOPTR)
	for i := range 8 {
		DATA(4*i, U32(v))
	}
	known[name] = m
	return m
}

var known = map[string]Mem{}

// matmul: tiles of 4×16, the sum over k in order.
func matmul() {
	TEXT("matmulAVX2", NOSPLIT, "func(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k, blocks int)")
	Doc("matmulAVX2 computes four rows of a·b, blocks of 16 columns of them.")
	Pragma("noescape")
	dst, a, b := Load(Param("dst"), GP64()), Load(Param("a"), GP64()), Load(Param("b"), GP64())
	ldd, lda, ldb := Load(Param("ldd"), GP64()), Load(Param("lda"), GP64()), Load(Param("ldb"), GP64())
	blocks := Load(Param("blocks"), GP64())
	SHLQ(Imm(2), ldd)
	SHLQ(Imm(2), lda)
	SHLQ(Imm(2), ldb)

	Label("matmulBlock")
	a0, a3, bk, k := GP64(), GP64(), GP64(), Load(Param("k"), GP64())
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
	Label("matmulStep")
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
	JNZ(LabelRef("matmulStep"))
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
	JNZ(LabelRef("matmulBlock"))
	VZEROUPPER()
	RET()
}

// exp replaces v, at most 0, by e to the power of it. The comments name the
// steps of expNeg in the reference.
func exp(v reg.VecVirtual) {
	mask, n, t, p := YMM(), YMM(), YMM(), YMM()
	VCMPPS(Imm(13), lit("ExpMin", -87), v, mask) // v >= -87; below it the result is 0
	VMAXPS(lit("ExpMin", -87), v, v)
	VMULPS(lit("Log2E", 1.44269504), v, n)
	VROUNDPS(Imm(0), n, n)
	VMULPS(lit("Ln2Hi", 0.693359375), n, t)
	VSUBPS(t, v, v)
	VMULPS(lit("Ln2Lo", -2.12194440e-4), n, t)
	VSUBPS(t, v, v)
	VMULPS(lit("Exp5", 1.9875691500e-4), v, p)
	for _, c := range []struct {
		name string
		v    float32
	}{{"Exp4", 1.3981999507e-3}, {"Exp3", 8.3334519073e-3}, {"Exp2", 4.1665795894e-2}, {"Exp1", 1.6666665459e-1}} {
		VADDPS(lit(c.name, c.v), p, p)
		VMULPS(v, p, p)
	}
	VADDPS(lit("Half", 0.5), p, p)
	VMULPS(v, v, t)
	VMULPS(t, p, p)
	VADDPS(v, p, p)
	VADDPS(lit("One", 1), p, p)
	VCVTPS2DQ(n, n)
	VPADDD(bits("Bias", 127), n, n)
	VPSLLD(Imm(23), n, n)
	VMULPS(n, p, p)
	VANDPS(mask, p, v)
}

// reduce folds the eight lanes of v into lane 0, halves first, with op.
func reduce(v reg.VecVirtual, op func(ops ...Op)) {
	t := XMM()
	VEXTRACTF128(Imm(1), v, t)
	op(t, v.AsX(), v.AsX())
	VSHUFPS(Imm(0x0E), v.AsX(), v.AsX(), t)
	op(t, v.AsX(), v.AsX())
	VSHUFPS(Imm(0x01), v.AsX(), v.AsX(), t)
	op(t, v.AsX(), v.AsX())
}

func broadcast(v reg.VecVirtual) { VBROADCASTSS(v.AsX(), v) }

func softmax() {
	TEXT("softmaxAVX2", NOSPLIT, "func(x *float32, blocks int, scale float32)")
	Doc("softmaxAVX2 is softmax over blocks of eight.")
	Pragma("noescape")
	x, blocks := Load(Param("x"), GP64()), Load(Param("blocks"), GP64())
	scale := YMM()
	Load(Param("scale"), scale.AsX())
	broadcast(scale)
	p, n := GP64(), GP64()
	top, sum, v := YMM(), YMM(), YMM()

	MOVQ(x, p)
	MOVQ(blocks, n)
	VMOVUPS(Mem{Base: p}, top)
	Label("softmaxTop")
	VMAXPS(Mem{Base: p}, top, top)
	ADDQ(Imm(32), p)
	DECQ(n)
	JNZ(LabelRef("softmaxTop"))
	reduce(top, func(o ...Op) { VMAXPS(o[0], o[1], o[2]) })
	broadcast(top)

	MOVQ(x, p)
	MOVQ(blocks, n)
	VXORPS(sum, sum, sum)
	Label("softmaxExp")
	VMOVUPS(Mem{Base: p}, v)
	VSUBPS(top, v, v)
	VMULPS(scale, v, v)
	exp(v)
	VMOVUPS(v, Mem{Base: p})
	VADDPS(v, sum, sum)
	ADDQ(Imm(32), p)
	DECQ(n)
	JNZ(LabelRef("softmaxExp"))
	reduce(sum, func(o ...Op) { VADDPS(o[0], o[1], o[2]) })
	broadcast(sum)
	VMOVUPS(lit("One", 1), v)
	VDIVPS(sum, v, sum)

	Label("softmaxDivide")
	VMULPS(Mem{Base: x}, sum, v)
	VMOVUPS(v, Mem{Base: x})
	ADDQ(Imm(32), x)
	DECQ(blocks)
	JNZ(LabelRef("softmaxDivide"))
	VZEROUPPER()
	RET()
}

// gelu is x·Φ(x), Φ by formula 7.1.26 of Abramowitz and Stegun.
func gelu() {
	TEXT("geluAVX2", NOSPLIT, "func(x *float32, blocks int)")
	Doc("geluAVX2 is gelu over blocks of eight.")
	Pragma("noescape")
	x, blocks := Load(Param("x"), GP64()), Load(Param("blocks"), GP64())
	v, z, t, e, p, q := YMM(), YMM(), YMM(), YMM(), YMM(), YMM()
	Label("gelu")
	VMOVUPS(Mem{Base: x}, v)
	VANDPS(bits("Abs", 0x7FFFFFFF), v, z)
	VMULPS(lit("InvSqrt2", 0.70710678), z, z)
	VMULPS(lit("ErfP", 0.3275911), z, t)
	VADDPS(lit("One", 1), t, t)
	VMOVUPS(lit("One", 1), p)
	VDIVPS(t, p, t)
	VMULPS(z, z, e)
	VXORPS(bits("Sign", 0x80000000), e, e)
	exp(e)
	VMULPS(lit("Erf5", 1.061405429), t, p)
	for _, c := range []struct {
		name string
		v    float32
	}{{"Erf4", -1.453152027}, {"Erf3", 1.421413741}, {"Erf2", -0.284496736}, {"Erf1", 0.254829592}} {
		VADDPS(lit(c.name, c.v), p, p)
		VMULPS(t, p, p)
	}
	// p·e is 1-erf(|x|/√2): half of it is Φ(-|x|).
	VMULPS(e, p, p)
	VMULPS(lit("Half", 0.5), p, p)
	VMOVUPS(lit("One", 1), q)
	VSUBPS(p, q, q)
	VBLENDVPS(v, p, q, q) // the lanes with the sign bit take Φ(-|x|)
	VMULPS(q, v, v)
	VMOVUPS(v, Mem{Base: x})
	ADDQ(Imm(32), x)
	DECQ(blocks)
	JNZ(LabelRef("gelu"))
	VZEROUPPER()
	RET()
}

func layerNorm() {
	TEXT("layerNormAVX2", NOSPLIT, "func(x, residual, gamma, beta *float32, blocks int, inv, eps float32)")
	Doc("layerNormAVX2 is layerNorm over blocks of 16; inv is one over the width.")
	Pragma("noescape")
	x, res, gamma, beta := Load(Param("x"), GP64()), Load(Param("residual"), GP64()), Load(Param("gamma"), GP64()), Load(Param("beta"), GP64())
	blocks := Load(Param("blocks"), GP64())
	inv, eps := XMM(), XMM()
	Load(Param("inv"), inv)
	Load(Param("eps"), eps)
	p, n := GP64(), GP64()
	s0, s1, v, u, mean := YMM(), YMM(), YMM(), YMM(), YMM()

	MOVQ(x, p)
	MOVQ(blocks, n)
	VXORPS(s0, s0, s0)
	VXORPS(s1, s1, s1)
	Label("normSum")
	for i, s := range []reg.VecVirtual{s0, s1} {
		VMOVUPS(Mem{Base: p, Disp: 32 * i}, v)
		VADDPS(Mem{Base: res, Disp: 32 * i}, v, v)
		VMOVUPS(v, Mem{Base: p, Disp: 32 * i})
		VADDPS(v, s, s)
	}
	ADDQ(Imm(64), p)
	ADDQ(Imm(64), res)
	DECQ(n)
	JNZ(LabelRef("normSum"))
	VADDPS(s1, s0, s0)
	reduce(s0, func(o ...Op) { VADDPS(o[0], o[1], o[2]) })
	VMULSS(inv, s0.AsX(), mean.AsX())
	broadcast(mean)

	MOVQ(x, p)
	MOVQ(blocks, n)
	VXORPS(s0, s0, s0)
	VXORPS(s1, s1, s1)
	Label("normSquares")
	for i, s := range []reg.VecVirtual{s0, s1} {
		VMOVUPS(Mem{Base: p, Disp: 32 * i}, v)
		VSUBPS(mean, v, v)
		VMULPS(v, v, u)
		VADDPS(u, s, s)
	}
	ADDQ(Imm(64), p)
	DECQ(n)
	JNZ(LabelRef("normSquares"))
	VADDPS(s1, s0, s0)
	reduce(s0, func(o ...Op) { VADDPS(o[0], o[1], o[2]) })
	VMULSS(inv, s0.AsX(), s0.AsX())
	VADDSS(eps, s0.AsX(), s0.AsX())
	VSQRTSS(s0.AsX(), s0.AsX(), s0.AsX())
	VMOVSS(lit("One", 1), u.AsX())
	VDIVSS(s0.AsX(), u.AsX(), s0.AsX())
	broadcast(s0)

	Label("normWrite")
	for i := range 2 {
		VMOVUPS(Mem{Base: x, Disp: 32 * i}, v)
		VSUBPS(mean, v, v)
		VMULPS(s0, v, v)
		VMULPS(Mem{Base: gamma, Disp: 32 * i}, v, v)
		VADDPS(Mem{Base: beta, Disp: 32 * i}, v, v)
		VMOVUPS(v, Mem{Base: x, Disp: 32 * i})
	}
	ADDQ(Imm(64), x)
	ADDQ(Imm(64), gamma)
	ADDQ(Imm(64), beta)
	DECQ(blocks)
	JNZ(LabelRef("normWrite"))
	VZEROUPPER()
	RET()
}

// quantise has two halves, as the scale between them is easier said in Go.
func quantise() {
	TEXT("rangeAVX2", NOSPLIT, "func(x *float32, blocks int) (low, high float32)")
	Doc("rangeAVX2 is the least and the greatest of 0 and blocks of eight.")
	Pragma("noescape")
	x, blocks := Load(Param("x"), GP64()), Load(Param("blocks"), GP64())
	lo, hi, v := YMM(), YMM(), YMM()
	VXORPS(lo, lo, lo)
	VXORPS(hi, hi, hi)
	Label("range")
	VMOVUPS(Mem{Base: x}, v)
	VMINPS(v, lo, lo)
	VMAXPS(v, hi, hi)
	ADDQ(Imm(32), x)
	DECQ(blocks)
	JNZ(LabelRef("range"))
	reduce(lo, func(o ...Op) { VMINPS(o[0], o[1], o[2]) })
	reduce(hi, func(o ...Op) { VMAXPS(o[0], o[1], o[2]) })
	Store(lo.AsX(), Return("low"))
	Store(hi.AsX(), Return("high"))
	VZEROUPPER()
	RET()

	TEXT("quantiseAVX2", NOSPLIT, "func(dst *uint8, x *float32, blocks int, inv float32, zero int32)")
	Doc("quantiseAVX2 writes blocks of 32 as round(x·inv)+zero.")
	Pragma("noescape")
	dst := Load(Param("dst"), GP64())
	x, blocks = Load(Param("x"), GP64()), Load(Param("blocks"), GP64())
	inv, zero, order := YMM(), YMM(), YMM()
	Load(Param("inv"), inv.AsX())
	broadcast(inv)
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
	VZEROUPPER()
	RET()
}
