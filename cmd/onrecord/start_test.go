package main

import (
	"runtime/debug"
	"testing"
)

// TestDateParserStaysOut holds the start of the program: go-dateparser, which comes in
// by go-trafilatura where go.mod does not replace go-htmldate, takes 130 ms of each.
func TestDateParserStaysOut(t *testing.T) {
	info, ok := debug.ReadBuildInfo()
	if !ok || len(info.Deps) < 20 {
		t.Fatalf("the test does not know what it is made of: %v", info)
	}
	for _, m := range info.Deps {
		if m.Path == "github.com/markusmobius/go-dateparser" {
			t.Errorf("%s %s is linked: it compiles 4,000 regular expressions at every start", m.Path, m.Version)
		}
	}
}
