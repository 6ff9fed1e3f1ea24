package statement

// channelOf finds the channel in the words of the attribution's sentence that
// are not its content; ok is false where they name none.
func (r *reading) channelOf(p *parts) (Channel, []hit, bool) {
	cue, ok := extent(p.cue)
	if !ok {
		return Channel{}, nil, false
	}
	if ch, hits, ok := r.channelOfSource(p); ok {
		return ch, hits, true
	}
	if ch, hits, ok := r.channelOfCue(p, cue); ok {
		return ch, hits, true
	}
	s := r.bounds(cue.first)
	if x, ok := extent(p.source); ok && r.pointsBack(s, x.first) {
		s.first = x.first
	}
	return r.channelIn(s, cue.first, func(i int) bool { return covers(p.content, i) })
}

var handle = &entry{rule: "channels/@"}

// pointsBack reports whether sentence s opens with a channel that is another
// statement's, not this one's, whose source begins at token source: "The
// statement on X came after the mayor said …".
func (r *reading) pointsBack(s run, source int) bool {
	if !r.is(s.first, articleWord|ownWord|demonstrativeWord) {
		return false
	}
	for _, h := range r.within(channelWords, s.first+1, min(source, s.first+4)) {
		if h.kind == "source" {
			return true
		}
	}
	return false
}

// channelOfSource reads the channel off a source that is one itself: "a report",
// "company records", "a statement by the ministry".
func (r *reading) channelOfSource(p *parts) (Channel, []hit, bool) {
	for _, x := range p.source {
		for _, h := range r.within(channelWords, x.first, x.last) {
			if h.kind == "source" && !r.inPossessiveOf(x, h) {
				return r.named(h, x), []hit{h}, true
			}
		}
		for i := x.first; i < x.last; i++ {
			if r.lower(i) == "@" { // a handle speaks on the medium that it belongs to
				return Channel{Kind: "social-media"}, []hit{{i, i + 1, handle}}, true
			}
		}
	}
	return Channel{}, nil, false
}

// inPossessiveOf reports whether h only belongs to the head of the source
// ("the author of the report"): a preposition stands before it.
func (r *reading) inPossessiveOf(x run, h hit) bool {
	for k := x.first; k < h.first; k++ {
		if r.is(k, prepositionWord) || r.lower(k) == "," || r.is(k, relativeWord) {
			return true
		}
	}
	return false
}

// channelOfCue reads "tweeted", "testified", "told CNN".
func (r *reading) channelOfCue(p *parts, cue run) (Channel, []hit, bool) {
	s := r.bounds(cue.first)
	for _, h := range r.within(channelWords, cue.first, min(s.last, cue.last+1)) {
		if h.kind == "cue" && h.first < cue.last {
			return r.named(h, s), []hit{h}, true
		}
	}
	if !r.addresses(cue) {
		return Channel{}, nil, false
	}
	for i := cue.last; i < min(s.last, cue.last+6) && !covers(p.content, i); i++ {
		if h, ok := r.at(outletWords, i); ok {
			kind := "interview"
			if h.value == "air" {
				kind = "broadcast"
			}
			return Channel{kind, r.nameOf(h)}, []hit{h}, true
		}
		if r.punct(i) {
			break
		}
	}
	return Channel{}, nil, false
}

// addresses reports whether the cue has a hearer: "told", "spoke to".
func (r *reading) addresses(cue run) bool {
	for i := cue.first; i < cue.last; i++ {
		if h, ok := r.at(stanceWords, i); ok && h.value == "tell" {
			return true
		}
	}
	return false
}

// channelIn returns the channel named nearest to the token near in run s, of
// those that skip does not exclude.
func (r *reading) channelIn(s run, near int, skip func(int) bool) (Channel, []hit, bool) {
	var best *hit
	hits := r.within(channelWords, s.first, s.last)
	for k := range hits {
		h := &hits[k]
		if h.kind == "source" || h.kind == "cue" || skip(h.first) {
			continue
		}
		if best == nil || distance(h.first, near) < distance(best.first, near) {
			best = h
		}
	}
	for _, h := range r.within(platformWords, s.first, s.last) {
		if !skip(h.first) && r.isPlace(h, s) && (best == nil || distance(h.first, near) < distance(best.first, near)) {
			return Channel{"social-media", h.value}, []hit{h}, true
		}
	}
	if best == nil {
		return Channel{}, nil, false
	}
	return r.named(*best, s), []hit{*best}, true
}

// isPlace reports whether a platform is named as where something was written:
// "on X", "in a Telegram post", "his Facebook page".
func (r *reading) isPlace(h hit, s run) bool {
	for k := h.first - 1; k >= s.first && k >= h.first-3 && !r.punct(k); k-- {
		if r.is(k, onWord) {
			return true
		}
	}
	return h.last < s.last && r.is(h.last, postingWord)
}

func distance(a, b int) int { return max(a-b, b-a) }

// named gives a channel the name of the platform or broadcaster that stands in
// or beside its words.
func (r *reading) named(h hit, s run) Channel {
	ch := Channel{Kind: h.value}
	lo, hi := max(s.first, h.first-4), min(s.last, h.last+6)
	switch h.value {
	case "social-media":
		for _, x := range r.within(platformWords, lo, hi) {
			ch.Name = x.value
			return ch
		}
	case "interview", "broadcast":
		for _, x := range r.within(outletWords, lo, hi) {
			ch.Name = r.nameOf(x)
			return ch
		}
	}
	return ch
}

// nameOf is the outlet's name as the text has it; a word that only says what it
// is ("newspaper", "Times") takes the capitalised words before it along.
func (r *reading) nameOf(h hit) string {
	first := h.first
	if h.kind == "head" && !isUpper(r.d, first) && (first == r.lo || !isUpper(r.d, first-1)) {
		return "" // "told a local newspaper"
	}
	for h.kind == "head" && first > r.lo && !r.punct(first-1) && isUpper(r.d, first-1) {
		first--
	}
	return r.span(first, h.last).In(r.d.Text)
}
