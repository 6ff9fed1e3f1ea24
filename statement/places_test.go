package statement

import (
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

func TestPlaces(t *testing.T) {
	for _, p := range passages(t, "testdata/places.txt") {
		d := text.Analyze(p.line)
		var got []string
		for _, x := range placesOf(d).in([]text.Span{{From: 0, To: len(p.line)}}) {
			got = append(got, x.Name)
			for _, s := range x.Spans {
				if s.In(p.line) != x.Name {
					t.Errorf("%s: span %q of %q", p.name, s.In(p.line), x.Name)
				}
			}
		}
		p.check(t, got)
	}
}
