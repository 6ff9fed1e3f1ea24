package report

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1" //nolint:gosec // the digest of web archives
	"encoding/base32"
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

const page = `<!DOCTYPE html><html lang="en"><head><title>Harbour fire put out</title></head><body><article>
<h1>Harbour fire put out</h1>
<p>The port authority of Velmora said on Friday that a fire in its northern grain terminal had been put out before dawn.</p>
<p>"Nobody was hurt, and the silos are standing," its director, Irena Falk, told reporters at the quay after the inspection.</p>
<p>The fire service could not yet confirm what had started the blaze, and the ministry did not respond to a request for comment.</p>
</article></body></html>`

// warcRec builds one record; headers beginning with "!" replace the length.
func warcRec(kind, uri, mediaType, block string, extra ...string) string {
	length := len(block)
	var more strings.Builder
	for _, h := range extra {
		if n, ok := strings.CutPrefix(h, "length "); ok {
			_, _ = fmt.Sscan(n, &length)
			continue
		}
		more.WriteString(h + "\r\n")
	}
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-01-05T09:30:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, more.String(), mediaType, length, block)
}

func httpResponse(headers, body string) string {
	return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body
}

func pageRec(uri string, extra ...string) string {
	return warcRec("response", uri, "application/http;msgtype=response",
		httpResponse("Content-Type: text/html; charset=utf-8\r\n", page), extra...)
}

func gz(parts ...string) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(p))
		_ = z.Close()
	}
	return b.Bytes()
}

