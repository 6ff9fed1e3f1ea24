package main

import (
	"encoding/json"
	"os"

	"github.com/mattn/go-isatty"

	"github.com/onrecord/onrecord/dossier"
)

// tableOptions are the flags of the verbs that print tables.
type tableOptions struct {
	width int
	color string
}

func (o *tableOptions) flags(f *flags) {
	f.IntVar(&o.width, "width", 0, "columns of the table (0: 80)")
	f.StringVar(&o.color, "color", "auto", "colour the table: auto, always, never")
}

func (o *tableOptions) check(verb string) error {
	if o.color != "auto" && o.color != "always" && o.color != "never" {
		return &usageError{reason: verb + ": --color is auto, always or never"}
	}
	return nil
}

func (o *tableOptions) terminal(s streams) dossier.TerminalOptions {
	color := o.color == "always" || o.color == "auto" && isTerminal(s.out) && s.getenv("NO_COLOR") == ""
	return dossier.TerminalOptions{Width: o.width, Color: color}
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// printJSON prints a value as the record is printed: indented, characters as they
// are.
func printJSON(s streams, v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// printJSONLine prints a value as JSON on one line.
func printJSONLine(s streams, v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
