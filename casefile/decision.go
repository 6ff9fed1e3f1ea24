package casefile

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/onrecord/onrecord/casefile/sqlite"
)

// A DecisionKind is what a person did.
type DecisionKind string

// The kinds of decision.
const (
	Merge   DecisionKind = "merge"   // two utterances, claims or actors are one
	Split   DecisionKind = "split"   // statements do not belong to a claim or an utterance
	Correct DecisionKind = "correct" // a field of a statement, an actor or a claim is another
	Note    DecisionKind = "note"    // a remark; it changes nothing
	Undo    DecisionKind = "undo"    // an earlier decision, or an undo, does not hold
)

// A Decision is what a person changed in the machine's result. Its number, time
// and place in the order are given by the case.
type Decision struct {
	Number int          `json:"number"`
	At     time.Time    `json:"at"`
	Kind   DecisionKind `json:"kind"`
	By     string       `json:"by"`
	Why    string       `json:"why"` // of a note, the note
	// On is what it is about: of a merge two or more of one kind, of which the first
	// gives its name; of all others one; of an undo none.
	On         []Ref          `json:"on,omitempty"`
	Statements []StatementKey `json:"statements,omitempty"` // of a split: what is taken out
	Field      string         `json:"field,omitempty"`      // of a correction
	Value      string         `json:"value,omitempty"`
	Undoes     int            `json:"undoes,omitempty"`
}

// Fields says for each kind of thing which of its fields can be corrected, and to
// which values; nil is any text. A day is an ISO date, or two with ".." between.
var Fields = map[Kind]map[string][]string{
	OnStatement: {
		"stance": {"asserts", "denies", "could-not-confirm", "no-comment", "declined", "gave-no-evidence", "did-not-say",
			"demands", "intends", "asks"},
		"certainty": {"certain", "probable", "possible", "underspecified"},
		"channel": {"interview", "press-conference", "written-statement", "social-media", "broadcast", "document", "court",
			"report", "intelligence", "unspecified"},
		"said":  nil,
		"actor": nil,
	},
	OnActor: {"name": nil, "role": nil, "side": nil, "kind": {"person", "organisation", "government", "unnamed"}},
	OnClaim: {"text": nil},
}

// A badDecision is a decision that cannot be, with the mend.
type badDecision struct{ reason, hint string }

func (e *badDecision) Error() string { return e.reason }

// Hint says what to do instead.
func (e *badDecision) Hint() string { return e.hint }

func bad(hint, format string, args ...any) error {
	return &badDecision{fmt.Sprintf(format, args...), hint}
}

// check refuses what is no decision.
func (d *Decision) check() error {
	switch {
	case strings.TrimSpace(d.By) == "":
		return bad("give --by NAME, or set ONRECORD_BY", "a decision needs who makes it")
	case strings.TrimSpace(d.Why) == "":
		return bad("give --why REASON: whoever reads the case later will ask", "a decision needs its reason")
	}
	kind := func(kinds ...Kind) bool {
		return !slices.ContainsFunc(d.On, func(r Ref) bool { return !slices.Contains(kinds, r.Kind) || r.Kind != d.On[0].Kind })
	}
	switch d.Kind {
	case Merge:
		if len(d.On) < 2 || !kind(OnUtterance, OnClaim, OnActor) {
			return bad("two or more claims (c1 c2), utterances (u1 u2) or actors (a1 a2)", "only things of one kind can be merged")
		}
	case Split:
		if len(d.On) != 1 || !kind(OnUtterance, OnClaim) || len(d.Statements) == 0 {
			return bad("for example: split c3 r2.s1", "statements are split from a claim or an utterance")
		}
	case Correct:
		return d.checkCorrection()
	case Note:
		if len(d.On) != 1 {
			return bad("", "a note is on one thing")
		}
	case Undo:
		if d.Undoes < 1 || len(d.On) > 0 {
			return bad("", "an undo is of one decision")
		}
	default:
		return bad("", "%q is no kind of decision", d.Kind)
	}
	return nil
}

