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
	open        bool     // a quotation may follow
	silent      bool     // nothing was said: no content is needed
	verb        *cueVerb // whose subject the source is, if it is one's
	turn        bool     // its content goes on to the end of the paragraph
	relay       bool     // it relays a whole sentence that has a speaker of its own
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
			if j != i && !out[j].relay && c.from <= out[i].cue.from && out[i].cue.to <= c.to {
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
	if f.verb != nil {
		f.Confidence = u.confidence(f)
	}
	if n := len(f.Content); f.turn && n > 0 {
		f.Content[n-1].To = max(f.Content[n-1].To, u.end)
	}
	return len(f.Content) > 0 || f.open || f.silent
}

// confidence returns how often an attribution of its kind was right in PolNeAR's
// training part: verbs that only report are surer than those that also act, and
// quotation marks surer than words. The constants of the other rules come from
// there too.
func (u *unit) confidence(f *found) float64 {
	clause, object := f.verb.takes("clause"), f.verb.takes("object")
	switch quoted := len(f.content) > 0 && !f.content[0].empty() && u.at(f.content[0].from).kind == quotationItem; {
	case quoted && clause:
		return 0.93
	case f.silent:
		return 0.8
	case clause && !object:
		return 0.77
	case clause:
		return 0.66
	}
	return 0.6
}

// byVerb reads the attribution of a verb group; before are those found already.
func (u *unit) byVerb(g verbGroup, before []found) (found, bool) {
	f := found{cue: g.stretch, verb: g.verb}
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
	if p := f.source.from; g.bare && g.form&pastForm != 0 && !g.takes("clause") && p > 0 && u.finite(p-1) && !u.cueBy(p-1, pastForm|thirdForm) {
		return f, false // "joined a club |called Orlo": a participle
	}
	if g.bare && g.takes("names") && u.indefinite(f.source) {
		return f, false // "a club called Orlo": its name
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

// indefinite reports whether the last article in s is "a": what it names is new.
func (u *unit) indefinite(s stretch) bool {
	for i := s.to - 1; i > s.from && i >= s.to-4; i-- {
		if u.at(i).is(isDeterminer) {
			return u.at(i).oneOf("a", "an", "another")
		}
	}
	return u.at(s.from).oneOf("a", "an") && s.to-s.from < 3
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
	if f.antecedent.empty() {
		j := r - 1
		for j > 0 && (u.at(j-1).noun() || u.at(j-1).is(isDeterminer)) {
			j--
		}
		f.antecedent = stretch{j, r - 1}
	}
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
		if f := before[i]; f.verb != nil && f.cue.from < e && !f.source.empty() && !u.at(f.source.from-1).is(isRelative) {
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
