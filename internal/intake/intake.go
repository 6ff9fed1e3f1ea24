// Package intake brings inputs to the reader: files, folders, standard input and
// web addresses, opened one by one, read in parallel and handed on in the order
// given.
//
// It is the one room that opens files and, for addresses that the user gave,
// the network.
package intake

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/onrecord/onrecord/report"
)

// An Input is one thing to read: its name as the user gave it, and how to open it.
type Input struct {
	Name string
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// Inputs makes inputs of the arguments of a command, in their order: "-" is
// stdin, http and https addresses are fetched with f, a folder stands for its
// files. What is not there comes as an input whose Open gives a *report.Refusal.
func Inputs(args []string, stdin io.Reader, f *Fetcher) []Input {
	var out []Input
	for _, a := range args {
		switch {
		case a == "-":
			out = append(out, Input{Name: "-", Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(stdin), nil }})
		case IsURL(a):
			out = append(out, Input{Name: a, Open: func(ctx context.Context) (io.ReadCloser, error) { return f.Open(ctx, a) }})
		default:
			files, err := report.Files([]string{a})
			if err != nil {
				out = append(out, Input{Name: a, Open: func(context.Context) (io.ReadCloser, error) { return nil, unreadable(a, err) }})
				continue
			}
			for _, p := range files {
				out = append(out, Input{Name: p, Open: func(context.Context) (io.ReadCloser, error) { return openFile(p) }})
			}
		}
	}
	return out
}

// IsURL reports whether an argument is a web address.
func IsURL(a string) bool {
	l := strings.ToLower(a)
	return strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://")
}

func openFile(path string) (io.ReadCloser, error) {
	st, err := os.Stat(path)
	if err == nil && !st.Mode().IsRegular() {
		return nil, &report.Refusal{Name: path, Reason: "not a regular file", Hint: "give a file, a folder or -"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return f, nil
}

func unreadable(path string, err error) error {
	r := &report.Refusal{Name: path, Reason: "cannot be opened", Hint: "check the name and the rights to read it", Err: err}
	var refusal *report.Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal
	case errors.Is(err, fs.ErrNotExist):
		r.Reason = "no such file"
		r.Hint = "check the spelling; a name with spaces needs quotation marks"
	case errors.Is(err, fs.ErrPermission):
		r.Reason = "no right to read it"
	default:
		var pe *fs.PathError
		if errors.As(err, &pe) {
			r.Reason = pe.Err.Error()
		}
	}
	return r
}
