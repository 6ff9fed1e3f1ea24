package statement

import (
	"sort"

	"github.com/onrecord/onrecord/internal/text"
)

// Rules is a Finder that knows attributions by tables of cues and by short rules
// about where English puts the source and the content beside them. It reads one
// sentence at a time; quotations are carried on over sentences and paragraphs.
type Rules struct{}

// NewRules returns the rules. They are read-only and safe for concurrent use.
func NewRules() *Rules { return &Rules{} }

// Find implements Finder. A text in a language without tables has no attributions.
func (r *Rules) Find(d *text.Document) []Attribution {
	all := r.find(d)
	out := make([]Attribution, 0, len(all))
	for _, f := range all {
		out = append(out, f.Attribution)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start() < out[j].start() })
	return out
}

// find returns the attributions of d in the order in which they were recognised.
func (r *Rules) find(d *text.Document) []found {
	lex := lexicons[guessLanguage(d)]
	if lex == nil {
		return nil
	}
	var all []found
	var talk conversation
	for _, u := range units(d, lex) {
		all = talk.add(all, &u, u.find())
	}
	return all
}

func (a Attribution) start() int {
	return text.Cover(append(append(append([]text.Span{}, a.Source...), a.Cue...), a.Content...)).From
}

// found is an attribution inside one unit, as ranges of its items.
type found struct {
	Attribution
	source, cue stretch
	antecedent  stretch // what the source "who" stands for
	content     []stretch
	open        bool // a quotation may follow
	silent      bool // nothing was said: no content is needed
	verbal      bool // its source is the subject of a verb
	turn        bool // its content goes on to the end of the paragraph
	relay       bool // it relays a whole sentence that has a speaker of its own
}

