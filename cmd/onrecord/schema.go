package main

import (
	"context"

	"github.com/onrecord/onrecord/record"
)

const schemaHelp = `Print the JSON Schema (draft 2020-12) of what read --json prints.

Usage: onrecord schema
`

var schemaVerb = verb{
	name:  "schema",
	short: "print the JSON Schema of the record",
	help:  schemaHelp,
	run: func(_ context.Context, args []string, s streams) error {
		f := newFlags("schema", schemaHelp, s)
		if err := f.parse(args); err != nil {
			return err
		}
		_, err := s.out.Write(record.JSONSchema)
		return err
	},
}
