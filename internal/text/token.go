package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// asciiLower returns s with A–Z lowered, of the same length as s, so that most
// tokens get their lower case as a slice of one string.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// tokenize appends the tokens of paragraph p.
func tokenize(tokens []Token, s, lower string, p Span) []Token {
	for at := p.From; at < p.To; {
		if c := s[at]; c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			at++
			continue
		}
		r, n := decode(s[at:p.To])
		switch {
		case isBlank(r):
			at += n
			continue
		case isWordRune(r):
			end, ascii := wordEnd(s, at, p.To)
			kind := Word
			if unicode.IsDigit(r) {
				kind = Number
			}
			tokens = append(tokens, Token{Span{at, end}, kind, lowerOf(s[at:end], lower[at:end], ascii)})
			at = end
		default:
			if n == 1 && at+1 < p.To && s[at+1] == s[at] && (r == '\'' || r == '`') {
				n = 2 // a double quotation mark of two single ones, as in old archives
			}
			tokens = append(tokens, Token{Span{at, at + n}, Punct, s[at : at+n]})
			at += n
		}
	}
	return tokens
}

func decode(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// wordEnd returns where the word or number that begins at offset at ends, and
// whether it is ASCII throughout.
func wordEnd(s string, at, limit int) (end int, ascii bool) {
	first, n := decode(s[at:limit])
	end, ascii = at+n, first < utf8.RuneSelf
	if isIdeograph(first) {
		return end, false
	}
	for end < limit {
		r, n := decode(s[end:limit])
		switch {
		case isIdeograph(r):
			return end, ascii
		case isWordRune(r):
			end += n
		case joins(s, at, end, n, limit, r):
			end += n
		default:
			return end, ascii
		}
		ascii = ascii && r < utf8.RuneSelf
	}
	return end, ascii
}

// joins reports whether mark r, of n bytes at offset end, is part of the word
// that began at offset at: an apostrophe or hyphen between letters, a separator
// between digits, a dot of "U.S.".
func joins(s string, at, end, n, limit int, r rune) bool {
	next := utf8.RuneError
	if end+n < limit {
		next, _ = decode(s[end+n : limit])
	}
	switch r {
	case '\'', '’', 'ʼ', '-', '‐', '‑', '_':
		return isWordRune(next) && !isIdeograph(next)
	case '.', ',', ':', '/':
		if isASCIIDigit(s[end-1]) {
			return unicode.IsDigit(next)
		}
		return r == '.' && isDottedLetter(s, at, end) && (unicode.IsLetter(next) && dotAfter(s, end+n, limit) || end-at >= 3)
	}
	return false
}

// isDottedLetter reports whether the last letter of s[at:end] stands alone or
// behind a dot, as in "U" and "U.S".
func isDottedLetter(s string, at, end int) bool {
	_, n := utf8.DecodeLastRuneInString(s[at:end])
	return end-n == at || s[end-n-1] == '.'
}

// dotAfter reports whether one letter and a dot stand at offset at.
func dotAfter(s string, at, limit int) bool {
	_, n := decode(s[at:limit])
	return at+n < limit && s[at+n] == '.'
}

func lowerOf(word, lower string, ascii bool) string {
	if ascii {
		return lower
	}
	w := strings.ToLower(word)
	if strings.ContainsAny(w, "’ʼ") {
		w = strings.NewReplacer("’", "'", "ʼ", "'").Replace(w)
	}
	return w
}

func isASCIIDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isIdeograph reports whether r belongs to a script that writes words without
// spaces between them; each such character is a token.
func isIdeograph(r rune) bool {
	return r >= 0x3040 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
