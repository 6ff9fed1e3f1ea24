package encoder

import "math"

// queryRows is how many rows of scores are worked on at one time: few enough to
// stay in the first-level cache. Chosen by BenchmarkEncoder.
const queryRows = 12

// An attention is the working memory of attend. Queries, keys and values are
// quantised, queries and keys row by row, values over the whole sequence, because
// sums run over its rows.
type attention struct {
	queries, keyRows, valueRows []int16
	queryScale                  []float32
	keys, values                columns // of all heads; keys turned
	scores                      []float32
	probabilities               []int16
	rowScale                    []float32 // of a row of probabilities
}

func newAttention(c *config, tokens int) attention {
	tokens = roundUp(tokens, 16)
	padded, rows := tokens, roundUp(queryRows, rowAlign)
	a := attention{
		queries: make([]int16, tokens*c.Hidden), keyRows: make([]int16, tokens*c.Hidden), valueRows: make([]int16, (tokens+1)*c.Hidden),
		queryScale: make([]float32, tokens),
		keys:       columns{data: make([]int16, padded*c.Hidden), scale: make([]float32, padded), bias: make([]float32, padded)},
		values: columns{data: make([]int16, roundUp(tokens, 2)*c.Hidden), scale: make([]float32, c.Hidden/c.Heads),
			bias: make([]float32, c.Hidden/c.Heads)},
		scores: make([]float32, rows*padded), probabilities: make([]int16, rows*padded), rowScale: make([]float32, rows)}
	for i := range a.rowScale {
		a.rowScale[i] = 1.0 / probabilityLevel
	}
	return a
}

// keyLevel is the highest level of queries and keys with which their products over
// a head's width stay below 2³¹.
func keyLevel(width int) int32 { return int32(math.Sqrt((1<<31 - 1) / float64(width))) }

// attend writes to s.y what each piece of the sequence at `at` gathers from all
// pieces of it. Rows after the sequence may be overwritten: the sequence that
// they belong to comes later.
func (m *Model) attend(s *scratch, at, length int) {
	c, k, a := &m.config, m.kernels, &s.attention
	width := c.Hidden / c.Heads
	a.take(k, s.qkv[at*3*c.Hidden:], c.Hidden, length, keyLevel(width))
	padded := a.keys.n
	scale := float32(1 / math.Sqrt(float64(width)))
	keys, values := a.keys, a.values
	keys.pairs, values.n = width/2, width
	for head := range c.Heads {
		from := head * width
		keys.data, values.data = a.keys.data[from*padded:], a.values.data[2*from:]
		for i := 0; i < length; i += queryRows {
			n := min(queryRows, length-i)
			k.wide(a.scores, padded, a.queries[i*c.Hidden+from:], c.Hidden, &keys, n, a.queryScale[i:])
			for r := range n {
				k.softmax(a.probabilities[r*padded:(r+1)*padded], a.scores[r*padded:(r+1)*padded], scale)
			}
			k.wide(s.y[(at+i)*c.Hidden+from:], c.Hidden, a.probabilities, padded, &values, n, a.rowScale)
		}
	}
}

// take quantises the queries, keys and values of a sequence, which follow each
// other in the rows of qkv, and makes columns of keys and values.
func (a *attention) take(k *kernelSet, qkv []float32, hidden, length int, level int32) {
	top := float32(0)
	for r := range length {
		row := qkv[r*3*hidden : (r+1)*3*hidden]
		a.queryScale[r] = k.quantiseRow(a.queries[r*hidden:(r+1)*hidden], row[:hidden], level)
		a.keys.scale[r] = k.quantiseRow(a.keyRows[r*hidden:(r+1)*hidden], row[hidden:2*hidden], level)
		a.keys.bias[r] = 0
		top = max(top, k.largest(row[2*hidden:]))
	}
	padded := roundUp(length, 16)
	for r := length; r < padded; r++ { // what only fills gets no attention
		a.keys.bias[r] = float32(math.Inf(-1))
	}
	a.keys.n, a.keys.stride = padded, 2*padded
	k.turn(a.keys.data, a.keyRows, hidden, length, padded)

	scale, inv := quantisation(top, 1<<15-1)
	for r := range length {
		k.quantise(a.valueRows[r*hidden:(r+1)*hidden], qkv[(3*r+2)*hidden:(3*r+3)*hidden], inv, 1<<15-1)
	}
	for i := range a.values.scale {
		a.values.scale[i] = scale
	}
	a.values.pairs, a.values.stride = (length+1)/2, 2*hidden
	for r := 0; r < length; r += 2 { // a last odd one's partner has no probability
		k.interleave(a.values.data[r*hidden:(r+2)*hidden], a.valueRows[r*hidden:(r+1)*hidden], a.valueRows[(r+1)*hidden:(r+2)*hidden])
	}
}
