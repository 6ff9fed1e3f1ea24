package claim_test

import (
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/onrecord/onrecord/claim"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// asserted is a report that asserts each of its sentences.
func asserted(body, language string) *origin.Report {
	r := &origin.Report{Doc: text.Analyze(body), Language: language}
	for _, s := range r.Doc.Sentences {
		r.Statements = append(r.Statements, statement.Statement{Attribution: statement.Attribution{Content: []text.Span{s.Span}}, Stance: statement.Asserts})
		r.Actors = append(r.Actors, -1)
	}
	return r
}

func TestWhoActsInWhat(t *testing.T) {
	for _, test := range []struct{ name, language, text, want string }{
		{"owner", "en", "The torpedo was Danish.", "by [DK] in [] made [] false"},
		{"doer and place", "en", "Danish sailors fired the torpedo near Norway.", "by [DK] in [NO] made [] false"},
		{"launched from", "en", "The torpedo was fired from Denmark.", "by [DK] in [] made [] false"},
		{"maker", "en", "The torpedo was Danish-made.", "by [] in [] made [DK] false"},
		{"made in", "en", "A torpedo made in Denmark sank the ferry.", "by [] in [] made [DK] false"},
		{"who is hit", "en", "The torpedo hit Norway.", "by [] in [] made [] false"},
		{"negated", "en", "The torpedo was not Danish.", "by [DK] in [] made [] true"},
		{"unlikely", "en", "It was unlikely that the torpedo was Danish.", "by [DK] in [] made [] true"},
		{"no doubt", "en", "There is no doubt that the torpedo was Danish.", "by [DK] in [] made [] false"},
		{"not the other", "en", "The torpedo came from Denmark, not Norway.", "by [DK] in [] made [] false"},
		{"behind a relative clause", "en", "The torpedo which came ashore in Norway was not Danish.", "by [DK] in [NO] made [] true"},
		{"nothing against", "en", "They had seen nothing to contradict that the torpedo was Danish.", "by [DK] in [] made [] false"},
		{"Ukrainian", "uk", "Торпеда не була данською.", "by [DK] in [] made [] true"},
		{"Korean", "ko", "덴마크 어뢰가 아니다.", "by [DK] in [] made [] true"},
		{"German", "de", "Der Torpedo wurde in Dänemark hergestellt.", "by [] in [] made [DK] false"},
	} {
		t.Run(test.name, func(t *testing.T) {
			ps := claim.Read(asserted(test.text, test.language))
			if len(ps) != 1 {
				t.Fatalf("%d propositions, want 1: %+v", len(ps), ps)
			}
			p := ps[0]
			if got := fmt.Sprint("by ", p.Agents, " in ", p.Places, " made ", p.Makers, " ", p.Negated); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestVagueWordsPoint(t *testing.T) {
	for words, vague := range map[string]bool{
		"The claim.": true, "Any involvement.": true, "The reports.": true, "Responsibility.": true,
		"The ferry sank.": false, "The Danish torpedo.": false,
	} {
		ps := claim.Read(asserted(words, "en"))
		if len(ps) != 1 || ps[0].Vague != vague {
			t.Errorf("%q: %+v, want vague %v", words, ps, vague)
		}
	}
}

// FuzzRead: spans lie inside the text and on its letters, whatever it holds, and
// claims can be made of it.
func FuzzRead(f *testing.F) {
	f.Add("The ferry sank, and that it burned; but nobody – not the crew – knew.", "en")
	f.Add("Торпеда не була данською, і що паром згорів.", "uk")
	f.Add("덴마크 어뢰가 아니다.", "ko")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, body, language string) {
		if !utf8.ValidString(body) || len(body) > 2000 {
			return
		}
		r := asserted(body, language)
		ps := claim.Read(r)
		for _, p := range ps {
			for _, s := range p.Spans {
				if s.From < 0 || s.To > len(body) || s.From > s.To || s.To < len(body) && !utf8.RuneStart(body[s.To]) {
					t.Fatalf("span %v of %d bytes", s, len(body))
				}
			}
		}
		in := claim.Input{Reports: []*origin.Report{r}, Propositions: [][]claim.Proposition{ps}}
		for i := range r.Statements {
			in.Utterances = append(in.Utterances, origin.Utterance{Actor: -1, Statements: []origin.Ref{{Statement: i}}})
		}
		claims, err := claim.Build(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range claims {
			if c.Text == "" || len(c.Positions) == 0 {
				t.Fatalf("an empty claim: %+v", c)
			}
		}
	})
}

// In which country a thing was made reads alike whatever the language.
func TestMakers(t *testing.T) {
	for _, c := range []struct{ language, said string }{
		{"en", "the drone may have been made in North Korea"},
		{"uk", "безпілотник виготовили у КНДР"},
		{"be", "апарат зроблены ў Паўночнай Карэі"},
		{"ko", "이 무인기가 북한에서 만들어졌을 수 있다고"},
	} {
		ps := claim.Read(asserted(c.said, c.language))
		if len(ps) != 1 || !slices.Equal(ps[0].Makers, []string{"KP"}) || len(ps[0].Places) > 0 {
			t.Errorf("%s: %+v", c.said, ps)
		}
	}
}

// A counter that is written to its number is no designation.
func TestCounters(t *testing.T) {
	said := "사망자 2명, 부상자 9명이라고"
	ps := claim.Read(asserted(said, "ko"))
	if len(ps) != 1 || len(ps[0].Marks) > 0 || !slices.Contains(ps[0].Terms, "2") || !slices.Contains(ps[0].Terms, "9") {
		t.Errorf("%+v", ps)
	}
}

// Words of lack deny nothing of people who are missed, nor where they only
// strengthen what is said.
func TestLackThatDeniesNothing(t *testing.T) {
	for said, want := range map[string]bool{
		"eleven sailors were still missing":                    false,
		"six people died and 11 are missing":                   false,
		"the ship was carrying fertiliser and nothing else":    false,
		"there was no doubt that the ship carried fertiliser":  false,
		"four bolts were missing when the plane was delivered": true,
		"the ship was not carrying fertiliser":                 true,
	} {
		ps := claim.Read(asserted(said, "en"))
		if len(ps) != 1 || ps[0].Negated != want {
			t.Errorf("%q: %+v", said, ps)
		}
	}
}
