package encoder

//go:generate sh -c "cd _generate && go run ./gemm -out ../gemm_amd64.s -stubs ../gemm_stubs_amd64.go -pkg encoder"
//go:generate sh -c "cd _generate && go run ./float -out ../float_amd64.s -stubs ../float_stubs_amd64.go -pkg encoder"
//go:generate sh -c "cd _generate && go run ./neon -out ../gemm_arm64.s"

// The matrix kernels multiply quantised activations (rows, each with a scale and a
// zero point) with quantised weights (matrix, signed bytes with a scale for each
// output):
//
//	dst[r][o] = float32(Σ a[r][k]·w[o][k] − zero[r]·Σ w[o][k]) · scale[r] · scale[o] + bias[o]
//
// The sums are exact in int32, and what follows is done in this order and
// rounded at each step, so every implementation gives the same bits.
//
// Activations have as many levels, in 16 bits, as the sums of one row leave room
// for: 32,768 for 384 inputs, 8,192 for 1,536. Or they have 256, which an
// implementation may take in bytes.

const (
	panel    = 16 // outputs whose weights lie together
	outAlign = 32 // outputs are padded to it: the widest kernel takes two panels
	inAlign  = 4  // inputs are padded to it: one group
	rowAlign = 4  // buffers have room for a multiple of it; the rows past the end are not read back
)

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// A matrix is the weights of a linear layer, out×in, packed as
// [out/panel][in/inAlign][panel][inAlign].
type matrix struct {
	out, in int // as padded
	packed  []int8
	sums    []int32 // of each output's weights
	scale   []float32
	bias    []float32
}

// newMatrix makes an empty matrix for out outputs of in inputs.
func newMatrix(out, in int) *matrix {
	out, in = roundUp(out, outAlign), roundUp(in, inAlign)
	return &matrix{out: out, in: in, packed: make([]int8, out*in), sums: make([]int32, out),
		scale: make([]float32, out), bias: make([]float32, out)}
}

// fill packs the weights w, [n, in] row by row, as the outputs from first on.
// The width of w must be that of the matrix.
func (m *matrix) fill(first int, w []int8, scale, bias []float32) {
	copy(m.scale[first:], scale)
	copy(m.bias[first:], bias)
	for i := range scale {
		o := first + i
		row := w[i*m.in : (i+1)*m.in]
		at := o/panel*panel*m.in + o%panel*inAlign
		sum := int32(0)
		for k := 0; k < len(row); k += inAlign {
			g, d := row[k:k+inAlign:k+inAlign], m.packed[at:at+inAlign:at+inAlign]
			d[0], d[1], d[2], d[3] = g[0], g[1], g[2], g[3]
			sum += int32(g[0]) + int32(g[1]) + int32(g[2]) + int32(g[3])
			at += panel * inAlign
		}
		m.sums[o] = sum
	}
}

// rows are quantised activations: value = (data − zero[r]) · scale[r], the data
// being numbers from 0 on, or bytes.
type rows struct {
	n, width int
	inBytes  bool
	data     []int16
	bytes    []uint8
	scale    []float32
	zero     []int32
}

// newRows makes room for n rows of up to width values.
func newRows(n, width int) *rows {
	n = roundUp(n, rowAlign)
	return &rows{width: width, data: make([]int16, n*width), bytes: make([]uint8, n*width),
		scale: make([]float32, n), zero: make([]int32, n)}
}

// roughLevels is the highest level of rough activations, which fit into bytes.
const roughLevels = 255

// fineLevels is the highest level with which the sums of a row of width products
// stay below 2³¹.
func fineLevels(width int) int32 {
	levels := int32(1<<15 - 1)
	for int64(levels)*127*int64(width) >= 1<<31 {
		levels >>= 1
	}
	return levels
}

// A kernelSet is one implementation of all that takes time. The float kernels
// are described at their references in float_generic.go.
type kernelSet struct {
	name string
	// linear writes a·wᵀ to dst, which has w.out columns and a.n rows, rounded up.
	linear    func(dst []float32, a *rows, w *matrix)
	matmul    func(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, k, n int)
	softmax   func(x []float32, scale float32)
	gelu      func(x []float32)
	layerNorm func(x, residual, gamma, beta []float32, eps float32)
	// quantise writes one row of levels; quantiseBytes, which may be missing, of
	// rough ones. linear takes what the two have written.
	quantise      func(dst []int16, x []float32, levels int32) (scale float32, zero int32)
	quantiseBytes func(dst []uint8, x []float32) (scale float32, zero int32)
}

// fillFrom quantises the n rows of x, each of the given width.
func (a *rows) fillFrom(k *kernelSet, x []float32, n, width int, rough bool) {
	a.n, a.width, a.inBytes = n, width, rough && k.quantiseBytes != nil
	levels := fineLevels(width)
	if rough {
		levels = roughLevels
	}
	for r := range n {
		from, to := r*width, (r+1)*width
		if a.inBytes {
			a.scale[r], a.zero[r] = k.quantiseBytes(a.bytes[from:to], x[from:to])
		} else {
			a.scale[r], a.zero[r] = k.quantise(a.data[from:to], x[from:to], levels)
		}
	}
}

// generic is the reference: plain Go, on every machine.
var generic = kernelSet{name: "generic", linear: linearGeneric, matmul: matmulGeneric, softmax: softmaxGeneric,
	gelu: geluGeneric, layerNorm: layerNormGeneric, quantise: quantiseGeneric}

// kernelNames lists the implementations that this machine can run, best first.
func kernelNames() []string {
	var names []string
	for _, k := range available() {
		names = append(names, k.name)
	}
	return names
}

// kernelsNamed returns the implementation of that name, the best for "".
func kernelsNamed(name string) (*kernelSet, bool) {
	for _, k := range available() {
		if name == "" || k.name == name {
			return &k, true
		}
	}
	return nil, false
}
