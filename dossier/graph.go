package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/onrecord/onrecord/record"
)

// A graph is the drawing of which report derives from which, layered from top to
// bottom by the day of publication and, within a day, so that what derives stands
// below what it derives from.
type graph struct {
	Name          string // of the layout: part of ids on the page
	Width, Height int
	Rows          []graphRow
	Nodes         []*graphNode
	Edges         []graphEdge
	Left          bool // the edges are too many to be drawn
}

// A graphRow is the label of a day and where it stands.
type graphRow struct {
	Label string
	X, Y  int
}

// A graphNode is one report with its copies, or an outlet or agency whose report
// is not among those read.
type graphNode struct {
	Link       string // id of the report, "" for an outlet that is not among them
	Lines      []string
	Title      string
	X, Y, W, H int

	reports []*record.Report
	name    string
	row     int // of days; 0 holds what is not among the reports
	layer   int // within its row
	line    int // of boxes, from the top
	above   int // where the line before ends
	below   int // where its own line ends
}

// TextX and TextY place the n-th line of a node.
func (n *graphNode) TextX() int      { return n.X + 8 }
func (n *graphNode) TextY(i int) int { return n.Y + 18 + 17*i }

// A graphEdge leads from what was taken to who took it.
type graphEdge struct {
	Relation, Path, Arrow string

	from, to *graphNode
}

// A layout is the room that a graph has.
type layout struct {
	name                  string
	width, gutter, box    int
	labelAbove            bool // the day stands above its row, not beside it
	columnGap, rowGap     int
	charWidth, linesShown int
	edgesShown            int // more lines than these tell nothing; the boxes say it
}

var layouts = []layout{
	{name: "wide", width: 1100, gutter: 108, box: 180, columnGap: 17, rowGap: 30, charWidth: 7, linesShown: 4, edgesShown: 70},
	{name: "narrow", width: 350, gutter: 16, box: 158, labelAbove: true, columnGap: 17, rowGap: 26, charWidth: 7, linesShown: 4, edgesShown: 20},
}

// reportsDrawn is how many reports a drawing may have; beyond it, the table beside
// it says more than boxes would.
const reportsDrawn = 400

// graphs draws the derivations for a wide and for a narrow window; none where no
// report derives from anything.
func (x *index) graphs() []graph {
	if len(x.rec.Reports) > reportsDrawn || !slices.ContainsFunc(x.rec.Reports, func(r *record.Report) bool { return len(r.Derived) > 0 }) {
		return nil
	}
	out := make([]graph, 0, len(layouts))
	for _, l := range layouts {
		out = append(out, x.graph(l))
	}
	return out
}

func (x *index) graph(l layout) graph {
	nodes, of := x.graphNodes()
	days := x.graphDays(nodes)
	edges, outside := x.graphEdges(nodes, of)
	nodes = append(outside, nodes...)
	layer(nodes, edges)
	g := graph{Name: l.name, Width: l.width, Nodes: nodes}
	place(&g, x, days, l)
	if g.Left = len(edges) > l.edgesShown; g.Left {
		return g
	}
	for k, e := range edges {
		e.draw(k, l)
		g.Edges = append(g.Edges, e)
	}
	return g
}

// graphNodes makes a node of each report that is no copy, with its copies, and
// says in which node each report is.
func (x *index) graphNodes() ([]*graphNode, map[string]*graphNode) {
	of := map[string]*graphNode{}
	var nodes []*graphNode
	for _, r := range x.rec.Reports {
		if x.copied(r) == r {
			n := &graphNode{Link: r.ID, reports: []*record.Report{r}}
			nodes, of[r.ID] = append(nodes, n), n
		}
	}
	for _, r := range x.rec.Reports {
		if of[r.ID] == nil {
			n := of[x.copied(r).ID]
			n.reports = append(n.reports, r)
			of[r.ID] = n
		}
	}
	return nodes, of
}

// copied follows the copies back to the report that is none. Reports that are
// copies of each other in a ring are the first of them.
func (x *index) copied(r *record.Report) *record.Report {
	seen := []*record.Report{}
	for !slices.Contains(seen, r) {
		seen = append(seen, r)
		for _, d := range r.Derived {
			if from := x.reports[d.From]; from != nil && d.Relation == "copy" {
				r = from
				break
			}
		}
		if r == seen[len(seen)-1] {
			return r
		}
	}
	ring := seen[slices.Index(seen, r):]
	return slices.MinFunc(ring, func(a, b *record.Report) int { return x.number[a.ID] - x.number[b.ID] })
}

