package origin

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
)

// A generator makes reports of which it is known what derives from what: stories
// of invented words, copies cut short, edits, and translations by table. Beside
// them lies what must not join stories: an outlet's notice under each report, a
// background paragraph that stories of one agency share, and a quotation that
// everybody prints.
type generator struct {
	rnd     *rand.Rand
	words   []string
	names   []string
	foreign map[string]string // each word and name in the other language
	recent  []*made           // of the last days
	n       int
}

// made is a report as a list of sentences, and the story that it is of.
type made struct {
	story     int
	sentences []string
	title     string
	agency    string
	foreign   bool
	how       Relation // "" for a story of its own
}

const (
	perDay      = 250
	remembered  = 400 // reports back to which others derive
	backgrounds = 40
)

func newGenerator(seed uint64) *generator {
	g := &generator{rnd: rand.New(rand.NewPCG(seed, 1)), foreign: map[string]string{}}
	for len(g.words) < 6000 {
		w := g.word(2 + g.rnd.IntN(3))
		if _, ok := g.foreign[w]; !ok {
			g.words = append(g.words, w)
			g.foreign[w] = g.cyrillic(g.word(2 + g.rnd.IntN(3)))
		}
	}
	for len(g.names) < 3000 {
		n := strings.ToUpper(g.word(1)[:1]) + g.word(3)
		if _, ok := g.foreign[n]; !ok {
			g.names = append(g.names, n)
			g.foreign[n] = g.cyrillic(n)
		}
	}
	return g
}

func (g *generator) word(syllables int) string {
	var b strings.Builder
	for range syllables {
		b.WriteByte("bdfgklmnprstvz"[g.rnd.IntN(14)])
		b.WriteByte("aeiou"[g.rnd.IntN(5)])
	}
	return b.String()
}

var letters = strings.NewReplacer("a", "а", "b", "б", "d", "д", "e", "е", "f", "ф", "g", "г", "i", "и", "k", "к", "l", "л", "m", "м", "n", "н",
	"o", "о", "p", "п", "r", "р", "s", "с", "t", "т", "u", "у", "v", "в", "z", "з",
	"B", "Б", "D", "Д", "F", "Ф", "G", "Г", "K", "К", "L", "Л", "M", "М", "N", "Н", "P", "П", "R", "Р", "S", "С", "T", "Т", "V", "В", "Z", "З")

func (g *generator) cyrillic(s string) string { return letters.Replace(s) }

// common picks a word as texts do, the first ones often.
func (g *generator) common() string {
	f := g.rnd.Float64()
	return g.words[int(f*f*f*float64(len(g.words)))]
}

func (g *generator) sentence(names []string) string {
	n := 9 + g.rnd.IntN(12)
	w := make([]string, n)
	for i := range w {
		w[i] = g.common()
	}
	for range 2 + g.rnd.IntN(2) {
		w[1+g.rnd.IntN(n-1)] = names[g.rnd.IntN(len(names))]
	}
	if g.rnd.IntN(3) == 0 {
		w[1+g.rnd.IntN(n-1)] = fmt.Sprint(10 + g.rnd.IntN(900))
	}
	return strings.Join(w, " ")
}

// next makes one more report and says how it came about.
func (g *generator) next() (*Report, *made) {
	var m *made
	kind := g.rnd.Float64()
	if len(g.recent) < 20 {
		kind = 0
	}
	switch {
	case kind < 0.4:
		m = g.story()
	default:
		from := g.recent[g.rnd.IntN(len(g.recent))]
		switch {
		case kind < 0.7:
			m = g.copy(from)
		case kind < 0.88 || from.foreign:
			m = g.edit(from)
		default:
			m = g.translate(from)
		}
	}
	g.n++
	g.recent = append(g.recent, m)
	if len(g.recent) > remembered {
		g.recent = g.recent[1:]
	}
	return g.report(m), m
}

func (g *generator) story() *made {
	names := make([]string, 6)
	for i := range names {
		names[i] = g.names[g.rnd.IntN(len(g.names))]
	}
	m := &made{story: g.n, title: g.sentence(names)}
	for range 7 + g.rnd.IntN(6) {
		m.sentences = append(m.sentences, g.sentence(names))
	}
	if g.rnd.IntN(2) == 0 {
		m.agency = []string{"AP", "Reuters", "AFP"}[g.rnd.IntN(3)]
		// the agency's background, under many stories
		m.sentences = append(m.sentences, g.fixed("background", g.rnd.IntN(backgrounds), 2)...)
	}
	return m
}

// fixed are sentences that are the same whenever they are asked for.
func (g *generator) fixed(what string, i, n int) []string {
	own := &generator{rnd: rand.New(rand.NewPCG(uint64(i), uint64(len(what)))), words: g.words, names: g.names}
	out := make([]string, n)
	for k := range out {
		out[k] = own.sentence(own.names)
	}
	return out
}

