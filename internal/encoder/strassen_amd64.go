//go:build amd64 && !noasm

package encoder

// linearStrassen computes as many rows as make pairs of tiles, and says how many.
// One step of Strassen's method takes seven products of half the rows, inputs and
// outputs where the schoolbook takes eight. In integers that is exact: levels leave
// room for the sum of two, and sums that leave int32 on the way come back. Inputs
// and outputs are multiples of 64.
func linearStrassen(dst []float32, a *rows, w *matrix) int {
	in, out := w.in, w.out
	half, groups, panelBytes := in/2, in/2/inAlign, panel*in
	blocks := roundUp(a.n, rowAlign) / (2 * tall)
	const sums = 5 // of quarters of the rows
	tile := tall * half
	if len(a.mixed) < blocks*sums*tile {
		a.mixed = make([]int16, len(a.data)*sums/4)
	}
	for b := range blocks {
		for r := range tall {
			top := (2*b*tall + r) * in
			strassenMix(&a.mixed[b*sums*tile+r*half], tile, &a.data[top], &a.data[top+tall*in], half)
		}
	}
	for o := 0; o < out/2; o += 2 * panel {
		lower := o + out/2
		b11, b21 := &w.packed[o*in], &w.packed[o*in+panel*half]
		b12, b22 := &w.packed[lower*in], &w.packed[lower*in+panel*half]
		s1, t1, s2, t2 := &w.scale[o], &w.bias[o], &w.scale[lower], &w.bias[lower]
		// One product after the other for all rows: its weights stay in the first-level cache.
		for product := 1; product <= 7; product++ {
			for b := range blocks {
				upper := 2 * b * tall
				below := upper + tall
				sum := func(i int) *int16 { return &a.mixed[(b*sums+i)*tile] }
				c11, c12, c21, c22 := &dst[upper*out+o], &dst[upper*out+lower], &dst[below*out+o], &dst[below*out+lower]
				switch product {
				case 1:
					strassen1(sum(0), half, b11, b22, panelBytes, groups, c11, c22, out, nil, nil, nil)
				case 2:
					strassen2(sum(1), half, b11, nil, panelBytes, groups, c21, c22, out, nil, nil, nil)
				case 3:
					strassen3(&a.data[upper*in], in, b12, b22, panelBytes, groups, c12, c22, out, nil, nil, nil)
				case 4:
					strassen4(&a.data[below*in+half], in, b21, b11, panelBytes, groups, c11, c21, out, &a.scale[below], s1, t1)
				case 5:
					strassen5(sum(2), half, b22, nil, panelBytes, groups, c11, c12, out, &a.scale[upper], s2, t2)
				case 6:
					strassen6(sum(3), half, b11, b12, panelBytes, groups, c22, nil, out, &a.scale[below], s2, t2)
				case 7:
					strassen7(sum(4), half, b21, b22, panelBytes, groups, c11, nil, out, &a.scale[upper], s1, t1)
				}
			}
		}
	}
	return 2 * tall * blocks
}
