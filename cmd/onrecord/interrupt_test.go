package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

// TestInterrupt stops a reading of standard input that never ends.
func TestInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	defer func() { _ = w.Close() }()
	var out, stderr bytes.Buffer
	done := make(chan int)
	go func() {
		done <- run(ctx, []string{"read", "--json", "story.txt", "-"}, streams{in: r, out: &out, err: &stderr, getenv: func(string) string { return "" }})
	}()
	time.AfterFunc(100*time.Millisecond, cancel)
	select {
	case code := <-done:
		if code != exitInterrupted {
			t.Errorf("exit code %d, want %d", code, exitInterrupted)
		}
		if out.Len() > 0 {
			t.Errorf("an interrupted reading wrote %q", out.String())
		}
		if !strings.Contains(stderr.String(), "interrupted") {
			t.Errorf("standard error says %q", stderr.String())
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the reading did not stop")
	}
}
