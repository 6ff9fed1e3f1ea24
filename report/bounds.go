package report

import (
	"fmt"
	"time"
)

// Bounds limit what one input may cost. The zero value of a field means the
// default of DefaultBounds.
type Bounds struct {
	Bytes       int64         // of one input as given, and of one member after unpacking
	Unpacked    int64         // of all members of one archive together
	Members     int           // of one archive, mailbox, feed or web archive
	Nesting     int           // archives within archives
	Depth       int           // of HTML, XML and JSON elements
	Pages       int           // of a paged document
	TextBytes   int           // of the text of one report
	ReadTimeout time.Duration // of one report; checked between steps
}

// DefaultBounds fit a desk's files on a laptop.
var DefaultBounds = Bounds{
	Bytes:       256 << 20,
	Unpacked:    4 << 30,
	Members:     100_000,
	Nesting:     3,
	Depth:       512,
	Pages:       2_000,
	TextBytes:   8 << 20,
	ReadTimeout: 60 * time.Second,
}

// orDefault fills what b leaves open.
func (b Bounds) orDefault() Bounds {
	d := DefaultBounds
	pick(&d.Bytes, b.Bytes)
	pick(&d.Unpacked, b.Unpacked)
	pick(&d.Members, b.Members)
	pick(&d.Nesting, b.Nesting)
	pick(&d.Depth, b.Depth)
	pick(&d.Pages, b.Pages)
	pick(&d.TextBytes, b.TextBytes)
	pick(&d.ReadTimeout, b.ReadTimeout)
	return d
}

func pick[T comparable](to *T, v T) {
	var zero T
	if v != zero {
		*to = v
	}
}

// bytesText gives a number of bytes as people read it: "256 MiB".
func bytesText(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.4g GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.4g MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d bytes", n)
}
