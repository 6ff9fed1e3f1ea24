package text

import "testing"

func TestCut(t *testing.T) {
	const s = "ORLO (Coast News) - The wall held, she said. It rained.\n\nNobody was hurt."
	d := Analyze(s)
	before := len(d.Paragraphs)
	d.Cut(20)
	if len(d.Paragraphs) != before+1 {
		t.Fatalf("%d paragraphs after the cut, %d before", len(d.Paragraphs), before)
	}
	if got := d.Paragraphs[1].In(s); got != "The wall held, she said. It rained." {
		t.Errorf("the second paragraph is %q", got)
	}
	for i, x := range d.Sentences {
		if x.From < 20 && 20 < x.To {
			t.Errorf("sentence %q lies across the cut", x.In(s))
		}
		if !d.Paragraphs[x.Paragraph].Contains(x.Span) {
			t.Errorf("sentence %d %q lies outside its paragraph", i, x.In(s))
		}
		for _, tok := range d.Tokens[x.First:x.Last] {
			if !x.Contains(tok.Span) {
				t.Errorf("token %q lies outside its sentence %q", tok.In(s), x.In(s))
			}
		}
	}
	for _, at := range []int{0, len(s), 55, 57} { // between paragraphs, or at an end: nothing to cut
		d := Analyze(s)
		n := len(d.Sentences)
		d.Cut(at)
		if len(d.Sentences) != n || len(d.Paragraphs) != before {
			t.Errorf("a cut at %d changed the document", at)
		}
	}
}
