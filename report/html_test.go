package report

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestHTMLRefused(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"ten thousand levels", "<html><body>" + strings.Repeat("<div>", 10_000) + "deep", "x: its elements are nested more than 512 deep"},
		{"ten thousand levels of inline elements", "<html><body>" + strings.Repeat("<b><i>", 5_000) + "deep", "x: its elements are nested more than 512 deep"},
		{"menus only", `<html><body><nav><a href="/">Home</a> <a href="/a">World</a></nav><ul><li><a href="/1">One thing</a></li><li><a href="/2">Another thing</a></li></ul></body></html>`, "x: no story found on the page"},
		{"no text", "<html><body><img src=a.png></body></html>", "x: no story found on the page"},
		{"a script application", `<!doctype html><html><head><script src="app.js"></script></head><body><div id="root"></div></body></html>`, "x: no story found on the page"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			var refusal *Refusal
			n := 0
			for r, err := range Read(context.Background(), "x", strings.NewReader(c.data), Bounds{}) {
				n++
				if r != nil || !errors.As(err, &refusal) {
					t.Fatalf("got %v, %v", r, err)
				}
			}
			if n != 1 || refusal.Error() != c.want || refusal.Hint == "" {
				t.Errorf("got %d outcomes, %v, hint %q", n, refusal, refusal.Hint)
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

// TestHTMLUnclosed reads what old pages do: end tags left out by the thousand
// nest nothing.
func TestHTMLUnclosed(t *testing.T) {
	r := oneReport(t, "x.html", "<html><body><h1>Dust</h1>"+strings.Repeat("<p>The port master said that the silo was full of dust again.\n", 600))
	if got := strings.Count(r.Text, "\n\n"); got < 590 {
		t.Errorf("%d paragraph ends", got)
	}
}

// TestHTMLLarge reads a page past the bounds of the libraries, in linear time.
func TestHTMLLarge(t *testing.T) {
	start := time.Now()
	r := oneReport(t, "x.html", "<html><body><article><h1>Dust</h1>"+strings.Repeat("<p><b>The port master</b> said that the <i>silo</i> was full of dust again.</p>\n", 30_000)+"</article></body></html>")
	if got := strings.Count(r.Text, "\n\n"); got < 29_990 {
		t.Errorf("%d paragraph ends", got)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}

// TestHTMLCost reads pages shaped to make some step grow with the square of
// their size.
func TestHTMLCost(t *testing.T) {
	words := strings.Repeat("The port master said that the silo was full of dust. ", 9_000)
	for _, c := range []struct{ name, data string }{
		{"bylines in bylines", strings.Repeat(`<div class="date byline author">`, 450) + "<p>" + words},
		{"quotes in quotes", strings.Repeat("<blockquote>", 450) + "<p>" + words},
		{"articles in articles", strings.Repeat("<article>", 450) + "<p>" + words},
		{"headings in headings", strings.Repeat("<h1><div>", 220) + words},
		{"lists in lists", strings.Repeat("<ul><li>The port master said that the silo was full.", 220) + words},
		{"one line", words},
		{"teasers", "<p>The port master said that the silo was full of dust.</p>" + strings.Repeat("<div><a href=x>A teaser of a story</a></div>", 7_000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			if r := oneReport(t, "x.html", "<html><body>"+c.data); !strings.Contains(r.Text, "dust") {
				t.Errorf("text of %d bytes", len(r.Text))
			}
			if d := time.Since(start); d > 8*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func TestBlockText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "<p>One</p><p>two  \n three</p>", "One\n\ntwo three"},
		{"line end", "one<br>two<br><br>three", "one\ntwo\n\nthree"},
		{"inline", "a <b>bold</b>er <i>word</i>", "a bolder word"},
		{"hidden", `<p>seen</p><p style="display: none">not</p><p hidden>nor</p><script>x()</script>`, "seen"},
		{"table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"},
		{"preformatted", "<pre>one\n  two</pre>", "one\ntwo"},
		{"entities", "<p>Tom &amp; Ann&nbsp;Roe&#8212;x", "Tom & Ann Roe—x"},
		{"plain", "no markup", "no markup"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := markupText(c.in, 512)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestMetadataOrigins(t *testing.T) {
	const story = `<p>The port master said on Tuesday that two dockers had been taken to hospital with burns, and that the harbour was closed.</p>
<p>She said that nobody knew yet what had struck the silo, and that ships were told to wait outside the mole until noon.</p>`
	for _, c := range []struct {
		name, head, body string
		get              func(*Report) string
		want             string
	}{
		{"JSON-LD in CDATA", `<script type="application/ld+json">//<![CDATA[
{"@type":"NewsArticle","headline":"Silo","datePublished":"2031-03-04T10:00:00Z"}
//]]></script>`, "", func(r *Report) string { return r.Published.From }, "2031-03-04T10:00:00Z"},
		{"JSON-LD with a line end in a string", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Silo\nburst\"}</script>", "", func(r *Report) string { return r.Title }, "Silo burst"},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":</script><meta property="og:title" content="Silo">`, "", func(r *Report) string { return r.Title }, "Silo"},
		{"author is an agency", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Reuters"}}</script>`, "", func(r *Report) string { return r.Agency + "/" + strings.Join(r.Authors, ",") }, "Reuters/"},
		{"author is the outlet", `<meta property="og:site_name" content="Coast Daily"><meta name="author" content="Coast Daily">`, "", func(r *Report) string { return strings.Join(r.Authors, ",") }, ""},
		{"author's profile", `<meta property="article:author" content="https://social.example/x"><meta name="author" content="By Ann Poe">`, "", func(r *Report) string { return strings.Join(r.Authors, ",") }, "Ann Poe"},
		{"meta date", `<meta name="pubdate" content="2031-03-04">`, "", func(r *Report) string { return r.Published.From + " " + string(r.Published.Basis) }, "2031-03-04 metadata"},
		{"time element", "", `<time datetime="2031-03-04T10:00:00+02:00">4 March</time>`, func(r *Report) string { return r.Published.From + " " + string(r.Published.Basis) }, "2031-03-04T10:00:00+02:00 metadata"},
		{"updated time element", "", `<time class="updated" datetime="2031-03-05T10:00:00+02:00">5 March</time><time datetime="2031-03-04T10:00:00+02:00">4 March</time>`, func(r *Report) string { return r.Published.From + " " + r.Modified.From }, "2031-03-04T10:00:00+02:00 2031-03-05T10:00:00+02:00"},
		{"date on the page", "", `<div class="article-date">March 4, 2031, 10:00 a.m. GMT</div>`, func(r *Report) string { return r.Published.From + " " + string(r.Published.Basis) }, "2031-03-04T10:00:00Z stated"},
		{"byline on the page", "", `<div class="byline">By Ann Poe, staff writer</div>`, func(r *Report) string { return strings.Join(r.Authors, ",") }, "Ann Poe"},
		{"title without the outlet", `<title>Silo burst | Coast Daily</title>`, "", func(r *Report) string { return r.Title }, "Silo burst"},
		{"title with a dash of its own", `<title>Silo burst - why?</title>`, "", func(r *Report) string { return r.Title }, "Silo burst - why?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := oneReport(t, "x.html", "<html><head>"+c.head+"</head><body><article>"+c.body+story+"</article></body></html>")
			if got := c.get(r); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzHTML(f *testing.F) {
	f.Add("<html><head><title>x</title><meta property=og:title content=y></head><body><article><h1>y</h1><p>The port master said that the silo was full.</p></article></body></html>")
	f.Add(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":[{"@id":"a"}],"headline":["x"]}]}</script><p>A sentence of some length, it is said to be.</p>`)
	f.Add("<table><tr><td><blockquote><p>x<p>y</blockquote><time datetime=2031-03-04>")
	f.Fuzz(func(t *testing.T, s string) {
		for r, err := range Read(context.Background(), "x.html", strings.NewReader("<html>"+s), Bounds{}) {
			var refusal *Refusal
			switch {
			case r != nil:
				checkReport(t, r)
			case !errors.As(err, &refusal):
				t.Errorf("neither report nor refusal: %v", err)
			}
		}
	})
}

func FuzzBlockText(f *testing.F) {
	f.Add("<p>a<br>b</p>")
	f.Add("<div><style><!--</style>--><pre>\n\n x")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		got, err := markupText(s, 512)
		if err == nil && !utf8.ValidString(got) {
			t.Errorf("%q gives %q", s, got)
		}
		if strings.TrimSpace(got) != got {
			t.Errorf("%q gives white space at an end: %q", s, got)
		}
	})
}

func benchmarkRead(b *testing.B, name, data string) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Read(context.Background(), name, strings.NewReader(data), Bounds{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	benchmarkRead(b, "x.txt", "title: Silo burst\npublished: 2031-03-04\n---\nPORT LENDA, March 4 (Reuters) - "+
		strings.Repeat("The port master said on Tuesday that two dockers had been taken to hospital with burns.\n\n", 30)+"(Reporting by Ann Poe; Editing by Bo Loy)\n")
}

func BenchmarkHTML(b *testing.B) {
	benchmarkRead(b, "x.html", `<html lang="en"><head><title>Silo burst</title><meta property="article:published_time" content="2031-03-04T10:00:00Z"></head><body><nav>`+
		strings.Repeat(`<a href="/x">Section</a>`, 60)+"</nav><article><h1>Silo burst</h1>"+
		strings.Repeat("<p>The port master said on Tuesday that two dockers had been taken to <a href=/h>hospital</a> with burns, and that nobody was missing.</p>\n", 30)+
		"</article><aside>"+strings.Repeat(`<div class="teaser"><a href="/y">Another story of the day</a></div>`, 40)+"</aside></body></html>")
}
