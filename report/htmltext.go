package report

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// errTooDeep is the reason of markup whose elements are nested too deep to be a
// document.
var errTooDeep = errors.New("elements nested too deep")

// parseMarkup parses a page or a piece of one, within the bound on nesting.
func parseMarkup(markup string, depth int) (*html.Node, error) {
	if deeperThan(markup, depth) {
		return nil, errTooDeep
	}
	doc, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errTooDeep, err) // the parser refuses nothing else
	}
	return doc, nil
}

// markupText gives the text of a piece of HTML (a mail's body, a feed's item, an
// agency's body_html) with a blank line between paragraphs.
func markupText(markup string, depth int) (string, error) {
	if !strings.ContainsAny(markup, "<&") {
		return strings.TrimSpace(markup), nil
	}
	doc, err := parseMarkup(markup, depth)
	if err != nil {
		return "", err
	}
	return blockText(doc), nil
}

// deeperThan reports elements nested deeper than limit, before anything is
// built of them. Elements that need no end tag are not counted: they do not
// nest.
func deeperThan(markup string, limit int) bool {
	depth := 0
	for i := strings.IndexByte(markup, '<'); i >= 0 && i+1 < len(markup); {
		rest := markup[i+1:]
		switch c := rest[0]; {
		case c == '/':
			if len(rest) > 1 && isASCIILetter(rest[1]) && !unclosed(tagName(rest[1:])) && depth > 0 {
				depth--
			}
		case isASCIILetter(c):
			name := tagName(rest)
			if skip := rawEnd(name, rest); skip > 0 {
				i += skip
				break
			}
			if !unclosed(name) {
				if depth++; depth > limit {
					return true
				}
			}
		case strings.HasPrefix(rest, "!--"):
			end := strings.Index(rest, "-->")
			if end < 0 {
				return false
			}
			i += end
		}
		next := strings.IndexByte(markup[i+1:], '<')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// tagName gives the name at the start of s, as it is written.
func tagName(s string) string {
	for i := range len(s) {
		if !isASCIILetter(s[i]) && (s[i] < '0' || s[i] > '9') {
			return s[:i]
		}
	}
	return s
}

// unclosed reports elements whose end tag may be missing.
func unclosed(name string) bool {
	switch atom.Lookup([]byte(lowerASCII(name))) {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr, atom.P, atom.Li, atom.Dt, atom.Dd, atom.Option, atom.Optgroup, atom.Tr, atom.Td,
		atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Colgroup, atom.Rp, atom.Rt, atom.Html, atom.Head, atom.Body:
		return true
	}
	return false
}

// rawEnd gives how far the content of an element reaches whose content is no
// markup, 0 for any other.
func rawEnd(name, rest string) int {
	switch lowerASCII(name) {
	case "script", "style", "textarea", "title", "noscript", "iframe":
	default:
		return 0
	}
	for at := len(name); ; {
		i := strings.Index(rest[at:], "</")
		if i < 0 {
			return len(rest)
		}
		at += i + 2
		if len(rest) >= at+len(name) && strings.EqualFold(rest[at:at+len(name)], name) {
			return at
		}
	}
}

func lowerASCII(s string) string {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// A blockWriter lays out the text of elements: a blank line between blocks, a
// line end for <br>, one space for white space within a line.
type blockWriter struct {
	out    strings.Builder
	gap    string // what stands before the next word
	enough int    // bytes after which the rest is left, 0 for none
}

// blockText gives the text that n shows.
func blockText(n *html.Node) string {
	var w blockWriter
	w.node(n, 0)
	return w.out.String()
}

// startText is blockText for the first bytes of it, n or a few more.
func startText(n *html.Node, bytes int) string {
	w := blockWriter{enough: bytes}
	w.node(n, 0)
	return w.out.String()
}

func (w *blockWriter) node(n *html.Node, depth int) {
	if w.enough > 0 && w.out.Len() >= w.enough {
		return
	}
	if depth > 2000 {
		return // what extraction built; what was parsed is far less deep
	}
	switch n.Type {
	case html.TextNode:
		w.text(n.Data, n.Parent != nil && n.Parent.DataAtom == atom.Pre)
		return
	case html.ElementNode:
		if hidden(n) {
			return
		}
		if n.DataAtom == atom.Br {
			w.need("\n")
			return
		}
	}
	block := n.Type == html.ElementNode && isBlock(n.DataAtom)
	if block {
		w.need("\n\n")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, depth+1)
	}
	switch {
	case block:
		w.need("\n\n")
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.need(" ")
	}
}

// text writes a run of characters.
func (w *blockWriter) text(s string, pre bool) {
	if pre {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				w.need("\n")
			}
			w.text(line, false)
		}
		return
	}
	for s != "" && (w.enough == 0 || w.out.Len() < w.enough) {
		r, n := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) || r == 0x200b || r == 0xfeff {
			if r != 0x200b && r != 0xfeff {
				w.need(" ")
			}
			s = s[n:]
			continue
		}
		end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == 0x200b || r == 0xfeff })
		if end < 0 {
			end = len(s)
		}
		if w.out.Len() > 0 {
			w.out.WriteString(w.gap)
		}
		w.gap = ""
		w.out.WriteString(s[:end])
		s = s[end:]
	}
}

// need asks for a gap before the next word; the larger of two wins, and two line
// ends make a blank line.
func (w *blockWriter) need(gap string) {
	switch {
	case gap == "\n" && w.gap == "\n":
		w.gap = "\n\n"
	case len(gap) > len(w.gap) || gap == "\n" && w.gap == " ":
		w.gap = gap
	}
}

// hidden reports elements whose content is not part of the text.
func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Object, atom.Svg, atom.Math,
		atom.Button, atom.Select, atom.Textarea, atom.Form, atom.Audio, atom.Video, atom.Canvas:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			if s := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(s, "display:none") {
				return true
			}
		}
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre,
		atom.Figure, atom.Figcaption, atom.Table, atom.Tr, atom.Hr, atom.Address, atom.Details, atom.Summary, atom.Body:
		return true
	}
	return false
}
