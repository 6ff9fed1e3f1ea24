package actor

import (
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// A person is one that the report names.
type person struct {
	name   string   // the fullest form
	words  []string // of the fullest form, in lower case
	gender byte
	role   string
	class  string // of the role
	code   string // of the state
	of     *entry // the body, if that is no state's
	firm   bool   // of a company or the like
	roles  []roleAt
	names  []string
	first  int // token of the first mention
}

// A roleAt is the tokens that say what a person is.
type roleAt struct{ from, to int }

func (q *person) last() string { return q.words[len(q.words)-1] }

// findNames marks the runs of capitalised words that nothing else explains, and
// registers the persons among them. Single words wait until all full names are
// known, since headlines and first lines use the short name.
func (p *page) findNames() {
	type run struct{ from, to int }
	var single []run
	for i := 0; i < len(p.Tokens); {
		to := p.nameRun(i)
		if to == i {
			i++
			continue
		}
		p.markName(i, to)
		if to-i > 1 {
			p.register(i, to)
		} else {
			single = append(single, run{i, to})
		}
		i = to
	}
	p.rebuild()
	for _, r := range single {
		p.registerShort(r.from, r.to)
	}
	p.claimPlaces()
	for i := range p.anns {
		if a := &p.anns[i]; a.kind == named && a.to-a.from > 1 && a.person == nil {
			a.person = p.known(a.from, a.to)
		}
	}
}

// claimPlaces gives a person back the last name that a city bears too: "Mr. Rogers",
// after "Ann Rogers", is no town unless something happens "in Rogers".
func (p *page) claimPlaces() {
	for i := range p.anns {
		a := &p.anns[i]
		if a.kind != place || a.to-a.from != 1 || a.from > 0 && p.is(a.from-1, isIn|isTo|isBinder) {
			continue
		}
		w := p.lex.fold(p.Tokens[a.from].Lower)
		var best *person
		for _, q := range p.persons {
			if q.last() == w && len(q.words) > 1 && (best == nil || q.first <= a.from && q.first > best.first) {
				best = q
			}
		}
		if best != nil {
			p.counts[a.code]--
			a.entry, a.person = nameEntry, best
			p.meet(best, a.from, a.to)
		}
	}
}

var nameEntry = &entry{kind: named}

func (p *page) markName(from, to int) {
	n := len(p.anns)
	p.anns = append(p.anns, ann{entry: nameEntry, from: from, to: to, possessive: p.isPossessive(to - 1)})
	for i := from; i < to; i++ {
		p.at[i] = int32(n)
	}
}

// nameRun returns where a run of name words that begins at token i ends, or i.
func (p *page) nameRun(i int) int {
	if !p.nameWord(i) && !p.borrowed(i, i) {
		return i
	}
	j := i + 1
	for j < len(p.Tokens) && !p.sentenceEnds(i, j) && !p.isPossessive(j-1) {
		w := p.Tokens[j].Lower
		switch {
		case p.nameWord(j) || p.borrowed(i, j):
			j++
		case w == "." && p.Tokens[j-1].Len() <= 2 && p.Tokens[j].From == p.Tokens[j-1].To && j+1 < len(p.Tokens) && p.nameWord(j+1):
			j += 2 // an initial
		case p.is(j, isParticle) && p.ann(j) == nil && j+1 < len(p.Tokens) && p.nameWord(j+1):
			j += 2
		case w == "," && j+1 < len(p.Tokens) && (p.Tokens[j+1].Lower == "jr" || p.Tokens[j+1].Lower == "sr"):
			j += 2
		default:
			return j
		}
	}
	return j
}

// nameWord reports whether token i has a capital and no other explanation.
func (p *page) nameWord(i int) bool {
	t := p.Tokens[i]
	return t.Kind == text.Word && p.isUpper(i) && p.ann(i) == nil && !p.lex.never[strings.TrimSuffix(t.Lower, "'s")]
}

// borrowed reports whether token i, which the lexicon knows as a place, a role or
// a document, is part of a name here: "Lloyd Austin", "Victoria Nuland", "Stephen King".
func (p *page) borrowed(from, i int) bool {
	a := p.ann(i)
	if a == nil || !p.isUpper(i) || a.to-a.from != 1 || a.kind == org || a.kind == pronoun || a.kind == seat || a.kind == demonym {
		return false
	}
	w := p.lex.fold(p.Tokens[i].Lower)
	if i > from {
		first := p.lex.fold(p.Tokens[from].Lower)
		next := i+1 < len(p.Tokens) && p.nameWord(i+1) && a.kind != place
		return p.isFirstName(first) && !next && p.ann(from) == nil
	}
	next := i+1 < len(p.Tokens) && p.nameWord(i+1) && !p.isPossessive(i) && !p.sentenceEnds(i, i+1)
	return next && (a.kind == place || a.kind == capital || a.kind == state) && p.isFirstName(w)
}

func (p *page) isFirstName(w string) bool { return p.lex.women[w] || p.lex.men[w] }

// nameWords are the words of a name in lower case, without marks.
func (p *page) nameWords(from, to int) []string {
	var out []string
	for i := from; i < to; i++ {
		if p.Tokens[i].Kind == text.Punct {
			continue
		}
		if w := p.lex.fold(p.Tokens[i].Lower); w != "" {
			out = append(out, w)
		}
	}
	if n := len(out); n > 2 && (out[n-1] == "jr" || out[n-1] == "sr") {
		out = out[:n-1]
	}
	return out
}

// register finds or makes the person that the run names, if anything shows that
// it names a person.
func (p *page) register(from, to int) {
	words := p.nameWords(from, to)
	if len(words) == 0 {
		return
	}
	if q := p.match(words); q != nil {
		p.meet(q, from, to)
		return
	}
	r := p.roleAround(from, to)
	first := p.isFirstName(words[0])
	if !r.found && !first && !p.speaks(from, to) {
		return
	}
	q := &person{name: cleanName(p.raw(from, to)), words: words, first: from}
	p.persons = append(p.persons, q)
	p.meet(q, from, to)
}

func cleanName(s string) string {
	s = strings.TrimSuffix(strings.ReplaceAll(s, "’", "'"), "'s")
	return strings.Join(strings.Fields(s), " ")
}

// match finds the person whose full name is compatible with words: the same last
// word, and first words that are equal or one the initial of the other.
func (p *page) match(words []string) *person {
	for _, q := range p.persons {
		if q.last() != words[len(words)-1] {
			continue
		}
		if len(q.words) == 1 || len(words) == 1 || compatibleFirst(q.words[0], words[0]) {
			return q
		}
	}
	return nil
}

func compatibleFirst(a, b string) bool {
	if len(a) == 1 || len(b) == 1 {
		return a[0] == b[0]
	}
	return a == b || len(a) > 3 && len(b) > 3 && jaroWinkler(a, b) > 0.92
}

// meet notes one mention of a person: a fuller form, the role beside it, gender.
func (p *page) meet(q *person, from, to int) {
	if a := p.ann(from); a != nil && a.kind == named {
		a.person = q
	}
	q.first = min(q.first, from)
	name := cleanName(p.raw(from, to))
	if w := p.nameWords(from, to); len(w) > len(q.words) || len(w) == len(q.words) && len(name) > len(q.name) && len(q.words[0]) == 1 {
		q.name, q.words = name, w
	}
	q.names = addName(q.names, name)
	r := p.roleAround(from, to)
	if r.gender != 0 && q.gender == 0 {
		q.gender = r.gender
	}
	if q.gender == 0 && (len(q.words) > 1 || p.isFirstName(q.words[0])) {
		q.gender = p.lex.genderByName(q.words, strings.TrimSuffix(p.Tokens[to-1].Lower, "'s"))
	}
	if !r.found {
		return
	}
	if r.to > r.from {
		q.roles = append(q.roles, roleAt{r.from, r.to})
		if text := strings.TrimSpace(p.raw(r.from, r.to)); q.role == "" || len(text) > len(q.role) && q.code == "" {
			q.role = text
		}
	}
	if q.class == "" || q.class == "none" {
		q.class = r.class
	}
	q.firm = q.firm || r.firm
	if q.code == "" {
		q.code = r.code
	}
	if q.of == nil {
		q.of = r.of
	}
}

// genderByName reads the gender off a first name, else off a surname that has one.
func (l *lexicon) genderByName(words []string, last string) byte {
	w, m := l.women[words[0]], l.men[words[0]]
	switch {
	case w && !m:
		return 'f'
	case m && !w:
		return 'm'
	}
	for _, e := range []string{"skaya", "ska", "ova", "eva", "ská", "ová", "ская", "ська", "цька", "ова", "ева", "єва"} {
		if strings.HasSuffix(last, e) && len(last) > len(e)+2 {
			return 'f'
		}
	}
	for _, e := range []string{"sky", "skyi", "skiy", "skyy", "ský", "ski", "ський", "цький", "ский"} {
		if strings.HasSuffix(last, e) && len(last) > len(e)+2 {
			return 'm'
		}
	}
	return 0
}

// registerShort links a single word to the person who bears it as last name; a
// title before it makes a person of its own.
func (p *page) registerShort(from, to int) {
	words := p.nameWords(from, to)
	if len(words) == 0 {
		return
	}
	if q := p.nearest(words[0], from); q != nil {
		p.meet(q, from, to)
		return
	}
	if p.marksBody(to) {
		return
	}
	r := p.roleAround(from, to)
	l, leads := p.lex.leaders[soundKey(p.Tokens[from].Lower)]
	first := p.isFirstName(words[0]) && (from == 0 || !p.is(from-1, isDefinite|isArticle))
	if !r.found && !(leads && l.surname) && !first {
		return
	}
	q := &person{name: cleanName(p.raw(from, to)), words: words, first: from}
	p.persons = append(p.persons, q)
	p.meet(q, from, to)
}

// marksBody reports whether the word before token to stands before a body that it
// is part of: "представитель |Ланской областной прокуратуры".
func (p *page) marksBody(to int) bool {
	for i := to; p.ownersFollow() && i < min(to+3, len(p.Tokens)) && !p.sentenceEnds(to-1, i); i++ {
		if a := p.ann(i); a != nil {
			return a.kind == body && i > to
		}
		if !p.isLower(i) || p.Tokens[i].Kind != text.Word {
			return false
		}
	}
	return false
}

// nearest finds the person with last name w met last before token i, else the
// first one met after it; a first name alone counts where no last name fits.
func (p *page) nearest(w string, i int) *person {
	var before, after, first *person
	for _, q := range p.persons {
		if q.last() != w && !strings.HasSuffix(q.last(), "-"+w) && !(len(q.words) > 2 && q.words[len(q.words)-2] == w) {
			if q.words[0] == w && first == nil && q.first < i {
				first = q
			}
			continue
		}
		if q.first <= i {
			if before == nil || q.first > before.first {
				before = q
			}
		} else if after == nil {
			after = q
		}
	}
	switch {
	case before != nil:
		return before
	case after != nil:
		return after
	case first != nil:
		return first
	}
	return p.misspelt(w)
}

// misspelt finds the person whose last name is another spelling of w; reports
// that mix sources mix transliterations.
func (p *page) misspelt(w string) *person {
	if utf8.RuneCountInString(w) < 6 {
		return nil
	}
	for _, q := range p.persons {
		if len(q.last()) > 5 && q.last()[0] == w[0] && jaroWinkler(q.last(), w) > 0.93 {
			return q
		}
	}
	return nil
}

// known finds the registered person whom the run at [from, to) names.
func (p *page) known(from, to int) *person {
	if w := p.nameWords(from, to); len(w) > 0 {
		return p.match(w)
	}
	return nil
}

func addName(names []string, n string) []string {
	for _, m := range names {
		if m == n {
			return names
		}
	}
	return append(names, n)
}
