package origin

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"

	"github.com/onrecord/onrecord/internal/text"
)

// skeletonLen is how many consonants of a name are compared. Four tell most names
// of one story apart and survive most ways of writing them in another script.
const skeletonLen = 4

// consonants are classes of sounds that transcriptions exchange.
var consonants = map[byte]byte{
	'b': 'p', 'p': 'p', 'v': 'p', 'f': 'p', 'w': 'p',
	'd': 't', 't': 't',
	'g': 'k', 'k': 'k', 'q': 'k', 'h': 'k',
	's': 's', 'z': 's',
	'l': 'l', 'r': 'l', 'm': 'm', 'n': 'n',
}

// skeleton reduces a name in any script to the sounds it begins with, "" where
// too little is left to compare.
func skeleton(word string) string {
	s := strings.ToLower(unidecode.Unidecode(word))
	var out []byte
	for i := 0; i < len(s) && len(out) < skeletonLen; i++ {
		c := s[i]
		next := byte(0)
		if i+1 < len(s) {
			next = s[i+1]
		}
		class := consonants[c]
		switch {
		case c == 'c' && (next == 'h' || next == 'e' || next == 'i' || next == 'y' || next == 'z'), c == 't' && next == 's':
			class = 's'
			i++
		case c == 'c':
			class = 'k'
		case c == 'x':
			class = 'k'
		case c == 'w' && i > 0 && strings.IndexByte("aeo", s[i-1]) >= 0 && (i+1 == len(s) || consonants[next] != 0):
			class = 0 // "Tarrow" sounds as Тарроу does
		case next == 'h' && strings.IndexByte("kgsztp", c) >= 0:
			i++
		}
		if class != 0 && (len(out) == 0 || out[len(out)-1] != class) {
			out = append(out, class)
		}
	}
	if len(out) < 2 {
		return ""
	}
	return string(out)
}

// soundOf is the sound of a name of several words, "" for one that says too little.
func soundOf(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return ""
	}
	for i, w := range words {
		if words[i] = skeleton(w); words[i] == "" {
			return ""
		}
	}
	return strings.Join(words, " ")
}

// cased reports whether the script of a word tells names by a capital.
func cased(word string) bool {
	for _, r := range word {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// anchors are what a translation keeps of a sentence: its numbers and its names,
// hashed. In scripts that know no capitals every longer word may be a name.
func anchors(d *text.Document, s text.Sentence) []uint32 {
	var out []uint32
	for i := s.First; i < s.Last; i++ {
		t := d.Tokens[i]
		switch word := t.In(d.Text); {
		case t.Kind == text.Number:
			if n := digits(word); n != "" {
				out = append(out, uint32(hash("#"+n)))
			}
		case t.Kind != text.Word:
		case cased(word):
			for part := range strings.SplitSeq(bare(word), "-") {
				if k := skeleton(part); k != "" && unicode.IsUpper(firstRune(part)) && (i > s.First || len(part) > 4) {
					out = append(out, uint32(hash(k)))
				}
			}
		default:
			if k := skeleton(word); len(k) > 2 {
				out = append(out, uint32(hash(k)))
			}
		}
	}
	return out
}

// bare is the longest part of a word between apostrophes: the Ukraine of
// "l'Ukraine" and "Ukraine's".
func bare(word string) string {
	best := ""
	for p := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }) {
		if len(p) > len(best) {
			best = p
		}
	}
	return best
}

// digits are those of a number, without the separators that languages write
// differently; "" for one that says little (one digit).
func digits(s string) string {
	var out []byte
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			out = append(out, s[i])
		}
	}
	if len(out) < 2 {
		return ""
	}
	return string(out)
}
