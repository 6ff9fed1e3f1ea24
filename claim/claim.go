// Package claim says what is at stake in a set of reports: the propositions that
// statements take a stance on (Claim), who takes which (Position), and how many
// of these voices are really independent (Line).
//
// The way there: Read cuts what one report's statements say into propositions;
// Build sets those of all reports side by side, gathers the ones that mean the
// same whatever the wording (Meaning), attaches silences and denials that only
// point at something to what they point at, and collapses positions that rest on
// the same thing into lines. Results do not depend on the order of the reports,
// up to indices. Each line says why it is one.
//
// It never says which claim is true.
package claim

import (
	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// Input is what Build needs to know.
type Input struct {
	Reports    []*origin.Report
	Actors     []actor.Actor         // of all reports, as Reports index them
	Utterances []origin.Utterance    // of all statements
	Derived    [][]origin.Derivation // parallel to Reports; may be nil

	// Propositions are what Read gave for each report; nil has Build call it.
	Propositions [][]Proposition
	// Meaning compares propositions; nil is Words, and their vectors where they
	// have some.
	Meaning Meaning
}

// A Claim is a proposition that utterances take a stance on.
type Claim struct {
	Text      string // one readable sentence from the reports
	Positions []Position
	Lines     []Line
	// Independent counts the lines of each stance, without those retracted.
	Independent map[statement.Stance]int
	// First is, for each stance, the index of the position taken first.
	First      map[statement.Stance]int
	Statements []origin.Ref // all that belong to it, by report and place
	// Mirrors is the index of the claim whose denial this one states, or -1:
	// "it was not ours" stands beside "it was theirs".
	Mirrors int
	// Supports are the indices of stronger claims that this one fits but does not
	// equal.
	Supports []int
}

// A Position is one utterance's stance on one claim.
type Position struct {
	Stance    statement.Stance
	Certainty statement.Certainty
	Utterance int
	Reports   []int // ascending
	// Retracted is set where its speaker took it back: it stays, and counts no more.
	Retracted bool
	// Repeats is the index among the claim's positions of the one that this one
	// only repeats, or -1.
	Repeats int
	Because []string // for Retracted and Repeats
}

// A Line is one independent line of support or denial: positions that rest on
// the same thing.
type Line struct {
	Stance    statement.Stance
	Positions []int    // indices into the claim's positions
	Reports   []int    // ascending
	Basis     []string // kinds of evidence, "none" where there is none
	Retracted bool     // all its positions are
	Because   []string // why these positions are one line
}
