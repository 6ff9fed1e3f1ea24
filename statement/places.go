package statement

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// A placeReader finds places by three signs: a name of the tables of states,
// capitals and cities behind a preposition of place, a name tied to a word for a kind of
// place ("the village of X", "X region"), and either again in the same document.
// It leaves out states that act ("Ruritania denied") and names that are part of
// a longer one ("Ruritania Airlines").
type placeReader struct {
	d     *text.Document
	named map[string]bool // names that the document ties to a word for a place
}

// placeClass is what a word says of the name beside it.
type placeClass uint8

const (
	placePrep placeClass = 1 << iota
	placeDirection
	placeBefore
	placeBehind
)

var (
	//go:embed data/cldr/places.tsv
	placeTable string
	//go:embed data/geonames/places.tsv
	capitalTable string
	//go:embed lang/en/placewords.tsv
	placeWordTable string

	knownPlaces = func() map[string]bool {
		out := map[string]bool{}
		for _, f := range append(tableRows(placeTable), tableRows(capitalTable)...) {
			out[strings.ToLower(f[0])] = true
		}
		return out
	}()
	placeWords = func() map[string]placeClass {
		names := map[string]placeClass{"prep": placePrep, "direction": placeDirection, "before": placeBefore, "behind": placeBehind}
		out := map[string]placeClass{}
		for _, f := range tableRows(placeWordTable) {
			out[f[0]] |= names[f[1]]
		}
		return out
	}()
)

// longestPlace is how many words a name of a place has at most.
const longestPlace = 4

// placesOf prepares d: it learns the names that the text itself calls places.
func placesOf(d *text.Document) *placeReader {
	p := &placeReader{d: d, named: map[string]bool{}}
	for i := range d.Tokens {
		if !p.capital(i) || p.capital(i-1) {
			continue
		}
		if end := p.nameEnd(i); p.tied(i, end) {
			p.named[p.key(i, end)] = true
		}
	}
	return p
}

// in lists the places named in the spans, each name once.
func (p *placeReader) in(spans []text.Span) []Place {
	var out []Place
	at := map[string]int{}
	for _, s := range spans {
		listed := false // the name before this one was a place
		for i, hi := tokensOf(p.d, s); i < hi; i++ {
			if !p.capital(i) {
				listed = listed && (p.d.Tokens[i].Lower == "," || p.d.Tokens[i].Lower == "and" || p.d.Tokens[i].Lower == "or")
				continue
			}
			end := min(p.nameEnd(i), hi)
			n := p.longest(i, end)
			listed = n > i && (p.tied(i, n) || n == end && (listed || p.behindPreposition(i)))
			if listed {
				span := text.Span{From: p.d.Tokens[i].From, To: p.end(n - 1)}
				name := span.In(p.d.Text)
				if k, ok := at[name]; ok {
					out[k].Spans = append(out[k].Spans, span)
				} else {
					at[name] = len(out)
					out = append(out, Place{Name: name, Spans: []text.Span{span}})
				}
			}
			i = end - 1
		}
	}
	return out
}

// longest is the end of the longest known name that begins at token i, i if
// there is none. A name tied to a word for a place counts whole.
func (p *placeReader) longest(i, end int) int {
	if p.tied(i, end) {
		return end
	}
	for n := min(end, i+longestPlace); n > i; n-- {
		if k := p.key(i, n); knownPlaces[k] || p.named[k] {
			return n
		}
	}
	return i
}

// key is the name of tokens [i, end) as the tables write it.
func (p *placeReader) key(i, end int) string {
	if end == i+1 {
		return strings.TrimSuffix(p.d.Tokens[i].Lower, "'s")
	}
	words := make([]string, 0, longestPlace)
	for ; i < end; i++ {
		words = append(words, p.d.Tokens[i].Lower)
	}
	return strings.TrimSuffix(strings.Join(words, " "), "'s")
}

// end is where token i ends without a possessive.
func (p *placeReader) end(i int) int {
	t := p.d.Tokens[i]
	if strings.HasSuffix(t.Lower, "'s") {
		return t.To - len(t.In(p.d.Text)) + strings.LastIndexAny(t.In(p.d.Text), "'’")
	}
	return t.To
}

// nameEnd is the end of the run of capitalised words at token i.
func (p *placeReader) nameEnd(i int) int {
	end := i + 1
	for p.capital(end) && !strings.HasSuffix(p.d.Tokens[end-1].Lower, "'s") && !calendarWords[p.d.Tokens[end].Lower] {
		end++
	}
	return end
}

// calendarWords may stand behind a place without being part of its name.
var calendarWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december") {
		out[w] = true
	}
	return out
}()

func (p *placeReader) capital(i int) bool {
	if i < 0 || i >= len(p.d.Tokens) || p.d.Tokens[i].Kind != text.Word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(p.d.Text[p.d.Tokens[i].From:])
	return unicode.IsUpper(r)
}

func (p *placeReader) word(i int) placeClass {
	if i < 0 || i >= len(p.d.Tokens) {
		return 0
	}
	return placeWords[p.d.Tokens[i].Lower]
}

// tied reports whether a word for a kind of place belongs to the name: "the
// village of X", "X region".
func (p *placeReader) tied(i, end int) bool {
	if i > 1 && p.d.Tokens[i-1].Lower == "of" && p.word(i-2)&placeBefore != 0 {
		return true
	}
	return p.word(end)&placeBehind != 0 && p.behindPreposition(i)
}

// behindPreposition: "in X", "in eastern X", "near the X".
func (p *placeReader) behindPreposition(i int) bool {
	k := i - 1
	for n := 0; n < 3 && p.word(k)&placeDirection != 0; n++ {
		k--
	}
	return p.word(k)&placePrep != 0
}
