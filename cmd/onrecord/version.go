package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the release; docs and the changelog name the same.
const version = "0.1.0"

var versionVerb = verb{
	name:  "version",
	short: "print the version",
	help:  "Usage: onrecord version\n",
	run: func(_ context.Context, args []string, s streams) error {
		f := newFlags("version", "Usage: onrecord version\n", s)
		if err := f.parse(args); err != nil {
			return err
		}
		revision := ""
		if bi, ok := debug.ReadBuildInfo(); ok {
			for _, kv := range bi.Settings {
				if kv.Key == "vcs.revision" {
					revision = " " + kv.Value
				}
			}
		}
		_, err := fmt.Fprintf(s.out, "onrecord %s%s (%s, %s/%s)\n", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return err
	},
}
