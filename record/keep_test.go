package record

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// hashes is a Meaning that gives each text a vector of its own.
type hashes struct{}

func (hashes) Vectors(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, t := range texts {
		h := fnv.New32()
		_, _ = h.Write([]byte(t))
		out[i] = []float32{float32(h.Sum32()%1000) / 1000, 1}
	}
	return out, nil
}

// examples reads the reports that ship with the project.
func examples(t testing.TB, r Reader) []*Reading {
	t.Helper()
	files, err := report.Files([]string{"../examples"})
	if err != nil {
		t.Fatal(err)
	}
	var out []*Reading
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for rep, err := range report.Read(t.Context(), filepath.Base(f), bytes.NewReader(data), report.Bounds{}) {
			if err == nil {
				out = append(out, r.Read(rep))
			}
		}
	}
	if len(out) < 5 {
		t.Fatalf("only %d examples", len(out))
	}
	return out
}

func build(t testing.TB, readings []*Reading) *Record {
	t.Helper()
	rec, err := Build(t.Context(), readings)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// TestKeptGivesTheSameRecord keeps readings, takes them back and holds the two
// records against each other, with and without vectors.
func TestKeptGivesTheSameRecord(t *testing.T) {
	for name, reader := range map[string]Reader{
		"words":   {Finder: statement.NewRules()},
		"meaning": {Finder: statement.NewRules(), Meaning: hashes{}, Claims: hashes{}},
	} {
		t.Run(name, func(t *testing.T) {
			readings := examples(t, reader)
			var back []*Reading
			for _, r := range readings {
				k, err := r.Keep()
				if err != nil {
					t.Fatal(err)
				}
				if (len(k.Vectors) > 0) != (reader.Meaning != nil) {
					t.Fatalf("%s: %d bytes of vectors", r.Report.Name, len(k.Vectors))
				}
				b, err := k.Reading()
				if err != nil {
					t.Fatal(err)
				}
				back = append(back, b)
			}
			var want, got bytes.Buffer
			if err := build(t, readings).WriteJSON(&want); err != nil {
				t.Fatal(err)
			}
			if err := build(t, back).WriteJSON(&got); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want.Bytes(), got.Bytes()) {
				t.Errorf("the record of what was kept differs: %d and %d bytes", want.Len(), got.Len())
			}
		})
	}
}

// TestVectorsOfVersion1 reads vectors as 32-bit floats, as the first cases have them:
// they come out as they would be kept today, and near what they were.
func TestVectorsOfVersion1(t *testing.T) {
	was := [3][][]float32{{{0.1, -0.25, 0.9}, nil}, nil, {{0, 0.5, 0.25}, {0, 0, 0}}}
	var data []byte
	for _, list := range was {
		data = binary.AppendUvarint(data, uint64(len(list)))
		for _, v := range list {
			data = binary.AppendUvarint(data, uint64(len(v)))
			for _, x := range v {
				data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
			}
		}
	}
	got, err := unpackVectors(data)
	if err != nil {
		t.Fatal(err)
	}
	again, err := unpackVectors(packVectors(got[:]))
	if err != nil || !reflect.DeepEqual(got, again) {
		t.Errorf("kept and read: %v, %v (%v)", got, again, err)
	}
	for i, list := range was {
		for j, v := range list {
			for k, x := range v {
				if d := got[i][j][k] - x; d > 0.004 || d < -0.004 {
					t.Errorf("vector %d %d %d: %v, was %v", i, j, k, got[i][j][k], x)
				}
			}
		}
	}
}

func FuzzVectors(f *testing.F) {
	f.Add(binary.LittleEndian.AppendUint32([]byte{1, 1}, math.Float32bits(2)))
	f.Add([]byte{})
	f.Add(packVectors([][][]float32{{{1, 2}, nil}, nil, {{-3}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		lists, err := unpackVectors(data)
		if err != nil {
			return
		}
		again, err := unpackVectors(packVectors(lists[:]))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(packVectors(lists[:]), packVectors(again[:])) {
			t.Error("packing, reading and packing gives something else")
		}
	})
}
