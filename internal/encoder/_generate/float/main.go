// Command float writes the float32 kernels of package encoder for amd64, for
// AVX2 and for AVX-512.
//
// They multiply and add in two steps, never fused, and reduce in the order that
// ../../float_generic.go states, so that all give the same bits.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// lanes is how many values each kernel works on at one time: two YMM registers
// or one ZMM.
const lanes = 16

func main() {
	ConstraintExpr("amd64,!noasm")
	for _, m := range []machine{{"AVX2", false}, {"AVX512", true}} {
		m.softmax()
		m.gelu()
		m.layerNorm()
		m.largest()
		m.quantise()
	}
	matmul()
	turn()
	interleave()
	Generate()
}

// A machine has registers of one width.
type machine struct {
	name string
	zmm  bool
}

// A vec is 16 values.
type vec []reg.VecVirtual

func (m machine) vec() vec {
	if m.zmm {
		return vec{ZMM()}
	}
	return vec{YMM(), YMM()}
}

// bytes is the size of one register.
func (m machine) bytes() int {
	if m.zmm {
		return 64
	}
	return 32
}

// at is the i-th register's part of memory or of another vec.
func (m machine) at(o any, i int) Op {
	switch o := o.(type) {
	case vec:
		return o[i]
	case Mem:
		return o.Offset(i * m.bytes())
	}
	panic("neither a vec nor memory")
}

// do emits op for each register: a is the operand that may be memory.
func (m machine) do(op func(ops ...Op), a any, b, dst vec) {
	for i := range dst {
		op(m.at(a, i), b[i], dst[i])
	}
}

func (m machine) load(src any, dst vec) {
	for i := range dst {
		VMOVUPS(m.at(src, i), dst[i])
	}
}

func (m machine) store(src vec, dst Mem) {
	for i := range src {
		VMOVUPS(src[i], m.at(dst, i))
	}
}

func (m machine) zero(v vec) {
	for i := range v {
		VXORPS(v[i], v[i], v[i])
	}
}

func (m machine) broadcast(x reg.Register, v vec) {
	for i := range v {
		VBROADCASTSS(x, v[i])
	}
}

// lit is a float32 constant in all lanes, as a memory operand. avo would write a
// float immediate as an integer, so the bits are given.
func lit(name string, v float32) Mem { return bits(name, math.Float32bits(v)) }

func bits(name string, v uint32) Mem {
	if m, ok := known[name]; ok {
		return m
	}
	m := GLOBL("f"+name, RODATA|NOPTR)
	for i := range lanes {
		DATA(4*i, U32(v))
	}
	known[name] = m
	return m
}

var known = map[string]Mem{}

// The products and sums of whole vecs.
func (m machine) mul(a any, b, dst vec) { m.do(VMULPS, a, b, dst) }
func (m machine) add(a any, b, dst vec) { m.do(VADDPS, a, b, dst) }
func (m machine) sub(a any, b, dst vec) { m.do(VSUBPS, a, b, dst) } // dst = b − a

// horner does p = (…(first·x + c₁)·x + c₂)…)·x, as the reference does.
func (m machine) horner(p, x vec, first Mem, more ...Mem) {
	m.mul(first, x, p)
	for _, c := range more {
		m.add(c, p, p)
		m.mul(x, p, p)
	}
}

// exp2 replaces v, at most 0, by 2 to the power of it: exp2Neg of the reference.
func (m machine) exp2(v vec) {
	n, p := m.vec(), m.vec()
	m.do(VMAXPS, lit("Exp2Min", -100), v, v)
	for i := range n {
		if m.zmm {
			VRNDSCALEPS(Imm(0), v[i], n[i])
		} else {
			VROUNDPS(Imm(0), v[i], n[i])
		}
	}
	m.sub(n, v, v)
	m.horner(p, v, lit("Exp24", 0.009570101276040077), lit("Exp23", 0.05591785907745361), lit("Exp22", 0.240247443318367),
		lit("Exp21", 0.6931217908859253))
	m.add(lit("Exp20", 0.9999992847442627), p, p)
	for i := range n {
		VCVTPS2DQ(n[i], n[i])
		VPSLLD(Imm(23), n[i], n[i])
		VPADDD(n[i], p[i], v[i])
	}
}

// reduce folds v into its lane 0, halves first.
func (m machine) reduce(v vec, op func(ops ...Op)) reg.Register {
	y := YMM()
	if m.zmm {
		VEXTRACTF64X4(Imm(1), v[0], y)
		op(y, v[0].AsY(), y)
	} else {
		op(v[1], v[0], y)
	}
	x, t := y.AsX(), XMM()
	VEXTRACTF128(Imm(1), y, t)
	op(t, x, x)
	VSHUFPS(Imm(0x0E), x, x, t)
	op(t, x, x)
	VSHUFPS(Imm(0x01), x, x, t)
	op(t, x, x)
	return x
}

// loop runs body for blocks of 16 values of p.
func loop(name string, p, blocks reg.Register, body func(Mem)) {
	n, q := GP64(), GP64()
	MOVQ(blocks, n)
	MOVQ(p, q)
	Label(name)
	body(Mem{Base: q})
	ADDQ(Imm(4*lanes), q)
	DECQ(n)
	JNZ(LabelRef(name))
}

