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
		if n := u.at(start + 1); n.kind == quotationItem {
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
		return complement{aside: true, next: start}
	case t.is(isCoordinator) && !t.oneOf("neither"), t.is(isSubordinator) && !t.is(isDeterminer|isRelative|isSubject):
		return complement{aside: true, next: start}
	}
	if g.takes("doubt") && t.oneOf("doubt", "doubts") {
		return complement{content: u.clause(start, false)}
	}
	if t.oneOf("it", "this", "them", "him", "her", "so") && g.takes("clause") && !u.predicateSoon(start+1) {
		return complement{content: stretch{start, start + 1}}
	}
	if g.takes("clause") && (t.is(isSubject) || u.hasFinite(start) || u.introduced()) || g.takes("object") {
		return complement{content: u.clause(start, g.takes("clause") && (t.is(isSubject) || !g.takes("object") || u.predicateSoon(start+1)))}
	}
	return complement{aside: true, next: start}
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

// skipAdjuncts steps over times and adverbs, and over the channel where the
// complement plainly follows it: "said in a statement on Friday |that".
func (u *unit) skipAdjuncts(k int) int {
	for {
		k = u.skipTimes(k)
		end := k
		if u.at(k).is(isPreposition) {
			end = u.channelEnd(k)
		}
		if end == k {
			return k
		}
		k = end
	}
}

// skipTimes steps over times and adverbs.
func (u *unit) skipTimes(k int) int {
	for k < len(u.items) {
		t := u.at(k)
		switch {
		case t.is(isTime) && !t.is(isDeterminer) && u.timeEnd(k) > k:
			k = u.timeEnd(k)
		case t.oneOf("on", "in", "this", "last", "late", "early", "earlier", "next") && u.timeEnd(k) > k+1:
			k = u.timeEnd(k)
		case t.oneOf("at") && u.at(k+1).oneOf("first", "once", "least"):
			k += 2
		case t.manner() && !t.is(isDeterminer|isSubordinator|isPreposition|isTime) && !u.at(k+1).mark(","):
			k++
		default:
			return k
		}
	}
	return k
}

// timeEnd returns where the time that begins at k ends.
func (u *unit) timeEnd(k int) int {
	i, seen := k, false
	for i < len(u.items) {
		t := u.at(i)
		switch {
		case t.is(isTime):
			seen = true
		case t.kind == numberItem && (i == k || u.at(i-1).is(isTime) || u.at(i-1).oneOf("on", "in")):
			seen = seen || len(t.lower) == 4
		case t.mark(".") && u.at(i-1).is(isTime) && u.at(i+1).kind == numberItem:
		case i == k && t.oneOf("on", "in"), i == k+1 && t.oneOf("on", "the"):
		default:
			if !seen {
				return k
			}
			return i
		}
		i++
	}
	return i
}

// channelEnd returns where a prepositional phrase at k ends if "that", a colon or
// a quotation follows it, or nothing; k if none of them does.
func (u *unit) channelEnd(k int) int {
	for i := k + 1; i < len(u.items) && i < k+16; i++ {
		t := u.at(i)
		switch {
		case t.kind == quotationItem || t.mark(":") || t.oneOf("that") && !u.at(i+1).is(isVerb|isAux):
			return i
		case u.finite(i), t.kind == markItem && !u.inName(i):
			return k
		}
	}
	return k
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
	return ok && cue.form&(pastForm|thirdForm) != 0
}

func (u *unit) verbSoon(i int) bool {
	for j := i; j < i+8; j++ {
		if u.finite(j) {
			return true
		}
	}
	return false
}
