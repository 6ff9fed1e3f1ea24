package statement

import (
	"testing"

	"github.com/onrecord/onrecord/internal/when"
)

func TestChannelAll(t *testing.T) {
	friday := when.Interval{From: "2030-03-15", To: "2030-03-15"}
	monday := when.Interval{From: "2030-03-18", To: "2030-03-18"}
	x, tv, none := Channel{"social-media", "X"}, Channel{"broadcast", "TV"}, Channel{Kind: "unspecified"}
	for _, c := range []struct {
		name string
		all  []Statement
		want Channel // of the last statement
	}{
		{"carried on", []Statement{{Said: friday, Channel: x, Stance: Asserts}, {Said: friday, Channel: none, Stance: Asserts}}, x},
		{"another day", []Statement{{Said: friday, Channel: x, Stance: Asserts}, {Said: monday, Channel: none, Stance: Asserts}}, none},
		{"no day", []Statement{{Channel: x, Stance: Asserts}, {Channel: none, Stance: Asserts}}, none},
		{"two channels", []Statement{{Said: friday, Channel: x, Stance: Asserts}, {Said: friday, Channel: tv, Stance: Asserts}, {Said: friday, Channel: none, Stance: Asserts}}, none},
		{"the report's own remark", []Statement{{Said: friday, Channel: x, Stance: Asserts}, {Said: friday, Channel: none, Stance: GaveNoEvidence}}, none},
		{"its own channel stays", []Statement{{Said: friday, Channel: x, Stance: Asserts}, {Said: friday, Channel: tv, Stance: Asserts}}, tv},
	} {
		t.Run(c.name, func(t *testing.T) {
			ChannelAll(c.all, func(_, _ int) bool { return true })
			if got := c.all[len(c.all)-1].Channel; got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	all := []Statement{{Said: friday, Channel: x, Stance: Asserts}, {Said: friday, Channel: none, Stance: Asserts}}
	ChannelAll(all, func(_, _ int) bool { return false })
	if all[1].Channel != none {
		t.Error("another speaker's channel was carried on")
	}
}
