package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapWidth is the longest line, in code points, that is taken for one that a
// mail program or an editor wrapped: RFC 5322 asks for 78, and terminals and
// agency feeds stay under 100.
const wrapWidth = 100

// paragraphs divides s at blank lines, and at single line ends where the lines
// look like paragraphs of their own.
func paragraphs(s string) []Span {
	var out []Span
	var block []Span
	for at := 0; at <= len(s); {
		line, next := nextLine(s, at)
		if line.Empty() {
			out = appendBlock(out, s, block)
			block = block[:0]
		} else {
			block = append(block, line)
		}
		at = next
	}
	return appendBlock(out, s, block)
}

// nextLine returns the line that begins at offset at, without white space around
// it, and where the next one begins (past the end of s after the last).
func nextLine(s string, at int) (Span, int) {
	end, next := len(s), len(s)+1
	for i := at; i < len(s); i++ {
		if n := lineEnd(s[i:]); n > 0 {
			end, next = i, i+n
			break
		}
	}
	return trim(s, Span{at, end}), next
}

// lineEnd returns the length of the line end at the head of s, 0 if there is none.
func lineEnd(s string) int {
	switch s[0] {
	case '\n':
		return 1
	case '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case '\xe2':
		if strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029") {
			return len("\u2028")
		}
	}
	return 0
}

// trim drops white space and byte order marks at both ends of p.
func trim(s string, p Span) Span {
	t := strings.TrimLeftFunc(p.In(s), isBlank)
	p.From = p.To - len(t)
	p.To = p.From + len(strings.TrimRightFunc(t, isBlank))
	return p
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

// appendBlock appends the paragraphs of lines that no blank line divides. In
// wrapped text a line end divides only where the next word would still have had
// room, as at the end of a paragraph; elsewhere each line is a paragraph.
func appendBlock(out []Span, s string, lines []Span) []Span {
	if len(lines) == 0 {
		return out
	}
	width, wrapped := wrapping(s, lines)
	cur := lines[0]
	for i, l := range lines[1:] {
		if wrapped && utf8.RuneCountInString(lines[i].In(s))+1+firstWordLen(l.In(s)) > width {
			cur.To = l.To
			continue
		}
		out = append(out, cur)
		cur = l
	}
	return append(out, cur)
}

// wrapping returns the longest line's width, and whether the lines were wrapped:
// all are short enough, and one before the last breaks off within a sentence.
func wrapping(s string, lines []Span) (width int, wrapped bool) {
	if len(lines) == 1 {
		return 0, false
	}
	for i, l := range lines {
		if l.Len() > wrapWidth*utf8.UTFMax {
			return 0, false
		}
		width = max(width, utf8.RuneCountInString(l.In(s)))
		last, _ := utf8.DecodeLastRuneInString(l.In(s))
		if i < len(lines)-1 && !isTerminal(last) && !isCloser(last) && last != ':' {
			wrapped = true
		}
	}
	return width, wrapped && width <= wrapWidth
}

func firstWordLen(line string) int {
	if i := strings.IndexAny(line, " \t"); i >= 0 {
		line = line[:i]
	}
	return utf8.RuneCountInString(line)
}
