package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/onrecord/onrecord/casefile"
	"github.com/onrecord/onrecord/dossier"
	"github.com/onrecord/onrecord/record"
)

const decideTail = `
Who decides (--by, or the environment variable ONRECORD_BY) and why (--why) are part
of the entry. The machine's result is kept apart from it: case log lists decisions,
case undo takes one back, and a new reading of the reports leaves them as they are.
`

const caseMergeHelp = `Decide that claims, utterances or actors are one.

Usage: onrecord case merge CASE ID ID ... --by NAME --why REASON

The first gives its name. Lines are drawn and counted anew. Statements stand for
their utterances: r1.s2 r4.s3 were said on one occasion.

  onrecord case merge bridge.db c3 c7 --why "the same claim in other words"
  onrecord case merge bridge.db r1.s2 r4.s3 --why "both quote the press conference"
  onrecord case merge bridge.db a2 a9 --why "Brandt in another spelling"
` + decideTail

const caseSplitHelp = `Decide that statements do not belong to a claim, or to an utterance.

Usage: onrecord case split CASE CLAIM|UTTERANCE STATEMENT ... --by NAME --why REASON

What is taken out becomes a claim, or an utterance, of its own. A statement in the
place of the utterance stands for its utterance.

  onrecord case split bridge.db c3 r2.s4 --why "is about the other bridge"
  onrecord case split bridge.db r1.s2 r4.s3 --why "said again a week later"
` + decideTail

const caseCorrectHelp = `Decide that a field is another.

Usage: onrecord case correct CASE ID FIELD VALUE --by NAME --why REASON

Of a statement: stance, certainty, channel, said (a day, or two: 2031-03-01..2031-03-04),
actor (a name, or the id of an actor). Of an actor: name, role, side, kind. Of a
claim: text.

  onrecord case correct bridge.db r2.s4 stance denies --why "the cue was misread"
  onrecord case correct bridge.db r1.s3 actor "Anna Brandt" --why "she is named below"
` + decideTail

const caseNoteHelp = `Note something on a claim, a statement, a report, an utterance, an actor or the case.

Usage: onrecord case note CASE ID|case TEXT --by NAME

  onrecord case note bridge.db c3 "The ministry was asked again on Friday."
` + decideTail

const caseUndoHelp = `Take a decision back. This is an entry too, and can be undone.

Usage: onrecord case undo CASE NUMBER --by NAME --why REASON

  onrecord case undo bridge.db 4 --why "the film shows another day"
` + decideTail

var (
	caseMergeVerb = decideVerb("merge", "decide that claims, utterances or actors are one", caseMergeHelp, 2, -1, "a case, and the ids of two or more",
		func(rec *record.Record, args []string) (d casefile.Decision, err error) {
			d.Kind = casefile.Merge
			d.On, err = refs(rec, occasions(rec, args))
			return d, err
		})
	caseSplitVerb = decideVerb("split", "decide that statements do not belong together", caseSplitHelp, 2, -1, "a case, a claim or an utterance, and statements",
		func(rec *record.Record, args []string) (d casefile.Decision, err error) {
			d.Kind = casefile.Split
			if d.On, err = refs(rec, occasions(rec, args[:1])); err != nil {
				return d, err
			}
			out, err := refs(rec, args[1:])
			for i, r := range out {
				if r.Kind != casefile.OnStatement {
					return d, &usageError{reason: fmt.Sprintf("case split: %s is no statement", args[1+i]), hint: "statements are r1.s2; onrecord case claim prints them"}
				}
				d.Statements = append(d.Statements, r.Statements...)
			}
			return d, err
		})
	caseCorrectVerb = decideVerb("correct", "decide that a field is another", caseCorrectHelp, 3, 3, "a case, an id, a field and its value",
		func(rec *record.Record, args []string) (d casefile.Decision, err error) {
			d.Kind, d.Field, d.Value = casefile.Correct, args[1], args[2]
			if d.Field == "actor" || d.Field == "side" {
				if d.Value, err = nameOf(rec, args[2]); err != nil {
					return d, err
				}
			}
			d.On, err = refs(rec, args[:1])
			return d, err
		})
	caseNoteVerb = decideVerb("note", "note something", caseNoteHelp, 2, 2, "a case, an id, and the text of the note",
		func(rec *record.Record, args []string) (d casefile.Decision, err error) {
			d.Kind, d.Why = casefile.Note, args[1]
			d.On, err = refs(rec, args[:1])
			return d, err
		})
	caseUndoVerb = decideVerb("undo", "take a decision back", caseUndoHelp, 1, 1, "a case, and the number of a decision",
		func(_ *record.Record, args []string) (d casefile.Decision, err error) {
			d.Kind = casefile.Undo
			if d.Undoes, err = strconv.Atoi(args[0]); err != nil {
				return d, &usageError{reason: fmt.Sprintf("case undo: %q is no number of a decision", args[0]), hint: "onrecord case log lists them"}
			}
			return d, nil
		})
)

// decideVerb makes a verb that adds a decision.
func decideVerb(name, short, help string, minArgs, maxArgs int, what string, decide func(*record.Record, []string) (casefile.Decision, error)) verb {
	return verb{name: name, short: short, help: help, run: func(ctx context.Context, args []string, s streams) error {
		f := newFlags("case "+name, help, s)
		by := f.String("by", "", "who decides")
		why := f.String("why", "", "the reason")
		asJSON := f.Bool("json", false, "print the decision as JSON")
		if err := f.parse(args); err != nil {
			return err
		}
		path, rest, err := caseArgs(f, minArgs, maxArgs, what)
		if err != nil {
			return err
		}
		return withView(ctx, path, func(c *casefile.Case, v *casefile.View) error {
			d, err := decide(v.Record, rest)
			if err != nil {
				return err
			}
			d.By = *by
			if d.Why == "" {
				d.Why = *why
			}
			if d, err = c.Decide(ctx, d); err != nil {
				return err
			}
			if *asJSON {
				return printJSON(s, d)
			}
			_, err = fmt.Fprintf(s.out, "decision %d: %s %s\n", d.Number, dossier.Clean(d.By), dossier.Clean(d.What()))
			return err
		})
	}}
}

func refs(rec *record.Record, ids []string) ([]casefile.Ref, error) {
	var out []casefile.Ref
	for _, id := range ids {
		r, err := casefile.RefTo(rec, id)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// occasions puts the utterances of statements in their place, where all ids are
// statements.
func occasions(rec *record.Record, ids []string) []string {
	of := map[string]string{}
	for _, r := range rec.Reports {
		for _, st := range r.Statements {
			of[st.ID] = st.Utterance
		}
	}
	var out []string
	for _, id := range ids {
		if of[id] == "" {
			return ids
		}
		out = append(out, of[id])
	}
	return out
}

var actorID = regexp.MustCompile(`^a\d+$`)

// nameOf gives the name of an actor for its id; anything else is a name.
func nameOf(rec *record.Record, s string) (string, error) {
	if !actorID.MatchString(s) {
		return s, nil
	}
	i := slices.IndexFunc(rec.Actors, func(a record.Actor) bool { return a.ID == s })
	if i < 0 {
		_, err := casefile.RefTo(rec, s)
		return "", err
	}
	return rec.Actors[i].Name, nil
}
