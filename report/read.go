package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"mime"
)

// An input is the bytes of one file or of one member of an archive, with what
// its container says about it.
type input struct {
	name      string // as the user sees it, "file.zip#inner/story.html"
	data      []byte
	mediaType string // declared by the container (HTTP header, MIME part), may be ""
	charset   string // likewise
	url       string // target URI, of captured pages
	captured  string // RFC 3339 time of capture
	nesting   int    // how many archives it lies in
	digest    string // SHA-256 of data once it is known

	// Of one story among several that share bytes: the input that holds them, and
	// the name among them. told counts the stories of an input by that name.
	whole *input
	part  string
	told  map[string]int
}

// refuse gives the error for what cannot be read of in.
func (in *input) refuse(reason, hint string, err error) error {
	return &Refusal{Name: in.name, Reason: reason, Hint: hint, Err: err}
}

// sum is the fixity of the bytes as read.
func (in *input) sum() string {
	if in.digest == "" {
		h := sha256.Sum256(in.data)
		in.digest = hex.EncodeToString(h[:])
	}
	return in.digest
}

// A session is what one call of Read may still spend, shared by the members of
// an archive.
type session struct {
	ctx      context.Context
	bounds   Bounds
	unpacked int64 // bytes unpacked so far
	strikes  int   // members refused for what only a hostile archive has much of
}

// yield hands a report, or the refusal of one input, to the caller; it returns
// false when the caller wants no more.
type yield func(*Report, error) bool

// A format reads one kind of file. It returns false when yield did.
type format struct {
	name string
	read func(s *session, in *input, y yield) bool
}

// Described is what Read takes a stream for that knows its media type: an answer
// of a web server, say. ContentType gives the value of its Content-Type header,
// charset included; "" where it has none.
type Described interface {
	io.Reader
	ContentType() string
}

// describe takes over what a stream says of itself.
func (in *input) describe(r io.Reader) {
	d, ok := r.(Described)
	if !ok {
		return
	}
	in.mediaType = d.ContentType()
	if _, params, err := mime.ParseMediaType(in.mediaType); err == nil {
		in.charset = params["charset"]
	}
}

// Read reads every report in r: one for a story, several for an archive, a feed
// or a mailbox. Each refused input or member comes as a *Refusal in its place,
// and the rest goes on. It ends early, with the context's error, when ctx is
// done. Reports come in the order in which they lie in the file. The type and
// charset of a Described stream count where the bytes leave them open.
func Read(ctx context.Context, name string, r io.Reader, b Bounds) iter.Seq2[*Report, error] {
	return func(y func(*Report, error) bool) {
		s := &session{ctx: ctx, bounds: b.orDefault()}
		in := &input{name: name}
		if err := s.load(in, r); err != nil {
			y(nil, err)
			return
		}
		s.read(in, y)
	}
}

var errTooLarge = errors.New("too large")

// read sends one input to the reader of its format.
func (s *session) read(in *input, y yield) bool {
	if err := s.ctx.Err(); err != nil {
		y(nil, err)
		return false
	}
	f, err := detect(in)
	if err != nil {
		return y(nil, err)
	}
	return f.read(s, in, y)
}
