package report

import (
	"slices"
	"strings"
	"testing"
)

func rss(items string) string {
	return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Velmora Gazette</title><link>https://velmora.example/</link><language>en-gb</language>` + items + `</channel></rss>`
}

const rssItem = `<item><title>Bridge &amp; quay open</title><link>https://velmora.example/a</link><dc:creator>Irena Falk</dc:creator>
<pubDate>Fri, 05 Jan 2024 09:30:00 +0200</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>The mayor said so.</p><p>The port did not answer.</p><script>alert(1)</script>]]></content:encoded></item>`

func TestFeed(t *testing.T) {
	const text = "Bridge & quay open\n\nThe mayor said so.\n\nThe port did not answer."
	for _, tt := range []struct{ name, file, data string }{
		{"RSS", "f.rss", rss(rssItem)},
		{"Atom", "f.atom", `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Velmora Gazette</title><entry><title>Bridge &amp; quay open</title>
<link href="https://velmora.example/a"/><author><name>Irena Falk</name></author><published>2024-01-05T09:30:00+02:00</published>
<content type="html">&lt;p&gt;The mayor said so.&lt;/p&gt;&lt;p&gt;The port did not answer.&lt;/p&gt;</content></entry></feed>`},
		{"JSON Feed", "f.json", `{"version":"https://jsonfeed.org/version/1.1","title":"Velmora Gazette","language":"en-GB","items":[{"id":"a","url":"https://velmora.example/a",
"title":"Bridge & quay open","authors":[{"name":"Irena Falk"}],"date_published":"2024-01-05T09:30:00+02:00","content_html":"<p>The mayor said so.</p><p>The port did not answer.</p>"}]}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reports, got := readAll(t, tt.file, []byte(tt.data), Bounds{})
			sameLines(t, got, []string{tt.file + "#https://velmora.example/a"})
			if len(reports) != 1 {
				return
			}
			r := reports[0]
			if r.Part != "https://velmora.example/a" {
				t.Errorf("part %q", r.Part)
			}
			if r.Text != text {
				t.Errorf("text %q, want %q", r.Text, text)
			}
			if r.Title != "Bridge & quay open" || r.Outlet != "Velmora Gazette" || !slices.Equal(r.Authors, []string{"Irena Falk"}) ||
				r.Published.From != "2024-01-05T09:30:00+02:00" || r.Canonical != "https://velmora.example/a" || !strings.HasPrefix(r.Language, "en") {
				t.Errorf("title %q, outlet %q, authors %q, published %v, canonical %q, language %q", r.Title, r.Outlet, r.Authors, r.Published, r.Canonical, r.Language)
			}
		})
	}
}

func TestFeedRefused(t *testing.T) {
	for _, tt := range []struct {
		name, file, data string
		bounds           Bounds
		want             []string
	}{
		{"no items", "f.rss", rss(""), Bounds{}, []string{"! f.rss: the feed has no items"}},
		{"an item without text", "f.rss", rss("<item><guid>a</guid></item>" + rssItem), Bounds{}, []string{"! f.rss#a: the item has no text", "f.rss#https://velmora.example/a"}},
		{"too deep", "f.rss", rss("<item>" + strings.Repeat("<x>", 600)), Bounds{}, []string{"! f.rss: elements nested too deep"}},
		{"an item too deep", "f.rss", rss("<item><guid>a</guid><description><![CDATA[" + strings.Repeat("<div>", 600) + "]]></description></item>"), Bounds{}, []string{"! f.rss#a: elements nested too deep"}},
		{"JSON too deep", "f.json", `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("[", 600), Bounds{}, []string{"! f.json: values nested too deep"}},
		{"too many items", "f.rss", rss(rssItem + rssItem), Bounds{Members: 1}, []string{"f.rss#https://velmora.example/a", "! f.rss: more than 1 items; the rest is not read"}},
		{"not a feed inside", "f.json", `{"version":"https://jsonfeed.org/version/1","items":7}`, Bounds{}, []string{"! f.json: the feed is damaged or of an unknown kind"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, tt.file, []byte(tt.data), tt.bounds)
			sameLines(t, got, tt.want)
		})
	}
}

// TestItemsOfOneAddress reads a feed in which every item has the address of the
// front page: each is a report of its own.
func TestItemsOfOneAddress(t *testing.T) {
	const data = `<rss version="2.0"><channel><title>Velmora Gazette</title>
<item><title>Bridge open</title><link>https://velmora.example/</link><description>The bridge is open, the mayor said.</description></item>
<item><title>Quay shut</title><link>https://velmora.example/</link><description>The quay is shut, the port said.</description></item></channel></rss>`
	reports, got := readAll(t, "f.rss", []byte(data), Bounds{})
	sameLines(t, got, []string{"f.rss#https://velmora.example/", "f.rss#https://velmora.example/ (2)"})
	if len(reports) == 2 && (reports[0].Part == reports[1].Part || reports[0].SHA256 != reports[1].SHA256) {
		t.Errorf("parts %q and %q", reports[0].Part, reports[1].Part)
	}
}
