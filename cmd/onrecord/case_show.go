package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/dossier"
	"github.com/onrecord/onrecord/record"
)

const caseShowHelp = `Print what a case says: claims with their independent lines, drift, silences,
figures, reports; and which decisions no longer fit.

Usage: onrecord case show CASE [flags]

  onrecord case show bridge.db
  onrecord case show bridge.db --json > record.json   the record, with people's decisions
`

const caseClaimsHelp = `Print the claims of a case: how many independent lines, who said it first.

Usage: onrecord case claims CASE [flags]
`

const caseClaimHelp = `Print one claim of a case: its positions, line by line, with the reasons, and what
people noted.

Usage: onrecord case claim CASE N [flags]

  onrecord case claim bridge.db 3
`

const caseReportsHelp = `Print the reports of a case and what each derives from.

Usage: onrecord case reports CASE [flags]
`

const caseActorsHelp = `Print who speaks in a case: names in every form met, role, side.

Usage: onrecord case actors CASE [flags]
`

const caseDriftHelp = `Print what changed on the way from one report to another.

Usage: onrecord case drift CASE [flags]
`

const caseSilencesHelp = `Print who did not answer, declined, could not confirm, or gave no evidence.

Usage: onrecord case silences CASE [flags]
`

var (
	caseShowVerb = viewVerb("show", "print what the case says", caseShowHelp,
		func(v *casefile.View) any { return v.Record },
		func(s streams, v *casefile.View, o dossier.TerminalOptions) error {
			if v.Title != "" {
				if _, err := fmt.Fprintf(s.out, "%s\n\n", dossier.Clean(v.Title)); err != nil {
					return err
				}
			}
			if len(v.Record.Reports) == 0 {
				_, err := fmt.Fprintln(s.out, "No reports yet.")
				return err
			}
			return dossier.Terminal(s.out, v.Record, o)
		})
	caseClaimsVerb = viewVerb("claims", "list the claims and their lines", caseClaimsHelp,
		func(v *casefile.View) any { return v.Record.Claims },
		func(s streams, v *casefile.View, o dossier.TerminalOptions) error {
			return dossier.Claims(s.out, v.Record, o)
		})
	caseReportsVerb = viewVerb("reports", "list the reports and what they derive from", caseReportsHelp,
		func(v *casefile.View) any { return reportRows(v.Record) },
		func(s streams, v *casefile.View, o dossier.TerminalOptions) error {
			return dossier.Reports(s.out, v.Record, o)
		})
	caseActorsVerb = viewVerb("actors", "list who speaks, with ids for merge and correct", caseActorsHelp,
		func(v *casefile.View) any { return v.Record.Actors },
		func(s streams, v *casefile.View, o dossier.TerminalOptions) error {
			return dossier.Actors(s.out, v.Record, o)
		})
	caseDriftVerb = viewVerb("drift", "list what changed on the way", caseDriftHelp,
		func(v *casefile.View) any { return append([]record.Drift{}, v.Record.Drift...) },
		func(s streams, v *casefile.View, o dossier.TerminalOptions) error {
			return dossier.Drifts(s.out, v.Record, o)
		})
	caseSilencesVerb = viewVerb("silences", "list who did not answer, declined or could not confirm", caseSilencesHelp,
		func(v *casefile.View) any { return silences(v.Record) },
		func(s streams, v *casefile.View, o dossier.TerminalOptions) error {
			return dossier.Silences(s.out, v.Record, o)
		})
	caseClaimVerb = verb{name: "claim", short: "show one claim, line by line", help: caseClaimHelp, run: runCaseClaim}
)

// viewVerb makes a verb that shows one part of a view, as a table or as JSON.
func viewVerb(name, short, help string, part func(*casefile.View) any, table func(streams, *casefile.View, dossier.TerminalOptions) error) verb {
	return verb{name: name, short: short, help: help, run: func(ctx context.Context, args []string, s streams) error {
		f, o, asJSON := viewFlags("case "+name, help, s)
		full := f.Bool("full", false, "shorten nothing")
		if err := f.parse(args); err != nil {
			return err
		}
		path, _, err := caseArgs(f, 0, 0, "a case")
		if err != nil {
			return err
		}
		if err := o.check("case " + name); err != nil {
			return err
		}
		return withView(ctx, path, func(_ *casefile.Case, v *casefile.View) error {
			if err := remind(s.err, path, v); err != nil {
				return err
			}
			if *asJSON {
				return printPart(s, part(v))
			}
			t := o.terminal(s)
			t.Full = *full
			return table(s, v, t)
		})
	}}
}

