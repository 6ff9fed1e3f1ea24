package actor

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

// ofRole reads a person or people described and not named.
func (r *resolver) ofRole(t, core tokens, head *ann) (*entity, string) {
	s := r.standingOf(t.from, r.roleEnd(t, core))
	s.class = head.class
	word := r.lex.fold(r.Tokens[head.to-1].Lower)
	if a := r.ann(t.from); a != nil && a.kind == pronoun && a.class == "possessive" && a.from == t.from {
		owner := r.pronoun(a, t.from)
		if owner != nil && (head.class == "spokes" && owner.person == nil) {
			return owner, "spokesperson"
		}
		if owner != nil && s.code == "" && s.of == nil {
			s.code, s.of = owner.Side, owner.of
			if owner.Kind == Organisation && owner.Side == "" {
				s.of = &entry{kind: org, name: owner.Name, class: owner.class, typ: owner.typ, called: owner.called}
			}
		}
		return r.unnamed(r.raw(t.from, t.to), s, word, head.plural), "description"
	}
	definite := r.is(t.from, isDefinite) || head.plural && t.from == head.from || r.isBare(t, head)
	office := isOffice(head) && !r.is(t.from, isIndefinite)
	if definite || office {
		if e := r.holder(t, head, s, office); e != nil {
			return e, "description"
		}
	}
	if !definite && !head.plural && t.from < head.from {
		if q := r.introducedLater(t, core, head, s); q != nil {
			return r.forPerson(q), "named later"
		}
	}
	if e := r.again(t, head, s, definite || office); e != nil {
		return e, "description again"
	}
	if head.class == "spokes" {
		if e := r.spokesFor(t, head, s); e != nil {
			return e, "spokesperson"
		}
	}
	if head.plural && s.of == nil && word == "investigators" {
		if e := r.bodyBefore(word, "investigation", "state", s.code, head.from); e != nil {
			return e, "description"
		}
		if e := r.bodyAfter(word, head.to); e != nil {
			return e, "body named next"
		}
	}
	if (head.class == "official" || head.class == "diplomat") && s.code == "" && s.of == nil {
		s.code = r.contextCode(t.from, office)
	}
	if office && !head.plural {
		if q := r.namedNext(t, s, core); q != nil {
			return r.forPerson(q), "named next"
		}
	}
	words := r.raw(t.from, t.to)
	e := r.unnamed(words, s, word, head.plural)
	e.places = r.places(t)
	if office && !head.plural {
		e.office = plainKey(r.raw(head.from, head.to))
		e.Kind, e.Name, e.Role = Person, r.plain(t), r.plain(t)
	}
	return e, "description"
}

// isBare reports whether t is a role with nothing but whose it is, in a language
// without articles: "дипломат", "국방부 대변인". Who only saw or knows something may
// be another each time.
func (r *resolver) isBare(t tokens, head *ann) bool {
	switch head.class {
	case "private", "source", "expert":
		return false
	}
	if !r.lex.bare || head.plural {
		return false
	}
	for i := t.from; i < t.to; i++ {
		if a := r.ann(i); a == nil || a.kind == named || a.kind == role && a != head {
			return false
		}
	}
	return true
}

// introducedLater finds the person whose role, further on, holds every word of the
// description: a lead says "a senior Kyiv official", and the third paragraph who.
func (r *resolver) introducedLater(t, core tokens, head *ann, s standing) *person {
	for _, q := range r.persons {
		if q.first < t.from {
			continue
		}
		for _, x := range q.roles {
			all, words := true, 0
			for i := core.from; i < core.to && all; i++ {
				w := r.Tokens[i].Lower
				if r.is(i, isDefinite|isArticle) || r.Tokens[i].Kind == text.Punct {
					continue
				}
				words++
				all = r.hasWord(tokens(x), w)
			}
			if all && words > 1 {
				return q
			}
		}
	}
	if head.class != "media" && head.class != "expert" || r.has(t, isHidden) {
		return nil
	}
	return r.namedNext(t, s, core)
}

// namedNext finds the person who speaks next, within three sentences, and whom
// nothing introduces: then the description before did.
func (r *resolver) namedNext(t tokens, s standing, core tokens) *person {
	here := r.sentenceOf(t.from)
	for _, src := range r.sources {
		if src.from <= t.from || src.from >= src.to {
			continue
		}
		q := r.personIn(src)
		if q == nil || q.class != "" || q.first < t.from || r.sentenceOf(q.first)-here > 3 || q.code != "" {
			return nil
		}
		if _, known := r.leaderOf(q); known {
			return nil
		}
		lo := core.from
		if r.is(lo, isDefinite|isArticle) {
			lo++
		}
		q.code, q.of, q.class, q.role = s.code, s.of, s.class, r.raw(lo, r.roleEnd(t, core))
		if q.code == "" && q.of == nil && s.class == "official" {
			q.code = r.contextCode(t.from, true)
		}
		return q
	}
	return nil
}

