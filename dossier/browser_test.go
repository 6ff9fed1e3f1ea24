//go:build browser

package dossier

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/onrecord/onrecord/record"
)

// TestBrowserPage opens the page of two reports in Chromium, wide and narrow, light
// and dark. With SCREENSHOTS=dir it leaves a picture of each.
func TestBrowserPage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := HTML(f, browserRecord()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("chromium is not installed: .ci/run installs it")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	actx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	defer cancel()
	ctx, cancel := chromedp.NewContext(actx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()

	for _, width := range []int64{1280, 390} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%d %s", width, scheme), func(t *testing.T) {
				var overflow, marks, rows, scripts int
				var hovered, background string
				var shot []byte
				err := chromedp.Run(ctx,
					chromedp.EmulateViewport(width, 900),
					chromedp.ActionFunc(func(ctx context.Context) error {
						return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}).Do(ctx)
					}),
					chromedp.Navigate("file://"+path),
					chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &overflow),
					chromedp.Evaluate(`document.querySelectorAll(".story a").length`, &marks),
					chromedp.Evaluate(`document.querySelectorAll(".statement").length`, &rows),
					chromedp.Evaluate(`document.scripts.length`, &scripts),
					chromedp.Evaluate(`getComputedStyle(document.body).backgroundColor`, &background),
					// A row that a mark led to outlines its marks in the text, without a script.
					chromedp.Evaluate(`location.hash = "#r1.s1"`, nil),
					chromedp.Evaluate(`getComputedStyle(document.querySelector(".story .r1s1")).outlineStyle`, &hovered),
					chromedp.FullScreenshot(&shot, 100),
				)
				if err != nil {
					t.Fatal(err)
				}
				if overflow > 0 {
					t.Errorf("the page is %d pixels wider than the window", overflow)
				}
				if marks < 3 || rows != 3 || scripts != 0 {
					t.Errorf("%d marks, %d rows, %d scripts", marks, rows, scripts)
				}
				if hovered != "solid" {
					t.Errorf("the marks of the row in view have outline %q", hovered)
				}
				if dark := background != "rgb(251, 250, 247)"; dark != (scheme == "dark") {
					t.Errorf("background %s in the %s scheme", background, scheme)
				}
				if dir := os.Getenv("SCREENSHOTS"); dir != "" {
					if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("page-%d-%s.png", width, scheme)), shot, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
}

func browserRecord() *record.Record {
	text := "The bridge is closed, the harbour office said on Monday.\n\nThe builder did not respond.\n\n다리가 닫혔다고 항만청이 밝혔다."
	return &record.Record{Schema: record.Schema,
		Reports: []*record.Report{{ID: "r1", Name: "bridge.txt", Title: "Bridge closed", Text: text,
			SHA256: "0000000000000000000000000000000000000000000000000000000000000000",
			Statements: []record.Statement{
				{ID: "r1.s1", Source: at("the harbour office", 22), Cue: at("said", 41), Content: at("The bridge is closed", 0), Stance: "asserts", Certainty: "certain", Actor: "a1"},
				{ID: "r1.s2", Source: at("The builder", 58), Cue: at("did not respond", 70), Stance: "no-comment", Certainty: "underspecified"},
				{ID: "r1.s3", Source: at("항만청", 98), Cue: at("밝혔다", 103), Content: at("다리가 닫혔다", 88), Stance: "asserts", Certainty: "certain"},
			}}},
		Actors: []record.Actor{{ID: "a1", Name: "Harbour Office", Kind: "organisation"}},
	}
}

func at(words string, from int) *record.Mention {
	return &record.Mention{Text: words, Spans: [][2]int{{from, from + len([]rune(words))}}}
}
