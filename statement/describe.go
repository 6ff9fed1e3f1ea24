package statement

import (
	"sort"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// A Context is what the report says about itself, as far as statements need it.
type Context struct {
	Published when.Interval // the day that "on Friday" counts from
	Language  string        // BCP 47; "" if unknown
	Body      text.Span     // the story without headline and dateline; what is before it is never pointed at
}

// Read finds the statements of a document, describes each, and adds the
// positions that statements report of others (Inner). They are in text order.
func Read(d *text.Document, f Finder, c Context) []Statement {
	found := f.Find(d)
	r := newReading(d, c, 0, len(d.Tokens))
	for i := range found {
		r.trimFront(&found[i])
	}
	told := r.pointBack(found, c.Body)
	found = found[:0:0]
	for _, p := range told {
		found = append(found, p.Attribution)
	}
	speakers := r.speakers(found)
	all := make([]Statement, 0, len(found))
	for i, a := range found {
		s := r.describe(a, speakers[i])
		r.addRelays(&s, told[i].relays)
		all = append(all, s)
	}
	r.relate(all)
	all = r.addInner(all)
	sort.SliceStable(all, func(i, j int) bool { return start(all[i].Attribution) < start(all[j].Attribution) })
	addDetails(d, all, c)
	return all
}

// Describe says what the words of one attribution say: stance, certainty,
// channel, evidence and the rest. What lies between statements (who relays
// whom, a channel named in the next sentence) only Read sees.
func Describe(d *text.Document, a Attribution, c Context) Statement {
	lo, hi := tokensOf(d, text.Cover(allSpans(a)))
	if s := sentenceAt(d, lo); s >= 0 {
		lo = d.Sentences[s].First
	}
	if s := sentenceAt(d, hi-1); s >= 0 {
		hi = d.Sentences[s].Last
	}
	return newReading(d, c, lo, hi).describe(a, background{})
}

// describe reads every field of one attribution; who is what the other
// attributions tell of its speaker.
func (r *reading) describe(a Attribution, who background) Statement {
	p := r.divide(a)
	p.own = append(r.ownWords(p.source), who.own...)
	p.named = p.source
	if r.isPronoun(p.source) {
		p.named = who.source
	}
	s := Statement{Attribution: a, Quotation: quotationOf(r.d, a.Content)}
	verdict := r.stanceOf(&p)
	s.Stance = verdict.stance
	s.Reasons = append(s.Reasons, r.reason("stance", verdict.rule, verdict.hits, p.cue))
	degree := r.certaintyOf(&p, verdict)
	s.Certainty = degree.certainty
	if degree.rule != "" {
		s.Reasons = append(s.Reasons, r.reason("certainty", degree.rule, degree.hits, nil))
	}
	if ch, hits, ok := r.channelOf(&p); ok {
		s.Channel = ch
		s.Reasons = append(s.Reasons, r.reason("channel", hits[0].rule, hits, nil))
	} else {
		s.Channel = Channel{Kind: "unspecified"}
	}
	s.Evidence, s.Reasons = r.evidenceOf(&p, verdict, s.Reasons)
	s.Via, s.Reasons = r.viaOf(&p, s.Reasons)
	return s
}

// reason gives the words of hits as the cause of a field, or those of the runs
// where no table row decided.
func (r *reading) reason(field, rule string, hits []hit, instead []run) Reason {
	out := Reason{Field: field, Rule: rule}
	for _, h := range hits {
		out.Spans = append(out.Spans, r.span(h.first, h.last))
	}
	if len(hits) == 0 {
		for _, x := range instead {
			out.Spans = append(out.Spans, r.span(x.first, x.last))
		}
	}
	sort.Slice(out.Spans, func(i, j int) bool { return out.Spans[i].From < out.Spans[j].From })
	return out
}

func start(a Attribution) int { return text.Cover(allSpans(a)).From }

func allSpans(a Attribution) []text.Span {
	all := make([]text.Span, 0, len(a.Source)+len(a.Cue)+len(a.Content))
	return append(append(append(all, a.Source...), a.Cue...), a.Content...)
}
