package statement

import "github.com/onrecord/onrecord/internal/text"

// A Use is what a word does in its sentence, as far as the tables know; a set.
type Use uint16

// The uses.
const (
	Negates      Use = 1 << iota // "not", "failed to", "refused"
	Complements                  // "that"
	Coordinates                  // "and"
	Opposes                      // "but"
	Subordinates                 // "because", "while"
	Relates                      // "which"
	Conditions                   // "if"
	Pronouns                     // "he"
	Be                           // forms of to be
	Functions                    // any word of grammar
)

var usesOf = []struct {
	classes grammar
	use     Use
}{
	{complementiserWord, Complements},
	{coordinatorWord, Coordinates},
	{adversativeWord, Opposes},
	{subordinatorWord | conditionalWord, Subordinates},
	{relativeWord, Relates},
	{conditionalWord, Conditions},
	{pronounWord, Pronouns},
	{beWord, Be},
	{pronounWord | impersonalWord | complementiserWord | coordinatorWord | adversativeWord | subordinatorWord | relativeWord | wouldWord |
		beWord | auxiliaryWord | articleWord | demonstrativeWord | ownWord | prepositionWord | onWord | asWord | negatorWord, Functions},
}

// Uses gives the uses of the tokens [lo, hi) of a text in language (BCP 47; ""
// lets the text tell).
func Uses(d *text.Document, language string, lo, hi int) []Use {
	r := newReading(d, Context{Language: language}, lo, hi)
	out := make([]Use, hi-lo)
	for i := range out {
		for _, u := range usesOf {
			if r.words[i]&u.classes != 0 {
				out[i] |= u.use
			}
		}
	}
	for _, h := range r.hits[stanceWords] {
		if h.value == "not" || h.value == "cannot" || h.value == "refuse" {
			out[h.first-lo] |= Negates
		}
	}
	return out
}

// Language is the language, among those that have tables, that a text is read
// in: the one that its tag names, or the one that its words speak for.
func Language(d *text.Document, tag string) string { return phrasebookFor(tag, d).language }

// IsOutlet reports whether a name is that of an agency, a paper or a broadcaster.
func IsOutlet(name string) bool {
	d := text.Analyze(name)
	return len(phrasebookFor("zxx", d).find(d, 0, len(d.Tokens))[outletWords]) > 0 // zxx: no language
}
