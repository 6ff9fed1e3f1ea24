package claim

import (
	"context"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// A Proposition is one thing that a statement says, or that it only points at.
type Proposition struct {
	Statement int // index in its report; -1 for the title's
	Spans     []text.Span
	Text      string
	Negated   bool // it says that something is not so

	Terms  []string // stems of the words that carry meaning, sorted
	Agents []string // states that do or own, sorted codes
	Places []string // states where it is
	Makers []string // states where the thing was made
	Names  []string // stems of other words with a capital inside a sentence
	Marks  []string // designations with digits: "s-300"
	Acts   []string // classes of what is done: "fire", "supply"
	Rises  int      // 1 upwards, -1 downwards
	If     bool     // it holds on a condition

	// Vague is set where the words stand for something said elsewhere: "the
	// claim", "any involvement", nothing at all. Points are the states and
	// capitalised words by which it says whose.
	Vague   bool
	Points  []string
	Echoes  bool // it says that another's finding holds
	Retract bool // it takes something back

	// Stance is the statement's, or what this part of it is: of "they came, and
	// that it was unclear from where" only the second could not be confirmed.
	Stance statement.Stance
	// Inner is set where the words are another's claim that the statement is
	// about: "denied the claim that …".
	Inner bool

	// Blames is set where the words put a deed on the Agents without saying which.
	Blames   bool
	Language string

	Vector []float32 // its meaning, if a model gave one

	whole bool // reads as a sentence
}

// carries are the stances that are positions on a claim.
func carries(s statement.Stance) bool {
	switch s {
	case statement.Asserts, statement.Denies, statement.CouldNotConfirm, statement.Declined, statement.NoComment, statement.GaveNoEvidence:
		return true
	}
	return false
}

// Read gives the propositions of one report's statements, in text order. Those
// of a statement that only wraps another ("the agency reported that the mayor
// said …") are left to the inner one.
func Read(r *origin.Report) []Proposition {
	x := newReading(r)
	var out []Proposition
	for i := range r.Statements {
		s := &r.Statements[i]
		if !carries(s.Stance) || wraps(r, i) {
			continue
		}
		pieces := x.pieces(s)
		if len(pieces) == 0 {
			pieces = [][]text.Span{nil}
		}
		for _, spans := range pieces {
			stance := stanceOf(s, spans, len(pieces))
			p := x.proposition(x.matter(s, stance, spans))
			p.Statement, p.Stance = i, stance
			x.point(&p, s)
			if x.aside(&p) {
				continue
			}
			if p.Vague && len(pieces) > 1 && len(spans) > 0 && len(p.Terms) == 0 {
				continue // "and that it was so" beside something that says more
			}
			out = append(out, p)
		}
	}
	if r.Title != "" {
		if p, ok := title(r); ok {
			out = append(out, p)
		}
	}
	return out
}

// title reads what a report's title says it is about.
func title(r *origin.Report) (Proposition, bool) {
	d := text.Analyze(r.Title)
	x := newReading(&origin.Report{Doc: d, Language: statement.Language(r.Doc, r.Language)})
	all := text.Span{From: 0, To: len(r.Title)}
	x.learn(all)
	p := x.proposition([]text.Span{all})
	p.Statement, p.Spans = -1, nil
	return p, !p.Vague
}

// stanceOf is the stance of one of n pieces of a statement: that of the
// statement, unless the words that made it so stand in another piece.
func stanceOf(s *statement.Statement, spans []text.Span, n int) statement.Stance {
	if n < 2 || s.Stance == statement.Asserts {
		return s.Stance
	}
	for _, r := range s.Reasons {
		if r.Field != "stance" || len(r.Spans) == 0 {
			continue
		}
		if !inside(r.Spans, s.Content) || slices.ContainsFunc(r.Spans, func(c text.Span) bool { return inside([]text.Span{c}, spans) }) {
			return s.Stance
		}
		return statement.Asserts
	}
	return s.Stance
}

// matter takes from what a silence says the words that make it one: of "it could
// not yet confirm the type of drone" the type of drone remains.
func (x *reading) matter(s *statement.Statement, stance statement.Stance, spans []text.Span) []text.Span {
	if takesSides(stance) || len(spans) != 1 {
		return spans
	}
	all, said := spans[0], spans[0]
	said.From, said.To = all.To, all.From
	for _, r := range s.Reasons {
		if r.Field != "stance" {
			continue
		}
		for _, c := range r.Spans {
			if all.Contains(c) {
				said.From, said.To = min(said.From, c.From), max(said.To, c.To)
			}
		}
	}
	if said.From >= said.To {
		return spans
	}
	rest := text.Span{From: said.To, To: all.To}
	if said.From-all.From > rest.Len() {
		rest = text.Span{From: all.From, To: said.From}
	}
	lo, hi := x.tokens(rest)
	if lo, hi = x.trim(lo, hi); lo >= hi {
		return spans
	}
	rest = x.span(lo, hi)
	if p := x.proposition([]text.Span{rest}); p.Vague {
		return spans
	}
	return []text.Span{rest}
}

// Measure fills in the vectors of propositions that say something.
func Measure(ctx context.Context, m origin.Meaning, ps []Proposition) error {
	var texts []string
	var at []int
	for i := range ps {
		if ps[i].Text != "" {
			texts, at = append(texts, ps[i].Text), append(at, i)
		}
	}
	if len(texts) == 0 {
		return nil
	}
	v, err := m.Vectors(ctx, texts)
	if err != nil {
		return err
	}
	for k, i := range at {
		ps[i].Vector = v[k]
	}
	return nil
}

// wraps reports whether statement i only relays one that stands in its content:
// the inner speaker's words are most of what it says.
func wraps(r *origin.Report, i int) bool {
	outer := r.Statements[i]
	long := length(outer.Content)
	for j := range r.Statements {
		inner := r.Statements[j]
		if j == i || len(inner.Cue) == 0 || len(outer.Content) == 0 || !inside(inner.Cue, outer.Content) {
			continue
		}
		if n := length(inner.Content); n > 0 && n*2 >= long && n < long {
			return true
		}
		// "the agency writes that the mayor did not answer" is the mayor's silence.
		if !takesSides(inner.Stance) && carries(inner.Stance) && opens(inner.Source, outer.Content) {
			return true
		}
	}
	return false
}

// opens reports whether a part stands where a content begins, but for a short word.
func opens(part, content []text.Span) bool {
	const short = 6 // bytes
	return len(part) > 0 && part[0].From >= content[0].From && part[0].From-content[0].From <= short
}

func length(spans []text.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

func inside(spans, within []text.Span) bool {
	for _, s := range spans {
		if !slices.ContainsFunc(within, func(w text.Span) bool { return w.Contains(s) }) {
			return false
		}
	}
	return len(spans) > 0
}

// proposition reads the words of spans.
func (x *reading) proposition(spans []text.Span) Proposition {
	p := Proposition{Spans: spans, Text: x.words(spans), Language: x.language}
	minor := false // in a clause that depends on another
	since := 0     // words of a relative clause so far
	for _, s := range spans {
		lo, hi := x.tokens(s)
		for i := lo; i < hi; i++ {
			t := x.d.Tokens[i]
			if t.Kind == text.Punct {
				if t.Lower == "," || t.Lower == ";" || t.Lower == ":" {
					minor = false
				}
				continue
			}
			w := x.word(i)
			since++
			p.If = p.If || w.use&statement.Conditions != 0
			switch {
			case w.use&(statement.Subordinates|statement.Relates) != 0 && i > lo:
				minor, since = true, 0
				if w.use&statement.Relates == 0 {
					since = -1000 // only a comma ends it
				}
			case minor && since > 1 && w.use&statement.Be != 0:
				minor = false // "the missile which came down was …"
			}
			if (!minor || w.class&lack != 0) && x.negates(i, lo, hi) {
				p.Negated = true // a second negation mostly strengthens the first
			}
			if !minor && p.Negated && w.class&reverse != 0 {
				p.Negated = false // "nothing that contradicts …"
			}
			x.take(&p, i, lo, minor)
		}
	}
	p.finish()
	p.whole = x.whole(spans)
	return p
}

// take adds what token i means.
func (x *reading) take(p *Proposition, i, lo int, minor bool) {
	w := x.word(i)
	if m := x.mention(i); m != nil {
		x.takeMention(p, m, i, lo, minor)
		return
	}
	t := x.d.Tokens[i]
	if !minor {
		for c, name := range actNames {
			if w.class&c != 0 && w.class&made == 0 {
				p.Acts = append(p.Acts, name)
			}
		}
		switch {
		case w.class&up != 0 && w.class&function == 0:
			p.Rises = 1
		case w.class&down != 0 && w.class&function == 0:
			p.Rises = -1
		}
	}
	p.Echoes = p.Echoes || w.class&echoes != 0
	p.Retract = p.Retract || w.class&retracts != 0 || w.class&wrong != 0 && x.near(i, pointer)
	if n := counted(t.Lower); n != "" {
		p.Terms = append(p.Terms, n)
		return
	}
	if strings.ContainsFunc(t.Lower, unicode.IsDigit) && strings.ContainsFunc(t.Lower, unicode.IsLetter) && !isOrdinal(t.Lower) {
		p.Marks = append(p.Marks, t.Lower)
	}
	if x.capital(i) && i > lo {
		p.Points = append(p.Points, stem(strings.TrimSuffix(t.Lower, "'s")))
		if w.class&function == 0 {
			p.Names = append(p.Names, stem(strings.TrimSuffix(t.Lower, "'s")))
		}
	}
	if w.class&(function|vague) == 0 && w.use&(statement.Functions|statement.Negates) == 0 {
		p.Terms = append(p.Terms, stem(strings.TrimSuffix(t.Lower, "'s")))
	}
}

var actNames = map[class]string{actFire: "fire", actHit: "hit", actSupply: "supply", actMake: "make", actKill: "kill", actHurt: "hurt"}

// counted is the number of a word that joins it to what is counted, as Korean,
// Japanese and Chinese write them ("200대"), else "".
func counted(w string) string {
	n := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) })
	if n <= 0 {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(w[n:]); unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return w[:n]
	}
	return ""
}

