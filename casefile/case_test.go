package casefile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/intake"
	newstext "github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

var rules = Reader{Reader: record.Reader{Finder: statement.NewRules()}, Name: "rules"}

// newCase gives an open, empty case whose clock stands still.
func newCase(t testing.TB) *Case {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.db")
	if err := Create(t.Context(), path, "The bridge"); err != nil {
		t.Fatal(err)
	}
	c, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	c.now = func() time.Time { return time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC) }
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func text(name, story string) intake.Input {
	return intake.Input{Name: name, Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(story)), nil
	}}
}

// zipped makes an archive of stories: name, text, name, text …
func zipped(t testing.TB, name string, members ...string) intake.Input {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err == nil {
			_, err = f.Write([]byte(members[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return text(name, b.String())
}

const (
	bridge = "Bridge at Orvel closed\n\nORVEL, March 3, 2031 (Meridian) - The bridge at Orvel will stay closed until May, the Harbour Office said on Monday.\n\n\"We found cracks in two pillars,\" said its director, Anna Brandt. The builder did not respond to a request for comment.\n"
	ferry  = "Ferries run late\n\nORVEL, March 5, 2031 (Meridian) - Ferries will run every hour, the Harbour Office said on Wednesday. The mayor, Piet Holm, denied that the bridge had been unsafe.\n"
)

func add(t testing.TB, c *Case, inputs ...intake.Input) Added {
	t.Helper()
	sum, err := c.Add(t.Context(), inputs, AddOptions{Reader: rules, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func view(t testing.TB, c *Case) *View {
	t.Helper()
	v, err := c.View(t.Context(), rules.Name)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func recordJSON(t testing.TB, rec *record.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := rec.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func examples(t testing.TB) []intake.Input {
	t.Helper()
	in := intake.Inputs([]string{"../examples/staryi-brid"}, nil, nil)
	if len(in) < 5 {
		t.Fatalf("only %d examples", len(in))
	}
	return in
}

// TestOrderChangesNothing adds the same reports in many orders, at once and one by
// one, some twice: the record is the same byte for byte.
func TestOrderChangesNothing(t *testing.T) {
	inputs := append(examples(t), text("a/bridge.txt", bridge), text("b/bridge.txt", bridge),
		zipped(t, "x.zip", "bridge.txt", bridge, "ferry.txt", ferry), zipped(t, "w.zip", "ferry.txt", ferry))
	c := newCase(t)
	add(t, c, inputs...)
	want := recordJSON(t, view(t, c).Record)
	if !strings.Contains(want, `"stance": "denies"`) {
		t.Fatal("the record holds no denial: it was not read")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 6 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			shuffled := slices.Clone(inputs)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			c := newCase(t)
			for len(shuffled) > 0 {
				k := min(1+r.IntN(4), len(shuffled))
				add(t, c, shuffled[:k]...)
				if r.IntN(3) == 0 {
					add(t, c, shuffled[0])
				}
				shuffled = shuffled[k:]
			}
			if recordJSON(t, view(t, c).Record) != want {
				t.Error("another order gives another record")
			}
		})
	}
}

func TestSameBytesAddNothing(t *testing.T) {
	c := newCase(t)
	archive := zipped(t, "x.zip", "bridge.txt", bridge, "ferry.txt", ferry)
	for _, tt := range []struct {
		name   string
		inputs []intake.Input
		want   Added
	}{
		{"archive", []intake.Input{archive}, Added{Reports: 2}},
		{"archive again", []intake.Input{archive}, Added{Known: 1}},
		{"its story alone", []intake.Input{text("bridge.txt", bridge)}, Added{Known: 1}},
		{"under another name", []intake.Input{text("b.txt", bridge)}, Added{Known: 1}},
		{"twice at once", []intake.Input{text("c.txt", "Quay open\n\nThe quay is open, the port said."), text("d.txt", "Quay open\n\nThe quay is open, the port said.")}, Added{Reports: 1, Known: 1}},
	} {
		if got := add(t, c, tt.inputs...); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
	if n := len(view(t, c).Record.Reports); n != 3 {
		t.Errorf("%d reports, want 3", n)
	}
}

// TestRefusedIsToldAgain: an archive of which something was refused is not taken
// for complete.
func TestRefusedIsToldAgain(t *testing.T) {
	c := newCase(t)
	archive := zipped(t, "x.zip", "bridge.txt", bridge, "big.txt", strings.Repeat("The bridge is open, the mayor said. ", 400))
	var told []string
	o := AddOptions{Reader: rules, Bounds: report.Bounds{TextBytes: 2000}, Refused: func(err error) { told = append(told, err.Error()) }}
	for range 2 {
		if _, err := c.Add(t.Context(), []intake.Input{archive}, o); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) != 2 || !strings.Contains(told[1], "x.zip#big.txt") {
		t.Errorf("told %q", told)
	}
	if got := add(t, c, archive); got != (Added{Reports: 1, Known: 1}) {
		t.Errorf("with a higher bound: %+v", got)
	}
	log, err := c.Log(t.Context())
	if err != nil || !slices.ContainsFunc(log, func(e LogEntry) bool { return e.What == "refused" }) {
		t.Errorf("log %v, %v", log, err)
	}
}

// TestInterrupted ends an Add while it reads: what was told is kept, and the same
// call made again adds the rest.
func TestInterrupted(t *testing.T) {
	c := newCase(t)
	inputs := examples(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var told []string
	endless := intake.Input{Name: "slow.example", Open: func(ctx context.Context) (io.ReadCloser, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	_, err := c.Add(ctx, append(inputs[:4:4], endless, inputs[4]), AddOptions{Reader: rules, Workers: 1, Kept: func(k Kept) {
		told = append(told, k.SHA256)
		stop()
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	v := view(t, c)
	if len(told) == 0 || len(v.Record.Reports) != len(told) {
		t.Errorf("%d reports, told of %d", len(v.Record.Reports), len(told))
	}
	rest := add(t, c, inputs...)
	if n := len(view(t, c).Record.Reports); n != len(inputs) || rest.Reports != len(inputs)-len(told) {
		t.Errorf("%d reports of %d; the second run %+v", n, len(inputs), rest)
	}
}

// TestViewEndsOnInterrupt: who has had enough need not wait for the record.
func TestViewEndsOnInterrupt(t *testing.T) {
	c := newCase(t)
	add(t, c, text("a.txt", bridge))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.View(ctx, rules.Name); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// nothing is a Finder that finds no statements.
type nothing struct{}

func (nothing) Find(*newstext.Document) []statement.Attribution { return nil }

// TestViewsFollow views one open case after each change to it: it says what the case,
// opened anew, says.
func TestViewsFollow(t *testing.T) {
	inputs := append(examples(t), text("a/bridge.txt", bridge), text("a/ferry.txt", ferry), text("z/late.txt", strings.Replace(bridge, "Monday", "Sunday", 1)))
	r := rand.New(rand.NewPCG(3, 4))
	r.Shuffle(len(inputs), func(i, j int) { inputs[i], inputs[j] = inputs[j], inputs[i] })
	c := newCase(t)
	check := func(what string) {
		t.Helper()
		fresh, err := Open(t.Context(), c.db.Path)
		if err != nil {
			t.Fatal(err)
		}
		want := recordJSON(t, view(t, fresh).Record)
		if err := fresh.Close(); err != nil {
			t.Fatal(err)
		}
		if recordJSON(t, view(t, c).Record) != want {
			t.Errorf("after %s another record than of the case opened anew", what)
		}
	}
	for _, in := range inputs {
		add(t, c, in)
		check(in.Name)
	}
	if c.seen.last == 0 || len(c.seen.readings) != len(view(t, c).Record.Reports) {
		t.Errorf("%d readings are kept, up to report %d", len(c.seen.readings), c.seen.last)
	}
	add(t, c, text("0/first-name.txt", bridge)) // the same bytes: the report has another name
	check("another name")
	if _, err := c.Reread(t.Context(), true, AddOptions{Reader: Reader{Reader: record.Reader{Finder: nothing{}}, Name: "nothing"}}); err != nil {
		t.Fatal(err)
	}
	if v := view(t, c); len(v.Record.Claims) > 0 {
		t.Errorf("%d claims of reports read again by who finds nothing", len(v.Record.Claims))
	}
	check("reading again")
}

func TestReread(t *testing.T) {
	c := newCase(t)
	older := Reader{Reader: record.Reader{}, Name: "older"}
	older.Finder = statement.NewRules()
	if _, err := c.Add(t.Context(), []intake.Input{text("a.txt", bridge), zipped(t, "x.zip", "f.txt", ferry)}, AddOptions{Reader: older}); err != nil {
		t.Fatal(err)
	}
	if v := view(t, c); v.Stale != 2 {
		t.Errorf("%d stale readings, want 2", v.Stale)
	}
	before := recordJSON(t, view(t, c).Record)
	sum, err := c.Reread(t.Context(), false, AddOptions{Reader: rules, Workers: 2})
	if err != nil || sum != (Added{Again: 2}) {
		t.Errorf("%+v, %v", sum, err)
	}
	v := view(t, c)
	if v.Stale != 0 || recordJSON(t, v.Record) != before {
		t.Errorf("%d stale readings; the same rules read something else", v.Stale)
	}
	if sum, err := c.Reread(t.Context(), false, AddOptions{Reader: rules}); err != nil || sum != (Added{}) {
		t.Errorf("nothing to read again: %+v, %v", sum, err)
	}
}

// TestTamperedBytes changes one byte of what was added: reading it gives one named
// error, and the rest is read.
func TestTamperedBytes(t *testing.T) {
	c := newCase(t)
	add(t, c, text("a.txt", bridge), text("b.txt", ferry))
	sum := view(t, c).Record.Reports[0].SHA256
	if data, err := c.Bytes(t.Context(), sum); err != nil || string(data) != bridge {
		t.Fatalf("%q, %v", data, err)
	}
	tamper(t, c.db.Path, "UPDATE bytes SET packing = 'none', data = CAST('"+strings.ReplaceAll(bridge, "two", "six")+"' AS BLOB) WHERE sha256 = '"+sum+"'")
	var e *Error
	if _, err := c.Bytes(t.Context(), sum); !errors.As(err, &e) || !strings.Contains(e.Reason, sum) {
		t.Errorf("%v", err)
	}
	var told []error
	again, err := c.Reread(t.Context(), true, AddOptions{Reader: rules, Refused: func(err error) { told = append(told, err) }})
	if err != nil || again != (Added{Again: 1, Refused: 1}) || len(told) != 1 {
		t.Errorf("%+v, %v, told %v", again, err, told)
	}
	if bad, err := c.Check(t.Context()); err != nil || len(bad) != 1 {
		t.Errorf("%v, %v", bad, err)
	}
}

func TestSearch(t *testing.T) {
	c := newCase(t)
	add(t, c, text("en.txt", bridge),
		text("uk.txt", "Міст закрито\n\nМіст в Орвелі пошкоджено уламками, повідомив речник порту Іван Коваленко. Директорка заперечила, що її попереджали.\n"),
		text("ko.txt", "오르벨 다리 폐쇄\n\n항만청은 오르벨다리가 5월까지 폐쇄된다고 밝혔다. 시장은 논평을 거부했다.\n"),
		text("fr.txt", "Le pont fermé\n\nLe pont sera fermé jusqu'en été, a déclaré la préfète Hélène Garnier.\n"))
	reports := map[string]string{}
	for _, r := range view(t, c).Record.Reports {
		reports[r.ID] = r.Name
	}
	for _, tt := range []struct {
		name, query string
		want        []string // files
	}{
		{"word", "pillars", []string{"en.txt"}},
		{"beginning of a word", "pill", []string{"en.txt"}},
		{"capitals", "ORVEL", []string{"en.txt"}},
		{"two words", "bridge cracks", []string{"en.txt"}},
		{"not both", "bridge pont", nil},
		{"phrase", `"cracks in two"`, []string{"en.txt"}},
		{"phrase in another order", `"two cracks"`, nil},
		{"phrase not whole", `"cracks in tw"`, nil},
		{"Ukrainian", "пошкоджено", []string{"uk.txt"}},
		{"Ukrainian, capitals and a beginning", "УЛАМК", []string{"uk.txt"}},
		{"Korean, inside a word", "다리", []string{"ko.txt"}},
		{"Korean, with its ending", "항만청", []string{"ko.txt"}},
		{"without accents", "helene ete", []string{"fr.txt"}},
		{"with accents", "préfète", []string{"fr.txt"}},
		{"operators are words", `bridge OR pont`, nil},
		{"marks", `pillars) "`, []string{"en.txt"}},
		{"nowhere", "zeppelin", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, err := c.Search(t.Context(), tt.query)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, h := range found {
				if name := reports[h.Report]; !slices.Contains(got, name) {
					got = append(got, name)
				}
				if strings.ContainsAny(h.Text, MarkFrom+MarkTo) || !strings.Contains(h.Marked, MarkFrom) {
					t.Errorf("text %q, marked %q", h.Text, h.Marked)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("found in %v, want %v", got, tt.want)
			}
		})
	}
	if _, err := c.Search(t.Context(), ` "-" `); err == nil {
		t.Error("nothing was looked for, and no error")
	}
	// A statement is found by its words and carries its speaker.
	found, err := c.Search(t.Context(), "cracks")
	if err != nil || len(found) == 0 || !strings.Contains(found[0].Speaker, "Brandt") || found[0].Statement == "" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestMissingInput(t *testing.T) {
	c := newCase(t)
	sum, err := c.Add(t.Context(), intake.Inputs([]string{filepath.Join(t.TempDir(), "none.txt")}, nil, nil), AddOptions{Reader: rules})
	if err != nil || sum != (Added{Refused: 1}) {
		t.Errorf("%+v, %v", sum, err)
	}
	if _, err := os.Stat(c.db.Path); err != nil {
		t.Error(err)
	}
}

// TestTwoWriters adds to one case from two sides at once, and looks at it meanwhile.
func TestTwoWriters(t *testing.T) {
	a := newCase(t)
	b, err := Open(t.Context(), a.db.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	errs := make(chan error, 3)
	for k, c := range []*Case{a, b} {
		go func() {
			for i := range 20 {
				in := text(fmt.Sprintf("%d.txt", i), fmt.Sprintf("Bridge %d closed\n\nThe bridge will stay closed until May, the Harbour Office said.\n", i+k*10))
				if _, err := c.Add(t.Context(), []intake.Input{in}, AddOptions{Reader: rules}); err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	go func() {
		for range 5 {
			if _, err := a.View(t.Context(), rules.Name); err != nil {
				errs <- err
				return
			}
		}
		errs <- nil
	}()
	for range 3 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if n := len(view(t, a).Record.Reports); n != 30 {
		t.Errorf("%d reports, want 30", n)
	}
}
