package statement

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// find returns the phrases that lie in the tokens [lo, hi), by subject, each in
// text order. Of phrases of one subject that overlap, the one that begins first
// stays; of those, the longest.
func (b *phrasebook) find(d *text.Document, lo, hi int) [subjects][]hit {
	var found [subjects][]hit
	for i := lo; i < hi; i++ {
		if d.Tokens[i].Kind != text.Punct {
			m := matcher{d: d, first: i, hi: hi, found: &found}
			m.match(&b.root, i)
		}
	}
	for s := range found {
		found[s] = longest(found[s])
	}
	return found
}

func longest(hits []hit) []hit {
	sort.SliceStable(hits, func(i, j int) bool {
		a, b := hits[i], hits[j]
		return a.first < b.first || a.first == b.first && a.last > b.last
	})
	out, end := hits[:0], 0
	for _, h := range hits {
		if h.first >= end {
			out, end = append(out, h), h.last
		}
	}
	return out
}

type matcher struct {
	d         *text.Document
	first, hi int
	found     *[subjects][]hit
}

// match goes down from n with the token at i.
func (m *matcher) match(n *node, i int) {
	for _, e := range n.entries {
		if !e.names || capitalised(m.d, m.first) {
			m.found[e.subject] = append(m.found[e.subject], hit{m.first, i, e})
		}
	}
	if n.words == nil && n.prefixes == nil && n.gap == nil {
		return
	}
	i = m.skipQuotes(i)
	if i >= m.hi {
		return
	}
	m.step(n, i)
	if n.gap == nil {
		return
	}
	for k := 0; k <= 3 && i < m.hi; k++ {
		m.step(n.gap, i)
		if m.d.Tokens[i].Kind == text.Punct {
			return
		}
		i = m.skipQuotes(i + 1)
	}
}

func (m *matcher) step(n *node, i int) {
	w := m.d.Tokens[i].Lower
	if next := n.words[w]; next != nil {
		m.match(next, i+1)
	}
	if n.prefixes == nil || len(w) < prefixKey {
		return
	}
	for _, a := range n.prefixes[w[:prefixKey]] {
		if strings.HasPrefix(w, a.prefix) {
			m.match(a.next, i+1)
		}
	}
}

func (m *matcher) skipQuotes(i int) int {
	for i > m.first && i < m.hi && isQuoteMark(m.d.Tokens[i].Lower) {
		i++
	}
	return i
}

func isQuoteMark(mark string) bool {
	switch mark {
	case `"`, "'", "“", "”", "‘", "’", "„", "«", "»", "‹", "›", "「", "」", "『", "』":
		return true
	}
	return false
}

// isUpper reports whether token i begins with a capital letter.
func isUpper(d *text.Document, i int) bool {
	r, _ := utf8.DecodeRuneInString(d.Tokens[i].In(d.Text))
	return unicode.IsUpper(r)
}

// capitalised reports whether token i does not begin with a small letter.
func capitalised(d *text.Document, i int) bool {
	t := d.Tokens[i]
	return t.In(d.Text) != t.Lower || t.Lower[0] >= 0x80
}
