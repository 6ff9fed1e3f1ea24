package origin

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// rep makes a report of a text.
func rep(key, outlet, language, day, body string) *Report {
	return &Report{Key: key, Outlet: outlet, Language: language, Published: when.Interval{From: day, To: day},
		Doc: text.Analyze(body), Body: text.Span{To: len(body)}}
}

const ferry = `A ferry with 64 people aboard ran onto a sandbank off Port Lomna on Monday night, the harbour master said.

All passengers were brought ashore by two tugs before midnight. The master, Ines Tarrow, said the tide had been lower than the tables showed.

Tarrow said nobody had been hurt and that the hull would be looked at by divers in the morning.

The ferry line runs four ships between Port Lomna and the island of Skerra.`

const ferryReworded = `A ferry carrying 64 people grounded on a sandbank off Port Lomna late on Monday, the harbour master said.

All passengers were brought ashore by two tugs before midnight. Ines Tarrow, the master, said the tide had been lower than the tables showed.

Tarrow said no one had been hurt and that the hull would be looked at by divers in the morning.`

const ferryUkrainian = `Пором, на борту якого було 64 людини, у понеділок уночі сів на мілину біля Порт-Ломни, повідомив капітан порту.

Усіх пасажирів до півночі доправили на берег два буксири. Інес Тарроу сказала, що вода була нижчою, ніж у таблицях.

За словами Тарроу, ніхто не постраждав, а корпус уранці оглянуть водолази.`

const ferryKorean = `승객 64명을 태운 여객선이 월요일 밤 롬나항 앞 모래톱에 좌초했다고 항만장이 밝혔다.

예인선 두 척이 자정 전에 모든 승객을 뭍으로 옮겼다. 항만장은 조수가 표보다 낮았다고 말했다.

다친 사람은 없으며 잠수부들이 아침에 선체를 살펴볼 것이라고 항만장은 덧붙였다.`

const bridge = `Engineers closed the Calder bridge on Tuesday after sensors showed that one of its 12 piers had moved by three centimetres.

“The tide had been lower than the tables showed, and nobody could have known it before the night was over,” Ines Tarrow told reporters about another matter.

The road office said that lorries would be led around by way of Holm until the pier had been measured again.

A school and a clinic on the eastern side can be reached on foot only.`

const quoted = `Shares of the ferry line fell by four per cent on Tuesday, and brokers in the capital spoke of nervous trading.

“The tide had been lower than the tables showed, and nobody could have known it before the night was over,” Ines Tarrow told reporters.

The board wants to publish its figures for the year a week earlier than planned, a spokesman said.`

const background = `The ferry line runs four ships between Port Lomna and the island of Skerra. It was founded by fishermen after the railway had been closed.

`

const strike = `Dockers in Port Lomna laid down their work on Thursday over the roster for the winter, their union said.

The union's secretary Pavel Orme said that two hundred men had joined and that talks were set for the weekend.

` + background

const storm = `A storm took the roof off the fish market on Skerra on Friday, and the ferries stayed in harbour until the evening.

The island's mayor said that the stalls would move to the school yard for as long as the repairs last.

` + background

func relations(rs []*Report) map[string]string {
	out := map[string]string{}
	for i, ds := range Derive(rs) {
		for _, d := range ds {
			from := d.Name
			if d.From >= 0 {
				from = rs[d.From].Key
			}
			if len(d.Because) == 0 {
				from += " for no reason"
			}
			out[rs[i].Key] += fmt.Sprintf("%s %s;", d.Relation, from)
		}
	}
	return out
}

