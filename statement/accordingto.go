package statement

// byPhrase reads an attribution without a verb whose cue begins at item i:
// "according to Orlo".
func (u *unit) byPhrase(i int) (found, bool) {
	t := u.at(i)
	switch {
	case t.oneOf("according") && u.at(i+1).oneOf("to"):
		return u.accordingTo(stretch{i, i + 2}, u.sourceUpTo(i+2, i > 0))
	case t.oneOf("by", "in") && (i == 0 || u.at(i-1).mark(",")):
		end := i + 1
		for end < i+9 && (u.at(end).kind != markItem || u.inName(end)) {
			end++
		}
		if end > i+2 && u.at(end-1).is(isReport) && (t.oneOf("by") || u.at(end-1).oneOf("view", "words", "opinion") && !u.ownerBefore(end-1).empty()) && (u.at(end).mark(",") || u.isEnd(end)) {
			return u.accordingTo(stretch{i, i + 1}, stretch{i + 1, end})
		}
	case t.is(isClaim):
		return u.byNoun(i)
	case t.oneOf("came", "comes"):
		return u.cameFrom(i)
	case t.oneOf("no"):
		return u.gaveNone(i)
	}
	return found{}, false
}

// accordingTo reads a cue that its source follows: what is attributed is the rest
// of the sentence.
func (u *unit) accordingTo(cue, source stretch) (found, bool) {
	f := found{cue: cue, source: source}
	f.Confidence, f.relay = 0.82, true
	if f.source.empty() {
		return f, false
	}
	behind := f.source.to
	if u.cueBy(cue.from-1, pastForm|thirdForm) {
		return f, false // "Orlo said according to the log, …" is read by its verb
	}
	if cue.from == 0 || u.at(cue.from-1).is(isCoordinator) {
		if !u.at(behind).mark(",:") {
			behind = u.skipAdjuncts(behind)
		}
		if u.at(behind).mark(",:") {
			behind++
		}
		for u.at(behind).is(isRelative) || u.at(behind).oneOf("quoting", "citing") {
			for behind < len(u.items) && !u.at(behind).mark(",") {
				behind++ // ", quoting the council,"
			}
			behind++
		}
		f.content = []stretch{u.clause(behind, true)}
		return f, !f.content[0].empty()
	}
	left := stretch{u.bodyStart(), cue.from}
	for !left.empty() && u.at(left.to-1).mark(",—–(") {
		left.to--
	}
	f.content = []stretch{left}
	behind = u.skipAdjuncts(behind)
	if u.at(behind).mark(",") && u.at(cue.from-1).mark(",") {
		f.content = append(f.content, u.resumed(left, behind+1))
	}
	return f, !left.empty()
}

// cameFrom reads what is said to come from a source: "The report came from Orlo".
func (u *unit) cameFrom(i int) (found, bool) {
	from := u.skipTimes(i + 1)
	f := found{cue: stretch{i, from + 1}}
	f.Confidence = 0.6
	if !u.at(from).oneOf("from") {
		return f, false
	}
	what := u.sourceBefore(i)
	told := false
	for j := what.from; j < what.to; j++ {
		told = told || u.at(j).is(isReport|isClaim|isSilence)
	}
	f.source, f.content = u.sourceAfter(from+1), []stretch{what}
	return f, told && !f.source.empty()
}
