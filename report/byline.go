package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A byline is what a line about the authors says.
type byline struct {
	names  []string
	agency string
	place  string
}

// maxByline is the longest line that is looked at as a byline, in bytes.
const maxByline = 240

// bylineOf reads a line of its own as a byline: "By Jane Doe, staff writer",
// "Автор: …", "홍길동 기자". strict is for text, where the line must open or end
// with a word of the table and hold nothing but names, posts and agencies.
func bylineOf(line string) (byline, bool) {
	line = strings.Trim(line, " \t*_|")
	if line == "" || len(line) > maxByline {
		return byline{}, false
	}
	if rest, ok := afterPhrase(line, words.byline["by"]); ok {
		b := parseByline(rest, true)
		return b, len(b.names) > 0 || b.agency != ""
	}
	if label, rest, ok := strings.Cut(line, ":"); ok && isPhrase(label, words.byline["label"]) {
		b := parseByline(rest, true)
		return b, len(b.names) > 0 || b.agency != ""
	}
	for _, suffix := range words.byline["suffix"] {
		if name, ok := suffixed(line, suffix); ok {
			return byline{names: []string{name}}, true
		}
	}
	// "Jane Doe, staff writer": a post must say that the name is an author's.
	if name, post, ok := strings.Cut(line, ","); ok && len(line) < 100 {
		b := parseByline(name, true)
		if len(b.names) == 1 && !strings.ContainsAny(post, ".;:") && hasPost(post) {
			return b, true
		}
	}
	return byline{}, false
}

// suffixed reads "홍길동 기자", perhaps with an address after it, and "(東京 太郎記者)".
func suffixed(line, suffix string) (string, bool) {
	i := strings.Index(line, suffix)
	if i <= 0 {
		return "", false
	}
	rest := strings.TrimLeft(line[i+len(suffix):], " =|/·")
	name := strings.Trim(line[:i], " ([=|/·")
	if j := strings.LastIndexAny(name, "=)]"); j >= 0 {
		name = strings.TrimSpace(name[j+1:]) // "(서울=…) 홍길동 기자"
	}
	if rest != "" && !strings.Contains(rest, "@") && !isPhrase(rest, words.byline["suffix"]) && strings.Trim(rest, ")] ") != "" {
		return "", false
	}
	n := utf8.RuneCountInString(name)
	return name, n >= 2 && n <= 12 && !strings.ContainsAny(name, ".,:0123456789")
}

// hasPost reports a post of the table at the end of s or before "of" or "in".
func hasPost(s string) bool {
	s = strings.ToLower(strings.Trim(s, " ."))
	if words.posts[s] {
		return true
	}
	for p := range words.posts {
		if strings.HasSuffix(s, " "+p) || strings.HasPrefix(s, p+" ") {
			return true
		}
	}
	return false
}

// parseByline takes names, posts, places and agencies apart: "Jane Doe and
// Richard Roe in Kyiv, Associated Press". With strict, one part that is none of
// these makes the whole no byline.
func parseByline(s string, strict bool) (b byline) {
	if !strict {
		if rest, ok := afterPhrase(s, words.byline["by"]); ok {
			s = rest
		}
	}
	for _, part := range splitNames(s) {
		name, place := splitPlace(part)
		if a := agencyNamed(part); a != "" {
			setOnce(&b.agency, a)
			continue
		}
		lower := strings.ToLower(name)
		switch {
		case words.posts[lower] || strings.Contains(lower, "@"):
		case isName(name) || !strict && name != "" && len(name) < 80:
			if hasPost(name) {
				continue // "Daily Record correspondent": a post without a name
			}
			if len(b.names) > 0 && strict && strings.Count(name, " ") == 0 {
				setOnce(&b.place, name) // "Jane Doe, Lviv"
				continue
			}
			b.names = append(b.names, evenCase(name))
			setOnce(&b.place, place)
		case strict:
			if a := agencyIn(part); a != "" {
				setOnce(&b.agency, a)
				continue
			}
			if len(b.names) == 0 || !hasPost(part) {
				return byline{}
			}
		}
	}
	return b
}

// splitNames divides a list of names at commas, bars, ampersands and the words
// for "and".
func splitNames(s string) []string {
	var parts []string
	for chunk := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return r == ',' || r == '|' || r == '&' || r == ';' || r == '/' || r == '、' || r == '，' || r == '•' || r == '–' || r == '—'
	}) {
		var part []string
		for w := range strings.FieldsSeq(chunk) {
			if words.and[w] || words.and[strings.ToLower(w)] && len(w) > 1 {
				parts = appendName(parts, part)
				part = part[:0]
				continue
			}
			part = append(part, w)
		}
		parts = appendName(parts, part)
	}
	return parts
}

func appendName(parts, part []string) []string {
	if p := strings.Trim(strings.Join(part, " "), " .-:()[]"); p != "" {
		if strings.HasSuffix(p, " Jr") || strings.HasSuffix(p, " Sr") {
			p += "." // "Roe Jr." lost its mark
		}
		return append(parts, p)
	}
	return parts
}

// splitPlace takes "Jane Doe in Kyiv" apart.
func splitPlace(s string) (name, place string) {
	fields := strings.Fields(s)
	for i, w := range fields {
		if i > 0 && i+1 < len(fields) && words.in[w] {
			return strings.Join(fields[:i], " "), strings.Join(fields[i+1:], " ")
		}
	}
	return s, ""
}

// isName reports words that can be a person's name: one to six, each with a
// capital (or in a script without capitals), but for particles.
func isName(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if n++; n > 6 {
			return false
		}
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’\"“"))
		switch {
		case unicode.IsUpper(r) || unicode.Is(unicode.Lo, r):
		case n > 1 && nameParticle[w]:
		case n == 1 && nameParticle[w]: // "de la Cruz"
		default:
			return false
		}
		if strings.ContainsAny(w, "0123456789!?:;\"()[]") {
			return false
		}
	}
	return n > 0
}

var nameParticle = map[string]bool{
	"de": true, "da": true, "do": true, "dos": true, "la": true, "le": true, "del": true, "della": true, "di": true, "du": true,
	"van": true, "von": true, "der": true, "den": true, "ten": true, "ter": true, "zu": true, "af": true,
	"al": true, "el": true, "bin": true, "bint": true, "ibn": true, "ben": true, "y": true, "e": true,
}

// evenCase gives a name that is all capitals ("JANE DOE") its usual form.
func evenCase(s string) string {
	if strings.ToUpper(s) != s || strings.ToLower(s) == s || !strings.Contains(s, " ") {
		return s
	}
	start := true
	return strings.Map(func(r rune) rune {
		defer func() { start = !unicode.IsLetter(r) }()
		if start {
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// afterPhrase gives what follows the first of phrases that s opens with, in any
// case, as whole words.
func afterPhrase(s string, phrases []string) (string, bool) {
	for _, p := range phrases {
		if len(s) <= len(p) || !strings.EqualFold(s[:len(p)], p) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(s[len(p):])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return strings.TrimLeft(s[len(p):], " \t:"), true
		}
	}
	return "", false
}

// isPhrase reports whether s is one of phrases, in any case.
func isPhrase(s string, phrases []string) bool {
	s = strings.TrimSpace(s)
	for _, p := range phrases {
		if strings.EqualFold(s, p) {
			return true
		}
	}
	return false
}
