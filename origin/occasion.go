package origin

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/internal/when"
)

const (
	// reportedWithin is the number of days within which news tells what was said,
	// where its text gives no day.
	reportedWithin = 3
	// choose is the likeness from which content decides between occasions, apart
	// that by which one statement leaves the occasion of those around it.
	choose, stray = 0.3, 0.25
	// together adds to an occasion at which the same report places the speaker
	// anyway, soon to one of the day of publication or the day before.
	together, soon = 0.15, 0.1
	// maxOccasions of one speaker are compared, and maxMembers of each.
	maxOccasions, maxMembers = 64, 8
)

// An occasion is what one actor said on one day.
type occasion struct {
	day     when.Day // NoDay where no statement gives one
	weekday int      // 1 for Monday, 0 where not known
	guessed bool     // the day is that of publication
	dated   int      // how many reports give the day
	members []int
}

// joinNamed joins the statements of each named actor by occasion.
func (g *groups) joinNamed() {
	of := map[int][]int{}
	for i, s := range g.speeches {
		if g.names(s) && (s.medium == "" || !g.shared(i)) {
			of[g.alias[s.actor]] = append(of[g.alias[s.actor]], i)
		}
	}
	actors := make([]int, 0, len(of))
	for a := range of {
		actors = append(actors, a)
	}
	slices.Sort(actors)
	for _, a := range actors {
		g.joinOccasions(of[a])
	}
}

// joinOccasions joins one actor's statements: first those with a day of their own,
// then the rest, report by report, where they fit best.
func (g *groups) joinOccasions(all []int) {
	var occasions []*occasion
	byDay := map[when.Day]*occasion{}
	var rest []int
	for _, i := range all {
		s := g.speeches[i]
		if s.day == when.NoDay {
			rest = append(rest, i)
			continue
		}
		o := byDay[s.day]
		if o == nil {
			o = &occasion{day: s.day, weekday: weekday(s.day)}
			byDay[s.day] = o
			occasions = append(occasions, o)
		}
		g.enter(o, i, "one speaker, "+s.day.String())
	}
	slices.SortFunc(occasions, func(a, b *occasion) int { return cmp.Compare(a.day, b.day) })
	var c calendar
	for _, o := range occasions {
		o.dated = g.reports(o)
		c.add(o)
	}
	for _, unit := range g.units(rest) {
		if g.stopped() {
			return
		}
		g.place(&c, unit)
	}
	g.misdated(c.all)
}

// misdated joins what one report alone puts on a day with what several others put
// on the day before or after, where the words are alike: it is the day that is
// wrong. Drifts shows it.
func (g *groups) misdated(occasions []*occasion) {
	byDay := map[when.Day]*occasion{}
	for _, o := range occasions {
		if o.day != when.NoDay && !o.guessed {
			byDay[o.day] = o
		}
	}
	for _, o := range occasions {
		if byDay[o.day] != o || o.dated != 1 {
			continue
		}
		var to *occasion
		like := misdatedLike
		for _, n := range []*occasion{byDay[o.day-1], byDay[o.day+1]} {
			if n == nil || g.reports(n) < misdatedBy {
				continue
			}
			for _, i := range o.members[:min(len(o.members), maxMembers)] { // those with the day are the first
				for _, j := range n.members[:min(len(n.members), maxOccasions)] {
					if v := g.speeches[i].like(g.speeches[j]); v >= like && g.speeches[i].ref.Report != g.speeches[j].ref.Report {
						to, like = n, v
					}
				}
			}
		}
		if to != nil {
			g.join(to.members[0], o.members[0], "like words of one speaker, a day apart in one report only")
		}
	}
}

// reports counts those that an occasion stands in.
func (g *groups) reports(o *occasion) int {
	seen := map[int]bool{}
	for _, i := range o.members {
		seen[g.speeches[i].ref.Report] = true
	}
	return len(seen)
}

// misdatedBy is how many reports must agree on the day that one has otherwise,
// misdatedLike how alike the words must be.
const misdatedBy, misdatedLike = 2, 0.5

