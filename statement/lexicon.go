package statement

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed lang/*/cues.tsv lang/*/cuenouns.tsv lang/*/words.tsv
var spanFiles embed.FS

// A class is a set of the word classes of words.tsv.
type class uint32

const (
	isBe class = 1 << iota
	isHave
	isDo
	isModal
	isNegation
	isContracted // an auxiliary with "n't"
	isAdverb
	isDeterminer
	isPossessive
	isPreposition
	isSubject // pronouns that are a whole subject
	isPronoun
	isObject
	isCoordinator
	isSubordinator
	isRelative
	isTime
	isVerb
	isAddressee
	isChain
	isLight    // verbs that take their sense from a noun: "gave no comment"
	isRequest  // what one may leave unanswered
	isNarrator // the writer and the reader
	isSpeaker  // nouns for those whom headlines name as their source
	isLabel    // what stands before a colon and is no speaker
	isPlain    // objects that make a plain act of "call"
	isClaim    // nouns of cuenouns.tsv
	isSilence
	isReport

	// isNoun are the classes that say something of a noun's sense.
	isNoun = isAddressee | isRequest | isSpeaker | isLabel | isPlain | isClaim | isSilence | isReport

	isAux = isBe | isHave | isDo | isModal | isContracted
)

// classNames are the classes as words.tsv names them, in the order of the bits.
var classNames = strings.Fields("be have do modal negation contracted adverb determiner possessive preposition " +
	"subject pronoun object coordinator subordinator relative time verb addressee chain light request narrator speaker label plain claim silence report")

// A form is what a verb's ending says of it; ambiguous ones are a set.
type form uint8

const (
	thirdForm form = 1 << iota
	pastForm
	participleForm
	ingForm
	baseForm
)

// A cueVerb is one row of cues.tsv.
type cueVerb struct {
	verb   string
	frames map[string]bool
	out    bool // some frames hold with the particle "out"
}

func (v *cueVerb) takes(frame string) bool { return v.frames[frame] }

// takes reports whether the content may have this form; "!object" in the table
// means that it may only where the verb is negated or refused, "out:object" that it
// may with this particle.
func (g verbGroup) takes(frame string) bool {
	if g.particle {
		return g.verb.frames["out:"+frame]
	}
	return g.verb.frames[frame] || (g.negated || g.refusal) && g.verb.frames["!"+frame]
}

// A cueForm is one form of a cue verb.
type cueForm struct {
	*cueVerb
	form form
}

// A lexicon holds the tables of one language that the rules for spans go by.
type lexicon struct {
	words map[string]class
	cues  map[string]cueForm
}

// lexicons are read once; a language without cues.tsv has none.
var lexicons = loadLexicons()

func loadLexicons() map[string]*lexicon {
	out := map[string]*lexicon{}
	names, err := fs.Glob(spanFiles, "lang/*/cues.tsv")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, name := range names {
		language := strings.Split(name, "/")[1]
		l := &lexicon{words: map[string]class{}, cues: map[string]cueForm{}}
		for _, table := range []string{"words", "cuenouns"} {
			spanRows(language, table, func(f []string) {
				for _, c := range strings.Split(f[1], ",") {
					l.words[f[0]] |= classNamed(c)
				}
			})
		}
		spanRows(language, "cues", func(f []string) { l.addCue(f[0], f[1], f[2]) })
		out[language] = l
	}
	return out
}

// spanRows calls row with the cells of each row of a table.
func spanRows(language, table string, row func([]string)) {
	b, err := spanFiles.ReadFile("lang/" + language + "/" + table + ".tsv")
	if err != nil {
		panic(err) // each language with cues.tsv has the other tables too
	}
	head := true
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		if !head {
			row(strings.Split(line, "\t"))
		}
		head = false
	}
}

func classNamed(name string) class {
	for i, n := range classNames {
		if n == name {
			return 1 << i
		}
	}
	panic("statement: words.tsv: no class " + name)
}

// addCue adds all forms of a verb; irregular ones replace the regular.
func (l *lexicon) addCue(verb, irregular, frames string) {
	v := &cueVerb{verb: verb, frames: map[string]bool{}}
	for _, f := range strings.Split(frames, ",") {
		v.frames[f] = true
		v.out = v.out || strings.HasPrefix(f, "out:")
	}
	if irregular == "-" { // an adjective
		l.addForm(verb, participleForm, v)
		return
	}
	forms := regularForms(verb)
	for i, f := range strings.Split(irregular, ",") {
		if f != "" {
			forms[i] = f
			if i == 1 {
				forms[2] = f
			}
		}
	}
	for i, f := range forms {
		if f != "-" {
			l.addForm(f, thirdForm<<i, v)
		}
	}
}

func (l *lexicon) addForm(word string, f form, v *cueVerb) {
	if old, ok := l.cues[word]; ok && old.cueVerb == v {
		f |= old.form
	}
	l.cues[word] = cueForm{v, f}
}

// regularForms returns third person, past, participle, -ing and base form.
func regularForms(verb string) [5]string {
	stem, third, past := verb, verb+"s", verb+"ed"
	switch {
	case strings.HasSuffix(verb, "e"):
		stem, past = verb[:len(verb)-1], verb+"d"
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeou"):
		third, past = verb[:len(verb)-1]+"ies", verb[:len(verb)-1]+"ied"
	case hasAnySuffix(verb, "s", "sh", "ch", "x", "z"):
		third = verb + "es"
	}
	return [5]string{third, past, past, stem + "ing", verb}
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
