package casefile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/record"
)

// mention is words at a place.
func mention(s string, from int) *record.Mention {
	return &record.Mention{Text: s, Spans: [][2]int{{from, from + len(s)}}}
}

// A said is one statement of a record made by hand.
type said struct {
	stance, utterance, actor string
	evidence                 string
	claims                   []string
}

// byHand makes a record: a list of statements for each report, utterances and
// actors as the statements name them, and the claims given.
func byHand(claims []record.Claim, actors []record.Actor, reports ...[]said) *record.Record {
	rec := &record.Record{Schema: record.Schema, Actors: actors, Claims: claims}
	at := map[string]int{}
	for i, ss := range reports {
		r := &record.Report{ID: fmt.Sprintf("r%d", i+1), Name: fmt.Sprintf("%d.txt", i+1), SHA256: strings.Repeat(string(rune('a'+i)), 64),
			Published: &record.When{From: fmt.Sprintf("2031-03-%02d", i+1), To: fmt.Sprintf("2031-03-%02d", i+1), Basis: "metadata"}}
		for j, s := range ss {
			st := record.Statement{ID: fmt.Sprintf("%s.s%d", r.ID, j+1), Source: mention("he", 100*j), Cue: mention("said", 100*j+3),
				Content: mention("it was so "+s.stance, 100*j+10), Stance: s.stance, Certainty: "certain", Quotation: "indirect",
				Channel: record.Channel{Kind: "unspecified"}, Actor: s.actor, Utterance: s.utterance, Claims: s.claims, Confidence: 1}
			if s.evidence != "" {
				st.Evidence = []record.Evidence{{Kind: s.evidence, Text: s.evidence}}
			}
			r.Statements = append(r.Statements, st)
			if _, ok := at[s.utterance]; !ok {
				at[s.utterance] = len(rec.Utterances)
				rec.Utterances = append(rec.Utterances, record.Utterance{ID: s.utterance, Actor: s.actor})
			}
			u := &rec.Utterances[at[s.utterance]]
			u.Statements = append(u.Statements, st.ID)
		}
		rec.Reports = append(rec.Reports, r)
	}
	slices.SortFunc(rec.Utterances, func(a, b record.Utterance) int { return strings.Compare(a.ID, b.ID) })
	return rec
}

func claimOf(id, text string, positions []record.Position, lines ...record.Line) record.Claim {
	c := record.Claim{ID: id, Text: text, Positions: positions, Lines: lines, Independent: map[string]int{}}
	for _, l := range lines {
		c.Independent[l.Stance]++
	}
	return c
}

func pos(stance, utterance string, reports ...string) record.Position {
	return record.Position{Stance: stance, Certainty: "certain", Utterance: utterance, Reports: reports}
}

func lineOf(stance string, utterances, reports []string) record.Line {
	return record.Line{Stance: stance, Utterances: utterances, Reports: reports, Basis: []string{"none"}}
}

// sample: the mayor (a1) says in r1 and r2 that the bridge was hit (c1: u1, two
// reports); a ministry (a2) says so too (u2); the port (a3) denies it (u3) in r2.
// An official of the ministry's country (a4) says in r3 what became c2 (u4).
func sample() *record.Record {
	return byHand(
		[]record.Claim{
			claimOf("c1", "The bridge was hit", []record.Position{pos("asserts", "u1", "r1", "r2"), pos("asserts", "u2", "r3"), pos("denies", "u3", "r2")},
				record.Line{Stance: "asserts", Utterances: []string{"u1"}, Reports: []string{"r1", "r2"}, Basis: []string{"none"}, Because: []string{"one utterance, in 2 reports"}},
				lineOf("asserts", []string{"u2"}, []string{"r3"}), lineOf("denies", []string{"u3"}, []string{"r2"})),
			claimOf("c2", "The crossing was struck", []record.Position{pos("asserts", "u4", "r3")}, lineOf("asserts", []string{"u4"}, []string{"r3"})),
		},
		[]record.Actor{
			{ID: "a1", Name: "Piet Holm", Kind: "person", Names: []string{"Holm", "Piet Holm"}},
			{ID: "a2", Name: "Ministry of Works", Kind: "government", Side: "ZZ"},
			{ID: "a3", Name: "Port of Orvel", Kind: "organisation"},
			{ID: "a4", Name: "a senior official", Kind: "unnamed", Side: "ZZ"},
		},
		[]said{{"asserts", "u1", "a1", "", []string{"c1"}}},
		[]said{{"asserts", "u1", "a1", "", []string{"c1"}}, {"denies", "u3", "a3", "", []string{"c1"}}},
		[]said{{"asserts", "u2", "a2", "", []string{"c1"}}, {"asserts", "u4", "a4", "", []string{"c2"}}},
	)
}