func br(s string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func chunked(s string) string {
	half := len(s) / 2
	return fmt.Sprintf("%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n", half, s[:half], len(s)-half, s[half:])
}

func TestWARC(t *testing.T) {
	const a, b = "https://velmora.example/a", "https://velmora.example/b"
	html := func(headers, body string) string {
		return warcRec("response", a, "application/http;msgtype=response", httpResponse("Content-Type: text/html\r\n"+headers, body))
	}
	info := warcRec("warcinfo", "", "application/warc-fields", "software: none\r\n")
	sum := sha1.Sum([]byte("Plain words of a harbour."))
	digest := "WARC-Block-Digest: sha1:" + base32.StdEncoding.EncodeToString(sum[:])
	long := gz(pageRec(a))
	whole := gz(info + pageRec(a) + pageRec(b))
	for _, tt := range []struct {
		name string
		data []byte
		want []string
	}{
		{"plain", []byte(info + pageRec(a) + pageRec(b)), []string{"f.warc#" + a, "f.warc#" + b}},
		{"a gzip member each", gz(info, pageRec(a), pageRec(b)), []string{"f.warc#" + a, "f.warc#" + b}},
		{"one gzip member", whole, []string{"f.warc#" + a, "f.warc#" + b}},
		{"members that cut records", gz((info + pageRec(a) + pageRec(b))[:700], (info + pageRec(a) + pageRec(b))[700:]),
			[]string{"f.warc#" + a, "f.warc#" + b}},
		{"chunked", []byte(html("Transfer-Encoding: chunked\r\n", chunked(page))), []string{"f.warc#" + a}},
		{"chunked, already joined", []byte(html("Transfer-Encoding: chunked\r\n", page)), []string{"f.warc#" + a}},
		{"gzip in chunks", []byte(html("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(string(gz(page))))), []string{"f.warc#" + a}},
		{"brotli", []byte(html("Content-Encoding: br\r\n", br(page))), []string{"f.warc#" + a}},
		{"brotli, already undone", []byte(html("Content-Encoding: br\r\n", page)), []string{"f.warc#" + a}},
		{"gzip, cut off", []byte(html("Content-Encoding: gzip\r\n", string(gz(page))[:200]) + pageRec(b)),
			[]string{"! f.warc#" + a + ": the response is cut off or damaged inside its gzip encoding", "f.warc#" + b}},
		{"chunks without an end", []byte(html("Transfer-Encoding: chunked\r\n", chunked(page)[:500]) + pageRec(b)),
			[]string{"! f.warc#" + a + ": the response is cut off: its chunks do not end", "f.warc#" + b}},
		{"what is no document", []byte(
			warcRec("request", a, "application/http;msgtype=request", "GET /a HTTP/1.1\r\n\r\n") +
				warcRec("revisit", a, "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") +
				warcRec("response", a, "application/http;msgtype=response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"+page) +
				warcRec("response", a, "application/http;msgtype=response", httpResponse("Content-Type: image/png\r\n", "\x89PNG\r\n\x1a\n")) +
				warcRec("response", a+"/robots.txt", "application/http;msgtype=response", httpResponse("Content-Type: text/plain\r\n", "User-agent: *")) +
				warcRec("response", "dns:velmora.example", "text/dns", "20240105\r\nvelmora.example. 60 IN A 192.0.2.1\r\n") +
				warcRec("response", a, "application/http;msgtype=response", httpResponse("Content-Type: text/html\r\n", " "))), nil},
		{"resource and conversion", []byte(warcRec("resource", "file:///note.txt", "text/plain", "Plain words of a harbour.", digest) +
			pageRec(a) + warcRec("conversion", a, "text/plain", "drawn from a page that is a report already") +
			warcRec("resource", "urn:text:"+a, "text/plain", "likewise") +
			warcRec("conversion", b, "text/plain", "The page itself was not captured.")),
			[]string{"f.warc#file:///note.txt", "f.warc#" + a, "f.warc#" + b}},
		{"a digest that does not hold", []byte(warcRec("resource", a, "text/plain", "Plain words of another harbour.", digest) + pageRec(b)),
			[]string{"! f.warc#" + a + ": the bytes do not match the record's digest", "f.warc#" + b}},
		{"a length too long", []byte(pageRec(a, "length 1500") + pageRec(b)),
			[]string{"! f.warc#" + a + ": Content-Length says 1500 bytes, the file has 1408 left", "f.warc#" + b}},
		{"a length into the next record", []byte(pageRec(a, "length 700") + pageRec(b)),
			[]string{"! f.warc#" + a + ": Content-Length says 700 bytes, the record does not end there", "f.warc#" + b}},
		{"a length too short", []byte(pageRec(a, "length 300") + pageRec(b)),
			[]string{"! f.warc#" + a + ": Content-Length says 300 bytes, the record does not end there", "f.warc#" + b}},
		{"a length past the end", []byte(pageRec(a, "length 900000") + pageRec(b)),
			[]string{"! f.warc#" + a + ": Content-Length says 900000 bytes, the file has 1408 left", "f.warc#" + b}},
		{"a length past the member", gz(pageRec(a, "length 900000"), pageRec(b)),
			[]string{"! f.warc#" + a + ": Content-Length says 900000 bytes, the record has 599", "f.warc#" + b}},
		{"a length past all bounds", gz(pageRec(a, "length 9000000000000000000"), pageRec(b)),
			[]string{"! f.warc#" + a + ": larger than the limit of 256 MiB", "f.warc#" + b}},
		{"a length of a request", []byte(warcRec("request", a, "application/http", "GET", "length 500") + pageRec(b)),
			[]string{"! f.warc#" + a + ": Content-Length says 500 bytes, the record does not end there", "f.warc#" + b}},
		{"no length", []byte(strings.Replace(pageRec(a), "Content-Length", "Content-Size", 1) + pageRec(b)),
			[]string{"! f.warc#" + a + ": the record says no length", "f.warc#" + b}},
		{"words between records", []byte(pageRec(a) + "some words\r\n" + pageRec(b)),
			[]string{"! f.warc#" + a + ": Content-Length says 595 bytes, the record does not end there", "f.warc#" + b}},
		{"gzip cut off", append(gz(pageRec(a)), long[:len(long)-30]...),
			[]string{"f.warc#" + a, "! f.warc#" + a + ": the gzip stream is cut off"}},
		{"gzip cut off in its header", append(gz(pageRec(a)), long[:5]...),
			[]string{"f.warc#" + a, "! f.warc#record 2: the gzip stream is cut off"}},
		{"a member damaged", bytes.Join([][]byte{long, spoil(long, 300), gz(pageRec(b))}, nil),
			[]string{"f.warc#" + a, "! f.warc#" + a + ": the gzip stream is damaged", "f.warc#" + b}},
		{"zeros after the last member", append(gz(pageRec(a)), make([]byte, 512)...),
			[]string{"f.warc#" + a}},
		{"words after the last member", append(gz(pageRec(a)), "some words"...),
			[]string{"f.warc#" + a, "! f.warc#record 2: the gzip stream is damaged"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, "f.warc", tt.data, Bounds{})
			sameLines(t, got, tt.want)
		})
	}
}

// spoil changes bytes in the middle.
func spoil(b []byte, at int) []byte {
	c := bytes.Clone(b)
	for i := at; i < at+16; i++ {
		c[i] ^= 0x5a
	}
	return c
}

func TestWARCMetadata(t *testing.T) {
	reports, _ := readAll(t, "f.warc", []byte(pageRec("https://velmora.example/a", "WARC-Truncated: length")), Bounds{})
	if len(reports) != 1 {
		t.Fatalf("%d reports, want 1", len(reports))
	}
	r := reports[0]
	if r.Captured != "2024-01-05T09:30:00Z" {
		t.Errorf("captured %q", r.Captured)
	}
	got := map[string]string{}
	for _, d := range r.Meta {
		if d.From == "warc" {
			got[d.Field] = d.Value
		}
	}
	for field, want := range map[string]string{
		"captured": "2024-01-05T09:30:00Z", "target": "https://velmora.example/a", "record-id": "<urn:uuid:1>", "truncated": "length",
	} {
		if got[field] != want {
			t.Errorf("%s: %q, want %q", field, got[field], want)
		}
	}
}

func TestWARCBounds(t *testing.T) {
	three := gz(pageRec("https://velmora.example/a"), pageRec("https://velmora.example/b"), pageRec("https://velmora.example/c"))
	_, got := readAll(t, "f.warc.gz", three, Bounds{Members: 2})
	sameLines(t, got, []string{"f.warc.gz#https://velmora.example/a", "f.warc.gz#https://velmora.example/b",
		"! f.warc.gz: more than 2 records to read; the rest is not read"})
	_, got = readAll(t, "f.warc.gz", three, Bounds{Unpacked: 1000})
	sameLines(t, got, []string{"f.warc.gz#https://velmora.example/a",
		"! f.warc.gz#https://velmora.example/b: the archive unpacks to more than the limit of 1000 bytes"})
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(pageRec("https://velmora.example/a") + pageRec("https://velmora.example/b", "length 100")))
	f.Add(gz(pageRec("https://velmora.example/a"), pageRec("https://velmora.example/b", "length 3000")))
	f.Add([]byte(warcRec("response", "http://v.example/", "application/http", httpResponse("Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", chunked("some words here")))))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !bytes.HasPrefix(data, []byte("WARC/")) && !bytes.HasPrefix(data, gzipMagic) {
			data = append([]byte("WARC/1.0\r\n"), data...)
		}
		readAll(t, "f.warc", data, Bounds{Bytes: 1 << 20, Unpacked: 4 << 20, Members: 100})
	})
}

func BenchmarkWARC(b *testing.B) {
	var words strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&words, "Ship %d left the port with %d tons of grain.\n", i*7919%9973, i*i%65537)
	}
	body := words.String()
	rec := warcRec("resource", "https://velmora.example/a", "text/plain", body)
	var parts []string
	for range 100 {
		parts = append(parts, rec, warcRec("response", "https://velmora.example/i", "application/http", httpResponse("Content-Type: image/png\r\n", body)))
	}
	data := gz(parts...)
	in := &input{name: "f.warc.gz", data: data}
	b.SetBytes(int64(len(rec) * len(parts)))
	b.ReportAllocs()
	for b.Loop() {
		// The reader alone: what the formats inside cost is theirs.
		s := &session{ctx: b.Context(), bounds: DefaultBounds}
		s.bounds.TextBytes = 1 // refuses before the text is looked at
		n, last := 0, error(nil)
		readWARC(s, in, func(_ *Report, err error) bool { n++; last = err; return true })
		if n != 100 {
			b.Fatalf("%d records, want 100: %v", n, last)
		}
	}
}
