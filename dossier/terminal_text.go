package dossier

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// line writes one line; an error stays in the buffer's writer until Flush.
func (t *terminal) line(s string) { _, _ = t.w.WriteString(strings.TrimRight(s, " ") + "\n") }

func (t *terminal) bold(s string) string { return t.ansi("1", s) }
func (t *terminal) dim(s string) string  { return t.ansi("2", s) }

// stance colours denials and silences, so that they stand out from assertions.
func (t *terminal) stance(stance, s string) string {
	switch stance {
	case "denies":
		return t.ansi("31", s)
	case "asserts", "demands", "intends", "asks":
		return s
	}
	return t.ansi("33", s)
}

func (t *terminal) ansi(code, s string) string {
	if !t.o.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// pad fills s to w columns; what is longer is cut.
func pad(s string, w int) string {
	s = fit(s, w)
	if n := runewidth.StringWidth(s); n < w {
		s += strings.Repeat(" ", w-n)
	}
	return s
}

func fit(s string, w int) string { return runewidth.Truncate(printable(s), w, "…") }

// wrap breaks s into lines of at most w columns, at most lines of them (0 = all),
// the last ending in "…" where words are left over.
func wrap(s string, w, lines int) []string {
	var out []string
	cur := ""
	words := strings.Fields(printable(s))
	for i, word := range words {
		switch {
		case cur == "":
			cur = word
		case runewidth.StringWidth(cur)+1+runewidth.StringWidth(word) <= w:
			cur += " " + word
		default:
			if lines > 0 && len(out) == lines-1 {
				return append(out, fit(cur+" "+strings.Join(words[i:], " "), w))
			}
			out = append(out, cur)
			cur = word
		}
		for runewidth.StringWidth(cur) > w { // one word wider than the line: a URL, or Chinese
			if lines > 0 && len(out) == lines-1 {
				return append(out, fit(cur, w))
			}
			head := runewidth.Truncate(cur, w, "")
			out = append(out, head)
			cur = cur[len(head):]
		}
	}
	return append(out, cur)
}

// quoteMarks puts words of a report between quotation marks.
func quoteMarks(s string) string { return "“" + bare(s) + "”" }

// phrase puts the words of a statement as an editor would.
func (q quoteView) phrase() string {
	if q.about {
		return "about " + quoteMarks(q.Words)
	}
	return quoteMarks(q.Words)
}

// bare gives words of a report on one line, without quotation marks and commas at
// their ends, which belong to the sentence around them.
func bare(s string) string {
	return strings.Trim(strings.TrimRight(clean(s), ", "), `"“”«»„`)
}

// clean makes words of a text that may be hostile fit for one line.
func clean(s string) string { return printable(strings.Join(strings.Fields(s), " ")) }

// printable shows control characters (terminal escapes and bidirectional
// overrides among them) as "·"; a report must not be able to move the cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 || r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			if r == '\n' || r == '\t' {
				return ' '
			}
			return '·'
		}
		return r
	}, s)
}
