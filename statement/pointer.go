package statement

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

// A pointed is an attribution and who relays it according to a sentence that
// points at what was said.
type pointed struct {
	Attribution
	relays []text.Span
}

// pointBack reads sentences that only tell who said the one before: "Five people
// were killed. The governor reported this, the agency writes." Where nobody else
// is found to say it, the sentence before becomes the content. One sentence that
// points back makes one statement; those who pass it on relay that one.
func (r *reading) pointBack(found []Attribution, body text.Span) []pointed {
	all := make([]pointed, 0, len(found))
	for _, a := range found {
		all = append(all, pointed{Attribution: a})
	}
	all = r.citeThrough(all)
	for n := range r.d.Sentences {
		if h, ok := r.pointerIn(r.sentence(n)); ok {
			all = r.settlePointer(all, h, n, body)
		}
	}
	return all
}

func (r *reading) sentence(n int) run {
	return run{max(r.lo, r.d.Sentences[n].First), min(r.hi, r.d.Sentences[n].Last)}
}

// pointsWithin is how many words may stand before a phrase that points back:
// "Wcześniej poinformował o tym …".
const pointsWithin = 3

// pointerIn finds the words with which a sentence points at the one before.
func (r *reading) pointerIn(s run) (hit, bool) {
	for _, h := range r.within(pointerWords, s.first, s.last) {
		switch h.value {
		case "first":
			if h.first <= s.first+pointsWithin {
				return h, true
			}
		case "opens":
			if h.first == s.first {
				return h, true
			}
		case "verb":
			return h, true
		}
	}
	return hit{}, false
}

// settlePointer makes one statement of sentence n, which points back by h.
func (r *reading) settlePointer(all []pointed, h hit, n int, body text.Span) []pointed {
	s := r.sentence(n)
	tails := r.cutTails(all, h, s)
	here := r.pointers(all, h, s)
	content := r.pointedAt(all, n, body)
	if len(content) == 0 { // a part of what somebody else says is more than nothing
		for i, tail := range tails {
			all[i].Content = tail
		}
		here = slices.DeleteFunc(here, func(i int) bool { return tails[i] != nil })
		if len(here) == 0 && len(tails) > 0 {
			return all
		}
	}
	if len(here) == 0 {
		a, whole, ok := r.speakerBeside(all, h, s)
		if !ok || len(content) == 0 {
			return all
		}
		here = slices.Concat(whole, []int{len(all)}) // Read puts it in its place
		all = append(all, a)
	}
	main := r.mainOf(all, here)
	all[main].Content = content
	return r.dropPointers(all, here, main)
}

// cutTails leaves the statements whose content is the end of the sentence before,
// and the words that point back at it, with these words alone; it gives what they
// had.
func (r *reading) cutTails(all []pointed, h hit, s run) map[int][]text.Span {
	old := map[int][]text.Span{}
	for i := range all {
		cue, ok := extent(r.runs(all[i].Cue))
		content, found := extent(r.runs(all[i].Content))
		if ok && found && s.first <= cue.first && cue.first < s.last && reaches(h, cue) && content.first < s.first && h.first < content.last && content.last <= h.last {
			old[i] = all[i].Content
			all[i].Content = []text.Span{r.span(h.first, h.last)}
		}
	}
	return old
}

// pointers lists the statements whose cue lies in the sentence s and that have
// nothing but the words that point back for content.
func (r *reading) pointers(all []pointed, h hit, s run) []int {
	var here []int
	for i := range all {
		cue, ok := extent(r.runs(all[i].Cue))
		if !ok || cue.first < s.first || cue.first >= s.last || !reaches(h, cue) {
			continue
		}
		if r.onlyPoints(&all[i].Attribution, h) {
			here = append(here, i)
		}
	}
	return here
}

// reaches reports whether the words that point back go with this cue: some only
// do where they stand right before it.
func reaches(h hit, cue run) bool {
	return h.value == "first" || h.last == cue.first || cue.first <= h.first && h.last <= cue.last
}

// onlyPoints reports whether a's content is nothing but the words of h. What else
// stands between them and the source belongs to the source: "[About this the
// spokesman], [Ann Lee], said".
func (r *reading) onlyPoints(a *Attribution, h hit) bool {
	content, ok := extent(r.runs(a.Content))
	if !ok || h.first <= content.first && content.last <= h.last {
		return true
	}
	source, ok := extent(r.runs(a.Source))
	if !ok || content.first < h.first || content.first >= h.last || source.first-content.last < 0 || source.first-content.last > 1 {
		return false
	}
	if content.last-h.last > 6 {
		return false
	}
	a.Source = []text.Span{r.span(h.last, source.last)}
	return true
}

