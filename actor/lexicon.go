package actor

import (
	"embed"
	"io/fs"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed lang data/cldr/*.tsv data/countries/*.tsv data/geonames/*.tsv data/firstnames/*.tsv
var tables embed.FS

// A kind says what words of a lexicon stand for.
type kind uint8

const (
	none     kind = iota
	title         // "Mr", "Gen."
	role          // "spokesman"
	body          // "ministry"
	document      // "statement"
	org           // a body with a name of its own, "NATO"
	state         // "Ukraine"
	demonym       // "Ukrainian"
	seat          // "the Kremlin"
	capital       // "Kyiv"
	place         // a region or a city
	pronoun       // "he"
	named         // words with a capital that the lexicon does not know
)

// An entry is what the lexicon knows of some words.
type entry struct {
	kind   kind
	caps   uint8 // 0 any writing, 1 a capital first, 2 capitals throughout
	gender byte  // 'f', 'm', 'n' or 0
	plural bool
	sole   bool   // a role that one person holds at a time
	code   string // of the state
	class  string // of roles and bodies; of documents and pronouns their use
	typ    string // of bodies and seats
	name   string // of orgs and seats: the name to show
	called []string
	owner  *entry // of a role, the body that it is glued to: "NATO-Chef"
}

// A lexicon is the tables of one language, and of English below it for the names
// that all languages share.
type lexicon struct {
	lang      string
	entries   map[string]*entry
	longest   map[string]uint8 // first word → words of the longest entry that begins so
	endings   []string         // of inflected words, longest first
	headFirst bool             // the head of a description stands first
	han       bool             // ideographs are words of their own
	elides    bool             // articles are written to the word, "l'armée"
	home      string           // the state that unmarked bodies belong to in news of this language, if one
	stem      int              // letters that a word keeps before an ending
	glued     bool             // words carry particles behind them, or stand without spaces
	orgwords  map[string]*entry
	never     map[string]bool
	women     map[string]bool
	men       map[string]bool
	leaders   map[string]leader
	states    map[string]string // code → name to show
	words     map[string]use
	places    map[placeKey]*entry
	bare      bool       // there are no articles: a role alone is "the minister"
	cases     [][]string // ending of the first case and the endings of the others
}

var (
	lexicons   = map[string]*lexicon{}
	lexiconsMu sync.Mutex
)

// lexiconFor returns the tables of language lang (BCP 47), read at first use.
func lexiconFor(lang string) *lexicon {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if lang == "nb" || lang == "nn" {
		lang = "no"
	}
	if _, err := fs.Stat(tables, "data/cldr/"+lang+".tsv"); err != nil {
		lang = "en"
	}
	lexiconsMu.Lock()
	defer lexiconsMu.Unlock()
	l, ok := lexicons[lang]
	if !ok {
		l = readLexicon(lang)
		lexicons[lang] = l
	}
	return l
}

func readLexicon(lang string) *lexicon {
	size := 2000
	if lang == "en" {
		size = 24000 // with the cities and subdivisions
	}
	l := &lexicon{lang: lang, entries: make(map[string]*entry, size), longest: make(map[string]uint8, size), places: map[placeKey]*entry{}, orgwords: map[string]*entry{},
		never: map[string]bool{}, women: make(map[string]bool, 6000), men: make(map[string]bool, 6000), leaders: map[string]leader{}, states: map[string]string{}, words: map[string]use{}}
	dir := "lang/" + lang + "/"
	rows(dir+"endings.tsv", func(f []string) {
		if f[0] == "*" {
			l.glued = true
		} else {
			l.endings = append(l.endings, f[0])
		}
	})
	l.stem = 3
	if l.glued {
		l.stem = 2
	}
	rows(dir+"cases.tsv", func(f []string) { l.cases = append(l.cases, append([]string{f[0]}, strings.Split(f[1], "|")...)) })
	l.elides = lang == "fr" || lang == "it" || lang == "ca"
	rows(dir+"words.tsv", func(f []string) {
		if f[1] == "home" {
			l.home = f[0]
			return
		}
		u := uses[f[1]]
		l.words[f[0]] |= u
		if u == isModifier {
			l.words[l.fold(f[0])] |= u
		}
	})
	l.bare = true
	for _, u := range l.words {
		l.bare = l.bare && u&isArticle == 0
	}
	l.headFirst = l.words["*"]&headFirst != 0
	l.han = lang == "zh" || lang == "ja"
	l.readDir(dir, lang)
	l.readStates("data/cldr/" + lang + ".tsv")
	if lang == "en" || lang == "fr" {
		rows("data/countries/demonyms.tsv", func(f []string) {
			if f[0] == lang {
				l.add(f[2], entry{kind: demonym, caps: 1, code: f[1]})
				if lang == "en" && !strings.HasSuffix(f[2], "s") && !strings.HasSuffix(f[2], "sh") && !strings.HasSuffix(f[2], "ese") {
					l.add(f[2]+"s", entry{kind: demonym, caps: 1, code: f[1], plural: true})
				}
			}
		})
	}
	if lang == "en" {
		l.readStates("data/geonames/cities.tsv")
		rows("data/cldr/subdivisions.tsv", func(f []string) { l.enter(f[1], l.placeEntry(place, 1, f[0])) })
	} else {
		l.readShared()
	}
	if r, _ := utf8.DecodeRuneInString(l.states["UA"]); r < 0x250 { // names in Latin letters
		rows("data/firstnames/en.tsv", func(f []string) { l.addFirst(f[1], f[0]) })
	}
	return l
}

// readDir reads the tables written for a language. The first entry of some words
// stays, so that the order here is an order of precedence.
func (l *lexicon) readDir(dir, lang string) {
	rows(dir+"pronouns.tsv", func(f []string) {
		l.add(f[0], entry{kind: pronoun, plural: f[1] == "p", gender: genderOf(f[2]), class: f[3]})
	})
	rows(dir+"seats.tsv", func(f []string) {
		l.add(f[0], entry{kind: seat, caps: 1, code: f[1], typ: f[2], name: f[3]})
	})
	rows(dir+"places.tsv", func(f []string) {
		if k, ok := placeKinds[f[1]]; ok {
			c := capsOf(f[0], lang)
			if k == demonym && lang != "en" {
				c = 0
			}
			l.enterPlace(f[0], &entry{kind: k, caps: c, code: f[2]})
		}
	})
	rows(dir+"organisations.tsv", func(f []string) { l.addOrg(f) })
	rows(dir+"roles.tsv", func(f []string) {
		l.add(f[0], entry{kind: role, class: f[1], plural: f[2] == "p", gender: genderOf(f[3]), sole: f[4] == "one"})
	})
	rows(dir+"titles.tsv", func(f []string) {
		l.add(f[0], entry{kind: title, class: f[1], gender: genderOf(f[2]), code: f[3]})
	})
	rows(dir+"bodies.tsv", func(f []string) {
		l.add(f[0], entry{kind: body, class: f[1], typ: f[2], plural: f[3] == "p"})
	})
	rows(dir+"documents.tsv", func(f []string) { l.add(f[0], entry{kind: document, class: f[1]}) })
	rows(dir+"orgwords.tsv", func(f []string) { l.orgwords[f[0]] = &entry{kind: body, class: f[1], typ: f[2]} })
	rows(dir+"never.tsv", func(f []string) { l.never[f[0]] = true })
	rows(dir+"firstnames.tsv", func(f []string) { l.addFirst(f[1], f[0]) })
	rows("lang/en/leaders.tsv", func(f []string) { l.addLeader(f) })
}

// readShared adds names that are written alike in many languages: bodies' names
// and what is written in capitals.
func (l *lexicon) readShared() {
	rows("lang/en/organisations.tsv", func(f []string) { l.addOrg(f) })
}

var placeKinds = map[string]kind{"state": state, "demonym": demonym, "capital": capital, "city": place, "region": place}

func (l *lexicon) readStates(path string) {
	rows(path, func(f []string) {
		k := placeKinds[f[0]]
		if old := l.states[f[1]]; k == state && (old == "" || strings.Contains(old, "(") || len(old) <= 3) {
			l.states[f[1]] = f[2]
		}
		l.enterPlace(f[2], l.placeEntry(k, max(1, capsOf(f[2], l.lang)), f[1]))
	})
}

// enterPlace enters a place's name in the cases that fold would not bring to one.
func (l *lexicon) enterPlace(name string, e *entry) {
	l.enter(name, e)
	for _, c := range l.cases {
		if stem, ok := strings.CutSuffix(name, c[0]); ok && e.kind != demonym {
			for _, ending := range c[1:] {
				l.enter(stem+ending, e)
			}
		}
	}
}

// A placeKey is all that tells two entries of places apart.
type placeKey struct {
	kind kind
	caps uint8
	code string
}

// placeEntry is the one entry of all places of a kind in a state.
func (l *lexicon) placeEntry(k kind, caps uint8, code string) *entry {
	key := placeKey{k, caps, code}
	e, ok := l.places[key]
	if !ok {
		e = &entry{kind: k, caps: caps, code: code}
		l.places[key] = e
	}
	return e
}

func (l *lexicon) addOrg(f []string) {
	e := entry{kind: org, code: f[2], class: f[3], typ: f[4], name: f[0]}
	if f[5] != "" {
		e.called = strings.Split(f[5], ";")
	}
	for _, n := range append([]string{f[0]}, strings.Split(f[1], ";")...) {
		e.caps = max(1, capsOf(n, l.lang))
		l.add(n, e)
	}
}

func (l *lexicon) addFirst(name, gender string) {
	w := l.fold(strings.ToLower(name))
	if gender == "f" {
		l.women[w] = true
	} else {
		l.men[w] = true
	}
}

// add enters words, unless they are there.
func (l *lexicon) add(words string, e entry) { l.enter(words, &e) }

// enter is add for an entry that several words share.
func (l *lexicon) enter(words string, e *entry) {
	words = strings.ToLower(words)
	if strings.ContainsAny(words, "’/,") {
		words = separators.Replace(words)
	}
	if l.han {
		words = spaceHan(words)
	}
	key, first, n := l.fold(words), "", 1
	if strings.IndexByte(words, ' ') >= 0 {
		var parts []string
		for w := range strings.FieldsSeq(words) {
			if w = l.fold(w); w != "" {
				parts = append(parts, w)
			}
		}
		key, n = strings.Join(parts, " "), len(parts)
		if n > 0 {
			first = parts[0]
		}
	} else {
		first = key
	}
	if _, ok := l.entries[key]; ok || key == "" {
		return
	}
	l.entries[key] = e
	if uint8(n) > l.longest[first] {
		l.longest[first] = uint8(n)
	}
}

// spaceHan sets each ideograph apart, as the text's tokens do.
func spaceHan(s string) string {
	var b strings.Builder
	for _, c := range s {
		if unicode.Is(unicode.Han, c) {
			b.WriteByte(' ')
			b.WriteRune(c)
			b.WriteByte(' ')
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

var separators = strings.NewReplacer("’", "'", "/", " ", ",", " ")

// capsOf says how words must be written to be meant: "US" is not "us".
func capsOf(words, lang string) uint8 {
	letters, upper := 0, 0
	for _, r := range words {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	if letters <= 3 && (letters == upper && upper > 0 || lang == "en" && words == strings.ToLower(words) && acronyms[words]) {
		return 2
	}
	return 1
}

// acronyms are names of states that are words in lower case.
var acronyms = map[string]bool{"us": true, "uk": true, "u.s": true, "u.s.": true, "u.k": true, "usa": true, "uae": true}

func genderOf(s string) byte {
	if s == "" || s == "-" {
		return 0
	}
	return s[0]
}

// rows calls row with the fields of each row of a table, but comments and the
// line that names the columns; a table that a language lacks has none.
func rows(path string, row func(f []string)) {
	b, err := tables.ReadFile(path)
	if err != nil {
		return
	}
	head := true
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case head:
			head = false
		default:
			row(strings.Split(line, "\t"))
		}
	}
}

// fold brings a word in lower case to the form that entries are kept under:
// without possessive mark, last dot and, in inflected languages, ending.
func (l *lexicon) fold(w string) string {
	w = strings.TrimRight(w, ".'")
	if l.lang == "en" {
		return strings.TrimSuffix(w, "'s")
	}
	w = strings.TrimSuffix(w, "'s")
	if l.elides {
		if i := strings.IndexByte(w, '\''); i > 0 && i <= 5 {
			w = w[i+1:]
		}
	}
	for _, e := range l.endings {
		if len(w) > len(e) && strings.HasSuffix(w, e) && utf8.RuneCountInString(w)-utf8.RuneCountInString(e) >= l.stem {
			return w[:len(w)-len(e)]
		}
	}
	return w
}
