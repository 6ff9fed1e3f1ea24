package actor

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

// TestBareRoles reads sources that only give an office, in languages without
// articles, and those whose name stands in another form.
func TestBareRoles(t *testing.T) {
	tests := []struct {
		name, lang, story string
		sources           []string
		want              string
	}{
		{"a spokeswoman", "uk", "Речниця порту Ганна Брут сказала, що пором цілий. За словами речниці, вода спала.",
			[]string{"Речниця порту Ганна Брут", "речниці"}, "Ганна Брут|Ганна Брут"},
		{"another body's spokeswoman", "uk", "Речниця міністерства оборони Ганна Брут мовчить. За словами речниці поліції, вода спала.",
			[]string{"Речниця міністерства оборони Ганна Брут", "речниці поліції"}, "Ганна Брут|"},
		{"a diplomat", "ru", "Представитель МИД России Ян Брут сказал, что паром цел. По словам дипломата, вода спала.",
			[]string{"Представитель МИД России Ян Брут", "дипломата"}, "Ян Брут|Ян Брут"},
		{"a witness is another each time", "ru", "Очевидец Ян Брут видел паром. По словам очевидца, вода спала.",
			[]string{"Очевидец Ян Брут", "очевидца"}, "Ян Брут|"},
		{"in the agency", "ru", "Прокуратура России молчит. Как отметили в ведомстве, вода спала.",
			[]string{"Прокуратура России", "в ведомстве"}, "Прокуратура России|Прокуратура России"},
		{"a Korean role with its particle", "ko", "최가람 국방부 대변인이 배가 떠났다고 말했다. 대변인은 물이 빠졌다고 했다.",
			[]string{"최가람 국방부 대변인이", "대변인은"}, "최가람|최가람"},
		{"a Korean surname", "ko", "최가람 의원이 배가 떠났다고 말했다. 최 의원은 물이 빠졌다고 했다.",
			[]string{"최가람 의원이", "최 의원은"}, "최가람|최가람"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := Resolve(text.Analyze(test.story), Context{Language: test.lang}, sourcesOf(test.story, test.sources...))
			for i, want := range strings.Split(test.want, "|") {
				got := ""
				if k := c.Speakers[i]; k >= 0 && c.Actors[k].Kind != Unnamed {
					got = c.Actors[k].Name
				}
				if got != want && !(want == "" && got != "Ганна Брут") {
					t.Errorf("%s: got %q, want %q", test.sources[i], got, want)
				}
			}
		})
	}
}

// TestSidesOfOffices reads for whom people speak whose office is told in several
// nouns, and by the adjective of a region.
func TestSidesOfOffices(t *testing.T) {
	for _, c := range []struct{ name, lang, story, source, want string }{
		{"a deputy of a department", "ru", "Заместитель начальника отдела информации и печати МИД Ирана Ян Брут сказал это.",
			"Заместитель начальника отдела информации и печати МИД Ирана Ян Брут", "Ян Брут IR"},
		{"a region's adjective", "uk", "КНДР і ще раз КНДР. Речниця Полтавської обласної прокуратури Ганна Брут сказала це.",
			"Речниця Полтавської обласної прокуратури Ганна Брут", "Ганна Брут UA"},
		{"a region that no table has", "ru", "Представитель Ланской областной прокуратуры Ян Брут сказал это.",
			"Представитель Ланской областной прокуратуры Ян Брут", "Ян Брут "},
		{"an unknown owner", "uk", "Директор заводу Ян Брут сказав це.", "Директор заводу Ян Брут", "Ян Брут "},
	} {
		t.Run(c.name, func(t *testing.T) {
			cast := Resolve(text.Analyze(c.story), Context{Language: c.lang}, sourcesOf(c.story, c.source))
			a := cast.Actors[cast.Speakers[0]]
			if got := a.Name + " " + a.Side; !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
