package dossier

import "slices"

// linesShown is how many lines of a claim have a cell in the matrix: what the
// width of an A4 page holds. The rest are counted in a last column.
const linesShown = 6

// A matrix sets claims against their independent lines. A cell says which stance
// the line takes, which voices are on it and how many reports carry it; voices in
// one cell are not independent of each other.
type matrix struct {
	Lines []int // numbers of the columns
	Rows  []matrixRow
	More  bool // some claims have more lines than there are columns
}

type matrixRow struct {
	Claim *claimView
	Cells []matrixCell // one for each column; empty where the claim has no such line
	More  int          // lines without a cell
}

type matrixCell struct {
	Claim, Label, Stance, Sure string
	Number, Reports            int
	Voices                     []string
	Others                     int // voices that are not named
	Retracted                  bool
}

// matrixOf makes the matrix of the claims that more than one voice or report
// speaks of.
func matrixOf(claims []claimView) matrix {
	var m matrix
	columns := 0
	for i := range claims {
		if claims[i].shared() {
			columns = max(columns, len(claims[i].Lines))
		}
	}
	m.More = columns > linesShown
	columns = min(columns, linesShown)
	for n := range columns {
		m.Lines = append(m.Lines, n+1)
	}
	for i := range claims {
		if claims[i].shared() {
			m.Rows = append(m.Rows, rowOf(&claims[i], columns))
		}
	}
	return m
}

func rowOf(v *claimView, columns int) matrixRow {
	row := matrixRow{Claim: v, Cells: make([]matrixCell, columns), More: max(0, len(v.Lines)-columns)}
	for i := range min(columns, len(v.Lines)) {
		row.Cells[i] = cellOf(v, &v.Lines[i])
	}
	return row
}

// cellOf names the first two voices of a line and counts the others. How sure it
// is, it is at its surest.
func cellOf(v *claimView, l *lineView) matrixCell {
	c := matrixCell{Label: l.Label, Stance: l.Stance, Claim: v.ID, Number: l.Number, Reports: len(l.Reports), Retracted: l.Retracted}
	if c.Label == "" {
		c.Label = l.Stance
	}
	sures := []string{"certain", "probable", "possible", ""}
	best := len(sures) - 1
	for _, p := range l.Positions {
		if k := slices.Index(sures, p.Sure); k >= 0 {
			best = min(best, k)
		}
		if !slices.Contains(c.Voices, p.Speaker) {
			c.Voices = append(c.Voices, p.Speaker)
		}
	}
	c.Sure = sures[best]
	if n := len(c.Voices); n > 3 {
		c.Voices, c.Others = c.Voices[:2], n-2
	}
	return c
}
