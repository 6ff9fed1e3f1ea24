// Package origin says which voices are one: which report copies, edits,
// rewrites, translates or cites which (Derive), which statements go back to one
// act of speaking (Utterances), and what changed on the way (Drifts).
//
// It works on what single reports say (Report) and nothing else; whether a claim
// stands is not its business. Its results do not depend on the order in which
// reports come: it puts them into an order of its own (publication, then Key).
// Each result says because of what, in words that a reader can check.
package origin

import (
	"context"

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
	Doc       *text.Document // may be nil after Prepare
	Body      text.Span      // of Doc.Text: the story without heads and credit lines

	Statements []statement.Statement
	Actors     []int // parallel to Statements: index of the actor among all reports, -1 for none

	// SentenceVectors and StatementVectors are a Meaning's vectors of Doc.Sentences
	// and of the statements' contents (Contents), parallel to them; nil, or nil in
	// places, where there are none. Without them words, numbers and names decide.
	SentenceVectors  [][]float32
	StatementVectors [][]float32

	prepared *prepared
}

// A Meaning gives for each text a vector of length 1 whose cosine with another is
// near 0 for unrelated texts and near 1 for the same said otherwise, in any
// language; nil for a text that says nothing.
type Meaning interface {
	Vectors(ctx context.Context, texts []string) ([][]float32, error)
}

// Measure fills in the vectors of reports, asking m once for each report.
func Measure(ctx context.Context, m Meaning, rs []*Report) error {
	for _, r := range rs {
		var texts []string
		for _, s := range r.Doc.Sentences {
			texts = append(texts, s.In(r.Doc.Text))
		}
		n := len(texts)
		v, err := m.Vectors(ctx, append(texts, r.Contents()...))
		if err != nil {
			return err
		}
		r.SentenceVectors, r.StatementVectors = v[:n:n], v[n:]
	}
	return nil
}

// Contents are the words of each statement's content; of its cue where it has no
// content.
func (r *Report) Contents() []string {
	out := make([]string, len(r.Statements))
	for i := range r.Statements {
		spans := r.Statements[i].Content
		if len(spans) == 0 {
			spans = r.Statements[i].Cue
		}
		for j, s := range spans {
			if j > 0 {
				out[i] += " "
			}
			out[i] += s.In(r.Doc.Text)
		}
	}
	return out
}

// An Actor is what this package needs of an actor that speaks in any of the
// reports.
type Actor struct {
	Name   string
	Named  bool   // false for "a senior official"
	Person bool   // one human being, not a body
	Side   string // the state or body that it answers to, "" if unknown
	Role   string // "spokesman of the foreign ministry"
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
	From     int    // index among the reports, -1 where Name is set
	Name     string // canonical: "AP" also where the text says "Associated Press"
	Relation Relation
	Shared   float64 // share of the shorter text that both have, 0 where not measured
	Because  []string
}

// A Ref is one statement of one report.
type Ref struct{ Report, Statement int }

// An Utterance is the act of speaking behind one or more statements: one actor,
// one occasion.
type Utterance struct {
	Actor      int // -1 where no statement names its speaker
	Statements []Ref
	Said       when.Interval // the narrowest that all its dated statements allow
	Because    []string      // why its statements are one; empty for a single one
}

// A PossibleMerge is two utterances that may be one, and what speaks for it. They
// are indices, A before B.
type PossibleMerge struct {
	A, B    int
	Because []string
}

// A DriftKind is what changed from one statement to another made of it, or to another
// of its utterance.
type DriftKind string

// The kinds of drift.
const (
	Hardened  DriftKind = "hardened"  // a hedge was dropped, or could-not-confirm became a denial
	Softened  DriftKind = "softened"  // a hedge was added
	Stance    DriftKind = "stance"    // another stance was made of it
	Figure    DriftKind = "figure"    // a figure was changed
	Date      DriftKind = "date"      // a day was changed
	Place     DriftKind = "place"     // a place was changed
	Name      DriftKind = "name"      // a name or title was changed
	Speaker   DriftKind = "speaker"   // the words were given to another speaker
	Quotation DriftKind = "quotation" // words between quotation marks were changed
)

// A Drift is one change from one statement to a later one.
type Drift struct {
	From, To      Ref
	Kind          DriftKind
	Before, After string // the words, or the values, that differ
	Because       []string
}
