package statement

// maxName is how many items a speaker's name before or behind a colon may have.
const maxName = 8

// byColon reads a speaker who stands at the head of a paragraph before a colon, as
// in transcripts and headlines ("Orlo: dam holds"), or at the end of a headline
// ("Dam holds: Orlo official").
func (u *unit) byColon() (found, bool) {
	for i, t := range u.items {
		switch {
		case i > 0 && i <= maxName && t.mark(":") && u.first && (u.names(0, i) || u.handle(i)) && u.hasFinite(i+1):
			f := found{source: stretch{0, i}, cue: stretch{i, i + 1}, content: []stretch{u.clause(i+1, true)}}
			f.Confidence, f.turn = 0.7, !u.title
			return f, !f.content[0].empty()
		case t.mark(":—–") && u.title && i+maxName >= len(u.items) && i > 2 && u.namesSpeaker(i+1):
			f := found{source: stretch{i + 1, len(u.items)}, cue: stretch{i, i + 1}, content: []stretch{u.clause(0, true)}}
			f.content[0].to = min(f.content[0].to, i)
			f.Confidence = 0.7
			return f, true
		}
	}
	return found{}, false
}

// names reports whether the items [from, to) are a name or a title: capitals and
// the little words between them.
func (u *unit) names(from, to int) bool {
	capital := false
	for _, t := range u.items[from:to] {
		if t.is(isLabel) && !t.oneOf("a", "more", "read") || t.kind == numberItem || t.kind == quotationItem || t.class&^(isNoun|isDeterminer|isPreposition|isCoordinator) != 0 {
			return false
		}
		if t.kind == wordItem && !t.capital && t.class == 0 {
			return false
		}
		capital = capital || t.capital && t.class&^isNoun == 0
	}
	return capital
}

// handle reports whether the items before to are one word without spaces, as users
// of forums are named.
func (u *unit) handle(to int) bool {
	for i := 1; i < to; i++ {
		if u.at(i).From != u.at(i-1).To {
			return false
		}
	}
	return !u.at(0).is(isLabel) && to > 1
}

// namesSpeaker reports whether the unit ends, from item i on, in a noun for one
// who speaks, or in a name behind a colon.
func (u *unit) namesSpeaker(i int) bool {
	if i >= len(u.items) {
		return false
	}
	for j := i; j < len(u.items); j++ {
		if t := u.at(j); t.kind != wordItem || u.finite(j) && !t.is(isSpeaker) {
			return false
		}
	}
	last := u.at(len(u.items) - 1)
	return last.is(isSpeaker) || u.at(i-1).mark(":") && u.names(i, len(u.items))
}