// pointedAt is what sentence n points at: the sentence before it, and in a story's
// first paragraph all that stands before it; nothing where that has a speaker.
func (r *reading) pointedAt(all []pointed, n int, body text.Span) []text.Span {
	var out []text.Span
	for k := n - 1; k >= 0; k-- {
		s, last := r.d.Sentences[k], r.d.Sentences[n-1]
		lead := s.Paragraph == r.leadOf(body)
		if s.Paragraph != last.Paragraph || k < n-1 && !lead || s.From < body.From || s.First >= s.Last || hasSpeaker(all, s.Span) {
			break
		}
		if end := r.lower(s.Last - 1); k == n-1 && r.d.Tokens[s.Last-1].Kind != text.Punct || end == ":" || end == "?" {
			break
		}
		at := s.Span
		if r.lower(s.Last-1) == "." && s.Last-s.First > 1 {
			at.To = r.d.Tokens[s.Last-2].To
		}
		out = append(out, at)
	}
	slices.Reverse(out)
	return out
}

// leadOf is the paragraph with which the story begins.
func (r *reading) leadOf(body text.Span) int {
	for _, s := range r.d.Sentences {
		if s.From >= body.From {
			return s.Paragraph
		}
	}
	return -1
}

// hasSpeaker reports whether some statement with a source has its cue or content
// in s.
func hasSpeaker(all []pointed, s text.Span) bool {
	for _, a := range all {
		if len(a.Source) > 0 && (overlap(a.Cue, []text.Span{s}) || overlap(a.Content, []text.Span{s})) {
			return true
		}
	}
	return false
}

func overlap(a, b []text.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

// mainOf chooses whose statement the pointer is: one who is cited before one who
// speaks, and either before one who passes on; of equals the surest.
func (r *reading) mainOf(all []pointed, here []int) int {
	best, rank := here[0], -2.0
	for _, i := range here {
		n := 1 + all[i].Confidence/2
		switch r.relayKind(all[i].Attribution) {
		case "citing":
			n++
		case "after":
			n--
		}
		if len(all[i].Source) == 0 {
			n -= 3
		}
		if n > rank {
			best, rank = i, n
		}
	}
	return best
}

// relayKind is what the table of relaying words says of the first of them that
// a's cue holds.
func (r *reading) relayKind(a Attribution) string {
	if cue, ok := extent(r.runs(a.Cue)); ok {
		for _, h := range r.within(viaWords, cue.first, cue.last) {
			return h.kind
		}
	}
	return ""
}

// dropPointers leaves out the statements of here but main. What has no speaker in
// main's content is its speaker's: a statement with a content of its own ("by first
// reports, …") gets him for source, a mere cue is left out.
func (r *reading) dropPointers(all []pointed, here []int, main int) []pointed {
	m := &all[main]
	out := make([]pointed, 0, len(all))
	at := 0
	for i, a := range all {
		switch {
		case i == main:
			at = len(out)
		case slices.Contains(here, i):
			switch {
			case overlap(a.Source, m.Source):
				m.Source = []text.Span{text.Cover(append(slices.Clip(m.Source), a.Source...))}
			case r.relayKind(a.Attribution) != "":
				m.relays = append(m.relays, a.Source...)
			}
			continue
		case len(a.Source) > 0 || !overlap(a.Cue, m.Content):
		case len(a.Content) == 0:
			continue
		default:
			a.Source = slices.Clone(m.Source)
			m.Content = slices.DeleteFunc(m.Content, func(s text.Span) bool { return overlap(a.Content, []text.Span{s}) })
			if len(m.Content) == 0 {
				m.Content = a.Content
				m.Cue = append(slices.Clip(a.Cue), m.Cue...)
				continue
			}
		}
		out = append(out, a)
	}
	m.Content = r.joined(m.Content)
	out[at] = *m
	return out
}

// joined makes one span of sentences with nothing but space between them.
func (r *reading) joined(sentences []text.Span) []text.Span {
	var out []text.Span
	for _, s := range sentences {
		if n := len(out) - 1; n >= 0 && strings.Trim(r.d.Text[out[n].To:s.From], ". \u00a0") == "" {
			out[n].To = s.To
			continue
		}
		out = append(out, s)
	}
	return out
}

// addRelays adds to s who passes it on.
func (r *reading) addRelays(s *Statement, relays []text.Span) {
	for _, x := range relays {
		if name := x.In(r.d.Text); !slices.Contains(s.Via, name) {
			s.Via = append(s.Via, name)
			s.Reasons = append(s.Reasons, Reason{"via", "via/pointing back", []text.Span{x}})
		}
	}
}
