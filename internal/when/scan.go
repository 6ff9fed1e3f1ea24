package when

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// A token is a run of letters, a run of digits or one mark. Unlike text.Token
// it parts letters from digits ("11월") and splits at hyphens ("mid-May").
type token struct {
	text.Span
	num     int     // value of a run of digits; -1 if it is none, or is part of a longer number or name
	digits  int     // how many digits
	cap     bool    // begins with a capital letter
	entries []entry // what the language's lexicon says of it
	lit     string  // lower case; "" for words that no pattern names
}

// scan divides s for the grammar of l.
func (l *language) scan(s string) []token {
	toks := make([]token, 0, len(s)/5+4)
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			i += w
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			end := wordEnd(s, i)
			toks = append(toks, l.word(s, i, end, unicode.IsUpper(r)))
			i = end
		case unicode.IsDigit(r):
			t := number(s, i)
			toks = append(toks, t)
			i = t.To
		default:
			toks = append(toks, token{Span: text.Span{From: i, To: i + w}, num: -1, lit: s[i : i+w]})
			i += w
		}
	}
	return toks
}

// wordEnd is the end of the run of letters at i. An apostrophe between letters
// belongs to it ("п'ятниця").
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == '\'' || r == '’' {
			if next, _ := utf8.DecodeRuneInString(s[i+w:]); unicode.IsLetter(next) {
				i += w
				continue
			}
			return i
		}
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			return i
		}
		i += w
	}
	return i
}

func (l *language) word(s string, from, to int, capital bool) token {
	t := token{Span: text.Span{From: from, To: to}, num: -1, cap: capital}
	if e := l.lookup(s[from:to]); e != nil {
		t.entries, t.lit = e.entries, e.word
		return t
	}
	k := strings.IndexAny(s[from:to], "'’")
	if k <= 0 {
		return t
	}
	// "Friday's", "l'année": what is tied on by an apostrophe stays outside.
	_, w := utf8.DecodeRuneInString(s[from+k:])
	if e := l.lookup(s[from : from+k]); e != nil {
		t.entries, t.lit, t.To = e.entries, e.word, from+k
	} else if e := l.lookup(s[from+k+w : to]); e != nil {
		t.entries, t.lit, t.From = e.entries, e.word, from+k+w
	}
	return t
}

// number reads the digits at i. A number with grouped or decimal digits is one
// token without a value: it is no day and no year.
func number(s string, i int) token {
	t := token{Span: text.Span{From: i, To: i}}
	for t.To < len(s) {
		r, w := utf8.DecodeRuneInString(s[t.To:])
		if v, ok := digit(r); ok {
			if t.digits++; t.digits <= 6 {
				t.num = t.num*10 + v
			}
			t.To += w
			continue
		}
		if r == '.' || r == ',' {
			if next, _ := utf8.DecodeRuneInString(s[t.To+w:]); unicode.IsDigit(next) {
				t.num, t.digits = -1, 7
				t.To += w
				continue
			}
		}
		break
	}
	if t.digits > 4 || glued(s, i) {
		t.num = -1
	}
	return t
}

// digit reads the decimal digits of the scripts that news is printed in.
func digit(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '٠' <= r && r <= '٩':
		return int(r - '٠'), true
	case '۰' <= r && r <= '۹':
		return int(r - '۰'), true
	case unicode.IsDigit(r):
		return 0, true
	}
	return 0, false
}

// glued reports whether the digits at i are the tail of a name ("S-300", "B2").
func glued(s string, i int) bool {
	before, w := utf8.DecodeLastRuneInString(s[:i])
	if before == '-' && i > w {
		before, _ = utf8.DecodeLastRuneInString(s[:i-w])
		return unicode.IsLetter(before) || unicode.IsUpper(before)
	}
	return unicode.IsLetter(before) && before < 0x0600 // Hangul and Arabic print "제15" together
}
