package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"github.com/onrecord/onrecord/dossier"
	"github.com/onrecord/onrecord/internal/intake"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

const readHelp = `Read reports and print who said what: of one report a row for each statement, of
several the claims, how many independent lines stand behind each, and what changed
on the way.

Usage: onrecord read [flags] PATH|URL|- ...

A PATH is a story (text, Markdown, HTML, PDF, e-mail, feed, ninjs, NewsML-G2), an
archive of stories (ZIP, WARC, WACZ, mbox, gzip) or a folder; - is standard input.
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
	html       string
	keep       string
	workers    int
	bounds     report.Bounds
	cache      string
	timeout    time.Duration
	width      int
	color      string
	quiet      bool
}

func runRead(ctx context.Context, args []string, s streams) error {
	var o readOptions
	f := newFlags("read", readHelp, s)
	f.BoolVar(&o.json, "json", false, "print the record as JSON")
	f.StringVar(&o.html, "html", "", "write one self-contained page to `FILE`")
	f.BoolVar(&o.full, "full", false, "shorten nothing: whole contents, every claim, each report's statements")
	f.BoolVar(&o.statements, "statements", false, "of several reports, print each one's statements too")
	f.StringVar(&o.keep, "keep", "", "keep the bytes of fetched pages in `DIR`, named by their SHA-256")
	f.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "read this many inputs at the same time")
	d := report.DefaultBounds
	f.Int64Var(&o.bounds.Bytes, "max-bytes", d.Bytes, "refuse inputs and members with more bytes")
	f.Int64Var(&o.bounds.Unpacked, "max-unpacked", d.Unpacked, "stop at archives that unpack to more bytes")
	f.IntVar(&o.bounds.Members, "max-members", d.Members, "stop after this many members of an archive, mailbox or feed")
	f.IntVar(&o.bounds.Pages, "max-pages", d.Pages, "refuse documents with more pages")
	f.StringVar(&o.cache, "cache-dir", defaultCache(), "keep the compiled PDF reader in `DIR` (empty: nowhere)")
	f.DurationVar(&o.timeout, "timeout", 30*time.Second, "give up on a web address after this time")
	f.IntVar(&o.width, "width", 0, "columns of the table (0: 80)")
	f.StringVar(&o.color, "color", "auto", "colour the table: auto, always, never")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "show no progress")
	if err := f.parse(args); err != nil {
		return err
	}
	if f.NArg() == 0 {
		return &usageError{reason: "read: nothing to read", hint: "name a file, a folder, an address, or - for standard input"}
	}
	if b := o.bounds; o.workers < 1 || b.Bytes < 1 || b.Unpacked < 1 || b.Members < 1 || b.Pages < 1 {
		return &usageError{reason: "read: --workers and the --max-… limits must be at least 1"}
	}
	if o.color != "auto" && o.color != "always" && o.color != "never" {
		return &usageError{reason: "read: --color is auto, always or never"}
	}
	return o.read(ctx, f.Args(), s)
}

func (o readOptions) read(ctx context.Context, args []string, s streams) error {
	if o.cache != "" {
		_ = report.CachePDF(o.cache) // without it a PDF only starts slower
	}
	inputs := intake.Inputs(args, s.in, &intake.Fetcher{Timeout: o.timeout, Bytes: o.bounds.Bytes, Keep: o.keep})
	bar := o.progress(len(inputs), s)
	var readings []*record.Reading
	refused := false
	for r, err := range intake.Read(ctx, inputs, intake.Options{
		Reader:  record.Reader{Finder: statement.NewRules()},
		Bounds:  o.bounds,
		Workers: o.workers,
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
		default:
			readings = append(readings, r)
		}
	}
	_ = bar.Finish() // as above
	rec := record.Build(readings)
	if err := o.write(rec, s); err != nil {
		return err
	}
	if refused {
		return errSomeRefused
	}
	return nil
}

// write gives the record in the form that was asked for.
func (o readOptions) write(rec *record.Record, s streams) error {
	if o.html != "" {
		if err := writeFile(o.html, func(w io.Writer) error { return dossier.HTML(w, rec) }); err != nil {
			return err
		}
	}
	switch {
	case o.json:
		return rec.WriteJSON(s.out)
	case o.html != "":
		return nil
	}
	color := o.color == "always" || o.color == "auto" && isTerminal(s.out) && s.getenv("NO_COLOR") == ""
	return dossier.Terminal(s.out, rec, dossier.TerminalOptions{Width: o.width, Color: color, Full: o.full, Statements: o.statements})
}

// progress is a bar on standard error: only on a terminal, only for long work.
func (o readOptions) progress(n int, s streams) *progressbar.ProgressBar {
	visible := !o.quiet && n > 3 && isTerminal(s.err)
	return progressbar.NewOptions(n, progressbar.OptionSetWriter(s.err), progressbar.OptionSetVisibility(visible),
		progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(100*time.Millisecond))
}

// defaultCache is a folder of ours in the user's cache, "" where there is none.
func defaultCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "onrecord")
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// writeFile writes aside, then renames: a name that is there is a whole file.
func writeFile(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	err = write(tmp)
	if e := tmp.Chmod(0o644); err == nil {
		err = e
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // best effort: the error below is the one to tell
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	return nil
}
