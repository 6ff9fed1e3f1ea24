package statement

// voice is how a group of verbs relates its subject to what is done.
type voice uint8

const (
	active voice = iota
	passive
	participle // "saying", without a subject of its own
)

// A verbGroup is a cue verb with its auxiliaries, its negation and, after verbs
// such as "refuse", the infinitive: "could not yet confirm", "declined to say".
type verbGroup struct {
	stretch
	verb    *cueVerb
	form    form
	voice   voice
	negated bool
	refusal bool // "declined to say": the verb is what was refused
	bare    bool // no auxiliary before the verb
	// particle is set where "out" stands behind a verb that changes with it.
	particle bool
}

// verbGroupAt returns the group whose cue verb is item i.
func (u *unit) verbGroupAt(i int) (verbGroup, bool) {
	t := u.at(i)
	cue, ok := u.lex.cues[t.lower]
	if !ok || t.kind != wordItem || t.capital && i > 0 && !u.headline() && !u.at(i-1).mark(",") {
		return verbGroup{}, false
	}
	g := verbGroup{stretch: stretch{i, i + 1}, verb: cue.cueVerb, form: cue.form, bare: true}
	if cue.out && u.at(i+1).oneOf("out") {
		g.to, g.particle = i+2, true
	}
	g.auxiliaries(u)
	switch {
	case !g.bare:
		return g, true
	case u.at(g.from - 1).oneOf("to"):
		return g.infinitive(u)
	case cue.form&ingForm != 0:
		g.voice = participle
		before := u.at(i - 1)
		if u.at(i+1).ends("ed") || u.at(i+1).is(isVerb) {
			return g, false // "a posting made on Friday"
		}
		return g, !before.is(isDeterminer) && !before.possessive() && !before.oneOf("as")
	}
	return g, u.predicate(i, cue.form)
}

// auxiliaries extends g to the left over auxiliaries, negation and the adverbs
// between them, and reads voice and negation off them.
func (g *verbGroup) auxiliaries(u *unit) {
	be, nearest := false, true
	for j := g.from - 1; j >= 0; j-- {
		t := u.at(j)
		switch {
		case t.is(isNegation):
			g.negated = true
			g.from = j
		case t.is(isAux):
			if g.form&(pastForm|participleForm|ingForm) == 0 && t.is(isBe|isHave) && !t.is(isModal|isDo) && nearest {
				return // "is say": no group
			}
			if nearest && t.is(isBe) && g.form&participleForm != 0 {
				be = true
			}
			g.negated = g.negated || t.is(isContracted)
			nearest, g.bare, g.from = false, false, j
		case t.manner() && !t.capital, t.is(isTime) && u.at(j-1).is(isAdverb|isAux):
		case t.oneOf("at") && u.at(j+1).oneOf("once", "first", "least"):
		default:
			if be {
				g.voice = passive
			}
			return
		}
	}
	if be {
		g.voice = passive
	}
}

// infinitive reads a group behind "to" by the verb before it: "refused to say",
// "went on to say". Others are what that verb is about, and no cue.
func (g verbGroup) infinitive(u *unit) (verbGroup, bool) {
	j := g.from - 2
	for j >= 0 && (u.at(j).manner() || u.at(j).oneOf("on")) {
		j--
	}
	head, known := u.lex.cues[u.at(j).lower]
	lemma := u.at(j).lower
	if known {
		lemma = head.verb
	}
	if j < 0 || !u.at(j).is(isChain) && u.lex.words[lemma]&isChain == 0 {
		return g, false
	}
	lead := verbGroup{stretch: stretch{j, j + 1}, bare: true, form: pastForm}
	if known {
		lead.form = head.form
	}
	lead.auxiliaries(u)
	g.from, g.bare, g.form = lead.from, lead.bare, lead.form
	g.negated = g.negated || lead.negated
	g.refusal = lemma == "decline" || lemma == "refuse"
	if lead.form == ingForm && lead.bare {
		g.voice = participle
	}
	return g, true
}

// predicate reports whether the bare form at i is a verb with a subject, and not
// a noun or an adjective: "the reported strike", "its claims".
func (u *unit) predicate(i int, f form) bool {
	before, after := u.at(i-1), u.at(i+1)
	if f&pastForm == 0 && after.is(isAux) && !after.capital {
		return false // "reports have shown"
	}
	if i > 0 && (before.is(isDeterminer) && !before.oneOf("this", "that", "all", "both", "many", "some", "who", "several") || before.possessive() || before.is(isPreposition)) {
		return false
	}
	if f&pastForm != 0 {
		return !(before.word() && before.is(isVerb|isBe))
	}
	noun := i > 0 && before.word() && (before.noun() || before.is(isPronoun|isRelative|isTime|isAdverb)) || before.mark(",)") || before.kind == quotationItem || before.is(isCoordinator) && f == thirdForm && !after.is(isCoordinator)
	if f&thirdForm != 0 {
		return noun && !after.oneOf("of") && !before.oneOf("they", "we", "you", "i")
	}
	if f&baseForm != 0 {
		return before.oneOf("they", "we", "you", "i", "who", "people", "many", "some", "others") ||
			noun && (before.ends("s") || u.at(i-1).is(isAdverb) || u.at(i).oneOf("say")) && !before.possessive() && !before.oneOf("he", "she", "it")
	}
	return false
}

// headline reports whether u is written with capitals throughout, as American
// headlines are.
func (u *unit) headline() bool {
	capitals, words := 0, 0
	for _, t := range u.items {
		if t.kind == wordItem && t.class&(isPreposition|isDeterminer|isCoordinator) == 0 {
			words++
			if t.capital {
				capitals++
			}
		}
	}
	return words >= 4 && capitals*10 >= words*8
}
