package statement

// clause returns the clause that begins at k. A whole clause runs on over commas;
// an object ends at the first that opens something new.
func (u *unit) clause(k int, whole bool) stretch {
	end := k
	for end < len(u.items) && !u.clauseEnds(k, end, whole) {
		end++
	}
	for end > k && (u.at(end-1).mark(".,;:…!?—–-") || end-1 > k && u.at(end-1).is(isCoordinator)) {
		end--
	}
	return stretch{k, end}
}

func (u *unit) clauseEnds(k, i int, whole bool) bool {
	t, n := u.at(i), u.at(i+1)
	switch {
	case i == k:
		return u.isEnd(i)
	case t.mark(";"), u.isEnd(i):
		return true
	case t.mark("—–") && !whole:
		return true
	case t.mark(","):
		return u.subordinate(k) || u.asideBegins(i+1) || !whole && (n.ends("ing") || n.is(isSubordinator|isRelative|isCoordinator) && u.verbSoon(i+1))
	case t.oneOf("and", "but", "then"):
		return i > k+1 && u.coordinatedCue(i+1) || !whole && u.finite(i+1)
	case t.oneOf("while", "after", "before", "when", "during", "because"):
		return !whole && i > k+1
	}
	return false
}

// subordinate reports whether item k stands in a clause that opens the sentence
// and ends at the first comma: "While Orlo would not say why, …".
func (u *unit) subordinate(k int) bool {
	from := u.bodyStart()
	if !u.at(from).is(isSubordinator) || u.at(from).is(isDeterminer|isRelative) || u.at(from).oneOf("what", "how") {
		return false
	}
	for i := from; i < k; i++ {
		if u.at(i).mark(",") {
			return false
		}
	}
	return true
}

// asideBegins reports whether behind a comma, at item i, another attribution
// begins that does not belong to the clause before: ", adding", ", he said".
func (u *unit) asideBegins(i int) bool {
	t := u.at(i)
	if t.oneOf("according", "citing", "quoting") {
		return true
	}
	joined := t.is(isCoordinator) || t.oneOf("while", "though", "although")
	if joined {
		i, t = i+1, u.at(i+1)
		if u.coordinatedCue(i) {
			return true
		}
	}
	for t.manner() {
		i, t = i+1, u.at(i+1)
	}
	if cue, ok := u.lex.cues[t.lower]; ok && cue.form&ingForm != 0 && cue.takes("clause") {
		return true
	}
	if ok := t.kind == wordItem && u.cueBy(i, pastForm|thirdForm); ok {
		return u.onlyAdjuncts(u.phraseEnd(i + 1))
	}
	// ", the ministry said" at the end.
	for j := i + 1; j < len(u.items) && j < i+12; j++ {
		if u.at(j).mark(",") {
			return false
		}
		if joined && u.cueBy(j, pastForm|thirdForm) {
			p := u.phraseBefore(j)
			return p.from <= i && !p.empty()
		}
		if u.cueBy(j, pastForm|thirdForm) && u.onlyAdjuncts(j+1) {
			p := u.phraseBefore(j)
			return p.from <= i && !p.empty()
		}
	}
	return false
}

// onlyAdjuncts reports whether nothing but times and prepositional phrases stands
// between item k and the end of the sentence or a comma.
func (u *unit) onlyAdjuncts(k int) bool {
	k = u.skipTimes(k)
	if u.isEnd(k) || u.at(k).mark(",;") {
		return true
	}
	if !u.at(k).is(isPreposition) && !u.at(k).is(isAddressee|isObject) && !u.at(k).capital {
		return false
	}
	for ; k < len(u.items) && !u.at(k).mark(",;"); k++ {
		if u.at(k).kind == quotationItem || u.at(k).mark(":") || u.finite(k) || u.at(k).is(isSubordinator) && !u.at(k).is(isPreposition) {
			return false
		}
	}
	return true
}

// cueBy reports whether item i is one of these forms of a verb of saying.
func (u *unit) cueBy(i int, f form) bool {
	cue, ok := u.lex.cues[u.at(i).lower]
	return ok && cue.form&f != 0 && cue.takes("clause")
}

// coordinatedCue reports whether a verb group of a cue begins at item i: the
// subject before is its subject too.
func (u *unit) coordinatedCue(i int) bool {
	for i < len(u.items) && (u.at(i).manner() || u.at(i).is(isAux|isNegation)) {
		i++
	}
	cue, ok := u.lex.cues[u.at(i).lower]
	return ok && cue.form&(pastForm|thirdForm) != 0 && !cue.takes("at") && !cue.takes("number")
}

func (u *unit) verbSoon(i int) bool {
	for j := i; j < i+8; j++ {
		if u.finite(j) {
			return true
		}
	}
	return false
}
