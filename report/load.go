package report

import (
	"errors"
	"io"
	"os"
)

// headBytes is how much is read before it is decided how much may follow.
const headBytes = 64 << 10

// load reads the bytes of an input as given, as far as they can be a report: a
// file that says that it is too large is not read at all, and plain text only as
// far as the text of one report may reach.
func (s *session) load(in *input, r io.Reader) error {
	limit := s.bounds.Bytes
	size := sizeOf(r)
	if size > limit {
		return in.tooLarge(limit)
	}
	in.describe(r)
	g := newGather(max(size+1, headBytes)) // one more, so that the end shows without another block
	tooLarge := in.tooLarge
	for next := int64(headBytes); ; next = 8 << 20 {
		n, err := g.read(r, min(next, limit+1-g.n))
		switch {
		case g.n > limit:
			return tooLarge(limit)
		case errors.Is(err, io.EOF):
			in.data = g.bytes()
			return nil
		case err != nil:
			return in.refuse("reading stopped: "+err.Error(), "check that the file is readable and complete", err)
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		// No encoding takes more than four bytes for what is one in UTF-8.
		if most := 4 * int64(s.bounds.TextBytes); n == headBytes && most < limit {
			if in.data = g.bytes(); in.isText() {
				limit = max(most, headBytes)
				tooLarge = func(int64) error { return s.textTooLarge(in) }
			}
		}
	}
}

// isText reports whether the beginning of an input is plain text.
func (in *input) isText() bool {
	f, err := detect(in)
	return err == nil && f.name == "text"
}

func (in *input) tooLarge(limit int64) error {
	return in.refuse("larger than the limit of "+bytesText(limit), "split it, or raise --max-bytes", errTooLarge)
}

func (s *session) textTooLarge(in *input) error {
	return in.refuse("its text is larger than the limit of "+bytesText(int64(s.bounds.TextBytes)), "split it into its stories", errTooLarge)
}

// sizeOf gives the number of bytes that r will give where r knows it, else -1.
func sizeOf(r io.Reader) int64 {
	switch r := r.(type) {
	case interface{ Len() int }:
		return int64(r.Len())
	case *os.File:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	return -1
}