func viewFlags(name, help string, s streams) (*flags, *tableOptions, *bool) {
	o := &tableOptions{}
	f := newFlags(name, help, s)
	o.flags(f)
	return f, o, f.Bool("json", false, "print JSON")
}

// printPart prints a part of a record; a whole one in its own way.
func printPart(s streams, v any) error {
	if rec, ok := v.(*record.Record); ok {
		return rec.WriteJSON(s.out)
	}
	return printJSON(s, v)
}

// A reportRow is a report without its text.
type reportRow struct {
	ID         string              `json:"id"`
	Name       string              `json:"name"`
	SHA256     string              `json:"sha256"`
	Part       string              `json:"part,omitempty"`
	Title      string              `json:"title,omitempty"`
	Outlet     string              `json:"outlet,omitempty"`
	Agency     string              `json:"agency,omitempty"`
	Language   string              `json:"language,omitempty"`
	Published  *record.When        `json:"published,omitempty"`
	Derived    []record.Derivation `json:"derived,omitempty"`
	Statements int                 `json:"statements"`
}

func reportRows(rec *record.Record) []reportRow {
	out := []reportRow{}
	for _, r := range rec.Reports {
		out = append(out, reportRow{r.ID, r.Name, r.SHA256, r.Part, r.Title, r.Outlet, r.Agency, r.Language, r.Published, r.Derived, len(r.Statements)})
	}
	return out
}

// silences are the statements that say what is lacking.
func silences(rec *record.Record) []record.Statement {
	out := []record.Statement{}
	for _, r := range rec.Reports {
		for _, st := range r.Statements {
			if slices.Contains([]string{"no-comment", "declined", "could-not-confirm", "gave-no-evidence", "did-not-say"}, st.Stance) {
				out = append(out, st)
			}
		}
	}
	return out
}

// A claimPart is a claim with what it rests on.
type claimPart struct {
	Claim      *record.Claim       `json:"claim"`
	Utterances []record.Utterance  `json:"utterances"`
	Statements []record.Statement  `json:"statements"`
	Actors     []record.Actor      `json:"actors"`
	Notes      []casefile.Decision `json:"notes,omitempty"`
}

func runCaseClaim(ctx context.Context, args []string, s streams) error {
	f, o, asJSON := viewFlags("case claim", caseClaimHelp, s)
	if err := f.parse(args); err != nil {
		return err
	}
	path, rest, err := caseArgs(f, 1, 1, "a case and the number of a claim")
	if err != nil {
		return err
	}
	if err := o.check("case claim"); err != nil {
		return err
	}
	id := "c" + strings.TrimPrefix(rest[0], "c")
	return withView(ctx, path, func(_ *casefile.Case, v *casefile.View) error {
		p := partOf(v, id)
		if p.Claim == nil {
			return &usageError{reason: fmt.Sprintf("case claim: there is no claim %s", rest[0]), hint: "onrecord case claims " + path + " lists them"}
		}
		if err := remind(s.err, path, v); err != nil {
			return err
		}
		if *asJSON {
			return printJSON(s, p)
		}
		if _, err := dossier.Claim(s.out, v.Record, id, o.terminal(s)); err != nil {
			return err
		}
		for _, n := range p.Notes {
			if _, err := fmt.Fprintf(s.out, "\nNote %d, %s: %s\n", n.Number, dossier.Clean(n.By), dossier.Clean(n.Why)); err != nil {
				return err
			}
		}
		return nil
	})
}

// partOf gathers a claim and what it rests on.
func partOf(v *casefile.View, id string) claimPart {
	p := claimPart{Utterances: []record.Utterance{}, Statements: []record.Statement{}, Actors: []record.Actor{}}
	i := slices.IndexFunc(v.Record.Claims, func(c record.Claim) bool { return c.ID == id })
	if i < 0 {
		return p
	}
	p.Claim = &v.Record.Claims[i]
	utterances, actors := map[string]bool{}, map[string]bool{}
	for _, q := range p.Claim.Positions {
		utterances[q.Utterance] = true
	}
	for _, u := range v.Record.Utterances {
		if utterances[u.ID] {
			p.Utterances = append(p.Utterances, u)
			actors[u.Actor] = true
		}
	}
	for _, a := range v.Record.Actors {
		if actors[a.ID] {
			p.Actors = append(p.Actors, a)
		}
	}
	for _, r := range v.Record.Reports {
		for _, st := range r.Statements {
			if slices.Contains(st.Claims, id) {
				p.Statements = append(p.Statements, st)
			}
		}
	}
	for _, d := range v.Decisions {
		if d.Kind == casefile.Note && v.InForce[d.Number] && v.Where(d.On[0]) == id {
			p.Notes = append(p.Notes, d)
		}
	}
	return p
}