// on makes Refs of ids of the record.
func on(t testing.TB, rec *record.Record, ids ...string) []Ref {
	t.Helper()
	var out []Ref
	for _, id := range ids {
		r, err := RefTo(rec, id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func keys(t testing.TB, rec *record.Record, ids ...string) []StatementKey {
	t.Helper()
	var out []StatementKey
	for _, r := range on(t, rec, ids...) {
		out = append(out, r.Statements...)
	}
	return out
}

// numbered makes decisions of one person, in order.
func numbered(ds ...Decision) []Decision {
	for i := range ds {
		ds[i].Number, ds[i].By = i+1, "Ana"
		if ds[i].Why == "" {
			ds[i].Why = "seen"
		}
	}
	return ds
}

// TestApply does one thing at a time to the sample and looks at what became of it.
func TestApply(t *testing.T) {
	s := sample()
	for _, tt := range []struct {
		name string
		d    Decision
		want []string // what outline prints
	}{
		{"nothing", Decision{Kind: Note, On: on(t, s, "c1")}, outline(s)},
		{"merge claims: two offices of one state are one line", Decision{Kind: Merge, On: on(t, s, "c1", "c2")}, []string{
			"c1 The bridge was hit: asserts=2 denies=1",
			"  asserts a1 [r1 r2]", "  asserts a2 [r3]", "  denies a3 [r2]", "  asserts a4 [r3]",
			"  line asserts a1 [r1 r2]", "  line asserts a2 a4 [r3]", "  line denies a3 [r2]"}},
		{"merge claims: the first gives the name", Decision{Kind: Merge, On: on(t, s, "c2", "c1")}, []string{
			"c1 The crossing was struck: asserts=2 denies=1",
			"  asserts a1 [r1 r2]", "  asserts a4 [r3]", "  asserts a2 [r3]", "  denies a3 [r2]",
			"  line asserts a1 [r1 r2]", "  line asserts a4 a2 [r3]", "  line denies a3 [r2]"}},
		{"merge utterances: one line, one speaker", Decision{Kind: Merge, On: on(t, s, "u1", "u2")}, []string{
			"c1 The bridge was hit: asserts=1 denies=1",
			"  asserts a1 [r1 r2 r3]", "  denies a2 [r2]",
			"  line asserts a1 [r1 r2 r3]", "  line denies a2 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a3 [r3]", "  line asserts a3 [r3]"}},
		{"merge actors: the same speaker is one line", Decision{Kind: Merge, On: on(t, s, "a2", "a1")}, []string{
			"c1 The bridge was hit: asserts=1 denies=1",
			"  asserts a1 [r1 r2]", "  asserts a1 [r3]", "  denies a2 [r2]",
			"  line asserts a1 a1 [r1 r2 r3]", "  line denies a2 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a3 [r3]", "  line asserts a3 [r3]"}},
		{"split an utterance: two occasions of one speaker are still one line", Decision{Kind: Split, On: on(t, s, "u1"), Statements: keys(t, s, "r2.s1")}, []string{
			"c1 The bridge was hit: asserts=2 denies=1",
			"  asserts a1 [r1]", "  asserts a2 [r3]", "  denies a3 [r2]", "  asserts a1 [r2]",
			"  line asserts a1 a1 [r1 r2]", "  line asserts a2 [r3]", "  line denies a3 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a4 [r3]", "  line asserts a4 [r3]"}},
		{"split a claim", Decision{Kind: Split, On: on(t, s, "c1"), Statements: keys(t, s, "r3.s1")}, []string{
			"c1 The bridge was hit: asserts=1 denies=1",
			"  asserts a1 [r1 r2]", "  denies a3 [r2]",
			"  line asserts a1 [r1 r2]", "  line denies a3 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a4 [r3]", "  line asserts a4 [r3]",
			"c3 it was so asserts: asserts=1",
			"  asserts a2 [r3]", "  line asserts a2 [r3]"}},
		{"split one report of an utterance from a claim", Decision{Kind: Split, On: on(t, s, "c1"), Statements: keys(t, s, "r2.s1")}, []string{
			"c1 The bridge was hit: asserts=2 denies=1",
			"  asserts a1 [r1]", "  asserts a2 [r3]", "  denies a3 [r2]",
			"  line asserts a1 [r1]", "  line asserts a2 [r3]", "  line denies a3 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a4 [r3]", "  line asserts a4 [r3]",
			"c3 it was so asserts: asserts=1",
			"  asserts a1 [r2]", "  line asserts a1 [r2]"}},
		{"correct a stance: a denial is no support", Decision{Kind: Correct, On: on(t, s, "r3.s1"), Field: "stance", Value: "denies"}, []string{
			"c1 The bridge was hit: asserts=1 denies=2",
			"  asserts a1 [r1 r2]", "  denies a3 [r2]", "  denies a2 [r3]",
			"  line asserts a1 [r1 r2]", "  line denies a3 [r2]", "  line denies a2 [r3]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a4 [r3]", "  line asserts a4 [r3]"}},
		{"correct a stance to one that is no position", Decision{Kind: Correct, On: on(t, s, "r3.s1"), Field: "stance", Value: "demands"}, []string{
			"c1 The bridge was hit: asserts=1 denies=1",
			"  asserts a1 [r1 r2]", "  denies a3 [r2]",
			"  line asserts a1 [r1 r2]", "  line denies a3 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a4 [r3]", "  line asserts a4 [r3]"}},
		{"correct the only statement of a claim away", Decision{Kind: Correct, On: on(t, s, "r3.s2"), Field: "stance", Value: "asks"}, []string{
			"c1 The bridge was hit: asserts=2 denies=1",
			"  asserts a1 [r1 r2]", "  asserts a2 [r3]", "  denies a3 [r2]",
			"  line asserts a1 [r1 r2]", "  line asserts a2 [r3]", "  line denies a3 [r2]"}},
		{"correct a speaker to one who is there", Decision{Kind: Correct, On: on(t, s, "r3.s1"), Field: "actor", Value: "holm"}, []string{
			"c1 The bridge was hit: asserts=1 denies=1",
			"  asserts a1 [r1 r2]", "  asserts a1 [r3]", "  denies a2 [r2]",
			"  line asserts a1 a1 [r1 r2 r3]", "  line denies a2 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a3 [r3]", "  line asserts a3 [r3]"}},
		{"correct one speaker of an utterance to a new one", Decision{Kind: Correct, On: on(t, s, "r2.s1"), Field: "actor", Value: "Mina Dorn"}, []string{
			"c1 The bridge was hit: asserts=3 denies=1",
			"  asserts a1 [r1]", "  asserts a2 [r3]", "  denies a3 [r2]", "  asserts a5 [r2]",
			"  line asserts a1 [r1]", "  line asserts a2 [r3]", "  line asserts a5 [r2]", "  line denies a3 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a4 [r3]", "  line asserts a4 [r3]"}},
		{"correct a side: offices of one state are one line", Decision{Kind: Correct, On: on(t, s, "a1"), Field: "side", Value: "ZZ"}, []string{
			"c1 The bridge was hit: asserts=1 denies=1",
			"  asserts a1 [r1 r2]", "  asserts a2 [r3]", "  denies a3 [r2]",
			"  line asserts a1 a2 [r1 r2 r3]", "  line denies a3 [r2]",
			"c2 The crossing was struck: asserts=1",
			"  asserts a4 [r3]", "  line asserts a4 [r3]"}},
		{"correct a claim's words", Decision{Kind: Correct, On: on(t, s, "c2"), Field: "text", Value: "The bridge was hit by a barge"}, func() []string {
			o := outline(s)
			i := slices.IndexFunc(o, func(l string) bool { return strings.HasPrefix(l, "c2") })
			o[i] = "c2 The bridge was hit by a barge: asserts=1"
			return o
		}()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := sample()
			got, unfit := Apply(in, numbered(tt.d))
			if len(unfit) > 0 {
				t.Fatalf("unfit: %v", unfit)
			}
			if o := outline(got); !slices.Equal(o, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(o, "\n"), strings.Join(tt.want, "\n"))
			}
			consistent(t, got)
			if !reflect.DeepEqual(in, sample()) {
				t.Error("the record given was changed")
			}
			if back, _ := Apply(in, numbered(tt.d, Decision{Kind: Undo, Undoes: 1})); !reflect.DeepEqual(back, sample()) {
				t.Error("undone, it is not what it was")
			}
		})
	}
}

// outline prints the claims of a record: positions and lines by actor.
func outline(rec *record.Record) []string {
	actor := map[string]string{}
	for _, u := range rec.Utterances {
		actor[u.ID] = u.Actor
	}
	var out []string
	for _, c := range rec.Claims {
		var counts []string
		for _, s := range []string{"asserts", "denies"} {
			if n := c.Independent[s]; n > 0 {
				counts = append(counts, fmt.Sprintf("%s=%d", s, n))
			}
		}
		out = append(out, c.ID+" "+c.Text+": "+strings.Join(counts, " "))
		for _, p := range c.Positions {
			out = append(out, fmt.Sprintf("  %s %s %v", p.Stance, actor[p.Utterance], p.Reports))
		}
		for _, l := range c.Lines {
			var who []string
			for _, u := range l.Utterances {
				who = append(who, actor[u])
			}
			out = append(out, fmt.Sprintf("  line %s %s %v", l.Stance, strings.Join(who, " "), l.Reports))
		}
	}
	return out
}

// consistent holds all ids of a record against each other.
func consistent(t testing.TB, rec *record.Record) {
	t.Helper()
	actors, utterances, claims, statements := map[string]bool{"": true}, map[string]record.Utterance{}, map[string]bool{"": true}, map[string]bool{}
	for i, a := range rec.Actors {
		if a.ID != fmt.Sprintf("a%d", i+1) {
			t.Errorf("actor %d is %s", i+1, a.ID)
		}
		actors[a.ID] = true
	}
	for i, c := range rec.Claims {
		if c.ID != fmt.Sprintf("c%d", i+1) {
			t.Errorf("claim %d is %s", i+1, c.ID)
		}
		claims[c.ID] = true
	}
	for i, u := range rec.Utterances {
		if u.ID != fmt.Sprintf("u%d", i+1) || !actors[u.Actor] || len(u.Statements) == 0 {
			t.Errorf("utterance %d is %+v", i+1, u)
		}
		utterances[u.ID] = u
	}
	for _, r := range rec.Reports {
		for _, s := range r.Statements {
			statements[s.ID] = true
			if !actors[s.Actor] || s.Utterance != "" && !slices.Contains(utterances[s.Utterance].Statements, s.ID) {
				t.Errorf("statement %+v", s)
			}
			if s.Utterance != "" && utterances[s.Utterance].Actor != s.Actor {
				t.Errorf("%s is by %s, its utterance by %s", s.ID, s.Actor, utterances[s.Utterance].Actor)
			}
			for _, c := range s.Claims {
				if !claims[c] {
					t.Errorf("%s is of claim %s", s.ID, c)
				}
			}
		}
	}
	for _, u := range rec.Utterances {
		for _, s := range u.Statements {
			if !statements[s] {
				t.Errorf("%s has statement %s", u.ID, s)
			}
		}
	}
	for _, c := range rec.Claims {
		lines := map[string]int{}
		onLine := map[string]bool{}
		for _, l := range c.Lines {
			if !l.Retracted {
				lines[l.Stance]++
			}
			for _, u := range l.Utterances {
				onLine[l.Stance+u] = true
			}
		}
		if !reflect.DeepEqual(lines, c.Independent) {
			t.Errorf("%s counts %v, its lines are %v", c.ID, c.Independent, lines)
		}
		for _, p := range c.Positions {
			if _, ok := utterances[p.Utterance]; !ok || !onLine[p.Stance+p.Utterance] {
				t.Errorf("%s: position %+v lies on no line", c.ID, p)
			}
		}
		if !claims[c.Mirrors] || slices.ContainsFunc(c.Supports, func(s string) bool { return !claims[s] }) {
			t.Errorf("%s mirrors %q and supports %v", c.ID, c.Mirrors, c.Supports)
		}
		for _, u := range c.First {
			if _, ok := utterances[u]; !ok {
				t.Errorf("%s: first %v", c.ID, c.First)
			}
		}
	}
	for _, d := range rec.Drift {
		if !statements[d.From] || !statements[d.To] {
			t.Errorf("drift %+v", d)
		}
	}
}

func TestInForce(t *testing.T) {
	ds := numbered(Decision{Kind: Note}, Decision{Kind: Note}, Decision{Kind: Undo, Undoes: 1}, Decision{Kind: Undo, Undoes: 3}, Decision{Kind: Undo, Undoes: 2})
	if got, want := InForce(ds), map[int]bool{1: true, 2: false, 3: false, 4: true, 5: true}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestFit moves the record under a decision: it finds its statement by the cue
// when only the content's ends moved, and is told unfit when the statement is gone.
func TestFit(t *testing.T) {
	s := sample()
	d := numbered(Decision{Kind: Correct, On: on(t, s, "r2.s2"), Field: "stance", Value: "declined"},
		Decision{Kind: Merge, On: on(t, s, "c1", "c2")}, Decision{Kind: Note, On: on(t, s, "r2.s2")})
	moved := sample()
	moved.Reports[1].Statements[1].Content = mention("it was so denies, he added", 110)
	got, unfit := Apply(moved, d)
	if len(unfit) > 0 || got.Reports[1].Statements[1].Stance != "declined" {
		t.Errorf("moved: %v, stance %s", unfit, got.Reports[1].Statements[1].Stance)
	}
	gone := sample()
	gone.Reports[1].Statements = gone.Reports[1].Statements[:1]
	got, unfit = Apply(gone, d)
	if len(unfit) != 2 || unfit[0].Decision.Number != 1 || unfit[1].Decision.Number != 3 || !strings.Contains(unfit[0].Reason, "not in the case any more") {
		t.Errorf("gone: %+v", unfit)
	}
	if len(got.Claims) != 1 {
		t.Errorf("the decision that fits was not applied: %v", outline(got))
	}
}

// TestAnySequence applies random decisions one after the other, as a person would
// who looks at what came out: ids stay consistent, and replaying all gives the same.
func TestAnySequence(t *testing.T) {
	for seed := range uint64(300) {
		rec := sample()
		var ds []Decision
		r := newRand(seed)
		for range 6 {
			now, unfit := Apply(rec, ds)
			if len(unfit) > 0 {
				t.Fatalf("seed %d: %v", seed, unfit)
			}
			consistent(t, now)
			if t.Failed() {
				t.Fatalf("seed %d after %+v", seed, ds)
			}
			ds = numbered(append(ds, randomDecision(t, r, now))...)
		}
	}
}
