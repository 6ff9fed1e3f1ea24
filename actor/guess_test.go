package actor

import "testing"

// A side that is only guessed parts nobody, and gives way to one that is said.
func TestGuessedSides(t *testing.T) {
	person := func(side string, guessed bool) Cast {
		return Cast{Actors: []Actor{{Name: "Mia Lund", Kind: Person, Side: side, Guessed: guessed, Of: -1, Names: []string{"Mia Lund"}}}}
	}
	for _, c := range []struct {
		name  string
		casts []Cast
		want  []string // sides
	}{
		{"said and guessed", []Cast{person("TR", true), person("NO", false)}, []string{"NO"}},
		{"guessed and said", []Cast{person("NO", false), person("TR", true)}, []string{"NO"}},
		{"two that are said", []Cast{person("NO", false), person("TR", false)}, []string{"NO", "TR"}},
		{"two guesses", []Cast{person("TR", true), person("DE", true)}, []string{""}},
		{"three guesses", []Cast{person("TR", true), person("DE", true), person("TR", true)}, []string{"TR"}},
	} {
		actors, _ := Across(c.casts)
		var got []string
		for _, a := range actors {
			got = append(got, a.Side)
		}
		if len(got) != len(c.want) || got[0] != c.want[0] {
			t.Errorf("%s: sides %v, want %v", c.name, got, c.want)
		}
	}
}
