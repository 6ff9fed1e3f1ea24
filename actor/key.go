package actor

import (
	"strings"

	"github.com/hbollon/go-edlib"
	"github.com/mozillazg/go-unidecode"
)

// romanise writes a word in Latin letters without marks, in lower case; for
// comparing, never for showing.
func romanise(w string) string {
	for i := 0; i < len(w); i++ {
		if w[i] >= 0x80 {
			return strings.ToLower(strings.ReplaceAll(unidecode.Unidecode(w), "'", ""))
		}
	}
	return strings.ToLower(strings.ReplaceAll(w, "'", ""))
}

// jaroWinkler is how alike two words are, 0 to 1.
func jaroWinkler(a, b string) float64 { return float64(edlib.JaroWinklerSimilarity(a, b)) }

// sounds writes letters alike that transliterations write in several ways, longer
// spellings first.
var sounds = strings.NewReplacer("shch", "s", "sch", "s", "tch", "c", "ch", "c", "sh", "s", "zh", "z", "kh", "h", "ts", "c", "tz", "c",
	"iu", "u", "yu", "u", "ju", "u", "ia", "a", "ya", "a", "ja", "a", "ie", "e", "ye", "e", "je", "e", "yo", "o", "io", "o", "ii", "i", "iy", "i",
	"yi", "i", "yy", "i", "ij", "i", "y", "i", "j", "i", "w", "v", "ph", "f", "x", "ks", "q", "k", "ck", "k", "oe", "o", "ae", "a", "ue", "u",
	"ou", "u", "oo", "u", "ee", "i", "g", "h", "dj", "z", "cz", "c", "sz", "s", "rz", "z", "gh", "h")

// soundKey is alike for the spellings of one word in many languages. Doubled
// letters become one; g and h are one, since Ukrainian г is written both ways.
func soundKey(w string) string {
	s := sounds.Replace(romanise(w))
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'a' <= c && c <= 'z' && (len(out) == 0 || out[len(out)-1] != c) {
			out = append(out, c)
		}
	}
	return string(out)
}

// consonants is the skeleton of a sound key, for words from scripts that write
// vowels differently or not at all.
func consonants(k string) string {
	out := make([]byte, 0, len(k))
	for i := 0; i < len(k); i++ {
		if !strings.ContainsRune("aeiou", rune(k[i])) {
			c := k[i]
			switch c {
			case 'v', 'f', 'p':
				c = 'b'
			case 'd':
				c = 't'
			case 'l':
				c = 'r'
			case 'z', 'c':
				c = 's'
			case 'k':
				c = 'h'
			}
			if len(out) == 0 || out[len(out)-1] != c {
				out = append(out, c)
			}
		}
	}
	return string(out)
}

var nameMarks = strings.NewReplacer(".", " ", ",", " ", "-", "")

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true}

// nameKeys are the sound keys of the words of a person's name.
func nameKeys(name string) []string {
	var out []string
	for w := range strings.FieldsSeq(nameMarks.Replace(name)) {
		if k := soundKey(w); k != "" && !suffixes[strings.ToLower(w)] {
			out = append(out, k)
		}
	}
	return out
}

func lastKey(name string) string {
	if k := nameKeys(name); len(k) > 0 {
		return k[len(k)-1]
	}
	return ""
}

// block is equal for all spellings of a last name that may be compared.
func block(name string) string {
	c := consonants(lastKey(name))
	if len(c) > 2 {
		c = c[:2]
	}
	return c
}

// sameLast reports whether two last names are spellings of one.
func sameLast(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < 4 || len(b) < 4 {
		return false
	}
	s := jaroWinkler(a, b)
	if s > 0.93 {
		return true
	}
	c, d := consonants(a), consonants(b)
	if len(c) > len(d) {
		c, d = d, c
	}
	// Some scripts drop a last consonant: 보우 and 보프 both write "-bov".
	return s > 0.8 && len(c) > 2 && (c == d || len(c)+1 == len(d) && d[:len(c)] == c)
}

// sameFirst reports whether the first words of two full names are one, or one the
// initial of the other.
func sameFirst(a, b []string) bool {
	x, y := a[0], b[0]
	if len(x) == 1 || len(y) == 1 {
		return x[0] == y[0]
	}
	if x == y || jaroWinkler(x, y) > 0.88 {
		return true
	}
	c, d := consonants(x), consonants(y)
	return c == d && len(c) > 1 && x[0] == y[0]
}
