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
	got := dropDoubtful([]Attribution{at(0, 4, 0.9), at(10, 14, 0.3), at(28, 34, 0.3), at(50, 54, least)}, rules)
	var from []int
	for _, a := range got {
		from = append(from, a.Cue[0].From)
	}
	if len(from) != 3 || from[0] != 0 || from[1] != 28 || from[2] != 50 {
		t.Errorf("kept the cues at %v, want 0 (sure), 28 (the rules have it too) and 50 (least)", from)
	}
}

func TestTrimSources(t *testing.T) {
	const s = "Shown the film for review, Ann Lee said it was old. The mayor, Bo Ek, said no."
	d := text.Analyze(s)
	span := func(from, to int) []text.Span { return []text.Span{{From: from, To: to}} }
	all := []Attribution{
		{Source: span(19, 34), Cue: span(35, 39)}, // "review, Ann Lee"
		{Source: span(52, 69), Cue: span(71, 75)}, // "The mayor, Bo Ek,"
	}
	trimSources(d, all, []Attribution{{Source: span(27, 34), Cue: span(35, 39)}, {Source: span(52, 68), Cue: span(71, 75)}})
	if got := all[0].Source[0].In(s); got != "Ann Lee" {
		t.Errorf("the first source is %q", got)
	}
	if got := all[1].Source[0]; got.From != 52 {
		t.Errorf("the second source begins at %d", got.From)
	}
}