// find returns the attributions of u in the order of their cues.
func (u *unit) find() []found {
	var out []found
	add := func(f found, ok bool) {
		if ok {
			out = append(out, f)
		}
	}
	for i := range u.items {
		if g, ok := u.verbGroupAt(i); ok {
			add(u.byVerb(g, out))
		} else {
			add(u.byPhrase(i))
		}
	}
	add(u.byColon())
	kept := out[:0]
	for i, f := range out {
		if !nested(out, i) && u.settle(&f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// nested reports whether the cue of out[i] stands in what an attribution before
// it says: what Orlo said that he hopes is Orlo's statement.
func nested(out []found, i int) bool {
	for j := range out {
		for _, c := range out[j].content {
			if j != i && !out[j].relay && c.from <= out[i].cue.from && out[i].cue.to <= c.to && c.from < out[i].source.from+1 {
				return true
			}
		}
	}
	return false
}

// settle turns the ranges of f into spans of the text, and reports whether they
// make an attribution.
func (u *unit) settle(f *found) bool {
	if f.cue.empty() {
		return false
	}
	f.Cue = []text.Span{u.span(f.cue)}
	for _, s := range []stretch{f.antecedent, f.source} {
		if !s.empty() {
			f.Source = append(f.Source, u.span(s))
		}
	}
	for _, c := range f.content {
		if !c.empty() {
			f.Content = append(f.Content, u.span(c))
		}
	}
	if n := len(f.Content); f.turn && n > 0 {
		f.Content[n-1].To = max(f.Content[n-1].To, u.end)
	}
	return len(f.Content) > 0 || f.open || f.silent
}

// byVerb reads the attribution of a verb group; before are those found already.
func (u *unit) byVerb(g verbGroup, before []found) (found, bool) {
	f := found{cue: g.stretch, verbal: true}
	f.Confidence = 0.7
	k := g.to
	switch g.voice {
	case passive:
		if !g.takes("adjective") && !g.takes("silence") {
			return u.byPassive(g)
		}
		f.source = u.sourceBefore(g.from)
	case participle:
		f.source = u.mainSource(g.from, before)
	default:
		if u.inverted(g) {
			if p := u.sourceAfter(g.to); !p.empty() {
				f.source, k = p, p.to
				return u.aside(f, g, complement{aside: true, next: u.skipAdjuncts(k)})
			}
		}
		f.source = u.sourceBefore(g.from)
		if f.source.empty() && u.at(g.from-1).is(isCoordinator|isAdverb) {
			f.source = u.mainSource(g.from, before)
		}
	}
	if f.source.empty() || u.at(f.source.from).is(isNarrator) || !u.relativeSpeaks(&f, g) {
		return f, false
	}
	if g.takes("silence") {
		return u.silence(f, g)
	}
	if g.takes("plain") && u.plain(k) {
		return f, false
	}
	if next, ok := u.verbGroupAt(u.skipTimes(g.to + 1)); ok && next.refusal && next.from == g.from {
		return f, false // "refused |to say" is read with its infinitive
	}
	if g.verb.verb == "cite" && g.voice == participle || g.verb.verb == "ask" && u.at(k).oneOf("to", "not") {
		return f, false // a relay; "asked to be left unnamed"
	}
	c := u.complementAfter(g, k)
	if from := f.source.from; g.voice == active && u.at(from-1).kind == quotationItem && !c.open && from < g.from {
		c = complement{aside: true, next: u.skipAdjuncts(k)}
	}
	if !c.aside && !c.content.empty() && u.at(c.content.from).is(isPreposition) && g.takes("clause") && u.statedBefore(f.source.from) {
		c = complement{aside: true, next: c.content.to} // "The dam held, Orlo said of the night"
	}
	if c.aside {
		if g.voice == participle {
			return f, false
		}
		return u.aside(f, g, c)
	}
	if !f.antecedent.empty() {
		c.content = u.upToComma(c.content)
	}
	f.content, f.open = []stretch{c.content}, c.open
	return f, !c.content.empty() || c.open
}

// plain reports whether the object at item k makes an act of the verb: one calls a
// meeting without saying anything of it.
func (u *unit) plain(k int) bool {
	for i := k; i < u.phraseEnd(k); i++ {
		if u.at(i).is(isPreposition) {
			return false
		}
		if u.at(i).is(isPlain) {
			return true
		}
	}
	return false
}

// relativeSpeaks reports whether a source that is only "who" is one: its clause
// must tell something of it in passing (", who said"), and not say which person is
// meant ("a person who knows the plant"). It adds the noun that "who" stands for.
func (u *unit) relativeSpeaks(f *found, g verbGroup) bool {
	r := f.source.from
	if f.source.to-r != 1 || !u.at(r).is(isRelative) {
		return true
	}
	if !u.at(r - 1).mark(",") {
		return g.takes("clause") && g.takes("quote")
	}
	f.antecedent = u.phraseBefore(r - 1)
	return true
}

// upToComma cuts s at the comma that ends a relative clause.
func (u *unit) upToComma(s stretch) stretch {
	for i := s.from; i < s.to; i++ {
		if u.at(i).mark(",") {
			return stretch{s.from, i}
		}
	}
	return s
}

// inverted reports whether the subject of g stands behind it: what it is about
// stands before, in quotation marks or up to a comma.
func (u *unit) inverted(g verbGroup) bool {
	before := u.at(g.from - 1)
	if g.from == 0 || !g.bare || g.form&(pastForm|thirdForm) == 0 || !(g.takes("clause") || g.takes("quote")) {
		return false
	}
	if before.kind == quotationItem {
		return true
	}
	n := u.at(g.to)
	return before.mark(",—–") && !n.oneOf("that", "it", "he", "she", "they") && n.word() && u.sourceWithAside(g.from).empty()
}

// mainSource returns the subject of the clause that a participle or a second verb
// at item e belongs to: that of the attribution before, else of the last verb
// with a subject.
func (u *unit) mainSource(e int, before []found) stretch {
	for i := len(before) - 1; i >= 0; i-- {
		if f := before[i]; f.verbal && f.cue.from < e && !f.source.empty() {
			return f.source
		}
	}
	for i := e - 1; i > 0; i-- {
		if u.finite(i) {
			j := i
			for j > 0 && (u.at(j-1).is(isAux|isNegation) || u.at(j-1).manner()) {
				j--
			}
			if p := u.sourceBefore(j); !p.empty() {
				return p
			}
		}
	}
	return stretch{}
}

// aside reads a parenthesis: what is attributed stands before it and, if the
// sentence goes on, behind it.
func (u *unit) aside(f found, g verbGroup, c complement) (found, bool) {
	if !g.takes("clause") && !g.takes("quote") {
		return f, false
	}
	from := min(f.source.from, f.cue.from)
	if u.at(from - 1).oneOf("as") {
		from--
		if from == u.bodyStart() && u.at(c.next).mark(",") {
			f.content, f.relay = []stretch{u.clause(c.next+1, true)}, true
			return f, !f.content[0].empty()
		}
	}
	left := u.leftOf(from)
	f.relay = u.saidBefore(from)
	f.open = left.empty() && u.isEnd(c.next) && g.takes("clause")
	f.content = append(f.content, left)
	next := c.next
	if left.to == from && !u.at(next).mark(",:—") {
		for next < len(u.items) && !u.at(next).mark(",:—") {
			next++ // "…” Orlo said of the dam, “…"
		}
		if u.at(next+1).kind != quotationItem {
			next = len(u.items)
		}
	}
	if u.at(next).is(isPreposition) {
		for next < len(u.items) && (u.at(next).kind != markItem || u.inName(next)) && !u.finite(next) {
			next++ // "…, Orlo said in a letter, …"
		}
	}
	if u.at(next).mark(",:—–") {
		if r := u.resumed(left, next+1); !r.empty() {
			f.content = append(f.content, r)
		}
	}
	return f, f.open || !left.empty() || len(f.content) > 1
}

// leftOf returns what a parenthesis that begins at item from is about.
func (u *unit) leftOf(from int) stretch {
	before := u.at(from - 1)
	if from == 0 || before.kind != quotationItem && !before.mark(",—–") {
		return stretch{}
	}
	s := stretch{u.bodyStart(), from}
	if before.kind != quotationItem {
		s.to--
	} else if from == 1 || u.at(from-2).kind == quotationItem || u.at(from-2).mark(":—–-,") || u.saidBefore(from-1) {
		s.from = from - 1
		for s.from > 0 && u.at(s.from-1).kind == quotationItem {
			s.from--
		}
	}
	for !s.empty() && (u.at(s.to-1).mark(",") || u.at(s.from).is(isCoordinator) || u.at(s.from).mark(",.")) {
		if u.at(s.to - 1).mark(",") {
			s.to--
		} else {
			s.from++
		}
	}
	return s
}

// statedBefore reports whether a whole clause stands before the comma at the head
// of a parenthesis that begins at item from.
func (u *unit) statedBefore(from int) bool {
	left := u.leftOf(from)
	if left.empty() || u.introduced() || u.at(left.from).is(isSubordinator) {
		return false
	}
	for i := left.from + 1; i < left.to; i++ {
		if u.finite(i) {
			return true
		}
	}
	return false
}

// saidBefore reports whether another cue stands before item e.
func (u *unit) saidBefore(e int) bool {
	for i := 1; i < e; i++ {
		if u.cueBy(i, pastForm|thirdForm) {
			return true
		}
	}
	return false
}

// bodyStart returns the first item behind a dateline: "ORLO, Jan 5 (Agency) -".
func (u *unit) bodyStart() int {
	for i := 1; i < len(u.items) && i < 14; i++ {
		if u.at(i).mark("-—–") && (u.at(i-1).mark(")") || u.at(i-1).capital) && (u.at(i-1).mark(")") || u.upper(0)) {
			return i + 1
		}
	}
	return 0
}

func (u *unit) upper(i int) bool { return u.at(i).capital && u.at(i).Len() > 1 }

// resumed returns what follows a parenthesis and belongs to what it is about.
func (u *unit) resumed(left stretch, k int) stretch {
	t := u.at(k)
	if t.kind == quotationItem {
		return u.clause(k, true)
	}
	if left.empty() || u.asideBegins(k) || t.ends("ing") || t.is(isRelative) || t.oneOf("while", "after", "when", "as", "according", "citing") {
		return stretch{}
	}
	for i := left.from; i < left.to; i++ {
		if u.at(i).kind == quotationItem || i > left.from && u.finite(i) && !t.is(isCoordinator) && !u.at(left.from).is(isSubordinator) {
			return stretch{}
		}
	}
	return u.clause(k, true)
}
