package statement

import "github.com/onrecord/onrecord/internal/text"

// A graded is a degree of certainty and the words that decided it.
type graded struct {
	certainty Certainty
	rule      string
	hits      []hit
}

// certaintyOf reads how sure the speaker is: underspecified where the stance
// asserts and denies nothing; else the degree that governs the content's main
// predicate, or that the cue or the source gives; else certain.
func (r *reading) certaintyOf(p *parts, v verdict) graded {
	if v.stance != Asserts && v.stance != Denies {
		return graded{certainty: Underspecified, rule: "certainty/" + string(v.stance), hits: v.hits}
	}
	if g, ok := r.hedgeOfContent(p); ok {
		return g
	}
	if v.degree != "" {
		return graded{v.degree, v.rule, v.hits}
	}
	if g, ok := r.hedgeOfFrame(p); ok {
		return g
	}
	return graded{certainty: Certain}
}

// hedgeOfContent returns the first hedge of the content's first sentence that
// has the main predicate in its scope.
func (r *reading) hedgeOfContent(p *parts) (graded, bool) {
	for n, c := range r.clauses(p) {
		if g, ok := r.hypothesis(n == 0, c); ok {
			return g, true
		}
		if h, ok := r.hedgeOfClause(c); ok {
			return graded{Certainty(h.value), h.rule, []hit{h}}, true
		}
	}
	return graded{}, false
}

// hedgeOfClause returns the first hedge that governs the clause; one in its verb
// comes before one that only names the basis ("by early findings it may …").
func (r *reading) hedgeOfClause(c clause) (hit, bool) {
	var basis *hit
	hits := r.within(hedgeWords, c.run.first, c.run.last)
	for k := range hits {
		h := &hits[k]
		if h.kind == "cue" || h.value == "" || !r.governs(c, *h) {
			continue
		}
		if h.kind != "noun" {
			return *h, true
		}
		if basis == nil {
			basis = h
		}
	}
	if basis == nil {
		return hit{}, false
	}
	return *basis, true
}

// hypothesis reads "if X, Y would": what depends on a condition is possible.
// The condition opens the clause.
func (r *reading) hypothesis(first bool, c clause) (graded, bool) {
	for i := c.run.first; i < c.run.last; i++ {
		opens := first && i <= c.run.first+2 || r.is(i-1, complementiserWord)
		if !r.is(i, conditionalWord) || !opens || r.is(i-1, markWord) {
			continue
		}
		for k := i + 1; k < c.run.last; k++ {
			if r.is(k, wouldWord) {
				e := &entry{rule: "hedges/if … would"}
				return graded{Possible, e.rule, []hit{{i, i + 1, e}, {k, k + 1, e}}}, true
			}
		}
	}
	return graded{}, false
}

// governs reports whether hedge h has the main predicate of its clause in its
// scope: not inside a relative clause, a condition or a concession, not an
// ability ("could hear"), not the month of May.
func (r *reading) governs(c clause, h hit) bool {
	switch h.kind {
	case "modal":
		if r.afterRelative(c, h.first) || r.isMonth(h.first) {
			return false
		}
		if r.is(h.first, abilityWord) && r.nobody(c, h.first) {
			return false
		}
		if h.last < c.run.last && (r.is(h.last, senseWord) || r.is(h.last, negatorWord) && r.is(h.first, abilityWord)) {
			return false
		}
	case "adverb", "verb", "noun":
		if r.afterRelative(c, h.first) {
			return false
		}
	}
	for k := h.first - 1; k >= c.run.first; k-- {
		if r.lower(k) == "," {
			return true
		}
		if r.is(k, subordinatorWord) || r.is(k, purposeWord) && r.is(k+1, complementiserWord) {
			return false
		}
	}
	return true
}

// nobody reports whether the subject right before token i is denied: "nobody could
// start it", "no crane could lift it" say what was not so, not what may be.
func (r *reading) nobody(c clause, i int) bool {
	const subject = 3 // words of it
	for k := i - 1; k >= max(c.run.first, i-subject); k-- {
		if r.is(k, noneWord) {
			return true
		}
		if r.lower(k) == "," || r.is(k, complementiserWord|subordinatorWord) {
			return false
		}
	}
	return false
}

// afterRelative reports whether the word before token i, auxiliaries aside, is
// a relative pronoun or a complementiser behind a noun.
func (r *reading) afterRelative(c clause, i int) bool {
	k := i - 1
	for k > c.run.first && (r.is(k, auxiliaryWord|beWord) || r.isAdverb(k) || r.isHedgingAdverb(k)) {
		k--
	}
	return k > c.run.first && r.is(k, relativeWord|complementiserWord)
}

func (r *reading) isHedgingAdverb(i int) bool {
	h, ok := r.at(hedgeWords, i)
	return ok && h.kind == "adverb"
}

// isMonth reports whether token i is written with a capital inside a sentence
// or beside a number: "May 2".
func (r *reading) isMonth(i int) bool {
	if r.lower(i) != "may" || r.d.Tokens[i].In(r.d.Text) == "may" {
		return false
	}
	near := func(k int) bool { return k >= r.lo && k < r.hi && r.d.Tokens[k].Kind == text.Number }
	return r.bounds(i).first != i && !isQuoteMark(r.lower(i-1)) || near(i-1) || near(i+1)
}

// hedgeOfFrame looks for a hedge in what introduces the content: the cue
// ("believes"), the source ("preliminary findings"), the words between.
func (r *reading) hedgeOfFrame(p *parts) (graded, bool) {
	cue, ok := extent(p.cue)
	if !ok {
		return graded{}, false
	}
	for _, h := range r.within(hedgeWords, cue.first, cue.last) {
		if h.kind != "modal" && h.value != "" {
			return graded{Certainty(h.value), h.rule, []hit{h}}, true
		}
	}
	for _, x := range p.source {
		for _, h := range r.within(hedgeWords, x.first, x.last) {
			if h.kind == "noun" {
				return graded{Certainty(h.value), h.rule, []hit{h}}, true
			}
		}
	}
	s := r.segment(cue.first)
	for _, h := range r.within(hedgeWords, s.first, s.last) {
		if h.kind == "noun" && !covers(p.content, h.first) {
			return graded{Certainty(h.value), h.rule, []hit{h}}, true
		}
	}
	return graded{}, false
}

// segment is the words around token i between commas, inside its sentence.
func (r *reading) segment(i int) run {
	s, out := r.bounds(i), run{i, i}
	for out.first > s.first && !r.punct(out.first-1) {
		out.first--
	}
	for out.last < s.last && !r.punct(out.last) {
		out.last++
	}
	return out
}