// roleEnd is where the words end that say whom a role belongs to.
func (r *resolver) roleEnd(t, core tokens) int {
	for i := core.to; i < t.to; i++ {
		if r.is(i, isStop) {
			return i
		}
	}
	return t.to
}

// isOffice reports whether one holds the role at a time, so that "the governor"
// is as good as a name.
func isOffice(a *ann) bool { return a.kind == role && a.sole }

// holder finds the named person, before the phrase or else after it, whose role
// has the phrase's head and who may answer to the same state.
func (r *resolver) holder(t tokens, head *ann, s standing, office bool) *entity {
	var best *person
	for _, q := range r.persons {
		if !r.hasRole(q, head, t) || q.code != "" && s.code != "" && q.code != s.code && !s.weak || q.code == "" && s.code != "" && q.of != nil {
			continue
		}
		if s.of != nil && (q.of == nil || q.of.name != s.of.name) || !office && q.first > t.from {
			continue
		}
		if best == nil || q.first <= t.from && q.first > best.first || best.first > t.from && q.first < best.first {
			best = q
		}
	}
	if best == nil {
		return nil
	}
	if len(best.roles) > 0 {
		b := best.roles[0]
		r.antecedent = spansOf(r.page, tokens(b))
	}
	return r.forPerson(best)
}

// hasRole reports whether one of q's roles holds the head's word, and a people's
// name in the phrase stands in the role too ("the Dutch researcher").
func (r *resolver) hasRole(q *person, head *ann, t tokens) bool {
	for _, x := range q.roles {
		if x.from <= head.from && head.from < x.to {
			continue
		}
		for i := x.from; i < x.to; i++ {
			a := r.ann(i)
			if a == nil {
				continue
			}
			if a.kind == role && (a.entry == head.entry || r.generalises(head, a)) && r.sameBodies(t, x) || head.class == "diplomat" && isDiplomacy(a) {
				here, there := r.places(t), r.places(tokens(x))
				return (here == "" || there == "" || here == there) && r.sharesPeople(t, x, q)
			}
		}
	}
	return false
}

// isDiplomacy reports whether a is a body whose people are diplomats.
func isDiplomacy(a *ann) bool {
	return (a.kind == body || a.kind == org) && (a.typ == "ministry-foreign" || a.typ == "embassy")
}

// sameBodies reports whether the bodies that t names stand in the role x too,
// where only they tell one spokesman from another.
func (r *resolver) sameBodies(t tokens, x roleAt) bool {
	if !r.lex.bare {
		return true
	}
	for i := t.from; i < t.to; i++ {
		a := r.ann(i)
		if a == nil || a.kind != body && a.kind != org {
			continue
		}
		found := false
		for j := x.from; j < x.to && !found; j++ {
			b := r.ann(j)
			found = b != nil && (b.kind == body || b.kind == org) && b.typ == a.typ && b.class == a.class
		}
		if !found {
			return false
		}
	}
	return true
}

// generalises reports whether "the minister" may be the foreign minister, and
// "the official" any official.
func (r *resolver) generalises(head, a *ann) bool {
	h, w := r.lex.fold(r.Tokens[head.to-1].Lower), r.lex.fold(r.Tokens[a.to-1].Lower)
	if h == w && head.to-head.from <= a.to-a.from {
		return true
	}
	return h == "official" && (a.class == "official" || a.class == "aide" || a.class == "diplomat" || a.class == "spokes") ||
		h == "expert" && a.class == "expert" || a.class == "spokes" && head.class == "spokes"
}

func (r *resolver) sharesPeople(t tokens, x roleAt, q *person) bool {
	for i := t.from; i < t.to; i++ {
		a := r.ann(i)
		if a == nil || a.kind != demonym && a.kind != state || q.code == a.code {
			continue
		}
		found := false
		for j := x.from; j < x.to && !found; j++ {
			b := r.ann(j)
			found = b != nil && b.code == a.code
		}
		if !found && q.code != "" || !found && q.class == "expert" {
			return false
		}
	}
	return true
}

