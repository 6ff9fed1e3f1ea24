package report

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding/charmap"
)

// guessBytes is how much text the guess looks at.
const guessBytes = 32 << 10

// guessEncoding guesses from the bytes alone, beginning shortly before the first
// that is not ASCII: markup can fill the start of a page.
func guessEncoding(data []byte) string {
	first := 0
	for first < len(data) && data[first] < utf8.RuneSelf && data[first] != 0x1b {
		first++
	}
	if first == len(data) {
		return "utf-8"
	}
	from := max(0, first-256)
	part := data[from:min(len(data), from+guessBytes)]
	found := chardet.Detect(part).Encoding
	if found == "" {
		found = chardet.Detect(part[:len(part)-1]).Encoding // the end may halve a character
	}
	switch name := encodingName(found); {
	case found == "MacCyrillic" && winCyrillic(part):
		return "windows-1251"
	case name == "koi8-r":
		return "koi8-u" // the same, with Ukrainian's letters where KOI8-R draws boxes
	case name == "gbk":
		return "gb18030"
	case name == "", name == "utf-8", name == "windows-1252":
		return guessLatin(part)
	default:
		return name
	}
}

// winCyrillic tells windows-1251 from the Mac's Cyrillic: small letters share
// their codes, capitals do not.
func winCyrillic(data []byte) bool {
	win, mac := 0, 0
	for i := 0; i+1 < len(data); i++ {
		if data[i+1] < 0xe0 {
			continue
		}
		switch c := data[i]; {
		case c >= 0xc0 && c < 0xe0:
			win++
		case c >= 0x80 && c < 0xa0:
			mac++
		}
	}
	return win >= mac
}

// latin are the Latin encodings that the detector does not tell apart, the
// commonest first.
var latin = []struct {
	name string
	m    *charmap.Charmap
}{
	{"windows-1252", charmap.Windows1252},
	{"windows-1250", charmap.Windows1250},
	{"iso-8859-2", charmap.ISO8859_2},
}

// guessLatin takes the encoding in which the fewest signs stand beside letters
// where a letter belongs: Polish read as Western shows "ś" as a sign.
func guessLatin(data []byte) string {
	best, least := "", 0
	for _, l := range latin {
		odd := 0
		for i, c := range data {
			if c < utf8.RuneSelf {
				continue
			}
			r := l.m.DecodeByte(c)
			switch {
			case unicode.IsControl(r) || r == utf8.RuneError:
				odd += 2
			case !unicode.IsLetter(r) && i > 0 && i+1 < len(data) && isASCIILetter(data[i-1]) && isASCIILetter(data[i+1]) && !bytes.ContainsRune([]byte("’‘–—\u00ad·"), r):
				odd++
			}
		}
		if best == "" || odd < least {
			best, least = l.name, odd
		}
	}
	return best
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