func (g *generator) copy(from *made) *made {
	m := *from
	m.how = Copy
	if g.rnd.IntN(3) == 0 { // cut short
		m.sentences = from.sentences[:len(from.sentences)*3/4]
	}
	return &m
}

func (g *generator) edit(from *made) *made {
	m := *from
	m.how = Edited
	m.sentences = nil
	for _, s := range from.sentences {
		if g.rnd.IntN(8) == 0 {
			continue
		}
		w := strings.Fields(s)
		if g.rnd.IntN(2) == 0 && !from.foreign {
			w[g.rnd.IntN(len(w))] = g.common()
		}
		m.sentences = append(m.sentences, strings.Join(w, " "))
	}
	return &m
}

func (g *generator) translate(from *made) *made {
	m := *from
	m.how, m.foreign = Translated, true
	over := func(s string) string {
		w := strings.Fields(s)
		for i := range w {
			if f, ok := g.foreign[w[i]]; ok {
				w[i] = f
			}
		}
		return strings.Join(w, " ")
	}
	m.title = over(from.title)
	m.sentences = nil
	for _, s := range from.sentences {
		m.sentences = append(m.sentences, over(s))
	}
	return &m
}

func (g *generator) report(m *made) *Report {
	outlet := g.rnd.IntN(400)
	var b strings.Builder
	for i, s := range m.sentences {
		b.WriteString("The " + s + ".")
		if i%2 == 1 {
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	b.WriteString("\nHe said: “" + g.fixed("quotation", g.rnd.IntN(20), 1)[0] + ".”\n")
	b.WriteString("\nThe " + strings.Join(g.fixed("notice", outlet, 1), ". The ") + ".\n")
	t := b.String()
	day := when.DayOf(2030, 1, 1) + when.Day(g.n/perDay)
	r := &Report{Key: fmt.Sprintf("%08x", hash(fmt.Sprint(g.n))), Title: m.title, Outlet: fmt.Sprintf("Outlet %d", outlet), Agency: m.agency, Language: "en",
		Published: when.Interval{From: fmt.Sprintf("%sT%02d:%02d:00Z", day, g.n%perDay/60+8, g.n%perDay%60)}, Doc: text.Analyze(t), Body: text.Span{To: len(t)}}
	if m.foreign {
		r.Language = "ru"
	}
	return r
}

type linkScore struct{ copies, translations, precision float64 }

// scoreLinks holds the links against the stories: a derived report is found where
// it is joined, transitively, with its story's first report.
func scoreLinks(x *Index, all []*made) linkScore {
	parent := make([]int, len(all))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	links, right := 0, 0
	for i := range all {
		for _, d := range x.Derivations(i) {
			if d.From < 0 || d.Relation == Cites {
				continue
			}
			links++
			if all[i].story == all[d.From].story {
				right++
				parent[root(i)] = root(d.From)
			}
		}
	}
	var found, of [2]int
	for i, m := range all {
		if m.how == "" {
			continue
		}
		k := 0
		if m.foreign {
			k = 1
		}
		of[k]++
		if root(i) == root(m.story) {
			found[k]++
		}
	}
	return linkScore{ratio(found[0], of[0]), ratio(found[1], of[1]), ratio(right, links)}
}

// speakers makes reports of three statements each.
func speakers(n int) ([]*Report, []Actor) {
	g := newGenerator(9)
	var actors []Actor
	for i := range 50 + n/20 {
		actors = append(actors, Actor{Name: g.names[i%len(g.names)] + " " + g.names[(i*7+i/len(g.names))%len(g.names)], Named: i%5 != 0, Side: []string{"AA", "BB", "CC", ""}[i%4]})
	}
	rs := make([]*Report, n)
	for i := range rs {
		var s [3]string
		t := ""
		var spans [3]text.Span
		for k := range s {
			s[k] = g.sentence(g.names[:200])
			spans[k] = text.Span{From: len(t), To: len(t) + len(s[k])}
			t += s[k] + ".\n\n"
		}
		day := (when.DayOf(2030, 1, 1) + when.Day(i/perDay)).String()
		r := &Report{Key: fmt.Sprint(i), Language: "en", Published: when.Interval{From: day, To: day}, Doc: text.Analyze(t), Body: text.Span{To: len(t)}}
		for k := range s {
			st := statement.Statement{Stance: statement.Asserts, Certainty: statement.Certain}
			st.Content = []text.Span{spans[k]}
			if k == 0 {
				st.Said = r.Published
			}
			r.Statements = append(r.Statements, st)
			f := g.rnd.Float64()
			r.Actors = append(r.Actors, int(f*f*f*float64(len(actors))))
		}
		rs[i] = r
	}
	return rs, actors
}
