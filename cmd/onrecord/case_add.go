package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/schollz/progressbar/v3"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/dossier"
	"github.com/onrecord/onrecord/report"
)

const caseAddHelp = `Add reports to a case.

Usage: onrecord case add CASE [flags] PATH|URL|- ...

What can be read is what onrecord read reads. The bytes are kept in the case as
they came. A report is told of once it is on the disk: what was told of is in the
case whatever happens then, and the same command given again adds the rest. Bytes
that are in the case already add nothing.

  onrecord case add bridge.db reports/ https://example.org/story.html

Exit status: 0 all added or there already, 1 some input could not be read (each is
told on standard error), 2 wrong usage, 3 failed, 130 interrupted.
`

const caseRereadHelp = `Read the reports of a case again, from the bytes in it.

Usage: onrecord case reread CASE [flags]

Reads what another version of onrecord has read; with --all everything. Decisions
stay: they are replayed over the new result, and case log tells which no longer
fit. Interrupted, it goes on where it stopped when it is started again.
`

var (
	caseAddVerb    = verb{name: "add", short: "add reports: files, folders, archives, addresses", help: caseAddHelp, run: runCaseAdd}
	caseRereadVerb = verb{name: "reread", short: "read the reports again with this version", help: caseRereadHelp, run: runCaseReread}
)

func runCaseAdd(ctx context.Context, args []string, s streams) error {
	var a adding
	f := newFlags("case add", caseAddHelp, s)
	a.intake.flags(f)
	f.BoolVar(&a.json, "json", false, "print one JSON object for each report, then the sum")
	if err := f.parse(args); err != nil {
		return err
	}
	path, what, err := caseArgs(f, 1, -1, "a case, and what to add to it")
	if err != nil {
		return err
	}
	if err := a.intake.check("case add"); err != nil {
		return err
	}
	return withCase(ctx, path, func(c *casefile.Case) error {
		inputs := a.intake.inputs(what, s)
		return a.run(s, len(inputs), func(o casefile.AddOptions) (casefile.Added, error) { return c.Add(ctx, inputs, o) })
	})
}

func runCaseReread(ctx context.Context, args []string, s streams) error {
	var a adding
	f := newFlags("case reread", caseRereadHelp, s)
	a.intake.flags(f)
	f.BoolVar(&a.json, "json", false, "print one JSON object for each report, then the sum")
	all := f.Bool("all", false, "read everything again")
	if err := f.parse(args); err != nil {
		return err
	}
	path, _, err := caseArgs(f, 0, 0, "a case")
	if err != nil {
		return err
	}
	if err := a.intake.check("case reread"); err != nil {
		return err
	}
	return withCase(ctx, path, func(c *casefile.Case) error {
		a.intake.inputs(nil, s) // prepares the PDF reader
		return a.run(s, 0, func(o casefile.AddOptions) (casefile.Added, error) { return c.Reread(ctx, *all, o) })
	})
}

// adding is what case add and case reread have in common.
type adding struct {
	intake intakeOptions
	json   bool
	bar    *progressbar.ProgressBar
	err    error // of the output: reports are kept all the same
}

// A keptLine is what --json prints for each report.
type keptLine struct {
	Name       string `json:"name"`
	SHA256     string `json:"sha256"`
	Statements int    `json:"statements"`
	Outcome    string `json:"outcome"` // added, known, reread
}

// A sumLine is what --json prints last.
type sumLine struct {
	Added   int `json:"added"`
	Known   int `json:"known"`
	Reread  int `json:"reread"`
	Refused int `json:"refused"`
}

func (a *adding) run(s streams, n int, add func(casefile.AddOptions) (casefile.Added, error)) error {
	reader, err := newReader(a.intake.reader)
	if err != nil {
		return err
	}
	a.bar = a.intake.progress(n, s)
	sum, err := add(casefile.AddOptions{
		Reader: casefile.Reader{Reader: reader, Name: readerName(a.intake.reader)}, Bounds: a.intake.bounds, Workers: a.intake.workers,
		Kept:    func(k casefile.Kept) { a.kept(s, k) },
		Refused: func(err error) { a.refused(s, err) },
		Done:    func() { _ = a.bar.Add(1) }, // a bar that fails to draw is no error of the reading
	})
	_ = a.bar.Finish() // as above
	if e := a.sum(s, sum); a.err == nil {
		a.err = e
	}
	switch {
	case err != nil:
		return err
	case a.err != nil:
		return a.err
	case sum.Refused > 0:
		return errSomeRefused
	}
	return nil
}

// kept tells of one report that is on the disk.
func (a *adding) kept(s streams, k casefile.Kept) {
	outcome := "added"
	switch {
	case k.Known:
		outcome = "known"
	case k.Again:
		outcome = "reread"
	}
	_ = a.bar.Clear() // as above
	var err error
	switch {
	case a.json:
		err = printJSONLine(s, keptLine{k.Name, k.SHA256, k.Statements, outcome})
	case !a.intake.quiet:
		_, err = fmt.Fprintf(s.out, "%-7s %s (%s)\n", outcome, dossier.Clean(k.Name), many(k.Statements, "statement"))
	}
	if a.err == nil {
		a.err = err
	}
}

func (a *adding) refused(s streams, err error) {
	_ = a.bar.Clear() // as above
	var refusal *report.Refusal
	var broken *casefile.Error
	hint := ""
	switch {
	case errors.As(err, &refusal):
		hint = refusal.Hint
	case errors.As(err, &broken):
		hint = broken.Hint
	}
	tell(s.err, err, hint)
}

func (a *adding) sum(s streams, sum casefile.Added) error {
	if a.json {
		return printJSONLine(s, sumLine{sum.Reports, sum.Known, sum.Again, sum.Refused})
	}
	line := many(sum.Reports, "report") + " added"
	if sum.Again > 0 {
		line += fmt.Sprintf(", %d read again", sum.Again)
	}
	if sum.Known > 0 {
		line += fmt.Sprintf(", %d there already", sum.Known)
	}
	if sum.Refused > 0 {
		line += fmt.Sprintf(", %d could not be read", sum.Refused)
	}
	_, err := fmt.Fprintln(s.out, line)
	return err
}