func isOrdinal(w string) bool {
	return strings.HasSuffix(w, "th") || strings.HasSuffix(w, "st") || strings.HasSuffix(w, "nd") || strings.HasSuffix(w, "rd")
}

// finish sorts the sets and tells vague words from those that say something.
func (p *Proposition) finish() {
	for _, s := range []*[]string{&p.Terms, &p.Agents, &p.Places, &p.Makers, &p.Names, &p.Marks, &p.Acts, &p.Points} {
		sort.Strings(*s)
		*s = slices.Compact(*s)
	}
	if len(p.Makers) > 0 {
		p.Acts = appendOnce(p.Acts, "make")
	} else if slices.Equal(p.Acts, []string{"make"}) && len(p.Agents)+len(p.Places) == 1 {
		// "was made in X", "X made it", wherever the language puts its words.
		p.Makers, p.Agents, p.Places = slices.Concat(p.Agents, p.Places), nil, nil
	}
	// Names of those who said it say nothing of what was said.
	n := 0
	for _, t := range p.Terms {
		if !slices.Contains(p.Points, t) {
			n++
		}
	}
	p.Vague = n == 0 && len(p.Acts) == 0 || n == 0 && len(p.Agents) == 0 && len(p.Makers) == 0 || n == 0 && len(p.Terms) <= 1 && len(p.Acts) == 0
}

func appendOnce(s []string, v string) []string {
	if !slices.Contains(s, v) {
		s = append(s, v)
		sort.Strings(s)
	}
	return s
}

// capital reports whether token i is written with a capital letter.
func (x *reading) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(x.d.Tokens[i].In(x.d.Text))
	return unicode.IsUpper(r)
}
