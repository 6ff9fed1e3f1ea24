package dossier

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/onrecord/onrecord/record"
)

// Drifts prints what changed on the way from report to report.
func Drifts(w io.Writer, rec *record.Record, o TerminalOptions) error {
	return printPart(w, rec, o, (*terminal).drift)
}

// Silences prints who did not answer, declined, could not confirm, gave no
// evidence or left something out, over all reports.
func Silences(w io.Writer, rec *record.Record, o TerminalOptions) error {
	return printPart(w, rec, o, (*terminal).silences)
}

// Reports prints the reports as a table, with what each derives from.
func Reports(w io.Writer, rec *record.Record, o TerminalOptions) error {
	return printPart(w, rec, o, (*terminal).reports)
}

func printPart(w io.Writer, rec *record.Record, o TerminalOptions, part func(*terminal)) error {
	t := newTerminal(w, rec, o)
	part(t)
	return t.w.Flush()
}

func (t *terminal) drift() {
	ds := t.x.drifts()
	if len(ds) == 0 {
		return
	}
	t.section("What changed on the way")
	for _, d := range ds {
		t.line(fit("  "+d.Label+" · "+d.Speaker, t.o.Width))
		t.version("before", d.From, d.Before, d.FromBy, d.FromStance)
		t.version("after", d.To, d.After, d.ToBy, d.ToStance)
		for _, b := range d.Because {
			t.note(12, b)
		}
	}
}

// version prints one side of a drift: where it stands, then what differs, then
// the words around it.
func (t *terminal) version(label string, q quoteView, differs, by, stance string) {
	head := "    " + pad(label, 8) + q.ID + ", " + q.Outlet
	if differs != "" {
		head += ": " + clean(differs)
	} else if stance != "" {
		head += ": " + stance
	}
	if by != "" && by != differs {
		head += " · said by " + by
	}
	for i, l := range wrap(head, t.o.Width-12, 2) {
		if i == 0 {
			l = "    " + pad(label, 8) + strings.TrimLeft(strings.TrimPrefix(l, label), " ")
		} else {
			l = pad("", 12) + l
		}
		t.line(l)
	}
	if clean(q.Words) != clean(differs) {
		for _, l := range wrap(quoteMarks(q.Words), t.o.Width-12, 2) {
			t.line(pad("", 12) + t.dim(l))
		}
	}
}

func (t *terminal) silences() {
	ss := t.x.silences()
	if len(ss) == 0 {
		return
	}
	t.section("Silences and gaps")
	const label = 19
	for _, s := range ss {
		var ids []string
		for _, q := range s.Quotes {
			ids = append(ids, q.ID)
		}
		what := s.Speaker
		if s.About != "" {
			what += ": " + clean(s.About)
		}
		where := strings.Join(ids, " ")
		for i, l := range wrap(what, t.o.Width-label-2, 2) {
			head := pad("", label+2)
			if i == 0 {
				head = "  " + t.stance(s.Stance, pad(s.Label, label))
			}
			t.line(head + l)
		}
		for _, l := range wrap(where, t.o.Width-label-2, 2) {
			t.line(pad("", label+2) + t.dim(l))
		}
	}
}

