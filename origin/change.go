package origin

import (
	"math"
	"slices"
	"strconv"
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
		return string(st.Certainty)
	}
	v := value(s)
	p, ok := against(v, peers, value)
	if v == "" || !ok || !p.parent && p.like < sameWords {
		return Drift{}, false
	}
	d := Drift{From: p.ref, Kind: Softened, Before: value(p.speech), After: v, Because: []string{"a hedge was added"}}
	if degree[g.of(s).Certainty] > degree[g.of(p.speech).Certainty] {
		d.Kind, d.Because = Hardened, []string{"a hedge was dropped"}
		return d, true
	}
	return d, p.parent // a speaker hedges more and less within one talk
}

// stance finds a speaker who could not confirm, or did not say, made to deny or
// assert.
func (g *groups) stance(s *speech, peers []peer) (Drift, bool) {
	after := g.of(s).Stance
	if !takesSide(after) {
		return Drift{}, false
	}
	value := func(o *speech) string {
		switch st := g.of(o).Stance; st {
		case statement.CouldNotConfirm, statement.NoComment, statement.Declined, statement.GaveNoEvidence:
			return string(st)
		case statement.Asserts, statement.Denies:
			return "takes a side"
		}
		return ""
	}
	p, ok := against("takes a side", peers, value)
	if !ok && len(peers) == 1 && peers[0].like >= sameWords && peers[0].rank < s.rank {
		p, ok = peers[0], value(peers[0].speech) != "" && !takesSide(g.of(peers[0].speech).Stance)
	}
	if !ok {
		return Drift{}, false
	}
	return Drift{From: p.ref, Kind: Hardened, Before: value(p.speech), After: string(after), Because: []string{"another stance was made of it"}}, true
}

// tolerance is how far two figures may differ as one rounded otherwise.
const tolerance = 0.05

// figure finds a quantity of one kind with another value.
func (g *groups) figure(s *speech, peers []peer) (Drift, bool) {
	for _, f := range g.of(s).Figures {
		value := func(o *speech) string {
			var of []statement.Figure
			for _, x := range g.of(o).Figures {
				if x.Kind == f.Kind && x.Unit == f.Unit {
					of = append(of, x)
				}
			}
			if len(of) != 1 {
				return "" // of several it is not plain which is which
			}
			if near(of[0], f) {
				return number(f.Value)
			}
			return number(of[0].Value)
		}
		if value(s) == "" {
			continue
		}
		p, ok := against(number(f.Value), peers, value)
		if !ok && len(peers) == 1 && peers[0].rank < s.rank {
			w := value(peers[0].speech)
			p, ok = peers[0], w != "" && w != number(f.Value)
		}
		if ok {
			return Drift{From: p.ref, Kind: Figure, Before: value(p.speech), After: number(f.Value), Because: []string{"another figure (" + f.Kind + ")"}}, true
		}
	}
	return Drift{}, false
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// near tells whether two figures may be one: equal but for rounding, or one within
// the bounds of the other.
func near(a, b statement.Figure) bool {
	if math.Abs(a.Value-b.Value) <= tolerance*math.Max(math.Abs(a.Value), math.Abs(b.Value)) {
		return true
	}
	within := func(x, y statement.Figure) bool {
		return (x.Low != x.High) && !(y.Value < x.Low) && !(y.Value > x.High) // an open bound is NaN
	}
	return within(a, b) || within(b, a)
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
