package claim

import (
	"embed"
	"fmt"
	"strings"
	"unicode/utf8"
)

//go:embed lang
var tables embed.FS

// A class is a set of things that a word may be to propositions; the header of
// the tables says what they mean.
type class uint32

const (
	function class = 1 << iota
	vague
	pointer
	lack
	doubtless
	reverse
	place
	agent
	affects
	made
	retracts
	wrong
	echoes
	up
	down
	source
	blames
	differs
	meta
	medium
	actFire
	actHit
	actSupply
	actMake
	actKill
	actHurt
	people
)

var classes = map[string]class{"function": function, "vague": vague, "pointer": pointer, "lack": lack, "doubtless": doubtless, "reverse": reverse,
	"place": place, "agent": agent, "affects": affects, "made": made, "retract": retracts, "wrong": wrong, "echo": echoes, "up": up, "down": down,
	"source": source, "blame": blames, "differs": differs, "meta": meta, "medium": medium, "people": people,
	"act-fire": actFire, "act-hit": actHit, "act-supply": actSupply, "act-make": actMake, "act-kill": actKill, "act-hurt": actHurt}

// A lexicon is the table of one language.
type lexicon struct {
	words    map[string]class
	prefixes map[string]class
	shortest int // bytes of the shortest prefix
}

var lexicons = loadLexicons()

func loadLexicons() map[string]*lexicon {
	dirs, err := tables.ReadDir("lang")
	if err != nil {
		panic(err) // the folder is embedded
	}
	out := map[string]*lexicon{}
	for _, d := range dirs {
		b, err := tables.ReadFile("lang/" + d.Name() + "/words.tsv")
		if err != nil {
			panic(err)
		}
		out[d.Name()] = parseLexicon(d.Name(), string(b))
	}
	return out
}

func parseLexicon(name, table string) *lexicon {
	l := &lexicon{words: map[string]class{}, prefixes: map[string]class{}, shortest: 1 << 20}
	head := true
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if head {
			head = false
			continue
		}
		forms, name2, _ := strings.Cut(line, "\t")
		c, ok := classes[name2]
		if !ok {
			panic(fmt.Sprintf("claim: lang/%s: no class %q", name, name2))
		}
		for f := range strings.SplitSeq(forms, "|") {
			if p, open := strings.CutSuffix(f, "*"); open {
				l.prefixes[p] |= c
				l.shortest = min(l.shortest, len(p))
			} else {
				l.words[f] |= c
			}
		}
	}
	return l
}

// of gives the classes of a word in lower case: those of the word, or of the
// longest prefix that is in the table.
func (l *lexicon) of(w string) class {
	c := l.words[w]
	if cut := strings.TrimSuffix(w, "'s"); c == 0 && cut != w {
		c = l.words[cut]
	}
	for end := len(w); end > 0 && end >= l.shortest; {
		if p, ok := l.prefixes[w[:end]]; ok {
			return c | p
		}
		_, n := utf8.DecodeLastRuneInString(w[:end])
		end -= n
	}
	return c
}

// stem cuts a word to the letters that its forms share: five, two syllables of
// Hangul; a longer cut tells related words apart, a shorter one joins strangers.
func stem(w string) string {
	n, most := 0, 5
	for i, r := range w {
		if i == 0 && r >= 0x1100 && (r < 0x1200 || r >= 0xAC00 && r < 0xD7B0) {
			most = 2
		}
		if n == most {
			return w[:i]
		}
		n++
	}
	return w
}
