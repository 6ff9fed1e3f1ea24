package main

import (
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/internal/intake"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// theReader is the reader of every verb. Cases keep its name with each reading: it
// must be another whenever the reader may find something else.
func theReader() casefile.Reader {
	return casefile.Reader{Reader: record.Reader{Finder: statement.NewRules()}, Name: "onrecord " + version + ", rules"}
}

// intakeOptions are the flags of the verbs that read reports.
type intakeOptions struct {
	keep    string
	workers int
	bounds  report.Bounds
	cache   string
	timeout time.Duration
	quiet   bool
}

func (o *intakeOptions) flags(f *flags) {
	f.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "read this many inputs at the same time")
	d := report.DefaultBounds
	f.Int64Var(&o.bounds.Bytes, "max-bytes", d.Bytes, "refuse inputs and members with more bytes")
	f.Int64Var(&o.bounds.Unpacked, "max-unpacked", d.Unpacked, "stop at archives that unpack to more bytes")
	f.IntVar(&o.bounds.Members, "max-members", d.Members, "stop after this many members of an archive, mailbox or feed")
	f.IntVar(&o.bounds.Pages, "max-pages", d.Pages, "refuse documents with more pages")
	f.StringVar(&o.cache, "cache-dir", defaultCache(), "keep the compiled PDF reader in `DIR` (empty: nowhere)")
	f.DurationVar(&o.timeout, "timeout", 30*time.Second, "give up on a web address after this time")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "show no progress")
}

func (o *intakeOptions) check(verb string) error {
	if b := o.bounds; o.workers < 1 || b.Bytes < 1 || b.Unpacked < 1 || b.Members < 1 || b.Pages < 1 {
		return &usageError{reason: verb + ": --workers and the --max-… limits must be at least 1"}
	}
	return nil
}

// inputs makes inputs of arguments.
func (o *intakeOptions) inputs(args []string, s streams) []intake.Input {
	if o.cache != "" {
		_ = report.CachePDF(o.cache) // without it a PDF only starts slower
	}
	return intake.Inputs(args, s.in, &intake.Fetcher{Timeout: o.timeout, Bytes: o.bounds.Bytes, Keep: o.keep})
}

// progress is a bar on standard error: only on a terminal, only for long work.
func (o *intakeOptions) progress(n int, s streams) *progressbar.ProgressBar {
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
