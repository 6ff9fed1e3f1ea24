package dossier

import "github.com/onrecord/onrecord/record"

// A silenceView is one gap over all reports: who did not answer, declined, could
// not confirm, gave no evidence or left something out, and which reports say so.
type silenceView struct {
	Stance, Label, Speaker, About, Side string
	Quotes                              []quoteView
}

// silences lists the gaps, one for each voice, kind and utterance, in the order
// of gaps.
func (x *index) silences() []silenceView {
	var out []silenceView
	for _, stance := range gaps {
		at := map[string]int{}
		for _, r := range x.rec.Reports {
			for i := range r.Statements {
				s := &r.Statements[i]
				if s.Stance != stance {
					continue
				}
				q := x.quote(s)
				key := s.ID
				if s.Utterance != "" {
					key = s.Utterance
				}
				if k, ok := at[key]; ok {
					out[k].Quotes = append(out[k].Quotes, q)
					if out[k].About == "" {
						out[k].About = words(s.Content)
					}
					continue
				}
				at[key] = len(out)
				out = append(out, silenceView{Stance: stance, Label: stanceLabels[stance], Speaker: x.speaker(s), Side: x.answersTo(s.Actor),
					About: words(s.Content), Quotes: []quoteView{q}})
			}
		}
	}
	return out
}

// A mergeView is two utterances that may be one: a person has to judge.
type mergeView struct {
	Sides   [2]mergeSide
	Because []string
}

type mergeSide struct {
	ID, Speaker string
	Said        *record.When
	Quotes      []quoteView
}

// Wordings gathers the statements whose words are the same.
func (m mergeSide) Wordings() []wordsView { return wordings(m.Quotes) }

func (x *index) merges() []mergeView {
	var out []mergeView
	for _, m := range x.rec.PossibleMerges {
		if len(m.Utterances) != 2 {
			continue
		}
		v := mergeView{Because: m.Because}
		known := true
		for i, id := range m.Utterances {
			u := x.utterances[id]
			if u == nil {
				known = false
				break
			}
			v.Sides[i] = mergeSide{ID: id, Speaker: x.voice(u), Said: u.Said, Quotes: x.quotes(u.Statements)}
		}
		if known {
			out = append(out, v)
		}
	}
	return out
}

// quotes gives statements by their ids.
func (x *index) quotes(ids []string) []quoteView {
	var out []quoteView
	for _, id := range ids {
		if s := x.statements[id]; s != nil {
			out = append(out, x.quote(s))
		}
	}
	return out
}
