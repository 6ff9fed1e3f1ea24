package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestReadKeepsTheOrder(t *testing.T) {
	dir := t.TempDir()
	var args, want []string
	for i := range 20 {
		p := filepath.Join(dir, fmt.Sprintf("%02d.txt", i))
		if err := os.WriteFile(p, []byte(strings.Repeat("The road is open, the mayor said.\n\n", 1+(i*7)%13)), 0o644); err != nil {
			t.Fatal(err)
		}
		args, want = append(args, p), append(want, p)
	}
	args = append(args, filepath.Join(dir, "missing.txt"), "-")
	want = append(want, filepath.Join(dir, "missing.txt"), "-")
	for _, workers := range []int{1, 3, 16} {
		var got []string
		done := 0
		in := Inputs(args, strings.NewReader("The road is open, the mayor said."), &Fetcher{})
		o := Options{Reader: record.Reader{Finder: statement.NewRules()}, Workers: workers, Done: func(Input) { done++ }}
		for r, err := range Read(t.Context(), in, o) {
			var refusal *report.Refusal
			switch {
			case errors.As(err, &refusal):
				got = append(got, refusal.Name)
			case err != nil:
				t.Fatal(err)
			default:
				got = append(got, r.Report.Name)
			}
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("with %d workers the order is %v", workers, got)
		}
		if done != len(in) {
			t.Errorf("with %d workers %d of %d inputs were told as done", workers, done, len(in))
		}
	}
}

// TestReadStopsEarly leaves the loop after the first reading; goleak sees whether
// anything is left running.
func TestReadStopsEarly(t *testing.T) {
	in := make([]Input, 50)
	for i := range in {
		in[i] = Input{Name: fmt.Sprint(i), Open: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("The road is open, the mayor said.")), nil
		}}
	}
	for _, err := range Read(t.Context(), in, Options{Reader: record.Reader{Finder: statement.NewRules()}, Workers: 4}) {
		if err != nil {
			t.Error(err)
		}
		break
	}
}

func TestInputs(t *testing.T) {
	for _, c := range []struct{ arg, want string }{
		{"nowhere/at/all.txt", "no such file"},
		{os.DevNull, "not a regular file"},
	} {
		in := Inputs([]string{c.arg}, nil, &Fetcher{})
		if len(in) != 1 {
			t.Fatalf("%s: %d inputs", c.arg, len(in))
		}
		_, err := in[0].Open(t.Context())
		var r *report.Refusal
		if !errors.As(err, &r) || r.Reason != c.want || r.Hint == "" {
			t.Errorf("%s: %v", c.arg, err)
		}
	}
}
