package origin

import (
	"cmp"
	"context"
	"slices"

	"github.com/onrecord/onrecord/internal/when"
)

// Utterances groups the statements of all reports into acts of speaking; derived
// is what Derive gave for the same reports. Each statement with a speaker or a
// source in common lies in exactly one utterance. What may be one but is not
// certain to be stays apart and is listed.
func Utterances(rs []*Report, actors []Actor, derived [][]Derivation) ([]Utterance, []PossibleMerge) {
	return newGroups(rs, actors, derived).link()
}

func (g *groups) link() ([]Utterance, []PossibleMerge) {
	g.joinCopied()
	g.joinRelayed()
	g.joinUnnamed(false)
	g.joinUnnamed(true)
	g.joinNamed()
	g.joinPosts()
	return g.utterances()
}

// groups joins speeches, as a disjoint-set forest.
type groups struct {
	ctx      context.Context // of the call at work; the long loops end with it
	rs       []*Report
	actors   []Actor
	speeches []*speech
	at       map[Ref]int
	alias    []int          // per actor, see aliases
	words    [][]uint32     // per actor, the stems of its name or description
	offices  [][]uint32     // and of its role
	origin   [][]Derivation // per report, the texts of others that it takes
	cited    [][]int        // and the reports that it cites
	home     []int          // parallel to speeches, within Drifts: the utterance of each
	parent   []int
	speaker  []int // of a root: its named actor that is no medium, -1 for none
	reasons  []map[string]bool
	voices   map[string][]*voice // unnamed speakers, by side
	latest   []*voice            // all of them
}

func newGroups(rs []*Report, actors []Actor, derived [][]Derivation) *groups {
	g := &groups{ctx: context.Background(), rs: rs, actors: actors, speeches: speeches(rs, actors), at: map[Ref]int{}, voices: map[string][]*voice{}, origin: make([][]Derivation, len(rs)), cited: make([][]int, len(rs))}
	g.alias = aliases(actors)
	for _, a := range actors {
		g.words, g.offices = append(g.words, describing(a.Name)), append(g.offices, describing(a.Role))
	}
	n := len(g.speeches)
	g.parent, g.speaker, g.reasons = make([]int, n), make([]int, n), make([]map[string]bool, n)
	for i, s := range g.speeches {
		g.at[s.ref] = i
		g.parent[i], g.speaker[i] = i, -1
	}
	for i := range derived {
		for _, d := range derived[i] {
			switch {
			case d.From < 0:
			case d.Relation == Cites:
				g.cited[i] = append(g.cited[i], d.From)
			default:
				g.origin[i] = append(g.origin[i], d)
			}
		}
	}
	g.learnNames()
	for i, s := range g.speeches {
		if g.names(s) && s.medium == "" {
			g.speaker[i] = g.alias[s.actor]
		}
	}
	return g
}

// names tells whether a speech names who speaks.
func (g *groups) names(s *speech) bool { return s.actor >= 0 && g.actors[s.actor].Named }

func (g *groups) root(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

// join makes one utterance of those of i and j, unless they name two speakers.
// why is kept as a reason.
func (g *groups) join(i, j int, why string) bool {
	i, j = g.root(i), g.root(j)
	if i == j {
		return true
	}
	if g.speaker[i] >= 0 && g.speaker[j] >= 0 && g.speaker[i] != g.speaker[j] {
		return false
	}
	if j < i {
		i, j = j, i
	}
	g.parent[j] = i
	if g.speaker[i] < 0 {
		g.speaker[i] = g.speaker[j]
	}
	if g.reasons[i] == nil {
		g.reasons[i] = map[string]bool{}
	}
	for r := range g.reasons[j] {
		g.reasons[i][r] = true
	}
	g.reasons[j] = nil
	g.reasons[i][why] = true
	return true
}

// daysFit tells whether two statements may have been made on one day: as their
// texts say, else no later than they were published.
func daysFit(a, b *speech) bool {
	if a.lo != when.NoDay && b.hi != when.NoDay && a.lo > b.hi || b.lo != when.NoDay && a.hi != when.NoDay && b.lo > a.hi {
		return false
	}
	return !(b.published != when.NoDay && a.lo != when.NoDay && a.lo > b.published+1) &&
		!(a.published != when.NoDay && b.lo != when.NoDay && b.lo > a.published+1)
}

// utterances gives the groups in order of their first statement.
func (g *groups) utterances() ([]Utterance, []PossibleMerge) {
	number := map[int]int{}
	var out []Utterance
	for i, s := range g.speeches {
		r := g.root(i)
		k, ok := number[r]
		if !ok {
			k = len(out)
			number[r] = k
			u := Utterance{Actor: -1}
			for why := range g.reasons[r] {
				u.Because = append(u.Because, why)
			}
			slices.Sort(u.Because)
			out = append(out, u)
		}
		out[k].Statements = append(out[k].Statements, s.ref)
	}
	for k := range out {
		out[k].Actor = g.actorOf(out[k].Statements)
		out[k].Said = g.saidOf(out[k].Statements)
	}
	return out, g.possible(number)
}

// actorOf is who speaks in an utterance: a named speaker before an unnamed one
// before a medium that relays; of several the most frequent, then the first.
func (g *groups) actorOf(refs []Ref) int {
	counts := map[int]int{}
	grade := func(a int) int {
		switch {
		case !g.actors[a].Named:
			return 1
		case mediumIn(g.actors[a].Name) != "":
			return 2
		}
		return 0
	}
	var all []int
	for _, r := range refs {
		if a := g.speeches[g.at[r]].actor; a >= 0 {
			if counts[a] == 0 {
				all = append(all, a)
			}
			counts[a]++
		}
	}
	if len(all) == 0 {
		return -1
	}
	slices.SortStableFunc(all, func(a, b int) int {
		return cmp.Or(cmp.Compare(grade(a), grade(b)), cmp.Compare(counts[b], counts[a]))
	})
	return all[0]
}

// saidOf is the day that most of the dated statements give; of several the first.
func (g *groups) saidOf(refs []Ref) when.Interval {
	var best when.Interval
	most := 0
	counts := map[string]int{}
	for _, r := range refs {
		said := g.rs[r.Report].Statements[r.Statement].Said
		if said.IsZero() {
			continue
		}
		k := said.From + "/" + said.To
		counts[k]++
		if counts[k] > most {
			best, most = said, counts[k]
		}
	}
	return best
}
