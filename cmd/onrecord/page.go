package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// mayBecomePage refuses to put a page in the place of a file that is no page of
// ours: "--html *.txt" names a report, and reports are evidence.
func mayBecomePage(verb, flag, path string) error {
	if path == "" || path == "-" {
		return nil
	}
	at, err := os.Stat(path)
	if err != nil {
		return nil //nolint:nilerr // not there, or writing will say what is wrong
	}
	if !at.Mode().IsRegular() { // opening a pipe would wait for a writer
		return &usageError{reason: fmt.Sprintf("%s: %s is no file", verb, path), hint: flag + " takes the name of the page to write"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil //nolint:nilerr // writing will say what is wrong
	}
	defer func() { _ = f.Close() }() // it was only read
	const most = 4 << 10             // the mark stands in the first lines
	head, _ := io.ReadAll(io.LimitReader(f, most))
	if len(head) == 0 || bytes.Contains(head, []byte(`<meta name="generator" content="On Record">`)) {
		return nil
	}
	return &usageError{reason: fmt.Sprintf("%s: %s is there and is no page of On Record: it stays as it is", verb, path),
		hint: flag + " takes the name of the page to write, before the reports"}
}

// writePage writes a page to path, or to out where path is "-": aside, then renames,
// so that a name that is there is a whole file.
func writePage(path string, out io.Writer, write func(io.Writer) error) error {
	if path == "-" {
		return write(out)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	err = write(tmp)
	if e := tmp.Chmod(0o644); err == nil {
		err = e
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // best effort: the error below is the one to tell
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	return nil
}
