package record

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/claim"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// A Reading is one report with its statements and who makes them, before it is
// set beside other reports.
type Reading struct {
	Report     *report.Report
	Published  when.Interval // as the report says, or as reasoned from its text
	Statements []statement.Statement
	Cast       actor.Cast

	// What linking needs, worked out once; nil and empty in a Reading put together
	// by other means.
	linked       *origin.Report // without Doc, which is five times what is left, and Actors
	propositions []claim.Proposition
}

// Build sets readings side by side, in their order, and gives the record of them.
// Once ctx is done it gives its error within a second or so.
func Build(ctx context.Context, readings []*Reading) (*Record, error) {
	return new(Builder).Build(ctx, readings)
}

// A Builder builds one record after another. Of Readings that the last one was built
// of too it keeps what they derive from, and gives what Build gives. The zero Builder
// is ready; it serves one caller at a time.
type Builder struct{ linker origin.Linker }

// Build does what the function of that name does.
func (b *Builder) Build(ctx context.Context, readings []*Reading) (*Record, error) {
	rec := &Record{Schema: Schema, Reports: []*Report{}, Actors: []Actor{}, Utterances: []Utterance{}, Claims: []Claim{}}
	for _, r := range readings {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.complete()
	}
	casts := make([]actor.Cast, len(readings))
	for i, r := range readings {
		casts[i] = r.Cast
	}
	actors, of := actor.Across(casts)
	links, err := b.link(ctx, readings, actors, of)
	if err != nil {
		return nil, err
	}
	for i, r := range readings {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		rec.Reports = append(rec.Reports, r.json(i+1, of[i]))
	}
	for i, a := range actors {
		rec.Actors = append(rec.Actors, actorJSON(i, a))
	}
	rec.setOrigins(links)
	for k, c := range links.claims {
		rec.setClaim(k, c)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return rec, nil
}

func actorID(i int) string { return "a" + strconv.Itoa(i+1) }

func actorJSON(i int, a actor.Actor) Actor {
	out := Actor{ID: actorID(i), Name: a.Name, Kind: string(a.Kind), Role: a.Role, Side: a.Side, Names: a.Names}
	if out.Side == "" && a.Of >= 0 {
		out.Side = actorID(a.Of)
	}
	return out
}

// json gives the report as number n of a record; of maps the reading's actors to
// the record's.
func (r *Reading) json(n int, of []int) *Report {
	rep, x := r.Report, newIndex(r.Report.Text)
	out := &Report{
		ID: "r" + strconv.Itoa(n), Name: rep.Name, SHA256: rep.SHA256, Part: rep.Part, MediaType: rep.MediaType,
		Title: rep.Title, Outlet: rep.Outlet, Language: rep.Language, Authors: rep.Authors, Agency: rep.Agency,
		Published: whenJSON(r.Published), Modified: whenJSON(rep.Modified), Canonical: rep.Canonical,
		Captured: rep.Captured, Located: rep.Located, Urgency: rep.Urgency, Embargo: rep.Embargo,
		Pages: x.spans(rep.Pages), Text: rep.Text,
	}
	for _, c := range rep.Credits {
		out.Credits = append(out.Credits, Credit(c))
	}
	if d := rep.Dateline; d.Place != "" || d.Date != "" {
		out.Dateline = &Dateline{Place: d.Place, Date: d.Date}
	}
	for _, m := range rep.Meta {
		if m.Field != "" && m.Value != "" && m.From != "" {
			out.Metadata = append(out.Metadata, Datum(m))
		}
	}
	out.Statements = slices.Grow(out.Statements, len(r.Statements))
	for i := range r.Statements {
		s := statementJSON(x, &r.Statements[i])
		s.ID = out.ID + ".s" + strconv.Itoa(i+1)
		if i < len(r.Cast.Speakers) && r.Cast.Speakers[i] >= 0 {
			s.Actor = actorID(of[r.Cast.Speakers[i]])
		}
		if i < len(r.Cast.Reasons) && r.Cast.Reasons[i].Rule != "" {
			s.Because = append(s.Because, reasonJSON(x, "actor", r.Cast.Reasons[i].Rule, r.Cast.Reasons[i].Spans))
		}
		out.Statements = append(out.Statements, s)
	}
	return out
}

func statementJSON(x *index, s *statement.Statement) Statement {
	out := Statement{
		Source: x.mention(s.Source), Cue: x.mention(s.Cue), Content: x.mention(s.Content),
		Quotation: string(s.Quotation), Stance: string(s.Stance), Certainty: string(s.Certainty),
		Channel: Channel(s.Channel), Said: whenJSON(s.Said), Via: slices.DeleteFunc(slices.Clone(s.Via), empty), Inner: s.Inner,
		Confidence: math.Round(s.Confidence*1000) / 1000,
	}
	for _, e := range s.Evidence {
		out.Evidence = append(out.Evidence, Evidence{Kind: e.Kind, Text: x.words(e.Spans), Spans: x.spans(e.Spans)})
	}
	for _, f := range s.Figures {
		out.Figures = append(out.Figures, Figure{Kind: f.Kind, Value: f.Value, Low: bound(f.Low), High: bound(f.High),
			Unit: f.Unit, Text: x.words(f.Spans), Spans: x.spans(f.Spans)})
	}
	for _, p := range s.Places {
		out.Places = append(out.Places, Place{Name: p.Name, Spans: x.spans(p.Spans)})
	}
	for _, r := range s.Reasons {
		out.Because = append(out.Because, reasonJSON(x, r.Field, r.Rule, r.Spans))
	}
	return out
}

func reasonJSON(x *index, field, rule string, spans []text.Span) Reason {
	return Reason{Field: field, Rule: rule, Text: x.words(spans), Spans: x.spans(spans)}
}

func empty(s string) bool { return s == "" }

// bound gives a bound of a figure; an unknown one is NaN inside, left out here.
func bound(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

func whenJSON(i when.Interval) *When {
	if i.IsZero() {
		return nil
	}
	return &When{From: i.From, To: i.To, Basis: string(i.Basis), Text: i.Text}
}
