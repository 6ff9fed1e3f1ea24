package statement

import (
	"embed"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed lang/*/figures.tsv lang/*/numbers.tsv lang/any/units.tsv
var quantityFiles embed.FS

// A quantityClass is what a word does beside a number.
type quantityClass uint32

const (
	quantityPeople     quantityClass = 1 << iota // "people", "soldiers"
	quantitySkip                                 // "were", "more": may stand between a number and a fate
	quantityStop                                 // small words and verbs: no part of a counted noun
	quantityNoCount                              // "sides", "times": a number of them is no figure
	quantityThing                                // counted even when there is one
	quantityPlural                               // plurals without s
	quantityHedge                                // words of hedges
	quantityRange                                // "to": joins the ends of a range
	quantityBetween                              // "between", "from"
	quantityAnd                                  // "and"
	quantityArticle                              // "a"
	quantityDeterminer                           // "the", "its"
	quantityRangeWord                            // "range", "reach": what a distance is
	quantityModel                                // "737": names a model
	quantityLives                                // "lives": lost where a word of the next class is near
	quantityTakesLives                           // "claimed", "cost"
	quantityFateBefore                           // a fate that only stands before its number: "killing"
)

var quantityClassNames = map[string]quantityClass{"people": quantityPeople, "skip": quantitySkip, "stop": quantityStop, "nocount": quantityNoCount,
	"thing": quantityThing, "plural": quantityPlural, "range": quantityRange, "between": quantityBetween, "and": quantityAnd,
	"article": quantityArticle, "determiner": quantityDeterminer, "rangeword": quantityRangeWord, "model": quantityModel, "lives": quantityLives,
	"takes-lives": quantityTakesLives, "before": quantityFateBefore}

// The roles of a number word.
const (
	plainNumber   = "number"
	scaleNumber   = "scale"
	vagueNumber   = "vague"   // "dozens"
	severalNumber = "several" // a number only before a scale word
)

type numberWord struct {
	value float64
	role  string
}

// quantities are the tables of one language.
type quantities struct {
	classes  map[string]quantityClass
	fates    map[string]string // word → "killed", "wounded" …
	hedges   map[string]string // phrase → "low", "high", "about"
	numbers  map[string]numberWord
	numbered map[string]bool // "flight", "article": a number behind it is its name
	plurals  bool            // plural nouns end in s, so that any of them can be counted
	spaced   bool            // spaces part thousands ("3 000")
	counters []string        // counters of people tied to the digits ("62명")
}

// fate looks up what became of the people counted. Where counters are tied to
// digits, endings are tied to stems too, and the stem decides.
func (l *quantities) fate(w string) string {
	if k, ok := l.fates[w]; ok || len(l.counters) == 0 {
		return k
	}
	for i := len(w) - 1; i > 3; i-- {
		if k, ok := l.fates[w[:i]]; ok {
			return k
		}
	}
	return ""
}

// tied reports whether what is tied to digits counts people.
func (l *quantities) tied(tail string) bool {
	for _, c := range l.counters {
		if strings.HasPrefix(tail, c) {
			return true
		}
	}
	return false
}

// A measureUnit is one row of units.tsv.
type measureUnit struct {
	kind, name string // "distance_km", "km"
	factor     float64
	before     bool // stands before the number ("$")
	base       bool
}

var (
	unitsByWord    = loadUnits()
	quantityTables = loadQuantities()
)

func loadUnits() map[string]measureUnit {
	out := map[string]measureUnit{}
	b, err := quantityFiles.ReadFile("lang/any/units.tsv")
	if err != nil {
		panic(err) // the tables are part of the binary
	}
	for _, f := range tableRows(string(b)) {
		factor, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			panic("statement: units.tsv: " + f[0] + ": " + err.Error())
		}
		out[f[0]] = measureUnit{kind: f[1], name: f[2], factor: factor, before: f[4] == "before", base: factor == 1}
	}
	return out
}

func loadQuantities() map[string]*quantities {
	out := map[string]*quantities{}
	names, err := fs.Glob(quantityFiles, "lang/*/figures.tsv")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, name := range names {
		language := strings.Split(name, "/")[1]
		out[language] = loadQuantity(language)
	}
	return out
}

func loadQuantity(language string) *quantities {
	l := &quantities{spaced: language != "en", classes: map[string]quantityClass{}, fates: map[string]string{}, hedges: map[string]string{},
		numbers: map[string]numberWord{}, numbered: map[string]bool{}}
	for _, f := range quantityRows(language, "figures") {
		l.add(f[0], f[1])
	}
	for _, f := range quantityRows(language, "numbers") {
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			panic("statement: numbers.tsv: " + f[0] + ": " + err.Error())
		}
		l.numbers[f[0]] = numberWord{value: v, role: f[2]}
	}
	return l
}

func quantityRows(language, table string) [][]string {
	b, err := quantityFiles.ReadFile("lang/" + language + "/" + table + ".tsv")
	if err != nil {
		panic(err) // each language with figures.tsv has numbers.tsv too
	}
	return tableRows(string(b))
}

// add takes one row of figures.tsv: a word or phrase and what it does.
func (l *quantities) add(phrase, class string) {
	switch class {
	case "killed", "wounded", "missing", "displaced", "casualties":
		l.fates[phrase] = class
	case "low", "high", "about":
		l.hedges[phrase] = class
		for _, w := range strings.Fields(phrase) {
			l.classes[w] |= quantityHedge
		}
	case "numbered":
		l.numbered[phrase] = true
	case "counter":
		l.counters = append(l.counters, phrase)
	case "setting":
		l.plurals = l.plurals || phrase == "plurals-in-s"
	default:
		c, ok := quantityClassNames[class]
		if !ok {
			panic("statement: figures.tsv: no class " + class)
		}
		l.classes[phrase] |= c
	}
}
