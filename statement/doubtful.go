package statement

import "github.com/onrecord/onrecord/internal/text"

// even is the confidence at which an attribution is as likely right as wrong.
const even = 0.5

// dropDoubtful leaves out what is more likely wrong than right, but for what the
// rules of the language find too.
func dropDoubtful(all, byRules []Attribution) []Attribution {
	out := all[:0]
	for _, a := range all {
		if a.Confidence >= even || cueAmong(a, byRules) {
			out = append(out, a)
		}
	}
	return out
}

// cueAmong reports whether one of found has a cue that overlaps a's.
func cueAmong(a Attribution, found []Attribution) bool {
	at := text.Cover(a.Cue)
	for _, f := range found {
		for _, c := range f.Cue {
			if c.Overlaps(at) {
				return true
			}
		}
	}
	return false
}
