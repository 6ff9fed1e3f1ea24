package encoder

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// A weight file is a magic line, the length of a JSON header, the header and a
// payload of tensors; training/FORMAT.md describes it.
const (
	magic       = "ORCM1\n"
	alignment   = 64
	mostTensors = 1 << 12
	mostValues  = 1 << 31 // of one tensor: keeps products of shapes within an int
)

// ErrDamaged is in every error that Load gives for a file that is not, or no
// longer, what export wrote.
var ErrDamaged = errors.New("weight file is damaged")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrDamaged}, args...)...)
}

// config are the sizes of the network and the numbers of its decisions.
type config struct {
	Hidden, Layers, Heads, Inner, Positions int
	Epsilon                                 float64
	LinkLayers                              int       `json:"link_layers"`
	LinkLabels                              []string  `json:"link_labels"`
	DistanceEdges                           []int     `json:"distance_edges"`
	Window, Pool                            int       //
	Threshold                               float64   //
	Switch                                  []float64 // costs by label; none: labels are free of each other
	SwitchMark                              float64   `json:"switch_mark"`
	Confidence                              []float64 //
}

// linkLabels are the labels that decode knows, in the order of their logits.
var linkLabels = []string{"none", "source", "cue", "content"}

// check refuses sizes that the kernels were not made for.
func (c *config) check() error {
	switch {
	case c.Hidden < 32 || c.Hidden%32 != 0 || c.Hidden > 4096 || c.Inner < 32 || c.Inner%32 != 0 || c.Inner > 16384:
		return damaged("widths %d and %d are not multiples of 32", c.Hidden, c.Inner)
	case c.Heads < 1 || c.Hidden%c.Heads != 0 || c.Hidden/c.Heads%16 != 0:
		return damaged("%d heads do not divide %d into multiples of 16", c.Heads, c.Hidden)
	case c.Layers < 1 || c.Layers > 64 || c.LinkLayers < 0 || c.LinkLayers > 64:
		return damaged("%d and %d layers", c.Layers, c.LinkLayers)
	case c.Positions < 3 || c.Positions > 1<<16 || c.Window < 3 || c.Window > c.Positions:
		return damaged("a window of %d within %d positions", c.Window, c.Positions)
	case c.Pool < 1 || c.Pool > 4096:
		return damaged("vectors of %d", c.Pool)
	case !(c.Epsilon > 0 && c.Epsilon < 1) || !(c.Threshold > 0 && c.Threshold < 1):
		return damaged("epsilon %g, threshold %g", c.Epsilon, c.Threshold)
	case len(c.LinkLabels) != len(linkLabels) || len(c.DistanceEdges) > 1<<10 || len(c.Confidence) != 5:
		return damaged("%d labels, %d distances, %d numbers for confidence", len(c.LinkLabels), len(c.DistanceEdges), len(c.Confidence))
	}
	if len(c.Switch) != 0 && len(c.Switch) != len(linkLabels) {
		return damaged("%d costs for %d labels", len(c.Switch), len(linkLabels))
	}
	for _, v := range append([]float64{c.SwitchMark}, c.Switch...) {
		if !(v >= 0 && v < 1e6) {
			return damaged("a cost of %g", v)
		}
	}
	for i, l := range linkLabels {
		if c.LinkLabels[i] != l {
			return damaged("label %d is %q, want %q", i, c.LinkLabels[i], l)
		}
	}
	for i := 1; i < len(c.DistanceEdges); i++ {
		if c.DistanceEdges[i] <= c.DistanceEdges[i-1] {
			return damaged("distances do not ascend")
		}
	}
	return nil
}

type tensor struct {
	Name   string
	DType  string
	Shape  []int
	Offset int
	Size   int
	Scale  string
	data   []byte
}

type tokenizerHeader struct {
	BOS      int32   `json:"bos"`
	EOS      int32   `json:"eos"`
	Unk      int32   `json:"unk"`
	UnkScore float64 `json:"unk_score"`
}

// weights are the parts of a weight file; tensors lie in the file's own bytes.
type weights struct {
	config    config
	tokenizer tokenizerHeader
	tensors   map[string]*tensor
	sum       string // of the payload
}

// open checks file and finds its parts. The sum is checked by verify, which
// takes longer.
func open(file []byte) (w *weights, verify func() error, err error) {
	var header struct {
		Config    config
		Tokenizer tokenizerHeader
		directory
	}
	payload, err := unpack(file, magic, &header)
	if err != nil {
		return nil, nil, err
	}
	if err := header.Config.check(); err != nil {
		return nil, nil, err
	}
	w = &weights{config: header.Config, tokenizer: header.Tokenizer, sum: header.Sum}
	if w.tensors, err = header.locate(payload); err != nil {
		return nil, nil, err
	}
	return w, func() error { return header.verify(payload) }, nil
}

