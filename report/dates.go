package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/onrecord/onrecord/internal/when"
)

// A moment is a date as found, with the time of day and zone where they are
// given.
type moment struct {
	year, month, day int // year 0: not given
	clock            string
	zone             string // "+02:00", "Z", "" if not given or not known
	from, to         int    // where it stands
}

// metaDate reads a date or time as metadata give it. A time of day without a
// zone names no instant, so it gives the day; the zero Interval is no date.
func metaDate(s string) when.Interval {
	s = strings.TrimSpace(s)
	if t, ok := epoch(s); ok {
		v := t.Format(time.RFC3339)
		return when.Interval{From: v, To: v, Basis: when.Metadata}
	}
	m, ok := findMoment(s)
	if !ok || m.from > len("Wednesday, at ") && m.from > len(s)/2 {
		return when.Interval{}
	}
	return m.interval(when.Metadata, "")
}

// epoch reads seconds or milliseconds since 1970 of a plausible year.
func epoch(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil:
		return time.Time{}, false
	case len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case len(s) == 13:
		return time.UnixMilli(n).UTC().Truncate(time.Second), true
	}
	return time.Time{}, false
}

// interval gives m as the record prints it; the zero Interval without a year.
func (m moment) interval(b when.Basis, words string) when.Interval {
	if m.year == 0 {
		return when.Interval{}
	}
	v := m.date()
	if m.clock != "" && m.zone != "" {
		v += "T" + m.clock + m.zone
	}
	return when.Interval{From: v, To: v, Basis: b, Text: words}
}

// date gives the day of m in ISO 8601.
func (m moment) date() string { return fmt.Sprintf("%04d-%02d-%02d", m.year, m.month, m.day) }

var (
	isoDate   = regexp.MustCompile(`(?:^|[^\d])(\d{4})([-/.]?)(\d{2})([-/.]?)(\d{2})(?:[^\d]|$|T)`)
	eastDate  = regexp.MustCompile(`(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*(?:[日일]|\.|$|[\s(])`)
	euroDate  = regexp.MustCompile(`(?:^|[^\d.])(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?:[^\d]|$)`)
	slashDate = regexp.MustCompile(`(?:^|[^\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?:[^\d]|$)`)
	dayMonth  = regexp.MustCompile(`(?:^|[^\d\pL])(\d{1,2})(?:st|nd|rd|th|er|º)?\.?[\s-]+(?:de |of )?(\pL{3,12})\.?(?:,?[\s-]+(?:de |del )?(\d{4}))?`)
	monthDay  = regexp.MustCompile(`(?:^|[^\pL])(\pL{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?:[^\d]|$)`)
	clockTime = regexp.MustCompile(`^[\s,T|(]*(?:[–—•·-]\s*)?(?:at |um |о |в |à |a las |г\.,? ?|р\.,? ?|року,? ?)?(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s*([AaPp]\.?[Mm]\.?)?`)
	basicTime = regexp.MustCompile(`^T(\d{2})(\d{2})(\d{2})?`)
	clockZone = regexp.MustCompile(`^\s*\(?([+-]\d{2}):?(\d{2})|^\s*\(?(?:GMT|UTC)([+-]\d{1,2})|^\s*\(?(\p{Lu}{1,5})(?:[^\pL]|$)`)
	clockHead = regexp.MustCompile(`(?:^|[\s|(,•])(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?\s*(\p{Lu}{1,4})?\s*[,|•–—-]?\s*(?:on )?(?:\pL+,?\s+)?$`)
)

// findMoment finds the first date in s, in figures or with a month's name in any
// language of the table, and the time of day beside it.
func findMoment(s string) (moment, bool) {
	if strings.IndexFunc(s, unicode.IsDigit) < 0 || len(s) > 400 {
		return moment{}, false
	}
	m, ok := numericDate(s)
	if n, named := namedDate(s); named && (!ok || n.from < m.from) {
		m, ok = n, true
	}
	if !ok {
		return m, false
	}
	m.readClock(s)
	return m, true
}

