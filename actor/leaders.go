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
		n = strings.ToLower(n)
		l.leaders[n] = e
		if i := strings.LastIndexByte(n, ' '); i >= 0 {
			if _, ok := l.leaders[n[i+1:]]; !ok {
				l.leaders[n[i+1:]] = e
			}
		}
	}
}
