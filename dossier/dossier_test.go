package dossier

import (
	"bytes"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/jba/templatecheck"
	"golang.org/x/net/html"

	"github.com/onrecord/onrecord/record"
)

// pageOf writes a dossier and reads it as a browser would.
func pageOf(t *testing.T, rec *record.Record, o Options) (*html.Node, string) {
	t.Helper()
	var b bytes.Buffer
	if err := Dossier(&b, rec, o); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return doc, b.String()
}

func find(doc *html.Node, selector string) []*html.Node {
	return cascadia.QueryAll(doc, cascadia.MustCompile(selector))
}

// textOf gives the words of a node, blanks made one.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func TestTemplatesFitTheirData(t *testing.T) {
	if err := templatecheck.CheckHTML(dossierTemplate, dossierPage{}); err != nil {
		t.Error(err)
	}
	if err := templatecheck.CheckHTML(pageTemplate, page{}); err != nil {
		t.Error(err)
	}
}

func TestDossier(t *testing.T) {
	doc, _ := pageOf(t, incident(t), Options{Title: "Staryi Brid", Decisions: []Event{{Number: "1", When: "2030-03-15", Who: "E. Ditor", What: "merged u2 and u9", Why: "one post", State: "undone"}}})
	for _, c := range []struct {
		name, selector string
		n              int
		text           string // of the first
	}{
		{"title", "head title", 1, "Staryi Brid"},
		{"nothing is loaded", `meta[content^="default-src 'none'"]`, 1, ""},
		{"no script", "script, link, img, iframe", 0, ""},
		{"summary", "#summary .plain", 2, "Of the 8 reports 3 take the text of another, 1 only cites others, and 4 were found to derive from none."},
		{"claims of more than one voice", ".matrix tbody tr", 3, ""},
		{"a column for each line", ".matrix thead th", 5, "claim"},
		{"a denial says so in words", ".matrix td:has(.st-denies)", 1, "denies certain Ministry of Defence in 1 report"},
		{"a line's voices share a cell", `.matrix td:has([href="#c2-l1"])`, 1, "asserts possible a senior official , an official in Washington in 5 reports"},
		{"a line taken back", ".matrix td:has(.retracted)", 1, "asserts certain Prosecutor's Office (taken back) in 3 reports"},
		{"cells of lines that are not", ".matrix td.empty", 4, ""},
		{"claims in full", ".claim", 3, ""},
		{"lines", "#c1 section.line", 4, "asserts line 1 · rests on: no evidence given Taras Holovko UA governor of Odesa region certain · said 12 Mar 2030 · Telegram The drone was launched from Russian territory Meridian , r1.s1 The Harbour Post , r2.s1 The Daily Lantern , r3.s1 Дрон запустили з території Росії Вісті , r4.s1 One line, because: one utterance, in 4 reports ."},
		{"who only repeats", ".positions .tag", 2, "only repeats a senior official"},
		{"taken back", "section.line.retracted", 1, ""},
		{"said once", "#singles li", 1, ""},
		{"drift", ".drift", 1, "made firmer a senior official Before: possible"},
		{"drawings", "svg", 4, ""},
		{"drawings are named", "svg > title + desc", 4, ""},
		{"copies are one box", "svg.wide.graph a > rect", 7, ""},
		{"an outlet that is not among the reports", "svg.wide.graph .outside text", 1, "Blue Agency"},
		{"edges", "svg.wide.graph .edge", 4, ""},
		{"the graph in words", "#graph tbody tr", 5, "r2 The Harbour Post 12 Mar 2030 copies r1 Meridian 98 % 52 words in shared passages"},
		{"lanes", "svg.wide.lanes .speaker", 9, "Taras Holovko"},
		{"the timeline in words", "#timeline tbody tr", 9, "Taras Holovko 12 Mar 2030 r1 Meridian 12 Mar 2030 10:05 4 r1.s1 r2.s1 r3.s1 r4.s1"},
		{"figures", "#figures .values li", 2, "3 12 Mar 2030 r1.s3 r2.s3 r3.s3"},
		{"a later figure", "#figures .tag", 1, "later"},
		{"silences", "#silences li", 3, "did not answer Kremlin RU : the launch r1.s4 r2.s4 r3.s4"},
		{"possible merges", ".merge", 1, ""},
		{"decisions", "#decisions .undone", 1, "1 merged u2 and u9 E. Ditor , 2030-03-15 undone one post"},
		{"reports", ".report", 8, ""},
		{"fixity", ".report code", 8, incident(t).Reports[0].SHA256},
		{"method", "#method p", 4, ""},
		{"the statement in its text", `.story [id="r5.s1"] + .content`, 1, "Moscow launched no drone that night"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := find(doc, c.selector)
			if len(found) != c.n {
				t.Fatalf("%s: %d, want %d", c.selector, len(found), c.n)
			}
			if c.text != "" && !strings.HasPrefix(textOf(found[0]), c.text) {
				t.Errorf("%s says\n%s\nwant\n%s", c.selector, textOf(found[0]), c.text)
			}
		})
	}
	whole(t, doc)
}

