package statement

import "slices"

// citeThrough joins what the finder takes for two statements where an outlet
// passes on a third: "The agency, |citing the port|, |reported| that …". The one who
// is cited says it, and the outlet relays it.
func (r *reading) citeThrough(all []pointed) []pointed {
	drop := make([]bool, len(all))
	for i := range all {
		cited := &all[i]
		if len(cited.Source) == 0 || len(cited.Content) > 0 || r.relayKind(cited.Attribution) != "citing" || r.isOutlet(cited.Attribution) {
			continue
		}
		for k, o := range all {
			if k == i || drop[k] || len(o.Content) == 0 || !r.sameSentence(o.Attribution, cited.Attribution) || overlap(o.Source, cited.Source) {
				continue
			}
			if len(o.Source) == 0 || r.isOutlet(o.Attribution) {
				cited.Content, cited.relays = o.Content, append(cited.relays, o.Source...)
				drop[k] = true
				break
			}
		}
	}
	kept := all[:0]
	for i, a := range all {
		if !drop[i] {
			kept = append(kept, a)
		}
	}
	return slices.Clip(kept)
}

// isOutlet reports whether a's source is an agency, a paper or a broadcaster.
func (r *reading) isOutlet(a Attribution) bool {
	for _, x := range r.runs(a.Source) {
		if len(r.within(outletWords, x.first, x.last)) > 0 {
			return true
		}
		for i := x.first; i < x.last; i++ {
			if r.is(i, outletWord) {
				return true
			}
		}
	}
	return false
}

// sameSentence reports whether the cues of a and b begin in one sentence.
func (r *reading) sameSentence(a, b Attribution) bool {
	x, ok := extent(r.runs(a.Cue))
	y, also := extent(r.runs(b.Cue))
	return ok && also && sentenceAt(r.d, x.first) == sentenceAt(r.d, y.first)
}
