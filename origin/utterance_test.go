package origin

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
)

// said is one statement of a report made for a test.
type said struct {
	actor     int
	words     string
	day       string // the day that the text gives, "" for none
	stance    statement.Stance
	certainty statement.Certainty
	via       string
	figure    float64
}

// talk makes a report of statements, each a sentence.
func talk(key, day string, all ...said) *Report {
	var b strings.Builder
	r := &Report{Key: key, Outlet: "Outlet " + key, Language: "en", Published: when.Interval{From: day, To: day}}
	for _, s := range all {
		if s.stance == "" {
			s.stance = statement.Asserts
		}
		if s.certainty == "" {
			s.certainty = statement.Certain
		}
		span := text.Span{From: b.Len(), To: b.Len() + len(s.words)}
		b.WriteString(s.words + ".\n\n")
		st := statement.Statement{Stance: s.stance, Certainty: s.certainty}
		st.Content = []text.Span{span}
		if s.day != "" {
			st.Said = when.Interval{From: s.day, To: s.day, Basis: when.Stated}
		}
		if s.via != "" {
			st.Via = []string{s.via}
		}
		if s.figure != 0 {
			st.Figures = []statement.Figure{{Kind: "killed", Value: s.figure, Low: math.NaN(), High: math.NaN()}}
		}
		r.Statements = append(r.Statements, st)
		r.Actors = append(r.Actors, s.actor)
	}
	r.Doc = text.Analyze(b.String())
	r.Body = text.Span{To: b.Len()}
	return r
}

const (
	tarrow   = iota // a harbour master
	orme            // a union man
	official        // unnamed, of state AA
	another         // unnamed, of state AA
	foreign         // unnamed, of state BB
	slip            // Tarrow, misspelt and of another body
	ap              // a medium
	master          // unnamed, described by Tarrow's office
)

var cast = []Actor{
	{Name: "Ines Tarrow", Named: true, Person: true, Side: "AA", Role: "harbour master"},
	{Name: "Pavel Orme", Named: true, Person: true, Side: "AA"},
	{Name: "a senior harbour official", Side: "AA"},
	{Name: "an official", Side: "AA"},
	{Name: "a diplomat", Side: "BB"},
	{Name: "Inez Tarrow", Named: true, Person: true, Side: "BB"},
	{Name: "Associated Press", Named: true},
	{Name: "the harbour master", Side: "AA"},
}

const (
	hull    = "the hull of the ferry was torn open below the engine room"
	hull2   = "the ferry's hull was torn open just below its engine room"
	harbour = "the harbour will be closed to larger ships until the weekend"
)

