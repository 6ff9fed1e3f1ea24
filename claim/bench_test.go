package claim_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/claim"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// made is n reports on one event in twenty: each has three statements, of which
// others say the same in the same or other words, deny it, or do not answer.
func made(n int) claim.Input {
	in := claim.Input{Actors: []actor.Actor{{Name: "Norwegian navy", Kind: actor.Government, Side: "NO", Of: -1}, {Name: "Danish navy", Kind: actor.Government, Side: "DK", Of: -1}}}
	for i := range n {
		event := fmt.Sprintf("%c%c%c%c%c", 'B'+i/20%19, 'a'+i/380%25, 'k'+i/9500%12, 'o', 'r'+i/20%7)
		body := fmt.Sprintf("A torpedo from Denmark struck the %s ferry %s the cape.\nNo Danish torpedo struck the ferry %s.\nThe request about %s.\n",
			event, []string{"off", "near", "beyond"}[i%3], event, event)
		r := &origin.Report{Key: fmt.Sprint(i), Doc: text.Analyze(body), Language: "en"}
		for k, s := range r.Doc.Sentences {
			st := statement.Statement{Attribution: statement.Attribution{Content: []text.Span{s.Span}}, Certainty: statement.Certain,
				Stance: []statement.Stance{statement.Asserts, statement.Denies, statement.NoComment}[k]}
			r.Statements = append(r.Statements, st)
			r.Actors = append(r.Actors, min(k, 1))
			in.Utterances = append(in.Utterances, origin.Utterance{Actor: min(k, 1), Statements: []origin.Ref{{Report: i, Statement: k}}})
		}
		in.Reports = append(in.Reports, r)
		in.Propositions = append(in.Propositions, claim.Read(r))
	}
	return in
}

// BenchmarkBuild shows that the time for one more report does not grow with
// their number.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := made(n)
			b.ResetTimer()
			claims := 0
			for range b.N {
				cs, err := claim.Build(b.Context(), in)
				if err != nil {
					b.Fatal(err)
				}
				claims = len(cs)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/report")
			b.ReportMetric(float64(claims), "claims")
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys>>20), "MB")
		})
	}
}
