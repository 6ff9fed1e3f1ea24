package report

import "time"

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
	Unpacked:    1 << 30,
	Members:     100_000,
	Nesting:     3,
	Depth:       512,
	Pages:       2_000,
	TextBytes:   8 << 20,
	ReadTimeout: 60 * time.Second,
}
