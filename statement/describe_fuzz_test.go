package statement

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// fixed is a Finder that gives the same attributions for any text.
type fixed []Attribution

func (f fixed) Find(*text.Document) []Attribution { return f }

// FuzzDescribe gives Read arbitrary text with arbitrary spans, in any language:
// no panic, fields from their lists, and spans inside the text on the bounds of
// code points.
func FuzzDescribe(f *testing.F) {
	f.Add("The navy said it could not yet confirm the report, TASS reported.", "en", 0, 8, 9, 13, 14, 49)
	f.Add("Міністр не виключив, що кабель перерізали.", "", 0, 14, 15, 36, 38, 70)
	f.Add("“No,” he said. May 2? If", "en", 6, 8, 9, 13, 0, 5)
	f.Add("해군은 확인할 수 없다고 말했다.", "ko", 0, 9, 10, 40, 3, 3)
	f.Fuzz(func(t *testing.T, s, language string, a, b, c, d, e, g int) {
		if len(s) > 1<<12 || !utf8.ValidString(s) {
			return
		}
		doc := text.Analyze(s)
		x := Attribution{Source: anySpan(s, a, b), Cue: anySpan(s, c, d), Content: anySpan(s, e, g)}
		y := Attribution{Source: anySpan(s, c, d), Cue: anySpan(s, e, g), Content: anySpan(s, a, b)}
		Describe(doc, x, Context{Language: language})
		for _, st := range Read(doc, fixed{x, y}, Context{Language: language}) {
			checkStatement(t, s, st)
		}
	})
}

// anySpan makes the numbers a span of s that ends on code points, or none.
func anySpan(s string, a, b int) []text.Span {
	n := len(s) + 1
	lo, hi := (a%n+n)%n, (b%n+n)%n
	if lo > hi {
		lo, hi = hi, lo
	}
	for lo > 0 && lo < len(s) && !utf8.RuneStart(s[lo]) {
		lo--
	}
	for hi < len(s) && !utf8.RuneStart(s[hi]) {
		hi++
	}
	if lo == hi {
		return nil
	}
	return []text.Span{{From: lo, To: hi}}
}

func checkStatement(t *testing.T, s string, st Statement) {
	t.Helper()
	switch st.Stance {
	case Asserts, Denies, CouldNotConfirm, NoComment, Declined, GaveNoEvidence, DidNotSay, Demands, Intends, Asks:
	default:
		t.Errorf("stance %q", st.Stance)
	}
	switch st.Certainty {
	case Certain, Probable, Possible, Underspecified:
	default:
		t.Errorf("certainty %q", st.Certainty)
	}
	if !slices.Contains(Channels, st.Channel.Kind) {
		t.Errorf("channel %q", st.Channel.Kind)
	}
	spans := allSpans(st.Attribution)
	for _, e := range st.Evidence {
		if !slices.Contains(EvidenceKinds, e.Kind) || len(e.Spans) == 0 {
			t.Errorf("evidence %q with %d spans", e.Kind, len(e.Spans))
		}
		spans = append(spans, e.Spans...)
	}
	for _, r := range st.Reasons {
		if r.Rule == "" {
			t.Errorf("reason for %s without a rule", r.Field)
		}
		spans = append(spans, r.Spans...)
	}
	for _, x := range spans {
		if x.From < 0 || x.To > len(s) || x.Empty() || !utf8.ValidString(s[x.From:x.To]) {
			t.Fatalf("span %v of %d bytes", x, len(s))
		}
	}
}
