package casefile

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// What says in words what was decided.
func (d Decision) What() string {
	switch d.Kind {
	case Merge:
		var texts []string
		for _, r := range d.On {
			texts = append(texts, r.quoted())
		}
		return fmt.Sprintf("merged %ss: %s", d.On[0].Kind, strings.Join(texts, ", "))
	case Split:
		n := "1 statement"
		if len(d.Statements) != 1 {
			n = fmt.Sprintf("%d statements", len(d.Statements))
		}
		return fmt.Sprintf("split %s from the %s %s", n, d.On[0].Kind, d.On[0].quoted())
	case Correct:
		return fmt.Sprintf("corrected the %s of the %s %s: %s", d.Field, d.On[0].Kind, d.On[0].quoted(), d.Value)
	case Note:
		if d.On[0].Kind == OnCase {
			return "noted on the case"
		}
		return fmt.Sprintf("noted on the %s %s", d.On[0].Kind, d.On[0].quoted())
	case Undo:
		return fmt.Sprintf("undid %d", d.Undoes)
	}
	return string(d.Kind)
}

// quoted is what a Ref points at, in quotation marks, not too long.
func (r Ref) quoted() string {
	t := []rune(strings.Join(strings.Fields(r.Text), " "))
	if len(t) > 80 {
		t = append(t[:79], '…')
	}
	return "“" + string(t) + "”"
}

// Where gives the id that r points at in the view's record now, "" where it is
// gone.
func (v *View) Where(r Ref) string {
	if v.graph == nil {
		v.graph = newGraph(v.Record)
	}
	switch x, _ := v.graph.locate(r); x := x.(type) {
	case *record.Report:
		return x.ID
	case *stmt:
		return x.ID
	case *utterance:
		return x.ID
	case *claim:
		return x.ID
	case *actor:
		return x.ID
	}
	return ""
}
