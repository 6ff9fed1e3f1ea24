package dossier

import (
	"fmt"
	"slices"
)

// place gives every node its place: row by row, layer by layer, from left to
// right, on as many lines as a layer needs.
func place(g *graph, x *index, labels []string, l layout) {
	nodes := g.Nodes
	y, above, line := 8, 0, 0 // above: the bottom of the line before
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
			g.Rows = append(g.Rows, graphRow{label, l.gutter, y})
			y += 10
		} else {
			g.Rows = append(g.Rows, graphRow{label, 0, y + 18})
		}
		slices.SortStableFunc(in, func(a, b *graphNode) int { return a.layer - b.layer })
		for len(in) > 0 {
			n := 1
			for n < len(in) && n < perLine && in[n].layer == in[0].layer {
				n++
			}
			line++
			bottom := placeLine(in[:n], x, y, l)
			for _, node := range in[:n] {
				node.line, node.above, node.below = line, above, bottom
			}
			above, y = bottom, bottom+l.rowGap
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

// draw makes the path of the k-th edge and its arrow. A path runs between the
// lines and between the columns of boxes, never behind one: down from the box,
// aside to the left of the target's column, along it, and down into the target.
// Neighbours are set apart by k, so that they can be told from each other.
func (e *graphEdge) draw(k int, l layout) {
	apart := k % 5 * 3
	x1, x2 := e.from.X+e.from.W/2, e.to.X+e.to.W/2-6+apart
	leave, enter := e.from.below+8+apart, e.to.above+8+apart
	tip := e.to.Y - 7
	if e.to.line == e.from.line+1 {
		e.Path = fmt.Sprintf("M%d %dV%dH%dV%d", x1, e.from.Y+e.from.H, leave, x2, tip)
	} else {
		channel := e.to.X - l.columnGap/2 - 6 + apart
		e.Path = fmt.Sprintf("M%d %dV%dH%dV%dH%dV%d", x1, e.from.Y+e.from.H, leave, channel, enter, x2, tip)
	}
	e.Arrow = fmt.Sprintf("M%d %dl-4 -8h8z", x2, e.to.Y)
}
