package statement

import "strings"

// maxAside is how many items an apposition may have between its two commas. The
// longest in PolNeAR's training part that still is one has about as many.
const maxAside = 25

// sourceBefore returns the source whose verb group begins at item e: the noun
// phrase before it, with its appositions; empty if there is none.
func (u *unit) sourceBefore(e int) stretch {
	e = u.skipAdjunctsBack(e)
	if e > 0 && u.at(e-1).mark(",") {
		return u.sourceWithAside(e)
	}
	return u.phraseBefore(e)
}

// skipAdjunctsBack steps back over adverbs and times between a subject and its
// verb: "Orlo on Friday again |said".
func (u *unit) skipAdjunctsBack(e int) int {
	for e > 0 {
		t := u.at(e - 1)
		switch {
		case t.manner() && e > 1:
			e--
		case t.is(isTime):
			from := u.timeBefore(e)
			if from == 0 {
				return e
			}
			e = from
		default:
			return e
		}
	}
	return e
}

// timeBefore returns where the time that ends at item e begins: "earlier on
// Friday", "last week", "Jan. 5".
func (u *unit) timeBefore(e int) int {
	for e > 0 && (u.at(e-1).is(isTime) || u.at(e-1).kind == numberItem || u.at(e-1).mark(".") && u.at(e-2).is(isTime)) {
		e--
	}
	if u.at(e).oneOf("weeks", "days", "months", "years", "hours") {
		for e > 1 && u.at(e-1).oneOf("two", "three", "four", "five", "six", "few", "several", "a", "less", "more", "than") {
			e--
		}
	}
	if e > 0 && u.at(e-1).oneOf("on", "in", "the", "of", "from", "since") {
		e--
	}
	for e > 0 && u.at(e-1).oneOf("earlier", "late", "later", "early") {
		e--
	}
	return e
}

// sourceWithAside returns a source with an apposition or a relative clause that
// ends in the comma before item e: "Orlo, a spokesman for the dam, |said".
func (u *unit) sourceWithAside(e int) stretch {
	for c := e - 2; c > 0 && c >= e-maxAside; c-- {
		t := u.at(c)
		if t.kind == quotationItem || t.mark(";:") {
			return stretch{}
		}
		if !t.mark(",") || c == e-2 {
			continue
		}
		if c > 1 && (u.at(c+1).is(isTime) || u.at(c+1).kind == numberItem) && u.at(c-1).is(isTime) {
			continue // "on Friday, Jan. 5,"
		}
		if c+2 == e-1 && u.at(c+1).manner() || u.at(c+1).oneOf("for") && c+3 == e-1 {
			return u.sourceBefore(c) // "Orlo, however,"
		}
		if head := u.phraseBefore(c); !head.empty() && !u.at(c+1).is(isCoordinator|isNegation) && !u.belongsToAside(head) {
			return stretch{head.from, e - 1}
		}
	}
	return stretch{}
}

// belongsToAside reports whether p is itself part of an aside of several parts: an
// age, or what someone was doing ("Ada Vance, 62, of Orlo,").
func (u *unit) belongsToAside(p stretch) bool {
	t := u.at(p.from)
	return p.to-p.from == 1 && t.kind == numberItem || !t.capital && t.ends("ing") && u.at(p.from-1).mark(",")
}

// phraseBefore returns the noun phrase that ends before item e.
func (u *unit) phraseBefore(e int) stretch {
	for e > 1 && u.at(e-1).is(isPreposition) {
		e-- // "figures to June" without its month
	}
	i := e
	for i > 0 {
		t := u.at(i - 1)
		if t.mark(")") {
			open := u.openBracket(i - 1)
			if open <= 0 {
				break
			}
			i = open
			continue
		}
		if t.kind == markItem && !u.inName(i-1) || t.kind == quotationItem || t.is(isObject) && !t.is(isSubject) && i < e {
			break
		}
		if t.is(isSubject) && t.is(isPronoun) {
			if i == e || u.at(i).oneOf("himself", "herself", "themselves", "all", "both") {
				i--
			}
			break
		}
		if t.is(isRelative) {
			if from := u.antecedent(i-1, e); from < i-1 {
				i = from
				continue
			}
			if i == e && t.oneOf("who") {
				i--
			}
			break
		}
		if t.is(isCoordinator) {
			if left := u.conjunct(i - 1); left >= 0 && i < e {
				i = left
				continue
			}
			break
		}
		if u.finite(i - 1) {
			if from := u.relativeBefore(i-1, e); from < i-1 {
				i = from
				continue
			}
			break
		}
		if t.is(isSubordinator) {
			break
		}
		i--
	}
	return u.trimPhrase(stretch{i, e})
}

