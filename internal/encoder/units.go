package encoder

import (
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// spaceless are the scripts that put no spaces between words.
var spaceless = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0E00, Hi: 0x0EFF, Stride: 1}, {Lo: 0x1000, Hi: 0x109F, Stride: 1}, {Lo: 0x1780, Hi: 0x17FF, Stride: 1},
		{Lo: 0x3040, Hi: 0x30FF, Stride: 1}, {Lo: 0x31F0, Hi: 0x31FF, Stride: 1}, {Lo: 0x3400, Hi: 0x4DBF, Stride: 1},
		{Lo: 0x4E00, Hi: 0x9FFF, Stride: 1}, {Lo: 0xF900, Hi: 0xFAFF, Stride: 1}, {Lo: 0xFF66, Hi: 0xFF9D, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0x20000, Hi: 0x3FFFF, Stride: 1}},
}

// units appends to out what decisions fall on: runs of letters, marks, numbers
// and underscores; single characters where words are not spaced.
func units(s string, out []text.Span) []text.Span {
	open := false
	for at, r := range s {
		end := at + 1
		if r >= utf8.RuneSelf {
			_, size := utf8.DecodeRuneInString(s[at:])
			end = at + size
		}
		mark := unicode.IsMark(r)
		if !mark && r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			open = false
			continue
		}
		alone := !mark && r >= 0x0E00 && unicode.Is(spaceless, r)
		if open && !alone {
			out[len(out)-1].To = end
		} else {
			out = append(out, text.Span{From: at, To: end})
		}
		open = !alone
	}
	return out
}
