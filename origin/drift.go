package origin

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/internal/when"
)

const (
	// sameMatter is the likeness from which two statements of one utterance are
	// compared; sameWords where nothing but the likeness ties them.
	sameMatter, sameWords = 0.6, 0.7
	// agreed is the share of a statement's peers that must agree for it to be the
	// one that differs.
	agreed = 2.0 / 3
	// maxPeers of a statement are looked at, the earliest.
	maxPeers = 24
)

// Drifts says what changed on the way: from a statement of a report that another
// derives from or cites to the one made of it there, else, within an utterance, from
// what most others have to the one that differs. us and derived are what Utterances and Derive gave for the
// same reports.
func Drifts(rs []*Report, actors []Actor, us []Utterance, derived [][]Derivation) []Drift {
	return newGroups(rs, actors, derived).drifts(us)
}

func (g *groups) drifts(us []Utterance) []Drift {
	g.home = make([]int, len(g.speeches))
	for k, u := range us {
		for _, ref := range u.Statements {
			g.home[g.at[ref]] = k
		}
	}
	of := g.byAlias()
	found := make([][]Drift, len(us)+len(g.speeches))
	// No error but the context's, and the caller looks at that.
	_ = inParallel(g.ctx, len(found), func(i int, _ *desk) {
		if i < len(us) {
			found[i] = g.within(us[i])
		} else if d, ok := g.swapped(g.speeches[i-len(us)], of); ok {
			found[i] = []Drift{d}
		}
	})
	out := once(slices.Concat(found...))
	slices.SortStableFunc(out, func(a, b Drift) int {
		x, y := g.speeches[g.at[a.To]], g.speeches[g.at[b.To]]
		return cmp.Or(byOrder(x, y), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

// once leaves out what changed in one statement that a report gives in two pieces.
func once(all []Drift) []Drift {
	type change struct {
		from          Ref
		report        int
		kind          DriftKind
		before, after string
	}
	seen := map[change]bool{}
	return slices.DeleteFunc(all, func(d Drift) bool {
		c := change{d.From, d.To.Report, d.Kind, d.Before, d.After}
		again := seen[c]
		seen[c] = true
		return again
	})
}

// A peer is another report's statement on the same matter.
type peer struct {
	*speech
	like   float64
	parent bool // its report is one that the statement's report derives from
}

// within finds the drift of each statement of an utterance.
func (g *groups) within(u Utterance) []Drift {
	var out []Drift
	for _, ref := range u.Statements {
		if g.stopped() {
			return nil
		}
		s := g.speeches[g.at[ref]]
		for _, look := range []struct {
			at   []peer
			find []finder
		}{
			{g.peers(u, s, sameMatter), []finder{g.certainty, g.stance, g.figure, g.event, g.venue, g.quotation}},
			{g.peers(u, s, 0), []finder{g.silence, g.day, g.name}},
		} {
			for _, find := range look.find {
				if d, ok := find(s, look.at); ok {
					d.To = ref
					d.Because = append(d.Because, g.tie(d.From, ref))
					out = append(out, d)
				}
			}
		}
	}
	return out
}

// A finder finds one kind of drift from its peers to a statement.
type finder func(*speech, []peer) (Drift, bool)

// peers gives the statements that s is compared with: of each other report of the
// utterance the likest that is at least so alike, those that s was made of first, then in
// order.
func (g *groups) peers(u Utterance, s *speech, least float64) []peer {
	var out []peer
	look := func(ref Ref, parent bool) {
		o := g.speeches[g.at[ref]]
		p := peer{o, s.like(o), parent}
		last := len(out) - 1 // statements of one report come together
		switch {
		case p.like < least, least > 0 && !g.comparable(s, o):
		case last < 0 || out[last].ref.Report != ref.Report:
			out = append(out, p)
		case p.like > out[last].like || least == 0 && out[last].day == when.NoDay && o.day != when.NoDay:
			out[last] = p
		}
	}
	parents := g.parents(s.ref.Report)
	for _, p := range parents {
		if least > 0 {
			if o, ok := g.counterpart(s, p); ok {
				out = append(out, o)
			}
			continue
		}
		for j := range g.rs[p.report].Statements {
			if ref := (Ref{p.report, j}); !p.cited && g.home[g.at[ref]] == g.home[g.at[s.ref]] {
				look(ref, true)
			}
		}
	}
	slices.SortFunc(out, func(a, b peer) int { return byOrder(a.speech, b.speech) })
	// The thousandth repetition says nothing that the first ones do not.
	first := len(out)
	for _, ref := range u.Statements[:min(len(u.Statements), maxSpeeches)] {
		if ref.Report == s.ref.Report || slices.ContainsFunc(parents, func(p parent) bool { return p.report == ref.Report }) {
			continue
		}
		if len(out)-first == maxPeers && out[len(out)-1].ref.Report != ref.Report {
			break
		}
		look(ref, false)
	}
	return out[:min(len(out), maxPeers)]
}

// derives tells whether a report derives from another at one remove.
func (g *groups) derives(report, from int) bool {
	return slices.ContainsFunc(g.origin[report], func(d Derivation) bool { return d.From == from })
}

// tie says what makes two statements comparable.
func (g *groups) tie(from, to Ref) string {
	switch {
	case g.derives(to.Report, from.Report):
		return "the later report takes its text from the earlier"
	case slices.Contains(g.cited[to.Report], from.Report):
		return "the later report cites the earlier"
	}
	return "one utterance, like words"
}

// against finds the peer that a statement with value v is to be held against: that
// of the report it derives from; else, where most peers agree on another value, the
// first of these. value is "" where a statement has none.
func against(v string, peers []peer, value func(*speech) string) (peer, bool) {
	counts, n := map[string]int{}, 0
	for _, p := range peers {
		w := value(p.speech)
		if w == "" {
			continue
		}
		if p.parent {
			return p, w != v
		}
		counts[w]++
		n++
	}
	for _, p := range peers {
		w := value(p.speech)
		if w != "" && w != v && counts[w] >= 2 && float64(counts[w]) >= agreed*float64(n) {
			return p, true
		}
	}
	return peer{}, false
}

// byAlias gives the speeches by which each speaker is known.
func (g *groups) byAlias() map[int][]*speech {
	of := map[int][]*speech{}
	for _, s := range g.speeches {
		if g.plain(s) {
			of[g.alias[s.actor]] = append(of[g.alias[s.actor]], s)
		}
	}
	return of
}

// swapped finds a statement that gives to a speaker what the report it derives
// from, or several others, give to another one, and nobody else to this one.
func (g *groups) swapped(s *speech, of map[int][]*speech) (Drift, bool) {
	if g.stopped() || !g.plain(s) {
		return Drift{}, false
	}
	others := of[g.alias[s.actor]]
	others = others[:min(len(others), maxSpeeches)]
	known, last := 0, -1 // reports, whose speeches come together
	for _, o := range others {
		if o.ref.Report != s.ref.Report && o.ref.Report != last {
			known, last = known+1, o.ref.Report
		}
	}
	from, like, why := g.elsewhere(s, known)
	if from == nil {
		return Drift{}, false
	}
	own := 0.0 // how alike the words are that others give to this speaker
	for _, o := range others {
		if o.ref.Report != s.ref.Report {
			own = max(own, s.like(o))
		}
	}
	if like <= own || own >= sameMatter {
		return Drift{}, false
	}
	return Drift{From: from.ref, To: s.ref, Kind: Speaker, Before: g.actors[from.actor].Name, After: g.actors[s.actor].Name,
		Because: []string{fmt.Sprintf("like words (%.2f) of another speaker", like), why}}, true
}

// plain tells whether a speech has a named speaker and enough words to be known by.
func (g *groups) plain(s *speech) bool {
	return g.names(s) && s.medium == "" && len(s.stems) >= minContent && takesSide(g.of(s).Stance)
}

// elsewhere finds who says the like of a statement in the report that it derives
// from; else, for a speaker whom other reports know for other words, in
// several other reports that hedge it.
func (g *groups) elsewhere(s *speech, known int) (best *speech, like float64, why string) {
	other := func(o *speech) bool {
		if !g.plain(o) || g.alias[o.actor] == g.alias[s.actor] || g.holds(o.actor, s.actor) || g.holds(s.actor, o.actor) {
			return false
		}
		if x, y := g.actors[o.actor].Person, g.actors[s.actor].Person; o.language != s.language && (!x && !y || x != y && g.side(o) == g.side(s) && !(y && known > 0 && g.replaced(s, o.ref.Report))) {
			return false // bodies have other names in other languages, and speakers
		}
		return lastName(g.actors[o.actor].Name) != lastName(g.actors[s.actor].Name)
	}
	like = sameWords
	for _, d := range g.origin[s.ref.Report] {
		for j := range g.rs[d.From].Statements {
			if o := g.speeches[g.at[Ref{d.From, j}]]; other(o) && s.like(o) > like {
				best, like, why = o, s.like(o), g.tie(o.ref, s.ref)
			}
		}
	}
	if best != nil || known < misdatedBy || !g.actors[s.actor].Person { // a state speaks through many
		return best, like, why
	}
	like = otherWords
	reports := map[int]bool{}
	for _, o := range g.around(s) {
		if o.ref.Report == s.ref.Report || g.sidesFit(o, s) || g.of(o).Stance != g.of(s).Stance {
			continue // before the dearer looks: there are hundreds around each statement
		}
		v := s.like(o)
		if v < otherWords || !other(o) {
			continue
		}
		if degree[g.of(o).Certainty] < degree[g.of(s).Certainty] {
			reports[o.ref.Report] = true
		}
		if best == nil || v > like {
			best, like = o, v
		}
	}
	if len(reports) < misdatedBy {
		return nil, 0, ""
	}
	return best, like, fmt.Sprintf("%d reports give them to others, with a hedge, none to this speaker", len(reports))
}

// replaced tells whether a person speaks in s whom the report that it comes from
// does not name, while one whom that has is missing here.
func (g *groups) replaced(s *speech, from int) bool {
	within := func(report int, who *speech) bool {
		for j := range g.rs[report].Statements {
			if g.oneName(who, g.speeches[g.at[Ref{report, j}]]) {
				return true
			}
		}
		return false
	}
	if within(from, s) {
		return false
	}
	for j := range g.rs[from].Statements {
		q := g.speeches[g.at[Ref{from, j}]]
		if !g.unknown(q) && g.actors[q.actor].Person && g.sidesFit(q, s) && !within(s.ref.Report, q) {
			return true
		}
	}
	return false
}

// holds tells whether an actor is named in one place and by office in another.
func (g *groups) holds(a, b int) bool { return dice(g.offices[a], g.words[b]) >= sameOffice }

// around gives the speeches nearest in order to one, as many on either side.
func (g *groups) around(s *speech) []*speech {
	i := g.at[s.ref]
	return g.speeches[max(0, i-maxSpeeches):min(len(g.speeches), i+maxSpeeches)]
}

const (
	// otherWords is the likeness from which two speakers are held to have been
	// given one's words although no report derives from the other.
	otherWords = 0.8
	// sameOffice is the share of words that an office and a speaker's name must have
	// in common to be one.
	sameOffice = 0.5
	// maxSpeeches are looked at for that.
	maxSpeeches = 256
)

// minContent is the number of content words that a statement needs to be known by
// them.
const minContent = 4
