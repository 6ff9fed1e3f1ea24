package dossier

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/onrecord/onrecord/record"
)

// The columns of the claims' table. The first text takes what the width leaves.
const (
	colClaimNumber = 4
	colLines       = 25
	colFirst       = 20
)

// How many claims are shown where not all are asked for: in the table, by line
// with their words, and in the list of those that one voice makes in one report.
const (
	tableShown   = 25
	byLineShown  = 12
	singlesShown = 12
)

// overview prints what several reports hold together.
func (t *terminal) overview() {
	claims := t.x.claimViews()
	s := t.x.summary(claims)
	for _, l := range wrap(s.Head, t.o.Width, 0) {
		t.line(t.bold(l))
	}
	for _, l := range wrap(strings.Join(s.Lines, " "), t.o.Width, 0) {
		if l != "" {
			t.line(l)
		}
	}
	t.claimTable(claims)
	t.byLine(claims)
	t.singles(claims)
	t.drift()
	t.silences()
	t.tolls()
	t.merges()
	t.reports()
}

// Claims prints the table of a record's claims.
func Claims(w io.Writer, rec *record.Record, o TerminalOptions) error {
	t := newTerminal(w, rec, o)
	claims := t.x.claimViews()
	t.claimTable(claims)
	t.singles(claims)
	return t.w.Flush()
}

// Claim prints one claim with its positions, by line. It says false where the
// record has no claim of that id.
func Claim(w io.Writer, rec *record.Record, id string, o TerminalOptions) (bool, error) {
	t := newTerminal(w, rec, o)
	c := t.x.claims[id]
	if c == nil {
		return false, nil
	}
	v := t.x.claimView(c)
	t.claim(&v)
	return true, t.w.Flush()
}

// section opens a part of the page.
func (t *terminal) section(title string) {
	t.line("")
	t.line(t.bold(title))
}

// byLine prints the claims of the table with their positions.
func (t *terminal) byLine(claims []claimView) {
	n := 0
	for i := range claims {
		if !claims[i].shared() {
			continue
		}
		if n == 0 {
			t.section("Who takes which side, and in which words")
		} else if n < byLineShown || t.o.Full {
			t.line("")
		}
		if n++; n <= byLineShown || t.o.Full {
			t.claim(&claims[i])
		}
	}
	t.more(n-byLineShown, "    ")
}

// more tells how many rows are left out.
func (t *terminal) more(n int, indent string) {
	if n > 0 && !t.o.Full {
		t.line(t.dim(fmt.Sprintf("%s… and %d more (--full shows them)", indent, n)))
	}
}

// claimTable prints the claims that more than one voice or report speaks of.
func (t *terminal) claimTable(claims []claimView) {
	text := t.o.Width - colClaimNumber - colLines - colFirst
	n := 0
	for i := range claims {
		v := &claims[i]
		if !v.shared() {
			continue
		}
		if n == 0 {
			t.section("Claims")
			t.line(t.dim(pad("", colClaimNumber) + pad("claim", text) + pad("independent lines", colLines) + "first said"))
		}
		if n++; n <= tableShown || t.o.Full {
			t.claimRow(v, text)
		}
	}
	t.more(n-tableShown, "    ")
}

// claimRow prints one claim: its words, its lines by stance, who said it first.
func (t *terminal) claimRow(v *claimView, text int) {
	words := wrap(v.Text, text-2, 3)
	var lines []cell
	for i, c := range v.Counts {
		lines = append(lines, cell{c.Words(i == 0), c.Stance})
	}
	if n := len(v.Reports); n > 1 {
		lines = append(lines, cell{fmt.Sprintf("in %d reports", n), "dim"})
	}
	var first []string
	if v.First.Speaker != "" {
		if d := day(v.First.When); d != "" {
			first = append(first, fit(d, colFirst))
		}
		first = append(first, wrap(v.First.Speaker, colFirst, 2)...)
	}
	for i := range max(len(words), len(lines), len(first)) {
		row := pad(numberOf(v, i), colClaimNumber) + pad(nth(words, i), text)
		var l cell
		if i < len(lines) {
			l = lines[i]
		}
		row += t.paint(l.stance, pad(l.text, colLines)) + nth(first, i)
		t.line(row)
	}
}

type cell struct{ text, stance string }

func nth(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return ""
}

func (t *terminal) paint(stance, s string) string {
	switch stance {
	case "":
		return s
	case "dim":
		return t.dim(s)
	}
	return t.stance(stance, s)
}

// singles lists claims that one voice makes in one report and nobody else takes
// up.
func (t *terminal) singles(claims []claimView) {
	n := 0
	for i := range claims {
		v := &claims[i]
		if v.shared() {
			continue
		}
		if n == 0 {
			t.section("Said once, by one voice")
		}
		if n++; n <= singlesShown || t.o.Full {
			t.single(v)
		}
	}
	t.more(n-singlesShown, "    ")
}

