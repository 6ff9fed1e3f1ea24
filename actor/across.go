package actor

import (
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
	blocks := map[string][]int{}
	for i, a := range all {
		switch {
		case a.Kind == Unnamed:
		case a.Kind == Person && isName(a):
			b := block(a.Name)
			blocks[b] = append(blocks[b], i)
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
		joinPersons(all, members, parent)
	}
	return parent
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
func joinPersons(all []Actor, members, parent []int) {
	var full, short []int
	for _, m := range members {
		if len(nameKeys(all[m].Name)) > 1 {
			full = append(full, m)
		} else {
			short = append(short, m)
		}
	}
	// Clusters are the components of "same person", but a cluster in which two
	// members contradict each other is left in pieces of equal names.
	n := len(full)
	comp := components(n, func(i, j int) bool { return samePerson(all[full[i]], all[full[j]]) })
	for _, c := range comp {
		sound := true
		for _, i := range c {
			for _, j := range c {
				sound = sound && !contradict(all[full[i]], all[full[j]])
			}
		}
		for x, i := range c {
			for _, j := range c[:x] {
				if sound || nameEqual(all[full[i]], all[full[j]]) && all[full[i]].Side == all[full[j]].Side {
					parent[full[i]] = parent[full[j]]
					break
				}
			}
		}
	}
	for x, s := range short {
		target, count := -1, map[int]bool{}
		for _, f := range full {
			if sameLast(lastKey(all[s].Name), lastKey(all[f].Name)) && !contradict(all[s], all[f]) {
				if !count[parent[f]] {
					count[parent[f]], target = true, parent[f]
				}
			}
		}
		if len(count) == 1 {
			parent[s] = target
			continue
		}
		if len(count) > 1 {
			continue
		}
		for _, o := range short[:x] {
			if lastKey(all[s].Name) == lastKey(all[o].Name) && all[s].Side == all[o].Side {
				parent[s] = parent[o]
				break
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
func contradict(a, b Actor) bool {
	if a.Side != "" && b.Side != "" && a.Side != b.Side {
		return true
	}
	x, y := nameKeys(a.Name), nameKeys(b.Name)
	return len(x) > 1 && len(y) > 1 && !sameFirst(x, y)
}

func samePerson(a, b Actor) bool {
	x, y := nameKeys(a.Name), nameKeys(b.Name)
	return !contradict(a, b) && sameLast(lastKey(a.Name), lastKey(b.Name)) && sameFirst(x, y)
}

func nameEqual(a, b Actor) bool {
	return strings.Join(nameKeys(a.Name), " ") == strings.Join(nameKeys(b.Name), " ")
}

// merge makes one actor of its appearances: the fullest name, the longest role,
// the first side met in the order of names, all names sorted. The result does not
// depend on the order of the parts.
func merge(parts []Actor) Actor {
	a := Actor{Kind: parts[0].Kind, Of: -1, Key: parts[0].Key}
	seen := map[string]bool{}
	counts := map[string]int{}
	for _, p := range parts {
		counts[p.Name]++
		if better(p.Role, a.Role) {
			a.Role = p.Role
		}
		if p.Side != "" && (a.Side == "" || p.Side < a.Side) {
			a.Side = p.Side
		}
		for _, n := range p.Names {
			if !seen[n] {
				seen[n] = true
				a.Names = append(a.Names, n)
			}
		}
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
