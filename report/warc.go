package report

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// Web archives (WARC 0.18 to 1.1, ISO 28500), plain or with one gzip member for
// each record. The reader is our own: the Internet Archive's Go library opens
// temporary files for large records, panics on IO errors, gives up the whole
// file at the first damaged record, and brings an HTTP client, a DNS resolver
// and a TLS stack into a package that must not know the network. What is needed
// here, reading on after damage, is the smaller part of a WARC reader.

const (
	warcHeaderBytes = 64 << 10 // of one record's header, and of one HTTP header
	// skipFactor times Bounds.Unpacked is how much may be passed over (pictures,
	// films): it costs time and no memory.
	skipFactor = 16
)

// A warcReader is at the start of a record or of a segment.
type warcReader struct {
	s       *session
	in      *input
	members *gzipMembers  // of a compressed file
	plain   *bytes.Reader // of a plain one
	r       *bufio.Reader // of the segment: one gzip member, or the plain file
	number  int           // of the record, from 1
	kept    int           // records that were read
	skipped int64         // bytes passed over
	seen    map[string]bool
	again   []byte // buffer for the blocks of records that are passed over
}

// A warcRecord is a header and, once read, its block.
type warcRecord struct {
	kind, uri, date, id string
	mediaType           string
	digest              string
	truncated           string
	length              int64
	block               []byte
}

// readWARC reads each captured page, text or PDF as a report.
func readWARC(s *session, in *input, y yield) bool {
	if err := s.tooDeep(in); err != nil {
		return y(nil, err)
	}
	w := &warcReader{s: s, in: in, seen: map[string]bool{}}
	if bytes.HasPrefix(in.data, gzipMagic) {
		w.members = &gzipMembers{data: in.data}
	} else {
		w.plain = bytes.NewReader(in.data)
		w.r = bufio.NewReaderSize(w.plain, warcHeaderBytes)
	}
	for {
		if w.members != nil {
			if err := w.members.next(); errors.Is(err, io.EOF) {
				return true
			} else if err != nil {
				w.number++
				if !y(nil, w.refuse(nil, gzipReason(err), err)) {
					return false
				}
				w.members.resync()
				continue
			}
			if w.r == nil {
				w.r = bufio.NewReaderSize(w.members, warcHeaderBytes)
			} else {
				w.r.Reset(w.members)
			}
		}
		more, ended := true, false
		for more {
			more, ended = w.record(y)
		}
		if ended || w.members == nil {
			return !ended
		}
	}
}

// record reads one record; more is false at the end of the segment, ended is
// true when the caller wants no more or the bounds are used up.
func (w *warcReader) record(y yield) (more, ended bool) {
	if _, ok := w.pastNewlines(); !ok {
		if w.readError() != nil {
			w.number++ // the damage is in the record that should begin here
		}
		return w.afterError(w.readError(), nil, y)
	}
	if err := w.s.ctx.Err(); err != nil {
		return false, stop(y(nil, err))
	}
	w.number++
	rec, err := w.header()
	if err != nil {
		return w.afterError(err, rec, y)
	}
	if w.kept >= w.s.bounds.Members {
		return false, stop(y(nil, w.s.tooMany(w.in, "records to read")))
	}
	payload, kept, err := w.content(rec)
	if err != nil {
		return w.afterError(err, rec, y)
	}
	if !kept {
		return true, false
	}
	w.kept++
	return w.report(rec, payload, y)
}

// stop makes "the caller took it" and "the caller wants no more" both an end.
func stop(bool) bool { return true }

// content reads the block and gives what was captured in it, if it is a
// document.
func (w *warcReader) content(rec *warcRecord) (p payload, kept bool, err error) {
	wanted := w.wanted(rec)
	if err := w.block(rec, wanted); err != nil {
		return p, false, err
	}
	if err := w.ending(rec); err != nil || !wanted {
		return p, false, err
	}
	if !digestHolds(rec.digest, rec.block) {
		return p, false, errors.New("the bytes do not match the record's digest")
	}
	p = payload{mediaType: rec.mediaType, body: rec.block}
	if rec.kind == "response" && isHTTP(rec) {
		if p, err = w.s.httpPayload(w.input(rec), rec.block); err != nil {
			return p, false, err
		}
	}
	return p, p.isDocument(), nil
}

