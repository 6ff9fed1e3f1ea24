package dossier

import (
	"cmp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// A quoteView is one statement: the exact words, and where they stand.
type quoteView struct {
	ID, Report, Outlet, Words, Lang string

	about bool // the words are what a silence is about, not what anybody said
}

// statementsOf gives the statements in which an utterance takes a position. A
// claim may be worded as the denial of what a report says ("denied entering" on
// "did not enter"), so that the stances differ: then those that no other position
// of the utterance has.
func (x *index) statementsOf(c *record.Claim, p record.Position, u *record.Utterance) []*record.Statement {
	if u == nil {
		return nil
	}
	taken := map[string]bool{}
	for _, o := range c.Positions {
		if o.Utterance == p.Utterance && o.Stance != p.Stance {
			taken[o.Stance] = true
		}
	}
	var same, free, all []*record.Statement
	for _, id := range u.Statements {
		s := x.statements[id]
		if s == nil || !slices.Contains(p.Reports, x.reportOf[id].ID) || !slices.Contains(s.Claims, c.ID) {
			continue
		}
		all = append(all, s)
		if s.Stance == p.Stance {
			same = append(same, s)
		} else if !taken[s.Stance] {
			free = append(free, s)
		}
	}
	out := all
	switch {
	case len(same) > 0:
		out = same
	case len(free) > 0:
		out = free
	}
	slices.SortStableFunc(out, func(a, b *record.Statement) int {
		ra, rb := x.reportOf[a.ID], x.reportOf[b.ID]
		if before(ra.Published, rb.Published) {
			return -1
		}
		if before(rb.Published, ra.Published) {
			return 1
		}
		return cmp.Compare(x.number[ra.ID], x.number[rb.ID])
	})
	return out
}

func reportsOf(qs []quoteView) []string {
	var out []string
	for _, q := range qs {
		out = append(out, q.Report)
	}
	return out
}

// quote gives a statement's exact words and where they stand.
func (x *index) quote(s *record.Statement) quoteView {
	r := x.reportOf[s.ID]
	silent := slices.Contains(gaps, s.Stance) && s.Stance != "could-not-confirm" && s.Content != nil
	return quoteView{ID: s.ID, Report: r.ID, Outlet: outlet(r), Words: quoted(s), Lang: r.Language, about: silent}
}

// quoted gives the exact words of a statement: its content, or the cue of a
// silence.
func quoted(s *record.Statement) string {
	if w := words(s.Content); w != "" {
		return w
	}
	return words(s.Cue)
}

// A wordsView is words that one or several reports have alike.
type wordsView struct {
	Words, Lang string
	About       bool // it is what a silence is about, not what anybody said
	Quotes      []quoteView
}

// Wordings gathers the statements of a position whose words are the same, so that
// forty copies do not say it forty times.
func (p positionView) Wordings() []wordsView { return wordings(p.Quotes) }

func wordings(qs []quoteView) []wordsView {
	var out []wordsView
	at := map[string]int{}
	for _, q := range qs {
		key := strings.ToLower(quoteMarks(q.Words))
		k, ok := at[key]
		if !ok {
			k, at[key] = len(out), len(out)
			out = append(out, wordsView{Words: bare(q.Words), Lang: q.Lang, About: q.about})
		}
		out[k].Quotes = append(out[k].Quotes, q)
	}
	return out
}
