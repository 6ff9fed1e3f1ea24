package origin

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
)

// aliases maps each actor to the first of those whose full names are one but for
// a slip of the pen ("Jans" for "Jens"): two actors by their sides or titles, and
// one speaker misnamed by their words. Names of less than two words, and short
// ones, stand for themselves.
func aliases(actors []Actor) []int {
	out := make([]int, len(actors))
	byLast := map[string][]int{}
	plain := make([]string, len(actors))
	for i, a := range actors {
		out[i] = i
		words := strings.Fields(strings.ToLower(unidecode.Unidecode(a.Name)))
		if !a.Named || len(words) < 2 || mediumIn(a.Name) != "" {
			continue
		}
		plain[i] = strings.Join(words, " ")
		last := lastName(a.Name)
		byLast[last] = append(byLast[last], i)
	}
	for _, same := range byLast {
		slices.Sort(same)
		for k, i := range same {
			for _, j := range same[:k] {
				if len(plain[i]) >= minFullName && oneSlip(plain[i], plain[j]) {
					out[i] = out[j]
					break
				}
			}
		}
	}
	respelt(actors, out)
	return out
}

// respelt adds persons of one side whose full names sound alike in two scripts.
// Within one script the actors are compared letter by letter, before they come here.
func respelt(actors []Actor, out []int) {
	bySound := map[string][]int{}
	for i, a := range actors {
		sound := soundOf(a.Name)
		if !a.Named || !a.Person || len(sound) < minSound {
			continue
		}
		for _, j := range bySound[sound] {
			b := actors[j]
			if (a.Side == b.Side || a.Side == "" || b.Side == "") && script(a.Name) != script(b.Name) {
				out[i] = out[j]
				break
			}
		}
		bySound[sound] = append(bySound[sound], i)
	}
}

// minSound is the length of a sound of two words, with the space between, that few
// names share.
const minSound = 7

// script is the first of those of a name's letters, "" for any other than these.
func script(name string) string {
	r := firstRune(name)
	for _, s := range []string{"Latin", "Cyrillic", "Hangul", "Arabic", "Hebrew", "Greek", "Han", "Georgian", "Armenian", "Devanagari", "Katakana", "Hiragana"} {
		if unicode.Is(unicode.Scripts[s], r) {
			return s
		}
	}
	return ""
}

// minFullName is the length from which one letter more or less is a slip.
const minFullName = 8

// oneSlip tells whether two names are equal but for one letter.
func oneSlip(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(b) || a[i+1:] == b[i+1:]
	}
	return a[i+1:] == b[i:]
}

// lastName is the last word of a name, romanised.
func lastName(name string) string {
	words := strings.Fields(strings.ToLower(unidecode.Unidecode(name)))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
