package statement

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// addDetails reads what the contents hold: figures and places, and the day on
// which each statement was said.
func addDetails(d *text.Document, all []Statement, c Context) {
	if len(all) == 0 {
		return
	}
	x := datesOf(d, c)
	q := quantityTables[languageCode(d, c)]
	p := placesOf(d)
	for i := range all {
		all[i].Places = p.in(all[i].Content)
		all[i].Figures = figures(d, all[i].Content, q, x.found)
	}
	x.sayAll(all, func(i, j int) bool { return plainlySame(d, all, i, j) })
}

// languageCode is the base language that the tables of this file's readers go by.
func languageCode(d *text.Document, c Context) string {
	code, _, _ := strings.Cut(strings.ToLower(c.Language), "-")
	if code == "" || code == "und" {
		return when.Detect(d.Text)
	}
	return code
}
