package report

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var (
	bomUTF8    = []byte("\xef\xbb\xbf")
	bomUTF16LE = []byte("\xff\xfe")
	bomUTF16BE = []byte("\xfe\xff")
	bomUTF32LE = []byte("\xff\xfe\x00\x00")
	bomUTF32BE = []byte("\x00\x00\xfe\xff")
)

// decode gives data as valid UTF-8, and the name of the encoding that it was
// in. It believes, in this order: a byte order mark; the bytes, where they are
// UTF-8 (no other encoding gives that by chance); the hint, which is a declared
// charset; and a guess from the bytes. What is broken becomes U+FFFD and is
// never dropped. Line ends become "\n" and a byte order mark goes; nothing else
// of the text changes.
func decode(data []byte, hint string) (s, name string) {
	name = findEncoding(data, hint)
	return decodeAs(data, name)
}

// decodeAs is decode for a known encoding.
func decodeAs(data []byte, name string) (s, used string) {
	if name != "utf-8" {
		if e := lookupEncoding(name); e != nil {
			if out, err := e.NewDecoder().Bytes(data); err == nil {
				return newlines(strings.TrimPrefix(strings.ToValidUTF8(string(out), "\uFFFD"), "\uFEFF")), name
			}
		}
	}
	data = bytes.TrimPrefix(data, bomUTF8)
	return newlines(strings.ToValidUTF8(string(data), "\uFFFD")), "utf-8"
}

// newlines makes every line end "\n".
func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// findEncoding names the encoding of data, by the rules of decode.
func findEncoding(data []byte, hint string) string {
	if name := bomOrUTF16(data); name != "" {
		return name
	}
	hint = encodingName(hint)
	if utf8.Valid(data) {
		if strings.HasPrefix(hint, "iso-2022-") || hint == "hz-gb-2312" {
			return hint // seven-bit encodings, which are valid UTF-8 to look at
		}
		if bytes.IndexByte(data, 0x1b) < 0 {
			return "utf-8"
		}
	}
	if good, bad := countUTF8(data); bad > 0 && good >= 4*bad {
		return "utf-8" // damaged
	}
	if hint != "" && hint != "utf-8" {
		return hint
	}
	return guessEncoding(data)
}

// bomOrUTF16 names the encoding that a byte order mark gives or that the zero
// bytes of UTF-16 give away, else "".
func bomOrUTF16(data []byte) string {
	switch {
	case bytes.HasPrefix(data, bomUTF8):
		return "utf-8"
	case bytes.HasPrefix(data, bomUTF32LE):
		return "utf-32le"
	case bytes.HasPrefix(data, bomUTF32BE):
		return "utf-32be"
	case bytes.HasPrefix(data, bomUTF16LE):
		return "utf-16le"
	case bytes.HasPrefix(data, bomUTF16BE):
		return "utf-16be"
	}
	head := data[:min(len(data), sniffBytes)]
	head = head[:len(head)&^1]
	if bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	// Text in UTF-16 has spaces and line ends, hence zero bytes, at one parity only.
	var zeros, spaces [2]int
	for i, c := range head {
		if c != 0 {
			continue
		}
		zeros[i&1]++
		if other := head[i^1]; other == ' ' || other == '\n' || other == '\r' {
			spaces[i&1]++
		}
	}
	switch {
	case zeros[0] == 0 && spaces[1]*40 >= len(head)/2:
		return "utf-16le"
	case zeros[1] == 0 && spaces[0]*40 >= len(head)/2:
		return "utf-16be"
	}
	return ""
}

// countUTF8 counts multi-byte code points and the bytes that are none.
func countUTF8(data []byte) (good, bad int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// encodingName gives the one name of a declared charset, "" for one that is not
// known.
func encodingName(label string) string {
	label = strings.ToLower(strings.TrimSpace(label))
	if label == "" {
		return ""
	}
	if _, name := charset.Lookup(label); name != "" && name != "replacement" {
		return name
	}
	if lookupEncoding(label) != nil {
		return label
	}
	return ""
}

// lookupEncoding finds the decoder for a name: the web's encodings, UTF-32, and
// what IANA lists beside.
func lookupEncoding(name string) encoding.Encoding {
	switch name {
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	if e, n := charset.Lookup(name); e != nil && n != "replacement" {
		return e
	}
	if e, err := ianaindex.IANA.Encoding(name); err == nil && e != nil {
		return e
	}
	return nil
}
