package statement

import "github.com/onrecord/onrecord/internal/text"

// evidenceOf finds what the speaker is said to rest on. A thing that could be
// evidence counts where the words put it to that use: it is the source
// ("company records show"), it stands behind a basis ("citing satellite
// images", "given the trajectory"), or it shows something ("first findings
// suggest").
func (r *reading) evidenceOf(p *parts, v verdict, reasons []Reason) ([]Evidence, []Reason) {
	if v.stance == GaveNoEvidence {
		return r.offer(nil, reasons, "none", v.rule, v.hits)
	}
	var out []Evidence
	cue, ok := extent(p.cue)
	if !ok {
		return nil, reasons
	}
	around := r.bounds(cue.first)
	if x, ok := extent(p.content); ok {
		s := r.bounds(x.first)
		around = run{min(around.first, s.first), max(around.last, s.last)}
	}
	for _, h := range r.within(evidenceWords, around.first, around.last) {
		switch h.kind {
		case "item":
			if r.isUsed(p, h, around) {
				out, reasons = r.offer(out, reasons, h.value, h.rule, []hit{h})
			}
		case "phrase":
			out, reasons = r.offer(out, reasons, h.value, h.rule, []hit{h})
		case "cue":
			if covers(p.cue, h.first) {
				out, reasons = r.offer(out, reasons, h.value, h.rule, []hit{h})
			}
		}
	}
	if x, ok := r.expert(p); ok && isExamined(out) {
		out, reasons = r.offer(out, reasons, x.value, x.rule, []hit{x})
	}
	return out, reasons
}

// offer adds evidence of a kind once.
func (r *reading) offer(out []Evidence, reasons []Reason, kind, rule string, hits []hit) ([]Evidence, []Reason) {
	spans := make([]text.Span, 0, len(hits))
	for _, h := range hits {
		spans = append(spans, r.span(h.first, h.last))
	}
	for i := range out {
		if out[i].Kind == kind {
			out[i].Spans = append(out[i].Spans, spans...)
			return out, reasons
		}
	}
	return append(out, Evidence{Kind: kind, Spans: spans}), append(reasons, r.reason("evidence", rule, hits, nil))
}

// isUsed reports whether the words put h to use as evidence.
func (r *reading) isUsed(p *parts, h hit, around run) bool {
	if covers(p.source, h.first) {
		for _, x := range p.source {
			if x.first <= h.first && h.first < x.last {
				return !r.inPossessiveOf(x, h) && (h.value != "expert-judgement" || len(r.evidenceVerbs(p)) > 0)
			}
		}
	}
	for k := h.first - 1; k >= around.first && k >= h.first-5; k-- {
		if b, ok := r.at(evidenceWords, k); ok && b.value == "basis" {
			return b.kind != "opening" || r.opensClause(p, b, around)
		}
		if r.lower(k) == "," || r.lower(k) == ";" {
			break
		}
	}
	return r.shows(h, around)
}

// opensClause reports whether a basis that is also a plain preposition ("by",
// "from") opens the sentence, the content or a clause of it.
func (r *reading) opensClause(p *parts, b hit, around run) bool {
	if b.first == r.bounds(b.first).first || b.first == around.first {
		return true
	}
	for _, x := range p.content {
		if x.first == b.first {
			return true
		}
	}
	return r.punct(b.first-1) || r.is(b.first-1, complementiserWord) || r.is(b.first-1, coordinatorWord)
}

// shows reports whether h is the subject of a verb of showing that is not
// negated.
func (r *reading) shows(h hit, around run) bool {
	if h.value == "intelligence" && h.first > around.first && r.is(h.first-1, prepositionWord) {
		return false
	}
	for k := h.last; k < min(around.last, h.last+5); k++ {
		if r.lower(k) == "," || r.is(k, relativeWord) {
			return false
		}
		v, ok := r.at(evidenceWords, k)
		if !ok || v.value != "shows" {
			continue
		}
		return !(v.last < around.last && r.isNegation(v.last)) && !r.isNegation(k-1)
	}
	return false
}

func (r *reading) isNegation(i int) bool {
	h, ok := r.at(stanceWords, i)
	return ok && operatorOf(h.value) != plain
}

func (r *reading) evidenceVerbs(p *parts) []hit {
	var out []hit
	for _, x := range p.cue {
		for _, h := range r.within(evidenceWords, x.first, x.last) {
			if h.value == "shows" {
				out = append(out, h)
			}
		}
	}
	return out
}

// expert returns the words that make the source an expert.
func (r *reading) expert(p *parts) (hit, bool) {
	for _, x := range p.source {
		for _, h := range r.within(evidenceWords, x.first, x.last) {
			if h.value == "expert-judgement" {
				return h, true
			}
		}
	}
	return hit{}, false
}

// isExamined reports whether the evidence holds a thing that an expert looks at.
func isExamined(evidence []Evidence) bool {
	for _, e := range evidence {
		switch e.Kind {
		case "footage", "photograph", "satellite", "remnants":
			return true
		}
	}
	return false
}
