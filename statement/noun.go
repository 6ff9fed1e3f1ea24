package statement

// byNoun reads an attribution whose cue is the noun at item i, with a clause
// behind it: "Orlo's claim that the dam held", "a warning from Orlo that".
func (u *unit) byNoun(i int) (found, bool) {
	f := found{cue: stretch{i, i + 1}}
	f.Confidence = 0.65
	that := i + 1
	if u.at(that).oneOf("by", "from", "of") {
		f.source = stretch{that + 1, that + 1}
		for f.source.to < len(u.items) && f.source.to < that+10 && (u.at(f.source.to).kind == wordItem || u.inName(f.source.to)) && !u.at(f.source.to).oneOf("that") && !u.finite(f.source.to) {
			f.source.to++
		}
		that = f.source.to
		if !u.nominal(f.source) {
			return f, false
		}
	}
	if !u.at(that).oneOf("that") {
		return f, false
	}
	if f.source.empty() {
		f.source = u.ownerBefore(i)
	}
	if f.source.empty() {
		j := i - 1
		for j > i-3 && (u.at(j).is(isDeterminer) || u.at(j).noun() && !u.at(j).capital) {
			j--
		}
		if u.at(j).is(isLight) { // "made the claim that"
			g := verbGroup{stretch: stretch{j, i + 1}, form: participleForm, bare: true}
			g.auxiliaries(u)
			f.cue, f.source = g.stretch, u.sourceBefore(g.from)
		}
	}
	content := u.clause(that, false)
	if !u.hasFiniteBefore(i) {
		content.to = u.secondPredicate(content)
	}
	f.content = []stretch{content}
	return f, !f.source.empty() && u.hasFinite(that+1)
}

// ownerBefore returns the possessive before the noun at item i: "his latest claim",
// "the mayor of Orlo's claim".
func (u *unit) ownerBefore(i int) stretch {
	j := i - 1
	for j > i-3 && j > 0 && u.at(j).word() && !u.at(j).possessive() && !u.at(j).is(isPossessive) {
		j--
	}
	switch t := u.at(j); {
	case t.is(isPossessive):
		return stretch{j, j + 1}
	case t.possessive():
		if p := u.phraseBefore(j + 1); !p.empty() {
			return p
		}
		return stretch{j, j + 1}
	}
	return stretch{}
}

func (u *unit) hasFiniteBefore(e int) bool {
	for i := 1; i < e; i++ {
		if u.finite(i) {
			return true
		}
	}
	return false
}

// secondPredicate returns where, in the clause s behind a subject, that subject's
// own verb stands: "the claim that the wall was thin |drew laughter".
func (u *unit) secondPredicate(s stretch) int {
	seen := false
	for i := s.from + 2; i < s.to; i++ {
		if !u.finite(i) {
			continue
		}
		before := u.at(i - 1)
		if seen && (before.noun() || before.manner()) {
			return i
		}
		seen = true
	}
	return s.to
}
