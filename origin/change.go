package origin

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
)

// degree orders certainties; 0 where a statement says nothing of it.
var degree = map[statement.Certainty]int{statement.Possible: 1, statement.Probable: 2, statement.Certain: 3}

// of is the statement of a speech.
func (g *groups) of(s *speech) *statement.Statement {
	return &g.rs[s.ref.Report].Statements[s.ref.Statement]
}

// takesSide tells whether a stance is for or against what is said.
func takesSide(s statement.Stance) bool { return s == statement.Asserts || s == statement.Denies }

// certainty finds a hedge that was dropped or added.
func (g *groups) certainty(s *speech, peers []peer) (Drift, bool) {
	value := func(o *speech) string {
		st := g.of(o)
		if !takesSide(st.Stance) || degree[st.Certainty] == 0 || st.Stance != g.of(s).Stance {
			return ""
		}
		if own := g.of(s).Certainty; o.language != s.language && st.Certainty != statement.Certain && own != statement.Certain {
			return string(own) // languages grade a hedge in ways of their own
		}
		return string(st.Certainty)
	}
	v := value(s)
	if v == "" {
		return Drift{}, false
	}
	p, ok := g.differs(s, v, peers, value)
	if !ok {
		return Drift{}, false
	}
	at := slices.IndexFunc(peers, func(o peer) bool { return value(o.speech) == value(p.speech) && g.oneSaying(s, o) })
	if at < 0 {
		return Drift{}, false
	}
	p = peers[at]
	if s.stillHedged(p.speech) || p.stillHedged(s) || p.parent && g.firmly(s, p, value) {
		return Drift{}, false
	}
	d := Drift{From: p.ref, Kind: Softened, Before: string(g.of(p.speech).Certainty), After: string(g.of(s).Certainty), Because: []string{"a hedge was added"}}
	if degree[g.of(s).Certainty] > degree[g.of(p.speech).Certainty] {
		d.Kind, d.Because = Hardened, []string{"a hedge was dropped"}
		return d, true
	}
	return d, p.parent // a speaker hedges more and less within one talk
}

// firmly tells whether the report of p has what s says in another place, as firm
// as s.
func (g *groups) firmly(s *speech, p peer, value func(*speech) string) bool {
	for j := range g.rs[p.ref.Report].Statements {
		o := g.speeches[g.at[Ref{p.ref.Report, j}]]
		if value(o) == value(s) && g.mayBeOne(s, o) && s.like(o) >= p.like {
			return true
		}
	}
	return false
}

// stillHedged tells whether s has the words that make o less than certain: they are
// still there, though it may be open how far they reach.
func (s *speech) stillHedged(o *speech) bool {
	if len(o.hedges) == 0 || s.language != o.language {
		return false
	}
	for _, h := range o.hedges {
		if _, ok := slices.BinarySearch(s.words, h); !ok {
			return false
		}
	}
	return true
}

// oneSaying tells whether a hedge in one of two statements belongs into the other:
// where one was made of the other, or the words are alike and the speaker is known
// or spoke to one medium.
func (g *groups) oneSaying(s *speech, p peer) bool {
	switch {
	case p.parent:
		return true
	case !g.sameSize(s, p.speech):
		return false
	case g.unknown(s):
		return g.relayed(s, p.speech)
	}
	return p.like >= sameWords
}

// differs is against for what may also be told from one earlier report that has
// the words of an unnamed speaker from the same medium.
func (g *groups) differs(s *speech, v string, peers []peer, value func(*speech) string) (peer, bool) {
	p, ok := against(v, peers, value)
	if ok || !g.unknown(s) {
		return p, ok
	}
	var first peer
	for _, p := range peers {
		switch w := value(p.speech); {
		case w == "" || p.rank >= s.rank:
		case w == v:
			return peer{}, false // it may come from there
		case first.speech == nil && g.relayed(s, p.speech):
			first = p
		}
	}
	return first, first.speech != nil
}

// unknown tells whether a statement leaves open who speaks.
func (g *groups) unknown(s *speech) bool { return !g.names(s) || s.medium != "" }

// sameSize tells whether neither statement is a small part of the other: what is
// said of the whole need not be said of each part.
func (g *groups) sameSize(a, b *speech) bool {
	return a.language != b.language || 2*len(a.stems) >= len(b.stems) && 2*len(b.stems) >= len(a.stems)
}

// relayed tells whether two statements come through one medium.
func (g *groups) relayed(a, b *speech) bool {
	return slices.ContainsFunc(g.through(a), func(m string) bool { return slices.Contains(g.through(b), m) })
}

