package encoder

//go:generate sh -c "cd _generate && go run ./gemm -out ../gemm_amd64.s -stubs ../gemm_stubs_amd64.go -pkg encoder"
//go:generate sh -c "cd _generate && go run ./float -out ../float_amd64.s -stubs ../float_stubs_amd64.go -pkg encoder"
//go:generate sh -c "cd _generate && go run ./neon -out ../gemm_arm64.s"

// The matrix kernels multiply quantised activations (rows, each with a scale) with
// quantised weights (matrix, signed bytes with a scale for each output):
//
//	dst[r][o] = float32(Σ a[r][k]·w[o][k]) · scale[r] · scale[o] + bias[o]
//
// The sums are exact in int32, and what follows is done in this order and
// rounded at each step, so every implementation gives the same bits.
//
// Activations have as many levels on either side of 0 as the sums of one row leave
// room for: 16,383 for 384 inputs, 8,191 for 1,536.

const (
	panel    = 16 // outputs whose weights lie together
	outAlign = 32 // outputs are padded to it: the widest kernel takes two panels
	inAlign  = 4  // inputs are padded to it: kernels take two pairs at one time
	rowAlign = 4  // buffers have room for a multiple of it; the rows past the end are not read back
)

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// A matrix is the weights of a linear layer, out×in, packed as
// [out/panel][in/2][panel][2].
type matrix struct {
	out, in int // as padded
	packed  []int8
	scale   []float32
	bias    []float32
}

// newMatrix makes an empty matrix for out outputs of in inputs.
func newMatrix(out, in int) *matrix {
	out, in = roundUp(out, outAlign), roundUp(in, inAlign)
	return &matrix{out: out, in: in, packed: make([]int8, out*in), scale: make([]float32, out), bias: make([]float32, out)}
}

// fill packs the weights w, [n, in] row by row, as the outputs from first on.
// The width of w must be that of the matrix.
func (m *matrix) fill(first int, w []int8, scale, bias []float32) {
	copy(m.scale[first:], scale)
	copy(m.bias[first:], bias)
	for i := range scale {
		o := first + i
		row := w[i*m.in : (i+1)*m.in]
		at := o/panel*panel*m.in + o%panel*2
		for k := 0; k < len(row); k += 2 {
			m.packed[at], m.packed[at+1] = row[k], row[k+1]
			at += panel * 2
		}
	}
}

// rows are quantised activations: value = data · scale[r].
type rows struct {
	n     int
	data  []int16
	scale []float32
	mixed []int16 // working memory of a kernel
}

// newRows makes room for n rows, rounded up, and so many values in all.
func newRows(n, values int) *rows {
	return &rows{data: make([]int16, values), scale: make([]float32, roundUp(n, rowAlign))}
}

// highestLevel is the highest level with which the sums of a row of width products
// stay below 2³¹, and the sum of two levels within 16 bits.
func highestLevel(width int) int32 {
	level := int32(1<<14 - 1)
	for int64(level)*127*int64(width) >= 1<<31 {
		level >>= 1
	}
	return level
}

// A kernelSet is one implementation of all that takes time. The float kernels
// are described at their references in float_generic.go.
type kernelSet struct {
	name string
	// linear writes a·wᵀ to dst, which has w.out columns and a.n rows, rounded up.
	linear func(dst []float32, a *rows, w *matrix)
	// wide is the like for two factors of 16 bits.
	wide      func(dst []float32, ldd int, a []int16, lda int, w *columns, m int, scale []float32)
	matmul    func(dst []float32, ldd int, a []float32, lda int, b []float32, ldb int, m, k, n int)
	softmax   func(dst []int16, x []float32, scale float32)
	gelu      func(x []float32)
	layerNorm func(x, residual, gamma, beta []float32, eps float32)
	// turn and interleave make columns of rows.
	turn       func(dst, rows []int16, hidden, length, padded int)
	interleave func(dst, a, b []int16)
	// largest is the largest absolute value of x; quantise writes x·inv, from −level to level.
	largest  func(x []float32) float32
	quantise func(dst []int16, x []float32, inv float32, level int32)
}

// fillFrom quantises the n rows of x, each of the given width.
func (a *rows) fillFrom(k *kernelSet, x []float32, n, width int) {
	a.n = n
	level := highestLevel(width)
	for r := range n {
		a.scale[r] = k.quantiseRow(a.data[r*width:(r+1)*width], x[r*width:(r+1)*width], level)
	}
}

// quantiseRow quantises x over its own range.
func (k *kernelSet) quantiseRow(dst []int16, x []float32, level int32) (scale float32) {
	scale, inv := quantisation(k.largest(x), level)
	k.quantise(dst, x, inv, level)
	return scale
}

// columns are the right factor of wide: n columns, a multiple of 16, in pairs of
// inputs that begin a stride apart: [pair][n][2]. Its products are scaled by scale,
// then bias is added, as linear does.
type columns struct {
	n, pairs, stride int
	data             []int16
	scale, bias      []float32
}

// generic is the reference: plain Go, on every machine.
var generic = kernelSet{name: "generic", linear: linearGeneric, wide: wideGeneric, matmul: matmulGeneric, softmax: softmaxGeneric,
	gelu: geluGeneric, layerNorm: layerNormGeneric, largest: largestGeneric, turn: turnGeneric, interleave: interleaveGeneric, quantise: quantiseGeneric}

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
