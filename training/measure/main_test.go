package main

import "testing"

func TestCodePoints(t *testing.T) {
	for _, s := range []string{"", "ab", "“ж”x", "e\u0301 한"} {
		points := codePoints(s)
		for i := range s {
			if n := len([]rune(s[:i])); points[i] != n {
				t.Errorf("%q: %d code points before byte %d, want %d", s, points[i], i, n)
			}
		}
		if n := len([]rune(s)); points[len(s)] != n {
			t.Errorf("%q: %d code points, want %d", s, points[len(s)], n)
		}
	}
}
