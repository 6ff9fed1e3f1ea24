package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/dossier"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
)

const dossierHelp = `Write one self-contained page that a reader who was not there can follow: claims
and their independent lines, who takes which side in which words, what changed on
the way, who took what from whom, silences, figures, and every report with its
statements marked. It loads nothing, runs no script, and prints on A4.

Usage: onrecord dossier [flags] CASE|RECORD.json|- -o FILE

  onrecord dossier bridge.db -o bridge.html
  onrecord read --json folder | onrecord dossier - -o folder.html --title "The bridge"

RECORD.json is what read --json or case show --json printed; - is standard input.
FILE - is standard output.

Exit status: 0 written, 2 wrong usage, 3 the case or record could not be read or the
page not written, 130 interrupted.
`

var dossierVerb = verb{name: "dossier", short: "write a case or a record as one page", help: dossierHelp, run: runDossier}

// recordBytes bounds a record that is read back: that of ten thousand reports has
// about a tenth of it.
const recordBytes = 1 << 30

type dossierOptions struct {
	out, title string
	maxBytes   int64
}

func runDossier(ctx context.Context, args []string, s streams) error {
	var o dossierOptions
	f := newFlags("dossier", dossierHelp, s)
	f.StringVarP(&o.out, "output", "o", "", "write the page to `FILE`, - for standard output")
	f.StringVar(&o.title, "title", "", "head the page with this `TITLE`; else with the case's")
	f.Int64Var(&o.maxBytes, "max-bytes", recordBytes, "refuse records with more bytes")
	if err := f.parse(args); err != nil {
		return err
	}
	switch {
	case f.NArg() != 1:
		return &usageError{reason: "dossier: expects one case or one record"}
	case o.out == "":
		return &usageError{reason: "dossier: nowhere to write", hint: "-o dossier.html writes a file, -o - standard output"}
	case o.maxBytes < 1:
		return &usageError{reason: "dossier: --max-bytes must be at least 1"}
	}
	if err := mayBecomePage("dossier", "-o", o.out); err != nil {
		return err
	}
	rec, page, err := o.load(ctx, f.Arg(0), s)
	if err != nil {
		return err
	}
	if o.title != "" {
		page.Title = o.title
	}
	return writePage(o.out, s.out, func(w io.Writer) error { return dossier.Dossier(w, rec, page) })
}

// load reads a case, by its first bytes, or a record.
func (o dossierOptions) load(ctx context.Context, name string, s streams) (*record.Record, dossier.Options, error) {
	if name == "-" {
		rec, err := decodeRecord("standard input", s.in, o.maxBytes)
		return rec, dossier.Options{}, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, dossier.Options{}, &report.Refusal{Name: name, Reason: "cannot be opened", Hint: "give a case that case new made, or a record that read --json wrote", Err: err}
	}
	defer func() { _ = f.Close() }() // it was only read
	in := bufio.NewReader(f)
	if head, _ := in.Peek(16); bytes.HasPrefix(head, []byte("SQLite format 3")) {
		return loadCase(ctx, name)
	}
	rec, err := decodeRecord(name, in, o.maxBytes)
	return rec, dossier.Options{}, err
}

// loadCase gives what a case says now, with people's decisions.
func loadCase(ctx context.Context, path string) (rec *record.Record, page dossier.Options, err error) {
	err = withView(ctx, path, func(_ *casefile.Case, v *casefile.View) error {
		rec, page.Title = v.Record, v.Title
		for _, l := range decisionLines(v) {
			page.Decisions = append(page.Decisions, eventOf(l))
		}
		return nil
	})
	return rec, page, err
}

func decodeRecord(name string, in io.Reader, limit int64) (*record.Record, error) {
	rec, err := record.Decode(in, limit)
	switch {
	case errors.Is(err, record.ErrTooLong):
		return nil, &report.Refusal{Name: name, Reason: fmt.Sprintf("the record has more than %d bytes", limit), Hint: "--max-bytes raises the limit", Err: err}
	case err != nil:
		return nil, &report.Refusal{Name: name, Reason: "no record that can be shown: " + err.Error(), Hint: "give what onrecord read --json printed", Err: err}
	}
	return rec, nil
}
