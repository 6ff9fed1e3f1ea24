package encoder

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A tinyFile is a weight file of a network that is small enough to be damaged in
// every way. Its weights are random: what it finds means nothing.
type tinyFile struct {
	header  map[string]any
	tensors []*tensor
	payload []byte
}

func (f *tinyFile) add(name, dtype, scale string, shape []int, data []byte) {
	for len(f.payload)%alignment != 0 {
		f.payload = append(f.payload, 0)
	}
	f.tensors = append(f.tensors, &tensor{Name: name, DType: dtype, Shape: shape, Offset: len(f.payload), Size: len(data), Scale: scale})
	f.payload = append(f.payload, data...)
}

func words[T float32 | uint32](values []T) []byte {
	var b bytes.Buffer
	if err := binary.Write(&b, binary.LittleEndian, values); err != nil {
		panic(err) // a bytes.Buffer does not fail
	}
	return b.Bytes()
}

// tinySeed makes a network that happens to use every label.
const tinySeed = 45

// tiny makes the file; more seeds, more networks.
func tiny(seed uint64) *tinyFile {
	const hidden, inner, layers, window = 32, 64, 2, 24
	r := rand.New(rand.NewPCG(seed, 0))
	f := &tinyFile{}
	pieces := strings.Split("<s>|<pad>|</s>|<unk>|\u2581|\u2581the|\u2581said|he|er|er\u2581|.|,|\u2581\u201c|\u201d|é|ж|한|😀", "|")
	for c := 'a'; c <= 'z'; c++ {
		pieces = append(pieces, string(c))
	}
	n := len(pieces)
	raw := []byte(strings.Join(pieces, "\n"))
	f.add("tokenizer.pieces", "u8", "", []int{len(raw)}, raw)
	f.f32(r, "tokenizer.scores", -5, n)
	f.add("tokenizer.norm", "u32", "", []int{14}, words([]uint32{'\t', 1, ' ', '\n', 1, ' ', 0xA0, 1, ' ', 0xAD, 0, 0x2026, 1, '.'}))
	f.add("tokenizer.compose", "u32", "", []int{1, 3}, words([]uint32{'e', 0x301, 'é'}))
	var q4 []byte
	for range n * hidden / q4Width {
		q4 = append(q4, 0, 0x30) // an eighth
		for range q4Width / 2 {
			q4 = append(q4, byte(r.UintN(256)))
		}
	}
	f.add("embed.word", "q4", "", []int{n, hidden}, q4)
	f.f32(r, "embed.position", 0, window, hidden)
	norm := func(name string) { f.f32(r, name+".w", 1, hidden); f.f32(r, name+".b", 0, hidden) }
	i8 := func(name string, out, in int) {
		w := make([]byte, out*in)
		for i := range w {
			w[i] = byte(r.UintN(256))
		}
		f.add(name+".w", "i8", name+".w.scale", []int{out, in}, w)
		f.f32(r, name+".w.scale", 0.002, out)
		f.f32(r, name+".b", 0, out)
	}
	layer := func(name string) {
		for _, part := range []string{".q", ".k", ".v", ".o"} {
			i8(name+part, hidden, hidden)
		}
		norm(name + ".norm1")
		i8(name+".up", inner, hidden)
		i8(name+".down", hidden, inner)
		norm(name + ".norm2")
	}
	norm("embed.norm")
	for i := range layers {
		layer(fmt.Sprintf("layer.%d", i))
	}
	f.f32(r, "cue.w", 0, 1, hidden)
	f.f32(r, "cue.b", -0.5, 1)
	f.f32(r, "link.distance", 0, 4, hidden)
	norm("link.norm")
	layer("link.0")
	f.f32(r, "link.out.w", 0, 4, hidden)
	f.f32(r, "link.out.b", 0, 4)
	f.f32(r, "pool.w", 0, 8, hidden)
	f.f32(r, "pool.b", 0, 8)
	f.header = map[string]any{
		"config": map[string]any{"hidden": hidden, "layers": layers, "heads": 2, "inner": inner, "positions": window, "epsilon": 1e-12,
			"link_layers": 1, "link_labels": linkLabels, "distance_edges": []int{-2, 0, 3}, "window": window, "pool": 8,
			"threshold": 0.5, "confidence": []float64{0, 1, 0.5, 0.5, -1}},
		"tokenizer": map[string]any{"bos": 0, "pad": 1, "eos": 2, "unk": 3, "unk_score": -30.5},
	}
	return f
}

// f32 adds a tensor of numbers around middle.
func (f *tinyFile) f32(r *rand.Rand, name string, middle float64, shape ...int) {
	n := 1
	for _, s := range shape {
		n *= s
	}
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(middle + 0.3*r.NormFloat64()*max(math.Abs(middle), 0.5))
	}
	f.add(name, "f32", "", shape, words(values))
}

// bytes is the file.
func (f *tinyFile) bytes() []byte {
	sum := sha256.Sum256(f.payload)
	f.header["tensors"], f.header["payload_sha256"] = f.tensors, hex.EncodeToString(sum[:])
	return sealed(f.header, f.payload)
}

func sealed(header any, payload []byte) []byte {
	text, err := json.Marshal(header)
	if err != nil {
		panic(err) // it is made of maps and numbers
	}
	for (len(magic)+4+len(text))%alignment != 0 {
		text = append(text, ' ')
	}
	out := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(text)))
	return append(append(out, text...), payload...)
}

func tinyModel(t testing.TB, o Options) *Model {
	t.Helper()
	m, err := Load(tiny(tinySeed).bytes(), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
