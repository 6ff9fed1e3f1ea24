package encoder

import (
	"slices"
	"unicode/utf8"
)

// A mapped is a code point after normalisation and the bytes of the text that it
// stands for.
type mapped struct {
	r        rune
	from, to int32
}

// A normaliser maps and composes code points as the pieces were trained on.
type normaliser struct {
	from    []uint32 // the code points that are mapped, ascending
	at      []uint32 // where in into each one's length and code points are
	into    []uint32
	compose map[uint64]rune // first << 32 | second
}

// newNormaliser reads the tables of the weight file.
func newNormaliser(norm, compose []uint32) (*normaliser, error) {
	n := &normaliser{into: norm, compose: make(map[uint64]rune, len(compose)/3)}
	for i := 0; i < len(norm); {
		if len(norm)-i < 2 || uint64(norm[i+1]) > uint64(len(norm)-i-2) {
			return nil, damaged("tokenizer.norm ends within an entry")
		}
		if k := len(n.from); k > 0 && n.from[k-1] >= norm[i] {
			return nil, damaged("tokenizer.norm does not ascend")
		}
		n.from, n.at = append(n.from, norm[i]), append(n.at, uint32(i+1))
		end := i + 2 + int(norm[i+1])
		for _, r := range norm[i+2 : end] {
			if r > utf8.MaxRune {
				return nil, damaged("tokenizer.norm maps to %#x, which is no code point", r)
			}
		}
		i = end
	}
	for i := 0; i < len(compose); i += 3 {
		if compose[i+2] > utf8.MaxRune {
			return nil, damaged("tokenizer.compose makes %#x, which is no code point", compose[i+2])
		}
		n.compose[uint64(compose[i])<<32|uint64(compose[i+1])] = rune(compose[i+2])
	}
	return n, nil
}

// image is what r is mapped to.
func (n *normaliser) image(r rune) (into []uint32, ok bool) {
	i, ok := slices.BinarySearch(n.from, uint32(r))
	if !ok {
		return nil, false
	}
	at := n.at[i]
	return n.into[at+1 : at+1+n.into[at]], true
}

// join is what two code points compose to.
func (n *normaliser) join(a, b rune) (rune, bool) {
	if b < 0x300 { // no mark is below it
		return 0, false
	}
	if r, ok := n.compose[uint64(a)<<32|uint64(b)]; ok {
		return r, true
	}
	return hangul(a, b)
}

// hangul composes two parts of a Korean syllable (Unicode, chapter 3.12).
func hangul(a, b rune) (rune, bool) {
	switch {
	case 0x1100 <= a && a <= 0x1112 && 0x1161 <= b && b <= 0x1175:
		return 0xAC00 + ((a-0x1100)*21+b-0x1161)*28, true
	case 0xAC00 <= a && a <= 0xD7A3 && (a-0xAC00)%28 == 0 && 0x11A8 <= b && b <= 0x11C2:
		return a + b - 0x11A7, true
	}
	return 0, false
}

// space is SentencePiece's mark for a space.
const space = '\u2581'

// run normalises text into out[:0]: mapped, composed, spaces collapsed and
// turned into marks, with one in front.
func (n *normaliser) run(text string, out []mapped) []mapped {
	out = append(out[:0], mapped{space, 0, 0})
	put := func(r rune, from, to int) {
		if last := len(out) - 1; last > 0 {
			if j, ok := n.join(out[last].r, r); ok {
				out[last].r, out[last].to = j, int32(to)
				return
			}
			if r == ' ' && out[last].r == ' ' {
				return
			}
		}
		out = append(out, mapped{r, int32(from), int32(to)})
	}
	for at, r := range text {
		size := 1
		if r < utf8.RuneSelf {
			if r > ' ' && r != 0x7F { // the common case: never mapped nor composed
				out = append(out, mapped{r, int32(at), int32(at + 1)})
				continue
			}
		} else {
			_, size = utf8.DecodeRuneInString(text[at:])
		}
		into, ok := n.image(r)
		if !ok {
			put(r, at, at+size)
			continue
		}
		for _, c := range into {
			put(rune(c), at, at+size)
		}
	}
	if last := len(out) - 1; last > 0 && out[last].r == ' ' {
		out = out[:last]
	}
	if len(out) > 1 && out[1].r == ' ' {
		out = append(out[:1], out[2:]...)
	}
	if len(out) == 1 {
		return out[:0]
	}
	for i := range out {
		if out[i].r == ' ' {
			out[i].r = space
		}
	}
	out[0].from, out[0].to = out[1].from, out[1].from
	return out
}
