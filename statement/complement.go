package statement

// A complement is what stands behind a cue.
type complement struct {
	content stretch
	open    bool // the cue ends in a colon, or nothing follows: a quotation may come
	aside   bool // the cue is part of a parenthesis: what it is about stands before it
	next    int  // behind the parenthesis
}

// complementAfter returns the complement of the verb of g that begins at item k.
func (u *unit) complementAfter(g verbGroup, k int) complement {
	if g.takes("person") {
		k = u.skipAddressee(g, k)
	}
	start := u.skipAdjuncts(k)
	t := u.at(start)
	switch {
	case u.isEnd(start):
		return complement{aside: true, open: true, next: start}
	case t.mark(":"):
		return complement{content: u.clause(start+1, true), open: true}
	case t.oneOf("according") && g.takes("clause"):
		if end := u.phraseEnd(start + 2); u.at(end).mark(",") {
			return complement{content: u.clause(end+1, true)}
		}
		return complement{aside: true, next: start}
	case t.mark(","):
		if n := u.at(start + 1); start+1 == len(u.items) {
			return complement{open: true}
		} else if n.kind == quotationItem || n.mark("\"“«''") {
			return complement{content: u.clause(start+1, true)}
		} else if n.oneOf("that") && g.takes("clause") {
			return complement{content: u.clause(start+1, true)}
		}
		if that := u.laterThat(start); that > 0 && g.takes("clause") {
			return complement{content: u.clause(that, true)}
		}
		return complement{aside: true, next: start}
	case t.mark(";—–-"):
		return complement{aside: true, next: start}
	case t.kind == quotationItem:
		return complement{content: u.clause(start, true)}
	case t.oneOf("that") && g.takes("that"),
		t.oneOf("that", "whether", "if", "how", "why", "what", "who", "when", "where") && g.takes("clause"):
		return complement{content: u.clause(start, true)}
	case t.oneOf("to"):
		if g.takes("to") || g.takes("towards") {
			return complement{content: u.clause(start, false)}
		}
		return complement{aside: true, next: start}
	case g.takes("clause") && u.counts(start) && u.predicateSoon(start+1):
		return complement{content: u.clause(start, true)}
	case t.is(isPreposition):
		if g.takes(t.lower) {
			return complement{content: u.clause(start, false)}
		}
		if that := u.laterThat(start); that > 0 && g.takes("clause") {
			return complement{content: u.clause(that, true)}
		}
		if g.takes("object") && t.oneOf("more", "no", "about", "over") {
			return complement{content: u.clause(start, false)}
		}
		if g.takes("number") {
			return complement{content: u.figured(g, start)}
		}
		return complement{aside: true, next: start}
	case t.is(isCoordinator) && !t.oneOf("neither"), t.is(isSubordinator) && !t.is(isDeterminer|isRelative|isSubject):
		return complement{aside: true, next: start}
	}
	if t.oneOf("it") && (g.takes("clause") || g.takes("that")) && u.thatWithin(start+1) {
		return complement{content: u.clause(start, true)} // "considers it likely that"
	}
	if g.takes("at") || g.takes("number") {
		return complement{content: u.figured(g, start)}
	}
	if g.takes("doubt") && t.oneOf("doubt", "doubts") {
		return complement{content: u.clause(start, false)}
	}
	if t.oneOf("it", "this", "them", "him", "her", "so") && g.takes("clause") && !u.predicateSoon(start+1) {
		return complement{content: stretch{start, start + 1}}
	}
	if g.takes("clause") && (t.is(isSubject) || u.predicateSoon(start+1) || g.takes("quote") && u.hasFinite(start) || u.introduced()) || g.takes("object") {
		return complement{content: u.clause(start, g.takes("clause") && (t.is(isSubject) || !g.takes("object") || u.predicateSoon(start+1)))}
	}
	return complement{} // an object that the verb does not take in this sense
}

// thatWithin reports whether "that" follows item k behind an adjective.
func (u *unit) thatWithin(k int) bool {
	for i := k; i < k+4; i++ {
		if u.at(i).oneOf("that") {
			return true
		}
		if !u.at(i).word() || u.finite(i) {
			return false
		}
	}
	return false
}