func TestUtterances(t *testing.T) {
	for _, c := range []struct {
		name string
		rs   []*Report
		want string // the groups, by report
	}{
		{"one speaker on one day, in many reports", []*Report{
			talk("a", "2030-05-02", said{actor: tarrow, words: hull, day: "2030-05-01"}),
			talk("b", "2030-05-03", said{actor: tarrow, words: harbour, day: "2030-05-01"})}, "ab"},
		{"one speaker on two days", []*Report{
			talk("a", "2030-05-02", said{actor: tarrow, words: hull, day: "2030-05-01"}),
			talk("b", "2030-05-09", said{actor: tarrow, words: harbour, day: "2030-05-08"})}, "a b"},
		{"without a day the words choose the occasion", []*Report{
			talk("a", "2030-05-02", said{actor: tarrow, words: hull, day: "2030-05-02"}),
			talk("b", "2030-05-03", said{actor: tarrow, words: harbour, day: "2030-05-03"}),
			talk("c", "2030-05-03", said{actor: tarrow, words: hull2})}, "ac b"},
		{"two speakers with like words are two", []*Report{
			talk("a", "2030-05-02", said{actor: tarrow, words: hull}),
			talk("b", "2030-05-02", said{actor: orme, words: hull})}, "a b"},
		{"unnamed speakers of one side with like words", []*Report{
			talk("a", "2030-05-02", said{actor: official, words: hull}),
			talk("b", "2030-05-02", said{actor: another, words: hull2})}, "ab"},
		{"unnamed speakers of two sides", []*Report{
			talk("a", "2030-05-02", said{actor: official, words: hull}),
			talk("b", "2030-05-02", said{actor: foreign, words: hull})}, "a b"},
		{"unnamed speakers with other words", []*Report{
			talk("a", "2030-05-02", said{actor: official, words: hull}),
			talk("b", "2030-05-02", said{actor: another, words: harbour})}, "a b"},
		{"what a medium relays is its source's", []*Report{
			talk("a", "2030-05-02", said{actor: official, words: hull, via: "AP"}),
			talk("b", "2030-05-03", said{actor: ap, words: hull2})}, "ab"},
		{"an office here and its holder named there", []*Report{
			talk("a", "2030-05-02", said{actor: tarrow, words: hull}),
			talk("b", "2030-05-03", said{actor: master, words: hull2})}, "ab"},
		{"a misspelt speaker is still one", []*Report{
			talk("a", "2030-05-02", said{actor: tarrow, words: hull, day: "2030-05-02"}),
			talk("b", "2030-05-03", said{actor: slip, words: hull2, day: "2030-05-02"})}, "ab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			us, _ := Utterances(c.rs, cast, Derive(c.rs))
			var got []string
			for _, u := range us {
				g := ""
				for _, s := range u.Statements {
					g += c.rs[s.Report].Key
				}
				if len(g) > 1 && len(u.Because) == 0 {
					t.Errorf("%s are one because of nothing", g)
				}
				got = append(got, g)
			}
			slices.Sort(got)
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func TestPossibleMerge(t *testing.T) {
	rs := []*Report{talk("a", "2030-05-02", said{actor: official, words: hull}), talk("b", "2030-05-02", said{actor: tarrow, words: hull2})}
	us, maybe := Utterances(rs, cast, Derive(rs))
	if len(us) != 2 || len(maybe) != 1 || maybe[0].A != 0 || maybe[0].B != 1 || len(maybe[0].Because) == 0 {
		t.Errorf("got %v, possible %v", us, maybe)
	}
}

func TestDrifts(t *testing.T) {
	for _, c := range []struct {
		name string
		rs   []*Report
		want string
	}{
		{"a hedge that two reports have is dropped in a third", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: hull, certainty: statement.Possible}),
			talk("b", "2030-05-01", said{actor: tarrow, words: hull, certainty: statement.Possible}),
			talk("c", "2030-05-01", said{actor: tarrow, words: hull2})}, "c hardened possible certain;"},
		{"two reports with two hedges tell nothing", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: hull, certainty: statement.Possible}),
			talk("b", "2030-05-01", said{actor: tarrow, words: hull2})}, ""},
		{"could not confirm becomes a denial", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: hull, stance: statement.CouldNotConfirm}),
			talk("b", "2030-05-02", said{actor: tarrow, words: hull2, stance: statement.Denies})}, "b hardened could-not-confirm denies;"},
		{"another figure", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: hull, figure: 3}),
			talk("b", "2030-05-01", said{actor: tarrow, words: hull2, figure: 30})}, "b figure 3 30;"},
		{"a toll that rose by the next day", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: hull, figure: 3}),
			talk("b", "2030-05-02", said{actor: tarrow, words: hull2, figure: 30})}, ""},
		{"a figure rounded is no other", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: hull, figure: 99}),
			talk("b", "2030-05-02", said{actor: tarrow, words: hull2, figure: 100})}, ""},
		{"one report has another day", []*Report{
			talk("a", "2030-05-03", said{actor: tarrow, words: hull, day: "2030-05-02"}),
			talk("b", "2030-05-03", said{actor: tarrow, words: hull, day: "2030-05-02"}),
			talk("c", "2030-05-03", said{actor: tarrow, words: hull2, day: "2030-05-03"})}, "c date 2030-05-02 2030-05-03;"},
		{"one report misspells the speaker", []*Report{
			talk("a", "2030-05-03", said{actor: tarrow, words: hull, day: "2030-05-02"}),
			talk("b", "2030-05-03", said{actor: tarrow, words: hull, day: "2030-05-02"}),
			talk("c", "2030-05-04", said{actor: slip, words: hull2, day: "2030-05-02"})}, "c name Ines Tarrow Inez Tarrow;"},
		{"a quotation is altered", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: "“Nobody will be left on that sandbank tonight”"}),
			talk("b", "2030-05-02", said{actor: tarrow, words: "“Everybody will be left on that sandbank tonight”"})},
			"b quotation Nobody will be left on that sandbank tonight Everybody will be left on that sandbank tonight;"},
		{"a quotation cut short is not altered", []*Report{
			talk("a", "2030-05-01", said{actor: tarrow, words: "“Nobody will be left on that sandbank tonight, I promise”"}),
			talk("b", "2030-05-02", said{actor: tarrow, words: "“Nobody will be left on that sandbank tonight”"})}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			derived := make([][]Derivation, len(c.rs)) // each on its own
			us, _ := Utterances(c.rs, cast, derived)
			got := ""
			for _, d := range Drifts(c.rs, cast, us, derived) {
				got += fmt.Sprintf("%s %s %s %s;", c.rs[d.To.Report].Key, d.Kind, d.Before, d.After)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Each language spells a name in its own way, which changes nothing.
func TestSoundsLike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Іван Марчук", "Иван Марчук", true},
		{"Ihor Dovhal", "Ігор Довгаль", true},
		{"Довгаль", "Ihor Dovhal", true},
		{"Ines Tarrow", "Pavel Orme", false},
		{"Іван Марчук", "Иван Гончар", false},
		{"", "Ines Tarrow", false},
	} {
		if got := soundsLike(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

func TestSwappedSpeaker(t *testing.T) {
	rs := []*Report{talk("a", "2030-05-01", said{actor: tarrow, words: hull}), talk("b", "2030-05-02", said{actor: orme, words: hull})}
	derived := [][]Derivation{nil, {{From: 0, Relation: Edited}}}
	us, _ := Utterances(rs, cast, derived)
	got := Drifts(rs, cast, us, derived)
	if len(got) != 1 || got[0].Kind != Speaker || got[0].Before != "Ines Tarrow" || got[0].After != "Pavel Orme" || got[0].To.Report != 1 {
		t.Errorf("got %+v", got)
	}
}

// TestUtteranceOrder checks that groups and drift do not depend on the order of
// reports, and that each statement lies in one utterance.
func TestUtteranceOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs, actors := speakers(rapid.IntRange(2, 40).Draw(t, "reports"))
		name := func(rs []*Report) string {
			derived := Derive(rs)
			us, maybe := Utterances(rs, actors, derived)
			ref := func(r Ref) string { return fmt.Sprintf("%s.%d", rs[r.Report].Key, r.Statement) }
			var lines []string
			n := 0
			for _, u := range us {
				line := fmt.Sprint(u.Actor, u.Said, u.Because)
				for _, s := range u.Statements {
					line += " " + ref(s)
					n++
				}
				lines = append(lines, line)
			}
			if n != 3*len(rs) {
				t.Fatalf("%d statements in utterances of %d", n, 3*len(rs))
			}
			for _, m := range maybe {
				lines = append(lines, fmt.Sprint(m))
			}
			for _, d := range Drifts(rs, actors, us, derived) {
				lines = append(lines, fmt.Sprint(ref(d.From), ref(d.To), d.Kind, d.Before, d.After, d.Because))
			}
			return strings.Join(lines, "\n")
		}
		want := name(rs)
		if got := name(rapid.Permutation(rs).Draw(t, "order")); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// A body bears another name in a translation; a person bears the same.
func TestTranslatedStatementsAreOneVoice(t *testing.T) {
	cast := []Actor{{Name: "the coast guard", Named: true, Side: "AA"}, {Name: "Küstenwache", Named: true, Side: "AA"},
		{Name: "Ines Tarrow", Named: true, Person: true, Side: "AA"}, {Name: "Pavel Orme", Named: true, Person: true, Side: "AA"}}
	for _, c := range []struct {
		name string
		a, b int
		want int // utterances
	}{{"a body", 0, 1, 1}, {"two persons", 2, 3, 2}, {"a person and a body", 2, 1, 2}} {
		rs := []*Report{talk("a", "2030-05-01", said{actor: c.a, words: hull}), talk("b", "2030-05-02", said{actor: c.b, words: hull})}
		rs[1].Language = "de"
		for _, r := range rs {
			r.StatementVectors = [][]float32{{1}}
		}
		us, _ := Utterances(rs, cast, [][]Derivation{nil, {{From: 0, Relation: Translated}}})
		if len(us) != c.want {
			t.Errorf("%s: %d utterances, want %d", c.name, len(us), c.want)
		}
	}
}
