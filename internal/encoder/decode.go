package encoder

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// The labels of a unit with respect to an anchor, as in linkLabels.
const (
	labelNone = iota
	labelSource
	labelCue
	labelContent
)

const openers = "\"“„‟«‹‘‚'([「『"

// closing lists what may close each opening mark.
var closing = map[rune]string{'"': `"`, '“': "”", '„': "“”", '‟': "”", '«': "»", '»': "«", '‹': "›", '‘': "’", '‚': "‘’",
	'\'': "'", '(': ")", '[': "]", '「': "」", '『': "』"}

// inner are the marks that may stand between a quotation's last word and its end.
const inner = ".,!?…"

// decode turns a window's anchors into attributions. A unit that a surer anchor
// labelled as part of its cue is no anchor of its own.
func (m *Model) decode(w *window, anchors []anchor) []Attribution {
	slices.SortStableFunc(anchors, func(a, b anchor) int {
		return cmp.Or(cmp.Compare(b.logit, a.logit), cmp.Compare(a.unit, b.unit))
	})
	taken := make([]bool, len(w.units))
	var out []Attribution
	for _, a := range anchors {
		if taken[a.unit] {
			continue
		}
		labels := m.sequence(w, a.links)
		for u, l := range labels {
			taken[u] = taken[u] || l == labelCue
		}
		found := Attribution{Source: w.spans(labels, labelSource), Cue: w.spans(labels, labelCue),
			Content: w.spans(labels, labelContent), Anchor: w.units[a.unit], Confidence: m.confidence(a, labels)}
		for i, c := range found.Content {
			found.Content[i] = widen(w.text, c)
		}
		found.shift(w.start)
		out = append(out, found)
	}
	slices.SortStableFunc(out, func(a, b Attribution) int {
		return cmp.Or(cmp.Compare(a.first(w.start), b.first(w.start)), cmp.Compare(a.Anchor.From, b.Anchor.From))
	})
	return out
}

// best is the label with the highest logit, the first of equals.
func best(logits [4]float32) int {
	b := 0
	for i, v := range logits {
		if v > logits[b] {
			b = i
		}
	}
	return b
}

// spans are the runs of neighbouring units with the label.
func (w *window) spans(labels []int, label int) []text.Span {
	var out []text.Span
	for u, l := range labels {
		switch {
		case l != label:
		case u > 0 && labels[u-1] == label:
			out[len(out)-1].To = w.units[u].To
		default:
			out = append(out, w.units[u])
		}
	}
	return out
}

// widen takes in the quotation marks around s that belong together with it.
func widen(t string, s text.Span) text.Span {
	if r, size := utf8.DecodeLastRuneInString(t[:s.From]); size > 0 && strings.ContainsRune(openers, r) {
		s.From -= size
	}
	rest := strings.TrimLeft(t[s.To:], inner)
	end := len(t) - len(rest)
	r, size := utf8.DecodeRuneInString(rest)
	if size == 0 {
		return s
	}
	for _, c := range t[s.From:end] {
		if strings.ContainsRune(closing[c], r) {
			s.To = end + size
			break
		}
	}
	return s
}

func (a *Attribution) shift(by int) {
	for _, spans := range [][]text.Span{a.Source, a.Cue, a.Content} {
		for i := range spans {
			spans[i].From += by
			spans[i].To += by
		}
	}
	a.Anchor.From += by
	a.Anchor.To += by
}

// first is where a begins, `start` if it has no span.
func (a *Attribution) first(start int) int {
	at := -1
	for _, spans := range [][]text.Span{a.Source, a.Cue, a.Content} {
		if len(spans) > 0 && (at < 0 || spans[0].From < at) {
			at = spans[0].From
		}
	}
	return max(at, start)
}

// confidence is the calibrated probability that the attribution is right, to four
// places.
func (m *Model) confidence(a anchor, labels []int) float64 {
	content, _ := certainty(a.links, labels, labelContent)
	source, named := certainty(a.links, labels, labelSource)
	c := m.config.Confidence
	x := c[0] + c[1]*float64(a.logit) + c[2]*content + c[3]*source
	if !named {
		x += c[4]
	}
	// math.Exp differs in its last bits between processors, and these say nothing.
	return math.Round(1e4/(1+math.Exp(-x))) / 1e4
}

// certainty is the mean log-probability of the label over the units that have it;
// there may be none.
func certainty(links [][4]float32, labels []int, label int) (mean float64, some bool) {
	n := 0
	for u, l := range labels {
		if l != label {
			continue
		}
		sum := 0.0
		for _, v := range links[u] {
			sum += math.Exp(float64(v - links[u][label]))
		}
		mean -= math.Log(sum)
		n++
	}
	if n == 0 {
		return 0, false
	}
	return mean / float64(n), true
}
