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
		m.span()
	}
	matmul()
	quantise()
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

// exp replaces v, at most 0, by e to the power of it: expNeg of the reference.
func (m machine) exp(v vec) {
	n, t, p := m.vec(), m.vec(), m.vec()
	least := lit("ExpMin", -87)
	var keep []Op // the lanes that are not 0
	for i := range v {
		if m.zmm {
			k := K()
			VCMPPS(Imm(13), m.at(least, i), v[i], k)
			keep = append(keep, k)
		} else {
			y := YMM()
			VCMPPS(Imm(13), m.at(least, i), v[i], y)
			keep = append(keep, y)
		}
	}
	m.do(VMAXPS, least, v, v)
	m.mul(lit("Log2E", 1.44269504), v, n)
	for i := range n {
		if m.zmm {
			VRNDSCALEPS(Imm(0), n[i], n[i])
		} else {
			VROUNDPS(Imm(0), n[i], n[i])
		}
	}
	m.mul(lit("Ln2Hi", 0.693359375), n, t)
	m.sub(t, v, v)
	m.mul(lit("Ln2Lo", -2.12194440e-4), n, t)
	m.sub(t, v, v)
	m.horner(p, v, lit("Exp5", 1.9875691500e-4), lit("Exp4", 1.3981999507e-3), lit("Exp3", 8.3334519073e-3),
		lit("Exp2", 4.1665795894e-2), lit("Exp1", 1.6666665459e-1))
	m.add(lit("Half", 0.5), p, p)
	m.mul(v, v, t)
	m.mul(t, p, p)
	m.add(v, p, p)
	m.add(lit("One", 1), p, p)
	for i := range n {
		VCVTPS2DQ(n[i], n[i])
		VPADDD(m.at(bits("Bias", 127), i), n[i], n[i])
		VPSLLD(Imm(23), n[i], n[i])
	}
	for i := range v {
		if m.zmm {
			VMULPS_Z(n[i], p[i], keep[i], v[i])
		} else {
			VMULPS(n[i], p[i], p[i])
			VANDPS(keep[i], p[i], v[i])
		}
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
	m.begin("softmax", "func(x *float32, blocks int, scale float32)", "is softmax over blocks of 16.")
	x, blocks := param("x"), param("blocks")
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
		m.exp(v)
		m.store(v, p)
		m.add(v, sum, sum)
	})
	total := m.reduce(sum, VADDPS)
	inv := XMM()
	VMOVSS(lit("One", 1), inv)
	VDIVSS(total, inv, inv)
	m.broadcast(inv, sum)
	loop("divide", x, blocks, func(p Mem) {
		m.mul(p, sum, v)
		m.store(v, p)
	})
	end()
}

// gelu is x·Φ(x), Φ by formula 7.1.26 of Abramowitz and Stegun.
func (m machine) gelu() {
	m.begin("gelu", "func(x *float32, blocks int)", "is gelu over blocks of 16.")
	x, blocks := param("x"), param("blocks")
	v, z, t, e, p := m.vec(), m.vec(), m.vec(), m.vec(), m.vec()
	loop("gelu", x, blocks, func(at Mem) {
		m.load(at, v)
		m.do(VANDPS, bits("Abs", 0x7FFFFFFF), v, z)
		m.mul(lit("InvSqrt2", 0.70710678), z, z)
		m.mul(lit("ErfP", 0.3275911), z, t)
		m.add(lit("One", 1), t, t)
		m.load(lit("One", 1), p)
		m.do(VDIVPS, t, p, t)
		m.mul(z, z, e)
		m.do(VXORPS, bits("Sign", 0x80000000), e, e)
		m.exp(e)
		m.horner(p, t, lit("Erf5", 1.061405429), lit("Erf4", -1.453152027), lit("Erf3", 1.421413741),
			lit("Erf2", -0.284496736), lit("Erf1", 0.254829592))
		// p·e is 1−erf(|x|/√2): half of it is Φ(−|x|).
		m.mul(e, p, p)
		m.mul(lit("Half", 0.5), p, p)
		q := m.vec()
		m.load(lit("One", 1), q)
		m.sub(p, q, q)
		for i := range v { // the lanes with the sign bit take Φ(−|x|)
			if m.zmm {
				k := K()
				VPMOVD2M(v[i], k)
				VBLENDMPS(p[i], q[i], k, q[i])
			} else {
				VBLENDVPS(v[i], p[i], q[i], q[i])
			}
		}
		m.mul(q, v, v)
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

// span is the first half of quantise; the scale is easier said in Go.
func (m machine) span() {
	m.begin("span", "func(x *float32, blocks int) (low, high float32)", "is the least and the greatest of 0 and blocks of 16.")
	x, blocks := param("x"), param("blocks")
	lo, hi, v := m.vec(), m.vec(), m.vec()
	m.zero(lo)
	m.zero(hi)
	loop("span", x, blocks, func(p Mem) {
		m.load(p, v)
		m.do(VMINPS, lo, v, lo)
		m.do(VMAXPS, hi, v, hi)
	})
	low := m.reduce(lo, VMINPS)
	high := m.reduce(hi, VMAXPS)
	Store(low, Return("low"))
	Store(high, Return("high"))
	end()
}
