package encoder

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// others are the implementations that the reference is compared with.
func others(t *testing.T) []kernelSet {
	t.Helper()
	var sets []kernelSet
	for _, k := range available() {
		if k.name != generic.name {
			sets = append(sets, k)
		}
	}
	return sets
}

func floats(r *rand.Rand, n int, spread float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * spread)
	}
	return x
}

// same fails unless the bits agree: the bound between implementations is zero.
func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: value %d is %g, the reference says %g", what, i, got[i], want[i])
		}
	}
}

func randomMatrix(r *rand.Rand, out, in int) (m *matrix, w []int8) {
	m = newMatrix(out, in)
	w = make([]int8, out*in)
	for i := range w {
		w[i] = int8(r.IntN(255) - 127)
	}
	m.fill(0, w, floats(r, out, 0.01), floats(r, out, 1))
	return m, w
}

// randomRows are n rows of levels.
func randomRows(r *rand.Rand, n, width int) *rows {
	a := newRows(n, roundUp(n, rowAlign)*width)
	a.n = n
	level := highestLevel(width)
	for i := range a.data {
		a.data[i] = int16(r.Int32N(2*level+1) - level)
	}
	for i := range a.scale {
		a.scale[i] = r.Float32()
	}
	return a
}

func TestLinearAgainstDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	const n, out, in = 5, 32, 12
	m, w := randomMatrix(r, out, in)
	dst := make([]float32, roundUp(n, rowAlign)*out)
	for _, k := range available() {
		a := randomRows(r, n, in)
		k.linear(dst, a, m)
		for i := range n {
			for o := range out {
				sum := int32(0)
				for j := range in {
					sum += int32(a.data[i*in+j]) * int32(w[o*in+j])
				}
				want := float32(float32(float32(sum)*a.scale[i])*m.scale[o]) + m.bias[o]
				if got := dst[i*out+o]; got != want {
					t.Fatalf("%s: row %d output %d is %g, want %g", k.name, i, o, got, want)
				}
			}
		}
	}
}

func TestLinearAgainstReference(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, shape := range []struct{ n, out, in int }{
		{1, 32, 4}, {2, 32, 8}, {3, 64, 384}, {4, 32, 384}, {11, 96, 384}, {12, 32, 1536}, {13, 384, 64}, {24, 64, 20}, {24, 64, 64}, {51, 128, 192}, {31, 1152, 384}, {50, 384, 1536},
	} {
		m, _ := randomMatrix(r, shape.out, shape.in)
		for _, extreme := range []bool{false, true} {
			a := randomRows(r, shape.n, shape.in)
			if extreme { // the largest sums that there can be, of either sign
				for i := range a.data {
					a.data[i] = int16(highestLevel(shape.in))
				}
				for i := range m.packed {
					m.packed[i] = int8(127 - 254*(i/2%2))
				}
			}
			want := make([]float32, roundUp(shape.n, rowAlign)*shape.out)
			linearGeneric(want, a, m)
			for _, k := range others(t) {
				got := make([]float32, len(want))
				k.linear(got, a, m)
				same(t, fmt.Sprint(k.name, shape, extreme), got[:shape.n*shape.out], want[:shape.n*shape.out])
			}
		}
	}
}

func TestMatmul(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for _, shape := range []struct{ m, k, n int }{{1, 1, 16}, {3, 32, 16}, {4, 7, 32}, {9, 33, 48}, {128, 32, 128}, {129, 131, 32}} {
		lda, ldb, ldd := shape.k+3, shape.n+5, shape.n+2
		rows := roundUp(shape.m, rowAlign)
		a, b := floats(r, rows*lda, 1), floats(r, shape.k*ldb, 1)
		want := make([]float32, rows*ldd)
		matmulGeneric(want, ldd, a, lda, b, ldb, shape.m, shape.k, shape.n)
		for _, k := range others(t) {
			got := make([]float32, rows*ldd)
			k.matmul(got, ldd, a, lda, b, ldb, shape.m, shape.k, shape.n)
			for i := range shape.m {
				same(t, fmt.Sprint(k.name, shape), got[i*ldd:i*ldd+shape.n], want[i*ldd:i*ldd+shape.n])
			}
		}
	}
}

