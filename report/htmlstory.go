package report

import (
	"fmt"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/go-shiori/dom"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What the libraries are given. They are made for pages of news, and some of
// their steps grow with the square of the page; past these bounds our own
// reading, which is linear, stands in.
const (
	extractBytes    = 512 << 10 // of text, a hundred times a story
	extractElements = 15_000
	extractWeight   = 8 << 20 // of bytes times their depth, likewise
)

// story takes the text of the story from the page: by trafilatura, and by
// readability where that found much less than the page marks as its story.
func (p *htmlPage) story() (text string, err error) {
	defer func() {
		if v := recover(); v != nil { // the libraries are not ours, and pages are anything
			text, err = "", fmt.Errorf("extracting the story: %v", v)
		}
	}()
	marked := p.markedStory()
	if elements, bytes, weight := p.size(); elements > extractElements || bytes > extractBytes || weight > extractWeight {
		if marked == "" {
			marked = blockText(p.doc)
		}
		return marked, nil
	}
	p.keepEmbeds()
	text = p.trafilatura()
	if enough(text, marked) {
		return text, nil
	}
	if second := p.readability(); len(second) > len(text) && (enough(second, marked) || !hasSentence(text)) {
		text = second
	}
	if !enough(text, marked) {
		text = marked
	}
	return text, nil
}

// enough reports that a text holds most of what the page marks as its story, in
// paragraphs, and a sentence.
func enough(text, marked string) bool {
	lumped := strings.Count(text, "\n\n")*3 < strings.Count(marked, "\n\n")
	return len(text)*5 >= len(marked)*3 && !lumped && hasSentence(text)
}

func (p *htmlPage) trafilatura() string {
	res, err := trafilatura.ExtractDocument(dom.Clone(p.doc, true), trafilatura.Options{
		OriginalURL:      p.url,
		ExcludeComments:  true,
		HtmlDateMode:     trafilatura.Disabled,
		HtmlDateOverride: &htmldate.Result{DateTime: time.Time{}},
	})
	if err != nil || res.ContentNode == nil {
		return ""
	}
	return p.withoutAsides(blockText(res.ContentNode))
}

func (p *htmlPage) readability() string {
	parser := readability.NewParser()
	parser.MaxElemsToParse = extractElements
	article, err := parser.ParseDocument(p.doc, p.url)
	if err != nil || article.Node == nil {
		return ""
	}
	return p.withoutAsides(blockText(article.Node))
}

// markedStory gives the paragraphs inside the element that the page itself marks
// as the story, or else inside the one that holds most of them: linear, without
// judging classes. "" where the page has no paragraphs.
func (p *htmlPage) markedStory() string {
	body := p.find(func(n *html.Node) bool { return strings.EqualFold(attr(n, "itemprop"), "articleBody") })
	if body == nil {
		body = p.largest(func(n *html.Node) bool { return n.DataAtom == atom.Article || n.DataAtom == atom.Main })
	}
	if body == nil {
		body = p.richest()
	}
	if body == nil {
		return ""
	}
	var paragraphs []string
	for n := range body.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.P && !within(n, body, atom.Aside, atom.Nav, atom.Footer, atom.Form, atom.Figure) {
			if t := blockText(n); t != "" {
				paragraphs = append(paragraphs, t)
			}
		}
	}
	return p.withoutAsides(strings.Join(paragraphs, "\n\n"))
}

// largest gives the element of a kind whose paragraphs hold most.
func (p *htmlPage) largest(is func(*html.Node) bool) (largest *html.Node) {
	best := 0
	for n := range p.doc.Descendants() {
		// What lies inside another holds no more than that one.
		if n.Type == html.ElementNode && is(n) && !within(n, nil, atom.Article, atom.Main) {
			if size := paragraphBytes(n); size > best {
				best, largest = size, n
			}
		}
	}
	return largest
}

