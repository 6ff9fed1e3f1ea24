package report

import (
	"bufio"
	"bytes"
	"crypto/sha1" //nolint:gosec // the digest that web archives carry; it guards against damage, not against forgery
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"io"
	"strings"
)

// holdBytes is how much of a record that is passed over is held all the same, to
// find the next record in it should its length be a lie.
const holdBytes = 1 << 20

// block reads the block of a record, or passes over it.
func (w *warcReader) block(rec *warcRecord, wanted bool) error {
	var err error
	if w.plain != nil {
		if left := int64(w.plain.Len() + w.r.Buffered()); rec.length > left {
			return lost("Content-Length says %d bytes, the file has %d left", rec.length, left)
		}
	}
	body := io.LimitReader(w.r, rec.length)
	switch {
	case wanted:
		if rec.length > w.s.bounds.Bytes {
			if err := w.skip(body); err != nil {
				return err
			}
			return w.input(rec).refuse("larger than the limit of "+bytesText(w.s.bounds.Bytes), "raise --max-bytes", errTooLarge)
		}
		rec.block, err = w.s.unpack(w.input(rec), body, int64(len(w.in.data)))
	case rec.length <= holdBytes:
		if int64(cap(w.again)) < rec.length {
			w.again = make([]byte, rec.length)
		}
		var n int
		n, err = io.ReadFull(body, w.again[:rec.length])
		rec.block = w.again[:n]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil
		}
		w.skipped += int64(n)
	default:
		return w.skip(body)
	}
	var ref *Refusal
	if errors.As(err, &ref) || w.s.ctx.Err() != nil {
		return err
	}
	if got := int64(len(rec.block)); err != nil || got < rec.length {
		w.recover(rec)
		return lost("Content-Length says %d bytes, the record has %d", rec.length, len(rec.block))
	}
	return nil
}

// skip passes over a large block and counts it.
func (w *warcReader) skip(body io.Reader) error {
	for {
		n, err := io.CopyN(io.Discard, body, 1<<20)
		w.skipped += n
		if errors.Is(err, io.EOF) {
			return nil // a block that ends early shows at its ending
		}
		if err == nil {
			err = w.s.ctx.Err()
		}
		if err != nil {
			return err
		}
		if w.skipped/skipFactor > w.s.bounds.Unpacked {
			w.s.unpacked = w.s.bounds.Unpacked + 1
			return w.in.refuse("unpacks to more than it could hold; the rest is not read", "raise --max-unpacked if you trust it", errUnpacked)
		}
	}
}

// ending checks that a record ends where its length says that it does: with
// newlines, and then the end or the next record.
func (w *warcReader) ending(rec *warcRecord) error {
	n, more := w.pastNewlines()
	if !more {
		return nil // a damaged end shows at the next record
	}
	head, _ := w.r.Peek(5)
	if string(head) == "WARC/" && n > 0 {
		return nil
	}
	w.recover(rec)
	return lost("Content-Length says %d bytes, the record does not end there", rec.length)
}

// recover puts back what follows the next record's head inside a block that was
// made too long by its header, so that the search for it begins there.
func (w *warcReader) recover(rec *warcRecord) {
	i := bytes.Index(rec.block, []byte("\r\n\r\nWARC/"))
	if i < 0 {
		return
	}
	rest := bytes.Clone(rec.block[i+2:])
	rec.block = rec.block[:i]
	if w.plain != nil {
		back := int64(len(rest) + w.r.Buffered())
		if _, err := w.plain.Seek(-back, io.SeekCurrent); err == nil {
			w.r.Reset(w.plain)
			return
		}
	}
	w.r = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(rest), w.r), warcHeaderBytes)
}

// toNextRecord passes over lines until one opens a record.
func (w *warcReader) toNextRecord() bool {
	start := true // of a line
	for {
		if head, _ := w.r.Peek(6); start && (string(head) == "WARC/1" || string(head) == "WARC/0") {
			return true
		}
		_, err := w.r.ReadSlice('\n')
		start = err == nil
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false
		}
	}
}

// pastNewlines passes over the newlines that end a record; ok is false at the
// end of the segment.
func (w *warcReader) pastNewlines() (n int, ok bool) {
	for {
		c, err := w.r.ReadByte()
		if err != nil {
			return n, false
		}
		if c != '\r' && c != '\n' {
			return n, w.r.UnreadByte() == nil
		}
		n++
	}
}

// line reads one header line; one longer than a header may be is an error.
func (w *warcReader) line() (string, error) {
	b, err := w.r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// digestHolds checks a digest as WARC and WACZ give it, "sha1:BASE32" or
// "sha256:hex". One of an unknown kind proves nothing and holds.
func digestHolds(digest string, data []byte) bool {
	kind, want, _ := strings.Cut(digest, ":")
	var sum []byte
	switch strings.ToLower(kind) {
	case "sha1", "sha-1":
		h := sha1.Sum(data) //nolint:gosec // see the import
		sum = h[:]
	case "sha256", "sha-256":
		h := sha256.Sum256(data)
		sum = h[:]
	default:
		return true
	}
	return strings.EqualFold(want, hex.EncodeToString(sum)) ||
		strings.EqualFold(strings.TrimRight(want, "="), strings.TrimRight(base32.StdEncoding.EncodeToString(sum), "="))
}