func (d *Decision) checkCorrection() error {
	if len(d.On) != 1 || Fields[d.On[0].Kind] == nil {
		return bad("statements (r1.s2), actors (a4) and claims (c5) can be", "this cannot be corrected")
	}
	values, ok := Fields[d.On[0].Kind][d.Field]
	switch {
	case !ok:
		var names []string
		for n := range Fields[d.On[0].Kind] {
			names = append(names, n)
		}
		slices.Sort(names)
		return bad("its fields are "+strings.Join(names, ", "), "a %s has no field %q to correct", d.On[0].Kind, d.Field)
	case values != nil && !slices.Contains(values, d.Value):
		return bad("one of "+strings.Join(values, ", "), "%q is no %s", d.Value, d.Field)
	case strings.TrimSpace(d.Value) == "":
		return bad("", "a correction needs a value")
	case d.Field == "said":
		if _, _, ok := days(d.Value); !ok {
			return bad("2031-03-04, or 2031-03-01..2031-03-04", "%q is no day", d.Value)
		}
	}
	return nil
}

// days reads a day, or the first and the last of several.
func days(s string) (from, to string, ok bool) {
	from, to, found := strings.Cut(s, "..")
	if !found {
		to = from
	}
	_, err1 := time.Parse(time.DateOnly, from)
	_, err2 := time.Parse(time.DateOnly, to)
	return from, to, err1 == nil && err2 == nil && from <= to
}

// Decide adds a decision to the case and gives it with its number.
func (c *Case) Decide(ctx context.Context, d Decision) (Decision, error) {
	if err := d.check(); err != nil {
		return d, err
	}
	if d.Kind == Undo {
		all, err := c.Decisions(ctx)
		if err != nil {
			return d, err
		}
		i := slices.IndexFunc(all, func(o Decision) bool { return o.Number == d.Undoes })
		if i < 0 {
			return d, bad("onrecord case log "+c.db.Path+" lists them", "there is no decision %d", d.Undoes)
		}
		if !InForce(all)[d.Undoes] {
			return d, bad("onrecord case log "+c.db.Path+" shows by which one", "decision %d is undone already", d.Undoes)
		}
	}
	d.At = c.now().UTC().Truncate(time.Second)
	row := sqlite.Decision{Kind: string(d.Kind), By: d.By, Why: d.Why, Field: d.Field, Value: d.Value, Undoes: d.Undoes}
	for _, f := range []struct {
		to *string
		v  any
	}{{&row.Subject, append([]Ref{}, d.On...)}, {&row.Statements, append([]StatementKey{}, d.Statements...)}} {
		data, err := json.Marshal(f.v)
		if err != nil {
			return d, err
		}
		*f.to = string(data)
	}
	n, err := c.db.AddDecision(ctx, d.At, row)
	d.Number = n
	return d, err
}

// Decisions gives all decisions, oldest first.
func (c *Case) Decisions(ctx context.Context) ([]Decision, error) {
	rows, err := c.db.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Decision, len(rows))
	for i, r := range rows {
		d := Decision{Number: r.ID, Kind: DecisionKind(r.Kind), By: r.By, Why: r.Why, Field: r.Field, Value: r.Value, Undoes: r.Undoes}
		d.At, err = time.Parse(time.RFC3339, r.At)
		if err == nil {
			err = json.Unmarshal([]byte(r.Subject), &d.On)
		}
		if err == nil {
			err = json.Unmarshal([]byte(r.Statements), &d.Statements)
		}
		if err != nil {
			return nil, &Error{Path: c.db.Path, Reason: fmt.Sprintf("decision %d cannot be read: %v", r.ID, err), Hint: "take the last good copy", Err: err}
		}
		out[i] = d
	}
	return out, nil
}

// InForce says which decisions hold: those that no decision in force undoes.
func InForce(ds []Decision) map[int]bool {
	undone := map[int]bool{}
	out := map[int]bool{}
	for _, d := range slices.Backward(ds) {
		out[d.Number] = !undone[d.Number]
		if d.Kind == Undo && out[d.Number] {
			undone[d.Undoes] = true
		}
	}
	return out
}
