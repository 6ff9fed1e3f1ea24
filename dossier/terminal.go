package dossier

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/onrecord/onrecord/record"
)

// TerminalOptions say how a record is printed.
type TerminalOptions struct {
	Width int  // columns; 0 means 80
	Color bool // ANSI attributes
	Full  bool // the whole content of each statement, not its first two lines
}

// The columns of the statements' table. The last takes what the width leaves.
const (
	colNumber  = 4
	colSpeaker = 27
	colStance  = 18
	colSure    = 15
)

type terminal struct {
	w   *bufio.Writer
	rec *record.Record
	o   TerminalOptions
}

// Terminal prints a record for people: report by report, a row for each
// statement, then the figures and the gaps.
func Terminal(w io.Writer, rec *record.Record, o TerminalOptions) error {
	if o.Width == 0 {
		o.Width = 80
	}
	o.Width = max(o.Width, 60)
	t := &terminal{w: bufio.NewWriter(w), rec: rec, o: o}
	for i, r := range rec.Reports {
		if i > 0 {
			t.line("")
		}
		t.report(r)
	}
	return t.w.Flush()
}

func (t *terminal) report(r *record.Report) {
	title := r.Title
	if title == "" {
		title = "(no title)"
	}
	for _, l := range wrap(title, t.o.Width, 3) {
		t.line(t.bold(l))
	}
	about := []string{r.ID, r.Name}
	if r.Outlet != "" && !strings.EqualFold(r.Outlet, r.Agency) {
		about = append(about, r.Outlet)
	}
	if r.Agency != "" {
		about = append(about, r.Agency)
	}
	if r.Published != nil {
		about = append(about, "published "+day(r.Published)+" ("+r.Published.Basis+")")
	}
	if r.Language != "" {
		about = append(about, r.Language)
	}
	for _, l := range wrap(strings.Join(about, " · "), t.o.Width, 3) {
		t.line(t.dim(l))
	}
	t.line(t.dim("SHA-256 " + r.SHA256))
	t.line("")
	if len(r.Statements) == 0 {
		t.line("No statement found: nobody is quoted, reported or asked in this text.")
		return
	}
	t.head()
	for i := range r.Statements {
		t.statement(i+1, &r.Statements[i], r)
	}
	t.figures(r)
	t.gaps(r)
}

func (t *terminal) head() {
	t.line(t.dim(pad("", colNumber) + pad("who", colSpeaker) + pad("what he did", colStance) + pad("how sure", colSure) + "said"))
}

// statement prints one row: who, what he did, how sure, when; below it the words,
// and by which way and on what they came.
func (t *terminal) statement(n int, s *record.Statement, r *record.Report) {
	who := wrap(speaker(t.rec, s)+side(t.rec, s.Actor), colSpeaker-1, 3)
	first := pad(fmt.Sprintf("%3d", n), colNumber) + t.bold(pad(who[0], colSpeaker)) +
		t.stance(s.Stance, pad(stanceLabels[s.Stance], colStance)) + pad(sure(s), colSure) + shortDay(s.Said, r.Published)
	t.line(strings.TrimRight(first, " "))
	for _, l := range who[1:] {
		t.line(pad("", colNumber) + t.bold(l))
	}
	indent := pad("", colNumber)
	if s.Content != nil {
		lines := 2
		if t.o.Full {
			lines = 0
		}
		for _, l := range wrap(clean(s.Content.Text), t.o.Width-colNumber, lines) {
			t.line(indent + l)
		}
	}
	var how []string
	if c := channelLabel(s.Channel); c != "" {
		how = append(how, c)
	}
	if e := evidenceLabel(s.Evidence); e != "" {
		how = append(how, "on: "+e)
	}
	if len(s.Via) > 0 {
		how = append(how, "via "+strings.Join(s.Via, ", "))
	}
	if w := stanceWords(s); w != "" && s.Stance != "asserts" {
		how = append(how, "«"+clean(w)+"»")
	}
	for _, l := range wrap(strings.Join(how, " · "), t.o.Width-colNumber, 2) {
		if l != "" {
			t.line(indent + t.dim(l))
		}
	}
}

