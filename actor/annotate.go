package actor

import (
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

// An ann is an entry found at the tokens [from, to).
type ann struct {
	*entry
	from, to   int
	possessive bool
	person     *person // whom a name names, if it names a person
}

// A page is a document with what the lexicon found in it.
type page struct {
	*text.Document
	lex     *lexicon
	rep     Context
	anns    []ann
	at      []int32 // token → index of the ann that covers it, or -1
	persons []*person
	counts  map[string]int // mentions of each state
	local   map[string]int // of each state's towns and regions
	cues    []bool         // tokens that are part of a cue
	sources []tokens       // of each statement; empty where the text names none
}

// A run of tokens, half-open.
type tokens struct{ from, to int }

func annotate(d *text.Document, lex *lexicon, rep Context, sts []statement.Statement) *page {
	p := &page{Document: d, lex: lex, rep: rep, at: make([]int32, len(d.Tokens)), counts: map[string]int{}, local: map[string]int{},
		cues: make([]bool, len(d.Tokens)+1), sources: make([]tokens, len(sts))}
	for i, s := range sts {
		for _, c := range s.Cue {
			for j := d.TokenAt(c.From); j < len(d.Tokens) && d.Tokens[j].From < c.To; j++ {
				p.cues[j] = true
			}
		}
		p.sources[i] = p.tokensOf(s.Source)
	}
	for i := range p.at {
		p.at[i] = -1
	}
	var key []byte
	for i := 0; i < len(d.Tokens); {
		e, n := p.lookup(i, &key)
		if e == nil {
			i++
			continue
		}
		p.mark(ann{entry: e, from: i, to: i + n})
		i += n
	}
	p.joinBodies()
	p.findNames()
	return p
}

// tokensOf is the run of tokens that spans cover; of several pieces the longest,
// since the short ones are words like "who".
func (p *page) tokensOf(spans []text.Span) tokens {
	var best text.Span
	for _, s := range spans {
		if s.Len() > best.Len() {
			best = s
		}
	}
	if best.Empty() {
		return tokens{}
	}
	t := tokens{from: p.TokenAt(best.From)}
	for t.to = t.from; t.to < len(p.Tokens) && p.Tokens[t.to].From < best.To; t.to++ {
	}
	return t
}

// speaks reports whether the words at [from, to) are, or head, a source.
func (p *page) speaks(from, to int) bool {
	for _, s := range p.sources {
		if s.from <= from && to <= s.to && (s.from == from || s.to == to) {
			return !p.isPossessive(to-1) && (from == 0 || !p.is(from-1, isDefinite|isArticle))
		}
	}
	return false
}

func (p *page) mark(a ann) {
	a.possessive = a.possessive || p.isPossessive(a.to-1)
	for i := a.from; i < a.to; i++ {
		p.at[i] = int32(len(p.anns))
	}
	p.anns = append(p.anns, a)
	if a.code != "" {
		p.counts[a.code]++
		if a.kind == place {
			p.local[a.code]++
		}
	}
}

// lookup finds the longest entry that begins at token i, and its tokens.
func (p *page) lookup(i int, key *[]byte) (*entry, int) {
	t := p.Tokens[i]
	if t.Kind == text.Punct {
		return nil, 0
	}
	first := p.lex.fold(t.Lower)
	limit := int(p.lex.longest[first])
	if limit == 0 && p.lex.glued {
		return p.lookupGlued(i)
	}
	var best *entry
	n := 0
	*key = append((*key)[:0], first...)
	for j, words := i, 1; limit > 0; words++ {
		if e := p.lex.entries[string(*key)]; e != nil && p.written(e, i) {
			best, n = e, j+1-i
		}
		if words == limit {
			break
		}
		if j++; j < len(p.Tokens) && isInnerMark(p.Tokens[j].Lower) {
			j++
		}
		if j >= len(p.Tokens) || p.Tokens[j].Kind == text.Punct || p.sentenceEnds(i, j) {
			break
		}
		*key = append(append(*key, ' '), p.lex.fold(p.Tokens[j].Lower)...)
	}
	if best == nil && limit == 0 && len(t.Lower) > 4 {
		best, n = p.hyphened(i)
	}
	return best, n
}

// lookupGlued finds the longest entry that a word begins with, or that begins
// there where words are not spaced.
func (p *page) lookupGlued(i int) (*entry, int) {
	w := p.Tokens[i].Lower
	for end := len(w); end > 0; {
		if e := p.lex.entries[w[:end]]; e != nil && (end == len(w) || utf8.RuneCountInString(w[:end]) > 1) {
			return p.compound(e, w, w[end:]), 1
		}
		_, n := utf8.DecodeLastRuneInString(w[:end])
		end -= n
	}
	return nil, 0
}

// hyphened reads "moscow-installed" and "ex-minister" as their part that says
// for whom or what; "london-based" says for no one.
func (p *page) hyphened(i int) (*entry, int) {
	w := p.Tokens[i].Lower
	for j := len(w) - 1; j > 0; j-- {
		if w[j] != '-' {
			continue
		}
		switch head, tail := w[:j], w[j+1:]; {
		case tail == "based" || tail == "born" || tail == "made" || tail == "language" || tail == "speaking":
			return nil, 0
		case head == "ex" || head == "vice" || head == "co" || head == "then":
			if e := p.lex.entries[p.lex.fold(tail)]; e != nil && e.kind == role {
				return e, 1
			}
		default:
			e, t := p.lex.entries[p.lex.fold(head)], p.lex.entries[p.lex.fold(tail)]
			if e == nil || e.code == "" && e.kind != org || !p.writtenAs(e, p.word(i)[:min(j, len(p.word(i)))]) {
				return nil, 0
			}
			if t != nil && (t.kind == role || t.kind == body) {
				c := *t
				if c.code = e.code; e.code == "" {
					c.owner = e
				}
				return &c, 1
			}
			if e.code != "" {
				return e, 1
			}
		}
		return nil, 0
	}
	return nil, 0
}

func isInnerMark(s string) bool { return s == "." || s == "'" || s == "’" || s == "-" }

// sentenceEnds reports whether token j lies in a later sentence than token i.
func (p *page) sentenceEnds(i, j int) bool { return p.sentenceOf(i) != p.sentenceOf(j) }

// sentenceOf returns the index of the sentence that holds token i.
func (p *page) sentenceOf(i int) int {
	lo, hi := 0, len(p.Sentences)
	for lo < hi {
		if mid := (lo + hi) / 2; p.Sentences[mid].Last > i {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// written reports whether token i has the capitals that e asks for.
func (p *page) written(e *entry, i int) bool {
	switch e.caps {
	case 0:
		return true
	case 1:
		return !p.isLower(i)
	}
	return p.writtenAs(e, p.word(i))
}

// writtenAs reports whether w has the capitals that e asks for.
func (p *page) writtenAs(e *entry, w string) bool {
	if e.caps < 2 {
		r, _ := utf8.DecodeRuneInString(w)
		return e.caps == 0 || !unicode.IsLower(r)
	}
	for _, r := range w {
		if unicode.IsLower(r) && r != 's' {
			return false
		}
	}
	return w != "" && w[0] != 's'
}

func (p *page) word(i int) string { return p.Tokens[i].In(p.Text) }

// isLower reports whether the first letter of token i is small; letters of
// scripts without case are not.
func (p *page) isLower(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.word(i))
	return unicode.IsLower(r)
}

func (p *page) isUpper(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.word(i))
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func (p *page) isPossessive(i int) bool {
	w := p.Tokens[i].Lower
	if len(w) > 2 && w[len(w)-2:] == "'s" {
		return true
	}
	return p.lex.lang == "en" && i+1 < len(p.Tokens) && w[len(w)-1] == 's' && p.Tokens[i+1].Lower == "'" && p.Tokens[i+1].From == p.Tokens[i].To
}

// ann returns what covers token i, or nil.
func (p *page) ann(i int) *ann {
	if i < 0 || i >= len(p.at) || p.at[i] < 0 {
		return nil
	}
	return &p.anns[p.at[i]]
}

// raw is the text of the tokens [from, to).
func (p *page) raw(from, to int) string {
	if from >= to {
		return ""
	}
	return p.Text[p.Tokens[from].From:p.Tokens[to-1].To]
}
