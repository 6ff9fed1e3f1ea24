package actor

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

// source says who speaks in the words t, and by which rule that was found.
func (r *resolver) source(t tokens) (*entity, string) {
	t = r.trim(t)
	if t.from >= t.to {
		return nil, ""
	}
	if a := r.ann(t.from); a != nil && a.kind == pronoun && a.from == t.from && a.to >= t.to {
		return r.pronoun(a, t.from), "pronoun"
	}
	return r.phrase(t)
}

// trim drops marks and quotation at the ends, "both" and the like, and in languages
// that cite those "in the ministry" the preposition.
func (r *resolver) trim(t tokens) tokens {
	if r.lex.bare && t.to-t.from > 1 && r.is(t.from, isAside) && r.is(t.from, isBreak) {
		t.from++
	}
	for t.from < t.to && (r.Tokens[t.from].Kind == text.Punct || r.is(t.from, isBoth)) {
		t.from++
	}
	for t.to > t.from && r.Tokens[t.to-1].Kind == text.Punct && r.Tokens[t.to-1].Lower != "." {
		t.to--
	}
	return t
}

// phrase reads a description or a name.
func (r *resolver) phrase(t tokens) (*entity, string) {
	if r.depth > 6 || r.steps > 60 {
		return nil, "" // descriptions that explain each other; 60 was never reached on real reports
	}
	r.depth++
	r.steps++
	defer func() { r.depth-- }()
	if q := r.personIn(t); q != nil {
		return r.forPerson(q), "name"
	}
	if r.lex.glued {
		if q := r.personGlued(t); q != nil {
			return r.forPerson(q), "name"
		}
	}
	head, core := r.headOf(t)
	if e, rule := r.several(t, core); e != nil {
		return e, rule
	}
	if head == nil {
		return r.nameless(t)
	}
	if e, ok := r.byAnn[head.from]; ok {
		return e, "same words"
	}
	r.placesAt = r.places(t)
	e, rule := r.byHead(t, core, head)
	if e != nil && r.depth == 1 {
		r.byAnn[head.from] = e
	}
	return e, rule
}

// personIn finds the person that t names, if the name is what t is about and not
// only whom it is about ("Berg's lawyer", "a friend of Berg").
func (r *resolver) personIn(t tokens) *person {
	seen := false // a role or document before the name, with "of" or the like between
	head := false
	for i := t.from; i < t.to; i++ {
		a := r.ann(i)
		if a == nil {
			switch {
			case r.is(i, isAside):
				seen = true
			case r.is(i, isWhose):
				seen = seen || head
			case r.Tokens[i].Lower == "," || r.is(i, isBy):
				seen = false
			}
			continue
		}
		i = a.to - 1
		switch a.kind {
		case role, document, body:
			head = true
		case named:
			if a.person == nil || seen || a.possessive && a.to < t.to {
				continue
			}
			return a.person
		}
	}
	return nil
}

// headOf finds the ann that says what t is, and where the part that holds it ends.
func (r *resolver) headOf(t tokens) (*ann, tokens) {
	var head *ann
	end := t.to
	for i := t.from; i < t.to; i++ {
		if a := r.ann(i); a != nil {
			i = min(a.to, t.to) - 1
			if a.kind == pronoun && a.class == "possessive" || a.kind == title {
				continue
			}
			if a.kind == pronoun {
				end = i
				if head != nil {
					break
				}
				continue
			}
			if head == nil || !r.lex.headFirst || !r.leads(head) && r.leads(a) {
				head = a
			}
			continue
		}
		if (r.is(i, isBreak) || isBreakMark(r.Tokens[i].Lower)) && head != nil {
			end = i
			break
		}
	}
	return head, tokens{t.from, end}
}

// leads reports whether a may head a description in a language where the head
// stands first; states and peoples only may where nothing else does.
func (r *resolver) leads(a *ann) bool {
	return a.kind != demonym && a.kind != state && a.kind != capital && a.kind != place && a.kind != named
}

// several reads "Moscow and Pyongyang", "NATO and Polish officials": speakers of
// two states or bodies are one actor that answers to neither.
func (r *resolver) several(t, core tokens) (*entity, string) {
	var left, right *ann
	for i := core.from + 1; i+1 < core.to; i++ {
		if r.is(i, isAnd) {
			left, right = r.ann(i-1), r.ann(i+1)
			if left == nil || right == nil || r.Tokens[i].Kind != text.Word {
				left, right = nil, nil
				continue
			}
			break
		}
	}
	if left == nil || right == nil || !speaksFor(left) || !speaksFor(right) {
		return nil, ""
	}
	code := left.code
	if right.code != left.code {
		code = ""
	}
	words := r.raw(t.from, t.to)
	return r.entity("several:"+r.bare(words), func(e *entity) {
		e.Kind, e.Name, e.Side, e.plural, e.class = Unnamed, words, code, true, "official"
		if left.kind == state || left.kind == capital {
			e.Kind, e.class = Government, "state"
		}
	}), "several"
}

