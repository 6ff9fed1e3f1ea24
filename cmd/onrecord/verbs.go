package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/report"
)

// Exit codes, the same for every verb.
const (
	exitDone        = 0
	exitSomeRefused = 1 // some input could not be read; the rest was
	exitUsage       = 2
	exitFailed      = 3 // the command itself failed: output could not be written, say
	exitInterrupted = 130
)

// A verb is one command. Its file holds its help, its flags and its run. A verb
// with verbs of its own ("case add") has help that says what they have in common,
// and no run.
type verb struct {
	name, short, help string
	run               func(ctx context.Context, args []string, s streams) error
	verbs             []verb
}

func verbs() []verb {
	return []verb{readVerb, caseVerb, dossierVerb, schemaVerb, versionVerb}
}

const usageHead = `onrecord keeps the record of an event: who said what, when, through which
channel, on what evidence.

Usage: onrecord VERB [flags] [arguments]

Verbs:
`

const usageTail = `
onrecord VERB --help tells more. Flags may stand anywhere; the environment variable
ONRECORD_<FLAG> (ONRECORD_WORKERS, say) gives a default.

Exit status: 0 done, 1 some input could not be read (the rest was), 2 wrong
usage, 3 failed, 130 interrupted.
`

// run runs the verb that args name and gives the exit code. It is the one place
// where errors become messages and codes.
func run(ctx context.Context, args []string, s streams) int {
	if len(args) == 0 {
		usage(s.err)
		return exitUsage
	}
	switch args[0] {
	case "help", "--help", "-h":
		usage(s.out)
		return exitDone
	case "--version":
		args[0] = "version"
	}
	return runOne(ctx, verbs(), "", args, s)
}

// runOne runs the verb of a list that args name; group is "case " for the verbs of
// case.
func runOne(ctx context.Context, list []verb, group string, args []string, s streams) int {
	for _, v := range list {
		switch {
		case v.name != args[0]:
		case v.verbs == nil:
			v.name = group + v.name
			return exitCode(ctx, v, v.run(ctx, args[1:], s), s)
		case len(args) == 1:
			v.usage(s.err)
			return exitUsage
		case args[1] == "help" || args[1] == "--help" || args[1] == "-h":
			v.usage(s.out)
			return exitDone
		default:
			return runOne(ctx, v.verbs, group+v.name+" ", args[1:], s)
		}
	}
	tell(s.err, fmt.Errorf("no verb %q", group+args[0]), "onrecord "+group+"help lists the verbs")
	return exitUsage
}

func usage(w io.Writer) {
	_, _ = io.WriteString(w, usageHead+listed(verbs())+usageTail) // nowhere left to tell an error
}

// usage prints the help of a verb that has verbs of its own.
func (v verb) usage(w io.Writer) {
	_, _ = io.WriteString(w, strings.Replace(v.help, "{verbs}\n", listed(v.verbs), 1)) // as above
}

func listed(list []verb) string {
	var b strings.Builder
	for _, v := range list {
		fmt.Fprintf(&b, "  %-10s %s\n", v.name, v.short)
	}
	return b.String()
}

// A usageError is a command line that cannot be carried out.
type usageError struct{ reason, hint string }

func (e *usageError) Error() string { return e.reason }

// errSomeRefused says that refusals were told already, one by one.
var errSomeRefused = errors.New("some input could not be read")

func exitCode(ctx context.Context, v verb, err error, s streams) int {
	var ue *usageError
	var refusal *report.Refusal
	var broken *casefile.Error
	var hinted interface{ Hint() string }
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, pflag.ErrHelp):
		return exitDone
	case errors.Is(err, errSomeRefused):
		return exitSomeRefused
	case errors.As(err, &ue):
		hint := ue.hint
		if hint == "" {
			hint = "onrecord " + v.name + " --help"
		}
		tell(s.err, err, hint)
		return exitUsage
	case ctx.Err() != nil:
		_, _ = io.WriteString(s.err, "\nonrecord: interrupted\n")
		return exitInterrupted
	case errors.As(err, &refusal):
		tell(s.err, err, refusal.Hint)
		return exitFailed
	case errors.As(err, &broken):
		tell(s.err, broken, broken.Hint)
		return exitFailed
	case errors.As(err, &hinted): // of a decision or an id that cannot be
		tell(s.err, err, hinted.Hint())
		return exitUsage
	}
	tell(s.err, err, "")
	return exitFailed
}

// tell writes what happened on one line and what to do on the next.
func tell(w io.Writer, err error, hint string) {
	line := "onrecord: " + err.Error() + "\n"
	if hint != "" {
		line += "  hint: " + hint + "\n"
	}
	_, _ = io.WriteString(w, line) // nowhere left to tell an error
}

// flags makes a verb's flag set, with its help and the environment's defaults.
type flags struct {
	*pflag.FlagSet
	verb string
	s    streams
}

func newFlags(name, help string, s streams) *flags {
	f := &flags{FlagSet: pflag.NewFlagSet(name, pflag.ContinueOnError), verb: name, s: s}
	f.SetOutput(io.Discard)
	f.Usage = func() {
		_, _ = io.WriteString(s.out, help+"\nFlags:\n"+f.FlagUsagesWrapped(80)) // as above
	}
	return f
}

// parse reads the environment's defaults, then args.
func (f *flags) parse(args []string) error {
	var bad error
	f.VisitAll(func(fl *pflag.Flag) {
		key := "ONRECORD_" + strings.ToUpper(strings.ReplaceAll(fl.Name, "-", "_"))
		if v := f.s.getenv(key); v != "" {
			if err := f.Set(fl.Name, v); err != nil && bad == nil {
				bad = &usageError{reason: key + ": " + err.Error()}
			}
		}
	})
	if bad != nil {
		return bad
	}
	if err := f.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return err
		}
		return &usageError{reason: f.verb + ": " + err.Error()}
	}
	return nil
}
