package encoder

import (
	"encoding/binary"
	"math"
)

// A row of 4-bit values is blocks of 32: a half-precision scale, then 16 bytes,
// the low nibble of byte j for value j and the high one for value j+16.
const (
	q4Width = 32
	q4Bytes = 18
)

// q4Row writes the values of one row to dst.
func q4Row(dst []float32, row []byte) {
	for len(row) >= q4Bytes {
		d := half(binary.LittleEndian.Uint16(row))
		for j, b := range row[2:q4Bytes] {
			dst[j] = float32(d * float32(int(b&15)-8))
			dst[j+q4Width/2] = float32(d * float32(int(b>>4)-8))
		}
		dst, row = dst[q4Width:], row[q4Bytes:]
	}
}

// half is the value of an IEEE 754 half-precision number.
func half(h uint16) float32 {
	sign, exp, frac := uint32(h>>15)<<31, uint32(h>>10&31), uint32(h&1023)
	switch exp {
	case 0: // zero and subnormal
		v := float32(frac) * (1.0 / (1 << 24))
		return math.Float32frombits(math.Float32bits(v) | sign)
	case 31: // infinite and not a number
		return math.Float32frombits(sign | 0x7F800000 | frac<<13)
	}
	return math.Float32frombits(sign | (exp+112)<<23 | frac<<13)
}
