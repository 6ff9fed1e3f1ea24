package report

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"
)

// readAll reads data as a user would and gives, in order, one line for each
// outcome: a report's name, or a refusal.
func readAll(t testing.TB, name string, data []byte, b Bounds) (reports []*Report, outcome []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	for r, err := range Read(ctx, name, bytes.NewReader(data), b) {
		var ref *Refusal
		switch {
		case err == nil:
			reports = append(reports, r)
			outcome = append(outcome, r.Name)
			checkSpans(t, r)
		case errors.As(err, &ref):
			outcome = append(outcome, "! "+err.Error())
		default:
			t.Fatalf("%s: neither a report nor a refusal: %v", name, err)
		}
	}
	return reports, outcome
}

// checkSpans asserts what holds for every report.
func checkSpans(t testing.TB, r *Report) {
	t.Helper()
	if r.Body.From < 0 || r.Body.To > len(r.Text) || r.Body.From > r.Body.To {
		t.Errorf("%s: body %v is not inside a text of %d bytes", r.Name, r.Body, len(r.Text))
	}
	for i, p := range r.Pages {
		if p.From < 0 || p.To > len(r.Text) || p.From > p.To {
			t.Errorf("%s: page %d %v is not inside a text of %d bytes", r.Name, i+1, p, len(r.Text))
		}
	}
	if len(r.SHA256) != 64 || r.MediaType == "" {
		t.Errorf("%s: SHA256 %q, media type %q", r.Name, r.SHA256, r.MediaType)
	}
}

func sameLines(t testing.TB, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "(nothing)", "(nothing)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("outcome %d:\n got %s\nwant %s", i+1, g, w)
		}
	}
}
