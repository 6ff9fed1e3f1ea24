package claim

import (
	"sort"
	"strings"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// A reading is one report's document with what the tables know of the words
// inside its statements.
type reading struct {
	d        *text.Document
	lex      *lexicon
	language string
	known    map[int]word
	at       map[int]*actor.Mention // by token
}

type word struct {
	class class
	use   statement.Use
}

func newReading(r *origin.Report) *reading {
	primary, _, _ := strings.Cut(strings.ToLower(r.Language), "-")
	lex := lexicons[primary] // also of a language whose statements no table describes
	if lex == nil {
		lex = lexicons[statement.Language(r.Doc, r.Language)]
	}
	x := &reading{d: r.Doc, lex: lex, language: r.Language, known: map[int]word{}, at: map[int]*actor.Mention{}}
	if x.lex == nil {
		x.lex = &lexicon{}
	}
	for i := range r.Statements {
		for _, spans := range [][]text.Span{r.Statements[i].Cue, r.Statements[i].Content} {
			for _, s := range spans {
				x.learn(s)
			}
		}
	}
	return x
}

// learn looks up the words of a span.
func (x *reading) learn(s text.Span) {
	lo, hi := x.tokens(s)
	if lo >= hi {
		return
	}
	for i, u := range statement.Uses(x.d, x.language, lo, hi) {
		x.known[lo+i] = word{x.lex.of(x.d.Tokens[lo+i].Lower), u}
	}
	for _, m := range actor.Mentions(x.d, x.language, lo, hi) {
		for i := m.First; i < m.Last; i++ {
			x.at[i] = &m
		}
	}
}

func (x *reading) word(i int) word { return x.known[i] }

// mention is what token i is the first of.
func (x *reading) mention(i int) *actor.Mention { return x.at[i] }

// tokens gives the tokens [lo, hi) that a span overlaps.
func (x *reading) tokens(s text.Span) (lo, hi int) {
	ts := x.d.Tokens
	lo = sort.Search(len(ts), func(i int) bool { return ts[i].To > s.From })
	hi = lo
	for hi < len(ts) && ts[hi].From < s.To {
		hi++
	}
	return lo, hi
}

func (x *reading) span(lo, hi int) text.Span {
	return text.Span{From: x.d.Tokens[lo].From, To: x.d.Tokens[hi-1].To}
}

// words joins the words of spans with single spaces.
func (x *reading) words(spans []text.Span) string {
	var b strings.Builder
	for _, s := range spans {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(strings.Fields(s.In(x.d.Text)), " "))
	}
	return b.String()
}

// near reports whether a word of a class stands within four of token i.
func (x *reading) near(i int, c class) bool { return x.within(i, 4, c) }

// within reports whether a word of one of the classes stands so near to token i.
func (x *reading) within(i, words int, c class) bool {
	for j := i - words; j <= i+words; j++ {
		if x.word(j).class&c != 0 {
			return true
		}
	}
	return false
}

// negates reports whether token i turns what follows, or precedes, into its
// opposite: a negation, or a word of lack. "No doubt" and "X, not Y" do not.
func (x *reading) negates(i, lo, hi int) bool {
	w := x.word(i)
	if w.use&statement.Negates == 0 && w.class&lack == 0 {
		return false
	}
	for j := max(lo, i-1); j < hi && j <= i+3; j++ {
		if x.word(j).class&doubtless != 0 {
			return false // "no doubt", "and nothing else"
		}
	}
	if w.use&statement.Negates == 0 && x.within(i, 6, people|actKill|actHurt) {
		return false // "eleven sailors are missing" denies no sailors
	}
	if i > lo && x.d.Tokens[i-1].Lower == "," && i > lo+1 {
		return false // "it came from the north, not the south"
	}
	return true
}

// takeMention adds a state by the part that it plays, or an office's holder as
// someone pointed at.
func (x *reading) takeMention(p *Proposition, m *actor.Mention, i, lo int, minor bool) {
	if i > m.First && i > lo {
		return // counted with its first token
	}
	t := x.d.Tokens[i]
	if m.Code == "" || len(m.Code) != 2 {
		if m.Kind == actor.RoleMention || m.Kind == actor.BodyMention && x.capital(i) {
			p.Points = append(p.Points, stem(t.Lower))
		}
		if m.Kind == actor.BodyMention || m.Kind == actor.RoleMention {
			p.Terms = append(p.Terms, stem(t.Lower))
		}
		return
	}
	p.Points = append(p.Points, m.Code)
	if next := x.at[m.Last]; next != nil && next.Kind == actor.RoleMention && m.Kind != actor.SeatMention &&
		next.Last < len(x.d.Tokens) && x.capital(next.Last) {
		return // "the Ukrainian president Ivan Ivanov": a speaker, not what is spoken of
	}
	switch x.roleOf(m, lo) {
	case made:
		p.Makers = append(p.Makers, m.Code)
	case place:
		p.Places = append(p.Places, m.Code)
	case affects:
	default:
		if !minor {
			p.Agents = append(p.Agents, m.Code)
		}
	}
}

// roleOf tells what part a state plays by the words before and behind it.
func (x *reading) roleOf(m *actor.Mention, lo int) class {
	if m.Tail != "" && x.lex.of(m.Tail)&made != 0 {
		return made
	}
	for j := m.Last; j < m.Last+2 && j < len(x.d.Tokens); j++ {
		if x.word(j).class&made != 0 {
			return made
		}
	}
	back := 0
	for j := m.First - 1; j >= lo && back < 3; j-- {
		w := x.word(j)
		switch {
		case x.d.Tokens[j].Kind == text.Punct, w.use&statement.Be != 0, x.at[j] != nil && x.at[j].Code != "":
			return agent
		case w.use&statement.Negates != 0 && j > lo && x.d.Tokens[j-1].Lower == ",":
			return affects // "…, not Russia"
		case w.class&place != 0:
			for k := j - 1; k >= lo && k >= j-2; k-- {
				if x.word(k).class&made != 0 {
					return made
				}
			}
			return place
		case w.class&affects != 0:
			return affects
		case w.class&agent != 0:
			for k := j - 1; k >= lo && k >= j-2; k-- {
				if x.word(k).class&made != 0 {
					return made
				}
			}
			return agent
		}
		if x.at[j] == nil {
			back++
		}
	}
	return agent
}
