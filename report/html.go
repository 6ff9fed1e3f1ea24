package report

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An htmlPage is one HTML document while it is read.
type htmlPage struct {
	doc *html.Node
	url *url.URL // where it was, if that is known
	r   *Report
}

// maxPage bounds a page: what is parsed takes ten times the memory.
const maxPage = 32 << 20

// readHTML reads the story of a page and what the page says about it.
func readHTML(s *session, in *input, y yield) bool {
	if len(in.data) > maxPage {
		return y(nil, in.refuse("the page is larger than "+bytesText(maxPage), "save the story as text, or print it to PDF", errTooLarge))
	}
	markup, _ := decode(in.data, htmlCharset(in))
	doc, err := parseMarkup(markup, s.bounds.Depth)
	if err != nil {
		return y(nil, in.refuse(fmt.Sprintf("its elements are nested more than %d deep", s.bounds.Depth), "save the story as text, or print it to PDF", err))
	}
	p := &htmlPage{doc: doc, r: &Report{MediaType: "text/html"}}
	if webAddress(in.url) {
		p.url, _ = url.Parse(in.url) // webAddress has parsed it
	}
	if err := s.ctx.Err(); err != nil {
		y(nil, err)
		return false
	}
	p.metadata()
	story, err := p.story()
	if err != nil {
		return y(nil, in.refuse("no story could be taken from the page", "save the story as text, or print it to PDF", err))
	}
	if !hasSentence(story) {
		return y(nil, in.refuse("no story found on the page", "give the page of one story, or save its text", errNoStory))
	}
	return s.readStory(in, p.withHeadline(story), p.r, y)
}

var errNoStory = errors.New("no story")

// charsetInMeta finds a declaration further down than the 1,024 bytes in which
// the standard wants it.
var charsetInMeta = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})|<\?xml[^>]{1,100}encoding\s*=\s*["']([a-z0-9_:.-]{2,40})`)

// htmlCharset gives the charset that the container or the page declares.
func htmlCharset(in *input) string {
	if in.charset != "" {
		return in.charset
	}
	if m := charsetInMeta.FindSubmatch(in.data[:min(len(in.data), 16<<10)]); m != nil {
		return string(m[1]) + string(m[2])
	}
	return ""
}

// withHeadline puts the title above the story where the page shows it so and the
// extraction left it out, as it does more often than not.
func (p *htmlPage) withHeadline(story string) string {
	if p.r.Title == "" || p.find(func(n *html.Node) bool {
		return (n.DataAtom == atom.H1 || n.DataAtom == atom.H2) && sameWords(p.r.Title, startText(n, 2*len(p.r.Title)+2))
	}) == nil {
		return story
	}
	if first, _ := cutLine(story); sameWords(p.r.Title, first) {
		return story
	}
	return p.r.Title + "\n\n" + story
}

// hasSentence reports whether a text holds one sentence at least: menus and
// lists of links hold none.
func hasSentence(s string) bool {
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, " \n\"”»’)")
		if len(line) < 25 || len(line) < 40 && line[0] < 0x80 {
			continue
		}
		for _, end := range []string{".", "!", "?", "…", "。", "！", "？", "؟", "।"} {
			if strings.HasSuffix(line, end) {
				return true
			}
		}
	}
	return false
}

// find gives the first element, in the order of the page, for which is holds.
func (p *htmlPage) find(is func(*html.Node) bool) *html.Node {
	for n := range p.doc.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

// attr gives the value of an attribute, "" if there is none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
