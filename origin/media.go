package origin

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/internal/text"
)

//go:embed lang/*.tsv
var tables embed.FS

// media is what the names of agencies, papers and broadcasters lead to.
var media = loadMedia()

// cues are the words by which a language cites, by its tag.
var cues = loadCues()

// A form is one way to write a name: its words, the last of which may be a
// beginning only.
type form struct {
	words  []string
	prefix bool
	name   string
}

type mediaTable struct {
	forms map[string][]form // by the first word
	begin map[rune][]form   // those of one word that is a beginning, by its first letter
	heads map[string]bool
}

func loadMedia() mediaTable {
	t := mediaTable{map[string][]form{}, map[rune][]form{}, map[string]bool{}}
	eachRow("lang/media.tsv", func(name, forms string) {
		for f := range strings.SplitSeq(forms, "|") {
			if name == "=" {
				t.heads[f] = true
				continue
			}
			stem, prefix := strings.CutSuffix(f, "*")
			w := strings.Fields(stem)
			if prefix && len(w) == 1 {
				first := firstRune(stem)
				t.begin[first] = append(t.begin[first], form{w, prefix, name})
				continue
			}
			t.forms[w[0]] = append(t.forms[w[0]], form{w, prefix, name})
		}
	})
	return t
}

func loadCues() map[string][]string {
	out := map[string][]string{}
	eachRow("lang/cites.tsv", func(language, words string) {
		out[language] = strings.Split(words, "|")
	})
	return out
}

// eachRow calls row with the two columns of each row of an embedded table.
func eachRow(name string, row func(a, b string)) {
	data, err := tables.ReadFile(name)
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	for i, line := range strings.Split(string(data), "\n") {
		if a, b, ok := strings.Cut(line, "\t"); ok && i > 0 && !strings.HasPrefix(line, "#") {
			row(a, b)
		}
	}
}

// mediumAt gives the medium whose name begins at word i of lower-case words, and
// how many words the name has.
func mediumAt(words []string, i int) (name string, n int) {
	for _, forms := range [][]form{media.forms[words[i]], media.begin[firstRune(words[i])]} {
		for _, f := range forms {
			if len(f.words) <= n || i+len(f.words) > len(words) || !f.fits(words[i:i+len(f.words)]) {
				continue
			}
			name, n = f.name, len(f.words)
		}
	}
	return name, n
}

func (f form) fits(words []string) bool {
	last := len(words) - 1
	if !slices.Equal(f.words[:last], words[:last]) {
		return false
	}
	return words[last] == f.words[last] || f.prefix && strings.HasPrefix(words[last], f.words[last])
}

// mediumIn gives the canonical name of the medium that a short text names, "" if
// it names none.
func mediumIn(s string) string {
	s, _, _ = strings.Cut(s, ",")
	words := lowerWords(s)
	for i := range words {
		if name, n := mediumAt(words, i); n > 0 && (i == 0 || len(words) <= n+3) {
			return name
		}
	}
	if n := len(words); n > 1 && n < 6 && firstCapital(s) && (media.heads[words[n-1]] || media.heads[words[0]] || n > 2 && media.heads[words[1]]) {
		return strings.TrimSpace(s)
	}
	return ""
}

// firstCapital tells a name from a description: "the newspaper" is none.
func firstCapital(s string) bool {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "the "), "The ")
	return unicode.IsUpper(firstRune(s))
}

// canonical is the name under which an outlet or agency is compared and printed:
// that of the table where all of it is a form of one, else as it stands, without
// what follows in brackets.
func canonical(s string) string {
	s, _, _ = strings.Cut(s, "(")
	s = strings.TrimSpace(s)
	w := lowerWords(s)
	if len(w) > 0 && w[0] == "the" {
		w = w[1:]
	}
	if len(w) > 0 {
		if name, n := mediumAt(w, 0); n == len(w) {
			return name
		}
	}
	return s
}

func lowerWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune("-'’/.", r)
	})
}

// sayings are what a report says itself of where it comes from: the agency that
// it credits, and the media that it cites; maybe are names through which it has
// statements that no table knows, media only if another report shows them to be.
func sayings(r *Report) (out, maybe []Derivation) {
	seen := map[string]bool{canonical(r.Outlet): true, "": true}
	if a := canonical(r.Agency); !seen[a] {
		seen[a] = true
		out = append(out, Derivation{From: -1, Name: a, Relation: Copy, Because: []string{"credits " + r.Agency}})
	}
	citation := func(name, words string) Derivation {
		return Derivation{From: -1, Name: name, Relation: Cites, Because: []string{fmt.Sprintf("names it as its source: %q", words)}}
	}
	cite := func(name, words string) {
		if name = canonical(name); !seen[name] {
			seen[name] = true
			out = append(out, citation(name, words))
		}
	}
	guess := func(words string) {
		if name := canonical(words); !seen[name] && firstCapital(words) && len(strings.Fields(words)) <= 4 {
			maybe = append(maybe, citation(name, words))
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		for _, v := range s.Via {
			part := func(o string) bool { return len(o) > len(v) && strings.Contains(o, v) }
			if m := mediumIn(v); m != "" && !slices.ContainsFunc(s.Via, part) {
				cite(m, v)
			} else {
				guess(v)
			}
		}
		if len(s.Source) > 0 {
			words := text.Cover(s.Source).In(r.Doc.Text)
			if m := mediumIn(words); m != "" {
				cite(m, words)
			} else {
				guess(words)
			}
		}
	}
	language, _, _ := strings.Cut(strings.ToLower(r.Language), "-")
	for _, s := range r.Doc.Sentences {
		s, ok := inside(r.Doc, s, r.Body)
		if !ok {
			continue
		}
		words := make([]string, 0, s.Last-s.First)
		for _, t := range r.Doc.Tokens[s.First:s.Last] {
			if t.Kind != text.Punct {
				words = append(words, t.Lower)
			}
		}
		for i := 0; i < len(words); i++ {
			if name, n := mediumAt(words, i); n > 0 {
				if cues := cueNear(words, i, n, language); cues != "" {
					cite(name, cues)
				}
				i += n - 1
			}
		}
	}
	return out, maybe
}

// cueReach is how many words may stand between a medium's name and the word that
// cites it ("The Star reported earlier this week").
const cueReach = 4

// cueNear gives the words around a medium's name up to a word of citing, "" where
// there is none near.
func cueNear(words []string, at, n int, language string) string {
	from, to := max(0, at-cueReach), min(len(words), at+n+cueReach)
	for i := from; i < to; i++ {
		for _, c := range cues[language] {
			stem, prefix := strings.CutSuffix(c, "*")
			if words[i] == stem || prefix && strings.HasPrefix(words[i], stem) {
				return strings.Join(words[min(i, at):max(i+1, at+n)], " ")
			}
		}
	}
	return ""
}
