// Package htmldate stands in the place of github.com/markusmobius/go-htmldate, which
// go-trafilatura imports to find the date of a page. On Record reads dates itself
// (package report) and switches that step off; but go-htmldate brings go-dateparser,
// which compiles four thousand regular expressions whenever a program starts: 130 ms
// and 80 MB before the first line of any report is read. So go.mod puts this package
// there, which has what go-trafilatura names and finds no dates.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// Options are the settings that go-trafilatura hands over.
type Options struct {
	UseOriginalDate     bool   // the date of publishing, not of the last change
	SkipExtensiveSearch bool   // not by go-dateparser
	URL                 string // of the page
}

// Result is a date, and whether it has a time of day.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero reports that there is no date.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

var errNotHere = errors.New("htmldate: On Record reads the dates of pages in package report")

// FromDocument finds no date: it says why, for a caller who forgot to switch this off.
func FromDocument(*html.Node, Options) (Result, error) { return Result{}, errNotHere }
