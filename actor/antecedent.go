package actor

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

func spansOf(p *page, t tokens) []text.Span {
	if t.from >= t.to {
		return nil
	}
	return []text.Span{{From: p.Tokens[t.from].From, To: p.Tokens[t.to-1].To}}
}

// lastSaid finds the speaker of the nearest statement before that fits.
func (r *resolver) lastSaid(fits func(*entity) bool) *entity {
	for i := len(r.said) - 1; i >= 0 && i >= len(r.said)-6; i-- {
		if e := r.said[i]; e != nil && fits(e) {
			return e
		}
	}
	return nil
}

// bodyBefore finds the body spoken of last before token i that word may call.
func (r *resolver) bodyBefore(word, typ, class, code string, i int) *entity {
	for k := r.annBefore(i); k >= 0; k-- {
		a := &r.anns[k]
		if a.kind != org && a.kind != body && a.kind != seat && !(a.kind == named && a.person == nil && class != "state") || code != "" && a.code != code {
			continue
		}
		if !r.mayBeCalled(a, word, typ, class) {
			continue
		}
		if a.kind == body && typ != "office" && !r.marked(a) {
			continue
		}
		r.antecedent = spansOf(r.page, tokens{a.from, a.to})
		e, _ := r.phrase(r.around(a))
		return e
	}
	return nil
}

// bodyAfter finds the body that the next two sentences name and that word may call.
func (r *resolver) bodyAfter(word string, i int) *entity {
	for k := r.annBefore(i) + 1; k < len(r.anns) && r.sentenceOf(r.anns[k].from)-r.sentenceOf(i) <= 2; k++ {
		a := &r.anns[k]
		for _, c := range a.called {
			if c == word {
				e, _ := r.phrase(r.around(a))
				return e
			}
		}
	}
	return nil
}

