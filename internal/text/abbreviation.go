package text

import (
	"embed"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed lang
var tables embed.FS

// abbreviations gives the kind of each abbreviation of all languages as it is
// written, without its last dot. One that the tables give in lower case may also
// begin with a capital, but not the other way round: "Ill." is not "ill.".
//
//	title   never ends a sentence: a name follows ("Mr.")
//	inner   ends one only where a word follows that opens sentences ("Inc.")
//	number  ends none before a number ("No. 5")
//	year    ends one only behind a number ("2022 г."), elsewhere a name follows
//	month   no abbreviation: a word before which "5." is an ordinal number
//
// openers are words that open sentences and seldom are part of a name.
var abbreviations, openers = loadTables()

func loadTables() (kinds map[string]string, open map[string]bool) {
	kinds, open = map[string]string{}, map[string]bool{}
	rows("lang/*/abbreviations.tsv", func(f []string) {
		kinds[f[0]] = f[1]
		r, n := utf8.DecodeRuneInString(f[0])
		kinds[string(unicode.ToUpper(r))+f[0][n:]] = f[1]
	})
	rows("lang/*/openers.tsv", func(f []string) { open[f[0]] = true })
	return kinds, open
}

// rows calls row with the fields of each line of the tables that match pattern,
// but comments and the line that names the columns.
func rows(pattern string, row func(fields []string)) {
	names, _ := fs.Glob(tables, pattern) // the only error is a bad pattern, and a test reads each table
	for _, name := range names {
		b, _ := tables.ReadFile(name)
		head := true
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimRight(line, "\r\n"); line == "" || line[0] == '#' {
				continue
			}
			if !head {
				row(strings.Split(line, "\t"))
			}
			head = false
		}
	}
}
