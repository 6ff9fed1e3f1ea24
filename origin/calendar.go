package origin

import (
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

// between gives the places of the occasions from one day to another, and of those
// without a day, ascending; NoDay leaves an end open.
func (c *calendar) between(from, to when.Day) []int {
	if from == when.NoDay || to == when.NoDay || int(to-from) > len(c.all) {
		out := make([]int, len(c.all))
		for k := range out {
			out[k] = k
		}
		return slices.DeleteFunc(out, func(k int) bool {
			d := c.all[k].day
			return d != when.NoDay && (from != when.NoDay && d < from || to != when.NoDay && d > to)
		})
	}
	out := slices.Clone(c.undated)
	for d := from; d <= to; d++ {
		out = append(out, c.byDay[d]...)
	}
	slices.Sort(out)
	return out
}
