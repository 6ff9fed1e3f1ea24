package claim_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
)

// inAnyOrder are stories of which some copy, deny, repeat and point at others.
var inAnyOrder = []story{
	{day, "en", "Coast Daily", "", "Danish torpedo hit ferry", `
[The Norwegian coast guard] {said} <that a Danish torpedo struck the ferry off the cape and that eleven sailors drowned>.
[The Danish navy] {denied} <any involvement>.
`},
	{day, "en", "Harbour Post", "", "", `
[Norway's coast guard] {said} <a torpedo from Denmark had struck the ferry>.
[The Swedish navy] {could not confirm} <the report>.
`},
	{"2031-03-05", "en", "Evening Lantern", "", "", `
[The Danish navy] {said} <that no Danish torpedo struck the ferry>.
[Reuters] {reported} <that twelve sailors drowned>.
`},
	{"2031-03-05", "uk", "Північний вісник", "", "", `
[Міністерство оборони Норвегії] {заявило}, <що данська торпеда влучила в паром біля мису>.
`},
	{"2031-03-06", "en", "North Wire", "", "", `
[A person who knows the ship] {said} <the hull had been repaired in a hurry last spring>.
[The Finnish accident board] {said} <metal fragments showed that a Danish torpedo struck the ferry>.
[The Danish embassy] {did not respond} to <a request for comment>.
`},
	{"", "en", "Lighthouse", "", "", `
[The Norwegian coast guard] {said} <that a Danish torpedo struck the ferry off the cape and that eleven sailors drowned>.
`},
}

// TestOrderDoesNotMatter: the same stories in any order give the same claims, up
// to the numbers of reports and utterances.
func TestOrderDoesNotMatter(t *testing.T) {
	want := inWords(build(t, inAnyOrder...))
	if !strings.Contains(want, "denies") {
		t.Fatalf("the stories hold no denial:\n%s", want)
	}
	r := rand.New(rand.NewPCG(7, 7))
	for range 40 {
		mixed := slices.Clone(inAnyOrder)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if got := inWords(build(t, mixed...)); got != want {
			t.Fatalf("in another order:\n%s\nwant:\n%s", got, want)
		}
	}
}

// inWords lists the claims without the numbers that depend on the order.
func inWords(r result) string {
	outlets := func(is []int) string {
		var out []string
		for _, i := range is {
			out = append(out, r.Reports[i].Outlet)
		}
		sort.Strings(out)
		return strings.Join(out, ", ")
	}
	var all []string
	for _, c := range r.claims {
		var b strings.Builder
		fmt.Fprintln(&b, c.Text, c.Independent)
		if c.Mirrors >= 0 {
			fmt.Fprintln(&b, " mirrors", r.claims[c.Mirrors].Text)
		}
		var parts []string
		for _, p := range c.Positions {
			parts = append(parts, fmt.Sprintln(" ", p.Stance, p.Certainty, r.name(p.Utterance), outlets(p.Reports), p.Retracted, p.Because))
		}
		for _, l := range c.Lines {
			parts = append(parts, fmt.Sprintln("  line", l.Stance, outlets(l.Reports), l.Basis, l.Because))
		}
		for s, i := range c.First {
			parts = append(parts, fmt.Sprintln("  first", s, r.name(c.Positions[i].Utterance)))
		}
		sort.Strings(parts)
		all = append(all, b.String()+strings.Join(parts, ""))
	}
	return strings.Join(all, "")
}
