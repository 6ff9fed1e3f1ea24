package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	"github.com/jhillyerd/enmime/v2"
)

// maxMailParts bounds the multiparts of one message: each that lies in another
// has its text read once more.
const maxMailParts = 512

// mailParser leaves out what a message does not have: a text made of its HTML,
// and guesses at a charset from a few words.
var mailParser = enmime.NewParser(enmime.DisableTextConversion(true), enmime.SkipMalformedParts(true), enmime.MaxStoredPartErrors(16))

// readEML reads one message as a report, and what is attached to it as members.
func readEML(s *session, in *input, y yield) bool {
	if err := s.tooDeep(in); err != nil {
		return y(nil, err)
	}
	ctx, cancel := context.WithTimeout(s.ctx, s.bounds.ReadTimeout)
	defer cancel()
	if n := bytes.Count(bytes.ToLower(in.data), []byte("content-type: multipart/")); n > maxMailParts {
		return y(nil, in.refuse("parts nested too deep", "", errTooDeep))
	}
	e, err := mailParser.ReadEnvelope(&ctxReader{ctx, bytes.NewReader(in.data)})
	switch {
	case s.ctx.Err() != nil:
		y(nil, s.ctx.Err())
		return false
	case ctx.Err() != nil:
		return y(nil, in.refuse(fmt.Sprintf("reading took more than the limit of %v", s.bounds.ReadTimeout), "", ctx.Err()))
	case err != nil:
		return y(nil, in.refuse("the message is damaged or cut off", "save it again from the mail program", err))
	case encryptedMail(e):
		return y(nil, in.refuse("text is encrypted", "decrypt it in the mail program and save it again", nil))
	}
	if e.GetHeader("Snapshot-Content-Location") != "" && e.HTML != "" {
		return s.readSavedPage(in, e, y)
	}
	parts := attached(e)
	story, err := mailStory(e, s.bounds.Depth)
	switch {
	case err != nil:
		if !y(nil, in.refuse(err.Error(), "save it as plain text", err)) {
			return false
		}
	case story == "" && len(parts) == 0:
		return y(nil, in.refuse("the message has no text", "", nil))
	case story != "" && !s.readStory(in, story, mailReport(e), y):
		return false
	}
	return s.readAttached(in, parts, y)
}

// readSavedPage reads a page that a browser saved as one file (MHTML), which has
// the form of a message.
func (s *session) readSavedPage(in *input, e *enmime.Envelope, y yield) bool {
	page := &input{
		name: in.name, data: []byte(e.HTML), mediaType: "text/html", charset: "utf-8", nesting: in.nesting,
		url: e.GetHeader("Snapshot-Content-Location"), captured: in.captured, digest: in.sum(),
	}
	if t, err := mail.ParseDate(e.GetHeader("Date")); err == nil && page.captured == "" {
		page.captured = t.Format(time.RFC3339)
	}
	return readHTML(s, page, func(r *Report, err error) bool {
		if r != nil {
			r.MediaType = "multipart/related"
		}
		return y(r, err)
	})
}

// A ctxReader ends with its context.
type ctxReader struct {
	ctx context.Context
	r   io.Reader
}

func (r *ctxReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// mailReport gives what the header says.
func mailReport(e *enmime.Envelope) *Report {
	r := &Report{MediaType: "message/rfc822"}
	const from = "header"
	r.know("title", e.GetHeader("Subject"), from)
	date := e.GetHeader("Date")
	if t, err := mail.ParseDate(date); err == nil {
		date = t.Format(time.RFC3339)
	}
	r.know("published", date, from)
	if list, err := e.AddressList("From"); err == nil {
		for _, a := range list {
			if isName(a.Name) {
				r.know("author", a.Name, from)
			} else {
				r.know("outlet", a.Name, from) // a desk, a ministry, a newsletter
			}
			r.know("from", a.String(), from)
		}
	} else {
		r.know("from", e.GetHeader("From"), from)
	}
	r.know("language", e.GetHeader("Content-Language"), from)
	r.know("message-id", e.GetHeader("Message-ID"), from)
	return r
}

// mailStory prefers the plain text, unless it only says that there is HTML.
func mailStory(e *enmime.Envelope, depth int) (string, error) {
	plain := strings.TrimSpace(newlines(e.Text))
	if e.HTML == "" || len(plain) > 1000 {
		return plain, nil
	}
	story, err := markupText(e.HTML, depth)
	if err != nil && plain == "" {
		return "", err
	}
	if len(story) > 4*len(plain) {
		return story, nil
	}
	return plain, nil
}

// encryptedMail reports S/MIME and PGP messages.
func encryptedMail(e *enmime.Envelope) bool {
	if e.Root == nil {
		return false
	}
	switch t := e.Root.ContentType; t {
	case "multipart/encrypted":
		return true
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		return !strings.Contains(e.GetHeader("Content-Type"), "signed-data")
	}
	return strings.HasPrefix(strings.TrimSpace(e.Text), "-----BEGIN PGP MESSAGE-----")
}

// attached lists what was attached, and messages that were forwarded whole.
// Pictures inside the text are no documents.
func attached(e *enmime.Envelope) []*enmime.Part {
	parts := append([]*enmime.Part{}, e.Attachments...)
	for _, p := range append(append([]*enmime.Part{}, e.Inlines...), e.OtherParts...) {
		if p.ContentType == "message/rfc822" {
			parts = append(parts, p)
		}
	}
	return parts
}

func (s *session) readAttached(in *input, parts []*enmime.Part, y yield) bool {
	for i, p := range parts {
		if i >= s.bounds.Members {
			return y(nil, s.tooMany(in, "attachments"))
		}
		name := p.FileName
		if name == "" {
			name = fmt.Sprintf("attachment %d", i+1)
		}
		m := in.member(name, nil)
		m.mediaType, m.charset = p.ContentType, p.Charset
		var err error
		m.data, err = s.unpack(m, bytes.NewReader(p.Content), int64(len(in.data)))
		var ref *Refusal
		switch {
		case errors.As(err, &ref):
			if !y(nil, err) {
				return false
			}
		case err != nil:
			y(nil, err) // the context's: a slice has no other
			return false
		case !s.read(m, y):
			return false
		}
		if s.spent() {
			return true
		}
	}
	return true
}

// readMbox reads each message of a mailbox.
func readMbox(s *session, in *input, y yield) bool {
	if err := s.tooDeep(in); err != nil {
		return y(nil, err)
	}
	n := 0
	for data := range mboxMessages(in.data) {
		if n++; n > s.bounds.Members {
			return y(nil, s.tooMany(in, "messages"))
		}
		if err := s.ctx.Err(); err != nil {
			y(nil, err)
			return false
		}
		if !readEML(s, in.member(fmt.Sprint(n), unescapeFrom(data)), y) {
			return false
		}
		if s.spent() {
			return true
		}
	}
	return true
}