// unpack divides a file into its header, which it decodes, and its payload.
func unpack(file []byte, magic string, header any) (payload []byte, err error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok || len(rest) < 4 {
		return nil, damaged("it does not begin with %q", magic)
	}
	size := int(binary.LittleEndian.Uint32(rest))
	if size > len(rest)-4 || (len(magic)+4+size)%alignment != 0 {
		return nil, damaged("the header's length %d does not fit", size)
	}
	if err := json.Unmarshal(rest[4:4+size], header); err != nil {
		return nil, damaged("header: %v", err)
	}
	return rest[4+size:], nil
}

// directory is what the header says of the payload.
type directory struct {
	Tensors []*tensor
	Sum     string `json:"payload_sha256"`
}

// locate finds the tensors in the payload.
func (s *directory) locate(payload []byte) (map[string]*tensor, error) {
	if len(s.Tensors) > mostTensors {
		return nil, damaged("%d tensors", len(s.Tensors))
	}
	out := make(map[string]*tensor, len(s.Tensors))
	for _, t := range s.Tensors {
		if err := t.locate(payload); err != nil {
			return nil, err
		}
		if out[t.Name] != nil {
			return nil, damaged("tensor %q is there twice", t.Name)
		}
		out[t.Name] = t
	}
	return out, nil
}

// verify compares the payload with its sum.
func (s *directory) verify(payload []byte) error {
	sum := sha256.Sum256(payload)
	if got := hex.EncodeToString(sum[:]); got != s.Sum {
		return damaged("the payload's SHA-256 is %s, the header says %s", got, s.Sum)
	}
	return nil
}

// locate finds t's bytes and checks that they are as many as its shape needs.
func (t *tensor) locate(payload []byte) error {
	values := 1
	for _, n := range t.Shape {
		if n < 0 || (n > 0 && values > mostValues/n) {
			return damaged("tensor %q has the shape %v", t.Name, t.Shape)
		}
		values *= n
	}
	var size int
	switch t.DType {
	case "f32", "u32":
		size = 4 * values
	case "u8", "i8":
		size = values
	case "q4":
		if len(t.Shape) != 2 || t.Shape[1]%q4Width != 0 {
			return damaged("tensor %q of 4-bit values has the shape %v", t.Name, t.Shape)
		}
		size = values / q4Width * q4Bytes
	default:
		return damaged("tensor %q is of the unknown kind %q", t.Name, t.DType)
	}
	if size != t.Size || t.Offset < 0 || t.Offset%alignment != 0 || t.Offset > len(payload) || size > len(payload)-t.Offset {
		return damaged("tensor %q of %d bytes at %d: its shape needs %d, the payload has %d", t.Name, t.Size, t.Offset, size, len(payload))
	}
	t.data = payload[t.Offset : t.Offset+size : t.Offset+size]
	return nil
}

// want returns the tensor of that name, kind and shape; -1 stands for any length.
func (w *weights) want(name, dtype string, shape ...int) (*tensor, error) {
	t := w.tensors[name]
	if t == nil {
		return nil, damaged("tensor %q is missing", name)
	}
	fits := t.DType == dtype && len(t.Shape) == len(shape)
	for i := range shape {
		fits = fits && (shape[i] == -1 || t.Shape[i] == shape[i])
	}
	if !fits {
		return nil, damaged("tensor %q is %s %v, want %s %v", name, t.DType, t.Shape, dtype, shape)
	}
	return t, nil
}

// view reads the little-endian words of a tensor in place, or a copy of them
// where they lie at an odd address. Big-endian machines are not among those that
// On Record is built for.
func view[T float32 | uint32 | int8](t *tensor) []T {
	var zero T
	size := int(unsafe.Sizeof(zero))
	n := len(t.data) / size
	if n == 0 {
		return nil
	}
	if uintptr(unsafe.Pointer(&t.data[0]))%uintptr(size) == 0 {
		return unsafe.Slice((*T)(unsafe.Pointer(&t.data[0])), n)
	}
	values := make([]T, n)
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&values[0])), n*size), t.data)
	return values
}

// floats returns a tensor of float32, all of them finite.
func (w *weights) floats(name string, shape ...int) ([]float32, error) {
	t, err := w.want(name, "f32", shape...)
	if err != nil {
		return nil, err
	}
	values := view[float32](t)
	for i, v := range values {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return nil, damaged("tensor %q: value %d is %g", name, i, v)
		}
	}
	return values, nil
}

// bytesOf returns an int8 tensor with the scale of each output.
func (w *weights) bytesOf(name string, out, in int) (values []int8, scale []float32, err error) {
	t, err := w.want(name, "i8", out, in)
	if err != nil {
		return nil, nil, err
	}
	scale, err = w.floats(t.Scale, out)
	return view[int8](t), scale, err
}
