package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// one reads data that holds one report.
func oneReport(t testing.TB, name, data string) *Report {
	t.Helper()
	var got *Report
	for r, err := range Read(context.Background(), name, strings.NewReader(data), Bounds{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = r
	}
	if got == nil {
		t.Fatal("no report")
	}
	checkReport(t, got)
	return got
}

// checkReport holds for every report, whatever it was read from.
func checkReport(t testing.TB, r *Report) {
	t.Helper()
	if !utf8.ValidString(r.Text) {
		t.Error("text is not valid UTF-8")
	}
	for _, s := range append([]text.Span{r.Headline, r.Body}, r.Pages...) {
		if s.From < 0 || s.To < s.From || s.To > len(r.Text) {
			t.Fatalf("span %v outside the text of %d bytes", s, len(r.Text))
		}
		if !utf8.ValidString(s.In(r.Text)) {
			t.Errorf("span %v divides a character", s)
		}
	}
	if !r.Headline.Empty() && r.Headline.Overlaps(r.Body) && r.Body != (text.Span{From: 0, To: len(r.Text)}) {
		t.Errorf("headline %v overlaps body %v", r.Headline, r.Body)
	}
}

func TestDateline(t *testing.T) {
	const story = "The governor said on Friday that the bridge had been hit."
	for _, c := range []struct{ head, place, date, agency string }{
		{"KYIV, Jan 5 (Reuters) - ", "Kyiv", "1-5", "Reuters"},
		{"KYIV, Jan. 5, 2024 (Reuters) -", "Kyiv", "2024-01-05", "Reuters"},
		{"(Reuters) -", "", "", "Reuters"},
		{"ODESA, March 12 (Meridian) - ", "Odesa", "3-12", "Meridian"}, // in no table
		{"ODESA (Meridian) – ", "Odesa", "", "Meridian"},
		{"MOSCOW, March 12 (Vostok Inform) - ", "Moscow", "3-12", "Vostok Inform"},
		{"(Reuters) - ", "", "", "Reuters"},
		{"March 5 (UPI) -- ", "", "3-5", "UPI"},
		{"WASHINGTON (AP) — ", "Washington", "", "AP"},
		{"KYIV, Ukraine (AP) — ", "Kyiv, Ukraine", "", "AP"},
		{"KYIV, Ukraine — ", "Kyiv, Ukraine", "", ""},
		{"WASHINGTON/KYIV, March 5 (Reuters) - ", "Washington/Kyiv", "3-5", "Reuters"},
		{"(Tribune News Service) — ", "", "", "Tribune News Service"},
		{"Berlin (dpa) - ", "Berlin", "", "dpa"},
		{"Berlin/Kiew (dpa/AFP) – ", "Berlin/Kiew", "", "dpa"},
		{"Paris, 5 mars 2024 (AFP) - ", "Paris", "2024-03-05", "AFP"},
		{"Madrid, 5 mar (EFE).- ", "Madrid", "3-5", "EFE"},
		{"ROMA, 05 MAR - ", "Roma", "3-5", ""},
		{"SEOUL, March 5 (Yonhap) -- ", "Seoul", "3-5", "Yonhap"},
		{"BEIJING, March 5 (Xinhua) -- ", "Beijing", "3-5", "Xinhua"},
		{"TOKYO, March 5 (Kyodo) - ", "Tokyo", "3-5", "Kyodo"},
		{"Kyiv, March 5 — ", "Kyiv", "3-5", ""},
		{"St. Petersburg, March 5 (Interfax) - ", "St. Petersburg", "3-5", "Interfax"},
		{"PORT-AU-PRINCE, Haiti (AP) - ", "Port-Au-Prince, Haiti", "", "AP"},
		{"SCRANTON, PA — ", "Scranton, PA", "", ""},
		{"SCRANTON, Pa. - ", "Scranton, Pa", "", ""},
		{"КИЇВ. 5 березня. УНН. ", "Київ", "3-5", "UNN"},
		{"КИЇВ, 5 березня (Укрінформ) — ", "Київ", "3-5", "Ukrinform"},
		{"МОСКВА, 5 марта. /ТАСС/. ", "Москва", "3-5", "TASS"},
		{"ОРЛО, 5 марта. /Волна-Инфо/. ", "Орло", "3-5", "Волна-Инфо"},
		{"ОРЛА, 5 сакавіка. /Хваля/. ", "Орла", "3-5", "Хваля"},
		{"МОСКВА, 5 мар - РИА Новости. ", "Москва", "3-5", "RIA Novosti"},
		{"Киев. 5 марта. Интерфакс-Украина. ", "Киев", "3-5", "Interfax-Ukraine"},
		{"(서울=연합뉴스) 홍길동 기자 = ", "서울", "", "Yonhap"},
		{"[서울=뉴시스]홍길동 기자 = ", "서울", "", "Newsis"},
		{"【東京共同】", "東京", "", "Kyodo"},
		{"新华社北京3月5日电（记者王某）", "北京", "3-5", "Xinhua"},
		{"LVIV (Coast News / AFP - 5 March 2024) ", "Lviv", "2024-03-05", "AFP"},
		{"The town, hit on Friday - ", "", "", ""},
		{"BREAKING — ", "", "", ""},
		{"UPDATE: ", "", "", ""},
		{"A well-known general (retired) - ", "", "", ""},
		{"", "", "", ""},
	} {
		t.Run(c.head, func(t *testing.T) {
			d, ok := parseDateline(c.head + story)
			want := c.place+c.date+c.agency != ""
			if ok != want {
				t.Fatalf("found %v, want %v: %+v", ok, want, d)
			}
			if !ok {
				return
			}
			date := ""
			switch {
			case d.day.year > 0:
				date = d.day.date()
			case d.day.month > 0:
				date = fmt.Sprintf("%d-%d", d.day.month, d.day.day)
			}
			if d.Place != c.place || date != c.date || d.agency != c.agency {
				t.Errorf("got %q %q %q, want %q %q %q", d.Place, date, d.agency, c.place, c.date, c.agency)
			}
			if got := (c.head + story)[d.end:]; got != story {
				t.Errorf("story begins %q", got)
			}
		})
	}
}

func TestCredits(t *testing.T) {
	for _, c := range []struct {
		line, want, agency string
	}{
		{"(Reporting by Ann Poe and Bo Loy; Cy Roe in Kharkiv and Di Zee in Brussels; Editing by Ed Fox, Flo Gray)",
			"reporting Ann Poe|reporting Bo Loy|reporting Cy Roe (Kharkiv)|reporting Di Zee (Brussels)|editing Ed Fox|editing Flo Gray", ""},
		{"Reporting by Ann Poe, writing by Bo Loy, editing by Cy Roe", "reporting Ann Poe|writing Bo Loy|editing Cy Roe", ""},
		{"Reporting by Ann Poe; Editing by Bo Loy and Cy Roe.", "reporting Ann Poe|editing Bo Loy|editing Cy Roe", ""},
		{"Additional reporting by Ann Poe in Seoul.", "additional-reporting Ann Poe (Seoul)", ""},
		{"(Reporting and writing by Ann F. Poe in St. Louis; additional reporting by Bo Loy)", "reporting Ann F. Poe (St. Louis)|additional-reporting Bo Loy", ""},
		{"Associated Press writers Ann Poe in Kyiv, Ukraine, and Bo Loy in Brussels contributed to this report.",
			"additional-reporting Ann Poe (Kyiv, Ukraine)|additional-reporting Bo Loy (Brussels)", "AP"},
		{"Ann Poe contributed reporting.", "additional-reporting Ann Poe", ""},
		{"Source: Ukrinform", "", "Ukrinform"},
		{"Джерело: Укрінформ", "", "Ukrinform"},
		{"Información de Ana Poe; editado por Bo Loy", "reporting Ana Poe|editing Bo Loy", ""},
		{"Автор: Ганна По; редактор: Богдан Лой", "reporting Ганна По|editing Богдан Лой", ""},
		{"Reporting by the ministry showed that the plant had stopped.", "", ""},
		{"The heat contributed to the rise in prices.", "", ""},
		{"Editing by hand takes time, the archivist said.", "", ""},
		{"He told the paper that Ann Poe contributed to the plan.", "", ""},
		{"", "", ""},
	} {
		t.Run(c.line, func(t *testing.T) {
			credits, agency := parseCredits(c.line)
			var got []string
			for _, k := range credits {
				s := k.Role + " " + k.Name
				if k.Place != "" {
					s += " (" + k.Place + ")"
				}
				got = append(got, s)
			}
			if g := strings.Join(got, "|"); g != c.want || agency != c.agency {
				t.Errorf("got  %s [%s]\nwant %s [%s]", g, agency, c.want, c.agency)
			}
		})
	}
}

func TestByline(t *testing.T) {
	for _, c := range []struct {
		line   string
		names  []string
		agency string
	}{
		{"By Jane Doe", []string{"Jane Doe"}, ""},
		{"By JANE DOE and RICHARD ROE, Associated Press", []string{"Jane Doe", "Richard Roe"}, "AP"},
		{"Jane Doe, staff writer", []string{"Jane Doe"}, ""},
		{"By Jane Doe in Kyiv and Richard Roe in Brussels", []string{"Jane Doe", "Richard Roe"}, ""},
		{"By Jane Doe | Coast Daily correspondent", []string{"Jane Doe"}, ""},
		{"By Reuters Staff", nil, "Reuters"},
		{"By Maria de la Cruz", []string{"Maria de la Cruz"}, ""},
		{"Von Max Muster, Berlin", []string{"Max Muster"}, ""},
		{"Автор: Іван Приклад", []string{"Іван Приклад"}, ""},
		{"홍길동 기자 hong@example.com", []string{"홍길동"}, ""},
		{"By Friday the army had left the town.", nil, ""},
		{"By the river, soldiers waited", nil, ""},
		{"Jane Doe, the mayor, said no", nil, ""},
		{"Von der Brücke war nichts übrig", nil, ""},
		{"", nil, ""},
	} {
		t.Run(c.line, func(t *testing.T) {
			b, ok := bylineOf(c.line)
			if ok != (len(c.names) > 0 || c.agency != "") || !slices.Equal(b.names, c.names) || b.agency != c.agency {
				t.Errorf("got %v %q %q", ok, b.names, b.agency)
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	const story = "The port master said on Tuesday that two dockers had been taken to hospital with burns, and that the harbour was closed."
	for _, c := range []struct{ name, text, title string }{
		{"set apart", "Silo bursts in Port Lenda\n\n" + story, "Silo bursts in Port Lenda"},
		{"over a paragraph on one line", "Silo bursts in Port Lenda\n" + story, "Silo bursts in Port Lenda"},
		{"a heading of Markdown", "## Silo bursts\n" + story, "Silo bursts"},
		{"ends in initials", "Silo bursts, says U.S.\n\n" + story, "Silo bursts, says U.S."},
		{"with a full stop before a dateline", "Silo bursts in port.\n\nPORT LENDA (AP) — " + story, "Silo bursts in port."},
		{"a sentence", "The silo burst.\n\n" + story, ""},
		{"broken by hand", "The port master said on Tuesday that two\ndockers had been taken to hospital with burns.\n\n" + story, ""},
		{"a dateline", "PORT LENDA, March 4 (Reuters) - " + story, ""},
		{"a byline", "By Ann Poe\n\n" + story, ""},
		{"a date", "March 4, 2031\n\n" + story, ""},
		{"an introduction", "What we know:\n\n" + story, ""},
		{"alone", "Silo bursts in Port Lenda", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := oneReport(t, "x.txt", c.text)
			if r.Title != c.title {
				t.Errorf("title %q, want %q", r.Title, c.title)
			}
			if got := r.Headline.In(r.Text); got != c.title {
				t.Errorf("headline %q, want %q", got, c.title)
			}
			if c.title != "" && r.Body.In(r.Text) != story {
				t.Errorf("body %q", r.Body.In(r.Text))
			}
		})
	}
}

func FuzzStoryHead(f *testing.F) {
	f.Add("Bridge hit, governor says\n\nBy Jane Doe\n\nKYIV, Jan 5 (Reuters) - The governor spoke.\n\n(Reporting by Jane Doe; Editing by Richard Roe)")
	f.Add("title: x\n---\n(서울=연합뉴스) 홍길동 기자 = 말했다.\n")
	f.Add("---\na: [b, c]\n---\n新华社北京3月5日电 x")
	f.Add("МОСКВА, 5 марта. /ТАСС/. Текст (AFP)")
	f.Fuzz(func(t *testing.T, s string) {
		story, _ := decode([]byte(s), "")
		r := &Report{Text: story}
		r.readText()
		checkReport(t, r)
		if d, ok := parseDateline(story); ok && (d.end <= 0 || d.end > len(story)) {
			t.Errorf("dateline ends at %d of %d", d.end, len(story))
		}
	})
}

func FuzzCredits(f *testing.F) {
	f.Add("(Reporting by Ann Poe; Editing by Bo Loy)")
	f.Add("Ann Poe contributed to this report.")
	f.Fuzz(func(t *testing.T, s string) {
		credits, _ := parseCredits(s)
		for _, c := range credits {
			if c.Name == "" || c.Role == "" || !strings.Contains(letters(s), letters(c.Name)) {
				t.Errorf("%+v is not in %q", c, s)
			}
		}
	})
}

func FuzzHeader(f *testing.F) {
	f.Add("title: x\nurl: y\n---\ntext")
	f.Add("---\ntitle: \"x\"\ntags:\n  - a\n---\ntext")
	f.Fuzz(func(t *testing.T, s string) {
		fields, story := splitHeader(s)
		if !strings.HasSuffix(s, story) {
			t.Errorf("the story of %q is not its end: %q", s, story)
		}
		if len(fields) == 0 && story != s {
			t.Errorf("%q lost text without a header", s)
		}
	})
}
