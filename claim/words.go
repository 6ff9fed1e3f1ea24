package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/statement"
)

// readable picks the sentence that stands for a group: of the assertions with
// this sign the one that is nearest to all others, a whole sentence before a part
// of one, neither a fragment nor the longest, in the language that most use. With any, another member stands in
// where nobody asserts it so.
func (b *board) readable(g *group, nodes []*node, sign int, any bool) string {
	best, score := "", -10.0
	speak := map[string]int{} // members by language
	for _, i := range g.members {
		speak[b.members[i].Language]++
	}
	for _, n := range nodes {
		right := false
		for _, i := range n.members {
			x := b.members[i]
			right = right || g.signs[i] == sign && (x.Stance == statement.Asserts || sign < 0 && x.Negated)
		}
		s := 0.0
		if !right {
			if !any {
				continue
			}
			s = -3
		}
		near, total := 0.0, 0
		for _, o := range nodes {
			if o != n {
				near += b.meaning.Near(n.Proposition, o.Proposition) * float64(len(o.members))
				total += len(o.members)
			}
		}
		if total > 0 {
			s += near / float64(total)
		}
		s += 0.2 * float64(speak[n.Language]) / float64(max(1, len(g.members)))
		if n.whole {
			s += 0.3
		}
		switch w := len(strings.Fields(n.Text)); {
		case w < 5 && utf8.RuneCountInString(n.Text) < 25:
			s -= 0.4
		case w > 28:
			s -= 0.02 * float64(w-28)
		}
		if s > score+1e-9 || s > score-1e-9 && n.Text < best {
			best, score = n.Text, s
		}
	}
	return sentence(best)
}

// sentence gives words the capital of a sentence.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || !unicode.IsLower(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
