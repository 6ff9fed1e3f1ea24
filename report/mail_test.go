package report

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"
)

const mailHead = "From: Irena Falk <falk@port.velmora.example>\r\nTo: desk@gazette.example\r\nSubject: =?utf-8?q?Bridge_opens_=E2=80=93_early?=\r\n" +
	"Date: Fri, 5 Jan 2024 11:30:00 +0200\r\nMessage-ID: <1@port.velmora.example>\r\nMIME-Version: 1.0\r\n"

func attachment(name, kind, data string) string {
	return "--b\r\nContent-Type: " + kind + "\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		base64.StdEncoding.EncodeToString([]byte(data)) + "\r\n"
}

func multipart(parts ...string) string {
	return mailHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Join(parts, "") + "--b--\r\n"
}

const plainPart = "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + note + "\r\n"

func TestEML(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		want       []string
		text       string
	}{
		{"plain", mailHead + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + note, []string{"f.eml"}, strings.TrimSpace(note)},
		{"windows-1251, quoted", mailHead + "Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CC=EE=F1=F2 =EE=F2=EA=F0=EE=FE=F2 =E2 =EF=EE=ED=E5=E4=E5=EB=FC=ED=E8=EA.\r\n",
			[]string{"f.eml"}, "Мост откроют в понедельник."},
		{"HTML only", mailHead + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>The mayor said so.</p><p>The port did not answer.</p>",
			[]string{"f.eml"}, "The mayor said so.\n\nThe port did not answer."},
		{"a text that points at its HTML", strings.Replace(multipart("--b\r\nContent-Type: text/plain\r\n\r\nSee the web.\r\n",
			"--b\r\nContent-Type: text/html\r\n\r\n<p>The mayor of Velmora said that the bridge would open on Monday.</p>\r\n"), "mixed", "alternative", 1),
			[]string{"f.eml"}, "The mayor of Velmora said that the bridge would open on Monday."},
		{"attachments", multipart(plainPart, attachment("a.txt", "text/plain", note), attachment("b.zip", "application/zip", string(makeZIP(t, zipped{"c.txt", note, false})))),
			[]string{"f.eml", "f.eml#a.txt", "f.eml#b.zip#c.txt"}, strings.TrimSpace(note)},
		{"a picture attached", multipart(plainPart, attachment("a.png", "image/png", "\x89PNG\r\n\x1a\n")), []string{"f.eml", "! f.eml#a.png: a PNG picture"}, strings.TrimSpace(note)},
		{"a mail attached", multipart(plainPart, "--b\r\nContent-Type: message/rfc822\r\n\r\n"+mailHead+"\r\n"+note), []string{"f.eml", "f.eml#attachment 1"}, strings.TrimSpace(note)},
		{"no text", mailHead + "\r\n", []string{"! f.eml: the message has no text"}, ""},
		{"encrypted", mailHead + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--\r\n",
			[]string{"! f.eml: text is encrypted"}, ""},
		{"parts without end", mailHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", 600),
			[]string{"! f.eml: parts nested too deep"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reports, got := readAll(t, "f.eml", []byte(tt.data), Bounds{})
			sameLines(t, got, tt.want)
			if len(reports) == 0 {
				return
			}
			r := reports[0]
			if r.Text != tt.text {
				t.Errorf("text %q, want %q", r.Text, tt.text)
			}
			if r.Title != "Bridge opens – early" || !slices.Equal(r.Authors, []string{"Irena Falk"}) || r.Published.From != "2024-01-05T11:30:00+02:00" || r.MediaType != "message/rfc822" {
				t.Errorf("title %q, authors %q, published %v, media type %q", r.Title, r.Authors, r.Published, r.MediaType)
			}
		})
	}
}

func TestSavedPage(t *testing.T) {
	data := "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://velmora.example/a\r\nSubject: x\r\nDate: Fri, 5 Jan 2024 09:30:00 -0000\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n" + page +
		"\r\n--b\r\nContent-Type: image/png\r\nContent-Location: a.png\r\n\r\nx\r\n--b--\r\n"
	reports, got := readAll(t, "f.mhtml", []byte(data), Bounds{})
	sameLines(t, got, []string{"f.mhtml"})
	if len(reports) == 1 {
		if r := reports[0]; r.Title != "Harbour fire put out" || r.Canonical != "https://velmora.example/a" || r.Captured != "2024-01-05T09:30:00Z" || r.MediaType != "multipart/related" {
			t.Errorf("title %q, canonical %q, captured %q, media type %q", r.Title, r.Canonical, r.Captured, r.MediaType)
		}
	}
}

func TestMbox(t *testing.T) {
	msg := func(body string) string { return mailHead + "\r\n" + body + "\r\n" }
	box := "From falk@port Fri Jan  5 09:30:00 2024\r\n" + msg("The mayor said so.\r\n\r\n>From here on the port is shut.\r\n\r\nFrom the quay nobody saw it.") +
		"\r\nFrom falk@port Fri Jan  5 10:30:00 2024\r\n" + msg("The port did not answer.")
	reports, got := readAll(t, "f.mbox", []byte(box), Bounds{})
	sameLines(t, got, []string{"f.mbox#1", "f.mbox#2"})
	if len(reports) == 2 {
		if want := "The mayor said so.\n\nFrom here on the port is shut.\n\nFrom the quay nobody saw it."; reports[0].Text != want {
			t.Errorf("text %q, want %q", reports[0].Text, want)
		}
		if reports[0].SHA256 == reports[1].SHA256 {
			t.Error("two messages have one digest")
		}
	}
	_, got = readAll(t, "f.mbox", []byte(box), Bounds{Members: 1})
	sameLines(t, got, []string{"f.mbox#1", "! f.mbox: more than 1 messages; the rest is not read"})
}

func FuzzMbox(f *testing.F) {
	f.Add([]byte("From a Fri Jan  5 09:30:00 2024\nSubject: x\n\nwords\n\nFrom b Fri Jan  5 09:30:00 2024\nSubject: y\n\n>From words\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		total := 0
		for m := range mboxMessages(data) {
			total += len(m)
			if u := unescapeFrom(m); len(u) > len(m) {
				t.Errorf("%d bytes became %d", len(m), len(u))
			}
		}
		if total > len(data) {
			t.Errorf("%d bytes of messages in %d bytes", total, len(data))
		}
	})
}
