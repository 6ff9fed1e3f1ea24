package casefile

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/onrecord/onrecord/casefile/sqlite"
)

// A Hit is where a search found everything that was looked for.
type Hit struct {
	Report    string `json:"report"`              // r3
	Statement string `json:"statement,omitempty"` // r3.s2; "" for a report's text
	Speaker   string `json:"speaker,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	// Text is the words around what was found, which stand between MarkFrom and
	// MarkTo in Marked.
	Text   string `json:"text"`
	Marked string `json:"-"`
}

// The marks around what was found in a Hit's Marked text.
const (
	MarkFrom = sqlite.MarkFrom
	MarkTo   = sqlite.MarkTo
)

// hits is how many statements, and how many reports, a search gives at most.
const hits = 50

// around is how many characters are shown on both sides of what was found.
const around = 60

// Search finds statements, then reports, in which all of the query's words stand:
// each as the beginning of a word, in capitals or not, with its accents or
// without. "Words in quotation marks" are found as they follow each other. Scripts
// that put no spaces between words, and Korean, whose endings stick to them, are
// found anywhere in the text.
func (c *Case) Search(ctx context.Context, query string) ([]Hit, error) {
	q := parseQuery(query)
	if len(q.Words) == 0 && len(q.Pieces) == 0 {
		return nil, bad("give at least one word", "nothing to look for")
	}
	found, err := c.db.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	var out []Hit
	for _, f := range found {
		h := Hit{Report: fmt.Sprintf("r%d", f.Report), Speaker: f.Speaker, Outlet: f.Outlet, Title: f.Title, Published: f.Published}
		if f.N > 0 {
			h.Statement = fmt.Sprintf("r%d.s%d", f.Report, f.N)
		}
		h.Marked = f.Text
		if len(q.Pieces) > 0 {
			h.Marked = cut(f.Text, q.Pieces)
		}
		h.Marked = strings.Join(strings.Fields(h.Marked), " ")
		h.Text = strings.NewReplacer(MarkFrom, "", MarkTo, "").Replace(h.Marked)
		out = append(out, h)
	}
	return out, nil
}

// parseQuery divides what was typed into words, phrases and pieces.
func parseQuery(s string) sqlite.Query {
	q := sqlite.Query{Limit: hits}
	for i, part := range strings.Split(norm.NFC.String(s), `"`) {
		words := []string{part}
		phrase := i%2 == 1
		if !phrase {
			words = strings.Fields(part)
		}
		for _, w := range words {
			w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			switch {
			case w == "":
			case strings.ContainsFunc(w, unspaced):
				q.Pieces = append(q.Pieces, w)
			default:
				q.Words, q.Whole = append(q.Words, w), append(q.Whole, phrase)
			}
		}
	}
	return q
}

// unspaced reports whether a letter is of a script in which words are not what
// stands between spaces.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// cut gives the words around the first piece in a text, with every piece marked.
func cut(text string, pieces []string) string {
	plain := strings.NewReplacer(MarkFrom, "", MarkTo, "").Replace(text)
	at := -1
	for _, p := range pieces {
		if i := strings.Index(plain, p); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	at = max(at, 0) // else it stands in the title, or in the speaker's name
	before, after := []rune(plain[:at]), []rune(plain[at:])
	out := string(before[max(0, len(before)-around):])
	if len(before) > around {
		out = "…" + out
	}
	out += string(after[:min(len(after), 2*around)])
	if len(after) > 2*around {
		out += "…"
	}
	for _, p := range pieces {
		out = strings.ReplaceAll(out, p, MarkFrom+p+MarkTo)
	}
	return out
}
