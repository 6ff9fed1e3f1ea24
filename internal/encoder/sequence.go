package encoder

import (
	"math"
	"unicode"
)

// logSoftmax turns logits into log-probabilities.
func logSoftmax(logits [4]float32) (p [4]float64) {
	sum, top := 0.0, logits[best(logits)]
	for _, v := range logits {
		sum += math.Exp(float64(v) - float64(top))
	}
	for i, v := range logits {
		p[i] = float64(v) - float64(top) - math.Log(sum)
	}
	return p
}

// sequence gives each unit its label such that the log-probabilities less the
// costs of switching between labels are greatest (Viterbi): one unit's doubtful
// label does not break a long content in two, or begin another source.
func (m *Model) sequence(w *window, links [][4]float32) []int {
	n := len(links)
	labels := make([]int, n)
	if n == 0 {
		return labels
	}
	p := make([][4]float64, n)
	for u, l := range links {
		p[u] = logSoftmax(l)
	}
	back := make([][4]uint8, n)
	score := p[0]
	for u := 1; u < n; u++ {
		part := 1.0
		if w.marked(u) {
			part = m.config.SwitchMark
		}
		var next [4]float64
		for b := range next {
			from, most := 0, math.Inf(-1)
			for a := range score {
				if reach := score[a] - m.cost(a, b)*part; reach > most {
					from, most = a, reach
				}
			}
			next[b], back[u][b] = most+p[u][b], uint8(from)
		}
		score = next
	}
	for k := range score {
		if score[k] > score[labels[n-1]] {
			labels[n-1] = k
		}
	}
	for u := n - 1; u > 0; u-- {
		labels[u-1] = int(back[u][labels[u]])
	}
	oneSource(p, labels)
	return labels
}

// cost is what going from label a to label b costs within a sequence.
func (m *Model) cost(a, b int) float64 {
	if a == b || len(m.config.Switch) == 0 {
		return 0
	}
	return m.config.Switch[a] + m.config.Switch[b]
}

// marked reports whether anything but white space stands between unit u and the
// one before it.
func (w *window) marked(u int) bool {
	for _, r := range w.text[w.units[u-1].To:w.units[u].From] {
		if !unicode.IsSpace(r) {
			return true
		}
	}
	return false
}

// oneSource leaves of several runs of source the surest: a source is nearly never
// broken.
func oneSource(p [][4]float64, labels []int) {
	from, to, most := 0, 0, math.Inf(-1)
	for u := 0; u < len(labels); u++ {
		start, sum := u, 0.0
		for ; u < len(labels) && labels[u] == labelSource; u++ {
			q := p[u]
			sum += q[labelSource] - max(q[labelNone], q[labelCue], q[labelContent])
		}
		if u > start && sum > most {
			from, to, most = start, u, sum
		}
	}
	for u, l := range labels {
		if l == labelSource && (u < from || u >= to) {
			labels[u] = labelNone
		}
	}
}
