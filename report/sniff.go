package report

import (
	"bytes"
	"encoding/json"
	"strings"
)

// byRoot tells markup apart by its first element; why is set where the root is
// known to be of no readable kind.
func byRoot(start, kind string) (f format, why string) {
	root := rootElement(start)
	local := root
	if i := strings.IndexByte(root, ':'); i >= 0 {
		local = root[i+1:]
	}
	switch {
	case local == "rss" || local == "feed" || root == "rdf:rdf":
		return format{"feed", readFeed}, ""
	case local == "newsmessage" || local == "newsitem" || local == "packageitem":
		return format{"NewsML-G2", readNewsML}, ""
	case htmlStart[root] || kind == "html":
		return format{"HTML", readHTML}, ""
	case root == "":
		return format{}, ""
	case strings.HasPrefix(start, "<?xml") || kind == "xml":
		return format{}, "XML of an unknown kind, its root is <" + root + ">"
	}
	return format{}, ""
}

// htmlStart are the elements (and the document type) that open an HTML page or
// a piece of one.
var htmlStart = map[string]bool{
	"!doctype": true, "html": true, "head": true, "body": true, "title": true, "meta": true, "script": true,
	"style": true, "link": true, "div": true, "article": true, "main": true, "section": true, "header": true,
	"p": true, "h1": true, "h2": true, "table": true, "span": true, "a": true, "ul": true, "blockquote": true,
}

// rootElement gives the lower-case name of the first element, past
// declarations, comments and any document type that is not HTML's.
func rootElement(s string) string {
	for {
		s = strings.TrimLeft(s, " \t\r\n\f")
		switch {
		case strings.HasPrefix(s, "<?"):
			_, s, _ = strings.Cut(s, "?>")
		case strings.HasPrefix(s, "<!--"):
			_, s, _ = strings.Cut(s, "-->")
		case strings.HasPrefix(s, "<!"):
			decl, rest, _ := strings.Cut(s, ">")
			fields := strings.Fields(strings.ToLower(decl))
			if len(fields) > 1 && fields[0] == "<!doctype" && fields[1] == "html" {
				return "!doctype"
			}
			if i := strings.Index(s, "]>"); strings.Contains(decl, "[") && i >= 0 {
				rest = s[i+2:] // an internal subset, which may hold tags of its own
			}
			s = rest
		case strings.HasPrefix(s, "<"):
			end := strings.IndexAny(s[1:], " \t\r\n/>")
			if end <= 0 {
				return ""
			}
			return strings.ToLower(s[1 : 1+end])
		default:
			return ""
		}
	}
}

// byKeys tells JSON apart by the keys of its root object (of the first object
// where the root is an array).
func byKeys(in *input, start string) (f format, why string) {
	if !looksJSON(start) {
		return format{}, ""
	}
	keys, version := rootKeys(in.data)
	if len(keys) == 0 {
		return format{}, ""
	}
	switch {
	case strings.Contains(version, "jsonfeed.org/version/"):
		return format{"JSON Feed", readFeed}, ""
	case keys["versioncreated"] || keys["body_html"] || keys["body_text"] || keys["body_xhtml"],
		keys["uri"] && (keys["headline"] || keys["headlines"] || keys["bodies"]),
		keys["bodies"] && keys["headlines"]:
		return format{"ninjs", readNinjs}, ""
	case keys["items"] && (keys["feed_url"] || keys["home_page_url"]):
		return format{"JSON Feed", readFeed}, ""
	}
	return format{}, "JSON of an unknown kind: neither ninjs nor a JSON Feed"
}

// looksJSON tells "{"key"" and "[{"key"" from a text that opens with a bracket.
func looksJSON(s string) bool {
	s = strings.TrimLeft(strings.TrimPrefix(s, "["), " \t\r\n")
	if !strings.HasPrefix(s, "{") {
		return false
	}
	s = strings.TrimLeft(s[1:], " \t\r\n")
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "}")
}

// rootKeys lists the keys of the root object and its "version", as far as they
// can be read: a truncated file still shows what it began as.
func rootKeys(data []byte) (keys map[string]bool, version string) {
	keys = map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, bomUTF8)))
	depth, base, key := 0, 1, ""
	wantKey := false
	for {
		t, err := d.Token()
		if err != nil {
			return keys, version
		}
		switch v := t.(type) {
		case json.Delim:
			switch v {
			case '[':
				if depth == 0 {
					base = 2
				}
				depth++
			case '{':
				depth++
			default:
				depth--
				if depth < base {
					return keys, version
				}
			}
			wantKey = depth == base
			continue
		case string:
			if depth == base && wantKey {
				key, wantKey = v, false
				keys[v] = true
				continue
			}
			if depth == base && key == "version" {
				version = v
			}
		}
		wantKey = depth == base
	}
}

// isMbox reports the separator line of a mailbox with a header line after it.
func isMbox(head string) bool {
	if !strings.HasPrefix(head, "From ") {
		return false
	}
	first, rest, ok := strings.Cut(head, "\n")
	return ok && strings.Contains(first, ":") && headerKey(rest) != ""
}

// isMail reports whether s opens with the header of an e-mail: field lines up to
// a blank line, two of them fields that every message has. A header block of
// our own ends in "---" and has other keys.
func isMail(s string) bool {
	known, proof := 0, false
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue // folded
		}
		k := strings.ToLower(headerKey(line))
		if k == "" {
			return false
		}
		switch k {
		case "received", "return-path", "message-id", "mime-version", "dkim-signature", "delivered-to":
			proof = true
			known++
		case "from", "to", "subject", "date", "content-type", "reply-to", "sender", "cc":
			known++
		}
	}
	return proof && known >= 2 || known >= 3
}

// headerKey gives the field name that line opens with, "" if none.
func headerKey(line string) string {
	for i := range len(line) {
		switch c := line[i]; {
		case c == ':':
			return line[:i]
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
		default:
			return ""
		}
	}
	return ""
}
