package report

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
)

// What the language of a text is judged by.
const (
	languageSample  = 1200 // bytes: enough for the detector, and its cost grows with them
	languageLetters = 40   // fewer show their script only
)

// countryAsLanguage mends codes of states that pages give for a language.
var countryAsLanguage = map[string]string{"ua": "uk", "kr": "ko", "jp": "ja", "cn": "zh", "cz": "cs", "gr": "el", "dk": "da", "by": "be"}

// languageTag gives a declared language as BCP 47, "" where it is none.
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	s, _, _ = strings.Cut(s, ".") // "uk-UA.UTF-8"
	s, _, _ = strings.Cut(s, ",")
	if l, ok := countryAsLanguage[strings.ToLower(s)]; ok {
		return l
	}
	t, err := language.Parse(s)
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}

// languageOf gives the language of a text: what is declared, unless the text is
// in another script than that language's; else what the text looks like.
func languageOf(declared, text string) string {
	sample := middle(text, languageSample)
	c := countScripts(sample)
	if declared != "" && c.fits(declared) {
		return declared
	}
	if l := c.plain(); l != "" {
		return l
	}
	if l := c.cyrillic(); l != "" {
		return l
	}
	if l := bySmallWords(sample); l != "" {
		return l
	}
	if c.letters >= languageLetters {
		info := whatlanggo.Detect(sample)
		if l := info.Lang.Iso6391(); l != "" && info.IsReliable() || l != "" && declared == "" {
			return l
		}
	}
	if c.letters == 0 || c.of[latinScript]*2 > c.letters {
		return declared
	}
	return ""
}

// bySmallWords gives the language whose small words stand out in s, "" where none
// do. It costs a tenth of the detector's statistics.
func bySmallWords(s string) string {
	var hits [32]int
	n := 0
	for w := range strings.FieldsSeq(s) {
		n++
		for _, l := range words.small[w] {
			hits[l]++
		}
	}
	best, second := -1, 0
	for l, h := range hits[:len(words.languages)] {
		switch {
		case best < 0 || h > hits[best]:
			if best >= 0 {
				second = hits[best]
			}
			best = l
		case h > second:
			second = h
		}
	}
	if hits[best] < 5 || hits[best]*10 < n || second*2 > hits[best] {
		return ""
	}
	return words.languages[best]
}

// middle gives at most n bytes of s from past its head, at white space.
func middle(s string, n int) string {
	if len(s) <= n {
		return s
	}
	from := (len(s) - n) / 4
	if i := strings.IndexAny(s[from:], " \n"); i >= 0 && i < 200 {
		from += i
	}
	for from > 0 && s[from]&0xc0 == 0x80 {
		from++
	}
	to := min(len(s), from+n)
	for to < len(s) && s[to]&0xc0 == 0x80 {
		to++
	}
	return s[from:to]
}

// The scripts that tell languages apart.
const (
	latinScript = iota
	cyrillicScript
	hangulScript
	kanaScript
	hanScript
	arabicScript
	greekScript
	hebrewScript
	thaiScript
	georgianScript
	armenianScript
	scripts
)

var scriptTables = [scripts]*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Hangul, nil, unicode.Han, unicode.Arabic, unicode.Greek,
	unicode.Hebrew, unicode.Thai, unicode.Georgian, unicode.Armenian,
}

// soleLanguage is the one language of news that a script points to.
var soleLanguage = [scripts]string{
	hangulScript: "ko", kanaScript: "ja", hanScript: "zh", greekScript: "el", hebrewScript: "he",
	thaiScript: "th", georgianScript: "ka", armenianScript: "hy",
}

type scriptCount struct {
	of                 [scripts]int
	letters            int
	ukrainian, russian int // letters that one of the two has and the other has not
	further            int // Cyrillic letters that neither has
}

func countScripts(s string) (c scriptCount) {
	for _, r := range s {
		if r < 0x80 {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				c.of[latinScript]++
				c.letters++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		c.letters++
		switch {
		case strings.ContainsRune("іїєґІЇЄҐ", r):
			c.ukrainian++
		case strings.ContainsRune("ыэёЫЭЁ", r):
			c.russian++
		case strings.ContainsRune("ўөүқңғұһәҗђјљњћџѓќѕЎӨҮҚҢҒҰҺӘҖЂЈЉЊЋЏЃЌЅ", r):
			c.further++
		}
		if r >= 0x3041 && r <= 0x30ff {
			c.of[kanaScript]++
			continue
		}
		for i, t := range scriptTables {
			if t != nil && unicode.Is(t, r) {
				c.of[i]++
				break
			}
		}
	}
	return c
}

// plain gives the language that the script alone decides.
func (c scriptCount) plain() string {
	for i, l := range soleLanguage {
		if l == "" {
			continue
		}
		n := c.of[i]
		if i == kanaScript && n > 0 {
			n += c.of[hanScript]
		}
		if i == hanScript && c.of[kanaScript]*10 > c.of[hanScript] {
			continue
		}
		if n*2 > c.letters { // a Korean or Chinese story names much in Latin letters
			return l
		}
	}
	return ""
}

// cyrillic tells the two commonest languages of the script by their letters,
// which the detector's statistics confuse with Bulgarian's.
func (c scriptCount) cyrillic() string {
	switch {
	case c.of[cyrillicScript]*2 <= c.letters || c.further > 0:
	case c.ukrainian > 1 && c.ukrainian > 4*c.russian:
		return "uk"
	case c.russian > 1 && c.russian > 4*c.ukrainian:
		return "ru"
	}
	return ""
}

// fits reports whether a text with these letters can be in the language.
func (c scriptCount) fits(tag string) bool {
	if c.letters < languageLetters/2 {
		return true
	}
	var main int
	switch script(tag) {
	case "Latn":
		main = c.of[latinScript]
	case "Cyrl":
		main = c.of[cyrillicScript]
		// Two neighbours that sites with one template for both mislabel.
		switch l, _, _ := strings.Cut(tag, "-"); l {
		case "uk":
			return main*3 > c.letters && c.ukrainian*100 >= main // six in a hundred is usual
		case "ru":
			return main*3 > c.letters && c.ukrainian*100 < main
		}
	case "Kore":
		main = c.of[hangulScript] + c.of[hanScript]
	case "Jpan":
		main = c.of[kanaScript] + c.of[hanScript]
	case "Hans", "Hant":
		main = c.of[hanScript]
	case "Arab":
		main = c.of[arabicScript]
	case "Grek":
		main = c.of[greekScript]
	case "Hebr":
		main = c.of[hebrewScript]
	default:
		return true
	}
	return main*3 > c.letters
}

// script gives the usual script of a language tag.
func script(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	s, _ := t.Script()
	return s.String()
}
