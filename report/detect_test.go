package report

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// zipOf makes an archive of empty files.
func zipOf(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		if _, err := z.Create(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipOf(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// utf16Of gives s in UTF-16, little-endian, without a mark.
func utf16Of(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func TestDetect(t *testing.T) {
	mail := "Received: by x\r\nFrom: a@b.example\r\nSubject: Silo\r\nDate: Tue, 4 Mar 2031 10:00:00 +0000\r\n\r\nText"
	for _, c := range []struct{ name, file, media, data, want string }{
		{"plain", "a.txt", "", "The silo burst.", "text"},
		{"plain without an extension", "a", "", "The silo burst.", "text"},
		{"UTF-16 without a mark", "a", "", utf16Of("The silo burst on Tuesday."), "text"},
		{"a bracket is not JSON", "a.txt", "", "[Updated] The silo burst.", "text"},
		{"a brace is not JSON", "a", "", "{sic} he wrote", "text"},
		{"an angle is not markup", "a.txt", "", "<3 from the harbour", "text"},
		{"header block", "a.txt", "", "title: Silo\nfrom: us\nsubject: x\ndate: y\n---\nText", "text"},
		{"front matter", "a.md", "", "---\ntitle: x\n---\nText", "text"},
		{"HTML by its type", "a", "", "<!DOCTYPE html><p>x", "HTML"},
		{"HTML by its root", "a.txt", "", "\n<!-- x --><html lang=en><p>x", "HTML"},
		{"XHTML", "a.xml", "", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html/>`, "HTML"},
		{"HTML declared", "a", "text/html; charset=utf-8", "Bare words", "HTML"},
		{"HTML by its name", "a.htm", "", "Bare words", "HTML"},
		{"a member's name", "b.zip#c/a.html", "", "Bare words", "HTML"},
		{"HTML in UTF-16", "a", "", "\xff\xfe" + utf16Of("<html><p>The silo burst.</p></html>"), "HTML"},
		{"RSS", "a", "", `<?xml version="1.0"?><rss version="2.0"/>`, "feed"},
		{"RSS 1.0", "a", "", `<?xml version="1.0"?><rdf:RDF/>`, "feed"},
		{"Atom", "a.xml", "", `<feed xmlns="http://www.w3.org/2005/Atom"/>`, "feed"},
		{"RSS with a document type", "a", "", `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "<html>">]><rss/>`, "feed"},
		{"NewsML-G2", "a", "", `<?xml version="1.0"?><newsItem xmlns="x"/>`, "NewsML-G2"},
		{"NewsML-G2 message", "a", "", `<?xml version="1.0"?><x:newsMessage xmlns:x="x"/>`, "NewsML-G2"},
		{"JSON Feed", "a", "", `{"version":"https://jsonfeed.org/version/1.1","items":[]}`, "JSON Feed"},
		{"ninjs", "a.json", "", `{"uri":"x","headline":"Silo","body_html":"<p>x"}`, "ninjs"},
		{"ninjs 3", "a.json", "", `{"uri":"x","headlines":[{"value":"Silo"}],"bodies":[]}`, "ninjs"},
		{"several ninjs", "a.json", "", `[{"uri":"x","headline":"Silo"}]`, "ninjs"},
		{"e-mail", "a", "", mail, "e-mail"},
		{"e-mail by its name", "a.eml", "", "X-Odd: 1\n\nText", "e-mail"},
		{"mailbox", "a", "", "From a@b.example Tue Mar  4 10:00:00 2031\n" + mail, "mbox"},
		{"WARC", "a", "", "WARC/1.1\r\nWARC-Type: response\r\n", "WARC"},
		{"WARC in gzip", "a", "", gzipOf(t, "WARC/1.0\r\n"), "WARC"},
		{"gzip", "a.gz", "", gzipOf(t, "The silo burst."), "gzip"},
		{"ZIP", "a", "", zipOf(t, "a.txt"), "ZIP"},
		{"WACZ", "a", "", zipOf(t, "datapackage.json", "archive/data.warc.gz"), "WACZ"},
		{"PDF", "a.txt", "", "%PDF-1.7\n", "PDF"},

		{"empty", "a", "", "", "! the file is empty"},
		{"white space", "a", "", " \n\n", "! the file holds only white space"},
		{"a mark only", "a", "", "\xef\xbb\xbf", "! the file holds only white space"},
		{"PNG", "a.txt", "", "\x89PNG\r\n\x1a\n\x00", "! a PNG picture"},
		{"program", "a", "", "\x7fELF\x02\x01", "! a program"},
		{"Office", "a.doc", "", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "! an old Microsoft Office document"},
		{"rich text", "a.rtf", "", `{\rtf1 x}`, "! a Rich Text document"},
		{"noise", "a", "", strings.Repeat("\x00\x01\x02\xff\x80", 100), "! binary data of no kind that can be read"},
		{"unknown XML", "a.xml", "", `<?xml version="1.0"?><svg/>`, "! XML of an unknown kind, its root is <svg>"},
		{"unknown JSON", "a.json", "", `{"a":{"headline":1},"b":2}`, "! JSON of an unknown kind: neither ninjs nor a JSON Feed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := detect(&input{name: c.file, mediaType: c.media, data: []byte(c.data)})
			got := f.name
			if err != nil {
				var refusal *Refusal
				if !errors.As(err, &refusal) {
					t.Fatal(err)
				}
				got = "! " + refusal.Reason
				if refusal.Hint == "" {
					t.Error("no hint")
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"{\"a\":1", "<?xml", "<!DOCTYPE [", "From a\nb: c", "PK\x03\x04", "\x1f\x8b", "a: b\n\n", "\xff\xfe<"} {
		f.Add([]byte(s), "a.txt", "text/plain")
	}
	f.Fuzz(func(t *testing.T, data []byte, name, media string) {
		format, err := detect(&input{name: name, mediaType: media, data: data})
		if (err == nil) != (format.read != nil) {
			t.Errorf("%q: a reader and an error, or neither: %v", data, err)
		}
	})
}
