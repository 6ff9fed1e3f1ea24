package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/record"
)

// said is one statement of an invented report, its parts found in the text.
type said struct {
	source, cue, content string
	stance, sure         string
	actor, utterance     string
	claims               []string
	figures              []record.Figure
	evidence             string
	channel              record.Channel
	on                   string // day
}

// invented makes a report out of its text and what is said in it.
func invented(t testing.TB, r record.Report, says ...said) *record.Report {
	t.Helper()
	sum := sha256.Sum256([]byte(r.Text))
	r.SHA256, r.MediaType = hex.EncodeToString(sum[:]), "text/plain"
	for i, s := range says {
		st := record.Statement{ID: r.ID + ".s" + strconv.Itoa(i+1), Quotation: "indirect", Stance: s.stance, Certainty: s.sure,
			Channel: s.channel, Actor: s.actor, Utterance: s.utterance, Claims: s.claims, Confidence: 0.9,
			Source: mention(t, r.Text, s.source), Cue: mention(t, r.Text, s.cue), Content: mention(t, r.Text, s.content),
			Because: []record.Reason{{Field: "stance", Rule: "cues.tsv:said", Text: s.cue}}}
		if st.Certainty == "" {
			st.Certainty = "underspecified"
		}
		if st.Channel.Kind == "" {
			st.Channel.Kind = "unspecified"
		}
		if s.evidence != "" {
			st.Evidence = []record.Evidence{{Kind: s.evidence}}
		}
		if s.on != "" {
			st.Said = on(s.on)
		}
		st.Figures = s.figures
		r.Statements = append(r.Statements, st)
	}
	return &r
}

func mention(t testing.TB, text, words string) *record.Mention {
	t.Helper()
	if words == "" {
		return nil
	}
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	from := len([]rune(text[:i]))
	return &record.Mention{Text: words, Spans: [][2]int{{from, from + len([]rune(words))}}}
}

func on(d string) *record.When { return &record.When{From: d, To: d, Basis: "stated"} }

func toll(kind string, n float64) []record.Figure {
	return []record.Figure{{Kind: kind, Value: n, Low: &n, High: &n, Text: strconv.Itoa(int(n)), Spans: [][2]int{{0, 1}}}}
}

