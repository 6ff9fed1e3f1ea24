package report

import (
	"io"
	"slices"
)

// A gather keeps what is read from a stream whose length is not known, in blocks
// that are joined once at the end. A buffer that grows by copying would hold up
// to three times the bytes, also of an input that turns out to be too large.
type gather struct {
	full [][]byte
	last []byte
	n    int64 // bytes so far
}

const maxBlock = 8 << 20

// newGather makes one whose first block holds size bytes.
func newGather(size int64) *gather {
	return &gather{last: make([]byte, 0, size)}
}

// read takes up to most bytes from r. It gives the error of r, io.EOF at its end;
// the bytes that came with it are kept.
func (g *gather) read(r io.Reader, most int64) (got int64, err error) {
	for got < most && err == nil {
		if len(g.last) == cap(g.last) {
			g.full = append(g.full, g.last)
			g.last = make([]byte, 0, max(512, min(g.n, maxBlock)))
		}
		free := g.last[len(g.last):cap(g.last)]
		var n int
		n, err = r.Read(free[:min(int64(len(free)), most-got)])
		g.last = g.last[:len(g.last)+n]
		got += int64(n)
		g.n += int64(n)
	}
	return got, err
}

// bytes gives what was read as one piece, which later reads leave as it is.
func (g *gather) bytes() []byte {
	if len(g.full) > 0 {
		g.last = slices.Concat(append(g.full, g.last)...)
		g.full = nil
	}
	return g.last
}
