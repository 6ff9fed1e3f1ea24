package report

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http/httputil"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// A payload is what a server sent, unpacked.
type payload struct {
	mediaType string // as sent, with parameters
	charset   string
	body      []byte
}

// documentTypes are the media types of captured documents that can be reports.
// Feeds are not among them: their items are captured as pages.
var documentTypes = map[string]bool{
	"text/html": true, "application/xhtml+xml": true, "text/plain": true, "text/markdown": true, "application/pdf": true,
}

// isDocument reports whether p can be a report. A server that names no type is
// taken at its bytes.
func (p payload) isDocument() bool {
	m := mediaTypeOf(p.mediaType)
	if m == "" {
		return p.body == nil || textHead(p.body) != ""
	}
	return documentTypes[m] && (p.body == nil || len(bytes.TrimSpace(p.body)) > 0)
}

// mediaTypeOf drops the parameters, also where they are malformed.
func mediaTypeOf(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// An httpHead is what is needed of the head of a response.
type httpHead struct {
	ok        bool // an answer that carries the document: 200 or 203
	mediaType string
	encoding  string
	chunked   bool
}

// splitHTTP divides a captured response into its head and body.
func splitHTTP(block []byte) (head httpHead, body []byte, found bool) {
	end, skip := bytes.Index(block, []byte("\r\n\r\n")), 4
	if lf := bytes.Index(block, []byte("\n\n")); lf >= 0 && (end < 0 || lf < end) {
		end, skip = lf, 2
	}
	if end < 0 {
		return head, nil, false
	}
	first := true
	for line := range strings.Lines(string(block[:min(end, warcHeaderBytes)])) {
		line = strings.TrimSpace(line)
		if first {
			first = false
			f := strings.Fields(line)
			head.ok = len(f) > 1 && strings.HasPrefix(f[0], "HTTP/") && (f[1] == "200" || f[1] == "203")
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "content-type":
			head.mediaType = value
		case "content-encoding":
			head.encoding = strings.ToLower(value)
		case "transfer-encoding":
			head.chunked = strings.Contains(strings.ToLower(value), "chunked")
		}
	}
	return head, block[end+skip:], true
}

// documentHead decides from the beginning of a response whether to read it all.
func documentHead(start []byte) bool {
	head, _, found := splitHTTP(start)
	return found && head.ok && payload{mediaType: head.mediaType}.isDocument()
}

// httpPayload gives the document in a captured response. Archiving tools undo
// the transfer or content encoding and leave its header standing, so each is
// undone only where the bytes are in it.
func (s *session) httpPayload(in *input, block []byte) (payload, error) {
	head, body, _ := splitHTTP(block)
	p := payload{mediaType: head.mediaType, body: body}
	if _, params, err := mime.ParseMediaType(head.mediaType); err == nil {
		p.charset = params["charset"]
	}
	if head.chunked && looksChunked(body) {
		b, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
		if err != nil {
			return p, errors.New("the response is cut off: its chunks do not end")
		}
		p.body = b
	}
	codes := strings.Split(head.encoding, ",")
	for i := len(codes) - 1; i >= 0; i-- {
		b, err := s.decode(in, strings.TrimSpace(codes[i]), p.body)
		if err != nil {
			return p, err
		}
		p.body = b
	}
	return p, nil
}

// looksChunked reports whether body opens with a chunk's size.
func looksChunked(body []byte) bool {
	line, _, ok := bytes.Cut(body[:min(len(body), 256)], []byte("\n"))
	size, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
	if !ok || len(size) == 0 || len(size) > 8 {
		return false
	}
	for _, c := range bytes.ToLower(size) {
		if !bytes.ContainsRune([]byte("0123456789abcdef"), rune(c)) {
			return false
		}
	}
	return true
}

// decode undoes one content encoding.
func (s *session) decode(in *input, code string, body []byte) ([]byte, error) {
	src := bytes.NewReader(body)
	var (
		r   io.Reader
		err error
	)
	switch code {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, gzipMagic) {
			return body, nil
		}
		r, err = gzip.NewReader(src)
	case "br":
		r = brotli.NewReader(src)
	case "zstd":
		if !bytes.HasPrefix(body, []byte("\x28\xb5\x2f\xfd")) {
			return body, nil
		}
		var z *zstd.Decoder
		if z, err = zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20)); err == nil {
			defer z.Close()
			r = z
		}
	case "deflate": // zlib by the standard, bare deflate by custom
		if r, err = zlib.NewReader(src); err != nil {
			src.Reset(body)
			r, err = flate.NewReader(src), nil
		}
	default:
		return body, nil
	}
	if err != nil {
		return nil, errors.New("the response's " + code + " encoding is damaged")
	}
	out, err := s.unpack(in, r, int64(len(body)))
	var ref *Refusal
	switch {
	case err == nil, errors.As(err, &ref), s.ctx.Err() != nil:
		return out, err
	case textHead(body) != "":
		return body, nil // it was undone already
	}
	return nil, errors.New("the response is cut off or damaged inside its " + code + " encoding")
}
