package main

import (
	"context"
	"fmt"

	"github.com/onrecord/onrecord/casefile"
)

const caseNewHelp = `Make an empty case.

Usage: onrecord case new CASE [--title TITLE]

  onrecord case new bridge.db --title "The bridge at Orvel"

A file that is there already is left alone (exit status 3).
`

var caseNewVerb = verb{name: "new", short: "make an empty case", help: caseNewHelp, run: func(ctx context.Context, args []string, s streams) error {
	f := newFlags("case new", caseNewHelp, s)
	title := f.String("title", "", "what the case is called")
	if err := f.parse(args); err != nil {
		return err
	}
	path, _, err := caseArgs(f, 0, 0, "the file to make")
	if err != nil {
		return err
	}
	if err := casefile.Create(ctx, path, *title); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s is ready: onrecord case add %s …\n", path, path)
	return err
}}
