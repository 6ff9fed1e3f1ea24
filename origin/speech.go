package origin

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// A speech is one statement and what tells whether another goes back to the same
// act of speaking.
type speech struct {
	ref       Ref
	rank      int // place of its report in order
	actor     int
	medium    string // canonical, where the speaker is a medium: it relays
	via       []string
	day       when.Day // the one day that the text gives, or NoDay
	lo, hi    when.Day // the days that the text allows, NoDay for open
	published when.Day
	weekday   int // that the text gives beside the words of saying, 1 for Monday, 0 for none
	language  string
	stems     []uint32
	anchors   []uint32
	quotes    []string
	dates     []date
	words     []uint32 // see told
	hedges    []uint32
	vector    []float32
	content   text.Span // first to last word
}

// speeches are those of all reports, in order.
func speeches(rs []*Report, actors []Actor) []*speech {
	order := make([]int, len(rs))
	ranks := make([]rank, len(rs))
	for i, r := range rs {
		order[i], ranks[i] = i, rankOf(r)
	}
	slices.SortStableFunc(order, func(i, j int) int { return ranks[i].compare(ranks[j]) })
	media := make([]string, len(actors))
	for i, a := range actors {
		if a.Named {
			media[i] = mediumIn(a.Name)
		}
	}
	var out []*speech
	for k, i := range order {
		r := rs[i]
		told := r.ready().told
		for j := range r.Statements {
			s := speechOf(r, j, told[j])
			s.ref, s.rank = Ref{i, j}, k
			if s.actor >= 0 {
				s.medium = media[s.actor]
			}
			out = append(out, s)
		}
	}
	return out
}

func speechOf(r *Report, j int, x told) *speech {
	st := &r.Statements[j]
	s := &speech{actor: r.Actors[j], day: st.Said.Day(), published: when.NoDay, language: r.Language, content: text.Cover(st.Content),
		stems: x.stems, anchors: x.anchors, quotes: x.quotes, dates: x.dates, words: x.words, hedges: x.hedges, weekday: x.weekday}
	s.lo, s.hi = st.Said.Bounds()
	if from, _ := r.Published.Bounds(); from != when.NoDay {
		s.published = from
	}
	for _, v := range st.Via {
		if m := mediumIn(v); m != "" {
			s.via = append(s.via, m)
		}
	}
	if r.Agency != "" {
		s.via = append(s.via, canonical(r.Agency))
	}
	if j < len(r.StatementVectors) {
		s.vector = r.StatementVectors[j]
	}
	return s
}

// weekdayOf is the weekday on which a statement was made, where its sentence gives
// one outside the content: it tells occasions apart even where nothing tells the
// date.
func weekdayOf(r *Report, j int) int {
	st := &r.Statements[j]
	if len(st.Cue) == 0 {
		return 0
	}
	for _, sentence := range r.Doc.Sentences {
		if !sentence.Contains(st.Cue[0]) {
			continue
		}
		day := 0
		for _, e := range when.Find(sentence.In(r.Doc.Text), when.Options{Language: r.Language}) {
			at := text.Span{From: e.From + sentence.From, To: e.To + sentence.From}
			inside := slices.ContainsFunc(st.Content, func(c text.Span) bool { return c.Contains(at) })
			if e.Kind != when.Weekday || inside || day == e.Weekday {
				continue
			}
			if day != 0 {
				return 0
			}
			day = e.Weekday
		}
		return day
	}
	return 0
}

// like is how alike two statements' contents are, 0..1.
func (s *speech) like(o *speech) float64 {
	v := cosine(s.vector, o.vector)
	if s.language == o.language {
		return max(v, dice(s.stems, o.stems), withinTrust*within(s.stems, o.stems))
	}
	if n := dice(s.anchors, o.anchors); len(s.anchors) > 1 && len(o.anchors) > 1 {
		v = max(v, anchorTrust*n)
	}
	return v
}

// within is the share of the shorter of two sorted lists that the longer has too,
// 0 where the shorter says too little.
func within(a, b []uint32) float64 {
	least := min(len(a), len(b))
	if least < minContent {
		return 0
	}
	return dice(a, b) * float64(len(a)+len(b)) / float64(2*least)
}

// withinTrust is how far it speaks for one content that one statement holds the
// words of another.
const withinTrust = 0.85

// anchorTrust is how far names and numbers alone speak for one content.
const anchorTrust = 0.8

// byOrder sorts speeches by report, then place in it.
func byOrder(a, b *speech) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.ref.Statement, b.ref.Statement))
}