func TestDerive(t *testing.T) {
	agency := func(r *Report) *Report { r.Agency = "AP"; return r }
	for _, c := range []struct {
		name string
		rs   []*Report
		want map[string]string
	}{
		{"four outlets with one agency's copy are one text", []*Report{
			agency(rep("a", "AP", "en", "2030-05-01", ferry)), rep("b", "Morning Post", "en", "2030-05-02", ferry),
			rep("c", "The Bell", "en", "2030-05-02", ferry), rep("d", "Lomna Today", "en", "2030-05-03", ferry)},
			map[string]string{"b": "copy a;", "c": "copy a;", "d": "copy a;"}},
		{"a credit names the agency where its text is not at hand", []*Report{agency(rep("a", "Morning Post", "en", "2030-05-02", ferry))},
			map[string]string{"a": "copy AP;"}},
		{"a reworded pick-up is still one", []*Report{rep("a", "The Bell", "en", "2030-05-01", ferry), rep("b", "Lomna Today", "en", "2030-05-02", ferryReworded)},
			map[string]string{"b": "edited a;"}},
		{"a translation is one", []*Report{rep("a", "The Bell", "en", "2030-05-01", ferry), withVectors(rep("b", "Ломна", "uk", "2030-05-02", ferryUkrainian), 1)},
			map[string]string{"b": "translated a;"}},
		{"Ukrainian copies count like any other", []*Report{rep("a", "Ломна", "uk", "2030-05-01", ferryUkrainian), rep("b", "Міст", "uk", "2030-05-02", ferryUkrainian)},
			map[string]string{"b": "copy a;"}},
		{"Korean copies count like any other", []*Report{rep("a", "항구신문", "ko", "2030-05-01", ferryKorean), rep("b", "섬소식", "ko", "2030-05-02", ferryKorean)},
			map[string]string{"b": "copy a;"}},
		{"two findings in different words are two", []*Report{rep("a", "The Bell", "en", "2030-05-01", ferry), rep("b", "Lomna Today", "en", "2030-05-01", strike)},
			map[string]string{}},
		{"a shared quotation is no copy", []*Report{rep("a", "The Bell", "en", "2030-05-01", bridge), rep("b", "Lomna Today", "en", "2030-05-01", quoted)},
			map[string]string{}},
		{"a shared background paragraph is no copy", []*Report{rep("a", "The Bell", "en", "2030-05-01", strike), rep("b", "Lomna Today", "en", "2030-05-02", storm)},
			map[string]string{}},
		{"an agency's background under two of its stories is no copy", []*Report{agency(rep("a", "The Bell", "en", "2030-05-01", strike)), agency(rep("b", "Lomna Today", "en", "2030-05-02", storm))},
			map[string]string{"a": "copy AP;", "b": "copy AP;"}},
		{"a report may derive from several", []*Report{rep("a", "The Bell", "en", "2030-05-01", ferry), rep("b", "Lomna Today", "en", "2030-05-01", strike+"More follows."),
			rep("c", "Morning Post", "en", "2030-05-03", ferry+"\n\n"+strike)},
			map[string]string{"c": "copy a;copy b;"}},
		{"citations and chains", []*Report{rep("a", "The Bell", "en", "2030-05-01", "A ship has sunk, according to TASR, which cites Reuters.")},
			map[string]string{"a": "cites TASR;cites Reuters;"}},
		{"a citation in Ukrainian", []*Report{rep("a", "Ломна", "uk", "2030-05-01", "Про це повідомляє агенція Рейтер із посиланням на портову службу.")},
			map[string]string{"a": "cites Reuters;"}},
		{"a citation in Korean", []*Report{rep("a", "항구신문", "ko", "2030-05-01", "로이터통신에 따르면 여객선은 월요일 밤 좌초했다.")},
			map[string]string{"a": "cites Reuters;"}},
		{"a medium that is only mentioned is not cited", []*Report{rep("a", "The Bell", "en", "2030-05-01", "The office of Reuters lies two streets from the burnt warehouse in the old town.")},
			map[string]string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "a translation is one" {
				withVectors(c.rs[0], 0)
			}
			got := relations(c.rs)
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// withVectors gives the sentences vectors by their place, as a reader would that
// found the k-th sentences of two reports alike in meaning, with what a language
// adds to all of its own.
func withVectors(r *Report, language int) *Report {
	for k := range r.Doc.Sentences {
		v := make([]float32, 12)
		v[k], v[10+language] = 0.8, 0.6
		r.SentenceVectors = append(r.SentenceVectors, v)
	}
	return r
}

func TestOneOutletsNoticeIsNoCopy(t *testing.T) {
	notice := "\n\nWrite to us about what moves you in your street, and send pictures that we may print, to the desk in Mill Lane. We pay for those that we use and name you if you wish it to be so."
	a := rep("a", "The Bell", "en", "2030-05-01", "A cat was rescued from the town hall's tower on Sunday."+notice)
	b := rep("b", "The Bell", "en", "2030-05-02", "The swimming pool opens again after the winter, its new head says."+notice)
	if got := relations([]*Report{a, b}); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// TestOrder checks that results do not depend on the order of reports, nor on
// whether they come at once or one by one.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGenerator(uint64(rapid.IntRange(1, 1000).Draw(t, "seed")))
		n := rapid.IntRange(21, 60).Draw(t, "reports")
		rs := make([]*Report, n)
		for i := range rs {
			rs[i], _ = g.next()
			if i%7 == 3 {
				rs[i].Published = when.Interval{}
			}
		}
		want := describe(rs, Derive(rs))
		perm := rapid.Permutation(rs).Draw(t, "order")
		if got := describe(perm, Derive(perm)); got != want {
			t.Fatalf("another order gives another result:\n%s\nnot\n%s", got, want)
		}
		var x Index
		for _, r := range perm {
			x.Add(r)
		}
		one := make([][]Derivation, n)
		for i := range one {
			one[i] = x.Derivations(i)
		}
		if got := describe(perm, one); got != want {
			t.Fatalf("one by one gives another result:\n%s\nnot\n%s", got, want)
		}
	})
}

// TestLinkerFollows links sets that grow, change and shrink, with one Linker: each
// gives what linking it alone gives.
func TestLinkerFollows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGenerator(uint64(rapid.IntRange(1, 1000).Draw(t, "seed")))
		all := make([]*Report, 36)
		for i := range all {
			all[i], _ = g.next()
			if i%7 == 3 {
				all[i].Published = when.Interval{}
			}
			all[i].Prepare()
		}
		perm := rapid.Permutation(all).Draw(t, "order")
		var l Linker
		for range 5 {
			from, to := rapid.IntRange(0, 4).Draw(t, "from"), rapid.IntRange(12, len(perm)).Draw(t, "to")
			rs := append(slices.Clone(perm[from:to]), perm[max(to-2, from):to][:rapid.IntRange(0, 1).Draw(t, "twice")]...)
			got, err := l.derive(t.Context(), rs)
			if err != nil {
				t.Fatal(err)
			}
			if want := Derive(rs); describe(rs, got) != describe(rs, want) {
				t.Fatalf("after others another result:\n%s\nnot\n%s", describe(rs, got), describe(rs, want))
			}
		}
	})
}

