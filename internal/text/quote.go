package text

import "unicode/utf8"

// closers gives for each mark that can open a quotation those that close it.
// Straight marks open and close; „ closes with “ in German and ” in Polish; ”
// opens in Swedish and Finnish, » in Danish.
var closers = map[string][]string{
	`"`: {`"`}, "''": {"''"}, "``": {"''"}, "'": {"'"}, "‘": {"’", "'"},
	"“": {"”", `"`}, "„": {"“", "”", `"`}, "”": {"”"},
	"«": {"»"}, "»": {"«"}, "‹": {"›"}, "「": {"」"}, "『": {"』"},
}

// quotes finds the outermost quotations of each paragraph; the tokens of
// paragraph i begin at first[i].
func quotes(s string, tokens []Token, first []int) []Quote {
	var out []Quote
	for p := 0; p+1 < len(first); p++ {
		open := -1
		for i := first[p]; i < first[p+1]; i++ {
			t := tokens[i]
			if t.Kind != Punct || closers[t.Lower] == nil && !isClosing(t.Lower) {
				continue
			}
			if open >= 0 && closesAt(s, tokens, open, i) {
				out = append(out, Quote{Span: Span{tokens[open].From, t.To}})
				open = -1
			} else if opensAt(s, tokens, i) && (open < 0 || t.Lower == tokens[open].Lower && isStraight(t.Lower)) {
				open = i // a second straight mark that can only open shows that the first one was stray
			}
		}
		if open < 0 {
			continue
		}
		end := tokens[first[p+1]-1].To
		next := first[p+1] < first[len(first)-1] && tokens[first[p+1]].Lower == tokens[open].Lower && opensAt(s, tokens, first[p+1])
		switch mark := tokens[open].Lower; {
		case mark == "'" || mark == "‘":
			// An apostrophe at the head of a word: 'em, ’90s.
		case next:
			out = append(out, Quote{Span{tokens[open].From, end}, true})
		case open == first[p] || !isStraight(mark):
			out = append(out, Quote{Span: Span{tokens[open].From, end}})
		}
	}
	return out
}

func isStraight(mark string) bool { return mark == `"` || mark == "''" }

func isClosing(mark string) bool {
	switch mark {
	case "”", "’", "»", "›", "」", "』":
		return true
	}
	return false
}

// opensAt reports whether the mark at i can open a quotation: nothing but space,
// a bracket or a dash stands before it, and a word follows at once.
func opensAt(s string, tokens []Token, i int) bool {
	t := tokens[i]
	if closers[t.Lower] == nil || i+1 >= len(tokens) {
		return false
	}
	switch t.Lower {
	case "“", "„", "«", "「", "『", "‹":
		return true
	}
	if t.Lower == "'" && tokens[i+1].Kind == Number {
		return false // '90s
	}
	return tokens[i+1].From == t.To && !wordBefore(s, t.From)
}

// closesAt reports whether the mark at i closes the quotation that was opened at
// open. A single mark closes only at the end of a word; a straight double one
// that can only open does not close.
func closesAt(s string, tokens []Token, open, i int) bool {
	t, ok := tokens[i], false
	for _, c := range closers[tokens[open].Lower] {
		ok = ok || c == t.Lower
	}
	if !ok || i == open+1 {
		return false
	}
	switch t.Lower {
	case "'", "’":
		return tokens[i-1].To == t.From && !wordAfter(s, t.To)
	case `"`, "''":
		return !(tokens[i-1].To < t.From && wordAfter(s, t.To))
	}
	return true
}

func wordBefore(s string, at int) bool {
	r, n := utf8.DecodeLastRuneInString(s[:at])
	if n == 0 || isBlank(r) {
		return false
	}
	switch r {
	case '(', '[', '—', '–', '-', '"', '“', '‘', '\'', '/', ':':
		return false
	}
	return true
}

func wordAfter(s string, at int) bool {
	r, n := utf8.DecodeRuneInString(s[at:])
	return n > 0 && isWordRune(r)
}
