package actor

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

const story = `Estonian Prime Minister Liisa Tamm said on Monday that two ships had met. She gave no names.

The Kremlin denied it. Russia's defence ministry said its ships were in port. It showed no film.

“We saw both,” Jonas Ek, a Swedish fisherman, told Radio Norr. He had called the coast guard.

Three Finnish officials said they knew of one ship. The officials asked not to be named. A spokesman for Maersk declined to comment.
`

// sourcesOf makes statements of the named sources, in text order.
func sourcesOf(s string, sources ...string) []statement.Statement {
	var out []statement.Statement
	at := 0
	for _, w := range sources {
		i := strings.Index(s[at:], w)
		if i < 0 {
			panic("no " + w)
		}
		sp := text.Span{From: at + i, To: at + i + len(w)}
		out = append(out, statement.Statement{Attribution: statement.Attribution{Source: []text.Span{sp}}})
		at = sp.To
	}
	return out
}

func TestResolveStory(t *testing.T) {
	sts := sourcesOf(story, "Estonian Prime Minister Liisa Tamm", "She", "The Kremlin", "Russia's defence ministry", "It",
		"Jonas Ek, a Swedish fisherman", "He", "Three Finnish officials", "The officials", "A spokesman for Maersk")
	c := Resolve(text.Analyze(story), Context{Language: "en"}, sts)
	var got []string
	for _, k := range c.Speakers {
		got = append(got, describe(c, k))
	}
	want := []string{
		"Liisa Tamm | person | EE | Estonian Prime Minister",
		"Liisa Tamm | person | EE | Estonian Prime Minister",
		"Kremlin | government | RU |",
		"Russia's defence ministry | government | RU |",
		"Russia's defence ministry | government | RU |",
		"Jonas Ek | person |  | Swedish fisherman",
		"Jonas Ek | person |  | Swedish fisherman",
		"three Finnish officials | unnamed | FI |",
		"three Finnish officials | unnamed | FI |",
		"Maersk | organisation |  |",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestResolveNothing(t *testing.T) {
	for _, s := range []string{"", " ", "No one spoke."} {
		c := Resolve(text.Analyze(s), Context{}, []statement.Statement{{}})
		if len(c.Actors) != 0 || len(c.Speakers) != 1 || c.Speakers[0] != -1 {
			t.Errorf("%q: got %+v", s, c)
		}
	}
}

func TestResolveIsDeterministic(t *testing.T) {
	sts := sourcesOf(story, "Estonian Prime Minister Liisa Tamm", "She", "The Kremlin", "Russia's defence ministry", "It")
	first := Resolve(text.Analyze(story), Context{}, sts)
	for range 20 {
		if again := Resolve(text.Analyze(story), Context{}, sts); !reflect.DeepEqual(first, again) {
			t.Fatalf("got %+v, then %+v", first, again)
		}
	}
}

// TestHeAndShe checks that women and men are found alike, by first name, by title
// and without any sign.
func TestHeAndShe(t *testing.T) {
	for _, c := range []struct{ man, woman string }{
		{"Robert Quell", "Barbara Quell"}, {"Mr. Quell", "Ms. Quell"}, {"Defence Minister Zumo Quell", "Defence Minister Zumo Quell"},
		{"The chairman, Zumo Quell,", "The chairwoman, Zumo Quell,"},
	} {
		for pronoun, name := range map[string]string{"He": c.man, "She": c.woman} {
			s := name + " met the board. " + pronoun + " spoke."
			got := Resolve(text.Analyze(s), Context{}, sourcesOf(s, pronoun))
			if got.Speakers[0] < 0 || !strings.Contains(got.Actors[got.Speakers[0]].Name, "Quell") {
				t.Errorf("%q: got %s", s, describe(got, got.Speakers[0]))
			}
		}
		s := c.man + " met Barbara Finch. She spoke."
		got := Resolve(text.Analyze(s), Context{}, sourcesOf(s, "She"))
		if describe(got, got.Speakers[0]) != "Barbara Finch | person |  |" && c.man != "Defence Minister Zumo Quell" {
			t.Errorf("%q: got %s", s, describe(got, got.Speakers[0]))
		}
	}
}

func castOf(lang, s string, sources ...string) Cast {
	return Resolve(text.Analyze(s), Context{Language: lang}, sourcesOf(s, sources...))
}

func TestAcross(t *testing.T) {
	casts := []Cast{
		castOf("uk", "Начальник Харківської ОВА Олег Синєгубов заявив це. Кремль мовчить.", "Начальник Харківської ОВА Олег Синєгубов", "Кремль"),
		castOf("en", "Kharkiv governor Oleh Syniehubov said so. A U.S. official agreed. The Kremlin was silent.", "Kharkiv governor Oleh Syniehubov", "A U.S. official", "The Kremlin"),
		castOf("ko", "올레흐 시네흐보우 하르키우 주지사는 말했다.", "올레흐 시네흐보우 하르키우 주지사는"),
		castOf("en", "A U.S. official said so. Governor Ihor Syniehubov of Ukraine denied it.", "A U.S. official", "Governor Ihor Syniehubov of Ukraine"),
	}
	actors, of := Across(casts)
	if of[0][0] != of[1][0] || of[0][0] != of[2][0] {
		t.Errorf("one governor in three scripts: %v, actors %+v", of, actors)
	}
	if of[0][1] != of[1][2] {
		t.Errorf("one Kremlin: %v", of)
	}
	if of[1][1] == of[3][0] {
		t.Errorf("two unnamed officials became one: %v", of)
	}
	if of[3][1] == of[0][0] {
		t.Errorf("Ihor is not Oleh: %v", of)
	}
}

// TestAcrossKeepsOrder checks that the order of the files changes only the order
// of the actors.
func TestAcrossKeepsOrder(t *testing.T) {
	casts := []Cast{
		castOf("en", "Norwegian Prime Minister Kari Lund spoke. Lund left.", "Norwegian Prime Minister Kari Lund", "Lund"),
		castOf("en", "Kari Lund, who leads Norway, spoke. Boeing did not.", "Kari Lund", "Boeing"),
		castOf("en", "Prime Minister K. Lund of Norway spoke.", "Prime Minister K. Lund of Norway"),
		castOf("en", "Minister Lars Lund of Denmark spoke. Lund left. Boeing spoke.", "Minister Lars Lund of Denmark", "Lund", "Boeing"),
	}
	want := content(Across(casts))
	for i := range 24 {
		rnd := rand.New(rand.NewPCG(uint64(i), 1))
		shuffled := append([]Cast(nil), casts...)
		rnd.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := content(Across(shuffled)); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func content(actors []Actor, _ [][]int) string {
	var out []string
	for _, a := range actors {
		out = append(out, fmt.Sprintf("%s %s %s %s %q", a.Name, a.Kind, a.Side, a.Role, a.Names))
	}
	sort.Strings(out)
	return strings.Join(out, "\n")
}

func FuzzResolve(f *testing.F) {
	f.Add(story, "en", uint64(1))
	f.Add("Речниця МЗС Польщі Анна Ковальська (МЗС) сказала: «Ні». Вона — теж.", "uk", uint64(2))
	f.Add("핀란드 국방부는 밝혔다. 泽连斯基 said, the the of of", "ko", uint64(3))
	f.Add("Gen. . ' 's of the, U.S.-", "en", uint64(4))
	f.Fuzz(func(t *testing.T, s, lang string, seed uint64) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		var sts []statement.Statement
		at := func() int {
			i := 0
			if len(s) > 0 {
				i = rnd.IntN(len(s) + 1)
			}
			for i < len(s) && !utf8.RuneStart(s[i]) {
				i++
			}
			return i
		}
		for range 6 {
			a, b := at(), at()
			sp := text.Span{From: min(a, b), To: max(a, b)}
			sts = append(sts, statement.Statement{Attribution: statement.Attribution{Source: []text.Span{sp}, Cue: []text.Span{sp}}})
		}
		c := Resolve(text.Analyze(s), Context{Language: lang}, sts)
		if len(c.Speakers) != len(sts) || len(c.Reasons) != len(sts) {
			t.Fatalf("%d speakers and %d reasons of %d statements", len(c.Speakers), len(c.Reasons), len(sts))
		}
		for _, k := range c.Speakers {
			if k < -1 || k >= len(c.Actors) {
				t.Fatalf("speaker %d of %d", k, len(c.Actors))
			}
		}
		for _, a := range c.Actors {
			if a.Name == "" || a.Kind == "" || a.Of < -1 || a.Of >= len(c.Actors) {
				t.Fatalf("bad actor %+v", a)
			}
		}
		for _, r := range c.Reasons {
			for _, sp := range r.Spans {
				if sp.From < 0 || sp.To > len(s) || sp.Empty() {
					t.Fatalf("reason %+v outside the text", r)
				}
			}
		}
		Across([]Cast{c, c})
	})
}

func BenchmarkResolve(b *testing.B) {
	d := text.Analyze(story)
	sts := sourcesOf(story, "Estonian Prime Minister Liisa Tamm", "She", "The Kremlin", "Russia's defence ministry", "It",
		"Jonas Ek, a Swedish fisherman", "He", "Three Finnish officials", "The officials", "A spokesman for Maersk")
	b.ReportAllocs()
	for b.Loop() {
		Resolve(d, Context{Language: "en"}, sts)
	}
}
