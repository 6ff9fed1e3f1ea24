package claim

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// sameMeanings says in each language: a state made the torpedo, fired it; it was
// not so; a denial without a content of its own; {blamed} <the state>; supplied
// or got it. Empty is what the words of a language do not tell: Japanese and
// Chinese are cut into single characters.
var sameMeanings = []struct {
	language, state                            string
	made, fired, not, denied, blamed, supplied string
}{
	{"en", "DK", "The torpedo was made in Denmark.", "Danish sailors fired the torpedo.", "The torpedo was not Danish.", "any involvement", "They {blamed} <Denmark>.", "Denmark received the torpedoes."},
	{"uk", "DK", "Торпеду виготовили в Данії.", "Данські моряки випустили торпеду.", "Торпеда не була данською.", "будь-яку причетність", "Вони {звинуватили} <Данію>.", "Данія постачала торпеди."},
	{"ru", "DK", "Торпеда изготовлена в Дании.", "Датские моряки выпустили торпеду.", "Торпеда не была датской.", "какую-либо причастность", "Они {обвинили} <Данию>.", "Дания поставляла торпеды."},
	{"be", "DK", "Тарпеду зрабілі ў Даніі.", "Данія выпусціла тарпеду.", "Тарпеда не была з Даніі.", "любое дачыненне", "Яны {абвінавацілі} <Данію>.", "Данія пастаўляла тарпеды."},
	{"ko", "DK", "어뢰는 덴마크에서 제조됐다.", "덴마크가 어뢰를 발사했다.", "덴마크 어뢰가 아니다.", "어떠한 관여도", "그들은 <덴마크를> {비난했다}.", "덴마크는 어뢰를 공급받았다."},
	{"de", "DK", "Der Torpedo wurde in Dänemark hergestellt.", "Dänische Matrosen feuerten den Torpedo ab.", "Der Torpedo war nicht dänisch.", "jegliche Beteiligung", "Sie {beschuldigten} <Dänemark>.", "Dänemark erhielt die Torpedos."},
	{"fr", "DK", "La torpille a été fabriquée au Danemark.", "Le Danemark a tiré la torpille.", "La torpille n'était pas danoise.", "toute implication", "Ils ont {accusé} <le Danemark>.", "Le Danemark a reçu les torpilles."},
	{"es", "DK", "El torpedo fue fabricado en Dinamarca.", "Dinamarca disparó el torpedo.", "El torpedo no era danés.", "cualquier participación", "Ellos {culparon} a <Dinamarca>.", "Dinamarca recibió los torpedos."},
	{"it", "DK", "Il siluro è stato fabbricato in Danimarca.", "La Danimarca ha lanciato il siluro.", "Il siluro non era danese.", "qualsiasi coinvolgimento", "Essi {accusano} <la Danimarca>.", "La Danimarca ha ricevuto i siluri."},
	{"pl", "RU", "Torpedę wyprodukowano w Rosji.", "Rosyjscy marynarze wystrzelili torpedę.", "Torpeda nie była rosyjska.", "jakikolwiek udział", "Oni {oskarżyli} <Rosję>.", "Rosja otrzymała torpedy."},
	{"pt", "DK", "O torpedo foi fabricado na Dinamarca.", "A Dinamarca disparou o torpedo.", "O torpedo não era dinamarquês.", "qualquer envolvimento", "Os dois {acusaram} <a Dinamarca>.", "A Dinamarca recebeu os torpedos."},
	{"tr", "RU", "Torpido Rusya'da üretildi.", "Rus denizciler torpidoyu ateşledi.", "Torpido Rus değildi.", "herhangi bir dahli", "{Suçu} <Rusya'ya> {yüklediler}.", "Rusya torpidoları teslim aldı."},
	{"ar", "RU", "صنع الطوربيد في روسيا.", "أطلقت روسيا الطوربيد.", "لم يكن الطوربيد روسيا.", "أي تورط", "لقد {اتهموا} <روسيا>.", "تسلمت روسيا الطوربيدات."},
	{"cs", "DK", "Torpédo vyrobili v Dánsku.", "Dánsko vypálilo torpédo.", "Torpédo nebylo z Dánska.", "jakoukoli účast", "Oni {obvinili} <Dánsko>.", "Dánsko obdrželo torpéda."},
	{"no", "DK", "Torpedoen ble laget i Danmark.", "Danske sjøfolk avfyrte torpedoen.", "Torpedoen var ikke dansk.", "enhver innblanding", "De {anklaget} <Danmark>.", "Danmark mottok torpedoene."},
	{"sv", "DK", "Torpeden tillverkades i Danmark.", "Danska sjömän avfyrade torpeden.", "Danmark hade inte torpeden.", "all inblandning", "De {anklagade} <Danmark>.", "Danmark levererade torpederna."},
	{"nl", "DK", "De torpedo is in Denemarken gemaakt.", "Denemarken vuurde de torpedo af.", "De torpedo was niet van Denemarken.", "elke betrokkenheid", "Zij {beschuldigden} <Denemarken>.", "Denemarken ontving de torpedo's."},
	{"da", "DK", "Torpedoen blev fremstillet i Danmark.", "Danmark affyrede torpedoen.", "Torpedoen var ikke fra Danmark.", "enhver indblanding", "De {anklagede} <Danmark>.", "Danmark modtog torpedoerne."},
	{"ro", "DK", "Torpila a fost fabricată în Danemarca.", "Danemarca a lansat torpila.", "Torpila nu era din Danemarca.", "orice implicare", "Ei {acuză} <Danemarca>.", "Danemarca a primit torpilele."},
	{"bg", "DK", "Торпедото е произведено в Дания.", "Дания изстреля торпедото.", "Торпедото не е от Дания.", "всякакво участие", "Те {обвиниха} <Дания>.", "Дания получи торпедата."},
	{"mk", "DK", "Торпедото е произведено во Данска.", "Данска го испали торпедото.", "Торпедото не е од Данска.", "каква било вмешаност", "Тие ја {обвинија} <Данска>.", "Данска ги прими торпедата."},
	{"sr", "DK", "", "", "Danska nije ispalila torpedo.", "bilo kakvu umešanost", "", ""},
	{"sr", "DK", "Данска је произвела торпедо.", "Данска је испалила торпедо.", "Данска није испалила торпедо.", "било какву умешаност", "Они {оптужују} <Данска>.", "Данска је примила торпеда."},
	{"fa", "DK", "اژدر در دانمارک ساخته شد.", "دانمارک اژدر را شلیک کرد.", "اژدر از دانمارک نبود.", "هرگونه دخالت", "آنها <دانمارک> را {متهم} کردند.", "دانمارک اژدرها را دریافت کرد."},
	{"he", "DK", "דנמרק ייצרה את הטורפדו.", "דנמרק שיגרה את הטורפדו.", "דנמרק לא שיגרה את הטורפדו.", "כל מעורבות", "הם {האשימו} את <דנמרק>.", "דנמרק קיבלה את הטורפדו."},
	{"fi", "DK", "Tanska valmisti torpedon.", "Tanska ampui torpedon.", "Tanska ei ampunut torpedoa.", "kaikki osallisuus", "He {syyttivät} <Tanska>.", "Tanska vastaanotti torpedot."},
	{"hu", "DK", "A torpedót Dánia gyártotta.", "Dánia kilőtte a torpedót.", "Dánia nem lőtte ki a torpedót.", "bármiféle részvételt", "Ők {vádolják} <Dánia>.", "Dánia megvásárolta a torpedókat."},
	{"el", "DK", "Η τορπίλη κατασκευάστηκε στη Δανία.", "Η Δανία εκτόξευσε την τορπίλη.", "Η τορπίλη δεν ήταν από τη Δανία.", "οποιαδήποτε εμπλοκή", "Αυτοί {κατηγόρησαν} τη <Δανία>.", "Η Δανία παρέλαβε τις τορπίλες."},
	{"is", "DK", "Danmörk framleiddi tundurskeytið.", "Danmörk skaut tundurskeytinu.", "Danmörk skaut ekki tundurskeytinu.", "alla aðild", "Þeir {sökuðu} <Danmörk>.", "Danmörk fékk tundurskeytin."},
	{"ja", "JP", "これは日本製だ。", "日本が魚雷を発射した。", "", "", "", ""},
	{"zh", "DK", "", "丹麦发射了鱼雷。", "鱼雷不是丹麦的。", "", "", ""},
	{"sk", "DK", "Dánsko vyrobilo torpédo.", "Dánsko vypálilo torpédo.", "Dánsko nevypálilo torpédo.", "akúkoľvek účasť", "Oni {obvinili} <Dánsko>.", "Dánsko dostalo torpéda."},
	{"lt", "DK", "Danija pagamino torpedą.", "Danija paleido torpedą.", "Danija nepaleido torpedos.", "bet kokį dalyvavimą", "Jie {apkaltino} <Danija>.", "Danija gavo torpedas."},
}

