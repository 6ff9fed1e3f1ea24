package statement

// byPassive reads a verb group in the passive: "was accused by Orlo of", "is
// expected to", "it is believed that", "was quoted as saying that".
func (u *unit) byPassive(g verbGroup) (found, bool) {
	f := found{cue: g.stretch}
	f.Confidence = 0.6
	patient := u.sourceBefore(g.from)
	if patient.empty() {
		return f, false
	}
	next := u.skipAdjuncts(g.to)
	t := u.at(next)
	if t.oneOf("by") {
		f.source = u.sourceAfter(next + 1)
		for i := f.source.from; i < f.source.to; i++ {
			if u.at(i).oneOf("of") && g.takes("of") {
				f.source.to = i // "by the mayor |of neglect"
			}
		}
		if f.source.empty() || !g.takes("object") && !g.takes("person") {
			return f, false
		}
		f.content = []stretch{patient}
		if !u.at(f.source.to).mark(",") {
			f.content = append(f.content, u.clause(f.source.to, false))
		}
		return f, true
	}
	if t.oneOf("as") {
		if c, ok := u.lex.cues[u.at(next+1).lower]; ok && c.form == ingForm {
			f.cue.to = next + 2
			f.source = patient
			said := g
			said.verb = c.cueVerb
			k := u.complementAfter(said, next+2)
			f.content = []stretch{k.content}
			if k.aside {
				f.content = []stretch{u.leftOf(patient.from)}
			}
			return f, !f.content[0].empty()
		}
		return f, false
	}
	if t.oneOf("that") && u.at(g.from-1).oneOf("it") {
		f.content = []stretch{u.clause(next, true)}
		return f, true
	}
	if t.oneOf("to") && (u.at(next+1).is(isBe|isHave) || g.verb.verb == "expect") && !g.negated && g.takes("clause") && !g.takes("person") {
		f.content = []stretch{patient, u.clause(next, true)}
		return f, true
	}
	return f, false
}
