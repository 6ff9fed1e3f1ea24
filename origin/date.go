package origin

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// A date is what the words of a statement give of the day that it tells of; 0 for
// what they leave open.
type date struct{ year, month, day int }

// fits tells whether two dates may be one.
func (a date) fits(b date) bool {
	same := func(x, y int) bool { return x == 0 || y == 0 || x == y }
	return same(a.year, b.year) && same(a.month, b.month) && same(a.day, b.day)
}

func (a date) String() string {
	year := "--"
	if a.year != 0 {
		year = fmt.Sprintf("%04d-", a.year)
	}
	if a.day == 0 {
		return fmt.Sprintf("%s%02d", year, a.month)
	}
	return fmt.Sprintf("%s%02d-%02d", year, a.month, a.day)
}

// datesIn are the months, and days of months, that a statement's content names,
// each once.
func datesIn(d *text.Document, content []text.Span, language string) []date {
	var out []date
	for _, c := range content {
		for _, e := range when.Find(c.In(d.Text), when.Options{Language: language}) {
			if e.Kind != when.Date && e.Kind != when.Month || e.Month == 0 {
				continue
			}
			if x := (date{e.Year, e.Month, e.Day}); !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}
