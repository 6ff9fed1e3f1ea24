package casefile

import (
	"math/rand/v2"
	"testing"

	"github.com/onrecord/onrecord/record"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(11, seed)) }

// randomDecision makes a decision about something in the record.
func randomDecision(t testing.TB, r *rand.Rand, rec *record.Record) Decision {
	t.Helper()
	report := rec.Reports[r.IntN(len(rec.Reports))]
	statement := report.Statements[r.IntN(len(report.Statements))].ID
	claim := rec.Claims[r.IntN(len(rec.Claims))].ID
	utterance := rec.Utterances[r.IntN(len(rec.Utterances))].ID
	actor := rec.Actors[r.IntN(len(rec.Actors))].ID
	field := func(f string, values ...string) Decision {
		return Decision{Kind: Correct, On: on(t, rec, statement), Field: f, Value: values[r.IntN(len(values))]}
	}
	switch r.IntN(8) {
	case 0:
		return Decision{Kind: Merge, On: on(t, rec, claim, rec.Claims[r.IntN(len(rec.Claims))].ID)}
	case 1:
		return Decision{Kind: Merge, On: on(t, rec, utterance, rec.Utterances[r.IntN(len(rec.Utterances))].ID)}
	case 2:
		return Decision{Kind: Merge, On: on(t, rec, actor, rec.Actors[r.IntN(len(rec.Actors))].ID)}
	case 3:
		return Decision{Kind: Split, On: on(t, rec, claim), Statements: keys(t, rec, statement)}
	case 4:
		return Decision{Kind: Split, On: on(t, rec, utterance), Statements: keys(t, rec, statement)}
	case 5:
		return field("stance", Fields[OnStatement]["stance"][:4]...)
	case 6:
		return field("actor", "Piet Holm", "Mina Dorn", "Port of Orvel")
	}
	return Decision{Kind: Correct, On: on(t, rec, actor), Field: "side", Value: []string{"ZZ", "Port of Orvel", "YY"}[r.IntN(3)]}
}
