package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/onrecord/onrecord/internal/encoder"
	"github.com/onrecord/onrecord/internal/intake"
	"github.com/onrecord/onrecord/models"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// The readers that find statements.
const (
	readerLearned = "learned"
	readerRules   = "rules"
)

// newReader makes the reader that finds statements in the way named.
func newReader(kind string) (record.Reader, error) {
	if kind == readerRules {
		return record.Reader{Finder: statement.NewRules()}, nil
	}
	learned, err := statement.NewLearned(models.Reader, encoder.Options{})
	if err != nil {
		return record.Reader{}, err
	}
	claims, err := learned.Claims(models.Claims)
	if err != nil {
		return record.Reader{}, err
	}
	return record.Reader{Finder: learned, Meaning: learned, Claims: claims}, nil
}

// readerName names a reader with its version, and its weights where it has some; a
// case keeps it with each reading. It is another whenever the reader may find
// something else. Not a field of the reader: the sum of the weights takes 30 ms, which
// verbs that keep nothing need not wait for.
func readerName(kind string) string {
	if kind == readerRules {
		return "onrecord " + version + ", rules"
	}
	h := sha256.New()
	h.Write(models.Reader)
	h.Write(models.Claims)
	return fmt.Sprintf("onrecord %s, learned %x", version, h.Sum(nil)[:4])
}

// intakeOptions are the flags of the verbs that read reports.
type intakeOptions struct {
	reader  string
	keep    string
	workers int
	bounds  report.Bounds
	cache   string
	timeout time.Duration
	quiet   bool
}

func (o *intakeOptions) flags(f *flags) {
	f.StringVar(&o.reader, "reader", readerLearned, "find statements with the learned reader or by rules: learned, rules")
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
	if o.reader != readerLearned && o.reader != readerRules {
		return &usageError{reason: verb + ": --reader is learned or rules"}
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
