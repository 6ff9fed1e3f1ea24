package when

import (
	"bytes"
	"embed"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed lang/*/*.tsv
var tables embed.FS

// An entry is one reading of a word: WEEKDAY 5, MONTH 11, UNIT d …
type entry struct {
	class string
	value string
	n     int
	cap   bool // only when written with a capital letter
	weak  bool // too common a word to be a date by itself
	abbr  bool // may carry a full stop
}

// a word is all entries of one written form.
type word struct {
	word    string
	entries []entry
}

// A language is the lexicon and the grammar of one language folder.
type language struct {
	code     string
	words    map[string]*word
	prefixes []string // clitics written together with the word after them
	suffixes []string // particles written together with the word before them
	patterns []*pattern
	firstLit map[string][]*pattern
	firstCls map[string][]*pattern
	firstNum []*pattern
	common   []string // words that tell the language from others
	pastTail string   // ending that marks a past verb, where one does
}

var languages = load()

// Languages lists the codes of the languages that Find has tables for.
func Languages() []string {
	var out []string
	dirs, err := fs.ReadDir(tables, "lang")
	if err != nil {
		panic(err) // the tables are part of the binary
	}
	for _, d := range dirs {
		out = append(out, d.Name())
	}
	return out
}

func load() map[string]*language {
	all := map[string]*language{}
	for _, code := range Languages() {
		l := &language{code: code, words: map[string]*word{}, firstLit: map[string][]*pattern{}, firstCls: map[string][]*pattern{}}
		for _, row := range rows("lang/" + code + "/words.tsv") {
			l.add(row)
		}
		for i, row := range rows("lang/" + code + "/patterns.tsv") {
			l.addPattern(compile(row[0], row[1], i))
		}
		all[code] = l
	}
	return all
}

// rows reads a table of this package: tabs between columns, "#" for comments,
// the first line that is none names the columns.
func rows(name string) [][]string {
	data, err := tables.ReadFile(name)
	if err != nil {
		panic(err) // the tables are part of the binary
	}
	return parseRows(string(data))
}

func parseRows(table string) [][]string {
	var out [][]string
	columns := 0
	for line := range strings.Lines(table) {
		s := strings.TrimRight(line, "\r\n")
		if s == "" || strings.HasPrefix(s, "#") {
			continue
		}
		f := strings.Split(s, "\t")
		if columns == 0 {
			columns = len(f)
			continue
		}
		for len(f) < columns {
			f = append(f, "")
		}
		out = append(out, f)
	}
	return out
}

// add takes one row of words.tsv: word, class, value, flags.
func (l *language) add(row []string) {
	switch row[1] {
	case "PREFIX":
		l.prefixes = append(l.prefixes, row[0])
		return
	case "SUFFIX":
		l.suffixes = append(l.suffixes, row[0])
		return
	case "COMMON":
		l.common = append(l.common, row[0])
		return
	case "PASTTAIL":
		l.pastTail = row[0]
		return
	}
	e := entry{class: row[1], value: row[2]}
	if n, err := strconv.Atoi(strings.TrimLeft(row[2], "hdwmyD")); err == nil {
		e.n = n
	}
	for _, f := range strings.Fields(row[3]) {
		switch f {
		case "cap":
			e.cap = true
		case "weak":
			e.weak = true
		case "abbr":
			e.abbr = true
		}
	}
	l.literal(row[0]).entries = append(l.literal(row[0]).entries, e)
}

// literal makes sure that the lexicon knows w, so that a pattern can name it.
func (l *language) literal(w string) *word {
	if l.words[w] == nil {
		l.words[w] = &word{word: w}
	}
	return l.words[w]
}

// lookup finds the word, whole or without a clitic or particle.
func (l *language) lookup(s string) *word {
	var buf [48]byte
	if len(s) > len(buf) {
		return nil
	}
	key := lower(buf[:0], s)
	if w := l.words[string(key)]; w != nil {
		return w
	}
	if len(l.prefixes)+len(l.suffixes) == 0 {
		return nil
	}
	for _, p := range l.prefixes {
		if w := l.words[string(bytes.TrimPrefix(key, []byte(p)))]; w != nil {
			return w
		}
	}
	for _, p := range l.suffixes {
		if w := l.words[string(bytes.TrimSuffix(key, []byte(p)))]; w != nil {
			return w
		}
	}
	return nil
}

// lower appends s in lower case with straight apostrophes.
func lower(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == '’' {
			r = '\''
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
		i += w
	}
	return buf
}
