package when

import (
	"fmt"
	"strings"
	"time"

	"github.com/onrecord/onrecord/internal/text"
)

// Hints are what is known of a report besides its text.
type Hints struct {
	Language  string
	NotBefore Day // e.g. the day its outlet began; 0 or NoDay for none
	NotAfter  Day // e.g. the day its file was written or captured; 0 or NoDay for none
}

// Published reasons from the dates inside a story to the day on which it
// appeared, for stories that carry none. It gives a day only where three things
// come together, and the zero Interval otherwise:
//
//   - the weekday of publication ("earlier on Friday", an agency's story whose
//     lead says "on Friday"), or an agency's dateline with a day ("Nov 15
//     (Agency) -");
//   - for a weekday, an event that the story names both by weekday and by date,
//     which fixes the week;
//   - a span of years, from the years that the story mentions and from names
//     that only exist since then, in which the two fit exactly once.
//
// because gives the steps, for people.
func Published(d *text.Document, h Hints) (day Interval, because []string) {
	lang := h.Language
	if lang == "" {
		lang = Detect(d.Text)
	}
	p := &publication{d: d, found: Find(d.Text, Options{Language: lang})}
	if len(p.found) == 0 {
		return Interval{}, nil
	}
	if e := p.dateline(); e != nil {
		return p.fromDateline(e, h)
	}
	today := p.today()
	if today == 0 {
		return Interval{}, nil
	}
	return p.fromEvents(today, lang, h)
}

// A publication is the evidence of one story.
type publication struct {
	d       *text.Document
	found   []Expression
	because []string
	texts   []string // the words that the result rests on
}

func (p *publication) note(format string, args ...any) {
	p.because = append(p.because, fmt.Sprintf(format, args...))
}

func (p *publication) words(e *Expression) string { return p.d.Text[e.From:e.To] }

// result is the day, if exactly one fits.
func (p *publication) result(days []Day) (Interval, []string) {
	if len(days) != 1 {
		return Interval{}, nil
	}
	s := days[0].String()
	return Interval{From: s, To: s, Basis: Inferred, Text: strings.Join(p.texts, "; ")}, p.because
}

// headLength is how far into the text a dateline or an agency's name in
// brackets can stand: behind a headline and a place.
const headLength = 300

// agency gives the end of an agency's name in brackets with its dash, "(Agency)
// -", in the head of the text.
func (p *publication) agency() (from, to int) {
	head := p.d.Text[:min(len(p.d.Text), headLength)]
	for at := 0; ; {
		i := strings.IndexByte(head[at:], '(')
		if i < 0 {
			return 0, 0
		}
		i += at
		k := strings.IndexByte(head[i:], ')')
		if k < 0 {
			return 0, 0
		}
		k += i
		if name := head[i+1 : k]; len(name) >= 2 && len(name) <= 24 && name[0] >= 'A' && name[0] <= 'Z' {
			rest := strings.TrimLeft(head[k+1:], " \u00a0")
			for _, dash := range []string{"-", "–", "—"} {
				if strings.HasPrefix(rest, dash) {
					return i, k + 1
				}
			}
		}
		at = k
	}
}

// dateline finds "Nov 15 (Agency) -" or "PORT, Nov. 15 (Agency) -".
func (p *publication) dateline() *Expression {
	from, _ := p.agency()
	for i := range p.found {
		e := &p.found[i]
		if e.Kind == Date && e.Day != 0 && e.Month != 0 && from > 0 && e.To <= from && strings.Trim(p.d.Text[e.To:from], " ,.\u00a0") == "" {
			return e
		}
	}
	return nil
}

