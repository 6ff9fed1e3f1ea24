// Measurefields writes a record whose statements have the spans that were
// marked by hand and the fields that package statement reads off their words,
// so that stance, certainty, channel and evidence are measured alone, without
// the errors of the finder.
//
//	go run ./training/measurefields FOLDER [GOLD.json] > record.json
//
// FOLDER holds reports as text files, with header lines down to a line "---",
// and statements.json: for each file its publication day and its statements as
// exact words. GOLD.json, if given, is read in its place.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
)

// A row is one statement marked by hand.
type row struct {
	Source, Cue, Content []string
	At                   map[string]int
}

type marked struct {
	Published  string
	Statements []row
}

// spans is a Finder that gives what was marked by hand.
type spans []statement.Attribution

func (s spans) Find(*text.Document) []statement.Attribution { return s }

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: measurefields FOLDER [GOLD.json]")
		os.Exit(2)
	}
	gold := filepath.Join(os.Args[1], "statements.json")
	if len(os.Args) > 2 {
		gold = os.Args[2]
	}
	if err := run(os.Args[1], gold); err != nil {
		fmt.Fprintln(os.Stderr, "measurefields:", err)
		os.Exit(1)
	}
}

func run(folder, gold string) error {
	data, err := os.ReadFile(gold)
	if err != nil {
		return err
	}
	files := map[string]marked{}
	if err := json.Unmarshal(data, &files); err != nil {
		return fmt.Errorf("%s: %w", gold, err)
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	reports := []any{}
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		reports = append(reports, report(name, string(raw), files[name]))
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"reports": reports})
}

func report(name, raw string, m marked) any {
	head, body, ok := strings.Cut(raw, "\n---\n")
	if !ok {
		head, body = "", raw
	}
	language := ""
	for _, line := range strings.Split(head, "\n") {
		if v, ok := strings.CutPrefix(line, "language:"); ok {
			language = strings.TrimSpace(v)
		}
	}
	var found spans
	for _, r := range m.Statements {
		found = append(found, statement.Attribution{
			Source:  locate(body, r.Source, r.At["source"]),
			Cue:     locate(body, r.Cue, r.At["cue"]),
			Content: locate(body, r.Content, r.At["content"]),
		})
	}
	c := statement.Context{Language: language, Published: when.Interval{From: m.Published, To: m.Published, Basis: when.Metadata}}
	rows := []any{}
	for _, s := range statement.Read(text.Analyze(body), found, c) {
		rows = append(rows, fields(body, s))
	}
	return map[string]any{"name": name, "text": body, "statements": rows}
}

// locate finds each piece of exact words, the nth occurrence of it.
func locate(body string, words []string, nth int) []text.Span {
	var out []text.Span
	for _, w := range words {
		at := 0
		for n := 0; ; n++ {
			i := strings.Index(body[at:], w)
			if i < 0 {
				break
			}
			if n == nth {
				out = append(out, text.Span{From: at + i, To: at + i + len(w)})
				break
			}
			at += i + 1
		}
	}
	return out
}

func fields(body string, s statement.Statement) any {
	evidence, figures := []any{}, []any{}
	for _, e := range s.Evidence {
		evidence = append(evidence, map[string]any{"kind": e.Kind})
	}
	for _, f := range s.Figures {
		figures = append(figures, map[string]any{"kind": f.Kind, "value": f.Value})
	}
	return map[string]any{
		"source": mention(body, s.Source), "cue": mention(body, s.Cue), "content": mention(body, s.Content),
		"stance": s.Stance, "certainty": s.Certainty, "channel": map[string]any{"kind": s.Channel.Kind, "name": s.Channel.Name},
		"evidence": evidence, "figures": figures, "via": s.Via, "inner": s.Inner,
		"said": map[string]any{"from": s.Said.From, "to": s.Said.To}, "because": because(body, s.Reasons),
	}
}

func because(body string, reasons []statement.Reason) []string {
	out := []string{}
	for _, r := range reasons {
		line := r.Field + ": " + r.Rule + " «"
		for i, s := range r.Spans {
			if i > 0 {
				line += " … "
			}
			line += s.In(body)
		}
		out = append(out, line+"»")
	}
	return out
}

// mention is spans with their offsets in code points.
func mention(body string, spans []text.Span) any {
	points := [][2]int{}
	words := []string{}
	for _, s := range spans {
		from := utf8.RuneCountInString(body[:s.From])
		points = append(points, [2]int{from, from + utf8.RuneCountInString(s.In(body))})
		words = append(words, s.In(body))
	}
	return map[string]any{"text": strings.Join(words, " … "), "spans": points}
}
