package origin

import (
	"maps"
	"slices"

	"github.com/onrecord/onrecord/internal/when"
)

// A calendar is the occasions of one actor, found by their days: one who speaks
// every day for years costs a statement no more than one who spoke last week.
type calendar struct {
	all     []*occasion
	byDay   map[when.Day][]int // places in all, ascending
	undated []int
}

func (c *calendar) add(o *occasion) {
	k := len(c.all)
	c.all = append(c.all, o)
	if o.day == when.NoDay {
		c.undated = append(c.undated, k)
		return
	}
	if c.byDay == nil {
		c.byDay = map[when.Day][]int{}
	}
	c.byDay[o.day] = append(c.byDay[o.day], k)
}

// latest gives those of the occasions from one day to another that fit; of more than
// n those of the latest days, and those without a day last. NoDay leaves an end open.
// They come in the order in which they were added.
func (c *calendar) latest(from, to when.Day, n int, fits func(*occasion) bool) []*occasion {
	var found []int
	look := func(places []int) {
		for _, k := range places {
			if len(found) < n && fits(c.all[k]) {
				found = append(found, k)
			}
		}
	}
	if from == when.NoDay || to == when.NoDay || int(to)-int(from) > len(c.all) {
		days := slices.Collect(maps.Keys(c.byDay))
		slices.Sort(days)
		for _, d := range slices.Backward(days) {
			if (from == when.NoDay || d >= from) && (to == when.NoDay || d <= to) {
				look(c.byDay[d])
			}
		}
	} else {
		for d := to; d >= from && len(found) < n; d-- {
			look(c.byDay[d])
		}
	}
	look(c.undated)
	slices.Sort(found)
	out := make([]*occasion, len(found))
	for i, k := range found {
		out[i] = c.all[k]
	}
	return out
}
