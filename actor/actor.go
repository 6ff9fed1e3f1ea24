// Package actor says who speaks: it resolves names, roles, pronouns, definite
// descriptions, metonyms and demonyms to actors, within one report and across
// reports, and for each the state or body that it answers to.
package actor

import "github.com/onrecord/onrecord/internal/text"

// Kind is what an actor is.
type Kind string

// The kinds of actor.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Government   Kind = "government"
	Unnamed      Kind = "unnamed"
)

// An Actor is a person, institution or state that speaks.
type Actor struct {
	Name string // the fullest form met
	Kind Kind
	Role string // "adviser to the head of the Office of the President"
	Side string // ISO 3166-1 alpha-2 code of the state that it answers to, or "" (see Of)
	// Guessed is set where nothing says so and Side is only the state that the report
	// is about.
	Guessed bool
	Of      int      // index of the organisation that it answers to where that is no state, else -1
	Names   []string // every form met as a name or description, as written; no pronouns

	// Key is equal for two actors, of any reports, that are one state, body or
	// office; "" where only the names can tell.
	Key string
}

// A Cast is the actors of one report and, for each of its statements in order,
// the index of its actor or -1.
type Cast struct {
	Actors   []Actor
	Speakers []int
	Reasons  []Reason // parallel to Speakers
}

// A Reason says why a source was resolved to its actor.
type Reason struct {
	Rule  string
	Spans []text.Span // the antecedent, where there is one
}