func (m machine) begin(name, signature, doc string) {
	TEXT(name+m.name, NOSPLIT, signature)
	Doc(name + m.name + " " + doc)
	Pragma("noescape")
}

func end() {
	VZEROUPPER()
	RET()
}

func param(name string) reg.Register { return Load(Param(name), GP64()) }

func (m machine) softmax() {
	m.begin("softmax", "func(dst *int16, x *float32, blocks int, scale, level float32)", "is softmax over blocks of 16, with powers of 2, in steps of one over level.")
	dst, x, blocks := param("dst"), param("x"), param("blocks")
	top, sum, v, scale := m.vec(), m.vec(), m.vec(), m.vec()
	s := Load(Param("scale"), XMM())
	m.broadcast(s, scale)
	m.load(Mem{Base: x}, top)
	loop("top", x, blocks, func(p Mem) { m.do(VMAXPS, p, top, top) })
	m.broadcast(m.reduce(top, VMAXPS), top)
	m.zero(sum)
	loop("exp", x, blocks, func(p Mem) {
		m.load(p, v)
		m.sub(top, v, v)
		m.mul(scale, v, v)
		m.exp2(v)
		m.store(v, p)
		m.add(v, sum, sum)
	})
	total := m.reduce(sum, VADDPS)
	inv := Load(Param("level"), XMM())
	VDIVSS(total, inv, inv)
	m.broadcast(inv, sum)
	loop("divide", x, blocks, func(p Mem) {
		m.mul(p, sum, v)
		for i := range v {
			VCVTPS2DQ(v[i], v[i])
		}
		if m.zmm {
			VPMOVDW(v[0], Mem{Base: dst})
		} else {
			VPACKSSDW(v[1], v[0], v[0])
			VPERMQ(Imm(0xD8), v[0], v[0])
			VMOVDQU(v[0], Mem{Base: dst})
		}
		ADDQ(Imm(2*lanes), dst)
	})
	end()
}

// gelu is max(x, 0) − h(|x|), h a polynomial.
func (m machine) gelu() {
	m.begin("gelu", "func(x *float32, blocks int)", "is gelu over blocks of 16.")
	x, blocks := param("x"), param("blocks")
	v, t, p, none := m.vec(), m.vec(), m.vec(), m.vec()
	m.zero(none)
	loop("gelu", x, blocks, func(at Mem) {
		m.load(at, v)
		m.do(VANDPS, bits("Abs", 0x7FFFFFFF), v, t)
		m.do(VMINPS, lit("GeluEnd", 4.75), t, t)
		m.mul(lit("GeluScale", 2/4.75), t, t)
		m.add(lit("GeluMiddle", -1), t, t)
		m.horner(p, t, lit("Gelu11", 0.02390541322529316), lit("Gelu10", -0.05972106382250786), lit("Gelu9", -0.05629921704530716),
			lit("Gelu8", 0.2540677487850189), lit("Gelu7", -0.09759076684713364), lit("Gelu6", -0.34032750129699707),
			lit("Gelu5", 0.4522493779659271), lit("Gelu4", -0.11925370991230011), lit("Gelu3", -0.20910105109214783),
			lit("Gelu2", 0.2443935126066208), lit("Gelu1", -0.11316133290529251))
		m.add(lit("Gelu0", 0.020835326984524727), p, p)
		m.do(VMAXPS, none, v, v)
		m.sub(p, v, v)
		m.store(v, at)
	})
	end()
}

func (m machine) layerNorm() {
	m.begin("layerNorm", "func(x, residual, gamma, beta *float32, blocks int, inv, eps float32)",
		"is layerNorm over blocks of 16; inv is one over the width.")
	x, res, gamma, beta, blocks := param("x"), param("residual"), param("gamma"), param("beta"), param("blocks")
	inv, eps := Load(Param("inv"), XMM()), Load(Param("eps"), XMM())
	s, v, mean := m.vec(), m.vec(), m.vec()
	m.zero(s)
	loop("sum", x, blocks, func(p Mem) {
		m.load(p, v)
		m.add(Mem{Base: res}, v, v)
		m.store(v, p)
		m.add(v, s, s)
		ADDQ(Imm(4*lanes), res)
	})
	total := m.reduce(s, VADDPS)
	VMULSS(inv, total, total)
	m.broadcast(total, mean)
	m.zero(s)
	loop("squares", x, blocks, func(p Mem) {
		m.load(p, v)
		m.sub(mean, v, v)
		m.mul(v, v, v)
		m.add(v, s, s)
	})
	total = m.reduce(s, VADDPS)
	VMULSS(inv, total, total)
	VADDSS(eps, total, total)
	VSQRTSS(total, total, total)
	one := XMM()
	VMOVSS(lit("One", 1), one)
	VDIVSS(total, one, total)
	m.broadcast(total, s)
	loop("write", x, blocks, func(p Mem) {
		m.load(p, v)
		m.sub(mean, v, v)
		m.mul(s, v, v)
		m.mul(Mem{Base: gamma}, v, v)
		m.add(Mem{Base: beta}, v, v)
		m.store(v, p)
		ADDQ(Imm(4*lanes), gamma)
		ADDQ(Imm(4*lanes), beta)
	})
	end()
}