func TestSoftmax(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	for _, n := range []int{16, 32, 48, 256} {
		x := floats(r, n, 40)
		for i := n - 5; i < n; i++ {
			x[i] = float32(math.Inf(-1))
		}
		want := make([]int16, n)
		softmaxGeneric(want, append([]float32(nil), x...), 0.25)
		sum, exact, exactSum := 0.0, make([]float64, n), 0.0
		top := math.Inf(-1)
		for _, v := range x {
			top = max(top, float64(v))
		}
		for i, v := range x {
			exact[i] = math.Exp((float64(v) - top) * 0.25)
			exactSum += exact[i]
		}
		for i, v := range want {
			p := float64(v) / probabilityLevel
			sum += p
			if d := math.Abs(p - exact[i]/exactSum); d > 0.6/probabilityLevel {
				t.Errorf("length %d: value %d is off by %g", n, i, d)
			}
		}
		if math.Abs(sum-1) > 1e-3 || want[n-1] != 0 {
			t.Errorf("length %d: the sum is %g, filling has %d", n, sum, want[n-1])
		}
		for _, k := range others(t) {
			got := make([]int16, n)
			k.softmax(got, append([]float32(nil), x...), 0.25)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s: %d, the reference says %d", k.name, got, want)
			}
		}
	}
}

func TestWide(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 10))
	for _, shape := range []struct{ m, pairs, n int }{{1, 1, 16}, {3, 16, 32}, {4, 7, 48}, {12, 16, 128}, {13, 33, 16}, {31, 128, 32}} {
		level := int32(math.Sqrt((1<<31 - 1) / float64(2*shape.pairs)))
		lda, ldd, stride := 2*shape.pairs+3, shape.n+2, 2*shape.n+5
		rows := roundUp(shape.m, rowAlign)
		a := make([]int16, rows*lda)
		w := columns{n: shape.n, pairs: shape.pairs, stride: stride, data: make([]int16, shape.pairs*stride), scale: floats(r, shape.n, 1), bias: floats(r, shape.n, 1)}
		for _, x := range [][]int16{a, w.data} {
			for i := range x {
				x[i] = int16(r.Int32N(2*level+1) - level)
			}
		}
		w.bias[shape.n-1] = float32(math.Inf(-1))
		scale := floats(r, rows, 1)
		want := make([]float32, rows*ldd)
		wideGeneric(want, ldd, a, lda, &w, shape.m, scale)
		sum := int32(0)
		for k := range 2 * shape.pairs {
			sum += int32(a[k]) * int32(w.data[k/2*stride+k%2])
		}
		if exact := float32(float32(float32(sum)*scale[0])*w.scale[0]) + w.bias[0]; want[0] != exact {
			t.Errorf("%v: the first value is %g, want %g", shape, want[0], exact)
		}
		for _, k := range others(t) {
			got := make([]float32, rows*ldd)
			k.wide(got, ldd, a, lda, &w, shape.m, scale)
			for i := range shape.m {
				same(t, fmt.Sprint(k.name, shape), got[i*ldd:i*ldd+shape.n], want[i*ldd:i*ldd+shape.n])
			}
		}
	}
}

func TestColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 11))
	for _, shape := range [][2]int{{1, 16}, {8, 32}, {13, 48}, {16, 384}, {33, 64}} {
		length, hidden := shape[0], shape[1]
		rows := make([]int16, roundUp(length, 16)*hidden)
		for i := range rows {
			rows[i] = int16(r.Uint32())
		}
		padded := roundUp(length, 16)
		for _, k := range available() {
			dst, both := make([]int16, padded*hidden), make([]int16, 2*hidden)
			k.turn(dst, rows, hidden, length, padded)
			for i := range length * hidden {
				if row, c := i/hidden, i%hidden; dst[c/2*2*padded+2*row+c%2] != rows[i] {
					t.Fatalf("%s: %v: number %d of row %d lies elsewhere", k.name, shape, c, row)
				}
			}
			k.interleave(both, rows[:hidden], rows[len(rows)-hidden:])
			for i, v := range both {
				if want := [2]int16{rows[i/2], rows[len(rows)-hidden+i/2]}[i%2]; v != want {
					t.Fatalf("%s: %v: number %d is %d, want %d", k.name, shape, i, v, want)
				}
			}
		}
	}
}

func TestGelu(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	x := append(floats(r, 4000, 3), 0, float32(math.Copysign(0, -1)), 1e-30, -1e-30, 30, -30, 1e10, -1e10, 1, 2, 3, 4, 5, 6, 7, 8)
	want := append([]float32(nil), x...)
	geluGeneric(want)
	for i, v := range x {
		exact := float64(v) * 0.5 * math.Erfc(-float64(v)/math.Sqrt2)
		if d := math.Abs(float64(want[i]) - exact); d > 1e-5+1e-6*math.Abs(exact) {
			t.Errorf("gelu(%g) is %g, off by %g", v, want[i], d)
		}
	}
	for _, k := range others(t) {
		got := append([]float32(nil), x...)
		k.gelu(got)
		same(t, k.name, got, want)
	}
}

