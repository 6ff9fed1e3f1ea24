package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// A Kind is what a Ref points at.
type Kind string

// The kinds of thing that a decision can be about.
const (
	OnCase      Kind = "case"
	OnReport    Kind = "report"
	OnStatement Kind = "statement"
	OnUtterance Kind = "utterance"
	OnClaim     Kind = "claim"
	OnActor     Kind = "actor"
)

// A ReportKey tells a report from all others, whatever else is in the case.
type ReportKey struct {
	SHA256 string `json:"sha256"`
	Part   string `json:"part,omitempty"`
}

// A StatementKey points at a statement by its report and its spans, which count
// code points of the report's text.
type StatementKey struct {
	ReportKey
	Source  [][2]int `json:"source,omitempty"`
	Cue     [][2]int `json:"cue,omitempty"`
	Content [][2]int `json:"content,omitempty"`
}

// A Ref points at something in a record so that it can be found again in another
// record of the same reports: an utterance, a claim or an actor by statements
// that belong to it. Text is what people called it then.
type Ref struct {
	Kind       Kind           `json:"kind"`
	Report     *ReportKey     `json:"report,omitempty"`
	Statements []StatementKey `json:"statements,omitempty"`
	Text       string         `json:"text,omitempty"`
}

// anchors is how many statements a Ref holds at most: enough to find it again when
// some are gone.
const anchors = 8

func keyOf(sha256, part string, s *record.Statement) StatementKey {
	k := StatementKey{ReportKey: ReportKey{sha256, part}}
	if s.Source != nil {
		k.Source = s.Source.Spans
	}
	if s.Cue != nil {
		k.Cue = s.Cue.Spans
	}
	if s.Content != nil {
		k.Content = s.Content.Spans
	}
	return k
}

// An idError is an id that the record does not have.
type idError struct{ id, why string }

func (e *idError) Error() string { return strconv.Quote(e.id) + " " + e.why }

// Hint says where ids are shown.
func (e *idError) Hint() string {
	return "onrecord case show and onrecord case claim print the ids; they may move when reports are added"
}

// RefTo makes a Ref of an id of the record: r1, r1.s3, u2, a4, c5, or "case".
func RefTo(rec *record.Record, id string) (Ref, error) {
	if id == string(OnCase) {
		return Ref{Kind: OnCase}, nil
	}
	kind, err := kindOf(id)
	if err != nil {
		return Ref{}, err
	}
	ref := Ref{Kind: kind}
	found := false
	for _, r := range rec.Reports {
		if r.ID == id {
			return Ref{Kind: kind, Report: &ReportKey{r.SHA256, r.Part}, Text: first(r.Title, r.Name)}, nil
		}
		for i := range r.Statements {
			s := &r.Statements[i]
			if !belongs(s, kind, id) || len(ref.Statements) == anchors {
				continue
			}
			found = true
			ref.Statements = append(ref.Statements, keyOf(r.SHA256, r.Part, s))
			if kind == OnStatement || kind == OnUtterance && ref.Text == "" {
				ref.Text = first(words(s.Content), words(s.Cue))
			}
		}
	}
	for _, a := range rec.Actors {
		if a.ID == id {
			ref.Text, found = a.Name, found || len(a.Name) > 0
		}
	}
	for _, c := range rec.Claims {
		if c.ID == id {
			ref.Text = c.Text
		}
	}
	if !found {
		return Ref{}, &idError{id, fmt.Sprintf("is no %s of this case", kind)}
	}
	return ref, nil
}

func belongs(s *record.Statement, k Kind, id string) bool {
	switch k {
	case OnStatement:
		return s.ID == id
	case OnUtterance:
		return s.Utterance == id
	case OnActor:
		return s.Actor == id
	case OnClaim:
		return slices.Contains(s.Claims, id)
	}
	return false
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// kindOf tells what an id is the id of.
func kindOf(id string) (Kind, error) {
	letters := map[byte]Kind{'r': OnReport, 'u': OnUtterance, 'a': OnActor, 'c': OnClaim}
	if id != "" {
		report, statement, inReport := strings.Cut(id[1:], ".s")
		k, ok := letters[id[0]]
		switch {
		case !ok || !isNumber(report):
		case !inReport:
			return k, nil
		case k == OnReport && isNumber(statement):
			return OnStatement, nil
		}
	}
	return "", &idError{id, "is no id: reports are r1, statements r1.s2, utterances u3, actors a4, claims c5"}
}

func isNumber(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0
}
