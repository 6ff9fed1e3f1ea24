package when

import (
	"math"
	"time"
)

// A Day is a calendar day, counted from 1 January 1970.
type Day int

// NoDay is no day.
const NoDay Day = math.MinInt32

const secondsPerDay = 24 * 60 * 60

// DayOf is the day of the given year, month and day of the month, which may
// overflow as in time.Date.
func DayOf(year int, month time.Month, day int) Day {
	s := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Day(math.Floor(float64(s) / secondsPerDay))
}

// ParseDay reads the day at the head of an ISO 8601 date or an RFC 3339 time. It
// gives NoDay for anything else, also for a day that the calendar lacks.
func ParseDay(s string) Day {
	if len(s) < len("2006-01-02") || (len(s) > len("2006-01-02") && s[10] != 'T') {
		return NoDay
	}
	t, err := time.Parse(time.DateOnly, s[:10])
	if err != nil {
		return NoDay
	}
	return DayOf(t.Date())
}

func (d Day) time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Date gives the year, month and day of the month.
func (d Day) Date() (int, time.Month, int) { return d.time().Date() }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return time.Weekday(((int(d)+4)%7 + 7) % 7) }

// String is the ISO 8601 date; "" for NoDay.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// onOrBefore is the last such weekday not after d.
func (d Day) onOrBefore(w time.Weekday) Day { return d - Day((d.Weekday()-w+7)%7) }

// onOrAfter is the first such weekday not before d.
func (d Day) onOrAfter(w time.Weekday) Day { return d + Day((w-d.Weekday()+7)%7) }

// valid reports whether the month has the day; year 0 stands for a leap year.
func valid(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	if year == 0 {
		year = 2000
	}
	_, m, _ := DayOf(year, time.Month(month), day).Date()
	return m == time.Month(month)
}

// a days is a run of whole days, both ends inclusive.
type days struct{ from, to Day }

var none = days{NoDay, NoDay}

func one(d Day) days { return days{d, d} }

func monthOf(year, month int) days {
	return days{DayOf(year, time.Month(month), 1), DayOf(year, time.Month(month)+1, 0)}
}

func yearOf(year int) days { return days{DayOf(year, 1, 1), DayOf(year, 12, 31)} }

// weekOf is the week from Monday to Sunday (ISO 8601) that holds d.
func weekOf(d Day) days {
	from := d.onOrBefore(time.Monday)
	return days{from, from + 6}
}