// incident is a record of eight invented reports: four claims, nine occasions, a
// copy, an edit, a translation, a citation, a hardened hedge, an updated toll,
// silences, and two officials who may be one.
func incident(t testing.TB) *record.Record {
	t.Helper()
	telegram := record.Channel{Kind: "social-media", Name: "Telegram"}
	wire := "PORT ORVEL (Meridian) - The drone was launched from Russian territory, governor Taras Holovko wrote.\n\n" +
		"The drone may have crossed Romanian airspace, a senior official said.\n\n" +
		"The prosecutor's office said that 3 people were killed.\n\nThe Kremlin did not respond to questions about the launch."
	r1 := invented(t, record.Report{ID: "r1", Name: "01-meridian.txt", Title: "Drone hits grain store", Outlet: "Meridian", Agency: "Meridian", Language: "en",
		Published: &record.When{From: "2030-03-12T10:05:00+02:00", To: "2030-03-12T10:05:00+02:00", Basis: "metadata"}, Text: wire},
		said{source: "governor Taras Holovko", cue: "wrote", content: "The drone was launched from Russian territory", stance: "asserts", sure: "certain", actor: "a1", utterance: "u1", claims: []string{"c1"}, channel: telegram, on: "2030-03-12"},
		said{source: "a senior official", cue: "said", content: "The drone may have crossed Romanian airspace", stance: "asserts", sure: "possible", actor: "a2", utterance: "u2", claims: []string{"c2"}},
		said{source: "The prosecutor's office", cue: "said", content: "3 people were killed", stance: "asserts", sure: "certain", actor: "a3", utterance: "u3", claims: []string{"c3"}, figures: toll("killed", 3), on: "2030-03-12"},
		said{source: "The Kremlin", cue: "did not respond", content: "the launch", stance: "no-comment", actor: "a4", utterance: "u4", claims: []string{"c1"}})
	copied := func(id, name, outlet, relation, from string, at string, lang string) *record.Report {
		r := *r1
		r.ID, r.Name, r.Outlet, r.Published, r.Language, r.Agency = id, name, outlet, on(at), lang, ""
		r.Derived = []record.Derivation{{From: from, Relation: relation, Shared: 0.98, Because: []string{"52 words in shared passages"}}}
		r.Statements = append([]record.Statement(nil), r1.Statements...)
		for i := range r.Statements {
			r.Statements[i].ID = id + ".s" + strconv.Itoa(i+1)
		}
		return &r
	}
	r2 := copied("r2", "02-post.html", "The Harbour Post", "copy", "r1", "2030-03-12", "en")
	r3 := copied("r3", "03-lantern.txt", "The Daily Lantern", "edited", "r1", "2030-03-12", "en")
	r4 := invented(t, record.Report{ID: "r4", Name: "04-visti.txt", Title: "Дрон улучив у сховище", Outlet: "Вісті", Language: "uk", Published: on("2030-03-13"),
		Derived: []record.Derivation{{From: "r3", Relation: "translated", Because: []string{"4 of 4 sentences of the same meaning"}}},
		Text:    "Дрон запустили з території Росії, написав голова області Тарас Головко."},
		said{source: "голова області Тарас Головко", cue: "написав", content: "Дрон запустили з території Росії", stance: "asserts", sure: "certain", actor: "a1", utterance: "u1", claims: []string{"c1"}, channel: telegram})
	r5 := invented(t, record.Report{ID: "r5", Name: "05-vostok.txt", Title: "Ministry rejects claims", Outlet: "Vostok Inform", Language: "en", Published: on("2030-03-12"),
		Text: "Moscow launched no drone that night, the defence ministry said in a statement. It refused to say where its units had been."},
		said{source: "the defence ministry", cue: "said", content: "Moscow launched no drone that night", stance: "denies", sure: "certain", actor: "a5", utterance: "u5", claims: []string{"c1"}, channel: record.Channel{Kind: "written-statement"}, on: "2030-03-12"},
		said{source: "It", cue: "refused to say", content: "where its units had been", stance: "declined", actor: "a5", utterance: "u5"})
	r6 := invented(t, record.Report{ID: "r6", Name: "06-open-field.md", Title: "What the wreck shows", Outlet: "Open Field", Language: "en", Published: on("2030-03-14"),
		Text: "The engine came out of a plant in Russia, said Willem Terborgh, who examined the wreck. Romania's ministry could not confirm that anything crossed its border."},
		said{source: "Willem Terborgh", cue: "said", content: "The engine came out of a plant in Russia", stance: "asserts", sure: "probable", actor: "a6", utterance: "u6", claims: []string{"c1", "c4"}, evidence: "remnants", on: "2030-03-14"},
		said{source: "Romania's ministry", cue: "could not confirm", content: "that anything crossed its border", stance: "could-not-confirm", actor: "a7", utterance: "u7", claims: []string{"c2"}})
	r7 := invented(t, record.Report{ID: "r7", Name: "07-prosecutor.txt", Title: "Toll rises", Outlet: "Prosecutor's office", Language: "en", Published: on("2030-03-14"),
		Text: "The prosecutor's office said that 4 people had died. An official in Washington said the drone may have flown over Romania."},
		said{source: "The prosecutor's office", cue: "said", content: "4 people had died", stance: "asserts", sure: "certain", actor: "a3", utterance: "u8", claims: []string{"c3"}, figures: toll("killed", 4), on: "2030-03-14"},
		said{source: "An official in Washington", cue: "said the", content: "the drone may have flown over Romania", stance: "asserts", sure: "possible", actor: "a8", utterance: "u9", claims: []string{"c2"}})
	r8 := invented(t, record.Report{ID: "r8", Name: "08-quick-wire.html", Title: "Drone flew through NATO airspace", Outlet: "Quick Wire", Language: "en", Published: on("2030-03-14"),
		Derived: []record.Derivation{{From: "r1", Relation: "cites", Because: []string{"“according to Meridian”"}}, {From: "Blue Agency", Relation: "cites"}},
		Text:    "The drone crossed Romanian airspace, a senior official has confirmed, according to Meridian."},
		said{source: "a senior official", cue: "has confirmed", content: "The drone crossed Romanian airspace", stance: "asserts", sure: "certain", actor: "a2", utterance: "u2", claims: []string{"c2"}})
	rec := &record.Record{Schema: record.Schema, Reports: []*record.Report{r1, r2, r3, r4, r5, r6, r7, r8},
		Actors: []record.Actor{
			{ID: "a1", Name: "Taras Holovko", Kind: "person", Role: "governor of Odesa region", Side: "UA"},
			{ID: "a2", Name: "a senior official", Kind: "unnamed"},
			{ID: "a3", Name: "Prosecutor's Office", Kind: "organisation", Side: "UA"},
			{ID: "a4", Name: "Kremlin", Kind: "government", Side: "RU"},
			{ID: "a5", Name: "Ministry of Defence", Kind: "government", Side: "RU"},
			{ID: "a6", Name: "Willem Terborgh", Kind: "person", Role: "researcher"},
			{ID: "a7", Name: "Ministry of National Defence", Kind: "government", Side: "RO"},
			{ID: "a8", Name: "an official in Washington", Kind: "unnamed", Side: "US"},
		},
		Claims: []record.Claim{
			{ID: "c1", Text: "the drone was launched from Russian territory",
				Positions: []record.Position{
					{Stance: "asserts", Certainty: "certain", Utterance: "u1", Reports: []string{"r1", "r2", "r3", "r4"}},
					{Stance: "asserts", Certainty: "probable", Utterance: "u6", Reports: []string{"r6"}},
					{Stance: "denies", Certainty: "certain", Utterance: "u5", Reports: []string{"r5"}},
					{Stance: "no-comment", Certainty: "underspecified", Utterance: "u4", Reports: []string{"r1", "r2", "r3"}}},
				Lines: []record.Line{
					{Stance: "asserts", Utterances: []string{"u1"}, Reports: []string{"r1", "r2", "r3", "r4"}, Basis: []string{"none"}, Because: []string{"one utterance, in 4 reports"}},
					{Stance: "asserts", Utterances: []string{"u6"}, Reports: []string{"r6"}, Basis: []string{"remnants"}},
					{Stance: "denies", Utterances: []string{"u5"}, Reports: []string{"r5"}, Basis: []string{"none"}},
					{Stance: "no-comment", Utterances: []string{"u4"}, Reports: []string{"r1", "r2", "r3"}, Basis: []string{"none"}}},
				Independent: map[string]int{"asserts": 2, "denies": 1, "no-comment": 1}},
			{ID: "c2", Text: "the drone crossed Romanian airspace",
				Positions: []record.Position{
					{Stance: "asserts", Certainty: "possible", Utterance: "u2", Reports: []string{"r1", "r2", "r3", "r8"}},
					{Stance: "asserts", Certainty: "possible", Utterance: "u9", Reports: []string{"r7"}, Repeats: "u2", Because: []string{"repeats what a senior official said"}},
					{Stance: "could-not-confirm", Certainty: "underspecified", Utterance: "u7", Reports: []string{"r6"}}},
				Lines: []record.Line{
					{Stance: "asserts", Utterances: []string{"u2", "u9"}, Reports: []string{"r1", "r2", "r3", "r7", "r8"}, Basis: []string{"none"}, Because: []string{"2 utterances, in 5 reports"}},
					{Stance: "could-not-confirm", Utterances: []string{"u7"}, Reports: []string{"r6"}, Basis: []string{"none"}}},
				Independent: map[string]int{"asserts": 1, "could-not-confirm": 1}},
			{ID: "c3", Text: "people were killed",
				Positions: []record.Position{
					{Stance: "asserts", Certainty: "certain", Utterance: "u3", Reports: []string{"r1", "r2", "r3"}, Retracted: true, Because: []string{"taken back by a later figure"}},
					{Stance: "asserts", Certainty: "certain", Utterance: "u8", Reports: []string{"r7"}}},
				Lines: []record.Line{
					{Stance: "asserts", Utterances: []string{"u8"}, Reports: []string{"r7"}, Basis: []string{"none"}},
					{Stance: "asserts", Utterances: []string{"u3"}, Reports: []string{"r1", "r2", "r3"}, Basis: []string{"none"}, Retracted: true}},
				Independent: map[string]int{"asserts": 1}},
			{ID: "c4", Text: "the engine came out of a plant in Russia",
				Positions:   []record.Position{{Stance: "asserts", Certainty: "probable", Utterance: "u6", Reports: []string{"r6"}}},
				Lines:       []record.Line{{Stance: "asserts", Utterances: []string{"u6"}, Reports: []string{"r6"}, Basis: []string{"remnants"}}},
				Independent: map[string]int{"asserts": 1}, Supports: []string{"c1"}},
		},
		Drift: []record.Drift{
			{From: "r1.s2", To: "r8.s1", Kind: "hardened", Before: "possible", After: "certain", Because: []string{"a hedge was dropped"}}},
		PossibleMerges: []record.PossibleMerge{{Utterances: []string{"u2", "u9"}, Because: []string{"like words, the same day"}}},
	}
	actors := []string{"", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a3", "a8"}
	for n := 1; n <= 9; n++ {
		u := record.Utterance{ID: "u" + strconv.Itoa(n), Actor: actors[n], Statements: []string{}}
		for _, r := range rec.Reports {
			for _, s := range r.Statements {
				if s.Utterance == u.ID {
					u.Statements = append(u.Statements, s.ID)
					if u.Said == nil {
						u.Said = s.Said
					}
					if s.Channel.Kind != "unspecified" {
						u.Channel = &s.Channel
					}
					u.Evidence = s.Evidence
				}
			}
		}
		rec.Utterances = append(rec.Utterances, u)
	}
	return rec
}

// manyReports makes n reports without statements: every third copies an earlier
// one, others rewrite, translate or cite, the last three go round in a ring.
func manyReports(n int) *record.Record {
	rec := &record.Record{Schema: record.Schema}
	for i := 1; i <= n; i++ {
		r := &record.Report{ID: "r" + strconv.Itoa(i), Name: "a.txt", Title: "Report " + strconv.Itoa(i), Outlet: "Outlet of a long name " + strconv.Itoa(i), Published: on([]string{"2030-03-12", "2030-03-13", "2030-03-15"}[i*3/(n+1)])}
		if i > 1 {
			relation := []string{"copy", "rewritten", "translated", "cites", "copy"}[i%5]
			r.Derived = append(r.Derived, record.Derivation{From: "r" + strconv.Itoa((i+2)/3), Relation: relation, Shared: 0.5})
		}
		if i%7 == 0 {
			r.Derived = append(r.Derived, record.Derivation{From: "Agency " + strconv.Itoa(i%2), Relation: "cites"})
		}
		rec.Reports = append(rec.Reports, r)
	}
	for i, from := range []string{"r60", "r58", "r59"} {
		if n == 60 {
			rec.Reports[57+i].Derived = []record.Derivation{{From: from, Relation: []string{"rewritten", "copy", "edited"}[i]}}
		}
	}
	return rec
}

// thousand makes a record of 60 reports with 1,000 statements of 25 voices on 50
// claims.
func thousand(t testing.TB) *record.Record {
	t.Helper()
	rec := manyReports(60)
	for k := 1; k <= 25; k++ {
		rec.Actors = append(rec.Actors, record.Actor{ID: "a" + strconv.Itoa(k), Name: "Voice " + strconv.Itoa(k), Kind: "person"})
	}
	for k := 1; k <= 50; k++ {
		rec.Claims = append(rec.Claims, record.Claim{ID: "c" + strconv.Itoa(k), Text: "claim number " + strconv.Itoa(k) + " of the fifty", Independent: map[string]int{"asserts": 2}})
	}
	n := 0
	for i, r := range rec.Reports {
		var says []said
		for j := 0; n < 1000*(i+1)/60; j++ {
			n++
			k := n%50 + 1
			words := "The bridge carried load number " + strconv.Itoa(n)
			r.Text += words + ", the voice said.\n\n"
			u := record.Utterance{ID: "u" + strconv.Itoa(n), Actor: "a" + strconv.Itoa(n%25+1), Statements: []string{r.ID + ".s" + strconv.Itoa(j+1)}}
			says = append(says, said{content: words, stance: "asserts", sure: "certain", actor: u.Actor, utterance: u.ID, claims: []string{"c" + strconv.Itoa(k)}})
			rec.Utterances = append(rec.Utterances, u)
			c := &rec.Claims[k-1]
			c.Positions = append(c.Positions, record.Position{Stance: "asserts", Certainty: "certain", Utterance: u.ID, Reports: []string{r.ID}})
			if len(c.Lines) < 2 {
				c.Lines = append(c.Lines, record.Line{Stance: "asserts"})
			}
			l := &c.Lines[n%len(c.Lines)]
			l.Utterances, l.Reports = append(l.Utterances, u.ID), append(l.Reports, r.ID)
		}
		rec.Reports[i] = invented(t, *r, says...)
	}
	return rec
}
