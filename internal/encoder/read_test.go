package encoder

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

func sumOf(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// sample has short and long paragraphs, odd white space and letters that the
// tiny network does not know.
const sample = "the other said the tailor.\n\n  he said, “no other tree”,\tsaid the sailor. \n" +
	"a long line of words that goes on. and on, said he. “it goes on”, said the other man, the tailor said. he\u00a0said so…\n" +
	"한жé e\u0301 😀 \xff said\r\n...\n"

// readAll is what a model finds in a text, in a form that can be compared.
func readAll(t testing.TB, m *Model, s string) string {
	t.Helper()
	found, err := m.Read(context.Background(), []string{s})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%v", found[0])
}

func TestTinyFindsSomething(t *testing.T) {
	found, err := tinyModel(t, Options{}).Read(context.Background(), []string{sample})
	if err != nil {
		t.Fatal(err)
	}
	var source, cue, content int
	for _, a := range found[0] {
		source, cue, content = source+len(a.Source), cue+len(a.Cue), content+len(a.Content)
	}
	if source == 0 || cue == 0 || content == 0 {
		t.Errorf("the other tests would test nothing: %d, %d and %d spans", source, cue, content)
	}
}

func TestKernelsAndWorkersGiveTheSame(t *testing.T) {
	want := readAll(t, tinyModel(t, Options{Workers: 1, Kernels: generic.name}), sample)
	for _, k := range Kernels() {
		for _, workers := range []int{1, 3} {
			if got := readAll(t, tinyModel(t, Options{Workers: workers, Kernels: k}), sample); got != want {
				t.Errorf("%s with %d workers reads\n%s\nthe reference\n%s", k, workers, got, want)
			}
		}
	}
}

// TestSameBitsOnEveryMachine holds the states against what they were when this
// was written; it passes on arm64 too.
func TestSameBitsOnEveryMachine(t *testing.T) {
	const want = "43889449bb2ee1abf8ea16a46407e4c818c0f4ebb5a06a6c5801394b806631e2"
	m := tinyModel(t, Options{})
	s := newScratch(&m.config, batchTokens)
	h := sha256.New()
	m.paragraphs(s, sample, func(w window) bool {
		if err := m.encode(context.Background(), s, []window{w}); err != nil {
			t.Fatal(err)
		}
		for _, v := range s.h[:len(w.ids)*m.config.Hidden] {
			_, _ = fmt.Fprintf(h, "%08x", math.Float32bits(v))
		}
		return true
	})
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("the states have the sum %s, want %s", got, want)
	}
}

func TestCompanyDoesNotMatter(t *testing.T) {
	m := tinyModel(t, Options{})
	r := rand.New(rand.NewPCG(3, 3))
	lines := strings.Split(sample, "\n")
	var texts []string
	for range 40 {
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		texts = append(texts, strings.Join(lines[:1+r.IntN(len(lines))], "\n"))
	}
	together, err := m.Read(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	vectors, err := m.Vectors(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range texts {
		if alone := readAll(t, m, s); alone != fmt.Sprintf("%v", together[i]) {
			t.Errorf("text %d alone reads\n%s\nwith others\n%v", i, alone, together[i])
		}
		v, err := m.Vectors(context.Background(), []string{s})
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(v[0]) != fmt.Sprint(vectors[i]) {
			t.Errorf("text %d alone has another vector than with others", i)
		}
	}
}

func TestCancelled(t *testing.T) {
	m := tinyModel(t, Options{Workers: 2})
	before := runtime.NumGoroutine()
	cause := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(cause)
	if _, err := m.Read(ctx, []string{sample}); !errors.Is(err, cause) {
		t.Errorf("cancelled before: the error is %v", err)
	}
	long := strings.Repeat(sample, 20000)
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer stop()
	start := time.Now()
	if _, err := m.Read(ctx, []string{long, long}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled within: the error is %v", err)
	}
	if d := time.Since(start); d > 2*time.Second {
		t.Errorf("it went on for %v", d)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines are left", n-before)
	}
	if got := readAll(t, m, sample); got != readAll(t, tinyModel(t, Options{}), sample) {
		t.Error("the model reads otherwise after it was cancelled")
	}
}

func TestNothingToRead(t *testing.T) {
	m := tinyModel(t, Options{})
	for _, s := range []string{"", " ", "\n\n", "…", "\x00", "\xff\xfe"} {
		if got := readAll(t, m, s); got != "[]" {
			t.Errorf("%q gives %s", s, got)
		}
	}
	if found, err := m.Read(context.Background(), nil); err != nil || len(found) != 0 {
		t.Errorf("no texts give %v, %v", found, err)
	}
}

// checkSpans fails where a span is not within the text, on code points.
func checkSpans(t *testing.T, s string, found []Attribution) {
	t.Helper()
	edge := func(i int) bool {
		return i == len(s) || (i >= 0 && i < len(s) && (utf8.RuneStart(s[i]) || !utf8.ValidString(s)))
	}
	for _, a := range found {
		if !(a.Confidence >= 0 && a.Confidence <= 1) {
			t.Errorf("confidence %g", a.Confidence)
		}
		for _, spans := range [][]text.Span{a.Source, a.Cue, a.Content, {a.Anchor}} {
			for i, x := range spans {
				if x.Empty() || !edge(x.From) || !edge(x.To) || (i > 0 && x.From < spans[i-1].From) {
					t.Errorf("%q: span %v of %v", s, x, spans)
				}
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add(strings.Repeat("ж", 500))
	f.Add(strings.Repeat("he said. ", 200))
	f.Add("\xf0\x9f said \xc3")
	m := tinyModel(f, Options{Workers: 1})
	f.Fuzz(func(t *testing.T, s string) {
		found, err := m.Read(context.Background(), []string{s})
		if err != nil {
			t.Fatal(err)
		}
		checkSpans(t, s, found[0])
	})
}
