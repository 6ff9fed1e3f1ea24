package dossier

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// stanceLabels put the record's stances into an editor's words.
var stanceLabels = map[string]string{
	"asserts":           "asserts",
	"denies":            "denies",
	"could-not-confirm": "could not confirm",
	"no-comment":        "did not answer",
	"declined":          "declined to say",
	"gave-no-evidence":  "gave no evidence",
	"did-not-say":       "did not say",
	"demands":           "demands",
	"intends":           "intends",
	"asks":              "asks",
}

// gaps are the stances that say what is lacking, in the order in which the gaps
// are listed.
var gaps = []string{"no-comment", "declined", "could-not-confirm", "gave-no-evidence", "did-not-say"}

var figureLabels = map[string]string{
	"range_km":    "range, km",
	"distance_km": "distance, km",
}

func figureLabel(f record.Figure) string {
	if l, ok := figureLabels[f.Kind]; ok {
		return l
	}
	if f.Kind == "count" && f.Unit != "" {
		return f.Unit
	}
	return strings.ReplaceAll(f.Kind, "_", " ")
}

// figureValue gives a figure with its bounds: "at least 5" is "5 or more".
func figureValue(f record.Figure) string {
	n := func(v float64) string {
		s := fmt.Sprintf("%.10g", v)
		return s
	}
	v := n(f.Value)
	switch {
	case f.Low != nil && f.High != nil && *f.Low != *f.High:
		v = n(*f.Low) + "–" + n(*f.High)
	case f.Low != nil && f.High == nil:
		v = n(*f.Low) + " or more"
	case f.High != nil && f.Low == nil:
		v = n(*f.High) + " or fewer"
	}
	if f.Unit != "" && f.Kind != "count" && !strings.HasSuffix(f.Kind, "_"+f.Unit) {
		v += " " + f.Unit
	}
	return v
}

func channelLabel(c record.Channel) string {
	switch {
	case c.Kind == "unspecified" || c.Kind == "":
		return c.Name
	case c.Name != "":
		return c.Name
	}
	return strings.ReplaceAll(c.Kind, "-", " ")
}

// evidenceLabel lists the kinds of evidence once each.
func evidenceLabel(es []record.Evidence) string {
	var out []string
	seen := map[string]bool{}
	for _, e := range es {
		if seen[e.Kind] {
			continue
		}
		seen[e.Kind] = true
		out = append(out, evidenceKind(e.Kind))
	}
	return strings.Join(out, ", ")
}

func evidenceKind(k string) string {
	switch k {
	case "none":
		return "no evidence given"
	case "unspecified":
		return "evidence of a kind not told"
	}
	return strings.ReplaceAll(k, "-", " ")
}
