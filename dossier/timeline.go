package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/onrecord/onrecord/record"
)

// lanesShown is how many occasions the drawing of the timeline holds; the table
// beside it holds all.
const lanesShown = 40

// A timeline is the drawing of when something was said and when reports carried
// it: a lane for each occasion, a column for each day on which anything happened.
type timeline struct {
	Name          string
	Width, Height int
	Columns       []timeColumn
	Lanes         []timeLane
	Left          int // occasions that are not drawn
}

type timeColumn struct {
	Day, Year string // the year only where it is another than before
	X         int
}

// A timeLane is one occasion: who speaks, a circle on the day on which it was
// said, a box with a number on each day on which so many reports carried it.
type timeLane struct {
	Link, Speaker, Title    string
	TextX, TextY, Y         int
	SaidX                   int // 0 where no day is known
	Inferred                bool
	Boxes                   []timeBox
	FromX, ToX              int
	said, firstOut, lastOut time.Time
	out                     map[time.Time]int
}

type timeBox struct{ X, N int }

// Left, Top and Base place the box and its number on a lane.
func (b timeBox) Left() int      { return b.X - 10 }
func (b timeBox) Top(y int) int  { return y - 9 }
func (b timeBox) Base(y int) int { return y + 5 }

// An occasionRow is one utterance in the table beside the drawing.
type occasionRow struct {
	Speaker, Said, SaidFrom, First, FirstDay, FirstOutlet string
	Reports                                               int
	Quotes                                                []quoteView
	when                                                  time.Time
}