// fromDateline finds the year of a dateline's day: the one in which the weekday
// that the lead calls "today" fits.
func (p *publication) fromDateline(e *Expression, h Hints) (Interval, []string) {
	p.note("the dateline gives %s", p.words(e))
	p.texts = append(p.texts, p.words(e))
	weekday := 0
	if l := p.lead(); l != nil {
		weekday = l.Weekday
		p.note("the lead says %q", p.words(l))
		p.texts = append(p.texts, p.words(l))
	}
	lo, hi := p.years(h)
	var fit []Day
	for y := year(lo); y <= year(hi); y++ {
		if e.Year != 0 && y != e.Year || !valid(y, e.Month, e.Day) {
			continue
		}
		day := DayOf(y, time.Month(e.Month), e.Day)
		if day >= lo && day <= hi && (weekday == 0 || isoWeekday(day) == weekday) {
			fit = append(fit, day)
		}
	}
	return p.result(fit)
}

func year(d Day) int { y, _, _ := d.Date(); return y }

func isoWeekday(d Day) int { return (int(d.Weekday())+6)%7 + 1 }

// lead is the first past weekday of the first paragraphs.
func (p *publication) lead() *Expression {
	end := len(p.d.Text)
	if len(p.d.Paragraphs) > 3 {
		end = p.d.Paragraphs[2].To
	}
	for i := range p.found {
		if e := &p.found[i]; e.Kind == Weekday && !e.Ahead && e.Rel == 0 && e.To <= end {
			return e
		}
	}
	return nil
}

// enough is the evidence that a weekday needs to count as that of publication.
// Measured on news of seven newspapers and sites, where the lead's weekday alone
// is that of publication in one case of three: they print the day after.
const enough = 3

// today is the weekday of publication, 1 to 7; 0 if nothing tells.
func (p *publication) today() int {
	lead := p.lead()
	if lead == nil {
		return 0
	}
	score := 1
	p.texts = append(p.texts, p.words(lead))
	if _, end := p.agency(); end > 0 {
		score++
		p.note("an agency's story, which appears on its day")
	}
	same := 0
	for i := range p.found {
		e := &p.found[i]
		if e.Kind != Weekday || e.Ahead || e.Part < Earlier {
			continue
		}
		if e.Weekday != lead.Weekday {
			return 0
		}
		if same++; same <= 2 {
			score++
			p.texts = append(p.texts, p.words(e))
		}
	}
	if score < enough {
		return 0
	}
	p.note("the lead says %q, and so do %d others of the same day", p.words(lead), same)
	return lead.Weekday
}

// fromEvents fixes the week by an event that has both a weekday and a date.
func (p *publication) fromEvents(today int, lang string, h Hints) (Interval, []string) {
	pairs := p.pairs(today, lang)
	if len(pairs) == 0 {
		return Interval{}, nil
	}
	lo, hi := p.years(h)
	fit := map[Day]bool{}
	var days []Day
	for y := year(lo) - 1; y <= year(hi); y++ {
		if day, ok := p.try(y, today, pairs, lo, hi); ok && !fit[day] {
			fit[day] = true
			days = append(days, day)
		}
	}
	for _, c := range pairs {
		p.note("%q and %q are one event", p.words(c.weekday), p.words(c.date))
		p.texts = append(p.texts, p.words(c.weekday), p.words(c.date))
	}
	return p.result(days)
}

// try gives the day of publication if the events took place in year y.
func (p *publication) try(y, today int, pairs []pair, lo, hi Day) (Day, bool) {
	day := NoDay
	for _, c := range pairs {
		if c.date.Year != 0 && c.date.Year != y || !valid(y, c.date.Month, c.date.Day) {
			return day, false
		}
		event := DayOf(y, time.Month(c.date.Month), c.date.Day)
		if isoWeekday(event) != c.weekday.Weekday {
			return day, false
		}
		// A bare weekday reaches back less than a week.
		at := event.onOrAfter(time.Weekday(today % 7))
		if day != NoDay && day != at {
			return day, false
		}
		day = at
	}
	if day < lo || day > hi {
		return day, false
	}
	// What the story tells as past cannot lie just ahead of it.
	for i := range p.found {
		e := &p.found[i]
		if e.Kind != Date || e.Ahead || e.Year != 0 || e.Month == 0 || !valid(y, e.Month, e.Day) {
			continue
		}
		if d := DayOf(year(day), time.Month(e.Month), e.Day); d > day && d-day <= soon {
			return day, false
		}
	}
	return day, true
}
