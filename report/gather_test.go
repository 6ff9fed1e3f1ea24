package report

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

// Whatever the steps in which a stream gives its bytes, they come out as they were.
func TestGather(t *testing.T) {
	data := bytes.Repeat([]byte("the bridge stays shut; "), 5_000)
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		r    io.Reader
		want error
	}{
		"all at once":           {bytes.NewReader(data), io.EOF},
		"byte by byte":          {iotest.OneByteReader(bytes.NewReader(data)), io.EOF},
		"the end with the last": {iotest.DataErrReader(bytes.NewReader(data)), io.EOF},
		"an error":              {io.MultiReader(bytes.NewReader(data), iotest.ErrReader(broken)), broken},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGather(100)
			if n, err := g.read(c.r, 1000); n != 1000 || err != nil || !bytes.Equal(g.bytes(), data[:1000]) {
				t.Fatalf("%d bytes first, %v", n, err)
			}
			first := g.bytes()
			var err error
			for err == nil {
				_, err = g.read(c.r, 30_000)
			}
			if !errors.Is(err, c.want) {
				t.Errorf("it ends with %v", err)
			}
			if g.n != int64(len(data)) || !bytes.Equal(g.bytes(), data) {
				t.Errorf("%d bytes, want %d", g.n, len(data))
			}
			if !bytes.Equal(first, data[:1000]) {
				t.Error("what was given before changed")
			}
		})
	}
}
