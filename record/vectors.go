package record

import (
	"context"
	"encoding/binary"
	"errors"
	"math"

	"github.com/onrecord/onrecord/origin"
)

// rounded is a Meaning whose vectors are what can be kept of another's: a report
// read now and one taken from a case compare alike, byte for byte.
type rounded struct{ origin.Meaning }

func (m rounded) Vectors(ctx context.Context, texts []string) ([][]float32, error) {
	vs, err := m.Meaning.Vectors(ctx, texts)
	for _, v := range vs {
		round(v)
	}
	return vs, err
}

// most is the largest of the whole numbers that a vector is kept as. One of 384
// numbers then differs from itself as rounded by about 0.01 in length, a cosine by
// about 0.0005.
const most = 127

// steps gives the number of which v is kept as whole multiples: the largest in v is
// most of them, to the twelve binary digits that make products with it exact and
// rounding twice the same as rounding once.
func steps(v []float32) float32 {
	top := float32(0)
	for _, x := range v {
		top = max(top, x, -x)
	}
	const dropped = 1<<12 - 1
	s := math.Float32frombits((math.Float32bits(top/most) + dropped) &^ dropped)
	if s < minStep {
		return 0
	}
	return s
}

// Vectors have length 1. What lies outside these bounds is no vector, and would
// not survive the arithmetic above.
const minStep, maxStep = 1e-30, 1e30

// whole is x in steps of s.
func whole(x, s float32) int8 {
	if s == 0 {
		return 0
	}
	return int8(math.RoundToEven(float64(x / s)))
}

// round makes v what is kept of it.
func round(v []float32) {
	s := steps(v)
	for i, x := range v {
		v[i] = float32(whole(x, s)) * s
	}
}

var errVectors = errors.New("the vectors do not fit the reading")

// inSteps stands before vectors kept in steps. Before 32-bit floats, as the first
// cases have them, stands a length: this is 0 in two bytes, as no length is written.
const inSteps = "\x80\x00"

// packVectors writes lists of vectors: for each list its length; for each vector
// its length, the size of its steps as a little-endian 32-bit float, and its numbers
// in steps, a byte each. No vector at all is no bytes.
func packVectors(lists [][][]float32) []byte {
	out := []byte(inSteps)
	some := false
	for _, list := range lists {
		out = binary.AppendUvarint(out, uint64(len(list)))
		for _, v := range list {
			out = binary.AppendUvarint(out, uint64(len(v)))
			if len(v) == 0 {
				continue
			}
			some = true
			s := steps(v)
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(s))
			for _, x := range v {
				out = append(out, byte(whole(x, s)))
			}
		}
	}
	if !some {
		return nil
	}
	return out
}

// unpackVectors reads what packVectors wrote, or its forerunner; it gives three
// lists.
func unpackVectors(data []byte) ([3][][]float32, error) {
	var out [3][][]float32
	if len(data) == 0 {
		return out, nil
	}
	vector := floats
	if len(data) >= len(inSteps) && string(data[:len(inSteps)]) == inSteps {
		data, vector = data[len(inSteps):], stepped
	}
	// No length can be more than what is left.
	length := func() (int, bool) {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(len(data)) {
			return 0, false
		}
		data = data[size:]
		return int(n), true
	}
	for i := range out {
		n, ok := length()
		if !ok {
			return out, errVectors
		}
		for range n {
			m, ok := length()
			if !ok {
				return out, errVectors
			}
			var v []float32
			if m > 0 {
				if v, data = vector(data, m); v == nil {
					return out, errVectors
				}
			}
			out[i] = append(out[i], v)
		}
	}
	if len(data) > 0 {
		return out, errVectors
	}
	return out, nil
}

// stepped reads a vector of m numbers in steps; nil where there is none.
func stepped(data []byte, m int) (v []float32, rest []byte) {
	if len(data) < 4+m {
		return nil, nil
	}
	s, ok := float(data, maxStep/most)
	if !ok {
		return nil, nil
	}
	v = make([]float32, m)
	for i, b := range data[4 : 4+m] {
		v[i] = float32(int8(b)) * s
	}
	return v, data[4+m:]
}

// floats reads a vector of m floats, and rounds it as it would be kept now.
func floats(data []byte, m int) (v []float32, rest []byte) {
	if len(data) < 4*m {
		return nil, nil
	}
	v = make([]float32, m)
	for i := range v {
		var ok bool
		if v[i], ok = float(data[4*i:], maxStep); !ok {
			return nil, nil
		}
	}
	round(v)
	return v, data[4*m:]
}

// float reads a float of at most so much, up or down.
func float(data []byte, most float32) (float32, bool) {
	x := math.Float32frombits(binary.LittleEndian.Uint32(data))
	return x, x >= -most && x <= most
}
