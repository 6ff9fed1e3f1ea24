package report

import (
	"bytes"
	"compress/gzip"
	"io"
	"mime"
	"path"
	"strings"
)

// sniffBytes is how much of an input detect looks at.
const sniffBytes = 4096

// detect finds the format of in: from its first bytes where they leave no doubt,
// then from what its container declares, then from its name, and last from
// what its text looks like. What is no document gets a Refusal that says what it
// is and what to do.
func detect(in *input) (format, error) {
	if len(in.data) == 0 {
		return format{}, in.refuse("the file is empty", "check that it was saved completely", nil)
	}
	if f, ok := byMagic(in.data); ok {
		return f, nil
	}
	if m, ok := foreignMagic(in.data); ok {
		return format{}, in.refuse(m.what, m.hint, nil)
	}
	head := textHead(in.data)
	if head == "" && len(bytes.TrimSpace(bytes.TrimPrefix(in.data, bomUTF8))) > 0 {
		return format{}, in.refuse("binary data of no kind that can be read", "give the text, the page or the PDF that it belongs to", nil)
	}
	if strings.TrimSpace(head) == "" && len(in.data) <= sniffBytes {
		return format{}, in.refuse("the file holds only white space", "check that it was saved completely", nil)
	}
	return byText(in, head)
}

// byText tells the text formats apart.
func byText(in *input, head string) (format, error) {
	start := strings.TrimLeft(head, " \t\r\n\f")
	kind := declared(in)
	switch {
	case strings.HasPrefix(start, "WARC/1.") || strings.HasPrefix(start, "WARC/0."):
		return format{"WARC", readWARC}, nil
	case isMbox(head):
		return format{"mbox", readMbox}, nil
	case strings.HasPrefix(start, "<"):
		if f, why := byRoot(start, kind); f.read != nil || why != "" {
			return orRefuse(in, f, why)
		}
	case strings.HasPrefix(start, "{") || strings.HasPrefix(start, "["):
		if f, why := byKeys(in, start); f.read != nil || why != "" {
			return orRefuse(in, f, why)
		}
	case kind != "text" && kind != "html" && (kind == "mail" || isMail(start)):
		return format{"e-mail", readEML}, nil
	}
	switch kind {
	case "html":
		return format{"HTML", readHTML}, nil
	case "mbox":
		return format{"mbox", readMbox}, nil
	case "feed":
		return format{"feed", readFeed}, nil
	}
	return format{"text", readText}, nil
}

// orRefuse gives f, or the Refusal for what is known and not read.
func orRefuse(in *input, f format, why string) (format, error) {
	if why != "" {
		return f, in.refuse(why, "give the page or the text that it was made from", nil)
	}
	return f, nil
}

// byMagic knows the binary formats that have a reader.
func byMagic(data []byte) (format, bool) {
	switch {
	case isTar(data): // first, since the magic of its first member stands near its beginning
		return format{"tar", readTar}, true
	case bytes.HasPrefix(data, []byte("WARC/")): // what follows the first header may be binary
		return format{"WARC", readWARC}, true
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return format{"PDF", readPDF}, true
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		if isWACZ(data) {
			return format{"WACZ", readWACZ}, true
		}
		return format{"ZIP", readZIP}, true
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		if gzipHolds(data, "WARC/") {
			return format{"WARC", readWARC}, true // each of its records is a gzip member of its own
		}
		return format{"gzip", readGzip}, true
	}
	return format{}, false
}

// isWACZ reports whether a ZIP lists the two things that make it a WACZ. It
// looks for their names in the bytes, since both stand there uncompressed, in
// the directory at the end.
func isWACZ(data []byte) bool {
	tail := data[max(0, len(data)-1<<20):]
	return bytes.Contains(tail, []byte("datapackage.json")) && bytes.Contains(tail, []byte("archive/"))
}

// gzipHolds reports whether what a gzip file unpacks to begins with want.
func gzipHolds(data []byte, want string) bool {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return false
	}
	got := make([]byte, len(want))
	n, _ := io.ReadFull(z, got) // a short or broken stream holds something else
	return string(got[:n]) == want
}

// declared gives the kind that the container's media type or else the name's
// extension promises: "html", "text", "mail", "mbox", "feed", "xml" or "".
func declared(in *input) string {
	if m, _, err := mime.ParseMediaType(in.mediaType); err == nil {
		if k, ok := kindOfMedia[m]; ok {
			return k
		}
	}
	name := strings.ToLower(in.name)
	if i := strings.LastIndexByte(name, '#'); i >= 0 && path.Ext(name[i:]) != "" {
		name = name[i:]
	}
	return kindOfExt[path.Ext(name)]
}

var kindOfMedia = map[string]string{
	"text/html": "html", "application/xhtml+xml": "html",
	"text/plain": "text", "text/markdown": "text", "text/x-markdown": "text",
	"message/rfc822": "mail", "application/mbox": "mbox",
	"application/rss+xml": "feed", "application/atom+xml": "feed", "application/feed+json": "feed",
	"application/xml": "xml", "text/xml": "xml",
}

var kindOfExt = map[string]string{
	".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
	".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
	".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".mbox": "mbox",
	".rss": "feed", ".atom": "feed", ".xml": "xml",
}

// textHead gives the first bytes as UTF-8 where they are text in any encoding,
// "" where they are not.
func textHead(data []byte) string {
	head := data[:min(len(data), sniffBytes)]
	if name := bomOrUTF16(head); name != "" {
		s, _ := decodeAs(head, name)
		return s
	}
	bad := 0
	for _, c := range head {
		switch {
		case c == 0:
			return ""
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b && c != 0x08:
			bad++
		}
	}
	if bad*20 > len(head) { // text has a stray control character, data has them everywhere
		return ""
	}
	return string(head)
}
