package statement

import "slices"

// viaOf finds who relays the words: the outlet that was told them, the one that
// is said to quote or report them, the one that cites the source.
func (r *reading) viaOf(p *parts, reasons []Reason) ([]string, []Reason) {
	cue, ok := extent(p.cue)
	if !ok {
		return nil, reasons
	}
	s := r.bounds(cue.first)
	var via []string
	for _, h := range r.within(outletWords, s.first, s.last) {
		if covers(p.source, h.first) || covers(p.content, h.first) || !r.relays(p, h, cue, s) {
			continue
		}
		name := r.nameOf(h)
		if name != "" && !slices.Contains(via, name) {
			via = append(via, name)
			reasons = append(reasons, r.reason("via", h.rule, []hit{h}, nil))
		}
	}
	return via, reasons
}

// relays reports whether the outlet at h passes the statement on.
func (r *reading) relays(p *parts, h hit, cue run, s run) bool {
	if r.addresses(cue) && h.first >= cue.last && h.first-cue.last <= 5 {
		return true // "told Reuters"
	}
	for k := h.first - 1; k >= s.first && k >= h.first-6 && !r.punct(k); k-- {
		if v, ok := r.at(viaWords, k); ok && v.kind == "before" {
			return true // "quoted by", "according to", "in an interview with"
		}
	}
	for k := h.last; k < s.last && k <= h.last+3 && !covers(p.cue, k); k++ {
		if v, ok := r.at(viaWords, k); ok && v.kind == "after" {
			return true // "TASS reported"
		}
	}
	if v, ok := r.at(viaWords, cue.first); ok && v.kind == "citing" {
		return h.last <= cue.first // "TASS, citing the ministry"
	}
	if h.first > s.first {
		v, ok := r.at(viaWords, h.first-1)
		return ok && v.kind == "after" && !covers(p.cue, h.first-1) // "reported TASS"
	}
	return false
}
