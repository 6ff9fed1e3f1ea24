package statement

import "slices"

// A clause is a stretch of the content that has a predicate of its own: tokens
// of the first sentence of the content up to "and that", "but", a semicolon.
type clause struct {
	run
	first bool // nothing but a complementiser stands before it
}

// clauses divides the first sentence of the content.
func (r *reading) clauses(p *parts) []clause {
	if len(p.content) == 0 {
		return nil
	}
	stop := r.bounds(p.content[0].first).last
	var out []clause
	for _, x := range p.content {
		from := x.first
		for i := x.first; i < min(x.last, stop); i++ {
			if r.divides(i) {
				if from < i {
					out = append(out, clause{run: run{from, i}})
				}
				from = i + 1
			}
		}
		if to := min(x.last, stop); from < to {
			out = append(out, clause{run: run{from, to}})
		}
	}
	if len(out) > 0 {
		out[0].first = true
	}
	return out
}

// divides reports whether a new clause of the same rank begins behind token i.
func (r *reading) divides(i int) bool {
	switch r.lower(i) {
	case ";", ":", "—", "–", "؛":
		return true
	}
	return r.is(i, coordinatorWord) && i+1 < r.hi && (r.is(i+1, complementiserWord) || r.is(i+1, pronounWord) || i > r.lo && r.lower(i-1) == ",") ||
		r.is(i, adversativeWord)
}

// stanceOfContent looks for what the speaker says of himself ("it could not yet
// confirm", "it denies"), for demands and intentions, and for denials that are
// put as negated content ("no Russian missile hit").
func (r *reading) stanceOfContent(p *parts) (verdict, bool) {
	clauses := r.clauses(p)
	for _, c := range clauses {
		if v, ok := r.speaksOfHimself(p, c); ok {
			return v, true
		}
	}
	for _, c := range clauses {
		if v, ok := r.deniesInContent(p, c); ok {
			return v, true
		}
	}
	if v, ok := r.question(p); ok {
		return v, true
	}
	return verdict{}, false
}

// speaksOfHimself finds a predicate of the tables whose subject is the speaker.
func (r *reading) speaksOfHimself(p *parts, c clause) (verdict, bool) {
	hits := r.within(stanceWords, c.run.first, c.last)
	for k, h := range hits {
		pred := predicates[h.value]
		if pred == nil {
			if len(h.value) > 1 && h.value[0] == '=' && h.kind != "cue" && (r.subjectIsOwn(p, c, h.first) || r.endsClause(c, h)) {
				return verdict{stance: Stance(h.value[1:]), degree: Certainty(h.kind), rule: h.rule, hits: []hit{h}}, true
			}
			continue
		}
		op, by := r.strongest(r.near(c, hits[:k], hits[k+1:]), &hits[k])
		if !pred.own[op] || h.value == "unclear" && !c.first {
			continue // "… and that it was not clear why" only adds to what is asserted
		}
		from := h.first
		if len(by) > 0 {
			from = min(from, by[0].first)
		}
		if !r.subjectIsOwn(p, c, from) && !(len(by) > 0 && r.governsBefore(by[0], &hits[k]) && r.isImpersonal(c, from, by[0])) {
			continue
		}
		v := pred.by[op]
		v.hits = append(slices.Clip(by), h)
		return v, true
	}
	return r.intends(p, c)
}

// endsClause reports whether h, which tells of a denial, a refusal or of what could
// not be confirmed, is the main predicate of a language that puts it last, where
// the speaker needs no word of his own. The particle that ends a quotation may
// follow: "…없다"고".
func (r *reading) endsClause(c clause, h hit) bool {
	switch Stance(h.value[1:]) {
	case CouldNotConfirm, Declined, Denies:
	default:
		return false
	}
	words := 0
	for i := h.last; i < c.run.last; i++ {
		if !r.punct(i) {
			words++
		}
	}
	return r.book.verbLast && (words == 0 || words == 1 && isQuoteMark(r.lower(h.last)))
}

// isImpersonal reports whether nothing but an adjunct or a question stands before
// the infinitive at token i and no subject between it and o: "who fired it, by the
// pictures one cannot tell".
func (r *reading) isImpersonal(c clause, i int, o hit) bool {
	first := i
	for first > c.run.first && !r.punct(first-1) {
		first--
	}
	if first < i && !r.is(first, prepositionWord) {
		return false
	}
	asks := first == c.run.first
	for k := c.run.first; k < first && !asks; k++ {
		asks = r.is(k, relativeWord|complementiserWord)
	}
	return asks && o.first-i <= 3
}

