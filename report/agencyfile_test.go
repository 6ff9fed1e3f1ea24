package report

import (
	"slices"
	"strings"
	"testing"
)

const ninjs1 = `{"uri":"urn:velmora:1","type":"text","versioncreated":"2024-01-05T10:00:00+02:00","firstcreated":"2024-01-05T09:30:00+02:00","urgency":3,
"headline":"Bridge opens","byline":"By Irena Falk","creditline":"Velmora News Agency","located":"Port Velmora","language":"en","usageterms":"No archive.",
"embargoed":"2024-01-05T12:00:00+02:00","body_text":"not this","body_xhtml":"<div><p>The mayor said so.</p><p>The port did not answer.</p></div>"}`

const ninjs2 = `{"uri":"urn:velmora:1","type":"text","versioncreated":"2024-01-05T10:00:00+02:00","firstcreated":"2024-01-05T09:30:00+02:00","urgency":3,
"headlines":[{"role":"short","value":"Bridge"},{"role":"main","value":"Bridge opens"}],"by":"Irena Falk","creditline":"Velmora News Agency","located":"Port Velmora",
"language":"en","usageterms":"No archive.","embargoed":"2024-01-05T12:00:00+02:00",
"bodies":[{"role":"main","contenttype":"text/plain","value":"not this"},{"role":"main","contenttype":"text/html","value":"<p>The mayor said so.</p><p>The port did not answer.</p>"}]}`

