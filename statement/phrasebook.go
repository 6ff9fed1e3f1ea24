package statement

import (
	"embed"
	"fmt"
	"path"
	"strings"
	"sync"
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
	// verbLast is set where the main verb ends its clause (Korean).
	verbLast bool
	// infinitives are the endings of the infinitive where it may stand before what
	// governs it: "to confirm this the ministry could not".
	infinitives []string
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
	pointerWords                 // words that point at the sentence before
	subjects
)

var subjectFiles = [subjects]string{"stances", "denials", "hedges", "channels", "evidence", "via", "platforms", "outlets", "pointers"}

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

// phrasebooks gives the tables of each language that has a folder, joined with
// those of lang/any. A language's tables are read when it is first met.
var phrasebooks = listPhrasebooks()

func listPhrasebooks() map[string]func() *phrasebook {
	dirs, err := langFiles.ReadDir("lang")
	if err != nil {
		panic(err) // the folder is embedded
	}
	books := map[string]func() *phrasebook{}
	for _, dir := range dirs {
		books[dir.Name()] = sync.OnceValue(func() *phrasebook { return newPhrasebook(dir.Name()) })
	}
	return books
}

func newPhrasebook(language string) *phrasebook {
	b := &phrasebook{language: language, grammar: map[string]grammar{}}
	b.loadGrammar()
	for s := range subjects {
		b.load(s, "any")
		if language != "any" {
			b.load(s, language)
		}
	}
	return b
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

// loadGrammar reads the words of grammar; the rows "negation-follows",
// "no-subject" and "verb-last" are properties of the language, and so are the
// endings of its infinitive.
func (b *phrasebook) loadGrammar() {
	for _, cells := range rowsOf(b.language, "grammar") {
		if cells[1] == "setting" {
			b.postposed = b.postposed || cells[0] == "negation-follows"
			b.prodrop = b.prodrop || cells[0] == "no-subject"
			b.verbLast = b.verbLast || cells[0] == "verb-last"
			continue
		}
		if cells[1] == "infinitive" {
			b.infinitives = strings.Split(cells[0], "|")
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
