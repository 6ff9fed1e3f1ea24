package dossier

import (
	"fmt"
	"strings"
	"time"

	"github.com/onrecord/onrecord/record"
)

// day gives an interval as short as it can be told: "5 Jan 2024", "Nov 2023",
// "28–30 Dec 2023", "2023".
func day(w *record.When) string {
	if w == nil {
		return ""
	}
	from, err1 := parseDay(w.From)
	to, err2 := parseDay(w.To)
	if err1 != nil || err2 != nil {
		return clean(w.From + " – " + w.To)
	}
	last := to.AddDate(0, 0, 1).Day() == 1
	switch {
	case from.Equal(to):
		return from.Format("2 Jan 2006")
	case from.YearDay() == 1 && to.Month() == time.December && last && from.Year() == to.Year():
		return from.Format("2006")
	case from.Day() == 1 && last && from.Month() == to.Month() && from.Year() == to.Year():
		return from.Format("Jan 2006")
	case from.Month() == to.Month() && from.Year() == to.Year():
		return fmt.Sprintf("%d–%s", from.Day(), to.Format("2 Jan 2006"))
	case from.Year() == to.Year():
		return from.Format("2 Jan") + " – " + to.Format("2 Jan 2006")
	}
	return from.Format("2 Jan 2006") + " – " + to.Format("2 Jan 2006")
}

// shortDay leaves the year out where it is the year of publication.
func shortDay(w, published *record.When) string {
	d := day(w)
	if w == nil || published == nil || len(published.From) < 4 || len(d) < 6 {
		return d
	}
	if y := published.From[:4]; strings.HasSuffix(d, " "+y) {
		return strings.TrimSuffix(d, " "+y)
	}
	return d
}

// clock gives the time of day of an interval that is one instant, as the report
// gives it: "10:05".
func clock(w *record.When) string {
	if w == nil || w.From != w.To {
		return ""
	}
	t, err := time.Parse(time.RFC3339, w.From)
	if err != nil {
		return ""
	}
	return t.Format("15:04")
}

func parseDay(s string) (time.Time, error) {
	if len(s) > 10 {
		s = s[:10]
	}
	return time.Parse(time.DateOnly, s)
}

// instant is when an interval ends: a report that gives its day and no hour may
// have come out at any, so it is set behind those of that day that give one.
func instant(w *record.When) time.Time {
	if w == nil {
		return time.Time{}
	}
	if t, err := time.Parse(time.RFC3339, w.To); err == nil {
		return t.UTC()
	}
	d, err := parseDay(w.To)
	if err != nil {
		return time.Time{}
	}
	return d.Add(24*time.Hour - time.Second)
}

// before says whether a is told to be earlier than b; what is not dated is last.
func before(a, b *record.When) bool {
	ta, tb := instant(a), instant(b)
	if ta.IsZero() || tb.IsZero() {
		return tb.IsZero() && !ta.IsZero()
	}
	return ta.Before(tb)
}
