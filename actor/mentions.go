package actor

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

// MentionKind is what words in running text name.
type MentionKind uint8

// The kinds of mention.
const (
	StateMention   MentionKind = iota // "Ukraine"
	DemonymMention                    // "Ukrainian"
	SeatMention                       // "the Kremlin", "Kyiv"
	RoleMention                       // "spokesman", "minister"
	BodyMention                       // "ministry", "NATO"
)

// A Mention is words that name a state, an office or a body.
type Mention struct {
	First, Last int         // the tokens [First, Last)
	Kind        MentionKind //
	Code        string      // of the state, "" where the words name none
	Tail        string      // what a hyphen joins to it: "made" of "Russian-made"
}

var mentionKinds = map[kind]MentionKind{state: StateMention, demonym: DemonymMention, capital: SeatMention, seat: SeatMention,
	role: RoleMention, title: RoleMention, body: BodyMention, org: BodyMention}

// Mentions finds the states, offices and bodies named among the tokens [lo, hi)
// of a text in language (BCP 47; "" lets the letters tell).
func Mentions(d *text.Document, language string, lo, hi int) []Mention {
	if language == "" {
		language = guessLanguage(d.Text)
	}
	p := &page{Document: d, lex: lexiconFor(language)}
	var out []Mention
	var key []byte
	for i := lo; i < hi; {
		e, n := p.lookup(i, &key)
		tail := ""
		if e == nil {
			e, tail = p.joined(i)
			n = 1
		}
		if k, ok := mentionKinds[kindOf(e)]; ok {
			out = append(out, Mention{First: i, Last: min(i+n, hi), Kind: k, Code: e.code, Tail: tail})
		}
		i += n
	}
	return out
}

func kindOf(e *entry) kind {
	if e == nil {
		return none
	}
	return e.kind
}

// joined reads the state in "russian-made", and what is joined to it.
func (p *page) joined(i int) (*entry, string) {
	head, tail, ok := strings.Cut(p.Tokens[i].Lower, "-")
	if !ok {
		return nil, ""
	}
	if e := p.lex.entries[p.lex.fold(head)]; e != nil && e.code != "" && p.written(e, i) {
		return e, tail
	}
	return nil, ""
}
