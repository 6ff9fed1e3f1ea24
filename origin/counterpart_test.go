package origin

import (
	"fmt"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

const (
	mayor  = iota // of a town
	port          // a body
	porto         // the same body as another language names it
	source        // unnamed
	herald        // a paper
	clerk         // of another state
)

var townsfolk = []Actor{
	{Name: "Ada Brunnel", Named: true, Person: true, Side: "AA"},
	{Name: "Harbour Board", Named: true, Side: "AA"},
	{Name: "Porto Lor", Named: true, Side: "AA"},
	{Name: "a source"},
	{Name: "Lor Herald", Named: true},
	{Name: "Ilse Marn", Named: true, Person: true, Side: "BB"},
}

// A later take of one outlet's story has the news, not a mistake.
func TestLaterTake(t *testing.T) {
	for outlet, want := range map[string]int{"Outlet a": 0, "Outlet b": 1} {
		rs := []*Report{talk("a", "2030-05-01", said{actor: port, words: hull, figure: 3}), talk("b", "2030-05-02", said{actor: port, words: hull, figure: 5})}
		rs[1].Outlet = outlet
		derived := [][]Derivation{nil, {{From: 0, Relation: Edited}}}
		us, _ := Utterances(rs, townsfolk, derived)
		if got := Drifts(rs, townsfolk, us, derived); len(got) != want {
			t.Errorf("%s: got %v, want %d", outlet, got, want)
		}
	}
}

// What changes between a report and the one that it comes from shows whether or not
// the statements became one utterance.
func TestTakenOver(t *testing.T) {
	const (
		valve   = "an open valve may have let the water into the ferry"
		valve2  = "an open valve let the water into the ferry"
		crew    = "eleven of the crew were still missing from the ferry"
		crew2   = "seventeen of the crew were still missing from the ferry"
		warned  = "he had warned the owner in March about the open valve"
		warned2 = "he had warned the owner in May about the open valve"
	)
	maybe := said{actor: mayor, words: valve, certainty: statement.Possible}
	for _, c := range []struct {
		name     string
		from, to []said
		relation Relation
		want     string
	}{
		{"a hedge, where a paper relays what an unnamed source says", []said{{actor: source, words: valve, certainty: statement.Possible}},
			[]said{{actor: herald, words: valve2}}, Cites, "hardened possible certain;"},
		{"a hedge that is still there", []said{maybe}, []said{{actor: mayor, words: "the ferry may sink and an open valve let the water in"}}, Edited, ""},
		{"the likest statement is the one", []said{maybe, {actor: mayor, words: valve2}}, []said{{actor: mayor, words: valve2}}, Edited, ""},
		{"of two alike the one in its place", []said{{actor: port, words: crew, figure: 11}, {actor: port, words: harbour}, {actor: port, words: crew, figure: 12}},
			[]said{{actor: port, words: crew, figure: 11}, {actor: port, words: harbour}, {actor: port, words: crew, figure: 15}}, Edited, "figure 12 15;"},
		{"a figure", []said{{actor: port, words: crew, figure: 11}}, []said{{actor: port, words: crew2, figure: 17}}, Edited, "figure 11 17;"},
		{"a figure where another report is only cited", []said{{actor: port, words: crew, figure: 11}},
			[]said{{actor: port, words: crew2, figure: 17}}, Cites, ""},
		{"a month", []said{{actor: source, words: warned}}, []said{{actor: source, words: warned2}}, Cites, "date --03 --05;"},
		{"no answer becomes a refusal", []said{{actor: port, words: "whether the valve was checked", stance: statement.NoComment}},
			[]said{{actor: port, words: "whether the valve was checked", stance: statement.Declined}}, Edited, "hardened no-comment declined;"},
		{"no answer beside a refusal", []said{{actor: port, words: "whether the valve was checked", stance: statement.NoComment}, {actor: port, words: harbour, stance: statement.Declined}},
			[]said{{actor: port, words: "whether the valve was checked", stance: statement.Declined}}, Edited, ""},
		{"a refusal becomes a denial", []said{{actor: port, stance: statement.Declined}}, []said{{actor: port, words: "these reproaches", stance: statement.Denies}}, Edited,
			"hardened declined denies;"},
		{"a denial that was there beside the refusal", []said{{actor: port, stance: statement.Declined}, {actor: port, words: harbour, stance: statement.Denies}},
			[]said{{actor: port, words: "these reproaches", stance: statement.Denies}}, Edited, ""},
		{"one's silence and another's denial", []said{{actor: port, stance: statement.Declined}}, []said{{actor: clerk, words: "these reproaches", stance: statement.Denies}}, Edited, ""},
		{"a refusal read as words, too", []said{{actor: port, words: harbour, stance: statement.Declined}},
			[]said{{actor: port, words: harbour, stance: statement.Declined}, {actor: port, words: harbour}}, Edited, ""},
		{"two owners of one statement", []said{{actor: source, words: harbour}, {actor: port, words: valve2}},
			[]said{{actor: port, words: valve2 + " and " + harbour}}, Edited, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rs := []*Report{talk("a", "2030-05-01", c.from...), talk("b", "2030-05-02", c.to...)}
			for _, r := range rs {
				for i := range r.Statements {
					st := &r.Statements[i]
					if st.Content[0].Empty() {
						st.Content = nil
					} else if st.Certainty == statement.Possible {
						hedge := text.Span{From: st.Content[0].From + len("an open valve "), To: st.Content[0].From + len("an open valve may")}
						st.Reasons = []statement.Reason{{Field: "certainty", Spans: []text.Span{hedge}}}
					}
				}
			}
			derived := [][]Derivation{nil, {{From: 0, Relation: c.relation}}}
			us, _ := Utterances(rs, townsfolk, derived)
			got := ""
			for _, d := range Drifts(rs, townsfolk, us, derived) {
				got += fmt.Sprintf("%s %s %s;", d.Kind, d.Before, d.After)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Two reports that have an unnamed speaker's words from one medium can be compared
// though neither comes from the other.
func TestOneMedium(t *testing.T) {
	for _, c := range []struct{ name, first, second, want string }{
		{"one medium", "Reuters", "Reuters", "possible certain"},
		{"two media", "Reuters", "AFP", ""},
	} {
		rs := []*Report{talk("a", "2030-05-01", said{actor: source, words: hull, via: c.first, certainty: statement.Possible}),
			talk("b", "2030-05-02", said{actor: source, words: hull, via: c.second})}
		derived := make([][]Derivation, 2)
		us, _ := Utterances(rs, townsfolk, derived)
		got := ""
		for _, d := range Drifts(rs, townsfolk, us, derived) {
			got += d.Before + " " + d.After
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A paper whose name another language spells otherwise is cited all the same.
func TestCitedInAnotherSpelling(t *testing.T) {
	words := "Ada Brunnel told Lor that Ferry Marn left Port Sunder with Captain Orme on board. "
	a := talk("a", "2030-05-01", said{actor: mayor, words: words})
	a.Outlet = "Голос Затоки"
	b := talk("b", "2030-05-02", said{actor: mayor, words: words[:len(words)-2] + " and Ilse Tarrow", via: "Голос Затоко"})
	for via, want := range map[string]int{"Голос Затоко": 0, "Вестник Затоки": -1} {
		b.Statements[0].Via = []string{via}
		from := -1
		for _, d := range Derive([]*Report{a, b})[1] {
			if d.Relation == Cites {
				from = d.From
			}
		}
		if from != want {
			t.Errorf("%s: report %d, want %d", via, from, want)
		}
	}
}

// A full name sounds alike in two scripts; within one, and on two sides, it is two.
func TestRespelt(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b Actor
		want bool
	}{
		{"two scripts", Actor{Name: "Микола Савранюк", Named: true, Person: true, Side: "UA"}, Actor{Name: "미콜라 사브라뉴크", Named: true, Person: true}, true},
		{"two sides", Actor{Name: "Микола Савранюк", Named: true, Person: true, Side: "UA"}, Actor{Name: "미콜라 사브라뉴크", Named: true, Person: true, Side: "RU"}, false},
		{"one script", Actor{Name: "Marta Kolen", Named: true, Person: true}, Actor{Name: "Morta Kalin", Named: true, Person: true}, false},
		{"a body", Actor{Name: "Микола Савранюк", Named: true, Person: true}, Actor{Name: "미콜라 사브라뉴크", Named: true}, false},
		{"one word", Actor{Name: "Савранюк", Named: true, Person: true}, Actor{Name: "사브라뉴크", Named: true, Person: true}, false},
	} {
		if got := aliases([]Actor{c.a, c.b})[1] == 0; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// A translation may say for a body who speaks for it; but where it leaves out the one
// whom its source names for another, known for other words, it gives them away.
func TestSwappedAcrossLanguages(t *testing.T) {
	const board, head, minister = 0, 1, 2
	cast := []Actor{{Name: "Accident Board", Named: true, Side: "AA"}, {Name: "Nora Erlund", Named: true, Person: true, Side: "AA"},
		{Name: "Pavel Orme", Named: true, Person: true, Side: "AA"}}
	for _, c := range []struct {
		name        string
		translation []said
		earlier     int // who speaks in another report
		want        string
	}{
		{"another for the one named", []said{{actor: minister, words: hull}}, minister, "Accident Board Pavel Orme"},
		{"nobody is left out", []said{{actor: minister, words: hull}, {actor: head, words: harbour}}, minister, ""},
		{"one of whom nobody else knows", []said{{actor: minister, words: hull}}, board, ""},
		{"the one who is named", []said{{actor: head, words: hull}}, minister, ""},
	} {
		rs := []*Report{talk("a", "2030-05-01", said{actor: c.earlier, words: "nobody has seen the pilot since Monday"}),
			talk("b", "2030-05-20", said{actor: board, words: hull}, said{actor: head, words: harbour}),
			talk("c", "2030-05-21", c.translation...)}
		rs[2].Language = "de"
		meaning := map[bool][]float32{true: {1, 0}, false: {0, 1}}
		for i, r := range rs {
			for j := range r.Statements {
				r.StatementVectors = append(r.StatementVectors, meaning[i > 0 && j == 0])
			}
		}
		derived := [][]Derivation{nil, nil, {{From: 1, Relation: Translated}}}
		us, _ := Utterances(rs, cast, derived)
		got := ""
		for _, d := range Drifts(rs, cast, us, derived) {
			if d.Kind == Speaker {
				got += d.Before + " " + d.After
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
