package statement

import "github.com/onrecord/onrecord/internal/text"

// byRule is how sure an attribution is that the tables alone find.
const byRule = 0.6

// speakerBeside finds the speaker of a sentence that points back by h, where no
// statement is found there or one that takes the whole of it for content: "The
// prosecutors came to this conclusion, the paper writes". It is a noun phrase with
// a name beside the verb, or the one that is cited. whole are those statements.
func (r *reading) speakerBeside(all []pointed, h hit, s run) (found pointed, whole []int, ok bool) {
	if h.value != "first" {
		return pointed{}, nil, false
	}
	verb, ok := r.verbBeside(h, s)
	if !ok {
		return pointed{}, nil, false
	}
	after := max(h.last, verb.last)
	out := pointed{Attribution: Attribution{Cue: []text.Span{r.span(verb.first, verb.last)}, Confidence: byRule}}
	speaker := r.nameAt(after, s)
	if speaker.last == speaker.first && verb.first > h.last {
		speaker = r.nameAt(h.last, run{h.last, verb.first})
	}
	for _, v := range r.within(viaWords, h.last, s.last) {
		if v.kind != "citing" {
			continue
		}
		if cited := r.nameAt(v.last, s); cited.first < cited.last {
			if speaker.first < speaker.last {
				out.relays = []text.Span{r.span(speaker.first, speaker.last)}
			}
			out.Cue, speaker = []text.Span{r.span(v.first, v.last)}, cited
		}
	}
	if speaker.first == speaker.last {
		return pointed{}, nil, false
	}
	out.Source = []text.Span{r.span(speaker.first, speaker.last)}
	for i, a := range all {
		cue, ok := extent(r.runs(a.Cue))
		if !ok || cue.first < s.first || cue.first >= s.last {
			continue
		}
		if content, ok := extent(r.runs(a.Content)); !ok || content.first > h.first || content.last < verb.last {
			return pointed{}, nil, false // the sentence says something of its own
		}
		whole = append(whole, i)
	}
	return out, whole, true
}

// verbBeside finds the verb near h that tells of speaking or of drawing conclusions.
func (r *reading) verbBeside(h hit, s run) (hit, bool) {
	for _, part := range []run{{h.last, min(s.last, h.last+reach)}, {s.first, h.first}} {
		for i := part.first; i < part.last; i++ {
			for _, sub := range []subject{stanceWords, pointerWords, viaWords} {
				if v, ok := r.at(sub, i); ok && (v.value == "say" || v.value == "draws" || v.kind == "after") {
					return v, true
				}
			}
		}
	}
	return hit{}, false
}

// nameAt is the noun phrase with a name that begins at token i of s, without
// those who were told; empty where there is none.
func (r *reading) nameAt(i int, s run) run {
	none := run{i, i}
	if i >= s.last || r.is(i, prepositionWord|pronounWord|complementiserWord) {
		return none
	}
	i = r.behindHearers(i, s.last)
	named := false
	k := i
	for ; k < s.last && k < i+2*reach; k++ {
		if r.punct(k) && !isQuoteMark(r.lower(k)) || r.is(k, complementiserWord) {
			break
		}
		if v, ok := r.at(viaWords, k); ok && k > i && v.kind != "" {
			break
		}
		if v, ok := r.at(stanceWords, k); ok && k > i && v.value == "say" {
			break
		}
		if r.is(k, prepositionWord) && r.tellsWay(k, s.last) {
			break
		}
		named = named || isUpper(r.d, k)
	}
	if !named {
		return none
	}
	return run{i, k}
}

// tellsWay reports whether the preposition at token i leads to a channel, a day or
// an hour rather than to a part of a name.
func (r *reading) tellsWay(i, stop int) bool {
	for k := i + 1; k < min(stop, i+5); k++ {
		if r.punct(k) {
			return false
		}
		if _, ok := r.at(channelWords, k); ok || r.d.Tokens[k].Kind == text.Number || r.is(k, postingWord) {
			return true
		}
		if _, ok := r.at(platformWords, k); ok {
			return true
		}
	}
	return false
}

// trimFront drops from the front of a source those who were told, since in Slavic
// languages the dative stands between the verb and its subject ("told reporters
// the mayor"), and the end of the words that cite it ("citing |").
func (r *reading) trimFront(a *Attribution) {
	if len(a.Source) == 0 {
		return
	}
	first, last := tokensOf(r.d, a.Source[0])
	i := r.behindHearers(first, last)
	if v, ok := r.at(viaWords, first); ok && v.kind == "citing" && v.first < first {
		i = v.last
	}
	if i > first && i < last {
		a.Source[0].From = r.d.Tokens[i].From
	}
}

// behindHearers is the first token from i on behind a word for those who were told
// and their name: "журналистам |мэр", "агентству «Волна» |мэр".
func (r *reading) behindHearers(i, last int) int {
	if i >= last || !r.is(i, toldWord) {
		return i
	}
	from := i
	i++
	if i < last && isQuoteMark(r.lower(i)) {
		for i++; i < last && !isQuoteMark(r.lower(i)); i++ {
		}
		i++
	} else if i < last && r.is(from, mediumWord) && isUpper(r.d, i) {
		i++
	}
	if i >= last {
		return from
	}
	return i
}
