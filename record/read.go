package record

import (
	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// A Reader reads what single reports say. Its zero value finds nothing: it needs
// a Finder. It is safe for concurrent use.
type Reader struct {
	Finder statement.Finder
}

// Read gives the statements of one report and who makes them.
func (r Reader) Read(rep *report.Report) *Reading {
	d := text.Analyze(rep.Text)
	out := &Reading{Report: rep, Published: published(rep, d)}
	context := statement.Context{Published: out.Published, Language: rep.Language}
	out.Statements = statement.Read(d, r.Finder, context)
	out.Cast = actor.Resolve(d, actor.Context{Title: rep.Title, Outlet: rep.Outlet, Agency: rep.Agency,
		Language: rep.Language, Place: rep.Dateline.Place}, out.Statements)
	// Days come down to what the same speaker says next, so they are settled once
	// it is known who speaks.
	who := out.Cast.Speakers
	same := func(i, j int) bool { return who[i] >= 0 && who[i] == who[j] }
	statement.SaidAll(d, out.Statements, context, same)
	statement.ChannelAll(out.Statements, same)
	return out
}