// tolls prints the figures by kind and body, in the order in which each was
// given. Kinds that one statement gives once are left to --full.
func (t *terminal) tolls() {
	all := t.x.tolls()
	var shown []tollView
	for _, f := range all {
		if t.o.Full || f.Given > 1 {
			shown = append(shown, f)
		}
	}
	if len(shown) == 0 {
		return
	}
	t.section("Figures, as given by whom")
	const label = 15
	for _, f := range shown {
		head := f.Label
		for _, b := range f.Bodies {
			var vs []string
			for i, v := range b.Values {
				s := v.Value
				if d := day(v.When); d != "" {
					s += " (" + d + ", " + v.Quotes[0].ID + also(len(v.Quotes)-1) + ")"
				} else {
					s += " (" + v.Quotes[0].ID + also(len(v.Quotes)-1) + ")"
				}
				if i > 0 {
					link := "and "
					if v.Updated {
						link = "then "
					}
					s = link + s
				}
				vs = append(vs, s)
			}
			who := b.Speaker
			if b.Side != "" {
				who += " (" + b.Side + ")"
			}
			for i, l := range wrap(clean(who)+": "+strings.Join(vs, ", "), t.o.Width-label-2, 4) {
				left := pad("", label)
				if i == 0 {
					left, head = pad(head, label-1)+" ", ""
				}
				t.line("  " + left + l)
			}
		}
	}
	if n := len(all) - len(shown); n > 0 {
		t.line(t.dim(fmt.Sprintf("  … and %s given once (--full shows them)", count(n, "other figure"))))
	}
}

func also(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

func (t *terminal) merges() {
	ms := t.x.merges()
	if len(ms) == 0 {
		return
	}
	t.section("May be one and the same: judge yourself")
	for _, m := range ms {
		for i, side := range m.Sides {
			head := "  "
			if i == 1 {
				head = "  = "
			}
			var ids []string
			words := ""
			for _, q := range side.Quotes {
				ids = append(ids, q.ID)
				if words == "" {
					words = clean(q.Words)
				}
			}
			t.line(fit(head+side.Speaker+" · "+strings.Join(ids, " ")+" · “"+words+"”", t.o.Width))
		}
		for _, b := range m.Because {
			t.note(4, b)
		}
	}
}

// reports prints a row for each report: when it came out, how many statements it
// has, and what it takes from others.
func (t *terminal) reports() {
	t.section("Reports")
	const id, published, statements = 5, 13, 5
	name := t.o.Width - id - published - statements - 30
	t.line(t.dim(pad("", id) + pad("outlet", name) + pad("published", published) + pad("said", statements) + "derives from"))
	for _, r := range t.x.rec.Reports {
		from := t.derives(r)
		row := pad(r.ID, id) + pad(outlet(r), name-1) + " " + pad(day(r.Published), published) + pad(fmt.Sprintf("%3d", len(r.Statements)), statements)
		lines := wrap(from, 30, 3)
		t.line(row + lines[0])
		second := pad("", id) + t.dim(runewidth.Truncate(printable(r.Name), t.o.Width-id-31, "…"))
		if len(lines) > 1 {
			gap := t.o.Width - id - 30 - min(runewidth.StringWidth(printable(r.Name)), t.o.Width-id-31)
			second += strings.Repeat(" ", gap) + lines[1]
		}
		t.line(second)
		if len(lines) > 2 {
			t.line(pad("", t.o.Width-30) + lines[2])
		}
	}
}

// derivedLabels put the relations of reports into words that end in "of" or an
// object.
var derivedLabels = map[string]string{
	"copy":       "copies",
	"edited":     "edits",
	"rewritten":  "rewrites",
	"translated": "translates",
	"cites":      "cites",
}

// derives says what a report takes from others: "copies r1, cites Reuters".
func (t *terminal) derives(r *record.Report) string {
	var out []string
	for _, d := range t.x.derived(r) {
		out = append(out, derivedLabel(d.Relation)+" "+printable(d.From))
	}
	return strings.Join(out, ", ")
}

// derived lists what a report derives from, without an outlet or agency whose own
// report is named already.
func (x *index) derived(r *record.Report) []record.Derivation {
	var out []record.Derivation
	for _, d := range r.Derived {
		if x.reports[d.From] == nil && slices.ContainsFunc(r.Derived, func(o record.Derivation) bool {
			from := x.reports[o.From]
			return from != nil && (from.Outlet == d.From || from.Agency == d.From)
		}) {
			continue
		}
		out = append(out, d)
	}
	return out
}

func derivedLabel(relation string) string {
	if l := derivedLabels[relation]; l != "" {
		return l
	}
	return relation
}
