package when

import "time"

// read turns what a pattern has bound into an expression. It refuses what no
// calendar has.
func (f *finder) read(reading string, b bound) (Expression, bool) {
	e := Expression{Part: Part(b.part), counted: none, reading: reading}
	if b.is(hasWeekday) {
		e.Weekday = (b.weekday+6)%7 + 1
	}
	if b.is(hasUnit) {
		e.Unit = b.unit[0]
	}
	e.Day, e.Month, e.Year, e.Rel = b.day, b.month, b.year, b.rel
	switch reading {
	case "weekday":
		e.Kind = Weekday
	case "date", "night":
		e.Kind = Date
		if !valid(e.Year, e.Month, e.Day) {
			return e, false
		}
		e.extra = b.day2
		if b.is(hasDay2) && (!valid(e.Year, e.Month, b.day2) || b.day2 <= b.day) {
			return e, false
		}
		if reading == "night" {
			e.extra = -1
		}
	case "day":
		e.Kind = Date
	case "month":
		e.Kind = Month
	case "year":
		e.Kind = Year
	case "relday", "overnight", "lastnight", "ago", "unit", "weekend", "recent":
		e.Kind = Relative
		e.extra = b.n
		if b.is(hasFew) {
			e.extra = few
		}
	case "agofew":
		e.Kind, e.extra = Relative, few
	case "shift", "shiftfew":
		return readShift(e, b)
	default:
		panic("when: no reading " + reading) // a table names what the engine lacks; TestTables finds it
	}
	return e, true
}

// readShift reads "a day earlier" and "the following week": Rel is the direction.
func readShift(e Expression, b bound) (Expression, bool) {
	e.Kind, e.Part = Shifted, Whole
	e.extra = b.n
	switch {
	case e.reading == "shiftfew" || b.is(hasFew):
		e.extra = few
	case !b.is(hasN):
		e.extra = 1
	}
	switch Part(b.part) {
	case Whole: // the direction is in a word of class BASEREL
	case Earlier:
		e.Rel = -1
	case Later:
		e.Rel = 1
	default:
		return e, false
	}
	return e, true
}

// few marks a number that the text leaves open ("several days ago").
const few = -1000

// count gives e its days. Anchor may be NoDay: then only what the text itself
// dates in full is counted.
func (f *finder) count(e *Expression) {
	a := f.anchor
	switch e.Kind {
	case Weekday:
		e.counted = countWeekday(e, a)
	case Date:
		e.counted = countDate(e, a)
	case Month:
		e.counted = countMonth(e, a)
	case Year:
		e.counted = part(yearOf(e.Year), e.Part, a)
	case Relative:
		e.counted = countRelative(e, a)
	case Shifted:
		e.counted = f.countShift(e)
	}
	if e.Since && e.counted != none && a != NoDay && e.counted.from <= a {
		e.counted.to = a
	}
}

// countWeekday: a bare weekday in a past-tense report is the last such day, the
// day of publication included; "last Friday" excludes it; "next Friday" and a
// verb that points forward look the other way.
func countWeekday(e *Expression, a Day) days {
	if a == NoDay {
		return none
	}
	w := time.Weekday(e.Weekday % 7)
	switch {
	case e.Rel < 0:
		return one((a - 1).onOrBefore(w))
	case e.Rel > 0:
		return one((a + 1).onOrAfter(w))
	case e.Ahead:
		return one(a.onOrAfter(w))
	}
	return one(a.onOrBefore(w))
}

// soon is how far ahead of the anchor a day without a year may lie before the
// year before it is the better reading although nothing points forward: agendas
// name days a few weeks off.
const soon = 60

func countDate(e *Expression, a Day) days {
	if e.reading == "day" {
		return countDayOfMonth(e, a)
	}
	year := e.Year
	if year == 0 {
		if a == NoDay {
			return none
		}
		limit := a + soon
		if e.Ahead {
			limit = a + 330
		}
		for year, _, _ = limit.Date(); year > 1900; year-- {
			if valid(year, e.Month, e.Day) && DayOf(year, time.Month(e.Month), e.Day) <= limit {
				break
			}
		}
	}
	d := one(DayOf(year, time.Month(e.Month), e.Day))
	switch {
	case e.extra > 0:
		d.to += Day(e.extra - e.Day)
	case e.extra < 0: // the night of 2 May ends on the 3rd
		d.to++
	}
	return d
}

