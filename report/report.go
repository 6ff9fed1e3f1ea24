// Package report turns bytes into published documents: their text, the metadata
// that they carry about themselves, and where each metadatum came from.
//
// It reads plain text, Markdown, HTML, PDF, e-mail, feeds, web archives, agency
// formats and archives of these. Every reader is bounded (Bounds) and refuses
// what it cannot read with a Refusal that names the file and the mend. The
// package touches neither the clock nor the network.
package report

import (
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// A Report is one published document.
type Report struct {
	Name      string // the path or URL as given; inside an archive "file.warc.gz#<member>"
	SHA256    string // of the bytes that were read, lower-case hex
	Part      string // which story of those bytes, where they hold several (a feed's item); else ""
	MediaType string // "text/plain", "text/html", "application/pdf", …
	Title     string
	Outlet    string
	Language  string   // BCP 47, "" if unknown
	Authors   []string // the byline
	Credits   []Credit // "(Reporting by …; Editing by …)"
	Agency    string   // the news agency that the text credits itself to
	Dateline  Dateline
	Published when.Interval
	Modified  when.Interval
	Canonical string // canonical URL
	Captured  string // RFC 3339 time of capture, of archived pages
	Located   string // where the agency says that the story is set (ninjs, NewsML-G2)
	Urgency   int    // 1 (flash) … 9, 0 if none
	Embargo   string // RFC 3339, "" if none

	// Text is what all spans count in. Body is the part of it that is the story:
	// without a repeated title, byline, dateline head and credit lines.
	// Headline is where Text prints the title, empty where it does not: a headline
	// may hold statements too.
	Text     string
	Headline text.Span
	Body     text.Span
	Pages    []text.Span // of paged formats: the text of each page
	Meta     []Datum     // every metadatum found, with where it came from
}

// A Credit is one person of a credit line.
type Credit struct {
	Role  string // "reporting", "writing", "editing", "additional-reporting"
	Name  string
	Place string
}

// A Dateline is the place and date at the head of an agency story.
type Dateline struct {
	Place string
	Date  string // ISO 8601 where the day is known, else ""
	Text  string // as written, "KYIV, Jan 5 (Reuters) -"
}

// A Datum is one value of metadata as found, and its origin.
type Datum struct {
	Field string // "title", "published", "author", "outlet", "language", "canonical", …
	Value string
	From  string // "json-ld", "opengraph", "meta", "time", "text", "header", "pdf", …
}

// A Refusal is an input that could not be read: one line for the user.
type Refusal struct {
	Name   string // of the input or of its member
	Reason string // "text is encrypted"
	Hint   string // what to do; may be empty
	Err    error  // underlying error, if any
}

func (r *Refusal) Error() string { return r.Name + ": " + r.Reason }

func (r *Refusal) Unwrap() error { return r.Err }