func TestEveryLanguageMeansTheSame(t *testing.T) {
	for _, m := range sameMeanings {
		for _, c := range []struct {
			name, said string
			stance     statement.Stance
			holds      func(p Proposition) bool
		}{
			{"made", m.made, statement.Asserts, func(p Proposition) bool { return slices.Equal(p.Makers, []string{m.state}) && !p.Negated }},
			{"fired", m.fired, statement.Asserts, func(p Proposition) bool {
				return slices.Contains(p.Acts, "fire") && slices.Equal(p.Agents, []string{m.state}) && !p.Negated
			}},
			{"not", m.not, statement.Asserts, func(p Proposition) bool { return p.Negated }},
			{"denied", m.denied, statement.Denies, func(p Proposition) bool { return p.Vague }},
			{"blamed", m.blamed, statement.Asserts, func(p Proposition) bool { return p.Blames && slices.Contains(p.Agents, m.state) }},
			{"supplied", m.supplied, statement.Asserts, func(p Proposition) bool {
				return slices.Contains(p.Acts, "supply") && slices.Contains(p.Agents, m.state)
			}},
		} {
			if c.said == "" {
				continue
			}
			t.Run(m.language+" "+c.name, func(t *testing.T) {
				if p := propositionIn(m.language, c.said, c.stance); !c.holds(p) {
					t.Errorf("%s: by %v in %v made %v acts %v negated %v vague %v blames %v terms %v",
						c.said, p.Agents, p.Places, p.Makers, p.Acts, p.Negated, p.Vague, p.Blames, p.Terms)
				}
			})
		}
	}
}

