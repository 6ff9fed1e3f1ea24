package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/record"
)

// stanceOrder is the order in which the stances on a claim are told.
var stanceOrder = []string{"asserts", "denies", "could-not-confirm", "no-comment", "declined", "gave-no-evidence", "did-not-say", "demands", "intends", "asks"}

// lineVerbs are the words behind "1 line" and "2 lines" in a count of stances.
var lineVerbs = map[string][2]string{
	"asserts":           {"says so", "say so"},
	"denies":            {"denies it", "deny it"},
	"could-not-confirm": {"could not confirm", "could not confirm"},
	"no-comment":        {"did not answer", "did not answer"},
	"declined":          {"declined to say", "declined to say"},
	"gave-no-evidence":  {"gave no evidence", "gave no evidence"},
	"did-not-say":       {"did not say", "did not say"},
	"demands":           {"demands it", "demand it"},
	"intends":           {"intends it", "intend it"},
	"asks":              {"asks", "ask"},
}

// A claimView is a claim as the terminal and the page show it.
type claimView struct {
	ID, Number, Text string
	Counts           []stanceCount
	Lines            []lineView
	Repeaters        []positionView // those that only say again what another said
	Notes            []noteView     // how it hangs together with other claims
	First            firstView      // who took a side first, and when
	Reports          []string
	Ord              int // place among the claims of the record, from 0
	voices           int
}

// A noteView is one sentence on another claim: words before and behind its
// number.
type noteView struct{ Before, ID, Number, After, Text string }

func (n noteView) words() string { return n.Before + " claim " + n.Number + n.After }

type stanceCount struct {
	Stance string
	N      int
}

// Words gives "2 lines say so"; behind the first count "lines" need not be said
// again.
func (c stanceCount) Words(first bool) string {
	verb, ok := lineVerbs[c.Stance]
	if !ok {
		verb = [2]string{c.Stance, c.Stance}
	}
	form := verb[1]
	noun := "lines "
	if c.N == 1 {
		form, noun = verb[0], "line "
	}
	if !first || slices.Contains(gaps, c.Stance) { // a silence is no line of support or denial
		noun = ""
	}
	return strconv.Itoa(c.N) + " " + noun + form
}

// A lineView is one independent line of a claim.
type lineView struct {
	Number    int
	Stance    string
	Label     string
	Positions []positionView
	Basis     string
	Because   []string
	Reports   []string
	Retracted bool
}

// A positionView is one utterance's stance on a claim, with the words of each
// report that carries it.
type positionView struct {
	Utterance, Stance, Label string
	Speaker, Role, Side      string
	Sure, Channel, Evidence  string
	Said                     *record.When
	Quotes                   []quoteView
	Repeats                  string // the voice that it only repeats
	Retracted                bool
	Because                  []string
	actor                    string
	line                     int
}

type firstView struct {
	Speaker, Stance, Report, Outlet string
	When                            *record.When
}

// claimViews gives every claim of a record, in its order.
func (x *index) claimViews() []claimView {
	out := make([]claimView, len(x.rec.Claims))
	for i := range x.rec.Claims {
		out[i] = x.claimView(&x.rec.Claims[i])
	}
	return out
}

func (x *index) claimView(c *record.Claim) claimView {
	v := claimView{ID: c.ID, Ord: x.number[c.ID] - 1, Number: strconv.Itoa(x.number[c.ID]), Text: sentence(c.Text)}
	voices := map[string]bool{}
	used := make([]bool, len(c.Positions))
	lines := slices.Clone(c.Lines)
	slices.SortStableFunc(lines, func(a, b record.Line) int {
		return cmp.Or(stanceRank(a.Stance)-stanceRank(b.Stance), b2i(a.Retracted)-b2i(b.Retracted))
	})
	for _, l := range lines {
		lv := lineView{Number: len(v.Lines) + 1, Stance: l.Stance, Label: stanceLabels[l.Stance], Basis: basis(l), Because: l.Because,
			Reports: x.sortReports(l.Reports), Retracted: l.Retracted}
		for i, p := range c.Positions {
			if used[i] || p.Stance != l.Stance || !slices.Contains(l.Utterances, p.Utterance) {
				continue
			}
			used[i] = true
			pv := x.positionView(c, p)
			pv.line = lv.Number
			lv.Positions = append(lv.Positions, pv)
		}
		v.Lines = append(v.Lines, lv)
	}
	for i, p := range c.Positions {
		if !used[i] { // no line holds it; it is shown all the same
			pv := x.positionView(c, p)
			pv.line = len(v.Lines) + 1
			v.Lines = append(v.Lines, lineView{Number: pv.line, Stance: p.Stance, Label: stanceLabels[p.Stance],
				Positions: []positionView{pv}, Reports: x.sortReports(p.Reports), Retracted: p.Retracted})
		}
		v.Reports = append(v.Reports, p.Reports...)
		voices[x.voice(x.utterances[p.Utterance])] = true
	}
	v.Reports, v.voices = x.sortReports(v.Reports), len(voices)
	for _, s := range stanceOrder {
		if n := c.Independent[s]; n > 0 {
			v.Counts = append(v.Counts, stanceCount{s, n})
		}
	}
	for _, l := range v.Lines {
		for _, p := range l.Positions {
			if p.Repeats != "" {
				v.Repeaters = append(v.Repeaters, p)
			}
		}
	}
	v.First = x.first(v)
	v.Notes = x.notes(c)
	return v
}