// intends finds "it would retaliate", "we will not send": a pronoun and a
// future; and "must", which demands unless it is about the speaker.
func (r *reading) intends(p *parts, c clause) (verdict, bool) {
	for i := c.run.first; i < c.run.last; i++ {
		if r.is(i, relativeWord|conditionalWord) || i > c.run.first && (r.punct(i) && !isQuoteMark(r.lower(i)) || r.is(i, complementiserWord)) {
			break // what stands behind is no longer the main predicate
		}
		if i == c.run.first || i+1 >= c.run.last {
			continue
		}
		if r.is(i, futureWord) && !r.is(i+1, stateWord) && r.isSubject(p, c, i) {
			return verdict{stance: Intends, rule: futureEntry.rule, hits: []hit{{i - 1, i + 1, futureEntry}}}, true
		}
		if r.is(i, obligationWord) && !r.is(i-1, pronounWord) && !r.is(i+1, auxiliaryWord) { // not "must be", "must have"
			return verdict{stance: Demands, rule: mustEntry.rule, hits: []hit{{i, i + 1, mustEntry}}}, true
		}
	}
	return verdict{}, false
}

// isSubject reports whether the speaker or his side is the subject of the
// future at token i: a pronoun, "the ministry", a name of his side with "will".
func (r *reading) isSubject(p *parts, c clause, i int) bool {
	if r.is(i-1, pronounWord) {
		return true
	}
	first := c.run.first
	for first < i && (r.is(first, complementiserWord) || r.punct(first)) {
		first++
	}
	return !r.is(i, wouldWord) && i-first <= 4 && r.mentions(p.own, first, i) || r.isOwnBody(p, first, i)
}

var (
	futureEntry = &entry{rule: "stances/will"}
	mustEntry   = &entry{rule: "stances/must"}
)

// near are the operators before and after a predicate of the clause with no
// comma and no relative pronoun between.
func (r *reading) near(c clause, before, after []hit) []hit {
	var out []hit
	for _, h := range before {
		if operatorOf(h.value) != plain {
			out = append(out, h)
		}
	}
	if r.book.postposed || len(r.book.infinitives) > 0 {
		for _, h := range after {
			if operatorOf(h.value) != plain {
				out = append(out, h)
			}
		}
	}
	return out
}

// subjectIsOwn reports whether the predicate at token i is the main one of its
// clause and has the speaker as its subject, or none ("no confirmation of
// that", "there was no evidence", "and could not confirm").
func (r *reading) subjectIsOwn(p *parts, c clause, i int) bool {
	last := i
	for last > c.run.first && (r.is(last-1, auxiliaryWord) || r.isAdverb(last-1) || r.isNegation(last-1)) {
		last--
	}
	first := last
	for first > c.run.first && !r.punct(first-1) && !r.is(first-1, complementiserWord|coordinatorWord) {
		if r.is(first-1, relativeWord|subordinatorWord) {
			return false
		}
		first--
	}
	if !r.isMain(c, first) {
		return false
	}
	if first == last {
		return true
	}
	for first < last-1 && r.isAdverb(first) {
		first++
	}
	if r.is(last-1, impersonalWord) {
		return true
	}
	if r.is(last-1, pronounWord) { // "changes he wanted" is about the changes
		return first == last-1 && !r.is(first, hearerWord)
	}
	return last-first <= 6 && r.mentions(p.own, first, last) || r.isOwnBody(p, first, last)
}

// isOwnBody reports whether [first, last) is "the ministry" or "our company",
// said by someone who speaks for such a body.
func (r *reading) isOwnBody(p *parts, first, last int) bool {
	if last-first != 2 || !r.is(first, articleWord|ownWord) || !r.isGeneric(first+1) {
		return false
	}
	for _, x := range p.source {
		for i := x.first; i < x.last; i++ {
			if r.isGeneric(i) {
				return true
			}
		}
	}
	return false
}

// isGeneric reports whether token i names an office or a body of a kind that
// many have: "spokeswoman", "ministry".
func (r *reading) isGeneric(i int) bool {
	h, ok := r.at(denialWords, i)
	return ok && h.value == "generic"
}

// isMain reports whether nothing but the head of the clause, or predicates with
// the same subject, stands before token i: no relative, no condition, and no
// second complementiser.
func (r *reading) isMain(c clause, i int) bool {
	for k := c.run.first; k < i; k++ {
		if r.is(k, relativeWord|subordinatorWord) || r.is(k, complementiserWord) && k > c.run.first+2 && !r.is(k-1, coordinatorWord) {
			return false
		}
	}
	return true
}

// isAdverb reports whether token i looks like an adverb that may stand between
// subject and verb.
func (r *reading) isAdverb(i int) bool {
	w := r.lower(i)
	return r.is(i, adverbWord) || r.book.language == "en" && len(w) > 4 && w[len(w)-2:] == "ly"
}

// question finds a question put as it was asked.
func (r *reading) question(p *parts) (verdict, bool) {
	x := p.content[len(p.content)-1]
	for i := x.last - 1; i >= x.first && i >= x.last-2; i-- {
		if w := r.lower(i); w == "?" || w == "؟" {
			s := r.bounds(p.content[0].first)
			if i < s.last { // a question as a whole, not one at the end of several sentences
				return verdict{stance: Asks, rule: "stances/?", hits: []hit{{first: i, last: i + 1, entry: questionMark}}}, true
			}
		}
	}
	return verdict{}, false
}

var questionMark = &entry{rule: "stances/?"}