// whole checks what holds of every dossier: ids are one of a kind, each link has
// its end, and every quotation leads to marked words.
func whole(t *testing.T, doc *html.Node) {
	t.Helper()
	ids := map[string]int{}
	for _, n := range find(doc, "[id]") {
		ids[attr(n, "id")]++
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %q stands %d times", id, n)
		}
	}
	links := find(doc, "a[href]")
	if len(links) == 0 {
		t.Error("no link")
	}
	for _, a := range links {
		to, ok := strings.CutPrefix(attr(a, "href"), "#")
		if !ok || ids[to] == 0 {
			t.Errorf("link to %q leads nowhere", attr(a, "href"))
		}
	}
	for _, n := range find(doc, "blockquote, .drift .version, #silences li, #figures .values li") {
		if len(cascadia.QueryAll(n, cascadia.MustCompile("a.ref"))) == 0 {
			t.Errorf("leads to no statement: %s", textOf(n))
		}
	}
}

func TestDossierHostile(t *testing.T) {
	doc, src := pageOf(t, hostile(t), Options{Title: evil, Decisions: []Event{{evil, evil, evil, evil, evil, evil}}})
	if n := len(find(doc, "script, link, img, iframe, object")); n > 0 {
		t.Errorf("%d elements that the page must not have", n)
	}
	if n := strings.Count(src, "</style>"); n != 1 {
		t.Errorf("the style is closed %d times", n)
	}
	for _, n := range find(doc, "*") {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	whole(t, doc)
}

// TestDossierNeedsNothing makes pages of records that lack what others have.
func TestDossierNeedsNothing(t *testing.T) {
	bare := incident(t)
	bare.Claims, bare.Utterances, bare.Drift, bare.PossibleMerges = nil, nil, nil, nil
	for i := range bare.Reports {
		bare.Reports[i].Derived, bare.Reports[i].Published = nil, nil
		for j := range bare.Reports[i].Statements {
			s := &bare.Reports[i].Statements[j]
			s.Figures, s.Utterance, s.Claims, s.Said, s.Source, s.Cue, s.Content = nil, "", nil, nil, nil, nil, nil
		}
	}
	for name, rec := range map[string]*record.Record{"empty": {}, "bare": bare} {
		t.Run(name, func(t *testing.T) {
			doc, _ := pageOf(t, rec, Options{})
			for _, selector := range []string{"svg", ".matrix", "#drift", "#figures", "#merges"} {
				if len(find(doc, selector)) > 0 {
					t.Errorf("%s is there", selector)
				}
			}
			whole(t, doc)
		})
	}
}

// TestDossierIsStable writes one record twice: no order of a map may show.
func TestDossierIsStable(t *testing.T) {
	_, a := pageOf(t, incident(t), Options{})
	for range 5 {
		if _, b := pageOf(t, incident(t), Options{}); a != b {
			t.Fatal("two pages of one record differ")
		}
	}
}

// TestGraph draws many reports that derive from each other in chains, stars and
// rings: every box inside the drawing, none over another, each below what it
// derives from.
func TestGraph(t *testing.T) {
	x := newIndex(manyReports(60))
	for _, g := range x.graphs() {
		boxes := 0
		for i, n := range g.Nodes {
			boxes += len(n.reports)
			if n.X < 0 || n.Y < 0 || n.X+n.W > g.Width || n.Y+n.H > g.Height || n.W == 0 {
				t.Errorf("%s: %s at %d,%d stands outside", g.Name, n.Title, n.X, n.Y)
			}
			for _, o := range g.Nodes[i+1:] {
				if n.X < o.X+o.W && o.X < n.X+n.W && n.Y < o.Y+o.H && o.Y < n.Y+n.H {
					t.Errorf("%s: %s stands over %s", g.Name, n.Title, o.Title)
				}
			}
		}
		if boxes != 60 {
			t.Errorf("%s: %d reports of 60", g.Name, boxes)
		}
		for _, e := range g.Edges {
			if e.from.Y >= e.to.Y && !(e.from.Link == "r58" || e.to.Link == "r58") { // the ring
				t.Errorf("%s: %s is not below %s", g.Name, e.to.Title, e.from.Title)
			}
		}
	}
}

// FuzzRecord shows whatever record can be read, on the terminal and as a page: no
// panic, no control character, no script.
func FuzzRecord(f *testing.F) {
	for _, rec := range []*record.Record{incident(f), hostile(f), {Schema: record.Schema}} {
		var b bytes.Buffer
		if err := rec.WriteJSON(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rec, err := record.Decode(bytes.NewReader(data), 1<<20)
		if err != nil {
			return
		}
		var b bytes.Buffer
		for _, full := range []bool{false, true} {
			b.Reset()
			if err := Terminal(&b, rec, TerminalOptions{Full: full}); err != nil {
				t.Fatal(err)
			}
			if i := bytes.IndexAny(b.Bytes(), "\x1b\r\u202e"); i >= 0 {
				t.Errorf("a control character came through: %q", b.Bytes()[max(0, i-20):min(b.Len(), i+20)])
			}
		}
		b.Reset()
		if err := HTML(&b, rec); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(b.Bytes()), []byte("<script")) {
			t.Error("a script came through")
		}
	})
}

// BenchmarkDossier writes a page of 60 reports with 1,000 statements.
func BenchmarkDossier(b *testing.B) {
	rec := thousand(b)
	for b.Loop() {
		var out bytes.Buffer
		if err := Dossier(&out, rec, Options{}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
