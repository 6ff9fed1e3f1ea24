package claim_test

import (
	"testing"

	"github.com/onrecord/onrecord/statement"
)

const day = "2031-03-04"

// count fails unless a claim has so many lines of each stance.
func count(t *testing.T, r result, words []string, want map[statement.Stance]int) {
	t.Helper()
	c := r.on(t, words...)
	for s, n := range want {
		if c.Independent[s] != n {
			t.Errorf("%q: %d lines of %s, want %d:\n%s", c.Text, c.Independent[s], s, n, r)
		}
	}
}

func TestADenialIsNotSupport(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "Ferry hit off the cape", `
[The Norwegian coast guard] {said} <that a Danish torpedo struck the ferry off the cape>.
[The Danish navy] {denied} <that a Danish torpedo struck the ferry>.
`})
	count(t, r, []string{"danish torpedo struck"}, map[statement.Stance]int{statement.Asserts: 1, statement.Denies: 1})
}

// A denial seldom repeats in full what it denies.
func TestAShorterDenialGoesToWhatItDenies(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "Ferry hit off the cape", `
[The Norwegian coast guard] {said} <that a torpedo struck the ferry in the southern harbour of Orlo before dawn on Tuesday, killing three sailors and wounding eleven>.
[The Danish navy] {denied} <that its boats had hit a ship in the port of Orlo>.
[The weather office] {denied} <that it had forecast snow for the mountains>.
`})
	count(t, r, []string{"killing three sailors"}, map[statement.Stance]int{statement.Asserts: 1, statement.Denies: 1})
	count(t, r, []string{"forecast snow"}, map[statement.Stance]int{statement.Denies: 1})
}

func TestFourCopiesAreOneLine(t *testing.T) {
	body := `
[The harbour police of Norway] {said} <that a Danish torpedo struck the ferry off the cape>.
The ferry had left the southern pier with forty lorries on board, and it was towed back to the harbour before dawn by two tugs of the port.
`
	var all []story
	for _, outlet := range []string{"Coast Daily", "Harbour Post", "Evening Lantern", "North Wire"} {
		all = append(all, story{day, "en", outlet, "", "Ferry hit", body})
	}
	r := build(t, all...)
	c := r.on(t, "torpedo struck the ferry")
	if len(c.Lines) != 1 || len(c.Lines[0].Reports) != 4 || c.Independent[statement.Asserts] != 1 {
		t.Errorf("four copies:\n%s", r)
	}
}

func TestSeparateFindingsInOtherWordsAreTwoLines(t *testing.T) {
	r := build(t,
		story{day, "en", "Coast Daily", "", "", `
[The Swedish accident board] {said} <the metal fragments from the ferry's hull showed that a Danish torpedo struck the ferry>.
`}, story{day, "en", "Harbour Post", "", "", `
[The Finnish navy] {said} <its sonar recordings showed that the ferry was struck by a torpedo from Denmark>.
`})
	count(t, r, []string{"ferry", "torpedo"}, map[statement.Stance]int{statement.Asserts: 2})
}

func TestARewordedPickUpIsOneLine(t *testing.T) {
	r := build(t,
		story{day, "en", "Coast Daily", "", "", `
[Norway's defence minister, Kari Holm,] {said} <that a Danish torpedo struck the ferry off the cape>.
`}, story{day, "en", "Harbour Post", "", "", `
[Minister Kari Holm of Norway] {told reporters} <the ferry had been struck by a Danish torpedo>.
`})
	count(t, r, []string{"ferry", "torpedo"}, map[statement.Stance]int{statement.Asserts: 1})
}

func TestAnOutletThatRepeatsAddsNoLine(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "", `
[The Norwegian coast guard] {said} <that a Danish torpedo struck the ferry>.
[Reuters] {reported} <that a Danish torpedo struck the ferry>.
`})
	count(t, r, []string{"torpedo struck"}, map[statement.Stance]int{statement.Asserts: 1})
}

func TestTwoOfficesOfOneStateAreOneLine(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "", `
[The Norwegian navy] {said} <that a Danish torpedo struck the ferry>.
[The Norwegian foreign ministry] {said} <that a Danish torpedo struck the ferry off the cape>.
[The Swedish navy] {said} <that a Danish torpedo struck the ferry>.
`})
	count(t, r, []string{"torpedo struck"}, map[statement.Stance]int{statement.Asserts: 2})
}

func TestAnInversionIsAnotherClaim(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "", `
[The river office] {said} <that the eastern dam was strengthening under the load of the flood>.
[The farmers' union] {said} <that the eastern dam was weakening under the load of the flood>.
`})
	count(t, r, []string{"strengthening"}, map[statement.Stance]int{statement.Asserts: 1})
	count(t, r, []string{"weakening"}, map[statement.Stance]int{statement.Asserts: 1})
}

func TestStrongerAndWeakerStayApart(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "", `
[The Norwegian navy] {said} <that a Danish torpedo struck the ferry>.
[The Swedish navy] {said} <that the torpedo that struck the ferry was not Russian-made>.
[The Finnish navy] {said} <that Denmark supplied torpedoes to a smuggler>.
`})
	if len(r.claims) < 3 {
		t.Errorf("claims were merged:\n%s", r)
	}
}

func TestSilencesBelongToWhatTheyAreAbout(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "Danish torpedo hit ferry, Norway says", `
[The Norwegian coast guard] {said} <that a Danish torpedo struck the ferry off the cape>.
[The Swedish navy] {could not confirm} <the claim>.
[The Danish embassy] {did not respond} to <a request for comment>.
`})
	count(t, r, []string{"torpedo struck"}, map[statement.Stance]int{statement.Asserts: 1, statement.CouldNotConfirm: 1, statement.NoComment: 1, statement.Denies: 0})
}

func TestOneStatementMayHoldTwoClaims(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "", `
[The Norwegian coast guard] {said} <that a Danish torpedo struck the ferry off the cape and that eleven sailors drowned in the cold water>.
`})
	r.on(t, "torpedo")
	r.on(t, "eleven sailors drowned")
}

func TestEveryLanguageCounts(t *testing.T) {
	for _, test := range []struct{ name, language, text, word string }{
		{"Ukrainian", "uk", `
[Міністерство оборони Норвегії] {заявило}, <що данська торпеда влучила в паром біля мису>.
[Міністерство оборони Данії] {заперечило}, <що данська торпеда влучила в паром>.
`, "торпеда"},
		{"Korean", "ko", `
[노르웨이 국방부는] <덴마크 어뢰가 여객선을 타격했다고> {밝혔다}.
[덴마크 국방부는] <덴마크 어뢰가 여객선을 타격했다는 주장을> {부인했다}.
`, "어뢰"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := build(t, story{day, test.language, "", "", "", test.text})
			count(t, r, []string{test.word}, map[statement.Stance]int{statement.Asserts: 1, statement.Denies: 1})
		})
	}
}

func TestWhatIsTakenBackStaysAndCountsNoMore(t *testing.T) {
	r := build(t,
		story{day, "en", "Coast Daily", "", "", `
[Reuters] {reported} <that a Danish torpedo struck the ferry off the cape>.
`}, story{"2031-03-05", "en", "Harbour Post", "", "", `
[Reuters] {said} <it had wrongly reported that a Danish torpedo struck the ferry>.
`})
	c := r.on(t, "torpedo struck the ferry off")
	retracted := false
	for _, l := range c.Lines {
		retracted = retracted || l.Retracted && len(l.Because) > 0
	}
	if !retracted || c.Independent[statement.Asserts] != 0 {
		t.Errorf("a retraction:\n%s", r)
	}
}