// propositionIn reads words by the table of a language: all of them, or what
// stands in < > behind or before a cue in { }.
func propositionIn(language, marked string, stance statement.Stance) Proposition {
	var plain strings.Builder
	var a statement.Attribution
	start := 0
	for _, r := range marked {
		switch r {
		case '{', '<':
			start = plain.Len()
		case '}':
			a.Cue = append(a.Cue, text.Span{From: start, To: plain.Len()})
		case '>':
			a.Content = append(a.Content, text.Span{From: start, To: plain.Len()})
		default:
			plain.WriteRune(r)
		}
	}
	if a.Content == nil {
		a.Content = []text.Span{{From: 0, To: plain.Len()}}
	}
	s := statement.Statement{Attribution: a, Stance: stance}
	x := newReading(&origin.Report{Doc: text.Analyze(plain.String()), Language: language, Statements: []statement.Statement{s}})
	for _, spans := range [][]text.Span{a.Cue, a.Content} {
		for _, span := range spans {
			x.learn(span)
		}
	}
	p := x.proposition(a.Content)
	p.Stance = stance
	x.point(&p, &s)
	return p
}

// Each table has a row of every class that the English one has, but for classes
// that the language does not put into words of their own.
func TestTablesHaveEveryClass(t *testing.T) {
	all := func(l *lexicon) class {
		c := class(0)
		for _, words := range []map[string]class{l.words, l.prefixes} {
			for _, k := range words {
				c |= k
			}
		}
		return c
	}
	without := map[string]class{
		"ko": place | agent | affects, "tr": place | agent, "fi": place | agent, "hu": place | agent, // endings, not words
	}
	for name, l := range lexicons {
		if name == "ja" || name == "zh" {
			continue // single characters tell little
		}
		var missing []string
		for n, c := range classes {
			if all(lexicons["en"])&c != 0 && all(l)&c == 0 && without[name]&c == 0 {
				missing = append(missing, n)
			}
		}
		slices.Sort(missing)
		if len(missing) > 0 {
			t.Error(fmt.Sprint(name, " has no words of ", missing))
		}
	}
}
