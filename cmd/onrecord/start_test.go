package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"
	"time"
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

const shortStory = `LISKOVA, 4 March 2025 – A footbridge over the river Dralna fell on Monday, the mayor of Liskova said.

"Nobody was on the bridge when it gave way," mayor Irena Holub told reporters. According to the county's engineers, two of the cables had rusted through.

The contractor denied that it had skipped an inspection. "We were there in October and reported the rust," said Pavel Drozd, its director.
`

// BenchmarkStart runs the program as its user does, on one short story: the time of
// the clock and of the processors from start to end, medians over the runs.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	program, story := filepath.Join(dir, "onrecord"), filepath.Join(dir, "story.txt")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	if err := os.WriteFile(story, []byte(shortStory), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, reader := range []string{readerLearned, readerRules} {
		b.Run(reader, func(b *testing.B) {
			var clock, processor []time.Duration
			for b.Loop() {
				read := exec.Command(program, "read", "--apart", "--reader", reader, story)
				from := time.Now()
				out, err := read.Output()
				clock = append(clock, time.Since(from))
				if err != nil || len(out) < 400 {
					b.Fatalf("%v\n%s", err, out)
				}
				processor = append(processor, read.ProcessState.UserTime()+read.ProcessState.SystemTime())
			}
			b.ReportMetric(median(clock), "clock-ms")
			b.ReportMetric(median(processor), "processor-ms")
		})
	}
}

func median(of []time.Duration) float64 {
	slices.Sort(of)
	return float64(of[len(of)/2].Microseconds()) / 1000
}
