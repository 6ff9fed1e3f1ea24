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
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/onrecord/onrecord/record"
)

// TestBrowserPage opens the page of one report in Chromium, wide and narrow, light
// and dark. With SCREENSHOTS=dir it leaves a picture of each.
func TestBrowserPage(t *testing.T) {
	shoot(t, "page", browserRecord(), func(t *testing.T, ctx context.Context, _ bool) {
		var marks, rows int
		var hovered string
		err := chromedp.Run(ctx,
			chromedp.Evaluate(`document.querySelectorAll(".story a").length`, &marks),
			chromedp.Evaluate(`document.querySelectorAll(".statement").length`, &rows),
			// A row that a mark led to outlines its marks in the text, without a script.
			chromedp.Evaluate(`location.hash = "#r1.s1"`, nil),
			chromedp.Evaluate(`getComputedStyle(document.querySelector(".story .r1s1")).outlineStyle`, &hovered),
		)
		if err != nil {
			t.Fatal(err)
		}
		if marks < 3 || rows != 3 || hovered != "solid" {
			t.Errorf("%d marks, %d rows, outline %q", marks, rows, hovered)
		}
	})
}

// TestBrowserDossier does the same with the dossier of the invented incident, and
// with one of sixty reports and a thousand statements.
func TestBrowserDossier(t *testing.T) {
	shoot(t, "dossier", incident(t), func(t *testing.T, ctx context.Context, narrow bool) {
		var outlined, drawn int
		var cell string
		err := chromedp.Run(ctx,
			chromedp.Evaluate(`[...document.querySelectorAll("svg.graph")].filter(s => s.getBoundingClientRect().width > 0).length`, &drawn),
			chromedp.Evaluate(`getComputedStyle(document.querySelector(".matrix td")).display`, &cell),
			// A quotation leads to its words in the text, which are outlined.
			chromedp.Evaluate(`location.hash = "#r5.s1"`, nil),
			chromedp.Evaluate(`[...document.querySelectorAll(".story .r5s1")].filter(e => getComputedStyle(e).outlineStyle == "solid").length`, &outlined),
		)
		if err != nil {
			t.Fatal(err)
		}
		if outlined != 3 {
			t.Errorf("%d pieces of the statement are outlined, want source, cue and content", outlined)
		}
		if drawn != 1 || (cell == "block") != narrow {
			t.Errorf("%d graphs are shown, cells of the matrix are %q", drawn, cell)
		}
	})
	shoot(t, "sixty", thousand(t), nil)
	shoot(t, "hostile", hostile(t), nil)
}

// shoot opens the page of a record in each width and scheme, checks what holds of
// all of them, lets check look for more, and leaves pictures where they are asked
// for.
func shoot(t *testing.T, name string, rec *record.Record, check func(*testing.T, context.Context, bool)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := HTML(f, rec); err != nil {
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
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	for _, width := range []int64{1280, 390} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%s %d %s", name, width, scheme), func(t *testing.T) {
				var overflow, scripts, height int
				var background string
				var wide []string
				var shot []byte
				err := chromedp.Run(ctx,
					chromedp.EmulateViewport(width, 900),
					chromedp.ActionFunc(func(ctx context.Context) error {
						return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}).Do(ctx)
					}),
					chromedp.Navigate("file://"+path),
					chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &overflow),
					chromedp.Evaluate(`[...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.tagName + "." + (e.getAttribute("class") || "")).slice(0, 5)`, &wide),
					chromedp.Evaluate(`document.scripts.length`, &scripts),
					chromedp.Evaluate(`getComputedStyle(document.body).backgroundColor`, &background),
					chromedp.Evaluate(`document.documentElement.scrollHeight`, &height),
					chromedp.ActionFunc(func(ctx context.Context) (err error) {
						// Chromium takes no picture of a page that is much higher.
						clip := &cdppage.Viewport{Width: float64(width), Height: float64(min(height, 15000)), Scale: 1}
						shot, err = cdppage.CaptureScreenshot().WithCaptureBeyondViewport(true).WithClip(clip).Do(ctx)
						return err
					}),
				)
				if err != nil {
					t.Fatal(err)
				}
				if overflow > 0 || len(wide) > 0 {
					t.Errorf("the page is %d pixels wider than the window; wider elements: %v", overflow, wide)
				}
				if scripts != 0 {
					t.Errorf("%d scripts", scripts)
				}
				if dark := background != "rgb(251, 250, 247)"; dark != (scheme == "dark") {
					t.Errorf("background %s in the %s scheme", background, scheme)
				}
				if check != nil {
					check(t, ctx, width < 820)
				}
				if dir := os.Getenv("SCREENSHOTS"); dir != "" {
					if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.png", name, width, scheme)), shot, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
	if dir := os.Getenv("SCREENSHOTS"); dir != "" {
		var pdf []byte
		err := chromedp.Run(ctx, chromedp.ActionFunc(func(ctx context.Context) (err error) {
			pdf, _, err = cdppage.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
			return err
		}))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), pdf, 0o644); err != nil {
			t.Fatal(err)
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
