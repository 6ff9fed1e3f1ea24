package statement

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

// several reads one text marked in several ways, one for each attribution.
func several(t *testing.T, ways ...string) (string, fixed) {
	t.Helper()
	var all fixed
	var story string
	for i, way := range ways {
		clean, a := marked(way)
		if i > 0 && clean != story {
			t.Fatalf("the texts differ: %q, %q", story, clean)
		}
		story = clean
		if len(a.Cue) > 0 {
			a.Confidence = 0.9
			all = append(all, a)
		}
	}
	return story, all
}

// TestPointBack reads invented reports in which a sentence only tells who said the
// one before it.
func TestPointBack(t *testing.T) {
	tests := []struct {
		name, language string
		ways           []string
		want           string // source | content | via, a line for each statement
	}{
		{"a lead and its speaker", "ru", []string{"Паром сел на мель у мыса Лор. <Об этом> {сообщил} [капитан порта Ян Брут]."},
			"капитан порта Ян Брут | Паром сел на мель у мыса Лор | "},
		{"no content at all", "uk", []string{"Паром сів на мілину. Про це {повідомила} [речниця порту Ганна Брут]."},
			"речниця порту Ганна Брут | Паром сів на мілину | "},
		{"the end of the lead taken for all of it", "uk", []string{"Пором сів на мілину, <і двоє загинули. Про це> {сказав} [капітан Ян Брут]."},
			"капітан Ян Брут | Пором сів на мілину, і двоє загинули | "},
		{"the end of what somebody else said", "ru", []string{
			"[Порт] {сообщил}, <что паром сел на мель>. Об этом писал «Маяк».",
			"Порт сообщил, <что паром сел на мель. Об этом> {писал} [«Маяк»]."},
			"Порт | что паром сел на мель | \n«Маяк» | что паром сел на мель. Об этом | "},
		{"two who say and pass on", "ru", []string{
			"Паром сел на мель. Об этом {заявил} [капитан Ян Брут], передаёт «Маяк».",
			"Паром сел на мель. Об этом заявил капитан Ян Брут, {передаёт} [«Маяк»]."},
			"капитан Ян Брут | Паром сел на мель | «Маяк»"},
		{"one who is cited", "ru", []string{
			"Паром сел на мель. <Об этом> {сообщает} [«Маяк»] со ссылкой на порт Лор.",
			"Паром сел на мель. Об этом сообщает «Маяк» {со ссылкой на} [порт Лор]."},
			"порт Лор | Паром сел на мель | «Маяк»"},
		{"a lead of two sentences", "be", []string{"Паром сеў на мель. Загінулі двое. Пра гэта {паведаміў} [капітан Ян Брут]."},
			"капітан Ян Брут | Паром сеў на мель. Загінулі двое | "},
		{"a paragraph of its own", "uk", []string{"Паром сів на мілину.\n\nПро це {сказав} [капітан Ян Брут]."},
			"капітан Ян Брут | Паром сів на мілину | "},
		{"what the lead has from first reports", "uk", []string{
			"Пором сів на мілину. {За першими даними}, <загинули двоє>. Про це сказав капітан Ян Брут.",
			"Пором сів на мілину. За першими даними, загинули двоє. Про це {сказав} [капітан Ян Брут]."},
			"капітан Ян Брут | Пором сів на мілину | \nкапітан Ян Брут | загинули двоє | "},
		{"all the lead from first reports", "uk", []string{
			"{За першими даними}, <загинули двоє>. Про це сказав капітан Ян Брут.",
			"За першими даними, загинули двоє. Про це {сказав} [капітан Ян Брут]."},
			"капітан Ян Брут | загинули двоє | "},
		{"somebody else has said it", "uk", []string{
			"[Порт] {повідомив}, <що паром сів на мілину>. Про це написав «Маяк».",
			"Порт повідомив, що паром сів на мілину. <Про це> {написав} [«Маяк»]."},
			"Порт | що паром сів на мілину | \n«Маяк» |  | "},
		{"a conclusion that nobody was found to draw", "ru", []string{
			"Паром, вероятно, сел на мель. <К такому выводу пришла комиссия Лора, изучив снимки>, {пишет} [«Маяк»]."},
			"комиссия Лора | Паром, вероятно, сел на мель | «Маяк»"},
		{"one whom nobody was found to cite", "be", []string{
			"Паром сеў на мель. Пра гэта піша агенцтва «Маяк» са спасылкай на капітана Яна Брута."},
			"капітана Яна Брута | Паром сеў на мель | агенцтва «Маяк»"},
		{"words of its own", "ru", []string{"Паром сел на мель. <Об этом не может быть и речи>, {заявил} [порт Лор]."},
			"порт Лор | Об этом не может быть и речи | "},
		{"Polish", "pl", []string{"Prom osiadł na mieliźnie. {Poinformował} <o tym> [kapitan Jan Brut]."},
			"kapitan Jan Brut | Prom osiadł na mieliźnie | "},
		{"German", "de", []string{"Die Fähre lief auf Grund. <Das> {teilte} [der Hafen] mit."},
			"der Hafen | Die Fähre lief auf Grund | "},
		{"French", "fr", []string{"Le bac s'est échoué. {C'est ce qu'a annoncé} [le port]."},
			"le port | Le bac s'est échoué | "},
		{"Korean", "ko", []string{"여객선이 좌초했다. [항만청은] <이같이> {밝혔다}."},
			"항만청은 | 여객선이 좌초했다 | "},
		{"an outlet that cites another", "ru", []string{
			"[Агентство «Маяк»] со ссылкой на капитана Брута {сообщило}, <что паром сел на мель>.",
			"Агентство «Маяк» {со ссылкой} [на капитана Брута] сообщило, что паром сел на мель."},
			"капитана Брута | что паром сел на мель | Агентство «Маяк»"},
		{"one who is cited where the outlet was not found", "ko", []string{
			"파도통신은 선장을 인용해 <배가 떠났다고> {보도했다}.", "파도통신은 [선장을] {인용해} 배가 떠났다고 보도했다."},
			"선장을 | 배가 떠났다고 | "},
		{"a ministry that cites films", "ru", []string{
			"[Министерство] со ссылкой на съёмку {сообщило}, <что паром сел на мель>.",
			"Министерство {со ссылкой} [на съёмку] сообщило, что паром сел на мель."},
			"Министерство | что паром сел на мель | \nсъёмку |  | "},
		{"those who were told", "ru", []string{"{Сказал} [журналистам капитан Ян Брут], <что паром цел>."},
			"капитан Ян Брут | что паром цел | "},
		{"the end of what cites", "uk", []string{"<Пором цілий>, {з посиланням} [на порт Лор] писав Брут."},
			"порт Лор | Пором цілий | "},
		{"the agency that was told", "uk", []string{"{Розповів} [агентству «Маяк» капітан Ян Брут], <що паром цілий>."},
			"капітан Ян Брут | що паром цілий | "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			story, found := several(t, test.ways...)
			var got []string
			for _, s := range Read(text.Analyze(story), found, Context{Language: test.language}) {
				got = append(got, words(story, s.Source)+" | "+words(story, s.Content)+" | "+strings.Join(s.Via, ","))
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}