// notes say which claim this one denies, and which stronger ones it fits.
func (x *index) notes(c *record.Claim) []noteView {
	var out []noteView
	note := func(before, id, after string) {
		if o := x.claims[id]; o != nil {
			out = append(out, noteView{before, id, strconv.Itoa(x.number[id]), after, sentence(o.Text)})
		}
	}
	if c.Mirrors != "" {
		note("The denial of", c.Mirrors, ", stated as a claim.")
	}
	for _, id := range c.Supports {
		note("Fits", id, ", which says more.")
	}
	for _, id := range x.denied[c.ID] {
		note("Its denial is stated in", id, ".")
	}
	for _, id := range x.fitting[c.ID] {
		note("Less than this, but fitting, is", id, ".")
	}
	return out
}

func (x *index) positionView(c *record.Claim, p record.Position) positionView {
	u := x.utterances[p.Utterance]
	v := positionView{Utterance: p.Utterance, Stance: p.Stance, Label: stanceLabels[p.Stance], Speaker: x.voice(u),
		Sure: certainty(p.Certainty), Retracted: p.Retracted, Because: p.Because}
	if p.Repeats != "" {
		v.Repeats = x.voice(x.utterances[p.Repeats])
	}
	if u != nil {
		v.actor, v.Said = u.Actor, u.Said
		v.Side, v.Evidence = x.answersTo(u.Actor), evidenceLabel(u.Evidence)
		if a := x.actors[u.Actor]; a != nil && a.Role != a.Name {
			v.Role = a.Role
		}
		if v.Side == v.Speaker {
			v.Side = ""
		}
		if u.Channel != nil {
			v.Channel = channelLabel(*u.Channel)
		}
	}
	for _, s := range x.statementsOf(c, p, u) {
		v.Quotes = append(v.Quotes, x.quote(s))
	}
	return v
}

// first says who took a side first: of those that say so, else of those that
// deny, and so on down.
func (x *index) first(v claimView) firstView {
	var out firstView
	for _, l := range v.Lines {
		if out.Stance != "" && l.Stance != out.Stance {
			break
		}
		for _, p := range l.Positions {
			r := x.firstPublished(reportsOf(p.Quotes))
			w := p.Said
			if w == nil && r != nil {
				w = r.Published
			}
			if out.Speaker == "" || before(w, out.When) {
				out = firstView{Speaker: p.Speaker, Stance: l.Stance, When: w}
				if r != nil {
					out.Report, out.Outlet = r.ID, outlet(r)
				}
			}
		}
	}
	return out
}

func stanceRank(s string) int {
	if i := slices.Index(stanceOrder, s); i >= 0 {
		return i
	}
	return len(stanceOrder)
}

// basis says on what a line rests; of a silence only where it rests on anything.
func basis(l record.Line) string {
	if slices.Contains(gaps, l.Stance) && !slices.ContainsFunc(l.Basis, func(k string) bool { return k != "none" }) {
		return ""
	}
	return basisLabel(l.Basis)
}

// basisLabel says on what a line rests.
func basisLabel(kinds []string) string {
	var out []string
	for _, k := range kinds {
		if k != "none" {
			out = append(out, evidenceKind(k))
		}
	}
	if len(out) == 0 {
		return "no evidence given"
	}
	return strings.Join(out, ", ")
}

func certainty(c string) string {
	if c == "underspecified" {
		return ""
	}
	return c
}

// shared says whether more than one voice or report stands behind a claim.
func (v *claimView) shared() bool { return v.voices > 1 || len(v.Reports) > 1 || len(v.Lines) > 1 }

// sentence gives words of a report on one line, with a capital.
func sentence(s string) string {
	s = clean(s)
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return "(no words)"
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// count gives "1 report", "2 reports".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