// numericDate finds dates in figures. "03/04/2024" is read only where one of the
// numbers can be no month.
func numericDate(s string) (moment, bool) {
	for _, f := range []struct {
		re      *regexp.Regexp
		y, m, d int
	}{{isoDate, 1, 3, 5}, {eastDate, 1, 2, 3}, {euroDate, 3, 2, 1}, {slashDate, 3, 2, 1}, {slashDate, 3, 1, 2}} {
		g := f.re.FindStringSubmatchIndex(s)
		if g == nil || f.re == isoDate && s[g[4]:g[5]] != s[g[8]:g[9]] {
			continue
		}
		m := moment{year: num(s, g, f.y), month: num(s, g, f.m), day: num(s, g, f.d), from: g[2]}
		m.to = max(g[2*f.d+1], g[2*f.y+1])
		if f.re == eastDate {
			m.to = g[1]
		}
		if !m.valid() || f.re == slashDate && m.day <= 12 && m.day != m.month {
			continue
		}
		return m, true
	}
	return moment{}, false
}

// namedDate finds the first date with a month's name.
func namedDate(s string) (best moment, ok bool) {
	for _, f := range []struct {
		re       *regexp.Regexp
		mon, day int
	}{{dayMonth, 2, 1}, {monthDay, 1, 2}} {
		for _, g := range f.re.FindAllStringSubmatchIndex(s, 8) {
			mon := words.months[strings.ToLower(s[g[2*f.mon]:g[2*f.mon+1]])]
			m := moment{year: num(s, g, 3), month: mon, day: num(s, g, f.day), from: min(g[2], g[4]), to: max(g[3], g[5], g[7])}
			if mon == 0 || !m.valid() {
				continue
			}
			if !ok || m.from < best.from {
				best, ok = m, true
			}
			break
		}
	}
	return best, ok
}

// readClock reads the time of day after the date, or before it.
func (m *moment) readClock(s string) {
	rest := s[m.to:]
	if g := basicTime.FindStringSubmatch(rest); g != nil {
		m.setClock(g[1], g[2], g[3], "")
		m.readZone(rest[len(g[0]):])
		return
	}
	if g := clockTime.FindStringSubmatch(rest); g != nil {
		m.setClock(g[1], g[2], g[3], g[4])
		m.readZone(rest[len(g[0]):])
		m.to += len(g[0])
		return
	}
	if g := clockHead.FindStringSubmatch(s[:m.from]); g != nil {
		m.setClock(g[1], g[2], g[3], g[4])
		m.zone = words.zones[g[5]]
	}
}

func (m *moment) setClock(h, mi, sec, half string) {
	hour, _ := strconv.Atoi(h) // digits by the pattern
	switch strings.ToLower(strings.ReplaceAll(half, ".", "")) {
	case "pm":
		if hour < 12 {
			hour += 12
		}
	case "am":
		if hour == 12 {
			hour = 0
		}
	}
	if sec == "" {
		sec = "00"
	}
	if hour < 24 && mi < "60" && sec < "60" {
		m.clock = fmt.Sprintf("%02d:%s:%s", hour, mi, sec)
	}
}

// readZone reads the zone at the start of s.
func (m *moment) readZone(s string) {
	if g := clockZone.FindStringSubmatch(s); g != nil {
		switch {
		case g[1] != "":
			if g[1][1:] <= "14" && g[2] < "60" {
				m.zone = utcAsZ(g[1] + ":" + g[2])
			}
		case g[3] != "":
			if h, err := strconv.Atoi(g[3]); err == nil && h >= -12 && h <= 14 {
				m.zone = utcAsZ(fmt.Sprintf("%+03d:00", h))
			}
		default:
			m.zone = words.zones[g[4]]
		}
	}
}

// utcAsZ gives Greenwich's offset its short form, so that equal times print
// equally.
func utcAsZ(zone string) string {
	if zone == "+00:00" || zone == "-00:00" {
		return "Z"
	}
	return zone
}

// valid reports whether the day exists and the year, if any, is one of news.
func (m moment) valid() bool {
	if m.year != 0 && (m.year < 1900 || m.year > 2200) {
		return false
	}
	year := m.year
	if year == 0 {
		year = 2000 // a leap year
	}
	t := time.Date(year, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
	return m.month >= 1 && m.month <= 12 && t.Day() == m.day && m.day > 0
}

// num gives group i of a match as a number, 0 where it is empty.
func num(s string, g []int, i int) int {
	if g[2*i] < 0 {
		return 0
	}
	return atoi(s[g[2*i]:g[2*i+1]])
}

// atoi reads figures, 0 where they are none.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
