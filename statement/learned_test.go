package statement

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/encoder"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/models"
)

func TestShippedReader(t *testing.T) {
	l, err := NewLearned(models.Reader, encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct{ name, story, source, cue, content string }{
		{"English", "The harbour office said on Monday that two crew members were missing.", "The harbour office", "said", "two crew members were missing"},
		{"according to", "According to the captain, the engine stopped at noon.", "the captain", "According to", "the engine stopped at noon"},
		{"Ukrainian", "Міністерство повідомило, що міст закрили вночі.", "Міністерство", "повідомило", "міст закрили вночі"},
		{"German", "Der Hafenmeister sagte, das Schiff sei leer gewesen.", "Der Hafenmeister", "sagte", "das Schiff sei leer gewesen"},
		{"Korean", "항만청은 선원 두 명이 실종됐다고 밝혔다.", "항만청은", "밝혔다", "선원 두 명이 실종됐다고"},
	}
	docs := []*text.Document{text.Analyze("The bridge is long.")}
	for _, c := range cases {
		docs = append(docs, text.Analyze(c.story))
	}
	together, err := l.FindAll(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	if len(together[0]) != 0 {
		t.Errorf("a story in which nobody speaks gives %v", together[0])
	}
	for i, c := range cases {
		alone := l.Find(docs[i+1])
		if fmt.Sprint(alone) != fmt.Sprint(together[i+1]) {
			t.Errorf("%s: alone %v, with others %v", c.name, alone, together[i+1])
		}
		if len(alone) != 1 {
			t.Errorf("%s: %d attributions", c.name, len(alone))
			continue
		}
		a := alone[0]
		for role, want := range map[string]string{"source": c.source, "cue": c.cue, "content": c.content} {
			spans := map[string][]text.Span{"source": a.Source, "cue": a.Cue, "content": a.Content}[role]
			if got := text.Cover(spans).In(c.story); !strings.Contains(got, want) {
				t.Errorf("%s: the %s is %q, want %q", c.name, role, got, want)
			}
		}
		if a.Confidence < 0.5 {
			t.Errorf("%s: confidence %g", c.name, a.Confidence)
		}
	}
}

func TestDamagedReader(t *testing.T) {
	if _, err := NewLearned(models.Reader[:len(models.Reader)-1], encoder.Options{}); !errors.Is(err, encoder.ErrDamaged) {
		t.Errorf("the error is %v", err)
	}
}

func TestFindAllStops(t *testing.T) {
	l, err := NewLearned(models.Reader, encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.FindAll(ctx, []*text.Document{text.Analyze("The captain said nothing.")}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

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

// A statement is often set in a paragraph of its own, behind a colon.
func TestQuotationBehindAColon(t *testing.T) {
	l, err := NewLearned(models.Reader, encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	story := "The harbour was closed at noon. The mayor wrote:\n\n“The bridge will stay closed until the divers have looked at it.”\n\nIt was built in 1931."
	var found []Attribution
	for _, a := range l.Find(text.Analyze(story)) {
		if strings.Contains(text.Cover(a.Content).In(story), "divers") {
			found = append(found, a)
		}
	}
	if len(found) != 1 || !strings.Contains(text.Cover(found[0].Source).In(story), "mayor") {
		t.Errorf("the mayor's words behind the colon: %v", found)
	}
}

// Of two statements of one incident the head says whether they are about one claim,
// where the reader's own vectors only say that both are about the incident.
func TestShippedClaims(t *testing.T) {
	l, err := NewLearned(models.Reader, encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	head, err := l.Claims(models.Claims)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"the barge had been struck by a torpedo",
		"it was a torpedo that hit the vessel",
		"баржу влучила торпеда",
		"die Barke sei von einem Torpedo getroffen worden",
		"the barge was carrying salt and nothing else",
		"на борту баржі була лише сіль",
		"the owner had known of the cracks in the hull for a year",
	}
	of := []int{0, 0, 0, 0, 1, 1, 2}
	vs, err := head.Vectors(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	least, most := 1.0, -1.0 // of one claim, of two
	for i := range vs {
		for j := range i {
			near := 0.0
			for k, x := range vs[i] {
				near += float64(x) * float64(vs[j][k])
			}
			if of[i] == of[j] {
				least = min(least, near)
			} else {
				most = max(most, near)
			}
		}
	}
	if least <= most {
		t.Errorf("of one claim as little as %.2f, of two as much as %.2f", least, most)
	}
	if _, err := l.Claims(models.Claims[:len(models.Claims)-1]); !errors.Is(err, encoder.ErrDamaged) {
		t.Errorf("a head cut short: %v", err)
	}
}