func (t *terminal) single(v *claimView) {
	who := v.First.Speaker
	if who == "" {
		who = "nobody named"
	}
	tail := runewidth.Truncate(printable(who), colSpeaker, "…") + ", " + strings.Join(v.Reports, " ")
	label := ""
	if len(v.Lines) > 0 && v.Lines[0].Stance != "asserts" {
		label = v.Lines[0].Label + ": "
	}
	lines := wrap(label+v.Text, t.o.Width-colClaimNumber, 2)
	for i, l := range lines {
		t.line(pad(numberOf(v, i), colClaimNumber) + l)
	}
	t.line(pad("", colClaimNumber) + t.dim(tail))
}

// numberOf is a claim's number on its first line.
func numberOf(v *claimView, line int) string {
	if line > 0 {
		return ""
	}
	return fmt.Sprintf("%3s", v.Number)
}

// claim prints one claim with its positions, grouped by line, each line with why
// it is one.
func (t *terminal) claim(v *claimView) {
	for i, l := range wrap(v.Text, t.o.Width-colClaimNumber, 0) {
		t.line(t.bold(pad(numberOf(v, i), colClaimNumber) + l))
	}
	for _, n := range v.Notes {
		t.note(colClaimNumber, n.words())
	}
	indent := pad("", colClaimNumber)
	stance := ""
	for i := range v.Lines {
		l := &v.Lines[i]
		if l.Stance != stance {
			stance = l.Stance
			t.line(indent + t.stance(stance, stanceHead(v, stance)))
		}
		t.claimLine(l)
	}
}

// stanceHead opens the lines of one stance: "say so: 2 lines".
func stanceHead(v *claimView, stance string) string {
	for i, c := range v.Counts {
		if c.Stance == stance {
			return v.Counts[i].Words(true)
		}
	}
	if l := stanceLabels[stance]; l != "" {
		return l + " (counts no more)"
	}
	return fit(stance, colFirst)
}

func (t *terminal) claimLine(l *lineView) {
	about := []string{fmt.Sprintf("line %d", l.Number)}
	if l.Basis != "" {
		about = append(about, "rests on: "+l.Basis)
	}
	if l.Retracted {
		about = append(about, "taken back, counts no more")
	}
	for _, b := range l.Because {
		about = append(about, clean(b))
	}
	indent := pad("", colClaimNumber+2)
	for _, w := range wrap(strings.Join(about, " · "), t.o.Width-colClaimNumber-2, 3) {
		t.line(indent + t.dim(w))
	}
	for i := range l.Positions {
		t.position(&l.Positions[i])
	}
}

// position prints who, how sure, when and how, then the words of the first report
// that carries it, and in which others it stands.
func (t *terminal) position(p *positionView) {
	who := p.Speaker
	if p.Side != "" {
		who += " (" + p.Side + ")"
	}
	how := []string{}
	for _, s := range []string{p.Sure, day(p.Said), p.Channel} {
		if s != "" {
			how = append(how, s)
		}
	}
	if p.Repeats != "" {
		how = append(how, "only repeats "+p.Repeats)
	}
	if p.Retracted {
		how = append(how, "taken back")
	}
	indent, width := pad("", colClaimNumber+4), t.o.Width-colClaimNumber-4
	for i, l := range wrap(strings.Join(append([]string{who}, how...), " · "), width, 2) {
		if i == 0 && strings.HasPrefix(l, clean(who)) {
			l = t.bold(clean(who)) + strings.TrimPrefix(l, clean(who))
		}
		t.line(indent + l)
	}
	var rest []string
	for i, q := range p.Quotes {
		if i > 0 && !t.o.Full {
			rest = append(rest, q.ID)
			continue
		}
		lines := 3
		if t.o.Full {
			lines = 0
		}
		for _, l := range wrap(q.ID+" "+q.Outlet+": "+q.phrase(), width-2, lines) {
			t.line(indent + "  " + l)
		}
	}
	if len(rest) > 0 {
		for _, l := range wrap("also "+strings.Join(rest, " "), width-2, 2) {
			t.line(indent + "  " + t.dim(l))
		}
	}
	for _, b := range p.Because {
		if p.Repeats == "" || !strings.HasPrefix(b, "repeats ") { // said already
			t.note(colClaimNumber+6, b)
		}
	}
}

// note prints a remark behind n blanks.
func (t *terminal) note(n int, s string) {
	for _, l := range wrap(s, t.o.Width-n, 3) {
		t.line(pad("", n) + t.dim(l))
	}
}
