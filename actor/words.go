package actor

// A use is what a small word does in a description; a word may have several.
type use uint32

// The uses, as the tables words.tsv name them.
const (
	isDefinite   use = 1 << iota // "the": someone known
	isArticle                    // "a", without being definite
	isIndefinite                 // "one": someone new
	isBinder                     // may stand inside a role
	isOf                         // between a body and its state
	isJoint                      // between two parts of a name
	isBy                         // before the author of a document
	isIn                         // before the document in which something is said
	isAnd                        // between two speakers
	isBoth                       // before a source, no part of it
	isAbout                      // before what a role is only about
	isTo                         // before those whom a diplomat is sent to
	isWhose                      // between a person and the one named only to describe that person
	isAside                      // before what does not say who speaks
	isStop                       // ends what says whom a role belongs to
	isTelling                    // ends an apposition
	isOwn                        // possessive pronouns
	isPutOut                     // participles of publishing
	isBreak                      // ends the part of a description that holds its head
	isModifier                   // may stand before a role or body
	isParticle                   // inside a name, in small letters
	isThem                       // "three of them"
	isSame                       // "the same people"
	isWithin                     // before the document in which a picture is
	isHidden                     // words of those who asked not to be named
	headFirst                    // "*": the head of a description stands first, as in "ministère russe"
)

var uses = map[string]use{
	"definite":   isDefinite,
	"article":    isArticle,
	"indefinite": isIndefinite,
	"binder":     isBinder,
	"of":         isOf,
	"joint":      isJoint,
	"by":         isBy,
	"in":         isIn,
	"and":        isAnd,
	"both":       isBoth,
	"about":      isAbout,
	"to":         isTo,
	"whose":      isWhose,
	"aside":      isAside,
	"stop":       isStop,
	"telling":    isTelling,
	"own":        isOwn,
	"put-out":    isPutOut,
	"break":      isBreak,
	"modifier":   isModifier,
	"particle":   isParticle,
	"them":       isThem,
	"same":       isSame,
	"hidden":     isHidden,
	"within":     isWithin,
	"head-first": headFirst,
}

// is reports whether token i has one of the uses u.
func (p *page) is(i int, u use) bool {
	w := p.Tokens[i].Lower
	if p.lex.words[w]&u != 0 {
		return true
	}
	return u&isModifier != 0 && len(p.lex.endings) > 0 && p.lex.words[p.lex.fold(w)]&isModifier != 0
}
