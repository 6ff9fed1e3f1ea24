package dossier

import (
	"fmt"
	"slices"
)

// place gives every node its place: row by row, layer by layer, from left to
// right, on as many lines as a layer needs.
func place(g *graph, x *index, labels []string, l layout) {
	nodes := g.Nodes
	y := 8
	perLine := max(1, (l.width-l.gutter+l.columnGap)/(l.box+l.columnGap))
	for row, label := range labels {
		var in []*graphNode
		for _, n := range nodes {
			if n.row == row {
				in = append(in, n)
			}
		}
		if len(in) == 0 {
			continue
		}
		if l.labelAbove {
			y += 14
			g.Rows = append(g.Rows, graphRow{label, y})
			y += 10
		} else {
			g.Rows = append(g.Rows, graphRow{label, y + 18})
		}
		slices.SortStableFunc(in, func(a, b *graphNode) int { return a.layer - b.layer })
		for len(in) > 0 {
			n := 1
			for n < len(in) && n < perLine && in[n].layer == in[0].layer {
				n++
			}
			y = placeLine(in[:n], x, y, l) + l.rowGap
			in = in[n:]
		}
	}
	g.Height = y
}

// placeLine places nodes beside each other and gives the bottom of the highest.
func placeLine(nodes []*graphNode, x *index, y int, l layout) int {
	bottom := y
	for i, n := range nodes {
		n.words(x, l)
		n.X, n.Y, n.W = l.gutter+i*(l.box+l.columnGap), y, l.box
		n.H = 10 + 17*len(n.Lines)
		bottom = max(bottom, n.Y+n.H)
	}
	return bottom
}

// draw makes the curve of an edge, and its arrow: downwards where what derives
// stands below, else upwards.
func (e *graphEdge) draw() {
	x1, x2 := e.from.X+e.from.W/2, e.to.X+e.to.W/2
	y1, y2, dir := e.from.Y+e.from.H, e.to.Y, 1
	if y2 < y1 {
		y1, y2, dir = e.from.Y, e.to.Y+e.to.H, -1
	}
	bend := dir * max(14, min(60, (y2-y1)*dir/2))
	tip := y2 - dir*7
	e.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, x1, y1+bend, x2, tip-bend, x2, tip)
	e.Arrow = fmt.Sprintf("M%d %dl-4 %dh8z", x2, y2, -dir*8)
}