// inName reports whether the mark at i stands inside a name: "Gen. Vance",
// "R-Orlo", "and/or".
func (u *unit) inName(i int) bool {
	t := u.at(i)
	if t.mark("'’") && i > 0 && u.at(i-1).ends("s") && u.at(i-1).To == t.From {
		return true // "the fishermens' harbour"
	}
	return t.mark(".") && i > 0 && u.at(i-1).word() && u.at(i-1).capital && u.at(i-1).To == t.From || t.mark("-/&@#$%")
}

func (u *unit) openBracket(close int) int {
	for i := close - 1; i >= 0; i-- {
		if u.at(i).mark("(") {
			return i
		}
	}
	return -1
}

// antecedent returns where the phrase begins that the relative clause with its
// pronoun at r, and its end at e, belongs to; r if it is no such clause.
func (u *unit) antecedent(r, e int) int {
	if r == 0 || u.at(r-1).kind != wordItem && u.at(r-1).kind != numberItem {
		return r
	}
	if _, cue := u.lex.cues[u.at(r-1).lower]; cue && u.at(r).oneOf("that") {
		return r // "said that": a complement
	}
	for i := r + 1; i < e; i++ {
		if u.finite(i) {
			return u.phraseBefore(r).from
		}
	}
	return r
}

// relativeBefore returns where the noun begins that the relative clause with its
// verb at v belongs to ("a guard who knows the plant"); v if it is none.
func (u *unit) relativeBefore(v, e int) int {
	r := v - 1
	for r > 0 && (u.at(r).is(isAux|isNegation) || u.at(r).manner()) {
		r--
	}
	if !u.at(r).is(isRelative) || v+1 >= e {
		return v
	}
	if from := u.antecedent(r, e); from < r {
		return from
	}
	return v
}

// conjunct returns where the phrase before the coordinator at c begins, if it is
// a noun phrase that may be joined with the one behind; -1 if not.
func (u *unit) conjunct(c int) int {
	left := u.phraseBefore(c)
	if left.empty() || left.from > 0 && u.at(left.from-1).kind != markItem && !u.at(left.from-1).is(isSubordinator|isPreposition) && !u.at(left.from-1).oneOf("both", "and") {
		return -1
	}
	if left.from > 0 && u.at(left.from-1).oneOf("both", "either", "neither") {
		left.from--
	}
	return left.from
}

// finite reports whether the item at i looks like a verb that a subject stands
// before: an auxiliary, a frequent verb, a word in "-ed" that no article precedes.
func (u *unit) finite(i int) bool {
	t := u.at(i)
	if !t.word() || t.possessive() {
		return false
	}
	if t.is(isSubject) && strings.Contains(t.lower, "'") {
		return true // "he'd"
	}
	if t.is(isAux | isVerb) {
		return !(t.capital && i > 0 && t.oneOf("may", "will", "march"))
	}
	before := u.at(i - 1)
	if before.is(isDeterminer|isPreposition) || before.possessive() || t.capital && i > 0 {
		return false
	}
	c, ok := u.lex.cues[t.lower]
	if ok && c.form&baseForm != 0 && c.takes("clause") && before.ends("s") && before.noun() && !t.capital {
		return true // "the authors say"
	}
	if ok && c.form&(pastForm|thirdForm) != 0 {
		return !(c.form == thirdForm && (before.kind == markItem && !before.mark(",") || u.at(i+1).is(isAux))) && !u.reduced(i)
	}
	return t.ends("ed") && len(t.lower) > 4 && (before.word() || before.mark(",")) && !u.reduced(i)
}

// reduced reports whether the participle at i more likely belongs to the noun
// before it than to a subject: "a report released by Orlo".
func (u *unit) reduced(i int) bool {
	return u.at(i).ends("ed") && (u.at(i+1).oneOf("by") || u.at(i+1).is(isTime) && u.at(i+2).oneOf("by"))
}

// trimPhrase drops what stands before the noun phrase at the end of p: joining
// words, adverbs, and a prepositional phrase without a comma ("On Friday Orlo").
func (u *unit) trimPhrase(p stretch) stretch {
	for !p.empty() {
		t := u.at(p.from)
		switch {
		case t.is(isCoordinator|isSubordinator) && !t.is(isPreposition|isDeterminer|isRelative), t.manner() && !t.is(isDeterminer) && p.to-p.from > 1, t.kind == markItem && !t.mark("@#$"):
			p.from++
		case t.is(isPreposition) && !t.oneOf("like"):
			p = u.afterLeadingPreposition(p)
		case t.is(isTime) && t.capital && p.to-p.from > 1 && !t.oneOf("may"):
			p.from++
		case t.oneOf("this", "last", "next") && u.at(p.from+1).is(isTime) && p.to-p.from > 2:
			p.from += 2
		default:
			if !u.nominal(p) {
				return stretch{}
			}
			return p
		}
	}
	return stretch{}
}