// units divide statements by report and weekday; those with a weekday come first,
// for they tell occasions apart.
func (g *groups) units(all []int) [][]int {
	type key struct{ report, weekday int }
	at := map[key]int{}
	var with, without [][]int
	for _, i := range all {
		s := g.speeches[i]
		list := &without
		if s.weekday != 0 {
			list = &with
		}
		k := key{s.ref.Report, s.weekday}
		n, ok := at[k]
		if !ok {
			n = len(*list)
			at[k] = n
			*list = append(*list, nil)
		}
		(*list)[n] = append((*list)[n], i)
	}
	return append(with, without...)
}

// weekday is that of a day, 1 for Monday.
func weekday(d when.Day) int {
	if d == when.NoDay {
		return 0
	}
	return (int(d.Weekday())+6)%7 + 1
}

// shared tells whether others have joined statement i.
func (g *groups) shared(i int) bool { return g.parent[i] != i || g.reasons[i] != nil }

func (g *groups) enter(o *occasion, i int, why string) {
	if len(o.members) > 0 {
		g.join(o.members[0], i, why)
	}
	o.members = append(o.members, i)
}

// place finds the occasion of what one report has from the speaker without a day.
func (g *groups) place(c *calendar, unit []int) {
	near := g.near(c, unit[0])
	fit := make([][]float64, len(unit)) // per statement and occasion
	whole := make([]float64, len(near))
	for k, i := range unit {
		fit[k] = make([]float64, len(near))
		for o := range near {
			fit[k][o] = g.fit(near[o], i)
			whole[o] += fit[k][o] / float64(len(unit))
		}
	}
	best := -1
	for o := range near {
		if best < 0 || whole[o] > whole[best] {
			best = o
		}
	}
	first := g.speeches[unit[0]]
	if best >= 0 && whole[best] < choose && !g.only(near, first) {
		best = -1
	}
	if best < 0 {
		o := &occasion{day: first.published, guessed: true, weekday: first.weekday}
		if first.weekday != 0 {
			o.day = when.NoDay // the weekday says more than the day of publication
		}
		for _, i := range unit {
			g.enter(o, i, "one speaker in one report")
		}
		c.add(o)
		return
	}
	for k, i := range unit {
		to := best
		for o := range near {
			if fit[k][o] > fit[k][to] && fit[k][o] > fit[k][best]+stray {
				to = o
			}
		}
		why := "one speaker, days that fit"
		if d := near[to].day; d != when.NoDay {
			why = fmt.Sprintf("one speaker, days that fit %s", d)
		}
		g.enter(near[to], i, why)
	}
}

// only tells whether there is one occasion that a statement can be of, so that
// nothing has to speak for it.
func (g *groups) only(near []*occasion, s *speech) bool {
	if len(near) != 1 {
		return false
	}
	o := near[0]
	if s.weekday != 0 && s.weekday == o.weekday {
		return true
	}
	if s.published == when.NoDay && o.day != when.NoDay {
		return false
	}
	return s.published == when.NoDay || o.day == when.NoDay || s.published-o.day <= reportedWithin
}

// near gives the occasions that a statement may be of; the latest before its
// publication where there are many.
func (g *groups) near(c *calendar, i int) []*occasion {
	s := g.speeches[i]
	from, to := s.lo, s.hi
	if s.published != when.NoDay {
		if from == when.NoDay {
			from = s.published - farApart // news of an earlier day is no longer news
		}
		if last := s.published + reportedWithin; to == when.NoDay || to > last {
			to = last
		}
	}
	return c.latest(from, to, maxOccasions, func(o *occasion) bool {
		return (s.weekday == 0 || o.weekday == 0 || s.weekday == o.weekday) &&
			(s.published == when.NoDay || o.day == when.NoDay || o.day <= s.published+1 || o.guessed)
	})
}

// fit is how well a statement fits an occasion: the likest of what was said there,
// and what speaks for the day.
func (g *groups) fit(o *occasion, i int) float64 {
	s := g.speeches[i]
	best, here := 0.0, 0.0
	for _, m := range o.members[:min(len(o.members), maxMembers)] {
		best = max(best, s.like(g.speeches[m]))
		if g.speeches[m].ref.Report == s.ref.Report {
			here = together
		}
	}
	best += here
	if s.published != when.NoDay && o.day != when.NoDay {
		switch gap := s.published - o.day; {
		case gap >= -1 && gap <= 1:
			best += soon
		case gap > reportedWithin || gap < -1:
			best -= soon
		}
	}
	return best
}
