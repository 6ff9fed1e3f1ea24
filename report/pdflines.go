package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hyphens knows which compounds a document writes with a hyphen inside a line,
// so that one divided at its own hyphen keeps it.
type hyphens map[string]bool

func newHyphens(pages [][]pdfLine) hyphens {
	h := hyphens{}
	for _, lines := range pages {
		for _, l := range lines {
			for w := range strings.FieldsSeq(l.text) {
				if w = trimWord(w); strings.Contains(w, "-") {
					h[w] = true
				}
			}
		}
	}
	return h
}

func trimWord(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// joint is what stands between two lines of a paragraph.
func joint(line, next string) string {
	last, size := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	if last == '-' && len(line) > size && unicode.IsLower(first) || isCJK(last) && isCJK(first) {
		return ""
	}
	return " "
}

// heal joins the words that line breaks divided: PDFium gives their lines as
// one, with a mark in place of the hyphen.
func (h hyphens) heal(line string) string {
	parts := strings.Split(line, string(hyphenated))
	var b strings.Builder
	for i, p := range parts {
		b.WriteString(p)
		if i+1 == len(parts) {
			break
		}
		first := p[strings.LastIndexByte(p, ' ')+1:]
		second, _, _ := strings.Cut(parts[i+1], " ")
		if second == "" || h[trimWord(first+"-"+second)] {
			b.WriteByte('-') // as printed, also where the word goes on elsewhere
		}
	}
	return b.String()
}

// withoutRunningHeads drops what stands at the head or foot of at least half of
// the pages, page numbers set aside: it would stand in the middle of sentences.
func withoutRunningHeads(pages [][]pdfLine) [][]pdfLine {
	count := map[string]int{}
	for _, lines := range pages {
		if len(lines) > 0 {
			count["head "+withoutDigits(lines[0].text)]++
			count["foot "+withoutDigits(lines[len(lines)-1].text)]++
		}
	}
	runs := func(where string, l pdfLine) bool {
		n := count[where+withoutDigits(l.text)]
		return n >= 3 && 2*n >= len(pages)
	}
	out := make([][]pdfLine, len(pages))
	for i, lines := range pages {
		if len(lines) > 1 && runs("head ", lines[0]) {
			lines = lines[1:]
		}
		if len(lines) > 1 && runs("foot ", lines[len(lines)-1]) {
			lines = lines[:len(lines)-1]
		}
		out[i] = lines
	}
	return out
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, s)
}
