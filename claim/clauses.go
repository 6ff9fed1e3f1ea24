package claim

import (
	"strings"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

// pieces cuts the content of a statement where it says several things: at a
// "that" or a "but" that is coordinated, at a semicolon, between sentences. A
// content of several spans is one thing interrupted by its cue, unless a later
// span begins anew.
func (x *reading) pieces(s *statement.Statement) [][]text.Span {
	var out [][]text.Span
	var now []text.Span
	end := func() {
		if len(now) > 0 {
			out, now = append(out, now), nil
		}
	}
	for _, span := range x.bridged(s) {
		lo, hi := x.tokens(span)
		if lo >= hi {
			continue
		}
		from := lo
		add := func(to int) {
			if a, b := x.trim(from, to); a < b {
				now = append(now, x.span(a, b))
			}
		}
		for i := lo; i < hi; i++ {
			if !x.cuts(i, lo, hi) {
				continue
			}
			add(i)
			end()
			from = i
		}
		add(hi)
	}
	end()
	return out
}

// bridged are the spans of a statement's content with the gaps closed that no
// other part of the statement fills: a reader of spans drops small words, and a
// dropped "no" turns the content round.
func (x *reading) bridged(s *statement.Statement) []text.Span {
	const gap = 4 // words
	var out []text.Span
	free := func(from, to int) bool {
		between := text.Span{From: from, To: to}
		for _, part := range [][]text.Span{s.Source, s.Cue} {
			for _, p := range part {
				if p.Overlaps(between) {
					return false
				}
			}
		}
		return true
	}
	for _, c := range s.Content {
		lo, hi := x.tokens(c)
		if lo >= hi {
			continue
		}
		if n := len(out); n > 0 && c.From > out[n-1].To {
			if last, _ := x.tokens(text.Span{From: out[n-1].To, To: c.From}); lo-last <= gap && !x.startsSentence(lo) && free(out[n-1].To, c.From) {
				out[n-1].To = c.To
				x.learn(out[n-1])
				continue
			}
		}
		if lo > 0 && !x.startsSentence(lo) && free(x.d.Tokens[lo-1].From, c.From) {
			before := text.Span{From: x.d.Tokens[lo-1].From, To: c.To}
			x.learn(before)
			if x.word(lo-1).use&statement.Negates != 0 {
				c = before
			}
		}
		out = append(out, c)
	}
	return out
}

// onlyWhose reports whether the words from token i to the verb, or to the end, say
// no more than whose claims they are: "of the Ukrainian side".
func (x *reading) onlyWhose(i, hi int) bool {
	someone := false
	for ; i < hi && x.word(i).use&statement.Be == 0; i++ {
		switch w := x.word(i); {
		case x.at[i] != nil:
			someone = true
		case w.use&statement.Functions == 0 && w.class&(function|vague|source) == 0 && x.d.Tokens[i].Kind != text.Punct:
			return false
		}
	}
	return someone
}

// cuts reports whether something new begins at token i.
func (x *reading) cuts(i, lo, hi int) bool {
	t := x.d.Tokens[i]
	if i == lo {
		return x.word(i).use&statement.Opposes != 0 && x.word(i).use&statement.Functions != 0
	}
	if t.Lower == ";" || x.startsSentence(i) {
		return true
	}
	u := x.word(i).use
	if u&statement.Opposes != 0 && i+3 < hi {
		return hi-i > 6 || x.word(i+1).use&statement.Negates == 0 // "at this, but not at that" is one thing
	}
	if u&statement.Coordinates == 0 {
		return false
	}
	return i+1 < hi && (x.word(i+1).use&statement.Complements != 0 || x.joinsClauses(i, lo, hi))
}

// joinsClauses reports whether the "and" at token i stands between two clauses of
// their own length, behind a comma that ends no list.
func (x *reading) joinsClauses(i, lo, hi int) bool {
	const least = 5 // words on either side
	if x.d.Tokens[i-1].Lower != "," || i-lo < least || hi-i < least {
		return false
	}
	for j := i - 2; j > i-6; j-- {
		if x.d.Tokens[j].Lower == "," {
			return false
		}
	}
	for j := lo; j < hi; j++ {
		if x.word(j).use&statement.Be != 0 {
			return true
		}
	}
	return false
}

func (x *reading) startsSentence(i int) bool {
	for _, s := range x.d.Sentences {
		if s.First == i {
			return true
		}
		if s.First > i {
			return false
		}
	}
	return false
}

// trim takes the words of grammar and the marks off the ends.
func (x *reading) trim(lo, hi int) (int, int) {
	for lo < hi && (x.d.Tokens[lo].Kind == text.Punct || x.word(lo).use&(statement.Complements|statement.Coordinates|statement.Opposes) != 0) {
		lo++
	}
	for lo < hi && x.d.Tokens[hi-1].Kind == text.Punct && !x.closes(lo, hi-1) {
		hi--
	}
	return lo, hi
}

// closes reports whether the mark at token i closes one that is open since lo.
func (x *reading) closes(lo, i int) bool {
	open, ok := closing[x.d.Tokens[i].Lower]
	if !ok {
		return false
	}
	n := 0
	for j := lo; j < i; j++ {
		switch t := x.d.Tokens[j].Lower; {
		case t == open && t == x.d.Tokens[i].Lower:
			n ^= 1
		case t == open:
			n++
		case t == x.d.Tokens[i].Lower:
			n--
		}
	}
	return n > 0
}

// closing are the marks that close another.
var closing = map[string]string{`"`: `"`, "”": "“", "“": "„", "»": "«", "«": "»", ")": "(", "]": "[", "」": "「", "』": "『"}

// whole reports whether spans read as a sentence of their own: several words
// that do not begin with a word standing for another.
func (x *reading) whole(spans []text.Span) bool {
	if len(spans) == 0 {
		return false
	}
	lo, hi := x.tokens(spans[0])
	return hi-lo >= 4 && x.word(lo).use&(statement.Pronouns|statement.Relates|statement.Be) == 0 && x.word(lo).class&vague == 0
}

// aside reports whether a statement says nothing of what happened: it names a
// source ("citing a senior official") or tells how one speaks.
func (x *reading) aside(p *Proposition) bool {
	if len(p.Spans) != 1 || p.Retract || !takesSides(p.Stance) {
		return false
	}
	lo, hi := x.tokens(p.Spans[0])
	if m := x.at[hi-1]; m != nil && m.Kind == actor.RoleMention && hi-lo <= 7 {
		for i := lo; i < hi; i++ {
			if x.word(i).use&(statement.Be|statement.Negates) != 0 {
				return false
			}
		}
		return true
	}
	n := 0
	for i := lo; i < hi; i++ {
		switch w := x.word(i); {
		case w.class&meta != 0:
			n++
		case w.use&(statement.Functions|statement.Negates|statement.Subordinates) == 0 && w.class&function == 0 && x.at[i] == nil && x.d.Tokens[i].Kind != text.Punct:
			return false
		}
	}
	return n >= 2
}

// point marks denials and answers whose words name someone's claim: the words
// behind "that" are the claim itself.
func (x *reading) point(p *Proposition, s *statement.Statement) {
	for _, c := range s.Cue {
		lo, hi := x.tokens(c)
		for i := lo; i < hi; i++ {
			p.Echoes = p.Echoes || x.word(i).class&echoes != 0
			p.Blames = p.Blames || x.word(i).class&blames != 0
		}
	}
	if p.Blames {
		x.blame(p)
	}
	if len(p.Spans) == 0 || !x.told(p, s) {
		x.head(p)
	}
}

// told takes the words behind "that" for the claim, in "the claim by X that Y"
// and "comments that Y are no proof".
func (x *reading) told(p *Proposition, s *statement.Statement) bool {
	if s.Stance == statement.Asserts {
		return false
	}
	lo, hi := x.tokens(p.Spans[0])
	for i := lo; i < hi-2; i++ {
		if x.word(i).class&pointer == 0 || x.d.Tokens[i].Kind == text.Punct {
			continue
		}
		for j := i + 1; j < hi-2 && j < i+10; j++ {
			if x.word(j).use&statement.Complements == 0 {
				continue
			}
			inner := x.proposition([]text.Span{x.span(j+1, hi)})
			inner.Statement, inner.Stance, inner.Inner = p.Statement, p.Stance, true
			inner.Points = p.Points
			inner.Echoes, inner.Retract = p.Echoes, p.Retract
			if inner.Vague {
				return false
			}
			*p = inner
			return true
		}
	}
	return false
}

// blame reads "blamed X for it": whoever is named is said to have done it.
func (x *reading) blame(p *Proposition) {
	for _, c := range p.Points {
		if len(c) == 2 && c == strings.ToUpper(c) {
			p.Agents = appendOnce(p.Agents, c)
		}
	}
	if len(p.Terms) <= 2 && len(p.Agents) > 0 {
		p.Vague = true
	} else {
		p.Blames = false
	}
}

// head reads what the first word with a meaning makes of the rest: "the reports
// are a provocation" points, "the evidence is different" denies.
func (x *reading) head(p *Proposition) {
	if len(p.Spans) == 0 {
		return
	}
	lo, hi := x.tokens(p.Spans[0])
	for i := lo; i < hi; i++ {
		if p.Stance == statement.Asserts && x.word(i).class&differs != 0 && len(p.Terms) <= 1 && len(p.Agents) == 0 {
			p.Stance, p.Vague = statement.Denies, true
		}
	}
	for i := lo; i < hi && p.Stance != statement.Asserts; i++ {
		w := x.word(i)
		if w.class&pointer != 0 && (len(p.Agents) == 0 && len(p.Makers) == 0 && len(p.Places) == 0 || x.onlyWhose(i+1, hi)) {
			p.Vague = true
		}
		if w.use&statement.Functions == 0 && w.class&function == 0 && x.at[i] == nil {
			break
		}
	}
}
