package record

import (
	"context"
	"slices"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// A Reader reads what single reports say. Its zero value finds nothing: it needs
// a Finder. It is safe for concurrent use.
type Reader struct {
	Finder statement.Finder
	// Meaning gives sentences their vectors; without one, words alone say what
	// means the same.
	Meaning origin.Meaning
	// Claims gives statements the vectors by which those about one claim are near.
	// It is needed where Meaning is.
	Claims origin.Meaning
}

// Read gives the statements of one report and who makes them.
func (r Reader) Read(rep *report.Report) *Reading {
	d := analyze(rep)
	out := &Reading{Report: rep, Published: published(rep, d)}
	about := statement.Context{Published: out.Published, Language: rep.Language, Body: rep.Body}
	out.Statements = slices.DeleteFunc(statement.Read(d, r.Finder, about), func(s statement.Statement) bool { return !inStory(rep, &s) })
	out.Cast = actor.Resolve(d, actor.Context{Title: rep.Title, Outlet: rep.Outlet, Agency: rep.Agency,
		Language: rep.Language, Place: rep.Dateline.Place}, out.Statements)
	// Days come down to what the same speaker says next, so they are settled once
	// it is known who speaks.
	who := out.Cast.Speakers
	same := func(i, j int) bool { return who[i] >= 0 && who[i] == who[j] }
	statement.SaidAll(d, out.Statements, about, same)
	statement.ChannelAll(out.Statements, same)
	out.propose(d)
	if r.Meaning != nil {
		// Only a context that is done gives an error, and this one never is.
		_ = out.measure(context.Background(), rounded{r.Meaning}, rounded{r.Claims})
	}
	out.ready()
	return out
}

// analyze divides a report's text.
func analyze(rep *report.Report) *text.Document {
	d := text.Analyze(rep.Text)
	d.Cut(rep.Body.From) // a dateline is no part of the sentence behind it
	return d
}

// inStory reports whether a statement stands in the headline or the body: bylines,
// datelines and credit lines attribute nothing.
func inStory(rep *report.Report, s *statement.Statement) bool {
	at := text.Cover(s.Cue)
	if at.Empty() {
		at = text.Cover(s.Content)
	}
	return rep.Body.Overlaps(at) || rep.Headline.Overlaps(at)
}
