package report

import (
	"net/url"
	"strings"

	"github.com/onrecord/onrecord/internal/when"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metaNames gives the field for the names and properties of <meta> elements.
var metaNames = map[string]string{
	"article:published_time": "published", "og:article:published_time": "published", "article:published": "published",
	"datepublished": "published", "pubdate": "published", "publishdate": "published", "publish-date": "published",
	"publication_date": "published", "parsely-pub-date": "published", "sailthru.date": "published", "dc.date.issued": "published",
	"dcterms.created": "published", "dcterms.date": "published", "dc.date": "published", "dc.date.created": "published",
	"date": "published", "cxenseparse:recs:publishtime": "published", "og:published_time": "published", "citation_date": "published",
	"article.published": "published", "rnews:datepublished": "published",
	"article:modified_time": "modified", "og:updated_time": "modified", "datemodified": "modified", "lastmod": "modified",
	"last-modified": "modified", "dcterms.modified": "modified", "article:modified": "modified", "revised": "modified",
	"author": "author", "article:author": "author", "og:article:author": "author", "byl": "author", "dc.creator": "author",
	"dcterms.creator": "author", "parsely-author": "author", "sailthru.author": "author", "article:author_name": "author",
	"citation_author": "author",
	"og:title":        "title", "twitter:title": "title", "dc.title": "title", "dcterms.title": "title", "parsely-title": "title",
	"sailthru.title": "title", "headline": "title", "title": "title",
	"og:site_name": "outlet", "application-name": "outlet", "dc.publisher": "outlet", "dcterms.publisher": "outlet",
	"citation_publisher": "outlet", "cre": "outlet", "publisher": "outlet",
	"og:locale": "language", "content-language": "language", "dc.language": "language", "language": "language", "inlanguage": "language",
	"og:url": "canonical", "twitter:url": "canonical",
	"article:provider_name": "agency", "syndication-source": "", "original-source": "",
}

// metadata gathers what the page says about its story, the most exact origin
// first: JSON-LD, OpenGraph, other <meta>, <time>, and what the page shows.
func (p *htmlPage) metadata() {
	linked := p.linkedData()
	var graph, plain []Datum
	var lang, canonical, title, h1 string
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			setOnce(&lang, attr(n, "lang"))
			setOnce(&lang, attr(n, "xml:lang"))
		case atom.Title:
			if n.Parent != nil && n.Parent.DataAtom == atom.Head && n.FirstChild != nil {
				setOnce(&title, oneLine(n.FirstChild.Data[:min(len(n.FirstChild.Data), 4*maxDatum)]))
			}
		case atom.H1:
			setOnce(&h1, oneLine(startText(n, maxDatum)))
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				setOnce(&canonical, attr(n, "href"))
			}
		case atom.Meta:
			d, property := metaDatum(n)
			switch {
			case d.Field == "":
			case property:
				d.From = "opengraph"
				graph = append(graph, d)
			default:
				plain = append(plain, d)
			}
		}
	}
	for _, list := range [][]Datum{linked, graph, plain} {
		for _, d := range list { // the outlet first: titles and authors repeat it
			if d.Field == "outlet" {
				p.know(d)
			}
		}
	}
	// A page's own element says its language and address better than templates do.
	p.know(Datum{"language", lang, "html"})
	p.know(Datum{"canonical", canonical, "link"})
	for _, list := range [][]Datum{linked, graph, plain} {
		for _, d := range list {
			if d.Field != "outlet" {
				p.know(d)
			}
		}
	}
	p.know(Datum{"title", h1, "h1"})
	p.know(Datum{"title", title, "title"})
	p.shown()
}

// metaDatum reads one <meta>; property tells OpenGraph's from others.
func metaDatum(n *html.Node) (d Datum, property bool) {
	name, from := attr(n, "property"), "meta"
	property = name != ""
	for _, key := range []string{"name", "itemprop", "http-equiv"} {
		setOnce(&name, attr(n, key))
	}
	field := metaNames[strings.ToLower(name)]
	return Datum{field, attr(n, "content"), from}, property
}