// through are the media that a statement comes through.
func (g *groups) through(s *speech) []string {
	if s.medium != "" {
		return append(slices.Clip(s.via), s.medium)
	}
	return s.via
}

// silent tells whether a statement only says that somebody did not speak, or not to
// the point.
func silent(s statement.Stance) bool {
	switch s {
	case statement.CouldNotConfirm, statement.NoComment, statement.Declined, statement.GaveNoEvidence, statement.DidNotSay:
		return true
	}
	return false
}

// stance finds a speaker who could not confirm, or did not say, made to deny or
// assert; and one who did not answer, made to refuse.
func (g *groups) stance(s *speech, peers []peer) (Drift, bool) {
	after := g.of(s).Stance
	d := Drift{Kind: Hardened, After: string(after), Because: []string{"another stance was made of it"}}
	if after == statement.Declined {
		for _, p := range peers {
			if p.parent && g.of(p.speech).Stance == statement.NoComment && !g.has(p.ref.Report, after) {
				d.From, d.Before = p.ref, string(statement.NoComment)
				return d, true
			}
		}
	}
	if !takesSide(after) {
		return Drift{}, false
	}
	value := func(o *speech) string {
		switch st := g.of(o).Stance; {
		case silent(st):
			return string(st)
		case takesSide(st):
			return "takes a side"
		}
		return ""
	}
	p, ok := against("takes a side", peers, value)
	if !ok && len(peers) == 1 && peers[0].like >= sameWords && peers[0].rank < s.rank {
		p, ok = peers[0], silent(g.of(peers[0].speech).Stance)
	}
	if !ok || g.twin(s, p.speech) {
		return Drift{}, false
	}
	d.From, d.Before = p.ref, value(p.speech)
	return d, true
}

// has tells whether a report has a statement of a stance.
func (g *groups) has(report int, stance statement.Stance) bool {
	return slices.ContainsFunc(g.rs[report].Statements, func(s statement.Statement) bool { return s.Stance == stance })
}

// twin tells whether the report of s has another statement of the same matter with
// the stance of o: then nothing was made of it.
func (g *groups) twin(s, o *speech) bool {
	for j := range g.rs[s.ref.Report].Statements {
		x := g.speeches[g.at[Ref{s.ref.Report, j}]]
		if x != s && silent(g.of(x).Stance) && (x.like(o) >= s.like(o) || x.content.Overlaps(s.content)) {
			return true
		}
	}
	return false
}

// silence finds a speaker who did not answer, or refused to, in the report that s
// comes from, and who denies in s: the silence is gone, and the denial has nothing
// there that it could come from.
func (g *groups) silence(s *speech, _ []peer) (Drift, bool) {
	if g.of(s).Stance != statement.Denies || g.unknown(s) || s.content.Empty() {
		return Drift{}, false
	}
	for j := range g.rs[s.ref.Report].Statements {
		if x := g.speeches[g.at[Ref{s.ref.Report, j}]]; x != s && g.oneName(s, x) && silent(g.of(x).Stance) {
			return Drift{}, false
		}
	}
	for _, d := range g.origin[s.ref.Report] {
		var from *speech
		for j := range g.rs[d.From].Statements {
			o := g.speeches[g.at[Ref{d.From, j}]]
			switch st := g.of(o).Stance; {
			case st == statement.Denies && (o.actor < 0 || !g.names(o) || g.oneName(s, o)):
				return Drift{}, false // it may come from there
			case (st == statement.NoComment || st == statement.Declined) && from == nil && g.oneName(s, o):
				from = o
			}
		}
		if from != nil {
			return Drift{From: from.ref, Kind: Hardened, Before: string(g.of(from).Stance), After: string(statement.Denies),
				Because: []string{"a denial was made of a silence"}}, true
		}
	}
	return Drift{}, false
}

// oneName tells whether two statements name one speaker, in whatever spelling.
func (g *groups) oneName(a, b *speech) bool {
	if !g.names(a) || !g.names(b) || !g.sidesFit(a, b) {
		return false
	}
	return g.alias[a.actor] == g.alias[b.actor] || soundsLike(g.actors[a.actor].Name, g.actors[b.actor].Name)
}

// day finds a statement that is put on another day.
func (g *groups) day(s *speech, peers []peer) (Drift, bool) {
	if s.day == when.NoDay {
		return Drift{}, false
	}
	p, ok := against(s.day.String(), peers, func(o *speech) string { return o.day.String() })
	if !ok {
		return Drift{}, false
	}
	return Drift{From: p.ref, Kind: Date, Before: p.day.String(), After: s.day.String(), Because: []string{"said on another day"}}, true
}

