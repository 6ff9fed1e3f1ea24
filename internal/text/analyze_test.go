package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSentences(t *testing.T) {
	// A bar marks where the text must be divided; it is taken out first.
	cases := map[string]string{
		"plain":                    "The dam held.| Nobody was hurt.",
		"title":                    "Mr. Orlo met Gen. Vance in St. Ives.| He left.",
		"initial":                  "J. R. Vance spoke.| A. Orlo did not.",
		"acronym inside":           "The U.S. Senate met at 5 p.m. in the hall.| It rose at six.",
		"acronym at end":           "He lives in the U.S.| The rest stayed.",
		"month":                    "It fell on Jan. 5 in Orlo.| It rose by Feb. 7.",
		"decimal":                  "It rose 2.5 percent.| Then it fell.",
		"number of a list":         "1. The dam.",
		"company":                  "Orlo Inc. Chairman Vance left.| Vance Corp.| The rest stayed.",
		"quote after the stop":     "“We held.”| She left.",
		"straight quote":           `"We held." |"We did not."`,
		"question in a quotation":  "“Why?” he asked.| Nobody knew.",
		"ellipsis alone":           "The army … Vance said … held.| It did.",
		"ellipsis at end":          "It held…| Nobody knew.",
		"no space":                 "See orlo.example for more.",
		"ill is no abbreviation":   "She was ill.| Vance left.",
		"Chinese":                  "大坝守住了。|没有人受伤。",
		"Korean":                   "댐은 무너지지 않았다.| 다친 사람은 없다.",
		"Arabic":                   "لماذا؟| لا أحد يعرف.",
		"Hindi":                    "बाँध टिका रहा।| कोई घायल नहीं हुआ।",
		"German ordinal":           "Am 5. Januar brach der Damm.| Er hielt nicht.",
		"Ukrainian year and place": "У 2022 р.| Дамба встояла в м. Орло.",
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := strings.ReplaceAll(c, "|", "")
			var got []string
			for _, x := range Analyze(s).Sentences {
				got = append(got, x.In(s))
			}
			want := strings.Split(c, "|")
			for i := range want {
				want[i] = strings.TrimSpace(want[i])
			}
			if g, w := strings.Join(got, "|"), strings.Join(want, "|"); g != w {
				t.Errorf("got  %s\nwant %s", g, w)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	cases := map[string]struct {
		text string
		want string
	}{
		"blank line":             {"One dam.\n\nTwo dams.", "One dam.|Two dams."},
		"carriage returns":       {"One dam.\r\n\r\nTwo dams.\rThree.", "One dam.|Two dams.|Three."},
		"one sentence a line":    {"The dam held on Friday.\nThe lake rose.\nNobody was hurt there.", "The dam held on Friday.|The lake rose.|Nobody was hurt there."},
		"wrapped":                {"The dam held on Friday and the\nlake rose by two metres before\nthe night.\nNobody was hurt in the valley.", "The dam held on Friday and the\nlake rose by two metres before\nthe night.|Nobody was hurt in the valley."},
		"heading before a story": {"Dam holds\nThe dam above Orlo held on Friday.", "Dam holds|The dam above Orlo held on Friday."},
		"space around":           {" \t\n  The dam.  \n \n", "The dam."},
		"nothing":                {" \n\n", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range Analyze(c.text).Paragraphs {
				got = append(got, p.In(c.text))
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	cases := map[string]string{
		"Orlo’s well-known dam, 2.5 km": "orlo's well-known dam , 2.5 km",
		"the U.S. and a J. Orlo.":       "the u.s. and a j . orlo .",
		"$3,000 (62-year-old) 5%":       "$ 3,000 ( 62-year-old ) 5 %",
		"КНДР «Ніч»":                    "кндр « ніч »",
		"댐은 “안전” 하다":                    "댐은 “ 안전 ” 하다",
		"大坝2座":                          "大 坝 2 座",
		"KN-23 - @dam #dam":             "kn-23 - @ dam # dam",
	}
	for s, want := range cases {
		var got []string
		for _, x := range Analyze(s).Tokens {
			got = append(got, x.Lower)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s\ngot  %s\nwant %s", s, g, want)
		}
	}
}

func TestQuotes(t *testing.T) {
	cases := map[string]struct {
		text string
		want string // quotations by bars, open ones with a plus
	}{
		"curly":              {"“It held,” she said. “It did.”", "“It held,”|“It did.”"},
		"straight":           {`"It held," she said. "It did."`, `"It held,"|"It did."`},
		"two apostrophes":    {"``It held,'' she said. ''It did.''", "``It held,''|''It did.''"},
		"guillemets":         {"«Дамба встояла», — сказала вона.", "«Дамба встояла»"},
		"low high":           {"„Der Damm hielt“, sagte sie.", "„Der Damm hielt“"},
		"single":             {"The ‘safe’ dam of the engineers’ union", "‘safe’"},
		"straight single":    {"'It held': mayor's office", "'It held'"},
		"apostrophe":         {"the '90s and the engineers' union", ""},
		"corner":             {"「安全」と言った", "「安全」"},
		"nested":             {"“She said ‘it held’ twice.”", "“She said ‘it held’ twice.”"},
		"runs on":            {"“It held.\n\n“It did,” she said.", "“It held.+|“It did,”"},
		"never closed":       {"She said: \"It held.\n\nIt did not.", ""},
		"paragraph unclosed": {"“It held.\n\nIt did not.", "“It held."},
		"stray straight":     {`5'10" tall. She said "no."`, `"no."`},
		"stray opening":      {`The "dam held. "It did," she said.`, `"It did,"`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, q := range Analyze(c.text).Quotes {
				x := q.In(c.text)
				if q.Open {
					x += "+"
				}
				got = append(got, x)
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"", "“A.\n\n“B.” C", "J. R. said U.S. \xff\xfe", "a\u2028b ‘c’ '90s", "1. 5. Januar г. м. Орло …", "\"\"\"'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, s) })
}

// check fails t where Analyze breaks what Document promises.
func check(t *testing.T, s string) {
	t.Helper()
	d := Analyze(s)
	boundary := func(at int) bool { return at == len(s) || utf8.RuneStart(s[at]) || !utf8.ValidString(s) }
	last := 0
	spans := func(what string, from int, x Span) {
		if x.From < from || x.To <= x.From || x.To > len(s) || !boundary(x.From) || !boundary(x.To) {
			t.Fatalf("%s %v in %q", what, x, s)
		}
	}
	for _, p := range d.Paragraphs {
		spans("paragraph", last, p)
		last = p.To
	}
	last = 0
	for _, x := range d.Tokens {
		spans("token", last, x.Span)
		last = x.To
	}
	token := 0
	for _, x := range d.Sentences {
		if x.First != token || x.Last <= x.First || !d.Paragraphs[x.Paragraph].Contains(x.Span) || d.Tokens[x.First].From != x.From {
			t.Fatalf("sentence %v in %q", x, s)
		}
		token = x.Last
	}
	if token != len(d.Tokens) {
		t.Fatalf("%d tokens in sentences, of %d in %q", token, len(d.Tokens), s)
	}
	last = 0
	for _, q := range d.Quotes {
		spans("quote", last, q.Span)
		if p := d.Paragraphs[d.ParagraphAt(q.From)]; !p.Contains(q.Span) {
			t.Fatalf("quote %v leaves its paragraph in %q", q, s)
		}
		last = q.To
	}
}

func BenchmarkAnalyze(b *testing.B) {
	s := strings.Repeat("The dam above Orlo held on Friday, the U.S. engineer J. Vance said. “It did,” he added.\n\n", 500)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Analyze(s)
	}
}
