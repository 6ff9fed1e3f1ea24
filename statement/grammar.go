package statement

import (
	"fmt"
	"strings"
)

// grammar is a set of classes of function words.
type grammar uint64

// The classes; a word may belong to several.
const (
	pronounWord        grammar = 1 << iota
	impersonalWord             // "there was no …"
	complementiserWord         // "that", "whether": opens what is said
	relativeWord               // "which", "who"
	coordinatorWord            // "and", "or"
	adversativeWord            // "but"
	conditionalWord            // "if"
	markWord                   // "even", "as": no condition with "if" behind them
	subordinatorWord           // "because", "although"
	wouldWord                  // what depends on a condition
	beWord                     // forms of to be
	auxiliaryWord              // other auxiliaries, and short adverbs among them
	adverbWord                 // adverbs between subject and verb
	lightWord                  // verbs that leave it to a noun to say what is done
	senseWord                  // "could hear" is an ability
	negatorWord                // "not", for "could not"
	abilityWord                // "could"
	noneWord                   // "nobody", "no", as of a subject
	articleWord                // determiners
	demonstrativeWord          // "this", "the same"
	ownWord                    // possessives of the speaker
	prepositionWord            //
	onWord                     // prepositions before a platform
	postingWord                // "post", "channel"
	asWord                     // "described it as a provocation"
	futureWord                 // "it would retaliate"
	obligationWord             // "must"
	requestedWord              // "asked … to", "asked for"
	hearerWord                 // "you": no speaker
	stateWord                  // what is foretold rather than intended: "it would be"
	claimedWord                // what the speaker would have to own up to
	purposeWord                // "so that"
	toldWord                   // those who are told, in the dative
	mediumWord                 // of these, what has a name behind it: "told the agency X"
	outletWord                 // "agency", "paper", as the subject
)

var grammarNames = strings.Fields("pronoun impersonal complementiser relative coordinator adversative conditional " +
	"cond-mark subordinator would be auxiliary adverb light sense negator ability none article demonstrative own " +
	"preposition on posting as future obligation requested hearer state claimed purpose told medium outlet")

// grammarNamed returns the set of the named classes; it panics on a name that
// grammarNames lacks, since the tables are embedded.
func grammarNamed(names string) grammar {
	var g grammar
	for _, name := range strings.Fields(names) {
		bit := grammar(0)
		for i, n := range grammarNames {
			if n == name {
				bit = 1 << i
			}
		}
		if bit == 0 {
			panic(fmt.Sprintf("statement: no class %q of words of grammar", name))
		}
		g |= bit
	}
	return g
}

// is reports whether token i belongs to one of the classes of g.
func (r *reading) is(i int, g grammar) bool {
	return i >= r.lo && i < r.hi && r.words[i-r.lo]&g != 0
}
