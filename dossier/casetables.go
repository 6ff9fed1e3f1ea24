package dossier

import (
	"io"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// Found is one place in which a search found what it looked for.
type Found struct {
	ID    string // of the statement, else of the report
	Who   string // the speaker, "" for a report's text
	Where string // outlet, day, title
	Words string // with what was found between the two marks
}

// Hits prints what a search found; from and to are the marks in Found.Words.
func Hits(w io.Writer, found []Found, from, to string, o TerminalOptions) error {
	t := newTerminal(w, &record.Record{}, o)
	marks := strings.NewReplacer(from, "«", to, "»")
	for i, f := range found {
		if i > 0 {
			t.line("")
		}
		head := f.ID
		if f.Who != "" {
			head += " · " + f.Who
		}
		for _, l := range wrap(clean(head), t.o.Width, 2) {
			t.line(t.bold(l))
		}
		for _, l := range wrap(marks.Replace(clean(f.Words)), t.o.Width-2, 0) {
			t.line("  " + l)
		}
		for _, l := range wrap(clean(f.Where), t.o.Width-2, 1) {
			t.line("  " + t.dim(l))
		}
	}
	if len(found) == 0 {
		t.line("Nothing found.")
	}
	return t.w.Flush()
}

// Actors prints who speaks: id, name, what he is and for whom, and the other forms
// in which the reports name him.
func Actors(w io.Writer, rec *record.Record, o TerminalOptions) error {
	t := newTerminal(w, rec, o)
	said := map[string]int{}
	for _, r := range rec.Reports {
		for i := range r.Statements {
			said[r.Statements[i].Actor]++
		}
	}
	for _, a := range rec.Actors {
		about := []string{a.Kind}
		for _, s := range []string{a.Role, t.x.answersTo(a.ID)} {
			if s != "" && s != a.Name {
				about = append(about, s)
			}
		}
		about = append(about, count(said[a.ID], "statement"))
		t.line(pad(a.ID, 6) + t.bold(fit(a.Name, t.o.Width-6)))
		for _, l := range wrap(clean(strings.Join(about, " · ")), t.o.Width-6, 2) {
			t.line(pad("", 6) + l)
		}
		var others []string
		for _, n := range a.Names {
			if n != a.Name {
				others = append(others, n)
			}
		}
		if len(others) > 0 {
			for _, l := range wrap(clean("also "+strings.Join(others, ", ")), t.o.Width-6, 3) {
				t.line(pad("", 6) + t.dim(l))
			}
		}
	}
	return t.w.Flush()
}

// An Event is one line of a case's log.
type Event struct {
	Number string // of a decision
	When   string
	Who    string // who decided; "" for what the program did
	What   string
	Why    string
	State  string // "undone", "no longer fits: …"
}

// Log prints what was done with a case.
func Log(w io.Writer, events []Event, o TerminalOptions) error {
	t := newTerminal(w, &record.Record{}, o)
	for _, e := range events {
		head := strings.TrimSpace(e.Who + " " + e.What)
		for i, l := range wrap(clean(head), t.o.Width-26, 0) {
			if i == 0 {
				t.line(pad(e.Number, 5) + t.dim(pad(e.When, 21)) + l)
			} else {
				t.line(pad("", 26) + l)
			}
		}
		for _, s := range []string{e.Why, e.State} {
			if s == "" {
				continue
			}
			for _, l := range wrap(clean(s), t.o.Width-26, 0) {
				t.line(pad("", 26) + t.dim(l))
			}
		}
	}
	return t.w.Flush()
}

// Clean makes words that may be hostile fit for one line of a terminal.
func Clean(s string) string { return clean(s) }
