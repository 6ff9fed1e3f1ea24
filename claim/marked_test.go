package claim_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/claim"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// A story is a report whose statements are marked: [source], {cue}, <content>;
// one statement for each sentence that has a cue.
type story struct {
	day, language, outlet, agency, title, text string
}

// build reads the stories and gives their claims with what they refer to.
func build(t *testing.T, stories ...story) result {
	t.Helper()
	var in claim.Input
	var casts []actor.Cast
	for _, s := range stories {
		r, cast := s.read()
		r.Key = s.outlet + s.text
		in.Reports = append(in.Reports, r)
		casts = append(casts, cast)
	}
	actors, of := actor.Across(casts)
	in.Actors = actors
	var who []origin.Actor
	for _, a := range actors {
		who = append(who, origin.Actor{Name: a.Name, Named: a.Kind != actor.Unnamed, Person: a.Kind == actor.Person, Side: a.Side, Role: a.Role})
	}
	for i, r := range in.Reports {
		for _, k := range casts[i].Speakers {
			if k >= 0 {
				k = of[i][k]
			}
			r.Actors = append(r.Actors, k)
		}
	}
	in.Derived = origin.Derive(in.Reports)
	in.Utterances, _ = origin.Utterances(in.Reports, who, in.Derived)
	claims, err := claim.Build(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return result{in, claims}
}

func (s story) read() (*origin.Report, actor.Cast) {
	var plain strings.Builder
	var all []statement.Attribution
	var now statement.Attribution
	start := 0
	for _, c := range s.text {
		switch c {
		case '[', '{', '<':
			start = plain.Len()
		case ']':
			now.Source = append(now.Source, text.Span{From: start, To: plain.Len()})
		case '}':
			now.Cue = append(now.Cue, text.Span{From: start, To: plain.Len()})
		case '>':
			now.Content = append(now.Content, text.Span{From: start, To: plain.Len()})
		case '\n':
			if len(now.Cue) > 0 {
				now.Confidence = 1
				all = append(all, now)
			}
			now = statement.Attribution{}
			plain.WriteRune(c)
		default:
			plain.WriteRune(c)
		}
	}
	if len(now.Cue) > 0 {
		now.Confidence = 1
		all = append(all, now)
	}
	d := text.Analyze(plain.String())
	r := &origin.Report{Title: s.title, Outlet: s.outlet, Agency: s.agency, Language: s.language, Doc: d, Body: text.Span{To: len(d.Text)},
		Published: when.Interval{From: s.day, To: s.day, Basis: when.Metadata}}
	c := statement.Context{Published: r.Published, Language: s.language}
	r.Statements = statement.Read(d, marked(all), c)
	return r, actor.Resolve(d, actor.Context{Outlet: s.outlet, Agency: s.agency, Language: s.language, Title: s.title}, r.Statements)
}

// marked is a Finder that knows the answer.
type marked []statement.Attribution

func (m marked) Find(*text.Document) []statement.Attribution { return m }

type result struct {
	claim.Input
	claims []claim.Claim
}

// on is the claim whose text has all these words; it fails where none or several
// do.
func (r result) on(t *testing.T, words ...string) claim.Claim {
	t.Helper()
	var found []claim.Claim
	for _, c := range r.claims {
		ok := true
		for _, w := range words {
			ok = ok && strings.Contains(strings.ToLower(c.Text), w)
		}
		if ok {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d claims have the words %q:\n%s", len(found), words, r)
	}
	return found[0]
}

// String lists the claims with their positions and lines.
func (r result) String() string {
	var b strings.Builder
	for _, c := range r.claims {
		fmt.Fprintf(&b, "%s %v mirrors %d supports %v\n", c.Text, c.Independent, c.Mirrors, c.Supports)
		for _, p := range c.Positions {
			fmt.Fprintf(&b, "  %s by %s in %v %q\n", p.Stance, r.name(p.Utterance), p.Reports, p.Because)
		}
		for _, l := range c.Lines {
			fmt.Fprintf(&b, "  line %s %v %v %q\n", l.Stance, l.Positions, l.Basis, l.Because)
		}
	}
	return b.String()
}

func (r result) name(utterance int) string {
	if a := r.Utterances[utterance].Actor; a >= 0 {
		return r.Actors[a].Name
	}
	return "?"
}
