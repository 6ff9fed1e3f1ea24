package dossier

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/record"
)

//go:embed page.html page.css
var pageFiles embed.FS

var pageTemplate = template.Must(template.New("page.html").ParseFS(pageFiles, "page.html"))

// A page is what page.html shows.
type page struct {
	Title   string
	Style   template.CSS
	Reports []reportView
}

type reportView struct {
	ID, Name, Title, SHA256, MediaType, Language string
	About                                        []string
	Paragraphs                                   [][]segment
	Statements                                   []statementView
	Figures                                      []figureView
	Gaps                                         []gapView
}

type statementView struct {
	ID, Class, Number, Speaker, Role, Side    string
	Stance, StanceLabel, Sure, Said, SaidFrom string
	Content, Source, Cue, Channel, Evidence   string
	Via, Confidence                           string
	Inner                                     bool
	Reasons                                   []reasonView
	Links                                     []claimLink // to the claims, on a dossier
	InText                                    bool        // marked in the report's text
}

type reasonView struct{ Field, Words, Rule string }

type figureView struct{ Label, Value, Words, Speaker, ID, Number string }

type gapView struct{ Stance, Label, Speaker, About, ID, Number string }

// HTML writes a record as one self-contained page: of one report the story with
// its statements marked, beside the table of them; of several a Dossier. The page
// loads nothing, runs no script, and is readable without styles.
func HTML(w io.Writer, rec *record.Record) error {
	if len(rec.Reports) != 1 {
		return Dossier(w, rec, Options{})
	}
	css, err := pageFiles.ReadFile("page.css")
	if err != nil {
		return err
	}
	x := newIndex(rec)
	p := page{Title: "On record"}
	var style strings.Builder
	style.Write(css)
	for _, r := range rec.Reports {
		v := viewReport(x, r)
		for _, s := range v.Statements {
			if !statementID.MatchString(s.ID) {
				continue
			}
			// Both ways: a hovered mark shows its row, a hovered row its marks.
			fmt.Fprintf(&style, "#%[1]s:has(.%[2]s:is(:hover,:focus-visible,:target)) .%[2]s{outline:2px solid var(--focus);outline-offset:1px}\n", strings.Split(s.ID, ".")[0], s.Class)
		}
		if v.Title != "" {
			p.Title = v.Title + " – on record"
		}
		p.Reports = append(p.Reports, v)
	}
	p.Style = template.CSS(style.String()) //nolint:gosec // our own file, and ids that statementID lets through
	return pageTemplate.Execute(w, p)
}

func viewReport(x *index, r *record.Report) reportView {
	v := reportView{ID: r.ID, Name: r.Name, Title: r.Title, SHA256: r.SHA256, MediaType: r.MediaType, Language: r.Language,
		Paragraphs: paragraphs(r)}
	about := func(label, value string) {
		if value != "" {
			v.About = append(v.About, label+value)
		}
	}
	about("", r.Outlet)
	if r.Agency != r.Outlet {
		about("", r.Agency)
	}
	about("by ", strings.Join(r.Authors, ", "))
	if r.Dateline != nil {
		about("", r.Dateline.Place)
	}
	if r.Published != nil {
		about("published ", day(r.Published)+" ("+r.Published.Basis+")")
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		sv := viewStatement(x, r, i)
		v.Statements = append(v.Statements, sv)
		for _, f := range s.Figures {
			v.Figures = append(v.Figures, figureView{figureLabel(f), figureValue(f), f.Text, sv.Speaker, sv.ID, sv.Number})
		}
	}
	for _, stance := range gaps {
		for i, sv := range v.Statements {
			if sv.Stance == stance {
				about := ""
				if r.Statements[i].Content != nil {
					about = r.Statements[i].Content.Text
				}
				v.Gaps = append(v.Gaps, gapView{stance, sv.StanceLabel, sv.Speaker, about, sv.ID, sv.Number})
			}
		}
	}
	return v
}

func viewStatement(x *index, r *record.Report, i int) statementView {
	s := &r.Statements[i]
	v := statementView{
		ID: s.ID, Class: cssID(s.ID), Number: strconv.Itoa(i + 1), Speaker: x.speaker(s), Side: x.answersTo(s.Actor),
		Stance: s.Stance, StanceLabel: stanceLabels[s.Stance], Sure: sure(s), Said: shortDay(s.Said, r.Published),
		Content: words(s.Content), Source: words(s.Source), Cue: words(s.Cue),
		Channel: channelLabel(s.Channel), Evidence: evidenceLabel(s.Evidence), Via: strings.Join(s.Via, ", "), Inner: s.Inner,
	}
	if a := x.actors[s.Actor]; a != nil && a.Role != a.Name {
		v.Role = a.Role
	}
	if s.Said != nil {
		v.SaidFrom = s.Said.Text
	}
	if s.Confidence > 0 {
		v.Confidence = fmt.Sprintf("%.0f %%", s.Confidence*100)
	}
	for _, b := range s.Because {
		v.Reasons = append(v.Reasons, reasonView{b.Field, b.Text, b.Rule})
	}
	return v
}

func words(m *record.Mention) string {
	if m == nil {
		return ""
	}
	return m.Text
}