// event finds what is told of, put on another day or in another month.
func (g *groups) event(s *speech, peers []peer) (Drift, bool) {
	if len(s.dates) != 1 {
		return Drift{}, false
	}
	value := func(o *speech) string {
		switch {
		case len(o.dates) != 1:
			return "" // of several it is not plain which is which
		case o.dates[0].fits(s.dates[0]):
			return s.dates[0].String()
		}
		return o.dates[0].String()
	}
	p, ok := against(value(s), peers, value)
	if !ok {
		return Drift{}, false
	}
	return Drift{From: p.ref, Kind: Date, Before: value(p.speech), After: value(s), Because: []string{"put on another day"}}, true
}

// sameBut is the share of words that two statements must have in common for one to
// be the other but for the place.
const sameBut = 0.5

// venue finds a place that was exchanged for another.
func (g *groups) venue(s *speech, peers []peer) (Drift, bool) {
	names := func(o *speech) []string {
		var out []string
		for _, p := range g.of(o).Places {
			out = append(out, p.Name)
		}
		return out
	}
	mine := names(s)
	if len(mine) != 1 {
		return Drift{}, false
	}
	value := func(o *speech) string {
		n := names(o)
		if len(n) != 1 {
			return ""
		}
		if a, b := skeleton(n[0]), skeleton(mine[0]); a == b || strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
			return mine[0]
		}
		return n[0]
	}
	p, ok := against(mine[0], peers, value)
	if !ok || !p.parent && dice(p.stems, s.stems) < sameBut {
		return Drift{}, false // of two things said, each has its place
	}
	return Drift{From: p.ref, Kind: Place, Before: value(p.speech), After: mine[0], Because: []string{"another place"}}, true
}

// altered is how much of a quotation must agree for it to be the same one.
const altered = 0.6

// quotation finds words between quotation marks that are not quite those of the
// report they come from.
func (g *groups) quotation(s *speech, peers []peer) (Drift, bool) {
	mine := s.quotes
	for _, p := range peers {
		if !p.parent && (p.like < sameWords || p.rank > s.rank) || p.language != s.language {
			continue
		}
		for _, a := range mine {
			for _, b := range p.quotes {
				x, y := spoken(a), spoken(b)
				if len(x) < minContent || len(y) < minContent || slices.Equal(x, y) || contains(x, y) || contains(y, x) {
					continue
				}
				p1, p2 := slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))
				if dice(p1, p2) >= altered {
					return Drift{From: p.ref, Kind: Quotation, Before: b, After: a, Because: []string{"words between quotation marks differ"}}, true
				}
			}
		}
	}
	return Drift{}, false
}

// contains tells whether one list of words lies within another, in one piece: a
// quotation that was cut is not altered.
func contains(long, short []uint32) bool {
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.Equal(long[i:i+len(short)], short) {
			return true
		}
	}
	return false
}

// spoken are the words of a quotation, hashed.
func spoken(s string) []uint32 {
	var out []uint32
	for _, t := range text.Analyze(s).Tokens {
		if t.Kind != text.Punct {
			out = append(out, uint32(hash(t.Lower)))
		}
	}
	return out
}

// soundsLike tells whether two names may be one in two spellings: every word of the
// shorter begins with the sounds of one of the longer.
func soundsLike(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		k := skeleton(w)
		if k == "" || !slices.ContainsFunc(y, func(v string) bool { return skeleton(v) == k }) {
			return false
		}
	}
	return len(x) > 0
}

// name finds a speaker whose name or office was changed on the way.
func (g *groups) name(s *speech, peers []peer) (Drift, bool) {
	if !g.names(s) || s.medium != "" || !g.actors[s.actor].Person {
		return Drift{}, false // a body has several names
	}
	mine := g.actors[s.actor].Name
	value := func(o *speech) string {
		if !g.names(o) || o.medium != "" || !g.actors[o.actor].Person {
			return ""
		}
		name := g.actors[o.actor].Name
		if o.language != s.language && soundsLike(name, mine) {
			return mine // each language spells it in its own way
		}
		return name
	}
	p, ok := against(value(s), peers, value)
	if !ok {
		return Drift{}, false
	}
	return Drift{From: p.ref, Kind: Name, Before: value(p.speech), After: value(s), Because: []string{"the speaker's name differs"}}, true
}