// afterLeadingPreposition returns the last noun phrase of p, which begins with a
// preposition; where none can be told apart, p is no subject.
func (u *unit) afterLeadingPreposition(p stretch) stretch {
	for i := p.to - 1; i > p.from+1; i-- {
		t, before := u.at(i), u.at(i-1)
		joined := before.is(isPreposition | isDeterminer | isCoordinator)
		switch {
		case t.is(isDeterminer) && !joined, before.is(isTime) && !t.is(isTime) && t.kind != numberItem,
			t.capital && before.word() && !before.capital && !joined && !u.at(i-1).possessive():
			return stretch{i, p.to}
		}
	}
	return stretch{}
}

// nominal reports whether p can be a subject: it holds a noun or a pronoun.
func (u *unit) nominal(p stretch) bool {
	if p.to-p.from == 1 && u.at(p.from).oneOf("nothing", "there") {
		return false
	}
	for i := p.from; i < p.to; i++ {
		t := u.at(i)
		if t.is(isPronoun|isRelative) || t.noun() || t.capital || t.kind == numberItem ||
			t.is(isDeterminer) && i == p.to-1 && !t.oneOf("the", "a", "an", "every", "my", "our", "your", "their", "its") {
			return true
		}
	}
	return false
}

// sourceAfter returns the noun phrase that begins at item i, as the subject of an
// inverted verb or behind "according to", with an apposition behind a comma.
func (u *unit) sourceAfter(i int) stretch { return u.sourceUpTo(i, true) }

// sourceUpTo is sourceAfter; where a clause may follow the comma, names are not
// taken for an apposition.
func (u *unit) sourceUpTo(i int, names bool) stretch {
	p := stretch{i, u.phraseEnd(i)}
	if p.empty() || !u.nominal(p) {
		return stretch{i, i}
	}
	if u.at(p.to).mark(",") && u.apposition(p.to+1) && (names || !u.at(p.to+1).capital) {
		end := u.phraseEnd(p.to + 1)
		if t := u.at(end); t.mark(",") || u.isEnd(end) {
			p.to = end
		}
	}
	return p
}

// phraseEnd returns where the noun phrase that begins at i ends.
func (u *unit) phraseEnd(i int) int {
	from := i
	for ; i < len(u.items); i++ {
		t := u.at(i)
		switch {
		case t.kind == quotationItem, t.kind == markItem && !u.inName(i) && !t.mark("("), u.isEnd(i):
			return i
		case t.mark("("):
			for i < len(u.items) && !u.at(i).mark(")") {
				i++
			}
		case t.is(isPronoun) && t.is(isSubject|isObject):
			if i == from {
				return i + 1
			}
			return i
		case t.is(isPreposition) && !t.oneOf("of", "for", "from", "with", "at", "in", "near", "between", "inside", "within"):
			return i
		case t.is(isPreposition) && (u.at(i+1).is(isTime) || u.at(i+1).oneOf("an", "a") && t.oneOf("in", "at")):
			return i
		case t.is(isTime) && i > from && !t.oneOf("this", "next", "last") && !(t.capital && u.at(i+1).capital):
			return i
		case i > from && t.oneOf("the", "a", "an", "his", "her", "its", "their") && (u.at(i-1).noun() || u.at(i-1).kind == numberItem):
			return i // a clause begins: "told Orlo TV |the dam held"
		case t.is(isRelative) && i > from && u.finite(i+1) && !t.oneOf("that"):
		case t.is(isSubordinator) && i > from, t.oneOf("but", "to"):
			return i
		case t.is(isCoordinator) && (u.finite(i+1) || u.at(i+1).is(isSubordinator)):
			return i
		case u.finite(i) && i > from && !u.at(i-1).is(isRelative) && !t.is(isTime):
			return i
		case t.ends("ing") && !t.capital && i > from && u.at(i-1).word() && !u.at(i-1).is(isPreposition|isDeterminer):
			if c, ok := u.lex.cues[t.lower]; ok && c.form == ingForm {
				return i
			}
		}
	}
	return min(i, len(u.items))
}

// apposition reports whether one can begin at item i, behind a comma.
func (u *unit) apposition(i int) bool {
	t := u.at(i)
	return t.oneOf("a", "an", "the", "who", "whose", "its", "his", "her", "their") || t.noun() && !t.ends("ing") && !t.ends("ed")
}

// isEnd reports whether only the marks that end a unit stand from item i on.
func (u *unit) isEnd(i int) bool {
	for ; i < len(u.items); i++ {
		if !u.at(i).mark(".!?…") && !(u.at(i).mark(")") && u.at(0).mark("(")) {
			return false
		}
	}
	return true
}
