package actor

import "strings"

// joinBodies makes one ann of each run of capitalised words that is the name of a
// body: "Kyiv School of Economics", "Senate Aviation Subcommittee".
func (p *page) joinBodies() {
	for i := 0; i < len(p.Tokens); i++ {
		if !p.opensBody(i) {
			continue
		}
		to, head := p.bodyRun(i)
		if head != nil && to > i+1 {
			p.join(i, to, head)
		}
		i = max(i, to-1)
	}
	p.rebuild()
}

// opensBody reports whether a body's name may begin at token i.
func (p *page) opensBody(i int) bool {
	if !p.isUpper(i) || p.lex.never[p.Tokens[i].Lower] || p.isPossessive(i) && !p.isBodyWord(i) {
		return false
	}
	a := p.ann(i)
	return a == nil || a.from == i && a.kind != role && a.kind != title && a.kind != pronoun && a.kind != seat &&
		(a.kind != document || p.isBodyWord(i))
}

func (p *page) isBodyWord(i int) bool { return p.bodyWord(i) != nil }

// bodyWord is what token i says of the body in whose name it stands.
func (p *page) bodyWord(i int) *entry {
	if a := p.ann(i); a != nil && (a.kind == body || a.kind == org) {
		return a.entry
	}
	return p.lex.orgwords[p.lex.fold(p.Tokens[i].Lower)]
}

// bodyRun extends a run of capitalised words from token i and finds the word that
// says what kind of body it is: the last before the first "of", else the last.
func (p *page) bodyRun(i int) (to int, head *entry) {
	linked := false
	j := i
	for j < len(p.Tokens) && !p.sentenceEnds(i, j) {
		if p.isUpper(j) {
			a := p.ann(j)
			if a != nil && (a.kind == role || a.kind == title || a.kind == pronoun || a.kind == seat) || p.lex.never[p.Tokens[j].Lower] {
				break
			}
			if head != nil && a == nil && (p.lex.headFirst && !p.isBodyWord(j) || p.isFirstName(p.lex.fold(p.Tokens[j].Lower)) && j+1 < len(p.Tokens) && p.isUpper(j+1) && p.ann(j+1) == nil) {
				break // a person's name
			}
			if a != nil && a.kind == org && j > i && a.from == j && !linked && head == nil {
				break // "Boeing Spirit" is two names
			}
			if w := p.bodyWord(j); w != nil && (!linked || head == nil) && (j > i || w.kind == body) {
				head = w
			}
			j++
			if p.isPossessive(j-1) && !(head != nil && p.ann(j-1) != nil && p.ann(j-1).kind == body && p.ann(j-1).to > j) {
				break
			}
			continue
		}
		k := p.linked(j, linked)
		if k == 0 || head == nil && !p.is(j, isJoint) {
			break
		}
		linked = true
		j += k
	}
	return j, head
}

// linked counts the small words at token j that join two parts of a name.
func (p *page) linked(j int, linked bool) int {
	n := 0
	if p.is(j, isJoint) || linked && p.is(j, isAnd) {
		n = 1
	}
	if n == 0 {
		return 0
	}
	if j+n < len(p.Tokens) && p.is(j+n, isDefinite) {
		n++
	}
	if j+n >= len(p.Tokens) || !p.isUpper(j+n) || p.sentenceEnds(j, j+n) || p.lex.never[p.Tokens[j+n].Lower] {
		return 0
	}
	return n
}

// join replaces the anns at [from, to) by one. A place or a state in the name
// tells for whom the body speaks, unless it is no body of a state.
func (p *page) join(from, to int, head *entry) {
	if a := p.ann(from); a != nil && a.from == from && a.to == to {
		return // the lexicon knows it whole
	}
	e := *head
	e.kind, e.name = org, strings.TrimSuffix(p.raw(from, to), "'s")
	plain := true
	for i := from; i < to; i++ {
		a := p.ann(i)
		if a == nil {
			plain = plain && !p.isUpper(i)
			continue
		}
		if a.code != "" && e.code == "" {
			e.code = a.code
		}
		plain = plain && (a.code != "" && a.kind != org || a.kind == body)
	}
	if plain && head.kind == body && head.name == "" && (e.class == "state" || e.class == "agency" || e.code == "") {
		return // a state and a common noun: left for the phrase to put together
	}
	switch e.class {
	case "company", "media", "org":
		e.code = head.code
	case "agency":
		if e.code != "" {
			e.class = "state"
		}
	}
	n := len(p.anns)
	p.anns = append(p.anns, ann{entry: &e, from: from, to: to, possessive: p.isPossessive(to - 1)})
	for i := from; i < to; i++ {
		p.at[i] = int32(n)
	}
}

// rebuild puts the anns in text order and drops those that were joined to others.
func (p *page) rebuild() {
	anns := make([]ann, 0, len(p.anns))
	for i := 0; i < len(p.at); {
		if p.at[i] < 0 {
			i++
			continue
		}
		a := p.anns[p.at[i]]
		end := i
		for end < len(p.at) && p.at[end] == p.at[i] {
			end++
		}
		a.from, a.to = i, end
		for j := i; j < end; j++ {
			p.at[j] = int32(len(anns))
		}
		anns = append(anns, a)
		i = end
	}
	p.anns = anns
}
