package casefile

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/intake"
)

// killed is set in the process that TestKill kills: the case that it adds to. The
// arguments behind it are what it adds.
const killed = "ONRECORD_TEST_KILLED_CASE"

func TestMain(m *testing.M) {
	if path := os.Getenv(killed); path != "" {
		if err := newAndAdd(path, os.Getenv(killed+"_INPUT"), os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// newAndAdd is what "case new" and "case add" do: it prints the digest of each
// report once it is told that the report is kept.
func newAndAdd(path, input string, out io.Writer) error {
	ctx := context.Background()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := Create(ctx, path, ""); err != nil {
			return err
		}
	}
	c, err := Open(ctx, path)
	if err != nil {
		return err
	}
	_, err = c.Add(ctx, intake.Inputs([]string{input}, nil, nil), AddOptions{Reader: rules, Workers: 2,
		Kept: func(k Kept) { _, _ = io.WriteString(out, k.SHA256+"\n") }})
	return errors.Join(err, c.Close())
}

// TestKill ends the adding process a hundred times at random moments, as kill -9
// does. Each time the case opens and holds every report that was told of; a last
// run adds the rest, and the record is that of a case that nothing happened to.
func TestKill(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 10
	}
	folder := storyFolder(t, 150)
	whole := newCase(t)
	add(t, whole, intake.Inputs([]string{folder}, nil, nil)...)
	want := recordJSON(t, view(t, whole).Record)

	r := rand.New(rand.NewPCG(5, uint64(os.Getpid()))) // any moment will do: what must hold always holds
	dir := t.TempDir()
	midway, finished := 0, 0
	for n, round := 0, 0; n < kills; round++ {
		path := filepath.Join(dir, fmt.Sprintf("%d.db", round))
		told := map[string]bool{}
		for n < kills {
			before := len(told)
			done := killOnce(t, r, path, folder, told)
			holds(t, path, told)
			if t.Failed() {
				return
			}
			if done {
				finished++
				break // this case is full: go on with a new one
			}
			n++
			if len(told) > before {
				midway++
			}
		}
		if err := newAndAdd(path, folder, io.Discard); err != nil {
			t.Fatal(err)
		}
		c, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if recordJSON(t, view(t, c).Record) != want {
			t.Error("the case is not what it would be had nothing happened")
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d of them after reports were told of; %d runs came to their end", kills, midway, finished)
	if midway < kills/4 {
		t.Errorf("only %d of %d kills came while reports were added", midway, kills)
	}
}

// killOnce starts the adding and kills it: after a while, or shortly after it told
// of a number of reports. It reports whether the process ended by itself before.
func killOnce(t *testing.T, r *rand.Rand, path, folder string, told map[string]bool) bool {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), killed+"="+path, killed+"_INPUT="+folder)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	after := 1 + r.IntN(40) // reports that it had not told of before
	if r.IntN(3) == 0 {
		time.AfterFunc(time.Duration(r.IntN(250))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); {
		if l := lines.Text(); len(l) == 64 && !told[l] { // a line that was cut was not told
			told[l] = true
			n++
		}
		if n == after {
			time.Sleep(time.Duration(r.IntN(3000)) * time.Microsecond)
			_ = cmd.Process.Kill() // it may have ended
		}
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		t.Fatalf("the process failed by itself: %s", stderr.String())
	}
	return err == nil
}

// holds checks that the case opens, is sound and has every report told of.
func holds(t *testing.T, path string, told map[string]bool) {
	t.Helper()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && len(told) == 0 {
		return // killed before the case was made
	}
	c, err := Open(t.Context(), path)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = c.Close() }()
	if bad, err := c.Check(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("the case is damaged: %v, %v", bad, err)
	}
	there := map[string]bool{}
	for s, err := range c.db.Readings(t.Context()) {
		if err != nil {
			t.Error(err)
			return
		}
		there[s.SHA256] = true
	}
	for sum := range told {
		if !there[sum] {
			t.Errorf("report %s was told of and is not there", sum)
		}
	}
}

// storyFolder makes a folder of n short stories, a third of them in an archive.
func storyFolder(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	var members []string
	for i := range n {
		story := fmt.Sprintf("Bridge %d closed\n\nORVEL, March %d, 2031 (Meridian) - Bridge %d will stay closed until May, the Harbour Office said. The builder did not respond to a request for comment.\n", i, 1+i%28, i)
		name := fmt.Sprintf("%03d.txt", i)
		if i%3 == 0 {
			members = append(members, name, story)
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(story), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := zipped(t, "stories.zip", members...).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "stories.zip"))
	if err == nil {
		_, err = f.ReadFrom(r)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}
