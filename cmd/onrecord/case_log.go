package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/dossier"
)

const caseLogHelp = `Print what was done with a case: what was added and refused, and every decision
with who, when and why, whether it was undone, and whether it still fits.

Usage: onrecord case log CASE [flags]
`

const caseCheckHelp = `Hold everything in a case against the digests taken when it was written: the bytes
of every input, every reading, and the file itself.

Usage: onrecord case check CASE

Exit status: 0 all as it was written, 2 wrong usage, 3 something was changed or is
damaged (each is told on standard error), 130 interrupted.
`

var (
	caseLogVerb   = verb{name: "log", short: "list what was done, and every decision", help: caseLogHelp, run: runCaseLog}
	caseCheckVerb = verb{name: "check", short: "check that nothing in the file was changed", help: caseCheckHelp, run: runCaseCheck}
)

// A logLine is one entry of the log as JSON.
type logLine struct {
	At       string             `json:"at"`
	What     string             `json:"what"` // new, add, refused, reread, decision
	Text     string             `json:"text,omitempty"`
	Decision *casefile.Decision `json:"decision,omitempty"`
	InForce  *bool              `json:"in_force,omitempty"`
	Now      []string           `json:"now,omitempty"` // the ids of what the decision is about
	Unfit    string             `json:"unfit,omitempty"`
}

func runCaseLog(ctx context.Context, args []string, s streams) error {
	f, o, asJSON := viewFlags("case log", caseLogHelp, s)
	if err := f.parse(args); err != nil {
		return err
	}
	path, _, err := caseArgs(f, 0, 0, "a case")
	if err != nil {
		return err
	}
	if err := o.check("case log"); err != nil {
		return err
	}
	return withView(ctx, path, func(c *casefile.Case, v *casefile.View) error {
		lines, err := logLines(ctx, c, v)
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(s, lines)
		}
		var events []dossier.Event
		for _, l := range lines {
			events = append(events, eventOf(l))
		}
		return dossier.Log(s.out, events, o.terminal(s))
	})
}

// logLines are what the program did and what people decided, by time.
func logLines(ctx context.Context, c *casefile.Case, v *casefile.View) ([]logLine, error) {
	done, err := c.Log(ctx)
	if err != nil {
		return nil, err
	}
	lines := []logLine{}
	for _, e := range done {
		lines = append(lines, logLine{At: e.At, What: e.What, Text: e.Text})
	}
	lines = append(lines, decisionLines(v)...)
	slices.SortStableFunc(lines, func(a, b logLine) int { return strings.Compare(a.At, b.At) })
	return lines, nil
}

// decisionLines are what people decided, in the order of the decisions.
func decisionLines(v *casefile.View) []logLine {
	var lines []logLine
	for i := range v.Decisions {
		d := &v.Decisions[i]
		force := v.InForce[d.Number]
		l := logLine{At: d.At.Format(time.RFC3339), What: "decision", Text: d.What(), Decision: d, InForce: &force}
		for _, r := range d.On {
			if id := v.Where(r); id != "" && !slices.Contains(l.Now, id) {
				l.Now = append(l.Now, id)
			}
		}
		for _, u := range v.Unfit {
			if u.Decision.Number == d.Number {
				l.Unfit = u.Reason
			}
		}
		lines = append(lines, l)
	}
	return lines
}

func eventOf(l logLine) dossier.Event {
	e := dossier.Event{When: strings.NewReplacer("T", " ", "Z", "").Replace(l.At), What: l.What}
	switch {
	case l.Decision == nil && l.Text != "":
		e.What += ": " + l.Text
	case l.Decision != nil:
		d := l.Decision
		e.Number, e.Who, e.What, e.Why = strconv.Itoa(d.Number), d.By, l.Text, "why: "+d.Why
		if d.Kind == casefile.Note {
			e.Why = d.Why
		}
		if len(l.Now) > 0 {
			e.What += " (now " + strings.Join(l.Now, ", ") + ")"
		}
		switch {
		case !*l.InForce:
			e.State = "undone"
		case l.Unfit != "":
			e.State = "no longer fits: " + l.Unfit
		}
	}
	return e
}

func runCaseCheck(ctx context.Context, args []string, s streams) error {
	f := newFlags("case check", caseCheckHelp, s)
	if err := f.parse(args); err != nil {
		return err
	}
	path, _, err := caseArgs(f, 0, 0, "a case")
	if err != nil {
		return err
	}
	return withCase(ctx, path, func(c *casefile.Case) error {
		bad, err := c.Check(ctx)
		if err != nil {
			return err
		}
		if len(bad) == 0 {
			_, err := fmt.Fprintf(s.out, "%s: everything is as it was written\n", path)
			return err
		}
		for _, b := range bad[1:] {
			tell(s.err, b, "")
		}
		return bad[0]
	})
}
