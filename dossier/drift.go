package dossier

import "github.com/onrecord/onrecord/record"

// driftLabels say what changed between two statements of one utterance.
var driftLabels = map[string]string{
	"hardened":  "made firmer",
	"softened":  "made softer",
	"stance":    "another stance",
	"figure":    "figure changed",
	"date":      "date changed",
	"place":     "place changed",
	"name":      "name or title changed",
	"speaker":   "given to another speaker",
	"quotation": "quotation altered",
}

// A driftView is one thing that changed on the way from one report to another.
type driftView struct {
	Label                string
	Speaker              string
	Before, After        string
	From, To             quoteView
	FromBy, ToBy         string // who speaks, where the speaker is what changed
	FromOn, ToOn         *record.When
	Because              []string
	FromStance, ToStance string // stances
}

func (x *index) drifts() []driftView {
	var out []driftView
	for _, d := range x.rec.Drift {
		from, to := x.statements[d.From], x.statements[d.To]
		if from == nil || to == nil {
			continue
		}
		label := driftLabels[d.Kind]
		if label == "" {
			label = d.Kind
		}
		rf, rt := x.reportOf[d.From], x.reportOf[d.To]
		v := driftView{Label: label, Speaker: x.speaker(from), Before: driftValue(d.Before), After: driftValue(d.After), Because: d.Because,
			From: x.quote(from), To: x.quote(to),
			FromOn: rf.Published, ToOn: rt.Published}
		if from.Stance != to.Stance {
			v.FromStance, v.ToStance = stanceLabels[from.Stance], stanceLabels[to.Stance]
		}
		if d.Kind == "speaker" {
			v.FromBy, v.ToBy = x.speaker(from), x.speaker(to)
		}
		out = append(out, v)
	}
	return out
}

// driftValue puts the name of a stance into an editor's words; other values are
// the reports' own.
func driftValue(v string) string {
	if l := stanceLabels[v]; l != "" {
		return l
	}
	return v
}