func newsItem(content string) string {
	return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:velmora:1" version="2" xml:lang="en"><rightsInfo><usageTerms>No archive.</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Velmora News"/><versionCreated>2024-01-05T10:00:00+02:00</versionCreated><firstCreated>2024-01-05T09:30:00+02:00</firstCreated>
<embargoed>2024-01-05T12:00:00+02:00</embargoed><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><urgency>3</urgency><located><name>Port Velmora</name></located><creditline>Velmora News Agency</creditline><by>By Irena Falk</by><headline>Bridge opens</headline><language tag="en"/></contentMeta>
<contentSet>` + content + `</contentSet></newsItem>`
}

const (
	xhtmlBody = `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>The mayor said so.</p><p>The port did not answer.</p></body></html></inlineXML>`
	nitfBody  = `<inlineXML contenttype="application/nitf+xml"><nitf><head><docdata/></head><body><body.head><hedline><hl1>Bridge opens</hl1></hedline></body.head><body.content><p>The mayor said so.</p><p>The port did not answer.</p></body.content></body></nitf></inlineXML>`
	textBody  = "<inlineData contenttype=\"text/plain\">The mayor said so.\n\nThe port did not answer.</inlineData>"
)

func newsMessage(items ...string) string {
	return `<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-01-05T10:00:00Z</sent></header><itemSet>` + strings.Join(items, "") + `</itemSet></newsMessage>`
}

func TestAgencyFiles(t *testing.T) {
	for _, tt := range []struct{ name, file, data, want string }{
		{"ninjs 1", "f.json", ninjs1, "f.json"},
		{"ninjs 2", "f.json", ninjs2, "f.json"},
		{"ninjs, a list", "f.json", "[" + ninjs1 + "]", "f.json#item 1"},
		{"NewsML-G2 with XHTML", "f.xml", newsItem(xhtmlBody), "f.xml"},
		{"NewsML-G2 with NITF", "f.xml", newsItem(nitfBody), "f.xml"},
		{"NewsML-G2 with text", "f.xml", newsItem(textBody), "f.xml"},
		{"NewsML-G2 message", "f.xml", newsMessage(newsItem(xhtmlBody)), "f.xml#urn:velmora:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reports, got := readAll(t, tt.file, []byte(tt.data), Bounds{})
			sameLines(t, got, []string{tt.want})
			if len(reports) != 1 {
				return
			}
			r := reports[0]
			if want := "Bridge opens\n\nThe mayor said so.\n\nThe port did not answer."; r.Text != want {
				t.Errorf("text %q, want %q", r.Text, want)
			}
			if r.Title != "Bridge opens" || !slices.Equal(r.Authors, []string{"Irena Falk"}) || r.Located != "Port Velmora" || r.Urgency != 3 || r.Language != "en" ||
				r.Published.From != "2024-01-05T09:30:00+02:00" || r.Modified.From != "2024-01-05T10:00:00+02:00" || r.Embargo != "2024-01-05T12:00:00+02:00" {
				t.Errorf("title %q, authors %q, located %q, urgency %d, language %q, published %v, modified %v, embargo %q",
					r.Title, r.Authors, r.Located, r.Urgency, r.Language, r.Published, r.Modified, r.Embargo)
			}
			for field, want := range map[string]string{"usage terms": "No archive.", "credit": "Velmora News Agency", "id": "urn:velmora:1"} {
				if !slices.ContainsFunc(r.Meta, func(d Datum) bool { return d.Field == field && d.Value == want }) {
					t.Errorf("no %s %q in %v", field, want, r.Meta)
				}
			}
		})
	}
}

func TestAgencyFilesRefused(t *testing.T) {
	deep := strings.Repeat("<x>", 600)
	for _, tt := range []struct {
		name, file, data string
		want             []string
	}{
		{"a picture", "f.json", `{"uri":"a","type":"picture","versioncreated":"2024-01-05","headline":"x"}`, []string{"! f.json: an item of type picture, which has no text"}},
		{"no text", "f.json", `{"uri":"a","versioncreated":"2024-01-05","headline":"x"}`, []string{"! f.json: the item has no text"}},
		{"cut off", "f.json", ninjs1[:len(ninjs1)-20], []string{"! f.json: the JSON is damaged or cut off"}},
		{"a body too deep", "f.json", `{"versioncreated":"2024-01-05","body_html":"` + strings.Repeat("<div>", 600) + `"}`, []string{"! f.json: elements nested too deep"}},
		{"values too deep", "f.json", `{"versioncreated":"2024-01-05","x":` + strings.Repeat("[", 600), []string{"! f.json: values nested too deep"}},
		{"elements too deep", "f.xml", newsItem(deep), []string{"! f.xml: elements nested too deep"}},
		{"no body", "f.xml", newsItem(""), []string{"! f.xml: the item has no text"}},
		{"an item cut off", "f.xml", newsMessage(newsItem(textBody))[:900], []string{"! f.xml#urn:velmora:1: the news item is damaged or cut off"}},
		{"a picture beside its story", "f.xml", newsMessage(strings.Replace(newsItem(""), "ninat:text", "ninat:picture", 1), newsItem(textBody)), []string{"f.xml#urn:velmora:1"}},
		{"a package", "f.xml", `<packageItem guid="p"><groupSet root="r"><group id="r"><itemRef href="a"/></group></groupSet></packageItem>`,
			[]string{"! f.xml: a package that lists stories and holds none"}},
		{"an empty message", "f.xml", newsMessage(), []string{"! f.xml: no news item in it"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, tt.file, []byte(tt.data), Bounds{})
			sameLines(t, got, tt.want)
		})
	}
}

func fuzzReader(f *testing.F, read func(*session, *input, yield) bool) {
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &session{ctx: t.Context(), bounds: Bounds{Members: 100}.orDefault()}
		read(s, &input{name: "f", data: data}, func(r *Report, err error) bool {
			if (r == nil) == (err == nil) {
				t.Errorf("report %v and error %v", r, err)
			}
			if r != nil {
				checkSpans(t, r)
			}
			return true
		})
	})
}

func FuzzNinjs(f *testing.F) {
	f.Add([]byte(ninjs1))
	f.Add([]byte("[" + ninjs2 + "]"))
	fuzzReader(f, readNinjs)
}

func FuzzNewsML(f *testing.F) {
	for _, s := range []string{newsItem(xhtmlBody), newsItem(nitfBody), newsMessage(newsItem(textBody), newsItem(xhtmlBody))} {
		f.Add([]byte(s))
	}
	fuzzReader(f, readNewsML)
}
