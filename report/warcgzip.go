package report

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

var gzipMagic = []byte{0x1f, 0x8b}

// resyncTries bounds the search for a readable member after damage, in a file
// that is made of false beginnings.
const resyncTries = 10_000

// gzipMembers reads a WARC that is compressed record by record. Its Read gives
// one segment: a member that opens with a record, and the members after it up to
// the next one that does (a file compressed as a whole, in blocks, is one
// segment). At io.EOF, next opens the next segment.
type gzipMembers struct {
	data    []byte
	start   int           // of the member that is read
	src     *bytes.Reader // of data; flate takes no byte too many from it
	z       *gzip.Reader
	r       *bufio.Reader // of z
	pending bool          // z is at the start of the next segment
	done    bool          // no member follows
	damage  error         // what ended the segment too early
}

// next opens the next segment; io.EOF if there is none.
func (m *gzipMembers) next() error {
	if m.src == nil {
		m.src = bytes.NewReader(m.data)
	}
	if m.pending {
		m.pending = false
		return nil
	}
	m.damage = nil
	return m.open()
}

// open opens the member at which src stands.
func (m *gzipMembers) open() error {
	m.start = len(m.data) - m.src.Len()
	if m.done = m.src.Len() == 0; m.done {
		return io.EOF
	}
	var err error
	if m.z == nil {
		m.z, err = gzip.NewReader(m.src)
	} else {
		err = m.z.Reset(m.src)
	}
	if err != nil {
		if m.done = len(bytes.Trim(m.data[m.start:], "\x00")) == 0; m.done {
			return io.EOF // padding
		}
		return orUnexpected(err)
	}
	m.z.Multistream(false)
	if m.r == nil {
		m.r = bufio.NewReaderSize(m.z, 32<<10)
	} else {
		m.r.Reset(m.z)
	}
	return nil
}

// Read reads on in the segment.
func (m *gzipMembers) Read(p []byte) (int, error) {
	for !m.pending {
		if m.damage != nil || m.done {
			return 0, io.EOF
		}
		n, err := m.r.Read(p)
		if n > 0 || err == nil {
			return n, nil
		}
		if !errors.Is(err, io.EOF) {
			m.damage = err
			return 0, io.EOF
		}
		if err := m.open(); errors.Is(err, io.EOF) {
			return 0, io.EOF
		} else if err != nil {
			m.damage = err
			return 0, io.EOF
		}
		m.pending = m.opensRecord()
	}
	return 0, io.EOF
}

func (m *gzipMembers) opensRecord() bool {
	head, _ := m.r.Peek(5)
	return string(head) == "WARC/"
}

// resync passes on to the next member that opens with a record.
func (m *gzipMembers) resync() {
	at := m.start + 1
	m.pending, m.damage = false, nil
	for range resyncTries {
		i := bytes.Index(m.data[min(at, len(m.data)):], []byte{0x1f, 0x8b, 8})
		if i < 0 {
			break
		}
		at += i
		m.src.Reset(m.data)
		if _, err := m.src.Seek(int64(at), io.SeekStart); err != nil {
			break
		}
		if m.open() == nil && m.opensRecord() {
			m.pending = true
			return
		}
		at++
	}
	m.src.Reset(nil) // nothing readable follows
}

// gzipReason words the damage of a gzip stream.
func gzipReason(err error) string {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the gzip stream is cut off"
	case errors.Is(err, gzip.ErrChecksum):
		return "the gzip stream is damaged: its checksum is wrong"
	}
	return "the gzip stream is damaged"
}
