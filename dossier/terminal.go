package dossier

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// TerminalOptions say how a record is printed.
type TerminalOptions struct {
	Width      int  // columns; 0 means 80
	Color      bool // ANSI attributes
	Full       bool // nothing shortened: whole contents, all claims, each report's statements
	Statements bool // each report's statements also where there are several reports
}

// The columns of the statements' table. The last takes what the width leaves.
const (
	colNumber  = 4
	colSpeaker = 27
	colStance  = 18
	colSure    = 15
)

type terminal struct {
	w *bufio.Writer
	x *index
	o TerminalOptions
}

// Terminal prints a record for people. Of one report: a row for each statement,
// then the figures and the gaps. Of several: the claims and how many independent
// lines stand behind each, who takes which side and in which words, what changed
// on the way, the gaps, the figures, and the reports.
func Terminal(w io.Writer, rec *record.Record, o TerminalOptions) error {
	t := newTerminal(w, rec, o)
	if len(rec.Reports) > 1 {
		t.overview()
	}
	if len(rec.Reports) == 1 || o.Statements || o.Full {
		for i, r := range rec.Reports {
			if i > 0 || len(rec.Reports) > 1 {
				t.line("")
			}
			t.report(r)
		}
	}
	return t.w.Flush()
}

func newTerminal(w io.Writer, rec *record.Record, o TerminalOptions) *terminal {
	if o.Width == 0 {
		o.Width = 80
	}
	o.Width = max(o.Width, 60)
	return &terminal{w: bufio.NewWriter(w), x: newIndex(rec), o: o}
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
	t.line(t.dim(fit("SHA-256 "+r.SHA256, t.o.Width)))
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
	who := wrap(t.x.speaker(s)+t.x.sideOf(s.Actor), colSpeaker-1, 3)
	first := pad(fmt.Sprintf("%3d", n), colNumber) + t.bold(pad(who[0], colSpeaker)) +
		t.stance(s.Stance, pad(stanceLabels[s.Stance], colStance)) + pad(sure(s), colSure) + fit(shortDay(s.Said, r.Published), t.o.Width-colNumber-colSpeaker-colStance-colSure)
	t.line(first)
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
			t.line(fit("  "+pad(figureLabel(f), 20)+pad(figureValue(f), 16)+fmt.Sprintf("%3d  ", i+1)+t.x.speaker(s), t.o.Width))
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
			t.line(fit("  "+pad(stanceLabels[stance], 20)+fmt.Sprintf("%3d  ", i+1)+t.x.speaker(s)+about, t.o.Width))
		}
	}
}