// graphEdges makes an edge of each derivation between nodes, once, and nodes of
// the outlets and agencies that are not among the reports.
func (x *index) graphEdges(nodes []*graphNode, of map[string]*graphNode) ([]graphEdge, []*graphNode) {
	var edges []graphEdge
	var outside []*graphNode
	seen := map[string]bool{}
	for _, n := range nodes {
		for _, r := range n.reports {
			for _, d := range x.derived(r) {
				from := of[d.From]
				if from == nil {
					from = &graphNode{name: clean(d.From)}
					of[d.From] = from
					outside = append(outside, from)
				}
				key := fmt.Sprintf("%s %s %s", d.From, n.Link, d.Relation)
				if from != n && !seen[key] {
					seen[key] = true
					edges = append(edges, graphEdge{Relation: d.Relation, from: from, to: n})
				}
			}
		}
	}
	return edges, outside
}

// graphDays gives each node its row and returns the labels of the rows: first
// what is not among the reports, then the days, then what is not dated.
func (x *index) graphDays(nodes []*graphNode) []string {
	keys := map[string]bool{}
	key := func(n *graphNode) string {
		r := n.reports[0]
		if r.Published == nil {
			return "~" // behind every day
		}
		if _, err := parseDay(r.Published.From); err != nil {
			return "~"
		}
		return r.Published.From[:10]
	}
	for _, n := range nodes {
		keys[key(n)] = true
	}
	days := []string{}
	for k := range keys {
		days = append(days, k)
	}
	slices.Sort(days)
	labels := []string{"not read"}
	for _, d := range days {
		if t, err := parseDay(d); err == nil {
			labels = append(labels, t.Format("2 Jan 2006"))
		} else {
			labels = append(labels, "no date")
		}
	}
	for _, n := range nodes {
		n.row = 1 + slices.Index(days, key(n))
	}
	return labels
}

// layer puts what derives within one row below what it derives from. A ring ends
// when no node can be lower than there are nodes.
func layer(nodes []*graphNode, edges []graphEdge) {
	for range min(len(nodes), 12) {
		moved := false
		for _, e := range edges {
			if e.from.row == e.to.row && e.to.layer <= e.from.layer {
				e.to.layer, moved = e.from.layer+1, true
			}
		}
		if !moved {
			return
		}
	}
}

// words fills in what a node says: its report, its copies, what it takes from
// where.
func (n *graphNode) words(x *index, l layout) {
	columns := (l.box - 14) / l.charWidth
	if n.Link == "" {
		n.Title = n.name + ", not among the reports"
		n.Lines = []string{runewidth.Truncate(n.name, columns*7/8, "…")}
		return
	}
	r := n.reports[0]
	lines := []string{printable(r.ID + " " + outlet(r))}
	var takes []string
	for _, d := range x.derived(r) {
		takes = append(takes, derivedLabel(d.Relation)+" "+d.From)
	}
	if len(takes) > l.linesShown-2 {
		takes = append(takes[:l.linesShown-3:l.linesShown-3], fmt.Sprintf("and %d more", len(takes)-l.linesShown+3))
	}
	lines = append(lines, takes...)
	var copies []string
	for _, c := range n.reports[1:] {
		copies = append(copies, c.ID)
	}
	if len(copies) > 0 {
		lines = append(lines, "copied by "+strings.Join(copies, " "))
		if len(copies) > 3 {
			lines[len(lines)-1] = fmt.Sprintf("and %d copies of it", len(copies))
		}
	}
	n.Title = printable(strings.Join(append([]string{r.ID + " " + outlet(r) + ": " + clean(r.Title)}, takes...), ", "))
	if len(copies) > 0 {
		n.Title += printable(", copied by " + strings.Join(copies, " "))
	}
	for i, line := range lines {
		room := columns
		if i == 0 {
			room = columns * 7 / 8 // the name is bold
		}
		n.Lines = append(n.Lines, runewidth.Truncate(printable(line), room, "…"))
	}
}
