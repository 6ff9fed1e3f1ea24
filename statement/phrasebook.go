package statement

import (
	"embed"
	"fmt"
	"path"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// A phrasebook holds the phrases of the tables of one language, and finds all of
// them in one pass over a text's tokens.
//
// A phrase is written as its words in lower case with one space between them:
//
//	could|can not     alternatives
//	confirm*          every word that begins so (three bytes at least)
//	called .. false   up to three words between, no punctuation
//
// Quotation marks between the words of a phrase do not matter.
type phrasebook struct {
	language string
	root     node
	grammar  map[string]grammar
	// postposed is set where the negation may follow the verb (German, Korean).
	postposed bool
	// prodrop is set where a verb without a subject speaks of the speaker.
	prodrop bool
}

// A subject is what a table is about.
type subject uint8

const (
	stanceWords   subject = iota // predicates, operators, whole phrases
	denialWords                  // what makes negated content a denial
	hedgeWords                   // degrees of certainty
	channelWords                 // kinds of channel
	evidenceWords                // kinds of evidence
	viaWords                     // words that introduce who relays
	platformWords                // names of social media
	outletWords                  // names of agencies, papers and broadcasters
	subjects
)

var subjectFiles = [subjects]string{"stances", "denials", "hedges", "channels", "evidence", "via", "platforms", "outlets"}

// An entry is one row of a table.
type entry struct {
	subject     subject
	value, kind string // the second and third column
	rule        string // "hedges/no doubt"
	names       bool   // the phrase must be written with a capital
}

// A hit is an entry found at the tokens [first, last).
type hit struct {
	first, last int
	*entry
}

type node struct {
	words    map[string]*node
	prefixes map[string][]affix // by their first three bytes
	gap      *node
	entries  []*entry
}

type affix struct {
	prefix string
	next   *node
}

const prefixKey = 3

//go:embed lang
var langFiles embed.FS

// phrasebooks are the tables of each language that has a folder, joined with
// those of lang/any.
var phrasebooks = loadPhrasebooks()

func loadPhrasebooks() map[string]*phrasebook {
	dirs, err := langFiles.ReadDir("lang")
	if err != nil {
		panic(err) // the folder is embedded
	}
	books := map[string]*phrasebook{}
	for _, dir := range dirs {
		b := &phrasebook{language: dir.Name(), grammar: map[string]grammar{}}
		b.loadGrammar()
		for s := range subjects {
			b.load(s, "any")
			if dir.Name() != "any" {
				b.load(s, dir.Name())
			}
		}
		books[dir.Name()] = b
	}
	return books
}

// load adds the rows of one table of one language, if there is such a table.
func (b *phrasebook) load(s subject, language string) {
	for _, cells := range rowsOf(language, subjectFiles[s]) {
		e := &entry{subject: s, value: cells[1], rule: subjectFiles[s] + "/" + cells[0]}
		if len(cells) > 2 {
			e.kind = cells[2]
		}
		e.names = s == platformWords || s == outletWords && e.kind == ""
		b.root.add(strings.Fields(cells[0]), e)
	}
}

// loadGrammar reads the words of grammar; the rows "negation-follows" and
// "no-subject" are properties of the language.
func (b *phrasebook) loadGrammar() {
	for _, cells := range rowsOf(b.language, "grammar") {
		if cells[1] == "setting" {
			b.postposed = b.postposed || cells[0] == "negation-follows"
			b.prodrop = b.prodrop || cells[0] == "no-subject"
			continue
		}
		for _, w := range strings.Split(cells[0], "|") {
			b.grammar[w] |= grammarNamed(cells[1])
		}
	}
}

// rowsOf returns the cells of the rows of a table, without the row that names
// the columns; none if the language has no such table.
func rowsOf(language, table string) [][]string {
	name := path.Join("lang", language, table+".tsv")
	data, err := langFiles.ReadFile(name)
	if err != nil {
		return nil
	}
	var rows [][]string
	head := true
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if cells := strings.Split(line, "\t"); len(cells) < 2 {
			panic(fmt.Sprintf("%s:%d: a row needs two columns", name, n+1))
		} else if !head {
			rows = append(rows, cells)
		}
		head = false
	}
	return rows
}

func (n *node) add(words []string, e *entry) {
	if len(words) == 0 {
		n.entries = append(n.entries, e)
		return
	}
	if words[0] == ".." {
		if n.gap == nil {
			n.gap = &node{}
		}
		n.gap.add(words[1:], e)
		return
	}
	for _, w := range strings.Split(words[0], "|") {
		n.child(w).add(words[1:], e)
	}
}

func (n *node) child(w string) *node {
	prefix, open := strings.CutSuffix(w, "*")
	if !open {
		if n.words == nil {
			n.words = map[string]*node{}
		}
		if n.words[w] == nil {
			n.words[w] = &node{}
		}
		return n.words[w]
	}
	if len(prefix) < prefixKey {
		panic("statement: prefix " + w + " is too short")
	}
	key := prefix[:prefixKey]
	for _, a := range n.prefixes[key] {
		if a.prefix == prefix {
			return a.next
		}
	}
	if n.prefixes == nil {
		n.prefixes = map[string][]affix{}
	}
	next := &node{}
	n.prefixes[key] = append(n.prefixes[key], affix{prefix, next})
	return next
}

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
