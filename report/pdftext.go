package report

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// A pdfLine is one line as printed. x and y are where it begins on its baseline,
// in points from the lower left corner; right is where it ends.
type pdfLine struct {
	text        string
	x, y, right float64
	size        float64 // of the type
}

// page gives the lines of a page in the order in which PDFium reads them.
func (d *pdfDocument) page(p requests.Page) ([]pdfLine, error) {
	loaded, err := d.machine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: p})
	if err != nil {
		return nil, err
	}
	t := pdfText{d: d, page: loaded.TextPage}
	n, err := d.machine.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: t.page})
	if err != nil {
		return nil, err
	}
	if d.size += n.Count; d.size > d.bounds.TextBytes {
		return nil, nil
	}
	if err := t.lines(n.Count); err != nil {
		return nil, err
	}
	_, err = d.machine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: t.page})
	return t.out, err
}

// A pdfText collects the lines of one page.
type pdfText struct {
	d     *pdfDocument
	page  references.FPDF_TEXTPAGE
	out   []pdfLine
	words strings.Builder // of the line that is open
	first int             // index of its first character, -1 for none
	last  int
}

// hyphenated stands where a line break divides a word. PDFium writes it so.
const hyphenated = '\u0002'

func (t *pdfText) lines(n int) error {
	chars, err := t.chars(n)
	if err != nil {
		return err
	}
	t.first = -1
	for i, r := range chars {
		switch {
		case r == '\n' || r == '\r':
			if err := t.end(); err != nil {
				return err
			}
		case r == 0xFFFE || r == 0xAD:
			t.words.WriteRune(hyphenated)
		case unicode.IsSpace(r):
			t.words.WriteByte(' ')
		case r == 0 || !utf8.ValidRune(r) || r != hyphenated && unicode.IsControl(r):
			// no character of any script: a glyph that the font does not name
		default:
			if t.first < 0 {
				t.first = i
			}
			t.last = i
			if l, ok := ligatures[r]; ok {
				t.words.WriteString(l)
			} else {
				t.words.WriteRune(r)
			}
		}
	}
	return t.end()
}

// chars gives the characters of the page by their index. PDFium gives them in
// one call, but leaves out those without a name; only where it did so are they
// asked for one by one, which takes thirty times as long.
func (t *pdfText) chars(n int) ([]rune, error) {
	if n == 0 {
		return nil, nil
	}
	all, err := t.d.machine.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: t.page, StartIndex: 0, Count: n})
	if err != nil {
		return nil, err
	}
	if units := utf16.Encode([]rune(all.Text)); len(units) == n {
		chars := make([]rune, n) // the second half of a pair stays 0
		i := 0
		for _, r := range all.Text {
			chars[i] = r
			i += utf16.RuneLen(r)
		}
		return chars, nil
	}
	chars := make([]rune, n)
	for i := range chars {
		u, err := t.d.machine.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: t.page, Index: i})
		if err != nil {
			return nil, err
		}
		if u.Unicode <= unicode.MaxRune {
			chars[i] = rune(u.Unicode) //nolint:gosec // checked above
		}
	}
	return chars, nil
}

var ligatures = map[rune]string{'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st"}

// end closes the line and notes where it lies.
func (t *pdfText) end() error {
	words := strings.Join(strings.Fields(t.words.String()), " ")
	t.words.Reset()
	first := t.first
	t.first = -1
	if first < 0 || words == "" {
		return nil
	}
	l := pdfLine{text: words}
	m := t.d.machine
	at, err := m.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: t.page, Index: first})
	if err == nil {
		l.x, l.y = at.X, at.Y
	}
	box, err := m.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: t.page, Index: t.last})
	if err == nil {
		l.right = box.Right
	}
	size, err := m.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: t.page, Index: first})
	if err != nil {
		return err
	}
	l.size = size.FontSize
	t.out = append(t.out, l)
	return nil
}

// layPage writes the lines of a page as paragraphs.
func layPage(b *strings.Builder, lines []pdfLine, h hyphens) {
	lead, left, right := measure(lines)
	for i, l := range lines {
		if i > 0 {
			if startsParagraph(lines[i-1], l, lead, left, right) {
				b.WriteString("\n\n")
			} else {
				b.WriteString(joint(lines[i-1].text, l.text))
			}
		}
		b.WriteString(h.heal(l.text))
	}
}

// measure gives the usual distance of lines, and the margins that most lines
// keep.
func measure(lines []pdfLine) (lead, left, right float64) {
	var leads, lefts, rights []float64
	for i, l := range lines {
		lefts, rights = append(lefts, l.x), append(rights, l.right)
		if i > 0 {
			if d := lines[i-1].y - l.y; d > 0.3*l.size && d < 3*math.Max(l.size, 6) {
				leads = append(leads, d)
			}
		}
	}
	return quantile(leads, 0.4), quantile(lefts, 0.25), quantile(rights, 0.75)
}

func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}

// startsParagraph reports whether l opens a paragraph after p: by a wider gap, by
// an indent, by another size of type, or after a line that ends early.
func startsParagraph(p, l pdfLine, lead, left, right float64) bool {
	down := p.y - l.y
	ended := endsSentence(p.text)
	switch {
	case math.Abs(down) < 0.3*l.size: // one row in pieces
		return false
	case math.Abs(p.size-l.size) > 0.12*math.Max(p.size, l.size):
		return true
	case down < 0 || down > 6*math.Max(lead, l.size): // the next column, or past a picture
		return ended
	case lead > 0 && down > 1.3*math.Max(lead, 1.15*l.size): // large type has wide lines
		return true
	case ended && l.x-p.x > 0.7*l.size && p.x-left < 4*l.size: // indented
		return true
	}
	return ended && right-p.right > 0.15*(right-left)
}

// endsSentence reports whether a line ends with a mark that can end a paragraph.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;。！？।۔", r)
}

// pageJoint is what stands between the last line of a page and the first of the
// next: a sentence that goes on is not divided.
func pageJoint(last, next pdfLine) string {
	r, _ := utf8.DecodeRuneInString(next.text)
	if !endsSentence(last.text) && (unicode.IsLower(r) || isCJK(r) && math.Abs(last.size-next.size) < 0.5) {
		return "\n"
	}
	return "\n\n"
}

func isCJK(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
