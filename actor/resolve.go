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
	Language string // BCP 47; "" lets the letters tell
	Place    string // of the dateline
}

// A resolver is one report being read.
type resolver struct {
	*page
	byKey      map[string]*entity
	all        []*entity
	byAnn      map[int]*entity // entities of phrases by the ann at their head
	said       []*entity       // of the statements so far, nil where none
	now        int             // token of the source at hand
	depth      int
	steps      int                // phrases read for the source at hand
	placesAt   string             // of the phrase at hand
	docs       map[string]*entity // whose "the report" is
	cast       *Cast
	antecedent []text.Span
}

// Resolve says of each statement of one report who speaks. The statements are in
// text order and their spans lie in d.
func Resolve(d *text.Document, rep Context, sts []statement.Statement) Cast {
	c := Cast{Speakers: make([]int, len(sts)), Reasons: make([]Reason, len(sts))}
	for i := range c.Speakers {
		c.Speakers[i] = -1
	}
	if len(sts) == 0 {
		return c
	}
	lang := rep.Language
	if lang == "" {
		lang = guessLanguage(d.Text)
	}
	r := &resolver{page: annotate(d, lexiconFor(lang), rep, sts), byKey: map[string]*entity{}, byAnn: map[int]*entity{},
		docs: map[string]*entity{}, cast: &c}
	for i, t := range r.sources {
		if t.from >= t.to {
			r.said = append(r.said, nil)
			continue
		}
		r.now, r.antecedent, r.steps = t.from, nil, 0
		e, rule := r.source(t)
		r.said = append(r.said, e)
		if e == nil {
			continue
		}
		e.last = t.from
		c.Speakers[i] = r.enter(e)
		c.Reasons[i] = Reason{Rule: rule, Spans: r.antecedent}
		r.addForm(e, t, rule)
	}
	r.finish()
	return c
}

// enter gives e its place in the cast.
func (r *resolver) enter(e *entity) int {
	if e.index < 0 {
		e.index = len(r.cast.Actors)
		r.cast.Actors = append(r.cast.Actors, Actor{Of: -1})
		if e.of != nil {
			of := r.enter(r.forOrg(e.of, e.of.name))
			e.Of = of
		}
	}
	return e.index
}

// addForm notes how the source at t writes e, unless it is a pronoun or a document
// of e's. A name with its role is noted without the role.
func (r *resolver) addForm(e *entity, t tokens, rule string) {
	switch rule {
	case "author", "document named before", "last speaker", "medium named after", "possessive":
		return
	case "name":
		if e.person != nil {
			return
		}
	}
	if a := r.ann(t.from); a != nil && a.kind == pronoun && a.from == t.from && a.to == t.to {
		return
	}
	form := strings.Join(strings.Fields(r.raw(t.from, t.to)), " ")
	e.Names = addName(e.Names, form)
}

// finish copies the entities into the cast, each under its fullest name.
func (r *resolver) finish() {
	for _, e := range r.all {
		if e.index < 0 {
			continue
		}
		if q := e.person; q != nil {
			e.Name = q.name
			for _, n := range q.names {
				e.Names = addName(e.Names, n)
			}
		}
		e.Key = e.crossKey()
		if len(e.Names) == 0 {
			e.Names = []string{e.Name}
		}
		r.cast.Actors[e.index] = e.Actor
	}
}

// crossKey is what names e in any report, if something does.
func (e *entity) crossKey() string {
	switch {
	case e.person != nil || e.Kind == Unnamed:
		return ""
	case e.Kind == Person:
		return "office:" + e.Side + ":" + e.office + ":" + e.places
	case strings.HasPrefix(e.key, "org:"):
		return "org:" + plainKey(e.Name)
	case strings.HasPrefix(e.key, "words:"):
		return ""
	}
	return e.key
}

// guessLanguage tells a language from its letters where nothing else does.
func guessLanguage(s string) string {
	counts := map[string]int{}
	for _, c := range s[:min(len(s), 2000)] {
		switch {
		case strings.ContainsRune("іїєґІЇЄҐ", c):
			counts["uk"]++
		case strings.ContainsRune("ыэёЫЭЁ", c):
			counts["ru"]++
		case c == 'ў' || c == 'Ў':
			counts["be"] += 20
		case c >= 0xAC00 && c <= 0xD7A3:
			counts["ko"]++
		case c >= 0x3040 && c <= 0x30FF:
			counts["ja"] += 3
		case c >= 0x4E00 && c <= 0x9FFF:
			counts["zh"]++
		case c >= 0x0600 && c <= 0x06FF:
			counts["ar"]++
		}
	}
	best := "en"
	for _, l := range []string{"uk", "ru", "be", "ko", "ja", "zh", "ar"} {
		if counts[l] > counts[best] {
			best = l
		}
	}
	return best
}
