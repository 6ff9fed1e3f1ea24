package claim_test

import (
	"testing"

	"github.com/onrecord/onrecord/statement"
)

// What two reports say that one speaker could not confirm is one matter, whatever
// else stands beside it in either.
func TestSilencesAreGatheredByWhatTheyAreAbout(t *testing.T) {
	r := build(t,
		story{day, "en", "Coast Daily", "", "Ferry hit", `
[The harbour master] {said} <that the ferry had left the southern pier with forty lorries>.
[The coast guard] {could not confirm} <the type of the torpedo>.
`},
		story{day, "en", "Evening Lantern", "", "Ferry hit", `
[The coast guard] {could not confirm} <the type of the torpedo>.
[The Norwegian navy] {said} <that a Danish torpedo struck the ferry>.
`})
	matters := 0
	for _, c := range r.claims {
		for _, p := range c.Positions {
			if p.Stance == statement.CouldNotConfirm {
				matters++
				if len(p.Reports) != 2 {
					t.Errorf("%q is about the torpedo in both reports:\n%s", c.Text, r)
				}
			}
		}
	}
	if matters != 1 {
		t.Errorf("%d matters could not be confirmed, want 1:\n%s", matters, r)
	}
}

func TestNoEvidenceIsForOnesOwnWords(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "Ferry hit", `
[The Norwegian navy] {said} <that a Danish torpedo struck the ferry>.
[The weather office] {said} <that snow would fall in the mountains>.
[The Norwegian navy] {gave no evidence} <for its words>.
`})
	count(t, r, []string{"danish torpedo"}, map[statement.Stance]int{statement.GaveNoEvidence: 1})
}

// Asked for comment without a word on what, one is asked about what touches him.
func TestWhoIsAccusedIsAskedAboutThat(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "Ferry hit", `
[The Norwegian navy] {said} <that a Danish torpedo struck the ferry>.
[The weather office] {said} <that snow would fall in the mountains>.
[The Danish navy] {did not respond to a request for comment}.
`})
	count(t, r, []string{"danish torpedo"}, map[statement.Stance]int{statement.NoComment: 1})
	count(t, r, []string{"snow"}, map[statement.Stance]int{statement.NoComment: 0})
}

// "Their claims are invented" agrees with one's own side's denial in other words.
func TestACallOfInventionDeniesNothingOfOnesOwnSide(t *testing.T) {
	r := build(t, story{day, "en", "Coast Daily", "", "Ferry hit", `
[The Danish defence ministry] {said} <that no torpedoes were fired by Denmark that night>.
[Danish navy spokesman Lars Holm] {said} <that the claims of the Norwegian side were "one more invention">.
`})
	c := r.on(t, "no torpedoes")
	if c.Independent[statement.Denies] != 0 || len(c.Positions) != 2 {
		t.Errorf("both say one thing:\n%s", r)
	}
}
