package encoder

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/models"
)

// readModel is the reader that is shipped.
func readModel(t testing.TB, o Options) *Model {
	t.Helper()
	m, err := Load(models.Reader, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// vectors are what training/differential.py wrote: what PyTorch makes of the
// reader's own weight file.
type vectors struct {
	Strings []struct {
		Text    string
		IDs     []int32
		Offsets [][2]int32
		Units   [][2]int
	}
	Paragraphs []struct {
		Text  string
		Cue   []float32
		Links []struct {
			Anchor int
			Logits [][4]float32
		}
		Vector []float32
		Found  []struct{ Source, Cue, Content [][2]int }
	}
}

// readVectors reads the file that ONRECORD_VECTORS names, else the one that
// lies here: odd strings and invented paragraphs.
func readVectors(t *testing.T) *vectors {
	t.Helper()
	path := os.Getenv("ONRECORD_VECTORS")
	if path == "" {
		path = "testdata/vectors.json"
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	v := new(vectors)
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
	if len(v.Strings) == 0 || len(v.Paragraphs) == 0 {
		t.Fatalf("%s: nothing to compare", path)
	}
	return v
}

func spansOf(pairs [][2]int) []text.Span {
	var out []text.Span
	for _, p := range pairs {
		out = append(out, text.Span{From: p[0], To: p[1]})
	}
	return out
}

func TestTokensAsPython(t *testing.T) {
	m := readModel(t, Options{})
	var l lattice
	for _, s := range readVectors(t).Strings {
		var want []Piece
		for i, id := range s.IDs {
			want = append(want, Piece{id, s.Offsets[i][0], s.Offsets[i][1]})
		}
		if got := m.tokenizer.encode(&l, s.Text, nil); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q\n got %v\nwant %v", s.Text, got, want)
		}
		if got, want := units(s.Text, nil), spansOf(s.Units); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: units\n got %v\nwant %v", s.Text, got, want)
		}
	}
}

// A spread is how far numbers lie apart.
type spread struct {
	worst, sum float64
	n          int
}

func (s *spread) add(a, b float32) {
	d := math.Abs(float64(a - b))
	s.worst, s.sum, s.n = max(s.worst, d), s.sum+d, s.n+1
}

func (s *spread) String() string {
	return fmt.Sprintf("worst %.3f, mean %.4f of %d", s.worst, s.sum/float64(max(s.n, 1)), s.n)
}

// The scores differ from PyTorch's in that the inputs of matrices have 13 to 15
// bits here; the bounds are some five times what was measured.
func TestScoresAsPython(t *testing.T) {
	m := readModel(t, Options{})
	ctx := context.Background()
	s := newScratch(&m.config, 2*m.config.Window)
	var cue, link spread
	leastCosine, sameSpans := 1.0, 0
	paragraphs := readVectors(t).Paragraphs
	for _, p := range paragraphs {
		w, ok := m.window(s, p.Text, 0)
		if !ok || len(w.units) != len(p.Cue) {
			t.Fatalf("%q has other units", p.Text)
		}
		windows := []window{w}
		if err := m.encode(ctx, s, windows); err != nil {
			t.Fatal(err)
		}
		cues := m.cues(s, windows)[0]
		for u, v := range p.Cue {
			cue.add(cues[u], v)
		}
		dot := 0.0
		vectors, err := m.Vectors(ctx, []string{p.Text})
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range vectors[0] {
			dot += float64(x) * float64(p.Vector[i])
		}
		leastCosine = min(leastCosine, dot)
		var places []place
		for _, l := range p.Links {
			places = append(places, place{0, 0, l.Anchor, cues[l.Anchor]})
		}
		anchors, err := m.links(ctx, s, windows, places)
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range p.Links {
			for u, row := range l.Logits {
				for j, v := range row {
					link.add(anchors[0][i].links[u][j], v)
				}
			}
		}
		got, err := m.Read(ctx, []string{p.Text})
		if err != nil {
			t.Fatal(err)
		}
		var a, b string
		for _, f := range got[0] {
			a += fmt.Sprintln(f.Source, f.Cue, f.Content)
		}
		for _, f := range p.Found {
			b += fmt.Sprintln(spansOf(f.Source), spansOf(f.Cue), spansOf(f.Content))
		}
		if a == b {
			sameSpans++
		} else {
			t.Logf("%q\n got %swant %s", p.Text, a, b)
		}
	}
	t.Logf("%d paragraphs: cue logits %v; link logits %v; least cosine %.5f; same spans in %d", len(paragraphs), &cue, &link, leastCosine, sameSpans)
	if cue.worst > 0.05 || link.worst > 0.05 || leastCosine < 0.9999 || sameSpans*1000 < 995*len(paragraphs) {
		t.Error("that is further from PyTorch than the bounds")
	}
}
