// Package statement finds the attributions in one report's text and says of
// each what was done (stance), how sure the speaker is (certainty), through
// which channel, on what evidence, with which figures and places, and when.
//
// Two steps with a narrow boundary: a Finder gives the spans of source, cue and
// content; Describe reads everything else off the words. Who the source is, is
// left to package actor.
package statement

import (
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// An Attribution is the spans of one attribution, in PolNeAR's terms: a source,
// a cue that signals it, and the content attributed. Each list is in text order
// and may be discontinuous. Source is empty where the text names none; Content
// is empty only for pure silence.
type Attribution struct {
	Source, Cue, Content []text.Span
	Confidence           float64 // 0..1
}

// A Finder finds the attributions of a document, in text order. It must be safe
// for concurrent use and give the same result for the same text.
type Finder interface {
	Find(d *text.Document) []Attribution
}

// Quotation tells how the content stands in the text.
type Quotation string

// The kinds of quotation.
const (
	Direct   Quotation = "direct"   // all of the content in quotation marks
	Mixed    Quotation = "mixed"    // part of it
	Indirect Quotation = "indirect" // none of it
)

// A Stance is what the speaker does with the content.
type Stance string

// The stances.
const (
	Asserts         Stance = "asserts"
	Denies          Stance = "denies"
	CouldNotConfirm Stance = "could-not-confirm"
	NoComment       Stance = "no-comment" // did not answer
	Declined        Stance = "declined"   // refused to say
	GaveNoEvidence  Stance = "gave-no-evidence"
	DidNotSay       Stance = "did-not-say" // the report points at an omission
	Demands         Stance = "demands"
	Intends         Stance = "intends"
	Asks            Stance = "asks"
)

// Certainty is FactBank's scale (Saurí and Pustejovsky 2009), of the speaker as
// reported.
type Certainty string

// The degrees of certainty.
const (
	Certain        Certainty = "certain"
	Probable       Certainty = "probable"
	Possible       Certainty = "possible"
	Underspecified Certainty = "underspecified"
)

// A Channel is the way on which the words reached the reporter.
type Channel struct {
	Kind string // one of Channels
	Name string // "X", "Telegram", "Suspilne"; may be empty
}

// Channels are the kinds of channel.
var Channels = []string{"interview", "press-conference", "written-statement", "social-media", "broadcast",
	"document", "court", "report", "intelligence", "unspecified"}

// Evidence is what the speaker is said to rest on.
type Evidence struct {
	Kind  string // one of EvidenceKinds
	Spans []text.Span
}

// EvidenceKinds are the kinds of evidence. "none" is evidence that the text says
// is lacking.
var EvidenceKinds = []string{"none", "intelligence", "remnants", "footage", "photograph", "satellite", "document",
	"witness", "data", "investigation", "expert-judgement", "unspecified"}

// A Figure is a quantity inside a statement. Low and High are set, and differ
// from Value, where the text gives a range or a bound; a missing bound is NaN.
type Figure struct {
	Kind  string // "killed", "wounded", "missing", "displaced", "count", "range_km", "money", "percent", "distance_km", …
	Value float64
	Low   float64
	High  float64
	Unit  string
	Spans []text.Span
}

// A Place is a place named inside a statement.
type Place struct {
	Name  string
	Spans []text.Span
}

// A Reason says which words made a field what it is, and by which row of which
// table ("stance/could not confirm").
type Reason struct {
	Field string // "stance", "certainty", "channel", …
	Rule  string
	Spans []text.Span
}

// A Statement is an attribution and what its words say of it.
type Statement struct {
	Attribution
	Quotation Quotation
	Stance    Stance
	Certainty Certainty
	Channel   Channel
	Evidence  []Evidence
	Figures   []Figure
	Places    []Place
	Via       []string // who relays it according to the text, nearest first
	Said      when.Interval
	Inner     bool // nested in another statement: "X said that Y denied Z" gives Y's
	Reasons   []Reason
}