func speaksFor(a *ann) bool { return a.kind == org || a.code != "" && a.kind != title }

// nameless reads a source without a word that the tables know.
func (r *resolver) nameless(t tokens) (*entity, string) {
	words := r.raw(t.from, t.to)
	first := r.Tokens[t.from].Lower
	plural := t.to-t.from == 1 && (first == "some" || first == "many" || first == "others")
	if e := r.lastSaid(func(e *entity) bool { return e.plural && e.Kind == Unnamed }); e != nil && r.has(t, isThem) {
		return e, "part of those before"
	}
	return r.entity("words:"+r.bare(words), func(e *entity) {
		e.Kind, e.Name, e.plural, e.head, e.class = Unnamed, words, plural, first, "private"
	}), "description"
}

// has reports whether a word at t has one of the uses u.
func (p *page) has(t tokens, u use) bool {
	for i := t.from; i < t.to; i++ {
		if p.is(i, u) {
			return true
		}
	}
	return false
}

func isBreakMark(w string) bool { return w == "," || w == "(" || w == ":" || w == "—" || w == "–" }

func (r *resolver) hasWord(t tokens, w string) bool {
	for i := t.from; i < t.to; i++ {
		if r.Tokens[i].Lower == w {
			return true
		}
	}
	return false
}

// byHead reads t by the kind of its head.
func (r *resolver) byHead(t, core tokens, head *ann) (*entity, string) {
	switch head.kind {
	case document:
		return r.ofDocument(t, core, head)
	case role:
		return r.ofRole(t, core, head)
	case body:
		return r.ofBody(t, core, head)
	case org:
		return r.ofOrg(t, head)
	case seat:
		return r.forOrg(head.entry, head.name), "seat"
	case state, capital, demonym:
		if head.kind == demonym && head.to < core.to {
			return r.nameless(t)
		}
		return r.forState(head.code, r.stateName(head)), "state"
	case place:
		words := r.raw(head.from, head.to)
		if !r.standsAsPlace(head) {
			// A name that a town somewhere bears too: nothing else says that it is meant.
			return r.entity("org:"+strings.ToLower(words), func(e *entity) { e.Kind, e.Name = Organisation, cleanName(words) }), "name"
		}
		return r.entity("place:"+r.bare(words), func(e *entity) {
			e.Kind, e.Name, e.Side, e.class, e.typ = Government, cleanName(words), head.code, "state", "regional-administration"
		}), "place"
	}
	words := cleanName(r.raw(head.from, head.to))
	if head.kind == named && core.to > head.to && !head.possessive || head.kind == named && head.possessive && head.to < core.to {
		e := r.unnamed(r.raw(t.from, t.to), standing{}, r.Tokens[core.to-1].Lower, false)
		return e, "description"
	}
	return r.entity("org:"+strings.ToLower(words), func(e *entity) { e.Kind, e.Name = Organisation, words }), "name"
}

// standsAsPlace reports whether the name that a marks as a town is used as one
// anywhere in the report.
func (r *resolver) standsAsPlace(a *ann) bool {
	word := r.Tokens[a.from].Lower
	for i := 1; i < len(r.Tokens); i++ {
		if r.Tokens[i].Lower == word && slices.Contains(whereWords, r.Tokens[i-1].Lower) {
			return true
		}
	}
	return false
}

// whereWords stand before a place that is meant as one.
var whereWords = []string{"in", "at", "near", "outside", "around", "over"}

func (r *resolver) stateName(a *ann) string { return cleanName(r.raw(a.from, a.to)) }

// ofOrg reads a body with a name of its own; a state before it says whose it is
// where more than one state has such a body.
func (r *resolver) ofOrg(t tokens, head *ann) (*entity, string) {
	if head.class == "state" {
		s := r.standingOf(t.from, head.from)
		if s.code != "" && s.code != head.code {
			return r.forBody(s.code, head.typ, cleanName(r.raw(t.from, head.to)), head.entry), "body of a state"
		}
	}
	return r.forOrg(head.entry, head.name), "body"
}

