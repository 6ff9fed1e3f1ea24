package actor

import "strings"

// A leader is one who holds or held an office that the news does not introduce.
type leader struct {
	code    string
	body    string // of a body that is no state's
	surname bool   // the last name alone is enough
}

// addLeader enters a row under the full name and, where that is rare enough as a
// name of others, under the last name.
func (l *lexicon) addLeader(f []string) {
	e := leader{code: f[1], body: f[2], surname: f[3] == "y"}
	for _, n := range strings.Split(f[0], ";") {
		k := nameKeys(n)
		l.leaders[strings.Join(k, " ")] = e
		if last := k[len(k)-1]; len(k) > 1 {
			if _, ok := l.leaders[last]; !ok {
				l.leaders[last] = e
			}
		}
	}
}
