package encoder

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// A window is a paragraph, or a part of one, that the network sees at one time.
type window struct {
	text  string
	start int         // where text lies in the input, in bytes
	ids   []int32     // with <s> and </s>
	units []text.Span // in text
	piece []int32     // the index in ids that stands for each unit
}

const (
	enders  = ".!?…。"
	closers = "\"”’»›“')]」』"
)

// mostRunes bounds how much of a paragraph is tokenized to find where a window
// of so many pieces ends: no piece is longer than 16 code points, nor are 16
// code points in a row likely to be one unknown piece.
func mostRunes(pieces int) int { return 20*pieces + 64 }

// isSpace is white space as the training's Python sees it: Unicode's and the
// four ASCII separators.
func isSpace(r rune) bool { return unicode.IsSpace(r) || (r >= 0x1C && r <= 0x1F) }

// A cutter gives the windows of a text to yield, until that returns false.
type cutter func(s *scratch, input string, yield func(window) bool)

// paragraphs cuts a text into its lines, and long ones into several windows.
// Windows without a letter or digit are left out.
func (m *Model) paragraphs(s *scratch, input string, yield func(window) bool) {
	for at := 0; at < len(input); {
		end := len(input)
		if i := strings.IndexByte(input[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := strings.TrimRightFunc(input[at:end], isSpace)
		for rest := line; ; {
			if rest = strings.TrimLeftFunc(rest, isSpace); rest == "" {
				break
			}
			part := m.part(s, rest, m.config.Window-2)
			if w, ok := m.window(s, part, at+len(line)-len(rest)); ok && !yield(w) {
				return
			}
			rest = rest[len(part):]
		}
		at = end + 1
	}
}

// whole makes one window of a text, as far as it fits.
func (m *Model) whole(s *scratch, input string, yield func(window) bool) {
	if w, ok := m.window(s, prefix(input, mostRunes(m.config.Window)), 0); ok {
		yield(w)
	}
}

// part returns the beginning of rest that makes one window: all of it if it fits,
// else up to a sentence's end, else up to white space, else as many pieces as fit.
func (m *Model) part(s *scratch, rest string, most int) string {
	head := prefix(rest, mostRunes(most))
	if len(head) < len(rest) { // end between words, so that the cut into pieces is that of the whole
		if i := strings.LastIndexFunc(head, isSpace); i > 0 {
			head = head[:i]
		}
	}
	s.pieces = m.tokenizer.encode(&s.lattice, head, s.pieces[:0])
	limit := len(head)
	if len(s.pieces) > most {
		limit = int(s.pieces[most].From)
	} else if len(head) == len(rest) {
		return rest
	}
	lastSpace := 0
	for i := limit; i > 0; {
		r, size := utf8.DecodeLastRuneInString(rest[:i])
		i -= size
		if i == 0 || !isSpace(r) {
			continue
		}
		if endsSentence(rest[:i]) {
			return rest[:i]
		}
		if lastSpace == 0 {
			lastSpace = i
		}
	}
	if lastSpace > 0 {
		return rest[:lastSpace]
	}
	if limit == 0 { // a single piece that is longer than a window
		return head
	}
	return rest[:limit]
}

// endsSentence reports whether s ends with a sentence's end and closing marks.
func endsSentence(s string) bool {
	tail := strings.TrimRightFunc(s, func(r rune) bool { return strings.ContainsRune(enders+closers, r) })
	return strings.ContainsAny(s[len(tail):], enders)
}

// window tokenizes text; ok is false where it has no unit.
func (m *Model) window(s *scratch, part string, start int) (w window, ok bool) {
	w = window{text: part, start: start, units: units(part, nil)}
	if len(w.units) == 0 {
		return w, false
	}
	s.pieces = m.tokenizer.encode(&s.lattice, part, s.pieces[:0])
	p := s.pieces
	if most := m.config.Window - 2; len(p) > most { // cut anew, the text can take a few pieces more
		p = p[:most]
	}
	if len(p) == 0 {
		return w, false
	}
	w.ids = make([]int32, 0, len(p)+2)
	w.ids = append(w.ids, m.tokenizer.BOS)
	for _, q := range p {
		w.ids = append(w.ids, q.ID)
	}
	w.ids = append(w.ids, m.tokenizer.EOS)
	w.piece = make([]int32, len(w.units))
	for i, u := range w.units {
		// The first piece that ends after the unit's beginning.
		j := sort.Search(len(p), func(j int) bool { return int(p[j].To) > u.From })
		w.piece[i] = int32(min(j, len(p)-1) + 1)
	}
	return w, true
}
