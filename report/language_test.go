package report

import "testing"

func TestLanguageOf(t *testing.T) {
	for _, c := range []struct{ name, declared, text, want string }{
		{"Ukrainian", "", inUkrainian, "uk"},
		{"Russian", "", inRussian, "ru"},
		{"Bulgarian", "", "Говорителят на министерството съобщи в петък, че разследването продължава и засега няма заключения.", "bg"},
		{"Korean", "", inKorean, "ko"},
		{"Japanese", "", inJapanese, "ja"},
		{"Chinese", "", inChinese, "zh"},
		{"Polish", "", inPolish, "pl"},
		{"French", "", inFrench, "fr"},
		{"Greek", "", inGreek, "el"},
		{"English", "", "The port master said on Tuesday that two dockers had been taken to hospital with burns.", "en"},
		{"declared and right", "en-GB", "The port master said on Tuesday that two dockers had been hurt.", "en-GB"},
		{"declared in another script", "en", inUkrainian, "uk"},
		{"Russian on a Ukrainian template", "uk", inRussian + " Мы были на выезде, мы это видели.", "ru"},
		{"Ukrainian on a Russian template", "ru", inUkrainian, "uk"},
		{"Ukrainian declared for English", "uk", "The port master said on Tuesday that two dockers had been taken to hospital.", "en"},
		{"short Korean", "", "항구 폭발", "ko"},
		{"Spanish", "", "El portavoz del ministerio dijo el viernes que los restos se estudian y que por ahora no hay resultados, según la nota.", "es"},
		{"Portuguese", "", "O porta-voz do ministério disse que os destroços ainda são estudados e que não há uma conclusão, segundo a nota da pasta.", "pt"},
		{"Italian", "", "Il portavoce del ministero ha detto che i resti della nave sono stati portati nel porto e che non ci sono feriti.", "it"},
		{"German", "", "Der Sprecher des Ministeriums sagte, dass die Trümmer untersucht werden und es noch keine Schlüsse gibt.", "de"},
		{"too short to tell", "", "No.", ""},
		{"short and declared", "fr", "Non.", "fr"},
		{"no letters", "", "12 — 14", ""},
		{"empty", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := languageOf(c.declared, c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLanguageTag(t *testing.T) {
	for in, want := range map[string]string{
		"en_US": "en-US", "EN": "en", "uk-UA": "uk-UA", "ua": "uk", "kr": "ko", "pt-br": "pt-BR", "zh-Hans": "zh-Hans",
		"de, en": "de", "uk_UA.UTF-8": "uk-UA", "": "", "none at all": "", "english": "",
	} {
		if got := languageTag(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
