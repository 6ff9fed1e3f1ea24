package actor

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Across merges the casts of several reports into one list, in the order in which
// the actors first appear; of maps each report's actors to that list. Two actors
// are one where their names say so: a person by last and first name, in any script
// or spelling, that no side contradicts; a state by its code; a body by the state
// that it answers to and what it does; another organisation by its name. Unnamed
// actors are never merged, and what is uncertain stays apart.
func Across(casts []Cast) (actors []Actor, of [][]int) {
	groups := group(casts)
	of = make([][]int, len(casts))
	index := map[int]int{} // group → place in actors
	var parts [][]Actor
	var home []ref
	n := 0
	for i, c := range casts {
		of[i] = make([]int, len(c.Actors))
		for j := range c.Actors {
			g := groups[n]
			n++
			k, ok := index[g]
			if !ok {
				k = len(parts)
				index[g] = k
				parts = append(parts, nil)
				home = append(home, ref{i, -1})
			}
			of[i][j] = k
			parts[k] = append(parts[k], c.Actors[j])
			if o := c.Actors[j].Of; o >= 0 && home[k].actor < 0 {
				home[k] = ref{i, o}
			}
		}
	}
	for k, p := range parts {
		a := merge(p)
		if h := home[k]; h.actor >= 0 && a.Side == "" {
			a.Of = of[h.report][h.actor]
		}
		actors = append(actors, a)
	}
	return actors, of
}

// A ref is an actor of one report.
type ref struct{ report, actor int }

// group numbers the actors of all casts, in order, with the same number for one
// actor. Persons are compared within blocks of one last name's sound; the blocks
// are gone through in an order that the files' order does not change.
func group(casts []Cast) []int {
	var all []Actor
	for _, c := range casts {
		all = append(all, c.Actors...)
	}
	parent := make([]int, len(all))
	for i := range parent {
		parent[i] = i
	}
	byKey := map[string]int{}
	blocks := map[string][]*bearer{}
	persons := map[string]*bearer{}
	for i, a := range all {
		switch {
		case a.Kind == Unnamed:
		case a.Kind == Person && isName(a):
			k := fmt.Sprint(a.Name, "\x00", a.Side, a.Guessed)
			p := persons[k]
			if p == nil {
				p = &bearer{Actor: a, keys: nameKeys(a.Name)}
				persons[k] = p
				b := block(a.Name)
				blocks[b] = append(blocks[b], p)
			}
			p.at = append(p.at, i)
		default:
			k := bodyKey(a)
			if first, ok := byKey[k]; ok {
				parent[i] = first
			} else {
				byKey[k] = i
			}
		}
	}
	for _, members := range blocks {
		joinPersons(members, parent)
	}
	return parent
}

// A bearer is all appearances of one name with one side. Persons are compared,
// not appearances, so that the thousandth report on one minister costs nothing.
type bearer struct {
	Actor
	keys []string // sound keys of the name's words
	at   []int    // appearances, ascending
}

func (p *bearer) last() string { return p.keys[len(p.keys)-1] }

// join puts all appearances of p into the group of appearance to.
func (p *bearer) join(parent []int, to int) {
	for _, i := range p.at {
		parent[i] = parent[to]
	}
}

// isName tells a named person from one described by an office.
func isName(a Actor) bool { return a.Key == "" && len(nameKeys(a.Name)) > 0 }

// bodyKey is equal for two names of one body, state or office.
func bodyKey(a Actor) string {
	if a.Key != "" {
		return a.Key
	}
	return string(a.Kind) + ":" + a.Side + ":" + plainKey(a.Name)
}

func plainKey(s string) string {
	s = romanise(strings.ReplaceAll(strings.ToLower(s), "’s", ""))
	s = strings.TrimPrefix(strings.ReplaceAll(s, "'s", ""), "the ")
	return strings.Join(strings.Fields(s), " ")
}

