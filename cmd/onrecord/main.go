// Command onrecord reads reports about an event and prints the record of it: who
// said what, when, through which channel, on what evidence.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// gcPercent has the memory collected when it has grown by half, not doubled: on 4,000
// reports that takes a quarter less memory for a tenth more time
// (docs/benchmarks.md).
const gcPercent = 50

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once, whatever is under way
	code := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv})
	stop()
	os.Exit(code)
}

// streams are what a verb may touch of the process.
type streams struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
}
