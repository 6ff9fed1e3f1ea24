package statement

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed lang/*/said.tsv
var saidFiles embed.FS

// A sayClass is what a word near a cue says of the day of speaking.
type sayClass uint8

const (
	saysPast    sayClass = 1 << iota // "had", "previously": an open past, not the day of the report
	saysIssued                       // "released", "published": dates the document that speaks
	saysNoun                         // "statement", "report": an act of speaking that a date can belong to
	saysTies                         // "after", "of": ties the date to another event than the saying
	saysLeads                        // "on", "in", "earlier": stands before a date and belongs to it
	saysClause                       // "that": what follows is content
	saysPresent                      // "is", "was": a date before it is its subject
)

var sayClassNames = map[string]sayClass{"past": saysPast, "issued": saysIssued, "noun": saysNoun, "ties": saysTies,
	"leads": saysLeads, "clause": saysClause, "verb": saysPresent}

// sayWords are the words of said.tsv, all languages together: the lists are
// short and a word of one that another language has too means the same there.
var sayWords = loadSayWords()

func loadSayWords() map[string]sayClass {
	out := map[string]sayClass{}
	names, err := fs.Glob(saidFiles, "lang/*/said.tsv")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, name := range names {
		b, err := saidFiles.ReadFile(name)
		if err != nil {
			panic(err) // the tables are part of the binary
		}
		for _, f := range tableRows(string(b)) {
			c, ok := sayClassNames[f[1]]
			if !ok {
				panic("statement: " + name + ": no class " + f[1])
			}
			out[f[0]] |= c
		}
	}
	return out
}

// tableRows gives the cells of a table's rows, without comments and the line
// that names the columns.
func tableRows(s string) [][]string {
	var out [][]string
	head := true
	for line := range strings.Lines(s) {
		if line = strings.TrimRight(line, "\r\n"); line == "" || line[0] == '#' {
			continue
		}
		if !head {
			out = append(out, strings.Split(line, "\t"))
		}
		head = false
	}
	return out
}