// joinPersons joins the members whose names and sides agree. A last name alone is
// joined only where all full names of its block are one person.
func joinPersons(members []*bearer, parent []int) {
	var full, short []*bearer
	for _, m := range members {
		if len(m.keys) > 1 {
			m.join(parent, m.at[0])
			full = append(full, m)
		} else {
			short = append(short, m)
		}
	}
	// Clusters are the components of "same person", but a cluster in which two
	// members contradict each other is left in pieces of equal names.
	for _, c := range components(len(full), func(i, j int) bool { return samePerson(full[i], full[j]) }) {
		sound := true
		for _, i := range c {
			for _, j := range c {
				sound = sound && !contradict(full[i], full[j])
			}
		}
		for x, i := range c {
			for _, j := range c[:x] {
				if sound || nameEqual(full[i], full[j]) && full[i].Side == full[j].Side {
					full[i].join(parent, full[j].at[0])
					break
				}
			}
		}
	}
	for x, s := range short {
		target, count := -1, map[int]bool{}
		for _, f := range full {
			if sameLast(s.last(), f.last()) && !contradict(s, f) {
				count[parent[f.at[0]]], target = true, f.at[0]
			}
		}
		switch {
		case len(count) == 1:
			s.join(parent, target)
		case len(count) == 0:
			s.join(parent, s.at[0])
			for _, o := range short[:x] {
				if s.last() == o.last() && s.Side == o.Side {
					s.join(parent, o.at[0])
					break
				}
			}
		}
	}
}

// components returns the connected components of n nodes, each ascending.
func components(n int, joined func(i, j int) bool) [][]int {
	mark := make([]bool, n)
	var out [][]int
	for i := range n {
		if mark[i] {
			continue
		}
		mark[i] = true
		c := []int{i}
		for k := 0; k < len(c); k++ {
			for j := range n {
				if !mark[j] && joined(c[k], j) {
					mark[j] = true
					c = append(c, j)
				}
			}
		}
		sort.Ints(c)
		out = append(out, c)
	}
	return out
}

// contradict reports whether two persons cannot be one: they answer to different
// states, or bear first names that do not fit.
func contradict(a, b *bearer) bool {
	if a.Side != "" && b.Side != "" && a.Side != b.Side && !a.Guessed && !b.Guessed {
		return true
	}
	return len(a.keys) > 1 && len(b.keys) > 1 && !sameFirst(a.keys, b.keys)
}

func samePerson(a, b *bearer) bool {
	return !contradict(a, b) && sameLast(a.last(), b.last()) && sameFirst(a.keys, b.keys)
}

func nameEqual(a, b *bearer) bool { return slices.Equal(a.keys, b.keys) }

// merge makes one actor of its appearances: the fullest name, the longest role,
// the first side met in the order of names, all names sorted. The result does not
// depend on the order of the parts.
func merge(parts []Actor) Actor {
	a := Actor{Kind: parts[0].Kind, Of: -1, Key: parts[0].Key}
	seen := map[string]bool{}
	counts, guesses := map[string]int{}, map[string]int{}
	for _, p := range parts {
		counts[p.Name]++
		if better(p.Role, a.Role) {
			a.Role = p.Role
		}
		switch {
		case p.Side == "":
		case p.Guessed:
			guesses[p.Side]++
		case a.Side == "" || p.Side < a.Side:
			a.Side = p.Side
		}
		for _, n := range p.Names {
			if !seen[n] {
				seen[n] = true
				a.Names = append(a.Names, n)
			}
		}
	}
	if a.Side == "" { // what a report says stands before what most guess
		a.Side = mostNamed(guesses)
		for other, n := range guesses {
			if other != a.Side && n == guesses[a.Side] {
				a.Side = ""
				break
			}
		}
		a.Guessed = a.Side != ""
	}
	sort.Strings(a.Names)
	for n := range counts {
		if a.Name == "" || fuller(n, a.Name, counts) {
			a.Name = n
		}
	}
	return a
}

func better(a, b string) bool { return len(a) > len(b) || len(a) == len(b) && a < b }

// fuller prefers the name with more words, then the more frequent, then the longer.
func fuller(a, b string, counts map[string]int) bool {
	if x, y := len(strings.Fields(a)), len(strings.Fields(b)); x != y {
		return x > y
	}
	if counts[a] != counts[b] {
		return counts[a] > counts[b]
	}
	return better(a, b)
}