func TestLayerNorm(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	for _, n := range []int{16, 48, 384} {
		x, res, gamma, beta := floats(r, n, 3), floats(r, n, 3), floats(r, n, 1), floats(r, n, 1)
		want := append([]float32(nil), x...)
		layerNormGeneric(want, res, gamma, beta, 1e-5)
		mean, variance := 0.0, 0.0
		for i := range x {
			mean += float64(x[i]+res[i]) / float64(n)
		}
		for i := range x {
			variance += math.Pow(float64(x[i]+res[i])-mean, 2) / float64(n)
		}
		for i := range x {
			exact := (float64(x[i]+res[i])-mean)/math.Sqrt(variance+1e-5)*float64(gamma[i]) + float64(beta[i])
			if d := math.Abs(float64(want[i]) - exact); d > 1e-5 {
				t.Errorf("width %d: value %d is off by %g", n, i, d)
			}
		}
		for _, k := range others(t) {
			got := append([]float32(nil), x...)
			k.layerNorm(got, res, gamma, beta, 1e-5)
			same(t, k.name, got, want)
		}
	}
}

func TestQuantise(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	cases := map[string][]float32{
		"both signs": floats(r, 384, 2), "wide": floats(r, 1536, 1e6), "zero": make([]float32, 32), "tiny": floats(r, 32, 1e-42),
		"positive": {31: 4}, "negative": {31: -4}, "outlier": append(floats(r, 31, 0.01), 500), "numbers and none": append(floats(r, 63, 1), float32(math.NaN())),
		"infinite": {31: float32(math.Inf(1))}, "not a number": {31: float32(math.NaN())},
	}
	for name, x := range cases {
		for _, level := range []int32{highestLevel(384), highestLevel(1536)} {
			want, got := make([]int16, len(x)), make([]int16, len(x))
			scale := generic.quantiseRow(want, x, level)
			if name != "infinite" && !strings.Contains(name, "no") {
				for i, v := range x {
					if d := math.Abs(float64(float32(want[i])*scale - v)); d > float64(scale)*0.51+1e-37 {
						t.Errorf("%s: %g became %g", name, v, float32(want[i])*scale)
					}
				}
			}
			for _, k := range others(t) {
				if s := k.quantiseRow(got, x, level); s != scale || fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: %s gives the scale %g and other levels than the reference (%g)", name, k.name, s, scale)
				}
			}
		}
	}
}

func BenchmarkLinear(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 8))
	for _, shape := range []struct{ n, out, in int }{{32, 1536, 384}, {128, 1536, 384}, {256, 1152, 384}, {256, 1536, 384}, {128, 384, 1536}, {256, 384, 1536}, {256, 384, 384}} {
		m, _ := randomMatrix(r, shape.out, shape.in)
		dst := make([]float32, roundUp(shape.n, rowAlign)*shape.out)
		for _, k := range available() {
			a := randomRows(r, shape.n, shape.in)
			b.Run(fmt.Sprintf("%s/%dx%dx%d", k.name, shape.n, shape.in, shape.out), func(b *testing.B) {
				cpu := cpuTime()
				for b.Loop() {
					k.linear(dst, a, m)
				}
				b.ReportMetric(2*float64(shape.n*shape.out*shape.in)*float64(b.N)/(cpuTime()-cpu).Seconds()/1e9, "Gop/cpu-s")
			})
		}
	}
}

func BenchmarkFloat(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 9))
	x, y, g := floats(r, 128*1536, 1), floats(r, 128*1536, 1), floats(r, 1536, 1)
	levels := make([]int16, 128*384)
	dst := make([]float32, 128*128)
	for _, k := range available() {
		run := func(name string, elements int, f func()) {
			b.Run(k.name+"/"+name, func(b *testing.B) {
				cpu := cpuTime()
				for b.Loop() {
					f()
				}
				b.ReportMetric(float64((cpuTime()-cpu).Nanoseconds())/float64(b.N)/float64(elements), "cpu-ns/element")
			})
		}
		run("scores 128x32x128", 128*128, func() { k.wide(dst, 128, levels, 32, &columns{128, 16, 256, levels, g, g}, 128, g) })
		run("context 128x128x32", 128*32, func() { k.wide(dst, 32, levels, 128, &columns{32, 64, 64, levels, g, g}, 128, g) })
		run("softmax 128", 128, func() { copy(dst[:128], y); k.softmax(levels, dst[:128], 0.2) })
		run("gelu 1536", 1536, func() { copy(dst[:1536], y); k.gelu(dst[:1536]) })
		run("layerNorm 384", 384, func() { copy(dst[:384], y); k.layerNorm(dst[:384], x[:384], g[:384], g[:384], 1e-5) })
		run("quantise 1536", 1536, func() { k.quantiseRow(levels, x[:1536], highestLevel(1536)) })
	}
}
