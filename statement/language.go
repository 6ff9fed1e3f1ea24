package statement

import (
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/internal/text"
)

// phrasebookFor returns the tables for a BCP 47 language tag; without one, or for
// a language that has no tables, those that the text itself speaks for.
func phrasebookFor(tag string, d *text.Document) *phrasebook {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	if base == "nb" || base == "nn" {
		base = "no"
	}
	if b := phrasebooks[base]; b != nil && base != "any" {
		return b()
	}
	if base != "" && base != "und" {
		return phrasebooks["any"]()
	}
	return phrasebooks[guessLanguage(d)]()
}

// guessLanguage tells the languages that have tables apart by script and by
// their commonest words. English where nothing speaks for another.
func guessLanguage(d *text.Document) string {
	votes := map[string]int{}
	for i, t := range d.Tokens {
		if i == 400 {
			break // the head of a report is in its language
		}
		for _, language := range commonWords[t.Lower] {
			votes[language]++
		}
		if t.Kind == text.Word && t.Lower[0] >= 0x80 {
			vote(votes, t.Lower)
		}
	}
	best := "en"
	for _, language := range guessable {
		if votes[language] > votes[best] {
			best = language
		}
	}
	return best
}

func vote(votes map[string]int, word string) {
	for _, r := range word {
		switch {
		case r == 'і': // Ukrainian and Belarusian share it
			votes["uk"]++
			votes["be"]++
		case strings.ContainsRune("ыэё", r): // Russian and Belarusian
			votes["ru"]++
			votes["be"]++
		case strings.ContainsRune("їєґ", r):
			votes["uk"] += 2
		case strings.ContainsRune("ищ", r):
			votes["ru"]++
			votes["uk"]++
			votes["be"]--
		case r == 'ў':
			votes["be"] += 4
		case strings.ContainsRune("ќѓѕј", r):
			votes["mk"] += 4
		case strings.ContainsRune("ðþ", r):
			votes["is"] += 4
		case unicode.Is(unicode.Hangul, r):
			votes["ko"] += 2
			return
		case unicode.Is(unicode.Arabic, r):
			votes["ar"] += 2
			return
		}
	}
}

// guessable are the languages that guessLanguage gives, in the order that
// decides a tie.
var guessable = []string{"en", "uk", "ru", "de", "fr", "es", "it", "pl", "cs", "no", "ko", "ar", "be", "pt", "nl", "sv", "da", "is", "mk"}

var commonWords = invertWords(map[string]string{
	"en": "the of and to in that was said on for with by at from",
	"uk": "та що від для про це які який його",
	"ru": "что как это для также который его были",
	"de": "der die das und den dem nicht von mit auf ist eine",
	"fr": "le les des et du une dans que pour sur est",
	"es": "el los las que del en por con una para se",
	"it": "il che di della gli nel per una sono con del",
	"pl": "że się nie jest na do przez oraz jak od",
	"cs": "že se byl na podle jsou které jeho ze pro",
	"no": "og det som på av til ikke har er fra",
	"ar": "في من على إلى أن",
	"be": "што гэта пра які якая паводле яго",
	"pt": "que não uma dos das com são pelo foi em",
	"nl": "het een van dat niet zijn voor met op aan",
	"sv": "och att det som på av inte är för från",
	"da": "og det at som på af ikke er til fra",
	"is": "og að er ekki sem var við",
	"mk": "дека што се од на во за не",
})

func invertWords(lists map[string]string) map[string][]string {
	out := map[string][]string{}
	for _, language := range guessable {
		for _, w := range strings.Fields(lists[language]) {
			out[w] = append(out[w], language)
		}
	}
	return out
}
