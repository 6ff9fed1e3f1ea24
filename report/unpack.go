package report

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Packed data is never believed about its size: what comes out is counted while
// it comes. Deflate reaches 1032:1 on zeros; stories reach 10:1, repetitive
// tables 50:1. Small members may pass the ratio, since they cost nothing.
const (
	bombRatio = 200
	bombFloor = 16 << 20
	// strikeLimit is how many bombs, and archives beyond Bounds.Nesting, are named
	// one by one before the rest of the input is given up: a nested bomb holds
	// 16^5 of them.
	strikeLimit = 8
)

var errUnpacked = errors.New("unpacks to too much")

// room says how many bytes the next member may still unpack to.
func (s *session) room() int64 {
	return min(s.bounds.Bytes, max(0, s.bounds.Unpacked-s.unpacked))
}

// spent reports that an archive has used up what it may, so that no further
// member is opened. Whoever used it up has said so in a Refusal.
func (s *session) spent() bool {
	return s.unpacked > s.bounds.Unpacked || s.strikes >= strikeLimit
}

// unpack reads all of r, the unpacked form of packed bytes of in, and counts it
// against the session. With an error of r it also returns what came before it;
// a bound that was passed comes as a *Refusal.
func (s *session) unpack(in *input, r io.Reader, packed int64) ([]byte, error) {
	var (
		buf   = newGather(min(packed, headBytes))
		room  = s.room()
		chunk = int64(1 << 20)
	)
	for {
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		n, err := buf.read(r, min(chunk, room+1-buf.n))
		s.unpacked += n
		out := buf.n
		switch {
		case s.unpacked > s.bounds.Unpacked:
			return nil, in.refuse("the archive unpacks to more than the limit of "+bytesText(s.bounds.Unpacked),
				"unpack it and give the folder, or raise --max-unpacked", errUnpacked)
		case out > room:
			return nil, in.refuse("unpacks to more than the limit of "+bytesText(s.bounds.Bytes),
				"unpack it and split it, or raise --max-bytes", errTooLarge)
		case out > bombFloor && out/bombRatio > packed:
			return nil, in.refuse(s.strike(fmt.Sprintf("unpacks to more than %d times its size", bombRatio)),
				"unpack it yourself if you trust it, and give the folder", errUnpacked)
		case errors.Is(err, io.EOF):
			return buf.bytes(), nil
		case err != nil:
			return buf.bytes(), err
		}
	}
}

// tooDeep refuses an archive that lies in more archives than the bounds allow.
func (s *session) tooDeep(in *input) error {
	if in.nesting <= s.bounds.Nesting {
		return nil
	}
	return in.refuse(s.strike(fmt.Sprintf("lies in more than %d archives", s.bounds.Nesting)),
		"unpack the outer ones and give the folder", errUnpacked)
}

// strike counts what only a hostile archive has much of.
func (s *session) strike(reason string) string {
	if s.strikes++; s.strikes == strikeLimit {
		reason += ", as many others here do; the rest is not read"
	}
	return reason
}

// tooMany refuses the rest of a container that has more members than allowed.
func (s *session) tooMany(in *input, what string) error {
	return in.refuse(fmt.Sprintf("more than %d %s; the rest is not read", s.bounds.Members, what),
		"split it, or raise --max-members", errTooLarge)
}

// story makes the input for one of several stories that share the bytes of in.
func (in *input) story(name string) *input {
	m := in.member(name, in.data)
	m.digest, m.whole, m.part = in.sum(), in, strings.TrimPrefix(m.name, in.name+"#")
	return m
}

// again numbers a story whose name came before: feeds exist in which every item
// has the address of the front page.
func (in *input) again() string {
	if in.whole == nil {
		return ""
	}
	if in.whole.told == nil {
		in.whole.told = map[string]int{}
	}
	if in.whole.told[in.part]++; in.whole.told[in.part] > 1 {
		return fmt.Sprintf(" (%d)", in.whole.told[in.part])
	}
	return ""
}

// member makes the input for one member of in. Its name comes from a stranger
// and ends up in one line of an error: control characters are made visible.
func (in *input) member(name string, data []byte) *input {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	return &input{name: in.name + "#" + name, data: data, captured: in.captured, nesting: in.nesting + 1}
}

// sortedKeys gives the keys of m in order, so that output does not depend on the
// order of a map.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
