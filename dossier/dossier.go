package dossier

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"

	"github.com/onrecord/onrecord/record"
)

//go:embed dossier.html dossier_parts.html dossier.css page.css
var dossierFiles embed.FS

var dossierTemplate = template.Must(template.New("dossier.html").Funcs(template.FuncMap{"day": day, "bare": bare, "count": count}).ParseFS(dossierFiles, "dossier.html", "dossier_parts.html"))

// Options say what stands on a dossier beside the record.
type Options struct {
	Title     string  // of the case; "The record of 9 reports" where there is none
	Decisions []Event // what people changed in the machine's result
}

// A dossierPage is what dossier.html shows.
type dossierPage struct {
	Title     string
	Style     template.CSS
	Summary   summary
	Matrix    matrix
	Shared    []claimView
	Singles   []claimView
	Drift     []driftView
	Graphs    []graph
	Relations []relationRow
	Timelines []timeline
	Occasions []occasionRow
	Tolls     []tollView
	Silences  []silenceView
	Merges    []mergeView
	Decisions []Event
	Reports   []reportView
}

// A relationRow is one derivation in the table beside the graph.
type relationRow struct {
	ID, Outlet, Day, Relation string
	From, FromOutlet          string // FromOutlet only where From is a report
	Shared                    string
	Because                   []string
}

// Dossier writes a record of several reports as one self-contained page: claims
// and who takes which side, in whose words; who took what from whom; what changed
// on the way; what is lacking; and the reports with their statements marked. The
// page loads nothing, runs no script, and prints.
func Dossier(w io.Writer, rec *record.Record, o Options) error {
	x := newIndex(rec)
	claims := x.claimViews()
	p := dossierPage{Title: o.Title, Summary: x.summary(claims), Matrix: matrixOf(claims), Drift: x.drifts(),
		Graphs: x.graphs(), Relations: x.relations(), Timelines: x.timelines(), Occasions: x.occasions(),
		Tolls: x.tolls(), Silences: x.silences(), Merges: x.merges(), Decisions: o.Decisions}
	if p.Title == "" {
		p.Title = "The record of " + count(len(rec.Reports), "report")
	}
	for _, v := range claims {
		if v.shared() {
			p.Shared = append(p.Shared, v)
		} else {
			p.Singles = append(p.Singles, v)
		}
	}
	var style strings.Builder
	for _, name := range []string{"page.css", "dossier.css"} {
		css, err := dossierFiles.ReadFile(name)
		if err != nil {
			return err
		}
		style.Write(css)
	}
	for _, r := range rec.Reports {
		v := viewReport(x, r)
		for i := range v.Statements {
			v.Statements[i].Links = x.claimLinks(r.Statements[i].Claims)
		}
		anchors(&style, v)
		p.Reports = append(p.Reports, v)
	}
	p.Style = template.CSS(style.String()) //nolint:gosec // our own files, and ids that statementID lets through
	return dossierTemplate.Execute(w, p)
}

var statementID = regexp.MustCompile(`^r[0-9]{1,9}\.s[0-9]{1,9}$`)

// anchors writes the rules that outline a statement's words in the text when a
// link has led to it, and sees to it that each statement has a place to be led to.
// A rule that follows from an id costs a browser next to nothing; one with :has()
// for each statement would not. It is kept for words that go over paragraphs.
func anchors(css *strings.Builder, v reportView) {
	marked := map[string]bool{}
	for _, p := range v.Paragraphs {
		for _, s := range p {
			for _, id := range s.Starts {
				marked[id] = true
			}
		}
	}
	for i := range v.Statements {
		s := &v.Statements[i]
		s.InText = marked[s.ID]
		if !statementID.MatchString(s.ID) {
			continue
		}
		esc := strings.ReplaceAll(s.ID, ".", `\.`)
		fmt.Fprintf(css, "#%s:target~.%s{outline:2px solid var(--focus);outline-offset:1px}\n", esc, s.Class)
		if paragraphsOf(v.Paragraphs, s.Class) > 1 {
			fmt.Fprintf(css, "p:has(>#%s:target)~p .%s{outline:2px solid var(--focus);outline-offset:1px}\n", esc, s.Class)
		}
	}
}

// paragraphsOf counts the paragraphs in which a statement has marked words.
func paragraphsOf(ps [][]segment, class string) int {
	n := 0
	for _, p := range ps {
		for _, s := range p {
			if strings.Contains(" "+s.Classes+" ", " "+class+" ") {
				n++
				break
			}
		}
	}
	return n
}

// claimLinks lead from a statement to the claims that it takes a side on.
func (x *index) claimLinks(ids []string) []claimLink {
	var out []claimLink
	for _, id := range ids {
		if c := x.claims[id]; c != nil {
			out = append(out, claimLink{id, fmt.Sprint(x.number[id]), sentence(c.Text)})
		}
	}
	return out
}

type claimLink struct{ ID, Number, Text string }

func (x *index) relations() []relationRow {
	var out []relationRow
	for _, r := range x.rec.Reports {
		for _, d := range r.Derived {
			row := relationRow{ID: r.ID, Outlet: outlet(r), Day: day(r.Published), Relation: derivedLabel(d.Relation), From: d.From, Because: d.Because}
			if from := x.reports[d.From]; from != nil {
				row.FromOutlet = outlet(from)
			}
			if d.Shared > 0 {
				row.Shared = fmt.Sprintf("%.0f %%", 100*d.Shared)
			}
			out = append(out, row)
		}
	}
	return out
}