// know keeps a datum of the page, put right: addresses made whole, titles
// without the outlet's name, authors that are the outlet left out.
func (p *htmlPage) know(d Datum) {
	d.Value = oneLine(d.Value)
	switch d.Field {
	case "canonical":
		d.Value = p.absolute(d.Value)
	case "title":
		d.Value = withoutOutlet(d.Value, p.r.Outlet)
	case "author":
		if rest, ok := afterPhrase(d.Value, words.byline["by"]); ok {
			d.Value = rest
		}
		if strings.EqualFold(d.Value, p.r.Outlet) && agencyNamed(d.Value) == "" {
			return
		}
	}
	p.r.know(d.Field, d.Value, d.From)
}

// absolute resolves an address against the page's.
func (p *htmlPage) absolute(ref string) string {
	u, err := url.Parse(ref)
	if err != nil || ref == "" {
		return ""
	}
	if p.url != nil {
		u = p.url.ResolveReference(u)
	}
	return u.String()
}

// withoutOutlet takes " | Coast Daily" off a title. Where the outlet is not
// known only a bar is believed to set it off.
func withoutOutlet(title, outlet string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " :: ", " » "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		rest := strings.TrimSpace(title[i+len(sep):])
		if outlet != "" && (letters(rest) == letters(outlet) || strings.HasPrefix(letters(rest), letters(outlet))) || outlet == "" && sep == " | " {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// shown reads byline and times that stand on the page itself, in <time> and in
// elements whose class or itemprop says what they are.
func (p *htmlPage) shown() {
	main := p.find(func(n *html.Node) bool {
		return n.DataAtom == atom.Article || n.DataAtom == atom.Main || attr(n, "itemprop") == "articleBody"
	})
	scope := p.doc
	if main != nil && main.Parent != nil {
		scope = main.Parent
	}
	if p.r.Published.IsZero() {
		p.times(scope)
	}
	if p.r.Published.IsZero() && scope != p.doc {
		p.times(p.doc)
	}
	for n := range scope.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		kind := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n, "rel"))
		switch {
		case len(p.r.Authors) == 0 && p.r.Agency == "" && (strings.Contains(kind, "byline") || strings.Contains(kind, "author")):
			p.byline(n)
		case p.r.Published.IsZero() && (strings.Contains(kind, "date") || strings.Contains(kind, "time") || strings.Contains(kind, "publish")):
			if line := shortText(n); isDatedLine(line) {
				p.r.takeDate(line)
			}
		}
	}
}

// times reads the first <time> that gives a date.
func (p *htmlPage) times(scope *html.Node) {
	for n := range scope.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Time {
			continue
		}
		value, line := attr(n, "datetime"), shortText(n)
		if i := metaDate(value); i.IsZero() {
			if m, ok := findMoment(line); ok && m.year > 0 {
				p.r.takeDate(line)
				return
			}
			continue
		}
		field := "published"
		kind := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop"))
		if _, changed := afterPhrase(line, words.byline["changed"]); changed || strings.Contains(kind, "modif") || strings.Contains(kind, "update") {
			field = "modified"
		}
		p.r.know(field, value, "time")
		if field == "published" {
			if p.r.Published.Basis == when.Metadata && p.r.Published.Text == "" {
				p.r.Published.Text = line
			}
			return
		}
	}
}

// byline reads an element that its page calls a byline or an author.
func (p *htmlPage) byline(n *html.Node) {
	line := shortText(n)
	if line == "" {
		return
	}
	b, ok := bylineOf(line)
	if !ok && strings.Count(line, " ") <= 4 {
		b = parseByline(line, true)
	}
	for _, name := range b.names {
		p.know(Datum{"author", name, "text"})
	}
	p.r.textAgency(b.agency)
}

// shortText gives the first line of what n shows, "" where that is long.
func shortText(n *html.Node) string {
	line, _ := cutLine(startText(n, maxByline+1))
	if len(line) > maxByline {
		return ""
	}
	return line
}