// counts reports whether the preposition at item k begins a quantity and so the
// subject of a clause: "at least 40", "about a dozen", "over 200", "between 5 and".
func (u *unit) counts(k int) bool {
	if !u.at(k).oneOf("at", "about", "around", "over", "between", "up", "under", "above", "below", "close") {
		return false
	}
	k++
	if u.at(k).oneOf("least", "most", "to") {
		k++
	}
	return u.at(k).kind == numberItem || u.at(k).oneOf("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half") &&
		!u.at(k-1).oneOf("at")
}

// figured returns the object at item k of a verb that only speaks where it counts:
// one with a figure at its head, or behind an "at".
func (u *unit) figured(g verbGroup, k int) stretch {
	object := u.clause(k, false)
	for i := object.from; i < object.to; i++ {
		head := g.takes("number") && (i < object.from+3 || u.at(i-1).oneOf("than", "least"))
		if u.at(i).kind == numberItem && (head || g.takes("at") && i > k+1 && (u.at(i-1).oneOf("at") || u.at(i-2).oneOf("at"))) {
			return object
		}
	}
	return stretch{}
}

// introduced reports whether what stands before the subject of g is a phrase that
// sets the scene ("In Orlo, |officials said"), so that the complement must follow.
func (u *unit) introduced() bool {
	return u.at(u.bodyStart()).is(isPreposition | isTime)
}

// predicateSoon reports whether a finite verb follows item k before anything that
// ends a noun phrase.
func (u *unit) predicateSoon(k int) bool {
	for ; k < len(u.items); k++ {
		t := u.at(k)
		if u.finite(k) || t.is(isContracted) {
			return true
		}
		if t.kind == markItem && !u.inName(k) && !t.mark("()") || t.is(isRelative|isSubordinator|isCoordinator) {
			return false
		}
	}
	return false
}

// skipAddressee steps over whom one tells: a pronoun, "reporters", a name.
func (u *unit) skipAddressee(g verbGroup, k int) int {
	for k < len(u.items) && u.at(k).manner() {
		k++
	}
	t := u.at(k)
	if t.is(isObject) || t.oneOf("it", "you") {
		return k + 1
	}
	end := u.phraseEnd(k)
	if end == k || t.is(isSubject) {
		return k
	}
	for i := k + 1; i < end; i++ {
		if u.at(i).oneOf("of", "about") && g.takes(u.at(i).lower) {
			return i
		}
	}
	// A bare clause may follow at once: "told Orlo TV the dam held".
	for i := k + 1; i < end; i++ {
		if n := u.at(i); n.is(isDeterminer) && !u.at(i-1).is(isPreposition|isCoordinator|isDeterminer) {
			return i
		}
	}
	if u.finite(end) && !u.at(end).is(isSubject) {
		for i := end - 1; i > k; i-- {
			if u.at(i).capital && !u.at(i-1).capital || u.at(i-1).is(isAddressee) {
				return i
			}
		}
	}
	return end
}

// laterThat returns where a "that" stands which opens a clause behind a phrase
// that begins at k, or behind an aside between commas; 0 if there is none.
func (u *unit) laterThat(k int) int {
	if end := u.channelEnd(k); end > k && u.at(end).oneOf("that") {
		return end
	}
	for i := k + 1; i < len(u.items) && i < k+maxAside && u.at(i).kind != quotationItem; i++ {
		if u.at(i).oneOf("that") && u.at(i-1).mark(",") && u.hasFinite(i+1) && !u.at(i+1).is(isAux|isVerb) {
			return i
		}
	}
	return 0
}

// hasFinite reports whether a finite verb stands between k and the next comma.
func (u *unit) hasFinite(k int) bool {
	for i := k; i < len(u.items); i++ {
		if u.at(i).kind == quotationItem || u.at(i).is(isContracted) || i > k && u.finite(i) {
			return true
		}
	}
	return false
}
