package actor

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

// A Context is what the report's metadata say about the story.
type Context struct {
	Title    string
	Outlet   string
	Agency   string // the news agency that the text credits itself to
	Language string // BCP 47
	Place    string // of the dateline
}

// Resolve says of each statement of one report who speaks. The statements are in
// text order and their spans lie in d.
func Resolve(d *text.Document, rep Context, sts []statement.Statement) Cast {
	c := Cast{Speakers: make([]int, len(sts)), Reasons: make([]Reason, len(sts))}
	index := map[string]int{}
	for i, s := range sts {
		c.Speakers[i] = -1
		words := words(d.Text, s.Source)
		if words == "" {
			continue
		}
		k, ok := index[words]
		if !ok {
			k = len(c.Actors)
			index[words] = k
			c.Actors = append(c.Actors, Actor{Name: words, Kind: Unnamed, Of: -1, Names: []string{words}})
		}
		c.Speakers[i] = k
	}
	return c
}

// words joins the pieces of spans with spaces.
func words(s string, spans []text.Span) string {
	parts := make([]string, len(spans))
	for i, sp := range spans {
		parts[i] = sp.In(s)
	}
	return strings.Join(parts, " ")
}
