package main

import (
	"context"
	"errors"
	"io"

	"github.com/onrecord/onrecord/dossier"
	"github.com/onrecord/onrecord/internal/intake"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
)

const readHelp = `Read reports and print who said what: of one report a row for each statement, of
several the claims, how many independent lines stand behind each, and what changed
on the way.

Usage: onrecord read [flags] PATH|URL|- ...

A PATH is a story (text, Markdown, HTML, PDF, e-mail, feed, ninjs, NewsML-G2), an
archive of stories (ZIP, tar, WARC, WACZ, mbox, gzip) or a folder; - is standard input.
Only an http or https address touches the network.

  onrecord read story.txt                 a table to read
  onrecord read folder                    claims and lines over all its reports
  onrecord read --json folder > rec.json  the record (onrecord schema defines it)
  onrecord read --html story.html a.txt   one page: the story, marked, beside the table

Exit status: 0 all read, 1 some input could not be read (each is told on standard
error), 2 wrong usage, 3 failed, 130 interrupted.
`

var readVerb = verb{name: "read", short: "read reports and print who said what", help: readHelp, run: runRead}

type readOptions struct {
	json, full bool
	statements bool
	apart      bool
	html       string
	intake     intakeOptions
	table      tableOptions
}

func runRead(ctx context.Context, args []string, s streams) error {
	var o readOptions
	f := newFlags("read", readHelp, s)
	f.BoolVar(&o.json, "json", false, "print the record as JSON")
	f.StringVar(&o.html, "html", "", "write one self-contained page to `FILE`, - for standard output")
	f.BoolVar(&o.full, "full", false, "shorten nothing: whole contents, every claim, each report's statements")
	f.BoolVar(&o.statements, "statements", false, "of several reports, print each one's statements too")
	f.BoolVar(&o.apart, "apart", false, "print each report by itself as it is read; memory does not grow with their number")
	f.StringVar(&o.intake.keep, "keep", "", "keep the bytes of fetched pages in `DIR`, named by their SHA-256")
	o.intake.flags(f)
	o.table.flags(f)
	if err := f.parse(args); err != nil {
		return err
	}
	if f.NArg() == 0 {
		return &usageError{reason: "read: nothing to read", hint: "name a file, a folder, an address, or - for standard input"}
	}
	if err := errors.Join(o.intake.check("read"), o.table.check("read")); err != nil {
		return err
	}
	if o.apart && o.html != "" {
		return &usageError{reason: "read: --apart and --html do not go together", hint: "leave one of them out"}
	}
	if o.json && o.html == "-" {
		return &usageError{reason: "read: --json and --html - both write to standard output", hint: "give --html the name of a file"}
	}
	if err := mayBecomePage("read", "--html", o.html); err != nil {
		return err
	}
	return o.read(ctx, f.Args(), s)
}

func (o readOptions) read(ctx context.Context, args []string, s streams) error {
	reader, err := newReader(o.intake.reader)
	if err != nil {
		return err
	}
	inputs := o.intake.inputs(args, s)
	bar := o.intake.progress(len(inputs), s)
	var readings []*record.Reading
	var each *printer // of --apart
	if o.apart {
		reader.Meaning = nil // nothing is compared
		each = o.printer(s)
	}
	refused := false
	for r, err := range intake.Read(ctx, inputs, intake.Options{
		Reader:  reader,
		Bounds:  o.intake.bounds,
		Workers: o.intake.workers,
		Done:    func(intake.Input) { _ = bar.Add(1) }, // a bar that fails to draw is no error of the reading
	}) {
		var refusal *report.Refusal
		switch {
		case errors.As(err, &refusal):
			_ = bar.Clear() // as above
			tell(s.err, refusal, refusal.Hint)
			refused = true
		case err != nil:
			return err
		case o.apart:
			_ = bar.Clear() // as above
			if err := each.add(r); err != nil {
				return err
			}
		default:
			readings = append(readings, r)
		}
	}
	_ = bar.Finish() // as above
	if o.apart {
		err = each.close()
	} else {
		var rec *record.Record
		if rec, err = record.Build(ctx, readings); err == nil {
			err = o.write(rec, s)
		}
	}
	if err != nil {
		return err
	}
	if refused {
		return errSomeRefused
	}
	return nil
}

// A printer prints readings one by one, as a table each or as one JSON record.
type printer struct {
	n      int
	stream *record.Stream // nil for tables
	table  func(*record.Record) error
}

func (o readOptions) printer(s streams) *printer {
	if o.json {
		return &printer{stream: record.NewStream(s.out)}
	}
	t := o.table.terminal(s)
	t.Full = o.full
	return &printer{table: func(rec *record.Record) error { return dossier.Terminal(s.out, rec, t) }}
}

func (p *printer) add(r *record.Reading) error {
	p.n++
	if p.stream != nil {
		p.stream.Add(r)
		return nil
	}
	return p.table(record.Apart(r, p.n))
}

func (p *printer) close() error {
	if p.stream != nil {
		return p.stream.Close()
	}
	return nil
}

// write gives the record in the form that was asked for.
func (o readOptions) write(rec *record.Record, s streams) error {
	if o.html != "" {
		if err := writePage(o.html, s.out, func(w io.Writer) error { return dossier.HTML(w, rec) }); err != nil {
			return err
		}
	}
	switch {
	case o.json:
		return rec.WriteJSON(s.out)
	case o.html != "":
		return nil
	}
	t := o.table.terminal(s)
	t.Full, t.Statements = o.full, o.statements
	return dossier.Terminal(s.out, rec, t)
}
