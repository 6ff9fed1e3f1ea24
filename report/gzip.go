package report

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// readGzip reads the one file in a gzip stream, or every file of a tar in it.
func readGzip(s *session, in *input, y yield) bool {
	if err := s.tooDeep(in); err != nil {
		return y(nil, err)
	}
	z, err := gzip.NewReader(bytes.NewReader(in.data))
	if err != nil {
		return y(nil, in.refuse(gzipReason(orUnexpected(err)), damagedHint, err))
	}
	r := bufio.NewReader(z)
	if head, _ := r.Peek(512); isTar(head) {
		return s.readTar(in, r, y)
	}
	m := in.member(innerName(in.name, z.Name), nil)
	m.data, err = s.unpack(in, r, int64(len(in.data)))
	var ref *Refusal
	switch {
	case s.ctx.Err() != nil:
		y(nil, s.ctx.Err())
		return false
	case errors.As(err, &ref):
		return y(nil, err)
	case err != nil:
		return y(nil, in.refuse(gzipReason(err), damagedHint, err))
	}
	return s.read(m, y)
}

// orUnexpected turns the end of a file inside its header into a cut.
func orUnexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// innerName is the name of the file in a gzip stream: what the stream says, else
// the name of the stream without its ending.
func innerName(outer, said string) string {
	if said != "" {
		return path.Base(said)
	}
	base := outer[strings.LastIndexAny(outer, "#/\\")+1:]
	return strings.TrimSuffix(strings.TrimSuffix(base, ".gz"), ".GZ")
}

func isTar(data []byte) bool { return len(data) > 262 && string(data[257:262]) == "ustar" }

// readTar reads every file of a tar archive.
func readTar(s *session, in *input, y yield) bool {
	if err := s.tooDeep(in); err != nil {
		return y(nil, err)
	}
	return s.readTar(in, bytes.NewReader(in.data), y)
}

// readTar reads every file of a tar stream. Links and devices are passed over.
func (s *session) readTar(in *input, r io.Reader, y yield) bool {
	t := tar.NewReader(r)
	for n := 0; ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err == nil {
			err = s.ctx.Err()
		}
		if s.ctx.Err() != nil {
			y(nil, s.ctx.Err())
			return false
		}
		if err != nil {
			return y(nil, in.refuse(tarReason(err), damagedHint, err))
		}
		if h.Typeflag != tar.TypeReg || skipMember(h.Name) {
			continue
		}
		if n++; n > s.bounds.Members {
			return y(nil, s.tooMany(in, "members"))
		}
		m := in.member(h.Name, nil)
		m.data, err = s.unpack(m, t, int64(len(in.data)))
		var ref *Refusal
		switch {
		case errors.As(err, &ref):
			if !y(nil, err) {
				return false
			}
		case s.ctx.Err() != nil:
			y(nil, s.ctx.Err())
			return false
		case err != nil:
			return y(nil, m.refuse(tarReason(err), damagedHint, err))
		case !s.read(m, y):
			return false
		}
		if s.spent() {
			return true
		}
	}
}

func tarReason(err error) string {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "the archive is cut off here"
	}
	return "the archive is damaged here"
}
