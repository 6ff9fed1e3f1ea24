package encoder

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
)

// A Model is a reader with its weights. It is safe for concurrent use; however
// many goroutines use it, no more than its workers compute at one time.
type Model struct {
	config    config
	floor     float64 // the least logit of an anchor
	tokenizer *tokenizer
	kernels   *kernelSet
	word      []byte // 4-bit rows
	position  []float32
	norm      norm
	layers    []layer
	cue       dense
	distance  []float32
	linkNorm  norm
	link      []layer
	out, pool dense
	sum       string // of the weights
	// scratches holds the working memory of each worker; who takes one may compute.
	scratches chan *scratch
}

// Options say how a model computes. None changes what comes out.
type Options struct {
	Workers int    // goroutines that compute; 0 for one on each core
	Kernels string // one of Kernels(); "" for the fastest
}

// Kernels lists the implementations that this machine can run, fastest first.
func Kernels() []string { return kernelNames() }

// batchTokens is how many pieces are computed at one time: enough that weights
// are used often once they are in the cache. Chosen by BenchmarkBatch.
const batchTokens = 256

// Load makes a model of a weight file, which must stay unchanged while the model
// is used: most tensors are used where they lie. Whatever is wrong with the file
// gives an error that wraps ErrDamaged.
func Load(file []byte, o Options) (*Model, error) {
	w, verify, err := open(file)
	if err != nil {
		return nil, err
	}
	m := &Model{config: w.config, sum: w.sum, floor: math.Log(w.config.Threshold / (1 - w.config.Threshold))}
	var ok bool
	if m.kernels, ok = kernelsNamed(o.Kernels); !ok {
		return nil, fmt.Errorf("kernels %q are not among those that this machine can run: %q", o.Kernels, Kernels())
	}
	m.layers, m.link = make([]layer, w.config.Layers), make([]layer, w.config.LinkLayers)
	tasks := []func() error{verify,
		func() (err error) { m.tokenizer, err = newTokenizer(w); return err },
		func() error { return m.loadSmall(w) }}
	for i := range m.layers {
		tasks = append(tasks, func() (err error) { m.layers[i], err = w.layer(fmt.Sprintf("layer.%d", i)); return err })
	}
	for i := range m.link {
		tasks = append(tasks, func() (err error) { m.link[i], err = w.layer(fmt.Sprintf("link.%d", i)); return err })
	}
	if err := inParallel(tasks); err != nil {
		return nil, err
	}
	if n := len(m.tokenizer.scores); len(m.word) != n*m.config.Hidden/q4Width*q4Bytes {
		return nil, damaged("%d pieces, but %d bytes of word vectors", n, len(m.word))
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	m.scratches = make(chan *scratch, o.Workers)
	for range o.Workers {
		m.scratches <- nil // made when it is first needed
	}
	return m, nil
}

// loadSmall finds everything but the layers and the tokenizer.
func (m *Model) loadSmall(w *weights) error {
	c := &m.config
	word, err := w.want("embed.word", "q4", -1, c.Hidden)
	if err != nil {
		return err
	}
	m.word = word.data
	if m.position, err = w.floats("embed.position", c.Positions, c.Hidden); err != nil {
		return err
	}
	if m.norm, err = w.norm("embed.norm"); err != nil {
		return err
	}
	if m.cue, err = w.dense("cue", 1, c.Hidden); err != nil {
		return err
	}
	if m.distance, err = w.floats("link.distance", len(c.DistanceEdges)+1, c.Hidden); err != nil {
		return err
	}
	if m.linkNorm, err = w.norm("link.norm"); err != nil {
		return err
	}
	if m.out, err = w.dense("link.out", len(c.LinkLabels), c.Hidden); err != nil {
		return err
	}
	m.pool, err = w.dense("pool", c.Pool, c.Hidden)
	return err
}

// inParallel runs the tasks on all cores; of several errors it returns that of
// the earliest task.
func inParallel(tasks []func() error) error {
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(len(tasks), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				errs[i] = tasks[i]()
			}
		})
	}
	for i := range tasks {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// take waits for working memory.
func (m *Model) take(ctx context.Context) (*scratch, error) {
	select {
	case s := <-m.scratches:
		if s == nil {
			s = newScratch(&m.config, max(batchTokens, m.config.Window))
		}
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// give returns it.
func (m *Model) give(s *scratch) { m.scratches <- s }

// A dense is a small linear layer in float32, transposed: [in][out rounded up to 16].
type dense struct {
	out, padded  int
	weight, bias []float32
}

func (w *weights) dense(name string, out, in int) (d dense, err error) {
	v, err := w.floats(name+".w", out, in)
	if err != nil {
		return d, err
	}
	d = dense{out: out, padded: roundUp(out, 16)}
	if d.bias, err = w.floats(name+".b", out); err != nil {
		return d, err
	}
	d.weight = make([]float32, in*d.padded)
	for o := range out {
		for i := range in {
			d.weight[i*d.padded+o] = v[o*in+i]
		}
	}
	return d, nil
}

// apply writes the outputs for n rows of x to dst, d.padded to a row.
func (d *dense) apply(k *kernelSet, dst, x []float32, n, in int) {
	k.matmul(dst, d.padded, x, in, d.weight, d.padded, n, in, d.padded)
	for r := range n {
		for o, b := range d.bias {
			dst[r*d.padded+o] += b
		}
	}
}

// embed writes the vectors of one window's ids to x.
func (m *Model) embed(x []float32, ids []int32) {
	h := m.config.Hidden
	bytes := h / q4Width * q4Bytes
	for i, id := range ids {
		row := x[i*h : (i+1)*h]
		q4Row(row, m.word[int(id)*bytes:(int(id)+1)*bytes])
		m.kernels.layerNorm(row, m.position[i*h:(i+1)*h], m.norm.gamma, m.norm.beta, float32(m.config.Epsilon))
	}
}

// bucket is the number of edges at or below d.
func (c *config) bucket(d int) int {
	n := 0
	for n < len(c.DistanceEdges) && c.DistanceEdges[n] <= d {
		n++
	}
	return n
}
