package claim

import (
	"fmt"
	"math/rand/v2"
)

// cells sorts vectors into cells so that near ones often share one: for each of
// several tables, the sides of random planes that a vector lies on (Charikar
// 2002, "Similarity estimation techniques from rounding algorithms"). The planes
// come from a fixed seed: the same vectors, the same cells.
type cells struct{ planes [][][]float32 }

const tablesOfCells, planesOfCells = 8, 10

func newCells(nodes []*node) cells {
	dim := 0
	for _, n := range nodes {
		dim = max(dim, len(n.Vector))
	}
	if dim == 0 {
		return cells{}
	}
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // planes, not secrets
	c := cells{planes: make([][][]float32, tablesOfCells)}
	for t := range c.planes {
		c.planes[t] = make([][]float32, planesOfCells)
		for p := range c.planes[t] {
			v := make([]float32, dim)
			for i := range v {
				v[i] = float32(r.NormFloat64())
			}
			c.planes[t][p] = v
		}
	}
	return c
}

// of gives the names of the cells of v.
func (c cells) of(v []float32) []string {
	var out []string
	for t, planes := range c.planes {
		if len(planes[0]) != len(v) {
			return nil
		}
		bits := 0
		for i, p := range planes {
			if cosine(p, v) >= 0 {
				bits |= 1 << i
			}
		}
		out = append(out, fmt.Sprintf("cell %d %d", t, bits))
	}
	return out
}
