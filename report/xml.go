package report

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

// xmlDeclaration names the encoding of an XML file, in ASCII in every encoding
// that has no byte order mark.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*?\?>`)

var xmlEncoding = regexp.MustCompile(`encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// xmlText gives an XML file as UTF-8 without its declaration, once it is known
// to be bounded: elements nest no deeper than allowed, and it defines no entities,
// which could stand for each other and unfold into gigabytes.
func (s *session) xmlText(in *input) (string, error) {
	hint := in.charset
	head := in.data[:min(len(in.data), 256)]
	if m := xmlEncoding.FindSubmatch(xmlDeclaration.Find(head)); m != nil {
		hint = string(m[1])
	}
	t, _ := decode(in.data, hint)
	t = strings.TrimLeft(t[len(xmlDeclaration.FindString(t)):], " \t\n")
	d := newXMLDecoder(t)
	depth := 0
	for n := 0; ; n++ {
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if n&0xfff == 0 && s.ctx.Err() != nil {
			return "", s.ctx.Err()
		}
		if err != nil {
			// Feeds and agencies' files are often cut or a little wrong; what is
			// readable is read, and nothing was seen that is not bounded.
			return t[:d.InputOffset()], nil //nolint:nilerr // see above
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth++; depth > s.bounds.Depth {
				return "", in.refuse(errTooDeep.Error(), "get the file again from its source", errTooDeep)
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			if strings.Contains(strings.ToUpper(string(tok)), "<!ENTITY") {
				return "", in.refuse("it defines entities of its own, which can unfold without end", "get the file again from its source", nil)
			}
		}
	}
}

func newXMLDecoder(t string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(t))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return d
}
