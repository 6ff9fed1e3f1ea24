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
	if v.stance != Asserts && v.stance != Denies && v.stance != CouldNotConfirm {
		return nil, reasons
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
		used := false
		switch h.kind {
		case "item":
			used = r.isUsed(p, h, around)
		case "examiner": // "investigators have found", not "investigators said"
			used = (covers(p.content, h.first) || covers(p.source, h.first)) && r.shows(h, around)
		case "phrase":
			used = true
		case "cue":
			used = covers(p.cue, h.first)
		}
		if used {
			out, reasons = r.offer(out, reasons, h.value, h.rule, []hit{h})
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
	for _, x := range p.source {
		if x.first <= h.first && h.first < x.last {
			return !r.inPossessiveOf(x, h)
		}
	}
	if r.isBehindBasis(p, h, around) {
		return true
	}
	if !covers(p.content, h.first) {
		return false
	}
	return r.shows(h, around) || r.isWhole(p, h)
}

// isBehindBasis reports whether words like "citing" stand before h, with at
// most four words between and no preposition that would make h part of
// something else.
func (r *reading) isBehindBasis(p *parts, h hit, around run) bool {
	for k := h.first - 1; k >= around.first && k >= h.first-7; k-- {
		if b, ok := r.at(evidenceWords, k); ok && b.value == "basis" {
			return b.kind != "opening" || r.opensClause(p, b, around)
		}
		if r.punct(k) && !isQuoteMark(r.lower(k)) || r.is(k, relativeWord) || r.is(k, prepositionWord) && r.lower(k) != "of" {
			return false
		}
	}
	return false
}

// isWhole reports whether h is the head of a content that is nothing but its
// noun phrase ("repeated the preliminary findings").
func (r *reading) isWhole(p *parts, h hit) bool {
	x := p.content[0]
	return h.value == "investigation" && len(p.content) == 1 && h.last == x.last && x.last-x.first <= 4
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
		if !ok || v.value != "shows" || v.kind == "beside" && (k > h.last || h.kind == "examiner") {
			continue
		}
		if r.is(k-1, futureWord) {
			return false
		}
		return h.kind == "examiner" || !(v.last < around.last && r.isNegation(v.last)) && !r.isNegation(k-1)
	}
	return false
}

func (r *reading) isNegation(i int) bool {
	h, ok := r.at(stanceWords, i)
	return ok && operatorOf(h.value) != plain
}

// expert returns the words that make the source an expert.
func (r *reading) expert(p *parts) (hit, bool) {
	for _, x := range p.named {
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
