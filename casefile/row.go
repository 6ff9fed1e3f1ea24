package casefile

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/onrecord/onrecord/casefile/sqlite"
	"github.com/onrecord/onrecord/record"
)

// undated sorts behind every date.
const undated = "~"

// sortKey orders reports by publication: a day before the times of it, times by
// the clock of one zone.
func sortKey(from string) string {
	if from == "" {
		return undated
	}
	if t, err := time.Parse(time.RFC3339, from); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	return from
}

// reportRow puts a reading of an input into the form of the table.
func reportRow(r *record.Reading, input, reader string) (*sqlite.Report, error) {
	kept, err := r.Keep()
	if err != nil {
		return nil, err
	}
	rec := record.Apart(r, 1)
	rep := rec.Reports[0]
	row := &sqlite.Report{
		SHA256: rep.SHA256, Part: rep.Part, Sort: sortKey(r.Published.From), Published: r.Published.From, PublishedTo: r.Published.To,
		MediaType: rep.MediaType, Title: rep.Title, Outlet: rep.Outlet, Agency: rep.Agency, Language: rep.Language, Text: rep.Text,
		Path: strings.TrimPrefix(rep.Name, input), Reader: reader, Data: kept.Data, Vectors: kept.Vectors,
	}
	speakers := map[string]string{}
	for _, a := range rec.Actors {
		speakers[a.ID] = a.Name
	}
	for i := range rep.Statements {
		s, err := statementRow(&rep.Statements[i])
		if err != nil {
			return nil, err
		}
		s.N, s.Speaker = i+1, speakers[rep.Statements[i].Actor]
		row.Statements = append(row.Statements, s)
	}
	return row, nil
}

func statementRow(s *record.Statement) (sqlite.Statement, error) {
	key := keyOf("", "", s)
	out := sqlite.Statement{
		Source: words(s.Source), Cue: words(s.Cue), Content: words(s.Content),
		Quotation: s.Quotation, Stance: s.Stance, Certainty: s.Certainty,
		Channel: s.Channel.Kind, ChannelName: s.Channel.Name, Confidence: s.Confidence,
	}
	if s.Said != nil {
		out.Said, out.SaidTo = s.Said.From, s.Said.To
	}
	kinds, places := []string{}, []string{}
	for _, e := range s.Evidence {
		kinds = append(kinds, e.Kind)
	}
	for _, p := range s.Places {
		places = append(places, p.Name)
	}
	figures, via := s.Figures, s.Via
	if figures == nil {
		figures = []record.Figure{}
	}
	if via == nil {
		via = []string{}
	}
	for _, f := range []struct {
		to *string
		v  any
	}{{&out.Evidence, kinds}, {&out.Places, places}, {&out.Figures, figures}, {&out.Via, via},
		{&out.Spans, map[string][][2]int{"source": key.Source, "cue": key.Cue, "content": key.Content}}} {
		data, err := json.Marshal(f.v)
		if err != nil {
			return out, err
		}
		*f.to = string(data)
	}
	return out, nil
}

func words(m *record.Mention) string {
	if m == nil {
		return ""
	}
	return m.Text
}