// ofDocument reads "the report", "a statement by the ministry", "Boeing records":
// its author speaks.
func (r *resolver) ofDocument(t, core tokens, head *ann) (*entity, string) {
	if core.from < head.from {
		if a := r.ann(core.from); a != nil && a.kind == pronoun && a.class == "possessive" {
			return r.pronoun(a, core.from), "possessive"
		}
		before := r.trim(tokens{core.from, head.from})
		for before.from < before.to && r.is(before.from, isDefinite|isArticle) {
			before.from++
		}
		if h, _ := r.headOf(before); h != nil && (h.kind != demonym || r.counts[h.code] > 0 && head.class == "own") && h.kind != place {
			if h.kind == document {
				return r.ofDocument(before, before, h)
			}
			if r.now != t.from || h.from >= t.from {
				e, _ := r.phrase(tokens{core.from, head.from})
				if e != nil {
					r.docs[head.entryWord(r.page)] = e
					return e, "author"
				}
			}
		}
	}
	for i := head.to; i+1 < t.to; i++ {
		if i > head.to+9 && !(r.is(i, isBy) && r.has(tokens{head.to, i}, isPutOut)) {
			continue
		}
		if r.is(i, isBy) || r.is(i, isWithin|isOf) && i == head.to {
			if h, _ := r.headOf(tokens{i + 1, t.to}); h != nil || r.personIn(tokens{i + 1, t.to}) != nil {
				if head.class == "find" && h != nil && h.kind == role && h.class == "private" {
					break
				}
				e, _ := r.phrase(tokens{i + 1, t.to})
				if e != nil {
					r.docs[head.entryWord(r.page)] = e
					return e, "author"
				}
			}
		}
	}
	if e := r.authorBefore(head); e != nil {
		return e, "document named before"
	}
	if head.class == "own" {
		if e := r.lastSaid(func(e *entity) bool { return !strings.HasPrefix(e.key, "words:") }); e != nil && r.is(t.from, isDefinite) {
			return e, "last speaker"
		}
		if e := r.mediumAfter(t.from); e != nil {
			return e, "medium named after"
		}
	}
	words := r.raw(t.from, t.to)
	return r.entity("words:"+r.bare(words), func(e *entity) { e.Kind, e.Name = Unnamed, words }), "description"
}

func (a *ann) entryWord(p *page) string { return p.lex.fold(p.Tokens[a.to-1].Lower) }

// authorBefore finds whose document of that name the text has spoken of.
func (r *resolver) authorBefore(head *ann) *entity {
	word := head.entryWord(r.page)
	if e := r.docs[word]; e != nil {
		return e
	}
	for i := int(r.at[head.from]) - 1; i >= 0; i-- {
		a := &r.anns[i]
		if a.kind != document || a.entryWord(r.page) != word {
			continue
		}
		if b := r.ann(a.from - 1); b != nil && (b.kind == org || b.kind == seat || b.kind == body || b.kind == named && (b.person != nil || b.possessive)) {
			e, _ := r.phrase(tokens{b.from, b.to})
			return e
		}
		if e := r.saidIn(a.from); e != nil {
			return e
		}
		for j := a.to; j < min(a.to+6, len(r.Tokens)-1) && !r.sentenceEnds(a.from, j); j++ {
			if r.is(j, isBy) || r.is(j, isOf) && j == a.to {
				k := j + 1
				if r.is(k, isDefinite|isArticle) {
					k++
				}
				if b := r.ann(k); b != nil && (b.kind == org || b.kind == seat || b.kind == body || b.person != nil) {
					e, _ := r.phrase(tokens{j + 1, b.to})
					return e
				}
			}
		}
	}
	return nil
}

// saidIn finds who says something "in a report" whose word is at token i.
func (r *resolver) saidIn(i int) *entity {
	if i < 2 {
		return nil
	}
	for k := i - 1; k > i-4 && k >= 0; k-- {
		if !r.is(k, isIn) {
			continue
		}
		for j := len(r.said) - 1; j >= 0; j-- {
			if s := r.sources[j]; s.from < s.to && s.to <= k && !r.sentenceEnds(s.from, i) {
				return r.said[j]
			}
		}
	}
	return nil
}

// mediumAfter finds the medium that is the next or next but one to speak, for
// "according to a report" in the lead.
func (r *resolver) mediumAfter(i int) *entity {
	n := 0
	for _, s := range r.sources {
		if s.from <= i || n == 2 {
			continue
		}
		n++
		if h, _ := r.headOf(s); h != nil && h.kind == org && h.class == "media" {
			return r.forOrg(h.entry, h.name)
		}
	}
	return nil
}
