package encoder

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"testing"
)

func TestDamageIsAnError(t *testing.T) {
	tensorNamed := func(f *tinyFile, name string) *tensor {
		for _, x := range f.tensors {
			if x.Name == name {
				return x
			}
		}
		t.Fatalf("no tensor %q", name)
		return nil
	}
	config := func(f *tinyFile) map[string]any { return f.header["config"].(map[string]any) }
	cases := map[string]func(f *tinyFile) []byte{
		"empty":            func(*tinyFile) []byte { return nil },
		"another magic":    func(f *tinyFile) []byte { return append([]byte("ORCM2\n"), f.bytes()[6:]...) },
		"no header length": func(*tinyFile) []byte { return []byte(magic + "\x01") },
		"header past the end": func(f *tinyFile) []byte {
			b := f.bytes()
			binary.LittleEndian.PutUint32(b[6:], 1<<31)
			return b
		},
		"header is no JSON":  func(f *tinyFile) []byte { b := f.bytes(); b[10] = '['; return b },
		"truncated payload":  func(f *tinyFile) []byte { b := f.bytes(); return b[:len(b)-1] },
		"longer payload":     func(f *tinyFile) []byte { return append(f.bytes(), 0) },
		"one bit of payload": func(f *tinyFile) []byte { b := f.bytes(); b[len(b)-100] ^= 4; return b },
		"lying shape":        func(f *tinyFile) []byte { tensorNamed(f, "cue.w").Shape = []int{1, 31}; return f.bytes() },
		"enormous shape": func(f *tinyFile) []byte {
			tensorNamed(f, "cue.w").Shape = []int{math.MaxInt32, math.MaxInt32, math.MaxInt32}
			return f.bytes()
		},
		"negative shape":        func(f *tinyFile) []byte { tensorNamed(f, "cue.w").Shape = []int{-1, -32}; return f.bytes() },
		"offset past the end":   func(f *tinyFile) []byte { tensorNamed(f, "cue.w").Offset = 1 << 40; return f.bytes() },
		"negative offset":       func(f *tinyFile) []byte { tensorNamed(f, "cue.w").Offset = -64; return f.bytes() },
		"offset between":        func(f *tinyFile) []byte { tensorNamed(f, "cue.w").Offset++; return f.bytes() },
		"missing tensor":        func(f *tinyFile) []byte { tensorNamed(f, "pool.b").Name = "pool.c"; return f.bytes() },
		"tensor twice":          func(f *tinyFile) []byte { f.tensors = append(f.tensors, f.tensors[0]); return f.bytes() },
		"unknown kind":          func(f *tinyFile) []byte { tensorNamed(f, "cue.w").DType = "f16"; return f.bytes() },
		"other kind":            func(f *tinyFile) []byte { tensorNamed(f, "cue.w").DType = "u32"; return f.bytes() },
		"missing scale":         func(f *tinyFile) []byte { tensorNamed(f, "layer.1.up.w").Scale = ""; return f.bytes() },
		"heads that do not fit": func(f *tinyFile) []byte { config(f)["heads"] = 3; return f.bytes() },
		"no heads":              func(f *tinyFile) []byte { config(f)["heads"] = 0; return f.bytes() },
		"more layers":           func(f *tinyFile) []byte { config(f)["layers"] = 3; return f.bytes() },
		"negative layers":       func(f *tinyFile) []byte { config(f)["layers"] = -1; return f.bytes() },
		"window past positions": func(f *tinyFile) []byte { config(f)["window"] = 25; return f.bytes() },
		"threshold of 1":        func(f *tinyFile) []byte { config(f)["threshold"] = 1; return f.bytes() },
		"other labels": func(f *tinyFile) []byte {
			config(f)["link_labels"] = []string{"none", "cue", "source", "content"}
			return f.bytes()
		},
		"edges that descend":   func(f *tinyFile) []byte { config(f)["distance_edges"] = []int{3, 0, -2}; return f.bytes() },
		"special past the end": func(f *tinyFile) []byte { f.header["tokenizer"].(map[string]any)["unk"] = 1000; return f.bytes() },
		"fewer pieces": func(f *tinyFile) []byte {
			f.payload[tensorNamed(f, "tokenizer.pieces").Offset+1] = '\n'
			return f.bytes()
		},
		"norm within an entry": func(f *tinyFile) []byte { f.payload[tensorNamed(f, "tokenizer.norm").Offset+4] = 100; return f.bytes() },
		"norm that descends":   func(f *tinyFile) []byte { f.payload[tensorNamed(f, "tokenizer.norm").Offset+12] = 1; return f.bytes() },
		"no code point": func(f *tinyFile) []byte {
			f.payload[tensorNamed(f, "tokenizer.norm").Offset+11] = 0x7F
			return f.bytes()
		},
		"a number that is none": func(f *tinyFile) []byte {
			copy(f.payload[tensorNamed(f, "pool.w").Offset:], "\x00\x00\xC0\x7F")
			return f.bytes()
		},
		"an infinite score": func(f *tinyFile) []byte {
			copy(f.payload[tensorNamed(f, "tokenizer.scores").Offset:], "\x00\x00\x80\x7F")
			return f.bytes()
		},
		"word vectors too short": func(f *tinyFile) []byte {
			e := tensorNamed(f, "embed.word")
			e.Shape[0]--
			e.Size -= q4Bytes
			return f.bytes()
		},
	}
	if _, err := Load(tiny(tinySeed).bytes(), Options{}); err != nil {
		t.Fatalf("the file itself: %v", err)
	}
	for name, damage := range cases {
		if _, err := Load(damage(tiny(tinySeed)), Options{}); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestLoadAtAnyAddress(t *testing.T) {
	file := tiny(tinySeed).bytes()
	want, err := Load(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	odd := append([]byte{0}, file...)[1:]
	got, err := Load(odd, Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, b := readAll(t, got, sample), readAll(t, want, sample)
	if a != b {
		t.Errorf("a file at an odd address reads %s, else %s", a, b)
	}
}

func TestUnknownKernels(t *testing.T) {
	if _, err := Load(tiny(tinySeed).bytes(), Options{Kernels: "abacus"}); err == nil || errors.Is(err, ErrDamaged) {
		t.Errorf("the error is %v", err)
	}
}

// FuzzLoad changes a file and, so that not only the sum is tested, the sum too.
func FuzzLoad(f *testing.F) {
	f.Add(uint32(0), byte(0), uint16(0), true)
	f.Add(uint32(12), byte(1), uint16(3), false)
	f.Add(uint32(70), byte('9'^'1'), uint16(0), true)
	f.Fuzz(func(t *testing.T, at uint32, flip byte, cut uint16, seal bool) {
		file := tiny(tinySeed).bytes()
		file[int(at)%len(file)] ^= flip
		file = file[:len(file)-int(cut)%len(file)]
		if seal {
			file = resealed(file)
		}
		m, err := Load(file, Options{Workers: 1})
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatalf("the error is of another kind: %v", err)
			}
			return
		}
		if _, err := m.Read(context.Background(), []string{sample}); err != nil {
			t.Fatal(err)
		}
	})
}

// resealed writes the right sum into a file whose header still has a sum.
func resealed(file []byte) []byte {
	if len(file) < 10 {
		return file
	}
	n := int(binary.LittleEndian.Uint32(file[6:]))
	if n > len(file)-10 {
		return file
	}
	i := bytes.Index(file[:10+n], []byte(`"payload_sha256":"`))
	if i < 0 || i+18+64 > 10+n {
		return file
	}
	copy(file[i+18:], sumOf(file[10+n:]))
	return file
}
