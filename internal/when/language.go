package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// head is how much of a text Detect looks at.
const head = 2 << 10

// commons says for each word of class COMMON which languages have it.
var commons = func() map[string][]string {
	all := map[string][]string{}
	for _, code := range Languages() {
		for _, w := range languages[code].common {
			all[w] = append(all[w], code)
		}
	}
	return all
}()

// Detect tells which of Languages s is written in, by its script and then by
// the small words that each language's table lists (class COMMON); "en" where
// nothing speaks for another.
func Detect(s string) string {
	if len(s) > head {
		s = s[:head]
	}
	votes := map[string]int{}
	var buf [48]byte
	for w := range strings.FieldsFuncSeq(s, notLetter) {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.Is(unicode.Hangul, r):
			votes["ko"]++
		case unicode.Is(unicode.Arabic, r) && !strings.ContainsAny(w, "پچژگکیےٹڈ"): // letters of Persian and Urdu
			votes["ar"]++
		case len(w) <= len(buf):
			for _, code := range commons[string(lower(buf[:0], w))] {
				votes[code]++
			}
		}
	}
	best := "en"
	for _, code := range codes {
		if votes[code] > votes[best] {
			best = code
		}
	}
	return best
}

func notLetter(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\'' && r != '’'
}

var codes = Languages()

// languageOf picks the language that o names, or the one that s is written in.
func languageOf(tag, s string) *language {
	if tag == "" {
		return languages[Detect(s)]
	}
	code, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch code {
	case "nb", "nn":
		code = "no"
	}
	return languages[code]
}
