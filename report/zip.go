package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"strings"
)

const (
	methodStore    = zip.Store
	flagEncrypted  = 1
	unpackSelfHint = "unpack it with the program that made it, and give the folder"
	damagedHint    = "copy or download it again"
)

// readZIP reads every member in the order of the archive's directory. Names of
// members are shown and never used as paths.
func readZIP(s *session, in *input, y yield) bool {
	if err := s.tooDeep(in); err != nil {
		return y(nil, err)
	}
	z, err := s.openZIP(in)
	if err != nil {
		return y(nil, err)
	}
	if what := packedDocument(z); what != "" {
		return y(nil, in.refuse(what, officeHint, nil))
	}
	for i, f := range z.File {
		if i >= s.bounds.Members {
			return y(nil, s.tooMany(in, "members"))
		}
		if skipMember(f.Name) {
			continue
		}
		m, err := s.unzip(in, f)
		switch {
		case s.ctx.Err() != nil:
			y(nil, s.ctx.Err())
			return false
		case err != nil:
			if !y(nil, err) {
				return false
			}
		case !s.read(m, y):
			return false
		}
		if s.spent() {
			return true
		}
	}
	return true
}

// openZIP reads the directory of an archive.
func (s *session) openZIP(in *input) (*zip.Reader, error) {
	// The directory is held whole: count its entries before it is read.
	if bytes.Count(in.data, []byte("PK\x01\x02")) > 2*s.bounds.Members {
		return nil, in.refuse(fmt.Sprintf("more than %d members", s.bounds.Members), "split it, or raise --max-members", errTooLarge)
	}
	z, err := zip.NewReader(bytes.NewReader(in.data), int64(len(in.data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, in.refuse("the ZIP is damaged or cut off", damagedHint, err)
	}
	return z, nil
}

// unzip unpacks one member.
func (s *session) unzip(in *input, f *zip.File) (*input, error) {
	name := f.Name
	if f.NonUTF8 {
		name, _ = decode([]byte(name), "")
	}
	m := in.member(name, nil)
	if f.Flags&flagEncrypted != 0 {
		return nil, m.refuse("text is encrypted", "unpack it with its password, and give the folder", nil)
	}
	if f.Method == methodStore {
		return m, s.stored(in, m, f)
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, m.refuse(fmt.Sprintf("packed by a method that is not read (number %d)", f.Method), unpackSelfHint, err)
	}
	if err != nil {
		return nil, m.refuse("the archive is damaged here", damagedHint, err)
	}
	m.data, err = s.unpack(m, r, int64(f.CompressedSize64)) //nolint:gosec // a wrong sign only refuses more
	if cerr := r.Close(); err == nil && cerr != nil {
		err = cerr
	}
	return m, unzipError(m, err)
}

// stored takes a member that is not compressed from the archive's own bytes,
// which saves a copy of a web archive in its WACZ.
func (s *session) stored(in, m *input, f *zip.File) error {
	at, err := f.DataOffset()
	size := int64(len(in.data))
	end := at + int64(f.UncompressedSize64) //nolint:gosec // checked below
	if err != nil || at < 0 || end < at || end > size || f.UncompressedSize64 > uint64(size) {
		return m.refuse("the archive is damaged here", damagedHint, err)
	}
	m.data = in.data[at:end:end]
	if s.unpacked += end - at; s.spent() {
		_, err := s.unpack(m, bytes.NewReader(nil), 0)
		return err
	}
	if crc32.ChecksumIEEE(m.data) != f.CRC32 {
		return unzipError(m, zip.ErrChecksum)
	}
	return nil
}

// unzipError words what went wrong inside a member.
func unzipError(m *input, err error) error {
	var ref *Refusal
	switch {
	case err == nil, errors.As(err, &ref):
		return err
	case errors.Is(err, zip.ErrChecksum):
		return m.refuse("the archive is damaged here: the checksum is wrong", damagedHint, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return m.refuse("the archive is cut off here", damagedHint, err)
	}
	return m.refuse("the archive is damaged here", damagedHint, err)
}

// skipMember passes over what is no story by its place: folders, hidden files
// and what file managers leave behind.
func skipMember(name string) bool {
	if name == "" || strings.HasSuffix(name, "/") || strings.HasSuffix(name, `\`) {
		return true
	}
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '\\' })
	for _, p := range parts {
		if p != ".." && p != "." && strings.HasPrefix(p, ".") || p == "__MACOSX" {
			return true
		}
	}
	if len(parts) == 0 {
		return true
	}
	base := strings.ToLower(parts[len(parts)-1])
	return base == "thumbs.db" || base == "desktop.ini" || pageParts[path.Ext(base)]
}

// pageParts are the endings of what a browser saves beside a page. A script
// would be read as plain text; whoever means one names it.
var pageParts = map[string]bool{
	".css": true, ".js": true, ".mjs": true, ".map": true, ".ico": true, ".woff": true, ".woff2": true, ".ttf": true, ".eot": true,
}

// packedDocument names the kinds of document that are ZIP archives inside.
func packedDocument(z *zip.Reader) string {
	for _, f := range z.File[:min(len(z.File), 16)] {
		switch f.Name {
		case "[Content_Types].xml":
			return "a Microsoft Office document"
		case "META-INF/container.xml":
			return "an EPUB book"
		case "META-INF/MANIFEST.MF":
			return "a Java program"
		case "mimetype":
			return "an OpenDocument or EPUB file"
		}
	}
	return ""
}