// TestLinkerKeeps checks that a report more is entered, and not all again.
func TestLinkerKeeps(t *testing.T) {
	g := newGenerator(5)
	rs := make([]*Report, 400)
	for i := range rs {
		rs[i], _ = g.next()
		rs[i].Prepare()
	}
	var l Linker
	late := rs[200]
	if _, err := l.derive(t.Context(), slices.Concat(rs[:200], rs[201:])); err != nil {
		t.Fatal(err)
	}
	if _, err := l.derive(t.Context(), rs); err != nil {
		t.Fatal(err)
	}
	if l.x.Len() != 400 || l.x.docs[399] != late.prepared.digest {
		t.Errorf("%d reports, the last is not the one that came late: the index was made again", l.x.Len())
	}
}

// describe prints derivations by the reports' keys, in an order of their own.
func describe(rs []*Report, derived [][]Derivation) string {
	var lines []string
	for i, ds := range derived {
		for _, d := range ds {
			from := d.Name
			if d.From >= 0 {
				from = rs[d.From].Key
			}
			lines = append(lines, fmt.Sprintf("%s %s %s %.3f %q", rs[i].Key, d.Relation, from, d.Shared, d.Because))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestGeneratedOrigins(t *testing.T) {
	g := newGenerator(3)
	var x Index
	var all []*made
	for range 600 {
		r, m := g.next()
		x.Add(r)
		all = append(all, m)
	}
	if s := scoreLinks(&x, all); s.copies < 0.98 || s.precision < 0.99 || s.translations < 0.9 {
		t.Errorf("copies %.3f, translations %.3f, precision %.3f", s.copies, s.translations, s.precision)
	}
}
