package origin

import (
	"fmt"

	"github.com/onrecord/onrecord/internal/when"
)

const (
	// minShared is how many words outside quotations two reports must share.
	minShared = 20
	// leastContent is the share of content words in common below which no judge need
	// look.
	leastContent = 0.3
	// copyShare and editShare are shares of the shorter text. Measured on the
	// reports of two incidents: copies lie above 0.95, edits and rewrites between
	// 0.5 and 0.9, reports on the same document below 0.55.
	copyShare, editShare = 0.95, 0.6
	// one agency's story is known by less, given the same lead or headline.
	agencyShare            = 0.35
	titleWords, titleAlike = 5, 0.8
	takesDays              = 2
	// loose edits share less, but in several sentences of the same order.
	looseShare, looseSentences, looseAligned = 0.45, 3, 0.7
	// a rewrite has nearly all sentences of the other, in their order.
	rewriteSentences = 4
	rewriteAligned   = 0.85
	rewriteMean      = 0.72
	rewriteStems     = 0.55
	// moreShare is what a second source must add, of a report's words.
	moreShare = 0.2
)

// A comparison is what two reports have in common, seen from the later one.
type comparison struct {
	link
	covers   []bool  // words of the later report that stand in shared passages
	strength float64 // how sure it is, above 1 for words in common
}

// compare judges whether report b derives from a, which comes before it.
func compare(a, b *digest) (comparison, bool) {
	if a.language != b.language && a.language != "" && b.language != "" {
		return translation(a, b)
	}
	if within(a.content, b.content) < leastContent && dice(a.title, b.title) < titleAlike {
		return comparison{}, false
	}
	inA, inB := shared(a.words, b.words)
	na, nb := count(inA), count(inB)
	share := max(ratio(na, len(inA)), ratio(nb, len(inB)))
	c := comparison{covers: inB, strength: 1 + share}
	c.shared = share
	n := min(na, nb)
	c.because = []string{fmt.Sprintf("%d words in shared passages, %.0f %% of the shorter text", n, 100*share)}
	touched := min(a.touched(inA), b.touched(inB))
	switch {
	case n < minShared:
	case touched < 2 && min(len(a.sentences), len(b.sentences)) > 1:
		// one shared sentence: a quoted document or a background sentence
	case !a.leads(inA) && !b.leads(inB), a.outlet == b.outlet && a.outlet != "" && !(a.leads(inA) && b.leads(inB)):
		// background and notices, which an outlet repeats under each of its stories
	case share >= copyShare:
		c.relation = Copy
		return c, true
	case share >= editShare:
		c.relation = Edited
		return c, true
	case a.agency != "" && a.agency == b.agency && share >= agencyShare && sameLead(a, b):
		c.relation = Edited
		c.because = append(c.because, "the same lead", "both credit "+a.agency)
		return c, true
	case share >= looseShare && touched >= looseSentences:
		if al := align(a, b, false); al.share >= looseAligned && al.sentences >= looseSentences {
			c.relation = Rewritten
			c.because = append(c.because, al.because())
			return c, true
		}
	}
	if c, ok := headline(a, b); ok {
		c.covers, c.shared, c.strength = inB, share, 1+share
		return c, true
	}
	return rewrite(a, b)
}

// headline finds two takes of one agency's story: it keeps its headline while the
// text is written over.
func headline(a, b *digest) (comparison, bool) {
	if a.agency == "" || a.agency != b.agency || min(len(a.title), len(b.title)) < titleWords || dice(a.title, b.title) < titleAlike || apart(a.rank.day, b.rank.day) > takesDays {
		return comparison{}, false
	}
	return comparison{link: link{relation: Edited, because: []string{"the same headline", "both credit " + a.agency}}}, true
}

// apart is the number of days between two days, 0 where one is unknown.
func apart(a, b string) int {
	x, y := when.ParseDay(a), when.ParseDay(b)
	if x == when.NoDay || y == when.NoDay || a == unknownDay || b == unknownDay {
		return 0
	}
	return max(int(x-y), int(y-x))
}

// sameLead tells whether the first sentences of two reports say the same.
func sameLead(a, b *digest) bool {
	for _, x := range a.sentences[:min(2, len(a.sentences))] {
		for _, y := range b.sentences[:min(2, len(b.sentences))] {
			if max(dice(x.stems, y.stems), cosine(x.vector, y.vector)) >= alike {
				return true
			}
		}
	}
	return false
}

// rewrite finds the same sentences in other words.
func rewrite(a, b *digest) (comparison, bool) {
	if dice(a.content, b.content) < rewriteStems {
		return comparison{}, false
	}
	al := align(a, b, false)
	if al.sentences < rewriteSentences || al.share < rewriteAligned || al.mean < rewriteMean {
		return comparison{}, false
	}
	c := comparison{strength: al.mean * al.share}
	c.link = link{relation: Rewritten, shared: al.share, because: []string{al.because()}}
	return c, true
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// touched counts the sentences of which a shared passage covers half.
func (d *digest) touched(in []bool) int {
	n := 0
	for _, s := range d.sentences {
		if k := count(s.in(in)); k > 0 && 2*k >= len(s.in(in)) {
			n++
		}
	}
	return n
}

// leads tells whether a shared passage covers half of a sentence that a report
// begins with: one of the first two, of a short report the first.
func (d *digest) leads(in []bool) bool {
	first := 2
	if len(d.sentences) < 2*first {
		first = 1
	}
	for _, s := range d.sentences[:min(first, len(d.sentences))] {
		if k := count(s.in(in)); k > 0 && 2*k >= len(s.in(in)) {
			return true
		}
	}
	return false
}

// parents picks, of the reports that one shares text with, those that it may come
// from, best first as found is, and marks those that account for words which the
// ones before them do not have.
func parents(found []comparison) []link {
	var out []link
	var covered []bool
	for k, c := range found[:min(len(found), maxParents)] {
		if k > 0 && c.covers == nil {
			break // likeness alone picks one, the likest
		}
		more := 0
		for i, in := range c.covers {
			if in && (covered == nil || !covered[i]) {
				more++
			}
		}
		c.more = k == 0 || more >= minShared && ratio(more, len(c.covers)) >= moreShare
		out = append(out, c.link)
		if covered == nil {
			covered = make([]bool, len(c.covers))
		}
		for i, in := range c.covers {
			covered[i] = covered[i] || in
		}
	}
	return out
}
