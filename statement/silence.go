package statement

// silence reads a verb of answering that is negated or refused: "did not respond
// to a request for comment on the dam", "declined to comment". What it was about
// is its content; where the text does not say, there is none.
func (u *unit) silence(f found, g verbGroup) (found, bool) {
	f.silent = true
	k := u.skipTimes(g.to)
	if u.at(k).oneOf("for") && u.at(k+1).is(isRequest|isSilence) {
		k += 2 // "could not be reached for comment"
	}
	if u.at(k).is(isPreposition) || u.at(k).oneOf("to") {
		f.content = []stretch{u.topic(k)}
	}
	return f, true
}

// topic returns what the phrase that begins with the preposition at k is about: a
// request is passed over to what it asks for.
func (u *unit) topic(k int) stretch {
	all := u.clause(k+1, false)
	asked := u.at(k).is(isRequest)
	for i := all.from; i < all.to; i++ {
		t := u.at(i)
		asked = asked || t.is(isRequest)
		if asked && t.oneOf("on", "about", "regarding", "over", "concerning", "whether") && i+1 < all.to {
			return stretch{i + 1, all.to}
		}
		if t.oneOf("that") && !asked {
			break
		}
	}
	if asked || u.at(k).oneOf("at", "in", "by", "for") {
		return stretch{}
	}
	return all
}

// gaveNone reads what was not given, with its "no" at item i: "gave no
// confirmation of the report", "there was no comment from Orlo".
func (u *unit) gaveNone(i int) (found, bool) {
	noun := i + 1
	for noun < i+4 && !u.at(noun).is(isSilence) {
		noun++
	}
	if !u.at(noun).is(isSilence) {
		return found{}, false
	}
	f := found{silent: true}
	f.Confidence = 0.8
	k := u.skipTimes(noun + 1)
	if verb := i - 1; u.at(verb).is(isLight) {
		g := verbGroup{stretch: stretch{verb, noun + 1}, form: participleForm, bare: true}
		g.auxiliaries(u)
		f.cue, f.source = g.stretch, u.sourceBefore(g.from)
	} else if u.at(verb).is(isBe) && u.at(k).oneOf("from") {
		f.cue, f.source = stretch{verb, noun + 1}, u.sourceAfter(k+1)
		k = f.source.to
	}
	if f.source.empty() {
		return f, false
	}
	if t := u.at(k); t.is(isPreposition) || t.oneOf("that", "to") {
		f.content = []stretch{u.clause(k, t.oneOf("that") || u.at(k+1).is(isSubordinator))}
	}
	return f, true
}
