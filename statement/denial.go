package statement

// deniesInContent tells a denial from an assertion that happens to be negative.
// "The board had not received the papers" asserts; these deny:
//
//	an accusation called untrue       "the reports are false", "a provocation"
//	an identity refused               "it was not a Ukrainian missile"
//	no part in it                     "had nothing to do with", "was not involved"
//	the speaker's side did not do it  "no Russian missile hit", "we did not fire"
func (r *reading) deniesInContent(p *parts, c clause) (verdict, bool) {
	if r.is(c.run.first, conditionalWord) {
		return verdict{}, false
	}
	hits := r.within(denialWords, c.run.first, c.run.last)
	for _, h := range hits {
		var neg []hit
		ok := false
		switch h.value {
		case "untrue":
			ok = !r.negatedAt(c, h, &neg) && r.isPredicated(c, h.first)
		case "apart": // negated by itself: "nothing to do with"
			ok = !r.behindRelative(c, h.first)
		case "so":
			ok = r.negatedAt(c, h, &neg) && h.first-neg[0].last <= 2 && r.isOfBeing(c, neg[0])
		case "involved": // "was not involved", not "nobody involved"
			ok = r.negatedAt(c, h, &neg) && h.first-neg[0].last <= 3 &&
				(h.last-h.first > 1 || r.book.language != "en" || r.isOfBeing(c, neg[0]))
		case "act", "blame":
			ok = r.negatedAt(c, h, &neg) && (h.value == "act" || h.first-neg[0].last <= 2) && r.isOwnAct(p, c, neg[0].first)
		}
		if ok {
			return verdict{stance: Denies, rule: h.rule, hits: append(neg, h)}, true
		}
	}
	return r.refusesIdentity(p, c)
}

// isOwnAct reports whether the clause negated at token i is about the speaker's
// side: it is named, or the subject is "its troops" or a pronoun.
func (r *reading) isOwnAct(p *parts, c clause, i int) bool {
	if r.mentions(p.own, c.run.first, c.run.last) {
		return true
	}
	for k := c.run.first; k < min(i, c.run.first+3); k++ {
		if r.is(k, ownWord) {
			return true
		}
	}
	dropped := r.book.prodrop && (i == c.run.first || r.is(i-1, complementiserWord))
	return dropped || r.subjectIsOwn(p, c, i) && r.hasPronounSubject(c, i)
}

// negatedAt finds the negation that bears on h: before it in the clause, or as
// the determiner of its object ("hit no targets").
func (r *reading) negatedAt(c clause, h hit, neg *[]hit) bool {
	for _, o := range r.within(stanceWords, c.run.first, c.run.last) {
		if operatorOf(o.value) != negated || r.behindRelative(c, o.first) {
			continue
		}
		before := o.first < h.first && h.first-o.last <= reach
		object := o.first == h.last || r.book.postposed && o.first >= h.last && o.first-h.last <= reach
		if before || object {
			*neg = []hit{o}
			return true
		}
	}
	return false
}

// behindRelative reports whether a relative pronoun stands before token i in
// its part of the clause ("missiles that were not …" denies nothing).
func (r *reading) behindRelative(c clause, i int) bool {
	for k := i - 1; k >= c.run.first && k >= i-4; k-- {
		if r.lower(k) == "," {
			return false
		}
		if r.is(k, relativeWord) || r.is(k, complementiserWord) && k > c.run.first {
			return k > c.run.first
		}
	}
	return false
}

// isPredicated reports whether what stands at token i is said of something: "is
// false", "as a provocation", "called it a lie".
func (r *reading) isPredicated(c clause, i int) bool {
	for k := i - 1; k >= c.run.first && k >= i-4; k-- {
		if r.is(k, relativeWord) || r.lower(k) == "," {
			return false
		}
		if r.is(k, beWord) || r.is(k, asWord) {
			return true
		}
	}
	return i-c.run.first <= 2
}

// hasPronounSubject reports whether a pronoun stands before token i and its
// auxiliaries.
func (r *reading) hasPronounSubject(c clause, i int) bool {
	for k := i - 1; k >= c.run.first && k >= i-4; k-- {
		if r.is(k, pronounWord) {
			return true
		}
		if !r.is(k, auxiliaryWord) && !r.is(k, beWord) && !r.isAdverb(k) {
			return false
		}
	}
	return false
}

// refusesIdentity finds "was not Ukrainian", "is not a Russian missile", "was
// not ours": a form of be, a negation, and within two words a name or the
// speaker's own.
func (r *reading) refusesIdentity(p *parts, c clause) (verdict, bool) {
	for _, o := range r.within(stanceWords, c.run.first, c.run.last) {
		if operatorOf(o.value) != negated || r.behindRelative(c, o.first) || r.hedgedBefore(c, o.first) {
			continue
		}
		if !r.isOfBeing(c, o) {
			continue
		}
		for i := o.last; i < min(o.last+3, c.run.last); i++ {
			named := isUpper(r.d, i) && r.words[i-r.lo] == 0 && !r.isPossessive(i)
			if named || r.is(i, claimedWord) {
				return verdict{stance: Denies, rule: "denials/not identical", hits: []hit{o, {first: i, last: i + 1, entry: o.entry}}}, true
			}
			if !r.is(i, articleWord) {
				break
			}
		}
	}
	return verdict{}, false
}

// isOfBeing reports whether negation o negates a form of be: "was not", "isn't".
func (r *reading) isOfBeing(c clause, o hit) bool {
	k := o.first - 1
	for k > c.run.first && r.isAdverb(k) {
		k--
	}
	return k >= c.run.first && r.is(k, beWord) || r.is(o.last-1, beWord)
}

func (r *reading) hedgedBefore(c clause, i int) bool {
	return len(r.within(hedgeWords, max(c.run.first, i-3), i)) > 0
}

// isPossessive reports whether token i is a name in the genitive: "Loria's",
// and in other Germanic languages "Lorias".
func (r *reading) isPossessive(i int) bool {
	w := r.lower(i)
	return len(w) > 2 && (w[len(w)-2:] == "'s" || r.book.language != "en" && r.book.postposed && w[len(w)-1] == 's')
}
