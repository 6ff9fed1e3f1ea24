package text

import (
	"unicode"
	"unicode/utf8"
)

// sentences appends the sentences of one paragraph, whose tokens begin at first.
func sentences(out []Sentence, s string, tokens []Token, first, paragraph int, p Span) []Sentence {
	start := first
	for i := first; i < len(tokens); i++ {
		if !ends(s, tokens, start, i) {
			continue
		}
		for i+1 < len(tokens) && tokens[i+1].From == tokens[i].To && isTail(s, tokens[i+1]) {
			i++
		}
		if i+1 < len(tokens) && goesOn(s, tokens, i) {
			continue
		}
		out = append(out, Sentence{Span{tokens[start].From, tokens[i].To}, start, i + 1, paragraph})
		start = i + 1
	}
	if start < len(tokens) {
		out = append(out, Sentence{Span{tokens[start].From, p.To}, start, len(tokens), paragraph})
	}
	return out
}

// ends reports whether the token at i may end the sentence that began at start,
// looking at it and at what stands before it.
func ends(s string, tokens []Token, start, i int) bool {
	t := tokens[i]
	if t.Kind != Punct {
		return isAcronym(s, t) && i+1 < len(tokens) && opensSentence(s, tokens, i+1)
	}
	r, _ := utf8.DecodeRuneInString(t.In(s))
	if !isTerminal(r) || r >= 0x3000 && r != '…' {
		return isTerminal(r)
	}
	if i == start || tokens[i-1].To != t.From {
		return false // a dot or an ellipsis that stands alone marks an omission
	}
	if r != '.' {
		return true
	}
	return !abbreviates(s, tokens, start, i)
}

// goesOn reports whether the sentence continues behind token i, although that
// token could end it: no white space follows, or a lower-case word does.
func goesOn(s string, tokens []Token, i int) bool {
	next := tokens[i+1]
	if r, _ := utf8.DecodeLastRuneInString(tokens[i].In(s)); next.From == tokens[i].To {
		return r < 0x3000 || r == '…'
	}
	if next.Kind == Punct && i+2 < len(tokens) && isOpener(next.In(s)) && tokens[i+2].From == next.To {
		next = tokens[i+2]
	}
	r, _ := utf8.DecodeRuneInString(next.In(s))
	return unicode.IsLower(r) || r == ',' || r == ';'
}

// abbreviates reports whether the dot at i belongs to an abbreviation, an
// initial or the number of a list, and so ends no sentence.
func abbreviates(s string, tokens []Token, start, i int) bool {
	word, more := tokens[i-1], i+1 < len(tokens)
	if !more {
		return false
	}
	next := tokens[i+1]
	if word.Kind == Number {
		return i-1 == start && word.Len() < 3 || abbreviations[next.In(s)] == "month"
	}
	if word.Kind != Word {
		return false
	}
	switch abbreviations[word.In(s)] {
	case "title":
		return true
	case "inner":
		return !opensSentence(s, tokens, i+1)
	case "number":
		return next.Kind == Number
	case "year":
		return i-2 < start || tokens[i-2].Kind != Number
	}
	r, n := utf8.DecodeRuneInString(word.In(s))
	return n == word.Len() && unicode.IsUpper(r) && !opensSentence(s, tokens, i+1)
}

// opensSentence reports whether the token at i is a capitalised word that
// seldom is part of a name ("The", "He"), or an opening quotation mark.
func opensSentence(s string, tokens []Token, i int) bool {
	t := tokens[i]
	if t.Kind == Punct {
		return isOpener(t.In(s)) && t.In(s) != "("
	}
	r, _ := utf8.DecodeRuneInString(t.In(s))
	return unicode.IsUpper(r) && openers[t.Lower]
}

// isAcronym reports whether t is one of "U.S.", "p.m.": a word that brings its
// own last dot.
func isAcronym(s string, t Token) bool { return t.Kind == Word && s[t.To-1] == '.' }

// isTerminal reports whether r can end a sentence, in the scripts that we read.
func isTerminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '．', '।', '॥', '؟', '۔', '։', '።':
		return true
	}
	return false
}

// isTail reports whether t belongs to the end of a sentence behind its first
// mark: more marks ("?!", "..."), closing quotation marks and brackets.
func isTail(s string, t Token) bool {
	r, n := utf8.DecodeRuneInString(t.In(s))
	return t.Kind == Punct && (n == t.Len() || t.Lower == "''") && (isTerminal(r) || isCloser(r))
}

func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '“', '»', '›', ')', ']', '」', '』':
		return true
	}
	return false
}

func isOpener(mark string) bool {
	switch mark {
	case `"`, "'", "''", "``", "“", "‘", "„", "«", "‹", "(", "[", "「", "『", "”", "»":
		return true
	}
	return false
}
