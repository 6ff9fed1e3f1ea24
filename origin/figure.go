package origin

import (
	"math"
	"strconv"

	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
)

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
			if len(of) != 1 || !g.comparesCounts(s, o) {
				return "" // of several it is not plain which is which, and what is counted changes
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

// comparesCounts tells whether another figure in s is a change and no news: s takes
// the words of o over and is no later take of the same story, or both are like words
// of one day.
func (g *groups) comparesCounts(s, o *speech) bool {
	a, b := g.rs[s.ref.Report], g.rs[o.ref.Report]
	if !g.derives(s.ref.Report, o.ref.Report) {
		return s == o || g.oneDay(s, o) && s.like(o) >= sameWords && g.sameSize(s, o)
	}
	take := a.Outlet != "" && canonical(a.Outlet) == canonical(b.Outlet) || a.Agency != "" && canonical(a.Agency) == canonical(b.Agency) && s.published != o.published
	return !take && (s.day == when.NoDay || o.day == when.NoDay || s.day == o.day)
}

// oneDay tells whether two statements tell of one day: that of saying, where both
// give it, else that of publication.
func (g *groups) oneDay(a, b *speech) bool {
	if a.day != when.NoDay && b.day != when.NoDay {
		return a.day == b.day
	}
	return a.published == b.published
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// near tells whether two figures may be one: equal but for rounding, or one within
// the bounds of the other.
func near(a, b statement.Figure) bool {
	if math.Abs(a.Value-b.Value) <= tolerance*math.Max(math.Abs(a.Value), math.Abs(b.Value)) {
		return true
	}
	within := func(x, y statement.Figure) bool {
		bounded := !math.IsNaN(x.Low) || !math.IsNaN(x.High) // a plain figure has none
		return bounded && !(y.Value < x.Low) && !(y.Value > x.High)
	}
	return within(a, b) || within(b, a)
}
