package statement

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

// spanOf is where words stand in s.
func spanOf(t *testing.T, s, words string) text.Span {
	t.Helper()
	at := strings.Index(s, words)
	if at < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return text.Span{From: at, To: at + len(words)}
}

func TestQuotationRunsOnOverParagraphs(t *testing.T) {
	const story = "The warden said: “The gate was shut.\n\n“Nobody came through it that night.\n\n“We would have heard.”\n\nThe mayor was away."
	d := text.Analyze(story)
	said := Attribution{Source: []text.Span{spanOf(t, story, "The warden")}, Cue: []text.Span{spanOf(t, story, "said")},
		Content: []text.Span{spanOf(t, story, "“The gate was shut.")}}
	all := []Attribution{said}
	carryOn(d, all)
	var got []string
	for _, c := range all[0].Content {
		got = append(got, c.In(story))
	}
	want := []string{"“The gate was shut.", "“Nobody came through it that night.", "“We would have heard.”"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the content is %q, want %q", got, want)
	}

	other := Attribution{Cue: []text.Span{spanOf(t, story, "away")}, Content: []text.Span{spanOf(t, story, "Nobody came")}}
	all = []Attribution{said, other}
	carryOn(d, all)
	if n := len(all[0].Content); n != 1 {
		t.Errorf("it goes on where another is found to speak: %d spans", n)
	}
}

func TestClosedQuotationDoesNotRunOn(t *testing.T) {
	const story = "The warden said: “The gate was shut.”\n\n“It was open,” the porter said."
	all := []Attribution{{Cue: []text.Span{spanOf(t, story, "said")}, Content: []text.Span{spanOf(t, story, "“The gate was shut.”")}}}
	carryOn(text.Analyze(story), all)
	if n := len(all[0].Content); n != 1 {
		t.Errorf("the content has %d spans", n)
	}
}
