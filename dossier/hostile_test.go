package dossier

import (
	"encoding/json"
	"testing"

	"github.com/onrecord/onrecord/record"
)

const evil = "\x1b[2J\x07<script>alert(1)</script>\u202e\"'>&\u009b</style></svg>]]>{{.}} "

// hostile is the incident with evil in every string that a report could have put
// there, a word without end, and references that lead nowhere.
func hostile(t testing.TB) *record.Record {
	t.Helper()
	rec := incident(t)
	for _, r := range rec.Reports {
		r.Name, r.Title, r.Outlet, r.Language, r.SHA256, r.MediaType = evil+r.Name, evil+r.Title, evil+r.Outlet, evil, evil, evil
		r.Text = evil + r.Text + evil
		r.Authors = []string{evil}
		r.Derived = append(r.Derived, record.Derivation{From: evil, Relation: evil, Because: []string{evil}}, record.Derivation{From: r.ID, Relation: "copy"})
		for i := range r.Statements {
			s := &r.Statements[i]
			s.Stance += map[bool]string{true: evil, false: ""}[i == 1]
			s.Channel.Name = evil
			s.Via = []string{evil}
			s.Said = &record.When{From: evil, To: evil, Basis: evil, Text: evil}
			s.Figures = append(s.Figures, record.Figure{Kind: evil, Unit: evil, Text: evil})
			s.Because = []record.Reason{{Field: evil, Rule: evil, Text: evil}}
			if s.Content != nil {
				s.Content.Text = evil + s.Content.Text
				s.Content.Spans = append(s.Content.Spans, [2]int{-5, 9}, [2]int{40, 1 << 30}, [2]int{7, 3})
			}
		}
	}
	rec.Reports[0].Published = &record.When{From: evil, To: evil, Basis: evil}
	for i := range rec.Actors {
		rec.Actors[i].Name, rec.Actors[i].Role, rec.Actors[i].Side = evil+rec.Actors[i].Name, evil, evil
	}
	long := ""
	for range 300 {
		long += "长"
	}
	for i := range rec.Claims {
		rec.Claims[i].Text = evil + long
		rec.Claims[i].Mirrors = "c77"
		rec.Claims[i].Lines[0].Because = []string{evil}
		rec.Claims[i].Lines[0].Basis = []string{evil}
		rec.Claims[i].Positions = append(rec.Claims[i].Positions, record.Position{Stance: evil, Utterance: "u99", Reports: []string{"r99"}, Repeats: "u98"})
	}
	rec.Drift = append(rec.Drift, record.Drift{From: "r1.s1", To: "r9.s9"}, record.Drift{From: "r1.s1", To: "r2.s1", Kind: evil, Before: evil, After: evil, Because: []string{evil}})
	rec.PossibleMerges = append(rec.PossibleMerges, record.PossibleMerge{Utterances: []string{"u1"}}, record.PossibleMerge{Utterances: []string{"u1", "u2"}, Because: []string{evil}})
	// A record comes as JSON, where bytes that are no UTF-8 have become U+FFFD.
	data, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	var out record.Record
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return &out
}
