package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/onrecord/onrecord/casefile"
)

const caseHelp = `Keep the case of an inquiry: reports, and what people decided about them.

Usage: onrecord case VERB CASE [flags] [arguments]

A CASE is one file (SQLite). It can be copied, mailed and opened with sqlite3.

{verbs}

  onrecord case new bridge.db --title "The bridge at Orvel"
  onrecord case add bridge.db reports/ https://example.org/story.html
  onrecord case show bridge.db
  onrecord case merge bridge.db u3 u7 --by "A. Brandt" --why "the same press conference"

Ids (r1, r1.s2, u3, a4, c5) are those that case show prints; they may move when
reports are added. Decisions hold on to the words themselves and do not move.

onrecord case VERB --help tells more.

Exit status: 0 done, 1 some input could not be read (the rest was), 2 wrong
usage, 3 failed, 130 interrupted.
`

var caseVerb = verb{name: "case", short: "keep the reports of an inquiry and what people decided", help: caseHelp, verbs: []verb{
	caseNewVerb, caseAddVerb, caseShowVerb, caseClaimsVerb, caseClaimVerb, caseReportsVerb, caseActorsVerb,
	caseDriftVerb, caseSilencesVerb,
	caseSearchVerb, caseMergeVerb, caseSplitVerb, caseCorrectVerb, caseNoteVerb, caseUndoVerb, caseLogVerb, caseRereadVerb, caseCheckVerb,
}}

// caseArgs gives the case and the arguments behind it, of which there must be at
// least min and at most max (-1: any number); what says what they are.
func caseArgs(f *flags, min, max int, what string) (path string, rest []string, err error) {
	n := f.NArg() - 1
	if n < min || max >= 0 && n > max {
		return "", nil, &usageError{reason: f.verb + ": expects " + what}
	}
	return f.Arg(0), f.Args()[1:], nil
}

// withCase opens a case for the time of use.
func withCase(ctx context.Context, path string, use func(*casefile.Case) error) error {
	c, err := casefile.Open(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(use(c), c.Close())
}

// withView opens a case and builds what it says now.
func withView(ctx context.Context, path string, use func(*casefile.Case, *casefile.View) error) error {
	return withCase(ctx, path, func(c *casefile.Case) error {
		v, err := c.View(ctx, readerName(readerLearned))
		if err != nil {
			return err
		}
		return use(c, v)
	})
}

// remind tells on w of what the reader of any table should know.
func remind(w io.Writer, path string, v *casefile.View) error {
	if n := len(v.Unfit); n > 0 {
		fit := " does not fit"
		if n > 1 {
			fit = " do not fit"
		}
		if _, err := fmt.Fprintf(w, "%s%s the reports any more: onrecord case log %s\n", many(n, "decision"), fit, path); err != nil {
			return err
		}
	}
	if v.Stale > 0 {
		if _, err := fmt.Fprintf(w, "%s read by another version: onrecord case reread %s\n", was(v.Stale, "report"), path); err != nil {
			return err
		}
	}
	return nil
}

func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func was(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " was"
	}
	return many(n, noun) + " were"
}
