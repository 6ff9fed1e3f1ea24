package dossier

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// A summary says in plain words what a record of several reports holds.
type summary struct {
	Head  string   // "9 reports · 42 statements · …"
	Lines []string // sentences
}

func (x *index) summary(claims []claimView) summary {
	var s summary
	statements, derived, citing := 0, 0, 0
	for _, r := range x.rec.Reports {
		statements += len(r.Statements)
		switch {
		case x.takesText(r):
			derived++
		case len(r.Derived) > 0:
			citing++
		}
	}
	n := len(x.rec.Reports)
	s.Head = strings.Join([]string{count(n, "report"), count(statements, "statement"),
		count(len(x.rec.Actors), "voice"), count(len(x.rec.Utterances), "occasion"), count(len(claims), "claim")}, " · ")
	if derived+citing > 0 {
		s.Lines = append(s.Lines, fmt.Sprintf("Of the %d reports %s the text of another, %s others, and %s found to derive from none.",
			n, agree(derived, "takes", "take"), agree(citing, "only cites", "only cite"), agree(n-derived-citing, "was", "were")))
	}
	if len(claims) > 0 {
		s.Lines = append(s.Lines, claims[0].behind())
	}
	return s
}

// behind says how many independent lines stand behind a claim, in a sentence.
func (v *claimView) behind() string {
	says, denies := 0, 0
	for _, c := range v.Counts {
		switch c.Stance {
		case "asserts":
			says = c.N
		case "denies":
			denies = c.N
		}
	}
	in := count(len(v.Reports), "report")
	switch {
	case says == 0 && denies == 0:
		return fmt.Sprintf("Claim %s is spoken of in %s, but nobody in them says that it is so.", v.Number, in)
	case says == 0:
		return fmt.Sprintf("Nobody says that claim %s is so; %s, in %s.", v.Number, independent(denies, "denies", "deny"), in)
	}
	out := fmt.Sprintf("Behind claim %s, in %s, %s", v.Number, in, independent(says, "says", "say"))
	switch denies {
	case 0:
		out += " so; nobody denies it."
	default:
		out += " so and " + independent(denies, "denies", "deny") + " it."
	}
	return out
}

func independent(n int, one, many string) string {
	if n == 1 {
		return "one independent line " + one
	}
	return numeral(n) + " independent lines " + many
}

func numeral(n int) string {
	small := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n >= 0 && n < len(small) {
		return small[n]
	}
	return strconv.Itoa(n)
}

// takesText says whether a report has its text from another one, or from an
// agency or outlet.
func (x *index) takesText(r *record.Report) bool {
	return slices.ContainsFunc(r.Derived, func(d record.Derivation) bool { return d.Relation != "cites" })
}

// agree gives "1 takes", "3 take".
func agree(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
