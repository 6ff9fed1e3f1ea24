package statement

import (
	"slices"

	"github.com/onrecord/onrecord/internal/text"
)

// A background is what other attributions of the text tell of the speaker of one.
type background struct {
	own    []string // see ownWords
	source []run    // as he was named last
}

// speakers returns for each attribution how names of its speaker's side begin,
// as far as the other attributions tell: those before a pronoun, and those of a
// source that ends in the same name ("Ukrainian President Zelenskyy" for
// "Zelenskyy").
func (r *reading) speakers(found []Attribution) []background {
	own, named := make([][]string, len(found)), map[string][]string{}
	names := make([]string, len(found))
	for i, a := range found {
		source := r.runs(a.Source)
		if len(source) == 0 || r.isPronoun(source) {
			continue
		}
		own[i] = r.ownWords(source)
		if x := source[len(source)-1]; len(own[i]) > 0 && r.mentions(own[i], x.last-1, x.last) && x.last-x.first <= 6 {
			names[i] = own[i][len(own[i])-1]
			named[names[i]] = append(named[names[i]], own[i]...)
		}
	}
	r.addTitles(named)
	out := make([]background, len(found))
	var last background
	for i, a := range found {
		source := r.runs(a.Source)
		if len(source) == 0 {
			continue
		}
		if !r.isPronoun(source) {
			last = background{own: own[i], source: source}
			if names[i] != "" {
				last.own = named[names[i]]
			}
		}
		out[i] = last
	}
	return out
}

// addTitles adds to each name what stands before it anywhere in the text with
// capitals: "Ukrainian President Volodymyr Zelenskyy" tells where Zelenskyy
// belongs.
func (r *reading) addTitles(named map[string][]string) {
	if len(named) == 0 {
		return
	}
	for i := r.lo + 1; i < r.hi; i++ {
		if r.punct(i) || !isUpper(r.d, i) || r.punct(i-1) || !isUpper(r.d, i-1) {
			continue
		}
		name := stem(r.lower(i))
		if _, ok := named[name]; !ok {
			continue
		}
		first := i
		for first > r.lo && i-first < 4 && !r.punct(first-1) && isUpper(r.d, first-1) {
			first--
		}
		for _, w := range r.ownWords([]run{{first, i}}) {
			if !slices.Contains(named[name], w) {
				named[name] = append(named[name], w)
			}
		}
	}
}

// nearby is how many statements before and behind may hold another inside them.
const nearby = 12

// relate fills in what only shows between statements: who relays a statement
// that stands inside another, and a channel that the statement before or the
// sentence behind names.
func (r *reading) relate(all []Statement) {
	for i := range all {
		for k := max(0, i-nearby); k < min(len(all), i+nearby+1); k++ {
			if i != k && nests(all[k], all[i]) {
				r.nest(&all[k], &all[i])
			}
		}
	}
	for i := range all {
		if all[i].Channel.Kind == "unspecified" {
			r.channelBehind(&all[i])
		}
	}
	for i := 1; i < len(all); i++ {
		if all[i].Channel.Kind == "unspecified" && r.continues(all[i-1], all[i]) {
			all[i].Channel = all[i-1].Channel
			all[i].Reasons = append(all[i].Reasons, Reason{"channel", "channel/continued", all[i-1].Cue})
		}
	}
}

// nests reports whether the cue of inner lies in the content of outer.
func nests(outer, inner Statement) bool {
	if len(inner.Cue) == 0 {
		return false
	}
	for _, s := range outer.Content {
		if s.Contains(inner.Cue[0]) {
			return true
		}
	}
	return false
}

func (r *reading) nest(outer, inner *Statement) {
	if len(outer.Source) == 0 {
		return
	}
	name := text.Cover(outer.Source).In(r.d.Text)
	if !slices.Contains(inner.Via, name) {
		inner.Via = append(inner.Via, name)
		inner.Reasons = append(inner.Reasons, Reason{"via", "via/nested", outer.Source})
	}
	// What an outlet passes on is the speaker's own statement; what another
	// speaker reports is a position inside his.
	for _, x := range r.runs(outer.Source) {
		if len(r.within(outletWords, x.first, x.last)) > 0 {
			return
		}
	}
	inner.Inner = true
}

// channelBehind looks whether the next sentence opens by pointing back at the
// channel: "The statement on X came after …".
func (r *reading) channelBehind(s *Statement) {
	_, last := tokensOf(r.d, text.Cover(allSpans(s.Attribution)))
	n := sentenceAt(r.d, last-1)
	if n < 0 || n+1 >= len(r.d.Sentences) {
		return
	}
	next := r.bounds(r.d.Sentences[n+1].First)
	if next.first >= next.last || !r.is(next.first, articleWord) && !r.is(next.first, ownWord) && !r.is(next.first, demonstrativeWord) {
		return
	}
	for _, h := range r.within(channelWords, next.first+1, min(next.last, next.first+4)) {
		if h.kind != "source" || h.value != "written-statement" && h.value != "social-media" || isUpper(r.d, h.first) {
			continue
		}
		ch, hits := r.named(h, next), []hit{h}
		if p, more, ok := r.channelIn(run{h.last, min(next.last, h.last+6)}, h.last, func(int) bool { return false }); ok && p.Kind == "social-media" {
			ch, hits = p, more
		}
		s.Channel = ch
		s.Reasons = append(s.Reasons, r.reason("channel", "channel/pointed back at: "+h.rule, hits, nil))
		return
	}
}

// continues reports whether b goes on with a: the same speaker or a pronoun, in
// the same or the next sentence.
func (r *reading) continues(a, b Statement) bool {
	if a.Channel.Kind == "unspecified" || len(b.Source) == 0 || len(b.Cue) == 0 || len(a.Cue) == 0 {
		return false
	}
	source := r.runs(b.Source)
	same := len(a.Source) > 0 && a.Source[0].In(r.d.Text) == b.Source[0].In(r.d.Text)
	if !same && !r.isPronoun(source) {
		return false
	}
	x, _ := tokensOf(r.d, a.Cue[0])
	y, _ := tokensOf(r.d, b.Cue[0])
	gap := sentenceAt(r.d, y) - sentenceAt(r.d, x)
	return gap >= 0 && gap <= 1
}