// occasions lists the utterances in the order in which they were said, or first
// published where no day is told.
func (x *index) occasions() []occasionRow {
	var out []occasionRow
	for i := range x.rec.Utterances {
		u := &x.rec.Utterances[i]
		row := occasionRow{Speaker: x.voice(u), Quotes: x.quotes(u.Statements)}
		if u.Said != nil {
			row.Said, row.when = day(u.Said), instant(u.Said)
			if u.Said.Basis != "stated" {
				row.SaidFrom = u.Said.Basis
			}
		}
		ids := x.sortReports(reportsOf(row.Quotes))
		row.Reports = len(ids)
		if r := x.firstPublished(ids); r != nil {
			row.First, row.FirstDay, row.FirstOutlet = r.ID, strings.TrimSpace(day(r.Published)+" "+clock(r.Published)), outlet(r)
			if out := instant(r.Published); row.when.IsZero() || !out.IsZero() && out.Before(row.when) {
				row.when = out // what is in print has been said
			}
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, b occasionRow) int {
		if a.when.IsZero() || b.when.IsZero() {
			return cmp.Compare(b2i(a.when.IsZero()), b2i(b.when.IsZero()))
		}
		return a.when.Compare(b.when)
	})
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// timelines draws the occasions for a wide and a narrow window.
func (x *index) timelines() []timeline {
	var out []timeline
	for _, l := range layouts {
		if t := x.timeline(l); len(t.Lanes) > 0 {
			out = append(out, t)
		}
	}
	return out
}

func (x *index) timeline(l layout) timeline {
	t := timeline{Name: l.name, Width: l.width}
	lanes := x.lanes()
	if len(lanes) > lanesShown {
		// The occasions that most reports carry.
		slices.SortStableFunc(lanes, func(a, b timeLane) int { return cmp.Compare(carried(b), carried(a)) })
		t.Left, lanes = len(lanes)-lanesShown, lanes[:lanesShown]
	}
	slices.SortStableFunc(lanes, func(a, b timeLane) int { return a.start().Compare(b.start()) })
	label, high, most := 300, 28, 14
	if l.labelAbove {
		label, high, most = 14, 44, 6
	}
	days := map[time.Time]bool{}
	for _, lane := range lanes {
		if !lane.said.IsZero() {
			days[lane.said] = true
		}
		for d := range lane.out {
			days[d] = true
		}
	}
	columns := bucketsOf(days, most)
	step := (l.width - label - 20) / max(1, len(columns))
	year := ""
	for i, c := range columns {
		col := timeColumn{Day: bucketLabel(c), X: label + step/2 + i*step}
		if y := c[0].Format("2006"); y != year {
			col.Year, year = y, y
		}
		t.Columns = append(t.Columns, col)
	}
	at := func(d time.Time) int {
		for i, c := range columns {
			if !d.After(c[1]) {
				return t.Columns[i].X
			}
		}
		return 0
	}
	y := 50
	for _, lane := range lanes {
		lane.Y, lane.TextX, lane.TextY = y, 0, y+4
		columns := label / l.charWidth
		if l.labelAbove {
			lane.TextY, lane.Y, columns = y-4, y+14, l.width/l.charWidth
		}
		lane.Speaker = runewidth.Truncate(lane.Speaker, columns-2, "…")
		lane.draw(at)
		t.Lanes = append(t.Lanes, lane)
		y += high
	}
	t.Height = y
	return t
}

// draw places the circle and the boxes of a lane by the columns of their days.
func (l *timeLane) draw(at func(time.Time) int) {
	n := map[int]int{}
	for d, k := range l.out {
		n[at(d)] += k
	}
	for x, k := range n {
		l.Boxes = append(l.Boxes, timeBox{x, k})
	}
	slices.SortFunc(l.Boxes, func(a, b timeBox) int { return a.X - b.X })
	if !l.said.IsZero() {
		l.SaidX = at(l.said) - 19 // beside the box of the same day
		l.FromX = l.SaidX
	} else if len(l.Boxes) > 0 {
		l.FromX = l.Boxes[0].X
	}
	l.ToX = l.FromX
	if k := len(l.Boxes); k > 0 {
		l.ToX = max(l.ToX, l.Boxes[k-1].X)
	}
}

func (l *timeLane) start() time.Time {
	if l.said.IsZero() {
		return l.firstOut
	}
	return l.said
}

func carried(l timeLane) int {
	n := 0
	for _, k := range l.out {
		n += k
	}
	return n
}

// lanes makes a lane of each utterance of which any day is known.
func (x *index) lanes() []timeLane {
	var out []timeLane
	for i := range x.rec.Utterances {
		u := &x.rec.Utterances[i]
		lane := timeLane{Speaker: printable(x.voice(u)), out: map[time.Time]int{}}
		var told []string
		if u.Said != nil {
			if d, err := parseDay(u.Said.From); err == nil {
				lane.said, lane.Inferred = d, u.Said.Basis != "stated"
				told = append(told, "said "+day(u.Said))
			}
		}
		for _, id := range x.sortReports(reportsOf(x.quotes(u.Statements))) {
			r := x.reports[id]
			if r.Published == nil {
				continue
			}
			d, err := parseDay(r.Published.From)
			if err != nil {
				continue
			}
			lane.out[d]++
			if lane.firstOut.IsZero() || d.Before(lane.firstOut) {
				lane.firstOut = d
			}
			if d.After(lane.lastOut) {
				lane.lastOut = d
			}
		}
		if n := carried(lane); n > 0 {
			told = append(told, fmt.Sprintf("in %s, %s", count(n, "report"), day(&record.When{From: lane.firstOut.Format(time.DateOnly), To: lane.lastOut.Format(time.DateOnly)})))
		}
		if len(told) == 0 {
			continue
		}
		if len(u.Statements) > 0 && x.statements[u.Statements[0]] != nil {
			lane.Link = u.Statements[0]
		}
		lane.Title = lane.Speaker + ": " + strings.Join(told, "; ")
		out = append(out, lane)
	}
	return out
}

// bucketsOf gathers days into at most n columns of first and last day.
func bucketsOf(days map[time.Time]bool, n int) [][2]time.Time {
	var all []time.Time
	for d := range days {
		all = append(all, d)
	}
	slices.SortFunc(all, time.Time.Compare)
	size := (len(all) + n - 1) / n
	var out [][2]time.Time
	for i := 0; i < len(all); i += size {
		out = append(out, [2]time.Time{all[i], all[min(i+size, len(all))-1]})
	}
	return out
}

func bucketLabel(c [2]time.Time) string {
	switch {
	case c[0].Equal(c[1]):
		return c[0].Format("2 Jan")
	case c[0].Month() == c[1].Month() && c[0].Year() == c[1].Year():
		return fmt.Sprintf("%d–%s", c[0].Day(), c[1].Format("2 Jan"))
	}
	return c[0].Format("2 Jan") + "–"
}
