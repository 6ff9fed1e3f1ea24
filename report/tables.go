package report

import (
	"embed"
	"slices"
	"strconv"
	"strings"
)

//go:embed lang/*.tsv
var tables embed.FS

// eachRow calls f with the columns of every row of a table: the first line names
// the columns, "#" begins a remark.
func eachRow(name string, f func(cols []string)) {
	data, err := tables.ReadFile("lang/" + name)
	if err != nil {
		panic("report: table " + name + " is not embedded") // cannot happen in a built program
	}
	first := true
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if first || line == "" || line[0] == '#' {
			first = false
			continue
		}
		f(strings.Split(line, "\t"))
	}
}

// words are the tables of this package, read once.
var words = loadWords()

type wordTables struct {
	months    map[string]int      // lower-case form → month
	zones     map[string]string   // "EST" → "-05:00"
	credits   []rolePhrase        // longest first
	and, in   map[string]bool     // joins names; comes before a place
	contrib   []string            // "contributed to this report"
	byline    map[string][]string // kind → phrases, longest first
	posts     map[string]bool
	flags     map[string]bool
	small     map[string][]int // a language's small words → indices in languages
	languages []string
}

type rolePhrase struct{ role, phrase string }

func loadWords() *wordTables {
	w := &wordTables{
		months: map[string]int{}, zones: map[string]string{}, and: map[string]bool{}, in: map[string]bool{},
		byline: map[string][]string{}, posts: map[string]bool{}, flags: map[string]bool{}, small: map[string][]int{},
	}
	eachRow("months.tsv", func(c []string) {
		n, err := strconv.Atoi(c[1])
		if err != nil {
			panic("report: months.tsv: " + err.Error()) // a test reads every table
		}
		for f := range strings.SplitSeq(c[2], "|") {
			w.months[f] = n
		}
	})
	eachRow("zones.tsv", func(c []string) { w.zones[c[0]] = c[1] })
	eachRow("credits.tsv", func(c []string) {
		switch c[1] {
		case "and":
			w.and[c[2]] = true
		case "in":
			w.in[c[2]] = true
		case "contributed":
			w.contrib = append(w.contrib, c[2])
		default:
			w.credits = append(w.credits, rolePhrase{c[1], c[2]})
		}
	})
	eachRow("bylines.tsv", func(c []string) {
		switch c[1] {
		case "post":
			w.posts[c[2]] = true
		case "flag":
			w.flags[c[2]] = true
		default:
			w.byline[c[1]] = append(w.byline[c[1]], c[2])
		}
	})
	eachRow("words.tsv", func(c []string) {
		for f := range strings.FieldsSeq(c[1]) {
			w.small[f] = append(w.small[f], len(w.languages))
		}
		w.languages = append(w.languages, c[0])
	})
	longestFirst(w.credits, func(r rolePhrase) int { return len(r.phrase) })
	longestFirst(w.contrib, func(s string) int { return len(s) })
	for _, list := range w.byline {
		longestFirst(list, func(s string) int { return len(s) })
	}
	return w
}

// longestFirst orders phrases so that the longest that fits is met first; equals
// keep the table's order.
func longestFirst[T any](list []T, size func(T) int) {
	slices.SortStableFunc(list, func(a, b T) int { return size(b) - size(a) })
}
