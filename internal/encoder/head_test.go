package encoder

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// tinyHead is a head file for a tiny network, from its parts.
type tinyHead struct {
	*tinyFile
	pool int
}

func newTinyHead(of string, pool int) *tinyHead {
	const hidden = 32
	r := rand.New(rand.NewPCG(7, 0))
	f := &tinyFile{}
	f.f32(r, "attend", 1, hidden)
	f.f32(r, "out.w", 1, pool, hidden)
	f.f32(r, "out.b", 1, pool)
	f.header = map[string]any{"hidden": hidden, "pool": pool, "of_sha256": of}
	return &tinyHead{f, pool}
}

func (h *tinyHead) bytes() []byte {
	return append([]byte(headMagic), h.tinyFile.bytes()[len(magic):]...)
}

func TestHead(t *testing.T) {
	m := tinyModel(t, Options{})
	h, err := m.Head(newTinyHead(m.sum, 12).bytes())
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"he said the reader", "", "the said he er. “a”", "he said the reader"}
	vs, err := h.Vectors(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	if vs[1] != nil {
		t.Error("a vector of nothing")
	}
	for _, i := range []int{0, 2} {
		sum := 0.0
		for _, x := range vs[i] {
			sum += float64(x) * float64(x)
		}
		if len(vs[i]) != 12 || math.Abs(sum-1) > 1e-5 {
			t.Errorf("vector %d: %d numbers, length %g", i, len(vs[i]), sum)
		}
	}
	if !bytes.Equal(words(vs[0]), words(vs[3])) || bytes.Equal(words(vs[0]), words(vs[2])) {
		t.Error("the same text has the same vector, another one another")
	}
}

// The weighted mean, by its definition.
func TestHeadAgainstDefinition(t *testing.T) {
	m := tinyModel(t, Options{})
	h, err := m.Head(newTinyHead(m.sum, 12).bytes())
	if err != nil {
		t.Fatal(err)
	}
	const n, hidden = 5, 32
	r := rand.New(rand.NewPCG(3, 0))
	states := make([]float32, n*hidden)
	for i := range states {
		states[i] = float32(r.NormFloat64())
	}
	var want [hidden]float64
	sum := 0.0
	for s := range n {
		a := 0.0
		for i := range hidden {
			a += float64(states[s*hidden+i]) * float64(h.attend[i])
		}
		w := 1 + a
		if a < 0 {
			w = 1 / (1 - a)
		}
		sum += w
		for i := range hidden {
			want[i] += w * float64(states[s*hidden+i])
		}
	}
	got := make([]float32, hidden)
	h.mean(got, states)
	for i, x := range got {
		if math.Abs(float64(x)-want[i]/sum) > 1e-5 {
			t.Fatalf("mean[%d] = %g, want %g", i, x, want[i]/sum)
		}
	}
}

func TestHeadDamageIsAnError(t *testing.T) {
	m := tinyModel(t, Options{})
	cases := map[string]func(h *tinyHead) []byte{
		"empty":          func(*tinyHead) []byte { return nil },
		"a reader":       func(h *tinyHead) []byte { return h.tinyFile.bytes() },
		"other weights":  func(h *tinyHead) []byte { h.header["of_sha256"] = "ab"; return h.bytes() },
		"other states":   func(h *tinyHead) []byte { h.header["hidden"] = 64; return h.bytes() },
		"no numbers":     func(h *tinyHead) []byte { h.header["pool"] = 0; return h.bytes() },
		"too many":       func(h *tinyHead) []byte { h.header["pool"] = 1 << 20; return h.bytes() },
		"another length": func(h *tinyHead) []byte { h.header["pool"] = 15; return h.bytes() },
		"one bit":        func(h *tinyHead) []byte { b := h.bytes(); b[len(b)-9] ^= 4; return b },
		"cut off":        func(h *tinyHead) []byte { b := h.bytes(); return b[:len(b)-64] },
		"missing tensor": func(h *tinyHead) []byte { h.tensors[0].Name = "b"; return h.bytes() },
	}
	for name, damage := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := m.Head(damage(newTinyHead(m.sum, 12))); !errors.Is(err, ErrDamaged) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func FuzzHead(f *testing.F) {
	m, err := Load(tiny(tinySeed).bytes(), Options{})
	if err != nil {
		f.Fatal(err)
	}
	good := newTinyHead(m.sum, 12)
	f.Add(good.bytes())
	header, err := json.Marshal(good.header)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(append([]byte(headMagic+"\x40\x00\x00\x00"), header...))
	f.Fuzz(func(t *testing.T, file []byte) {
		h, err := m.Head(file)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		if _, err := h.Vectors(context.Background(), []string{"he said"}); err != nil {
			t.Fatal(err)
		}
	})
}
