package main

import (
	"context"
	"strings"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/dossier"
)

const caseSearchHelp = `Search the statements and the texts of a case, in every language.

Usage: onrecord case search CASE [flags] WORD ...

Finds where all words stand, in capitals or not, with accents or without; a word
also finds those that begin with it, so "shell" finds "shelling". Words in
quotation marks are found as they follow each other. Chinese, Japanese, Korean,
Thai and the like are found anywhere in a text.

  onrecord case search bridge.db pillar crack
  onrecord case search bridge.db '"closed until May"'
`

var caseSearchVerb = verb{name: "search", short: "search statements and texts", help: caseSearchHelp, run: func(ctx context.Context, args []string, s streams) error {
	f, o, asJSON := viewFlags("case search", caseSearchHelp, s)
	if err := f.parse(args); err != nil {
		return err
	}
	path, words, err := caseArgs(f, 1, -1, "a case, and what to look for")
	if err != nil {
		return err
	}
	if err := o.check("case search"); err != nil {
		return err
	}
	return withCase(ctx, path, func(c *casefile.Case) error {
		hits, err := c.Search(ctx, strings.Join(words, " "))
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(s, append([]casefile.Hit{}, hits...))
		}
		var found []dossier.Found
		for _, h := range hits {
			x := dossier.Found{ID: h.Statement, Who: h.Speaker, Words: h.Marked}
			if x.ID == "" {
				x.ID = h.Report
			}
			var where []string
			for _, w := range []string{h.Outlet, h.Published, h.Title} {
				if w != "" {
					where = append(where, w)
				}
			}
			x.Where = strings.Join(where, " · ")
			found = append(found, x)
		}
		return dossier.Hits(s.out, found, casefile.MarkFrom, casefile.MarkTo, o.terminal(s))
	})
}}
