// Package origin says which voices are one: which report copies, edits,
// rewrites, translates or cites which, which statements go back to one act of
// speaking, and what changed on the way.
//
// It works on what single reports say (Report) and nothing else; whether a claim
// stands is not its business. Its results do not depend on the order in which
// reports come: it puts them into an order of its own (publication, then hash).
package origin

import (
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
)

// A Report is what this package needs of one report.
type Report struct {
	Key       string // its fixity; orders reports that were published on the same day
	Title     string
	Outlet    string
	Agency    string
	Language  string
	Published when.Interval
	Doc       *text.Document
	Body      text.Span

	Statements []statement.Statement
	Actors     []int // parallel to Statements: index of the actor among all reports, -1 for none
}

// A Relation is how a report derives from another.
type Relation string

// The relations, strongest first.
const (
	Copy       Relation = "copy"       // the same text
	Edited     Relation = "edited"     // most of the text, cut or added to
	Rewritten  Relation = "rewritten"  // the same sentences in other words
	Translated Relation = "translated" // the same sentences in another language
	Cites      Relation = "cites"      // says itself that another reported it
)

// A Derivation is one thing that a report derives from: another of the reports
// (From), or an outlet or agency that is not among them (Name).
type Derivation struct {
	From     int // index among the reports, -1 where Name is set
	Name     string
	Relation Relation
	Shared   float64 // share of the shorter text that both have, 0 where not measured
	Because  []string
}
