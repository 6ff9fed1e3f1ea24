package actor

import (
	"io/fs"
	"path"
	"strings"
	"testing"
)

// columns is how many columns each table has.
var columns = map[string]int{"roles.tsv": 5, "titles.tsv": 4, "bodies.tsv": 4, "documents.tsv": 2, "pronouns.tsv": 4, "places.tsv": 3,
	"seats.tsv": 4, "words.tsv": 2, "endings.tsv": 1, "firstnames.tsv": 2, "organisations.tsv": 6, "never.tsv": 1, "orgwords.tsv": 3, "leaders.tsv": 4, "cases.tsv": 2}

func TestTables(t *testing.T) {
	names, err := fs.Glob(tables, "lang/*/*.tsv")
	if err != nil || len(names) < 100 {
		t.Fatalf("%d tables, %v", len(names), err)
	}
	for _, name := range names {
		n := columns[path.Base(name)]
		if n == 0 {
			t.Errorf("%s: unknown table", name)
		}
		b, err := tables.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if b[0] != '#' {
			t.Errorf("%s: no header", name)
		}
		rows(name, func(f []string) {
			if len(f) != n || f[0] == "" {
				t.Errorf("%s: row %q has %d columns, want %d", name, f, len(f), n)
				return
			}
			if problem := badRow(path.Base(name), f); problem != "" {
				t.Errorf("%s: row %q: %s", name, f, problem)
			}
		})
	}
}

func badRow(table string, f []string) string {
	switch table {
	case "words.tsv":
		if _, ok := uses[f[1]]; !ok && f[1] != "home" {
			return "unknown use"
		}
	case "places.tsv":
		if _, ok := placeKinds[f[1]]; !ok {
			return "unknown kind"
		}
	case "roles.tsv":
		if !strings.Contains(" official diplomat spokes head aide expert media private source ", " "+f[1]+" ") {
			return "unknown class"
		}
		if f[2] != "s" && f[2] != "p" || f[4] != "one" && f[4] != "many" {
			return "unknown number or holders"
		}
	case "bodies.tsv":
		if !strings.Contains(" state agency company media org ", " "+f[1]+" ") {
			return "unknown class"
		}
	case "documents.tsv":
		if f[1] != "own" && f[1] != "find" {
			return "unknown use"
		}
	}
	return ""
}

// TestStates checks that each state is found by its name and its people's, in
// English, and a few by their names in other languages.
func TestStates(t *testing.T) {
	for _, c := range []struct{ lang, words, code string }{
		{"en", "Ukraine", "UA"}, {"en", "New Zealander", "NZ"}, {"en", "Côte d’Ivoire", "CI"}, {"en", "Ouagadougou", "BF"},
		{"en", "Bavaria", "DE"}, {"en", "Osaka", "JP"}, {"uk", "Польщі", "PL"}, {"uk", "литовського", "LT"}, {"ru", "Германией", "DE"},
		{"ru", "Северной Корее", "KP"}, {"ru", "Южной Кореей", "KR"}, {"ru", "Китая", "CN"}, {"ru", "Уругваем", "UY"}, {"ru", "Молдавии", "MD"},
		{"uk", "Північній Кореї", "KP"}, {"uk", "Китаєм", "CN"}, {"be", "Паўночнай Карэяй", "KP"}, {"be", "Кітая", "CN"}, {"be", "Злучаных Штатаў", "US"},
		{"cs", "Severní Koreje", "KP"}, {"pl", "Koreą Północną", "KP"},
		{"de", "schwedischen", "SE"}, {"fr", "norvégienne", "NO"}, {"pl", "Francji", "FR"}, {"cs", "Maďarsku", "HU"}, {"ko", "독일", "DE"},
		{"ar", "فرنسا", "FR"}, {"zh", "德国", "DE"}, {"ja", "カナダ", "CA"}, {"is", "Póllands", "PL"}, {"tr", "Japonya", "JP"},
	} {
		l := lexiconFor(c.lang)
		w := strings.ToLower(strings.ReplaceAll(c.words, "’", "'"))
		var parts []string
		for _, p := range strings.Fields(w) {
			parts = append(parts, l.fold(p))
		}
		key := strings.Join(parts, " ")
		if l.han {
			key = strings.Join(strings.Fields(spaceHan(w)), " ")
		}
		if e := l.entries[key]; e == nil || e.code != c.code {
			t.Errorf("%s %q (%q): got %+v, want %s", c.lang, c.words, key, e, c.code)
		}
	}
}
