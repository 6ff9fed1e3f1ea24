package statement

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// A reading is a document with the phrases that the tables find in its tokens
// [lo, hi).
type reading struct {
	d      *text.Document
	book   *phrasebook
	lo, hi int
	hits   [subjects][]hit
	words  []grammar // of the tokens from lo
}

func newReading(d *text.Document, c Context, lo, hi int) *reading {
	b := phrasebookFor(c.Language, d)
	r := &reading{d: d, book: b, lo: lo, hi: hi, hits: b.find(d, lo, hi), words: make([]grammar, hi-lo)}
	for i := lo; i < hi; i++ {
		r.words[i-lo] = b.grammar[d.Tokens[i].Lower]
	}
	return r
}

// A run is the tokens [first, last).
type run struct{ first, last int }

// parts is an attribution in tokens.
type parts struct {
	source, cue, content []run
	named                []run    // the source, or for a pronoun the name it stands for
	own                  []string // how the speaker and his side begin when named: see ownWords
}

func (r *reading) divide(a Attribution) parts {
	return parts{source: r.runs(a.Source), cue: r.runs(a.Cue), content: r.runs(a.Content)}
}

func (r *reading) runs(spans []text.Span) []run {
	out := make([]run, 0, len(spans))
	for _, s := range spans {
		if lo, hi := tokensOf(r.d, s); lo < hi {
			out = append(out, run{max(lo, r.lo), min(hi, r.hi)})
		}
	}
	return out
}

// tokensOf returns the tokens that span overlaps.
func tokensOf(d *text.Document, s text.Span) (lo, hi int) {
	lo = sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].To > s.From })
	hi = lo
	for hi < len(d.Tokens) && d.Tokens[hi].From < s.To {
		hi++
	}
	return lo, hi
}

// sentenceAt returns the index of the sentence of token i, or -1.
func sentenceAt(d *text.Document, i int) int {
	n := sort.Search(len(d.Sentences), func(k int) bool { return d.Sentences[k].Last > i })
	if i < 0 || n == len(d.Sentences) || d.Sentences[n].First > i {
		return -1
	}
	return n
}

// bounds returns the tokens of the sentence of token i, within the reading.
func (r *reading) bounds(i int) run {
	if s := sentenceAt(r.d, i); s >= 0 {
		return run{max(r.lo, r.d.Sentences[s].First), min(r.hi, r.d.Sentences[s].Last)}
	}
	return run{i, i}
}

// within returns the hits of one subject that begin in [lo, hi).
func (r *reading) within(s subject, lo, hi int) []hit {
	all := r.hits[s]
	a := sort.Search(len(all), func(i int) bool { return all[i].first >= lo })
	b := a
	for b < len(all) && all[b].first < hi {
		b++
	}
	return all[a:b]
}

// at returns the hit of one subject that covers token i.
func (r *reading) at(s subject, i int) (hit, bool) {
	all := r.hits[s]
	n := sort.Search(len(all), func(k int) bool { return all[k].last > i })
	if n < len(all) && all[n].first <= i {
		return all[n], true
	}
	return hit{}, false
}

func (r *reading) lower(i int) string { return r.d.Tokens[i].Lower }

func (r *reading) punct(i int) bool { return r.d.Tokens[i].Kind == text.Punct }

func (r *reading) span(first, last int) text.Span {
	return text.Span{From: r.d.Tokens[first].From, To: r.d.Tokens[last-1].To}
}

func covers(runs []run, i int) bool {
	for _, x := range runs {
		if x.first <= i && i < x.last {
			return true
		}
	}
	return false
}

func extent(runs []run) (run, bool) {
	if len(runs) == 0 {
		return run{}, false
	}
	out := runs[0]
	for _, x := range runs[1:] {
		out.first, out.last = min(out.first, x.first), max(out.last, x.last)
	}
	return out, true
}

// isPronoun reports whether the source is one pronoun, so that it stands for a
// speaker named before.
func (r *reading) isPronoun(source []run) bool {
	return len(source) == 1 && source[0].last == source[0].first+1 && r.is(source[0].first, pronounWord)
}

// ownWords returns how names of the speaker and of his side begin: the first
// letters of the capitalised words of the source, and what seats of government
// in it stand for ("Moscow" → "russ").
func (r *reading) ownWords(source []run) []string {
	var own []string
	for _, x := range source {
		for i := x.first; i < x.last; i++ {
			if h, ok := r.at(denialWords, i); ok && h.value == "seat" {
				own = append(own, h.kind)
				continue
			} else if ok && h.value == "generic" {
				continue // half the ministries of the world share it
			}
			if r.punct(i) || !isUpper(r.d, i) && !isCaseless(r.lower(i)) {
				continue
			}
			if w := strings.TrimSuffix(r.lower(i), "'s"); len(w) >= 4 {
				own = append(own, stem(w))
			}
		}
	}
	return own
}

// stem cuts a word to the letters that a country and its adjective share: four,
// or two of the syllables of Hangul.
func stem(w string) string {
	n, most := 0, 4
	if isCaseless(w) {
		most = 2
	}
	for i := range w {
		if n == most {
			return w[:i]
		}
		n++
	}
	return w
}

// isCaseless reports whether a word is in a script without capital letters.
func isCaseless(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(first) && unicode.ToUpper(first) == first
}

// mentions reports whether a token of [lo, hi) names the speaker or his side.
func (r *reading) mentions(own []string, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		for _, o := range own {
			if strings.HasPrefix(r.lower(i), o) && (r.book.language != "en" || isUpper(r.d, i)) {
				return true
			}
		}
	}
	return false
}
