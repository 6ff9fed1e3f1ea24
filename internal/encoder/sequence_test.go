package encoder

import (
	"slices"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

func TestSequence(t *testing.T) {
	const n, s, c, k = labelNone, labelSource, labelCue, labelContent
	sure := func(label int, by float32) (l [4]float32) { l[label] = by; return l }
	for name, x := range map[string]struct {
		text  string
		links [][4]float32
		costs []float64
		want  []int
	}{
		"a doubtful gap is closed":         {"a b c d", [][4]float32{sure(c, 6), sure(k, 6), sure(n, 1), sure(k, 6)}, []float64{0, 0.2, 0, 2}, []int{c, k, k, k}},
		"a sure gap stays":                 {"a b c d", [][4]float32{sure(c, 6), sure(k, 6), sure(n, 9), sure(k, 6)}, []float64{0, 0.2, 0, 2}, []int{c, k, n, k}},
		"a mark makes switching cheaper":   {"a b, c, d", [][4]float32{sure(c, 6), sure(k, 6), sure(n, 3), sure(k, 6)}, []float64{0, 0.2, 0, 2}, []int{c, k, n, k}},
		"without costs each is on its own": {"a b c d", [][4]float32{sure(c, 6), sure(k, 6), sure(n, 1), sure(k, 6)}, nil, []int{c, k, n, k}},
		"the surer source stays":           {"a b c d", [][4]float32{sure(s, 2), sure(c, 6), sure(s, 3), sure(s, 1)}, nil, []int{n, c, s, s}},
		"the first of equals":              {"a b", [][4]float32{{}, {}}, nil, []int{n, n}},
		"nothing":                          {"", nil, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			m := &Model{config: config{Switch: x.costs, SwitchMark: 0.5}}
			w := &window{text: x.text, units: units(x.text, []text.Span(nil))}
			if got := m.sequence(w, x.links); !slices.Equal(got, x.want) {
				t.Errorf("labels %v, want %v", got, x.want)
			}
		})
	}
}
