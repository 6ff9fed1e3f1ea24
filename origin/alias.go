package origin

import (
	"slices"
	"strings"

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
	return out
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
