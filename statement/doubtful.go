package statement

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

// least is the confidence below which an attribution is left out: as much is lost as
// is won there, counting contents alone.
const least = 0.42

// dropDoubtful leaves out what is hardly more likely right than wrong, but for what the
// rules of the language find too.
func dropDoubtful(all, byRules []Attribution) []Attribution {
	out := all[:0]
	for _, a := range all {
		if a.Confidence >= least || cueAmong(a, byRules) {
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

// trimSources drops from the front of a source what the rules, which find the same
// cue, leave outside it: the end of a phrase that only stands before the source
// ("Shown the film for review, |Ann Lee, an expert").
func trimSources(d *text.Document, all, byRules []Attribution) {
	for i := range all {
		if len(all[i].Source) != 1 {
			continue
		}
		s := &all[i].Source[0]
		for _, f := range byRules {
			if len(f.Source) != 1 || !cueAmong(all[i], []Attribution{f}) {
				continue
			}
			if from := f.Source[0].From; s.From < from && from < s.To && isLoneWord(d.Text[s.From:from]) {
				s.From = from
			}
		}
	}
}

// isLoneWord reports whether s is one word in lower case and a comma.
func isLoneWord(s string) bool {
	word, rest, comma := strings.Cut(strings.TrimSpace(s), ",")
	return comma && rest == "" && word != "" && !strings.ContainsAny(word, " \u00a0") && strings.ToLower(word) == word
}