func countDayOfMonth(e *Expression, a Day) days {
	if a == NoDay {
		return none
	}
	year, month, _ := a.Date()
	step := -1
	if e.Ahead {
		step = 1
	}
	for i := 0; i < 3; i++ {
		y, m, _ := DayOf(year, month+time.Month(i*step), 1).Date()
		d := DayOf(y, m, e.Day)
		if valid(y, int(m), e.Day) && (step < 0 && d <= a || step > 0 && d >= a) {
			return one(d)
		}
	}
	return none
}

func countMonth(e *Expression, a Day) days {
	year := e.Year
	if year == 0 {
		if a == NoDay {
			return none
		}
		y, m, _ := a.Date()
		year = y
		ahead := e.Ahead || e.Rel > 0
		switch this := int(m); {
		case e.Month > this && !ahead, e.Month == this && e.Rel < 0:
			year--
		case e.Month < this && ahead, e.Month == this && e.Rel > 0:
			year++
		}
	}
	return part(monthOf(year, e.Month), e.Part, a)
}

// part cuts d to its early, middle or late third, or at the anchor.
func part(d days, p Part, a Day) days {
	n := d.to - d.from + 1
	switch p {
	case Early:
		return days{d.from, d.from + n/3 - 1}
	case Mid:
		return days{d.from + n/3, d.to - n/3}
	case Late:
		return days{d.to - n/3, d.to}
	case Earlier:
		if a != NoDay && d.from <= a && a < d.to {
			return days{d.from, a}
		}
	case Later:
		if a != NoDay && d.from < a && a <= d.to {
			return days{a, d.to}
		}
	}
	return d
}

func countRelative(e *Expression, a Day) days {
	if a == NoDay {
		return none
	}
	switch e.reading {
	case "relday":
		return one(a + Day(e.extra))
	case "overnight":
		return days{a - 1, a}
	case "lastnight":
		return one(a - 1)
	case "weekend":
		sat := a.onOrBefore(time.Saturday)
		if e.Rel > 0 || e.Rel == 0 && e.Ahead {
			sat = (a - 1).onOrAfter(time.Saturday)
		}
		return days{sat, sat + 1}
	case "ago", "agofew":
		return ago(e, a)
	case "recent":
		return days{a - unitDays(e.Unit)*Day(max(e.extra, 1)), a}
	}
	return part(shiftUnit(e.Unit, a, e.Rel), e.Part, a)
}

// ago counts back from the anchor. Only days and hours count exactly; "two
// weeks ago" is that week, "a month ago" that month.
func ago(e *Expression, a Day) days {
	n := e.extra
	if n == few {
		if e.Unit != 'd' && e.Unit != 'h' {
			return none
		}
		n = 7
		if e.Unit == 'h' {
			return days{a - 1, a}
		}
		return days{a - Day(n), a - 2}
	}
	switch e.Unit {
	case 'h':
		if n < 24 {
			return days{a - 1, a}
		}
		return one(a - Day(n/24))
	case 'd':
		return one(a - Day(n))
	}
	return shiftUnit(e.Unit, a, -n)
}

// shiftUnit is the calendar unit n away from the one that holds a.
func shiftUnit(unit byte, a Day, n int) days {
	y, m, _ := a.Date()
	switch unit {
	case 'd':
		return one(a + Day(n))
	case 'w':
		return weekOf(a + Day(7*n))
	case 'm':
		first := DayOf(y, m+time.Month(n), 1)
		y, m, _ = first.Date()
		return monthOf(y, int(m))
	case 'y':
		return yearOf(y + n)
	case 'D':
		from := y - y%10 + 10*n
		return days{DayOf(from, 1, 1), DayOf(from+9, 12, 31)}
	}
	return none
}

// unitDays is about how many days "the past week" or "recent days" reach back.
func unitDays(unit byte) Day {
	switch unit {
	case 'h':
		return 1
	case 'd', 'w':
		return 7
	case 'm':
		return 31
	}
	return 366
}

// countShift counts "a day earlier" from the single day named last before it.
func (f *finder) countShift(e *Expression) days {
	base := NoDay
	for i := len(f.out) - 1; i >= 0 && base == NoDay; i-- {
		if d := f.out[i].counted; d.from == d.to {
			base = d.from
		}
	}
	if base == NoDay || e.extra == few && e.Unit != 'h' {
		return none
	}
	n := max(e.extra, 0)
	if e.Rel < 0 {
		n = -n
	} else if e.Rel == 0 {
		n = 0
	}
	switch e.Unit {
	case 'h':
		return days{base + min(0, Day(n/24)), base + max(0, Day(n/24))}
	case 'd':
		return one(base + Day(n))
	}
	return shiftUnit(e.Unit, base, n)
}