// richest gives the element whose own paragraphs hold most.
func (p *htmlPage) richest() (richest *html.Node) {
	size := map[*html.Node]int{}
	for n := range p.doc.Descendants() {
		if n.Type != html.TextNode || n.Parent.DataAtom != atom.P || n.Parent.Parent == nil {
			continue
		}
		box := n.Parent.Parent
		size[box] += len(n.Data)
		if richest == nil || size[box] > size[richest] {
			richest = box
		}
	}
	return richest
}

// paragraphBytes is how much text the paragraphs right under n hold.
func paragraphBytes(n *html.Node) (size int) {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && c.Parent.DataAtom == atom.P {
			size += len(c.Data)
		}
	}
	return size
}

// within reports whether n lies in one of these elements inside root.
func within(n, root *html.Node, elements ...atom.Atom) bool {
	for p := n.Parent; p != nil && p != root; p = p.Parent {
		for _, a := range elements {
			if p.DataAtom == a {
				return true
			}
		}
	}
	return false
}

// size counts the elements of the page, the bytes of its text, and those bytes
// times the number of elements that each lies in.
func (p *htmlPage) size() (elements, bytes, weight int) {
	depth := 0
	for n := p.doc; n != nil; {
		switch n.Type {
		case html.ElementNode:
			elements++
		case html.TextNode:
			if n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
				bytes += len(n.Data)
				weight += len(n.Data) * depth
			}
		}
		if n.FirstChild != nil {
			n = n.FirstChild
			depth++
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
			depth--
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return elements, bytes, weight
}

// keepEmbeds takes the marks off embedded posts by which extraction would drop
// them with the adverts: a quoted post is what a story is about.
func (p *htmlPage) keepEmbeds() {
	var quotes []*html.Node
	for n := range p.doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Blockquote && !within(n, nil, atom.Blockquote) && len(startText(n, 60)) >= 20 {
			quotes = append(quotes, n)
		}
	}
	for _, n := range quotes {
		n.Attr = nil
		n.Data, n.DataAtom = "div", atom.Div // of a quote's paragraphs extraction makes one
		wrapLooseWords(n)
		for up := n.Parent; up != nil && (up.DataAtom == atom.Div || up.DataAtom == atom.Figure) && onlyElement(up); up = up.Parent {
			up.Attr = nil
			up.Data, up.DataAtom = "div", atom.Div
		}
	}
}

// wrapLooseWords puts what stands beside the paragraphs of n into one of its own.
func wrapLooseWords(n *html.Node) {
	if n.FirstChild == nil || n.FirstChild.NextSibling == nil {
		return
	}
	var loose *html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && isBlock(c.DataAtom) {
			loose = nil
		} else {
			if loose == nil {
				loose = &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
				n.InsertBefore(loose, c)
			}
			n.RemoveChild(c)
			loose.AppendChild(c)
		}
		c = next
	}
}

// onlyElement reports an element that holds one other, scripts apart, and no
// words of its own.
func onlyElement(n *html.Node) bool {
	elements := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return false
		case c.Type == html.ElementNode && c.DataAtom != atom.Script:
			elements++
		}
	}
	return elements == 1
}

// withoutAsides drops paragraphs that point to other stories ("Read also: …") and
// those that are nothing but one link.
func (p *htmlPage) withoutAsides(text string) string {
	links := map[string]bool{}
	for n := range p.doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.A && n.Parent != nil && (n.Parent.DataAtom == atom.P || n.Parent.DataAtom == atom.Li || n.Parent.DataAtom == atom.Div) && onlyElement(n.Parent) && !within(n, nil, atom.Blockquote) {
			if t := oneLine(startText(n.Parent, 200)); len(t) > 0 && len(t) < 200 {
				links[t] = true
			}
		}
	}
	var kept []string
	for par := range strings.SplitSeq(text, "\n\n") {
		if links[oneLine(par)] {
			continue
		}
		if _, aside := afterPhrase(par, words.byline["aside"]); aside && len(par) < 250 {
			continue
		}
		kept = append(kept, par)
	}
	return strings.Join(kept, "\n\n")
}
