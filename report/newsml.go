package report

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A newsNode is an element of a NewsML-G2 document.
type newsNode struct {
	name     string // local, in lower case
	attrs    []xml.Attr
	children []*newsNode
	text     strings.Builder // its own character data
	from, to int64           // of what stands between its tags
}

// readNewsML reads each news item of a NewsML-G2 document: an item alone, or a
// message with several.
func readNewsML(s *session, in *input, y yield) bool {
	t, err := s.xmlText(in)
	if err != nil {
		ended := s.ctx.Err() != nil
		return y(nil, err) && !ended
	}
	d := newXMLDecoder(t)
	stories, packages, lone := 0, 0, false
	for {
		tok, err := d.Token()
		if err != nil {
			break // the end, or the place where the file is cut
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch strings.ToLower(start.Name.Local) {
		case "newsmessage", "itemset":
		case "newsitem":
			if stories++; stories > s.bounds.Members {
				return y(nil, s.tooMany(in, "news items"))
			}
			n, err := readNode(d, start)
			m := in
			if lone = stories == 1 && start.Name.Local == rootName(t); !lone {
				m = in.story(newsName(n, stories))
			}
			switch {
			case s.ctx.Err() != nil:
				y(nil, s.ctx.Err())
				return false
			case err != nil:
				return y(nil, m.refuse("the news item is damaged or cut off", damagedHint, err))
			case !s.readNewsItem(m, t, n, y):
				return false
			}
		case "packageitem":
			packages++
			if err := d.Skip(); err != nil {
				return y(nil, in.refuse("the package is damaged or cut off", damagedHint, err))
			}
		default:
			if err := d.Skip(); err != nil && !errors.Is(err, io.EOF) {
				return y(nil, in.refuse("the XML is damaged or cut off", damagedHint, err))
			}
		}
	}
	switch {
	case stories > 0:
		return true
	case packages > 0:
		return y(nil, in.refuse("a package that lists stories and holds none", "give the stories that it lists", nil))
	}
	return y(nil, in.refuse("no news item in it", "get the file again from the agency", nil))
}

// rootName is the name of the first element.
func rootName(t string) string {
	d := newXMLDecoder(t)
	for {
		tok, err := d.Token()
		if err != nil {
			return ""
		}
		if s, ok := tok.(xml.StartElement); ok {
			return s.Name.Local
		}
	}
}

func newsName(n *newsNode, i int) string {
	if n != nil && n.attr("guid") != "" {
		return n.attr("guid")
	}
	return fmt.Sprintf("item %d", i)
}

// readNode reads the element that start opens. Its depth is bounded already.
func readNode(d *xml.Decoder, start xml.StartElement) (*newsNode, error) {
	root := &newsNode{name: strings.ToLower(start.Name.Local), attrs: start.Attr, from: d.InputOffset()}
	open := []*newsNode{root}
	for {
		before := d.InputOffset()
		tok, err := d.Token()
		if err != nil {
			return root, fmt.Errorf("in <%s>: %w", start.Name.Local, err)
		}
		top := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &newsNode{name: strings.ToLower(tok.Name.Local), attrs: tok.Attr, from: d.InputOffset()}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.CharData:
			top.text.Write(tok)
		case xml.EndElement:
			top.to = max(top.from, before)
			if open = open[:len(open)-1]; len(open) == 0 {
				return root, nil
			}
		}
	}
}

func (n *newsNode) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if strings.EqualFold(a.Name.Local, name) {
			return a.Value
		}
	}
	return ""
}

// find gives the first element at the end of path; nil for none.
func (n *newsNode) find(path ...string) *newsNode {
	for _, p := range path {
		if n == nil {
			return nil
		}
		var next *newsNode
		for _, c := range n.children {
			if c.name == p {
				next = c
				break
			}
		}
		n = next
	}
	return n
}

// deep gives the first element of that name anywhere inside.
func (n *newsNode) deep(name string) *newsNode {
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.name == name {
			return c
		}
		if f := c.deep(name); f != nil {
			return f
		}
	}
	return nil
}

// words gives an element's text, or its name child's, or its literal: the three
// ways in which NewsML-G2 names people and bodies.
func (n *newsNode) words() string {
	if n == nil {
		return ""
	}
	if t := oneLine(n.text.String()); t != "" {
		return t
	}
	if t := n.find("name").words(); t != "" {
		return t
	}
	if t := n.attr("literal"); t != "" {
		return t
	}
	_, code, _ := strings.Cut(n.attr("qcode"), ":")
	return code
}

// readNewsItem reads one story; items of pictures and sound are passed over,
// since a message carries them beside their story.
func (s *session) readNewsItem(in *input, t string, n *newsNode, y yield) bool {
	item, content, rights := n.find("itemmeta"), n.find("contentmeta"), n.find("rightsinfo")
	class := item.find("itemclass").words()
	story, err := newsStory(t, n.find("contentset"), s.bounds.Depth)
	switch {
	case err != nil:
		return y(nil, in.refuse(err.Error(), "get the item again from the agency", err))
	case story == "" && class != "" && class != "text":
		return true
	case story == "":
		return y(nil, in.refuse("the item has no text", "get the item again from the agency", nil))
	}
	r := &Report{MediaType: "application/vnd.iptc.g2.newsitem+xml"}
	title := first(loose(content.find("headline").words()), loose(item.find("title").words()))
	a := agencyFields{
		title: title, byline: first(loose(content.find("by").words()), loose(content.find("creator").words())),
		creditline: content.find("creditline").words(), provider: first(loose(item.find("provider").words()), loose(content.find("infosource").words())),
		located: content.find("located").words(), language: first(loose(content.find("language").attr("tag")), loose(n.attr("lang"))),
		urgency:      content.find("urgency").words(),
		firstCreated: first(loose(item.find("firstcreated").words()), loose(content.find("contentcreated").words())), versionCreated: item.find("versioncreated").words(),
		embargo: item.find("embargoed").words(), usageTerms: rights.find("usageterms").words(), slugline: content.find("slugline").words(),
		ednote: item.find("ednote").words(), status: item.find("pubstatus").words(), version: n.attr("version"),
		holder: rights.find("copyrightholder").words(), id: n.attr("guid"),
	}
	a.fill(r, "newsml-g2")
	return s.readStory(in, titled(title, story), r, y)
}

// newsStory gives the body: of XHTML or NITF inside the item, without the head
// that repeats the metadata, or of plain or escaped text.
func newsStory(t string, set *newsNode, depth int) (string, error) {
	if set == nil {
		return "", nil
	}
	for _, c := range set.children {
		var markup string
		switch c.name {
		case "inlinexml":
			body := c
			if b := c.deep("body.content"); b != nil {
				body = b
			} else if b := c.deep("body"); b != nil {
				body = b
			}
			markup = t[body.from:body.to]
		case "inlinedata":
			if !strings.Contains(c.attr("contenttype"), "html") {
				if plain := strings.TrimSpace(c.text.String()); plain != "" {
					return plain, nil
				}
			}
			markup = c.text.String()
		}
		if story, err := markupText(markup, depth); err != nil || story != "" {
			return story, err
		}
	}
	return "", nil
}