// annBefore is the index of the last ann that ends at or before token i.
func (r *resolver) annBefore(i int) int {
	lo, hi := 0, len(r.anns)
	for lo < hi {
		if mid := (lo + hi) / 2; r.anns[mid].to <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

func (r *resolver) mayBeCalled(a *ann, word, typ, class string) bool {
	for _, c := range a.called {
		if c == word {
			return true
		}
	}
	switch {
	case a.kind == named:
		return class == "company" && r.isActor(a)
	case a.class == "company" || a.class == "media" || a.class == "org":
		return a.class == class && (len(a.called) == 0 || class == "media" && word == "media")
	case typ == "office":
		return a.class == "state" && a.typ != "" && a.typ != "office" && a.typ != "government" && a.typ != "parliament" && a.typ != "presidency"
	case typ == "ministry":
		return len(a.typ) >= 8 && a.typ[:8] == "ministry"
	case typ == "agency":
		return a.typ == "regulator" || a.typ == "agency" && a.kind == org || word == "agency" && (a.typ == "intelligence" || a.typ == "emergency-service")
	}
	return a.typ == typ && typ != ""
}

// isActor reports whether an unknown name owns, says or does something.
func (r *resolver) isActor(a *ann) bool {
	if a.possessive || a.to-a.from > 3 {
		return a.possessive
	}
	for _, s := range r.sources {
		if s.from <= a.from && a.to <= s.to {
			return true
		}
	}
	return false
}

// marked reports whether a common noun for a body stands with the state or name
// that it belongs to.
func (r *resolver) marked(a *ann) bool {
	t := r.around(a)
	for i := t.from; i < t.to; i++ {
		if b := r.ann(i); b != nil && b != a && (b.code != "" || b.kind == org) {
			return true
		}
	}
	return a.code != ""
}

// around is the phrase whose head is a: what stands before it up to an article or
// possessor, and "of the …" behind it.
func (r *resolver) around(a *ann) tokens {
	t := tokens{a.from, a.to}
	for i := a.from - 1; i >= 0 && i > a.from-6 && !r.sentenceEnds(i, a.from); i-- {
		b := r.ann(i)
		w := r.Tokens[i].Lower
		switch {
		case b != nil && (b.kind == demonym || b.kind == state || b.kind == capital || b.kind == place || b.kind == org || b.kind == named && b.possessive):
			t.from, i = b.from, b.from
			if b.possessive {
				return r.behind(t)
			}
			continue
		case b == nil && (r.is(i, isModifier) || w == "'"):
			t.from = i
			continue
		case r.is(i, isDefinite|isArticle):
			t.from = i
		}
		break
	}
	return r.behind(t)
}

func (r *resolver) behind(t tokens) tokens {
	if b := r.ann(t.to); r.lex.headFirst && b != nil && b.kind != role && b.kind != named && (b.code != "" || b.kind == org) && !r.sentenceEnds(t.from, t.to) {
		t.to = b.to
	}
	if t.to+1 < len(r.Tokens) && r.is(t.to, isOf) && !r.sentenceEnds(t.from, t.to+1) {
		k := t.to + 1
		if r.is(k, isDefinite) {
			k++
		}
		if b := r.ann(k); b != nil && (b.code != "" || b.kind == org || b.kind == body) {
			t.to = b.to
		}
	}
	return t
}

// pronoun finds whom the pronoun a, at token i, stands for.
func (r *resolver) pronoun(a *ann, i int) *entity {
	switch {
	case a.class == "first":
		return nil
	case a.class == "relative":
		return r.relative(i)
	case a.gender == 'm' || a.gender == 'f':
		return r.heOrShe(a.gender, i)
	case a.gender == 0 && !a.plural: // "sie", "그": she or they, he or she
		if e := r.heOrShe('f', i); e != nil {
			return e
		}
		if e := r.heOrShe('m', i); e != nil && r.lex.glued {
			return e
		}
		return r.they(i)
	case a.plural:
		return r.they(i)
	}
	return r.it(i)
}

// relative finds what "who" follows.
func (r *resolver) relative(i int) *entity {
	for k := r.annBefore(i); k >= 0; k-- {
		a := &r.anns[k]
		if r.sentenceEnds(a.from, i) {
			return nil
		}
		switch {
		case a.person != nil:
			return r.forPerson(a.person)
		case a.kind == role || a.kind == body || a.kind == org:
			e, _ := r.phrase(r.around(a))
			return e
		}
	}
	return nil
}

// A candidate is what a pronoun may stand for.
type candidate struct {
	e     *entity
	score int
}

func (c *candidate) offer(e *entity, score int) {
	if e != nil && (c.e == nil || score > c.score) {
		*c = candidate{e, score}
	}
}

// heOrShe weighs the persons of this sentence and the four before it: near,
// first in the sentence, a speaker of late, of the pronoun's gender.
func (r *resolver) heOrShe(g byte, i int) *entity {
	var best candidate
	mentions := map[*entity]int{}
	here := r.sentenceOf(i)
	for k := r.annBefore(i); k >= 0; k-- {
		a := &r.anns[k]
		dist := here - r.sentenceOf(a.from)
		if dist > 4 {
			break
		}
		e, gender := r.human(a)
		if e == nil || gender != 0 && gender != g {
			continue
		}
		score := -10*dist + r.prominence(a, e) + 3*min(mentions[e], 4)
		if old := mentions[e]; old > 0 && best.e == e {
			best.score += 3
		}
		mentions[e]++
		if gender == g {
			score += 7
		}
		if e.Kind == Organisation {
			score -= 4 // nothing but the pronoun would make it a person
		}
		best.offer(e, score)
	}
	for k := len(r.said) - 1; k >= 0 && k >= len(r.said)-3; k-- {
		e := r.said[k]
		if e == nil || !e.isHuman() || e.plural || e.gender != 0 && e.gender != g {
			continue
		}
		score := -10*(here-r.sentenceOf(r.sources[k].from)) + 12 - 3*(len(r.said)-1-k)
		if e.gender == g {
			score += 7
		}
		if best.e == e {
			score = max(score, best.score+4)
		}
		best.offer(e, score)
	}
	if best.e != nil && best.e.Kind == Organisation {
		r.becomePerson(best.e)
	}
	if best.e != nil && best.e.gender == 0 {
		best.e.gender = g
		if q := best.e.person; q != nil {
			q.gender = g
		}
	}
	return best.e
}

// becomePerson takes an unknown name for a person's, since "he" or "she" follows it.
func (r *resolver) becomePerson(e *entity) {
	words := []string{r.lex.fold(strings.ToLower(e.Name))}
	q := &person{name: e.Name, words: words, names: []string{e.Name}, first: r.now}
	r.persons = append(r.persons, q)
	e.Kind, e.person = Person, q
	r.byKey["person:"+words[0]] = e
	for i := range r.anns {
		if a := &r.anns[i]; a.kind == named && a.person == nil && a.to-a.from == 1 && r.lex.fold(r.Tokens[a.from].Lower) == words[0] {
			a.person = q
			q.first = min(q.first, a.from)
		}
	}
}

func (r *resolver) isAcronym(i int) bool {
	w := r.word(i)
	return len(w) > 1 && strings.ToUpper(w) == w
}

// human is the person whom a names or describes, if it is one.
func (r *resolver) human(a *ann) (*entity, byte) {
	switch {
	case a.person != nil:
		return r.forPerson(a.person), a.person.gender
	case a.kind == named && a.to-a.from == 1 && !r.isAcronym(a.from) && (a.from == 0 || !r.is(a.from-1, isDefinite|isArticle|isIn|isBinder)):
		words := cleanName(r.raw(a.from, a.to))
		return r.entity("org:"+strings.ToLower(words), func(e *entity) { e.Kind, e.Name = Organisation, words }), 0
	case a.kind == role && !a.plural && a.class != "media" && !r.insideRole(a):
		if e, ok := r.byAnn[a.from]; ok && e != nil {
			return e, e.gender
		}
	}
	return nil, 0
}

// insideRole reports whether a is part of what a named person is.
func (r *resolver) insideRole(a *ann) bool {
	for _, q := range r.persons {
		for _, x := range q.roles {
			if x.from <= a.from && a.to <= x.to {
				return true
			}
		}
	}
	return false
}

// prominence favours the subject: what opens its sentence, and no possessor.
func (r *resolver) prominence(a *ann, e *entity) int {
	n := 0
	first := r.Sentences[min(r.sentenceOf(a.from), len(r.Sentences)-1)].First
	switch d := a.from - first; {
	case d <= 1:
		n += 9
	case d <= 6:
		n += 5
	}
	if a.possessive {
		n -= 2
	}
	if a.from > 0 && r.is(a.from-1, isBinder|isBy|isAside|isBreak) {
		n -= 5 // "with Berg", "of Berg": no subject
	}
	if e.last >= 0 {
		n += 3
	}
	for _, s := range r.sources {
		if s.from <= a.from && a.to <= s.to {
			n += 6
			break
		}
	}
	return n
}

// it finds the body, state or document's author spoken of.
func (r *resolver) it(i int) *entity {
	return r.thing(i, func(e *entity) bool { return e.person == nil && !e.isHuman() })
}

// they finds several people or a body.
func (r *resolver) they(i int) *entity {
	return r.thing(i, func(e *entity) bool { return e.plural || e.person == nil && !e.isHuman() })
}

func (r *resolver) thing(i int, fits func(*entity) bool) *entity {
	var best candidate
	here := r.sentenceOf(i)
	for k := len(r.said) - 1; k >= 0 && k >= len(r.said)-3; k-- {
		e := r.said[k]
		if e == nil || !fits(e) || r.sources[k].from >= i {
			continue
		}
		best.offer(e, 14-10*(here-r.sentenceOf(r.sources[k].from))-3*(len(r.said)-1-k))
	}
	for k := r.annBefore(i); k >= 0; k-- {
		a := &r.anns[k]
		dist := here - r.sentenceOf(a.from)
		if dist > 2 {
			break
		}
		if a.kind != org && a.kind != body && a.kind != seat && a.kind != state && !(a.kind == role && a.plural) {
			continue
		}
		score := -10*dist - 2
		first := r.Sentences[min(r.sentenceOf(a.from), len(r.Sentences)-1)].First
		if d := a.from - first; d <= 3 {
			score += 6
		}
		if a.possessive || a.kind == state {
			score -= 4
		}
		if best.e != nil && score <= best.score {
			continue
		}
		e, _ := r.phrase(r.around(a))
		if e != nil && fits(e) {
			best.offer(e, score)
		}
	}
	return best.e
}
