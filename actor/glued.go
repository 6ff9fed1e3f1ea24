package actor

import (
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// personGlued finds a name in a script without capitals: the words beside a role
// that nothing else explains, "시네흐보우 주지사", or the name of someone met before.
func (r *resolver) personGlued(t tokens) *person {
	var office *ann
	for i := t.from; i < t.to; i++ {
		a := r.ann(i)
		if a == nil || a.kind != role && a.kind != title {
			continue
		}
		if a.plural {
			return nil
		}
		office = a
	}
	run := r.unexplained(t, office)
	words := r.gluedWords(run)
	if len(words) == 0 {
		return nil
	}
	if office == nil {
		for _, q := range r.persons {
			if q.last() == words[len(words)-1] || r.han(q.name, words) {
				return q
			}
		}
		return nil
	}
	q := r.match(words)
	if q == nil {
		q = r.bySurname(words, t)
	}
	if q != nil {
		r.describeGlued(q, t, run)
		return q
	}
	name := strings.Join(words, " ")
	if r.lex.han {
		name = strings.Join(words, "")
	}
	q = &person{name: name, words: words, names: []string{name}, first: run.from}
	r.persons = append(r.persons, q)
	r.describeGlued(q, t, run)
	return q
}

// bySurname finds whom a surname of one syllable names beside a role: Korean names
// are one word of two to four syllables, and "김 의원" is the last Kim met.
func (r *resolver) bySurname(words []string, t tokens) *person {
	if r.lex.han || len(words) != 1 || utf8.RuneCountInString(words[0]) != 1 {
		return nil
	}
	var best *person
	for _, q := range r.persons {
		full := q.words[len(q.words)-1]
		if n := utf8.RuneCountInString(full); n < 2 || n > 4 || !strings.HasPrefix(full, words[0]) || q.first > t.from {
			continue
		}
		if best == nil || q.first > best.first {
			best = q
		}
	}
	return best
}

// han reports whether words, single ideographs, end a name.
func (r *resolver) han(name string, words []string) bool {
	return r.lex.han && len(words) > 1 && strings.HasSuffix(name, strings.Join(words, ""))
}

func (r *resolver) describeGlued(q *person, t, run tokens) {
	s := r.standingOf(t.from, t.to)
	if q.class == "" {
		q.class = s.class
	}
	if q.code == "" {
		q.code = s.code
	}
	if q.of == nil {
		q.of = s.of
	}
	if q.role == "" {
		q.role = strings.TrimSpace(r.raw(t.from, run.from) + " " + r.plainIn(run.to, t.to))
		q.roles = append(q.roles, roleAt(t))
	}
}

func (r *resolver) plainIn(from, to int) string {
	if from >= to {
		return ""
	}
	return r.plain(tokens{from, to})
}

// unexplained is the run of words at t without an ann that is nearest to the role
// a, or the first one.
func (r *resolver) unexplained(t tokens, a *ann) tokens {
	var best tokens
	for i := t.from; i < t.to; i++ {
		if r.ann(i) != nil || r.Tokens[i].Kind != text.Word || r.is(i, isDefinite|isArticle|isBinder|isModifier) {
			continue
		}
		j := i
		for j < t.to && r.ann(j) == nil && r.Tokens[j].Kind == text.Word {
			j++
		}
		if best.to == 0 || a != nil && (j == a.from || i == a.to) {
			best = tokens{i, j}
		}
		i = j
	}
	return best
}

// gluedWords are the words of a run without the particles behind the last.
func (r *resolver) gluedWords(t tokens) []string {
	var out []string
	for i := t.from; i < t.to; i++ {
		out = append(out, r.Tokens[i].Lower)
	}
	if n := len(out); n > 0 {
		out[n-1] = r.lex.fold(out[n-1])
	}
	return out
}

// compound reads a state's name and what is glued behind it as a body of that
// state, "우크라이나군".
func (p *page) compound(e *entry, w, rest string) *entry {
	if e.code == "" || rest == "" {
		return e
	}
	for end := len(rest); end > 0; end-- {
		if b := p.lex.entries[rest[:end]]; b != nil && b.kind == body && b.class == "state" {
			c := *b
			c.kind, c.code, c.name = org, e.code, w[:len(w)-len(rest)+end]
			return &c
		}
	}
	return e
}
