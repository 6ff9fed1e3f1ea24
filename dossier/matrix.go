package dossier

import (
	"cmp"
	"slices"
)

// voicesShown is how many voices have a column of their own in the matrix; the
// positions of the others stand in a last column. Eight columns of names are what
// an A4 page holds.
const voicesShown = 8

// A matrix sets claims against voices. A cell says which stance the voice takes,
// and in which of the claim's lines it counts: voices of one line are not
// independent of each other.
type matrix struct {
	Voices []string
	Rows   []matrixRow
	Others bool // some voices have no column of their own
}

type matrixRow struct {
	Claim  *claimView
	Cells  []matrixCell // one for each voice
	Others []matrixMark
}

type matrixCell struct {
	Voice string
	Marks []matrixMark
}

type matrixMark struct {
	Voice, Stance, Label, Sure string
	Claim                      string
	Line                       int
	Retracted, Repeats         bool
}

// matrixOf makes the matrix of the claims that more than one voice or report
// speaks of. Voices that take most positions come first.
func matrixOf(claims []claimView) matrix {
	var m matrix
	positions, first := map[string]int{}, map[string]int{}
	var voices []string
	for i := range claims {
		if !claims[i].shared() {
			continue
		}
		for _, l := range claims[i].Lines {
			for _, p := range l.Positions {
				if positions[p.Speaker] == 0 {
					first[p.Speaker] = len(voices)
					voices = append(voices, p.Speaker)
				}
				positions[p.Speaker]++
			}
		}
	}
	slices.SortStableFunc(voices, func(a, b string) int { return cmp.Compare(positions[b], positions[a]) })
	if len(voices) > voicesShown {
		voices, m.Others = voices[:voicesShown], true
	}
	slices.SortFunc(voices, func(a, b string) int { return first[a] - first[b] })
	m.Voices = voices
	for i := range claims {
		if claims[i].shared() {
			m.Rows = append(m.Rows, rowOf(&claims[i], voices))
		}
	}
	return m
}

func rowOf(v *claimView, voices []string) matrixRow {
	row := matrixRow{Claim: v, Cells: make([]matrixCell, len(voices))}
	for i, name := range voices {
		row.Cells[i].Voice = name
	}
	for _, l := range v.Lines {
		for _, p := range l.Positions {
			mark := matrixMark{Voice: p.Speaker, Stance: p.Stance, Label: p.Label, Sure: p.Sure, Claim: v.ID, Line: l.Number,
				Retracted: p.Retracted || l.Retracted, Repeats: p.Repeats != ""}
			k := slices.Index(voices, p.Speaker)
			switch {
			case k < 0:
				if !slices.Contains(row.Others, mark) {
					row.Others = append(row.Others, mark)
				}
			case !slices.Contains(row.Cells[k].Marks, mark):
				row.Cells[k].Marks = append(row.Cells[k].Marks, mark)
			}
		}
	}
	return row
}
