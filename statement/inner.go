package statement

import "github.com/onrecord/onrecord/internal/text"

// addInner adds the positions that statements report of others where the words
// make them plain: "said that Boeing had refused to identify …".
func (r *reading) addInner(all []Statement) []Statement {
	out := all
	for i := range all {
		if all[i].Inner || all[i].Stance != Asserts && all[i].Stance != Denies {
			continue
		}
		p := r.divide(all[i].Attribution)
		p.own = r.ownWords(p.source)
		for _, c := range r.clauses(&p) {
			if a, ok := r.reportedPosition(&p, c); ok && !r.isTaken(out, a) {
				s := r.describe(a, background{})
				r.nest(&all[i], &s)
				s.Inner = true
				out = append(out, s)
			}
		}
	}
	return out
}

// reportedPosition finds in a clause of the content another's denial, refusal
// or silence, with a subject of at most six words that is a name or a noun with
// its article.
func (r *reading) reportedPosition(p *parts, c clause) (Attribution, bool) {
	hits := r.within(stanceWords, c.run.first, c.run.last)
	for k, h := range hits {
		pred := predicates[h.value]
		if pred == nil {
			continue
		}
		op, by := r.strongest(hits[:k], &hits[k])
		switch pred.by[op].stance {
		case Denies, CouldNotConfirm, Declined, NoComment:
		default:
			continue
		}
		first := h.first
		if len(by) > 0 {
			first = by[0].first
			if h.first-by[0].last > 3 {
				continue
			}
		}
		for first > c.run.first && r.is(first-1, auxiliaryWord) {
			first--
		}
		from := first
		for from > c.run.first && !r.punct(from-1) && !r.is(from-1, complementiserWord) && !r.is(from-1, coordinatorWord) && !r.is(from-1, relativeWord) {
			from--
		}
		if !r.isNamed(p, from, first) {
			continue
		}
		a := Attribution{Source: []text.Span{r.span(from, first)}, Cue: []text.Span{r.span(first, h.last)}, Confidence: 0.5}
		if h.last < c.run.last {
			a.Content = []text.Span{r.span(h.last, c.run.last)}
		}
		return a, true
	}
	return Attribution{}, false
}

// isNamed reports whether [from, to) is the name or description of someone who
// is not the speaker himself.
func (r *reading) isNamed(p *parts, from, to int) bool {
	if to-from < 1 || to-from > 6 || r.is(to-1, pronounWord) || r.is(to-1, impersonalWord) || r.mentions(p.own, from, to) {
		return false
	}
	return isUpper(r.d, from) || r.is(from, articleWord) && to-from > 1
}

// isTaken reports whether one of the statements has its cue where a has.
func (r *reading) isTaken(all []Statement, a Attribution) bool {
	for _, s := range all {
		for _, c := range s.Cue {
			if c.Overlaps(a.Cue[0]) {
				return true
			}
		}
	}
	return false
}