// again finds the unnamed actor of whom the text goes on to speak.
func (r *resolver) again(t tokens, head *ann, s standing, definite bool) *entity {
	word := r.lex.fold(r.Tokens[head.to-1].Lower)
	same := r.has(t, isSame)
	for i := len(r.said) - 1; i >= 0 && (definite || same); i-- {
		e := r.said[i]
		if e == nil || e.person != nil || e.head == "" || e.plural != head.plural {
			continue
		}
		if here := r.places(t); here != "" && e.places != "" && here != e.places {
			continue
		}
		fits := e.head == word || r.wider(word, e)
		if fits && (s.code == "" || e.Side == "" || e.Side == s.code) && (s.of == nil || e.of == s.of) {
			return e
		}
	}
	return nil
}

// wider reports whether an unnamed actor may be called by word next.
func (r *resolver) wider(word string, e *entity) bool {
	switch word {
	case "official", "officials":
		return e.class == "official" || e.class == "diplomat" || e.class == "aide"
	case "source", "sources", "person", "people":
		switch e.head {
		case "source", "sources", "person", "people", "insider", "whistleblower", "persons", "individual":
			return e.Kind == Unnamed
		}
	}
	return false
}

// spokesFor finds the body that an unnamed spokesperson speaks for.
func (r *resolver) spokesFor(t tokens, head *ann, s standing) *entity {
	if s.of != nil {
		return r.forOrg(s.of, s.of.name)
	}
	for i := t.from; i < t.to; i++ {
		a := r.ann(i)
		if a == nil || a == head {
			continue
		}
		i = a.to - 1
		switch a.kind {
		case body, org, seat:
			e, _ := r.phrase(tokens{t.from, a.to})
			if i > head.to {
				e, _ = r.phrase(tokens{head.to + 1, max(a.to, head.to+2)})
			}
			return e
		case named:
			if a.person == nil {
				return r.entity("org:"+strings.ToLower(cleanName(r.raw(a.from, a.to))), func(e *entity) {
					e.Kind, e.Name = Organisation, cleanName(r.raw(a.from, a.to))
				})
			}
		}
	}
	return nil
}

// ofBody reads "the ministry", "Russia's Defence Ministry", "local police".
func (r *resolver) ofBody(t, core tokens, head *ann) (*entity, string) {
	s := r.standingOf(t.from, t.to)
	word := r.lex.fold(r.Tokens[head.to-1].Lower)
	words := r.raw(t.from, t.to)
	switch head.class {
	case "state", "agency":
		if a := r.ann(t.from); a != nil && a.kind == pronoun && a.class == "possessive" && a.from == t.from {
			if owner := r.pronoun(a, t.from); owner != nil {
				if s.code == "" {
					s.code = owner.Side
				}
				return r.forBody(s.code, head.typ, owner.Name+"'s "+r.raw(t.from+1, t.to), head.entry), "possessive"
			}
		}
		if s.code == "" || s.weak && r.is(t.from, isDefinite) && core.to-core.from == 2 {
			if e := r.bodyBefore(word, head.typ, head.class, s.code, head.from); e != nil && (r.is(t.from, isDefinite) || t.from == head.from) {
				return e, "body named before"
			}
		}
		if s.code == "" && s.of != nil {
			return r.forOrg(s.of, s.of.name), "body"
		}
		if s.code == "" {
			s.code = r.contextCode(t.from, !local[head.typ])
		}
		return r.forBody(s.code, head.typ, r.plain(t), head.entry), "body of a state"
	}
	if s.of != nil && !r.is(t.from, isDefinite) {
		return r.forOrg(s.of, s.of.name), "body"
	}
	if r.is(t.from, isDefinite) || t.from == head.from && head.class != "media" {
		if e := r.bodyBefore(word, head.typ, head.class, "", head.from); e != nil {
			return e, "body named before"
		}
	}
	for i := t.from; i < head.from; i++ {
		if a := r.ann(i); a != nil && a.kind == named && a.person == nil {
			return r.entity("org:"+strings.ToLower(cleanName(r.raw(a.from, a.to))), func(e *entity) {
				e.Kind, e.Name, e.class, e.typ = Organisation, cleanName(r.raw(a.from, a.to)), head.class, head.typ
			}), "name"
		}
	}
	return r.entity("words:"+r.bare(words), func(e *entity) {
		e.Kind, e.Name, e.class, e.typ, e.plural = Organisation, r.plain(t), head.class, head.typ, head.plural
	}), "description"
}

// plain is the words at t without article and, where words carry particles, without
// those of the last.
func (r *resolver) plain(t tokens) string {
	for t.from+1 < t.to && r.is(t.from, isDefinite|isArticle) {
		t.from++
	}
	if !r.lex.glued || r.lex.han {
		return r.raw(t.from, t.to)
	}
	last := r.word(t.to - 1)
	return r.Text[r.Tokens[t.from].From:r.Tokens[t.to-1].From] + strings.TrimSuffix(last, strings.TrimPrefix(last, r.lex.fold(last)))
}
