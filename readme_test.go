package onrecord_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the output shown in README.md")

// shown is how many lines of the first command's output the README shows.
const shown = 46

// TestReadmeShowsWhatTheCommandPrints runs the README's first command as it stands
// there and holds the block below it against what came out.
func TestReadmeShowsWhatTheCommandPrints(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	var command string
	for line := range strings.Lines(readme) {
		if c, ok := strings.CutPrefix(line, "    go run "); ok {
			command = "go run " + strings.TrimSpace(c)
			break
		}
	}
	if command == "" {
		t.Fatal("README.md has no command that starts with go run")
	}
	cmd := exec.Command("sh", "-c", command)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, stderr.String())
	}
	lines := strings.SplitAfter(out.String(), "\n")
	want := strings.Join(lines[:min(shown, len(lines))], "")
	head, rest, ok1 := strings.Cut(readme, "prints -->\n```\n")
	block, tail, ok2 := strings.Cut(rest, "```\n")
	if !ok1 || !ok2 {
		t.Fatal("README.md lost the block that shows the output")
	}
	if block == want {
		return
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(head+"prints -->\n```\n"+want+"```\n"+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("README.md shows\n%s\nthe command prints\n%s\n(go test -run Readme . -update rewrites it)", block, want)
}
