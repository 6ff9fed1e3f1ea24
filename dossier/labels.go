package dossier

import (
	"fmt"
	"strings"
	"time"

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

// day gives an interval as short as it can be told: "5 Jan 2024", "Nov 2023",
// "28–30 Dec 2023", "2023".
func day(w *record.When) string {
	if w == nil {
		return ""
	}
	from, err1 := parseDay(w.From)
	to, err2 := parseDay(w.To)
	if err1 != nil || err2 != nil {
		return strings.TrimSpace(w.From + " – " + w.To)
	}
	last := to.AddDate(0, 0, 1).Day() == 1
	switch {
	case from.Equal(to):
		return from.Format("2 Jan 2006")
	case from.YearDay() == 1 && to.Month() == time.December && last && from.Year() == to.Year():
		return from.Format("2006")
	case from.Day() == 1 && last && from.Month() == to.Month() && from.Year() == to.Year():
		return from.Format("Jan 2006")
	case from.Month() == to.Month() && from.Year() == to.Year():
		return fmt.Sprintf("%d–%s", from.Day(), to.Format("2 Jan 2006"))
	case from.Year() == to.Year():
		return from.Format("2 Jan") + " – " + to.Format("2 Jan 2006")
	}
	return from.Format("2 Jan 2006") + " – " + to.Format("2 Jan 2006")
}

// shortDay leaves the year out where it is the year of publication.
func shortDay(w, published *record.When) string {
	d := day(w)
	if w == nil || published == nil || len(published.From) < 4 || len(d) < 6 {
		return d
	}
	if y := published.From[:4]; strings.HasSuffix(d, " "+y) {
		return strings.TrimSuffix(d, " "+y)
	}
	return d
}

func parseDay(s string) (time.Time, error) {
	if len(s) > 10 {
		s = s[:10]
	}
	return time.Parse(time.DateOnly, s)
}

// speaker names who speaks: the actor, else the words of the source, else that
// the text names nobody.
func speaker(rec *record.Record, s *record.Statement) string {
	if a := actorOf(rec, s.Actor); a != nil && a.Name != "" {
		return a.Name
	}
	if s.Source != nil {
		return s.Source.Text
	}
	return "no source named"
}

// answersTo gives the side of an actor: a country code, or the organisation's name.
func answersTo(rec *record.Record, id string) string {
	a := actorOf(rec, id)
	if a == nil || a.Side == "" {
		return ""
	}
	if o := actorOf(rec, a.Side); o != nil {
		return o.Name
	}
	return a.Side
}

func actorOf(rec *record.Record, id string) *record.Actor {
	var n int
	if _, err := fmt.Sscanf(id, "a%d", &n); err != nil || n < 1 || n > len(rec.Actors) {
		return nil
	}
	return &rec.Actors[n-1]
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
		switch e.Kind {
		case "none":
			out = append(out, "no evidence given")
		default:
			out = append(out, strings.ReplaceAll(e.Kind, "-", " "))
		}
	}
	return strings.Join(out, ", ")
}
