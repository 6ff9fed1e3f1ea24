package statement

import (
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

func TestDropDoubtful(t *testing.T) {
	at := func(from, to int, confidence float64) Attribution {
		return Attribution{Cue: []text.Span{{From: from, To: to}}, Confidence: confidence}
	}
	rules := []Attribution{at(30, 34, 0.8)}
	got := dropDoubtful([]Attribution{at(0, 4, 0.9), at(10, 14, 0.3), at(28, 34, 0.3), at(50, 54, even)}, rules)
	var from []int
	for _, a := range got {
		from = append(from, a.Cue[0].From)
	}
	if len(from) != 3 || from[0] != 0 || from[1] != 28 || from[2] != 50 {
		t.Errorf("kept the cues at %v, want 0 (sure), 28 (the rules have it too) and 50 (even)", from)
	}
}
