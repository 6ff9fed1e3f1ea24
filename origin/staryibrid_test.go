package origin_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/actor"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/statement"
)

// readExample reads the reports of a folder in the order of their names.
func readExample(t *testing.T, dir string) (rs []*origin.Report, actors []origin.Actor) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "[0-9]*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no reports: %v", dir, err)
	}
	reader := record.Reader{Finder: statement.NewRules()}
	var casts []actor.Cast
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for rep, err := range report.Read(t.Context(), f, bytes.NewReader(data), report.DefaultBounds) {
			if err != nil {
				t.Fatal(err)
			}
			r := reader.Read(rep)
			casts = append(casts, r.Cast)
			rs = append(rs, &origin.Report{Key: rep.SHA256, Title: rep.Title, Outlet: rep.Outlet, Agency: rep.Agency, Language: rep.Language,
				Published: r.Published, Doc: text.Analyze(rep.Text), Body: rep.Body, Statements: r.Statements})
		}
	}
	all, of := actor.Across(casts)
	for i, r := range rs {
		for _, s := range casts[i].Speakers {
			if s >= 0 {
				s = of[i][s]
			}
			r.Actors = append(r.Actors, s)
		}
	}
	for _, a := range all {
		actors = append(actors, origin.Actor{Name: a.Name, Named: a.Kind != actor.Unnamed, Person: a.Kind == actor.Person, Side: a.Side, Role: a.Role})
	}
	return rs, actors
}

// TestStaryiBrid reads the invented incident of the examples with rules alone:
// 02 copies 01, 03 edits it, 04 translates it, 09 cites it and hardens what an
// unnamed official and a ministry said.
func TestStaryiBrid(t *testing.T) {
	rs, actors := readExample(t, "../examples/staryi-brid")
	derived := origin.Derive(rs)
	got := map[string]bool{}
	for i, ds := range derived {
		for _, d := range ds {
			from := d.Name
			if d.From >= 0 {
				from = fmt.Sprintf("%02d", d.From+1)
			}
			got[fmt.Sprintf("%02d %s %s", i+1, d.Relation, from)] = true
			if len(d.Because) == 0 {
				t.Errorf("%02d derives from %s because of nothing", i+1, from)
			}
		}
	}
	for _, want := range []string{"02 copy 01", "03 edited 01", "09 cites 01"} {
		if !got[want] {
			t.Errorf("missing: %s in %v", want, got)
		}
	}
	if !got["04 translated 01"] && !got["04 translated 03"] {
		t.Errorf("04 is no translation: %v", got)
	}
	for _, i := range []int{5, 6, 7, 8} {
		for _, d := range derived[i-1] {
			if d.From >= 0 {
				t.Errorf("%02d has a text of its own, got %+v", i, d)
			}
		}
	}

	us, _ := origin.Utterances(rs, actors, derived)
	reports := func(name string) []string {
		var out []string
		for _, u := range us {
			if u.Actor < 0 || !strings.Contains(actors[u.Actor].Name, name) {
				continue
			}
			for _, s := range u.Statements {
				if n := fmt.Sprintf("%02d", s.Report+1); !slices.Contains(out, n) {
					out = append(out, n)
				}
			}
		}
		slices.Sort(out)
		return out
	}
	if got := reports("senior U.S. official"); !slices.Contains(got, "01") || !slices.Contains(got, "09") {
		t.Errorf("the unnamed official stands in %v", got)
	}

	var hardened []string
	for _, d := range origin.Drifts(rs, actors, us, derived) {
		if len(d.Because) == 0 {
			t.Errorf("drift because of nothing: %+v", d)
		}
		if d.Kind == origin.Hardened && d.To.Report == 8 {
			hardened = append(hardened, d.Before+" → "+d.After)
		}
	}
	for _, want := range []string{"possible → certain", "could-not-confirm → denies"} {
		if !slices.Contains(hardened, want) {
			t.Errorf("09 hardens %q: got %v", want, hardened)
		}
	}
}