// stanceWords are the words that made the stance what it is, else the cue.
func stanceWords(s *record.Statement) string {
	for _, b := range s.Because {
		if b.Field == "stance" && b.Text != "" {
			return b.Text
		}
	}
	return words(s.Cue)
}

func sure(s *record.Statement) string {
	if s.Certainty == "underspecified" {
		return "–"
	}
	return s.Certainty
}

func side(rec *record.Record, actor string) string {
	if a := answersTo(rec, actor); a != "" && a != speakerName(rec, actor) {
		return " (" + a + ")"
	}
	return ""
}

func speakerName(rec *record.Record, id string) string {
	if a := actorOf(rec, id); a != nil {
		return a.Name
	}
	return ""
}

// figures lists every figure with the body that gave it.
func (t *terminal) figures(r *record.Report) {
	any := false
	for i := range r.Statements {
		s := &r.Statements[i]
		for _, f := range s.Figures {
			if !any {
				t.line("")
				t.line(t.bold("Figures"))
				any = true
			}
			t.line(fit("  "+pad(figureLabel(f), 20)+pad(figureValue(f), 16)+fmt.Sprintf("%3d  ", i+1)+speaker(t.rec, s), t.o.Width))
		}
	}
}

// gaps lists who did not answer, who declined, who gave no evidence, and what was
// left unsaid.
func (t *terminal) gaps(r *record.Report) {
	any := false
	for _, stance := range gaps {
		for i := range r.Statements {
			s := &r.Statements[i]
			if s.Stance != stance {
				continue
			}
			if !any {
				t.line("")
				t.line(t.bold("Gaps"))
				any = true
			}
			about := ""
			if s.Content != nil {
				about = ": " + clean(s.Content.Text)
			}
			t.line(fit("  "+pad(stanceLabels[stance], 20)+fmt.Sprintf("%3d  ", i+1)+speaker(t.rec, s)+about, t.o.Width))
		}
	}
}

// line writes one line; an error stays in the buffer's writer until Flush.
func (t *terminal) line(s string) { _, _ = t.w.WriteString(s + "\n") }

func (t *terminal) bold(s string) string { return t.ansi("1", s) }
func (t *terminal) dim(s string) string  { return t.ansi("2", s) }

// stance colours denials and silences, so that they stand out from assertions.
func (t *terminal) stance(stance, s string) string {
	switch stance {
	case "denies":
		return t.ansi("31", s)
	case "asserts", "demands", "intends", "asks":
		return s
	}
	return t.ansi("33", s)
}

func (t *terminal) ansi(code, s string) string {
	if !t.o.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// pad fills s to w columns; what is longer is cut.
func pad(s string, w int) string {
	s = fit(s, w)
	if n := runewidth.StringWidth(s); n < w {
		s += strings.Repeat(" ", w-n)
	}
	return s
}

func fit(s string, w int) string { return runewidth.Truncate(printable(s), w, "…") }

// wrap breaks s into lines of at most w columns, at most lines of them (0 = all),
// the last ending in "…" where words are left over.
func wrap(s string, w, lines int) []string {
	var out []string
	cur := ""
	words := strings.Fields(printable(s))
	for i, word := range words {
		switch {
		case cur == "":
			cur = word
		case runewidth.StringWidth(cur)+1+runewidth.StringWidth(word) <= w:
			cur += " " + word
		default:
			if lines > 0 && len(out) == lines-1 {
				return append(out, fit(cur+" "+strings.Join(words[i:], " "), w))
			}
			out = append(out, cur)
			cur = word
		}
		for runewidth.StringWidth(cur) > w { // one word wider than the line: a URL, or Chinese
			if lines > 0 && len(out) == lines-1 {
				return append(out, fit(cur, w))
			}
			head := runewidth.Truncate(cur, w, "")
			out = append(out, head)
			cur = cur[len(head):]
		}
	}
	return append(out, cur)
}

// clean makes words of a text that may be hostile fit for one line.
func clean(s string) string { return printable(strings.Join(strings.Fields(s), " ")) }

// printable shows control characters (terminal escapes and bidirectional
// overrides among them) as "·"; a report must not be able to move the cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 || r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			if r == '\n' || r == '\t' {
				return ' '
			}
			return '·'
		}
		return r
	}, s)
}