// wanted decides from the header, and from the head of the captured response,
// whether a record can be a report: what is not is never held in memory.
func (w *warcReader) wanted(rec *warcRecord) bool {
	if strings.HasSuffix(rec.uri, "/robots.txt") {
		return false
	}
	switch rec.kind {
	case "response":
		if !isHTTP(rec) {
			return false // DNS and the like
		}
		head, _ := w.r.Peek(int(min(rec.length, warcHeaderBytes)))
		return documentHead(head)
	case "resource", "conversion":
		p := payload{mediaType: rec.mediaType}
		of, drawn := strings.CutPrefix(rec.uri, "urn:text:")
		if drawn = drawn || rec.kind == "conversion"; drawn && w.seen[of] {
			return false // the text that a crawler drew from a page is not a second report
		}
		return p.isDocument()
	}
	return false // warcinfo, request, metadata, revisit, continuation
}

func isHTTP(rec *warcRecord) bool {
	u, err := url.Parse(rec.uri)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https")
}

// report reads one captured document by the rules of its own format.
func (w *warcReader) report(rec *warcRecord, p payload, y yield) (more, ended bool) {
	w.seen[rec.uri] = true
	in := w.input(rec)
	in.data, in.mediaType, in.charset = p.body, p.mediaType, p.charset
	took := w.s.read(in, func(r *Report, err error) bool {
		if r != nil {
			r.Meta = append(r.Meta, rec.meta()...)
		}
		return y(r, err)
	})
	return took && !w.s.spent(), !took || w.s.spent()
}

// input names a record as the user sees it: by its address, else its number.
func (w *warcReader) input(rec *warcRecord) *input {
	name := fmt.Sprintf("record %d", w.number)
	if rec == nil {
		return w.in.member(name, nil)
	}
	if rec.uri != "" {
		name = rec.uri
	}
	in := w.in.member(name, nil)
	in.url, in.captured = rec.uri, rec.date
	return in
}

func (rec *warcRecord) meta() []Datum {
	var m []Datum
	for _, d := range []Datum{
		{"record-id", rec.id, "warc"}, {"captured", rec.date, "warc"},
		{"target", rec.uri, "warc"}, {"truncated", rec.truncated, "warc"},
	} {
		if d.Value != "" {
			m = append(m, d)
		}
	}
	return m
}

// refuse gives the error for one record.
func (w *warcReader) refuse(rec *warcRecord, reason string, err error) error {
	return w.input(rec).refuse(reason, "", err)
}

// afterError refuses a record and finds the next one that can be read.
func (w *warcReader) afterError(err error, rec *warcRecord, y yield) (more, ended bool) {
	var ref *Refusal
	switch {
	case err == nil:
		return false, false
	case errors.As(err, &ref):
		if !y(nil, err) || w.s.spent() {
			return false, true
		}
		return true, false
	case w.s.ctx.Err() != nil:
		return false, stop(y(nil, w.s.ctx.Err()))
	}
	if damaged := w.readError(); damaged != nil {
		if !y(nil, w.refuse(rec, gzipReason(damaged), damaged)) {
			return false, true
		}
		w.members.resync()
		return false, false
	}
	if !y(nil, w.refuse(rec, err.Error(), err)) {
		return false, true
	}
	if errors.Is(err, errLost) {
		return w.toNextRecord(), false
	}
	return true, false
}

// readError is the damage that ended the segment, nil if it ended as it should.
func (w *warcReader) readError() error {
	if w.members == nil {
		return nil
	}
	return w.members.damage
}

// header reads the version line and the named fields of a record.
func (w *warcReader) header() (*warcRecord, error) {
	line, err := w.line()
	if err != nil || !strings.HasPrefix(line, "WARC/") {
		return nil, lost("no record where one should begin")
	}
	rec := &warcRecord{length: -1}
	for size := 0; ; size += len(line) {
		if line, err = w.line(); err != nil || size > warcHeaderBytes {
			return rec, lost("the record's header is cut off or too long")
		}
		if line == "" {
			break
		}
		key, value, _ := strings.Cut(line, ":")
		rec.set(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
	}
	if rec.length < 0 {
		return rec, lost("the record says no length")
	}
	return rec, nil
}

func (rec *warcRecord) set(key, value string) {
	switch key {
	case "warc-type":
		rec.kind = strings.ToLower(value)
	case "warc-target-uri":
		rec.uri = strings.Trim(value, "<>") // as some versions of wget write it
	case "warc-date":
		rec.date = value
	case "warc-record-id":
		rec.id = value
	case "warc-block-digest":
		rec.digest = value
	case "warc-truncated":
		rec.truncated = value
	case "content-type":
		rec.mediaType = value
	case "content-length":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			rec.length = n
		}
	}
}

// errLost marks errors after which the place of the next record is unknown.
var errLost = errors.New("lost")

type lostError string

func (e lostError) Error() string        { return string(e) }
func (e lostError) Is(target error) bool { return target == errLost }

func lost(format string, args ...any) error { return lostError(fmt.Sprintf(format, args...)) }
