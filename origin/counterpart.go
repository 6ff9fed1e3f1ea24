package origin

import "math"

const (
	// takenOver is the likeness from which two statements are one that a report has
	// from the report it derives from, in one language and across two; citedFor that
	// where the report only cites the other.
	takenOver, takenOverAcross, citedFor = 0.5, 0.38, 0.55
	// renamed is what it costs to give the words of a named speaker to one who is
	// not, or the other way round; farOff to move them from one end of the report
	// to the other.
	renamed, farOff = 0.15, 0.2
)

// A parent is a report that another has its words from.
type parent struct {
	report int
	cited  bool // it only says so
}

// parents are the reports that one derives from or cites, at one remove, each once.
func (g *groups) parents(report int) []parent {
	var out []parent
	seen := map[int]bool{}
	add := func(from int, cited bool) {
		if !seen[from] {
			seen[from] = true
			out = append(out, parent{from, cited})
		}
	}
	for _, d := range g.origin[report] {
		add(d.From, false)
	}
	for _, from := range g.cited[report] {
		add(from, true)
	}
	return out
}

// counterpart finds the statement of a parent that s was made of: the likest there
// whose speaker may be that of s, where s is the likest of its own report to it,
// too. Whether both are one utterance does not matter: what was changed on the way
// may be what keeps them apart.
func (g *groups) counterpart(s *speech, p parent) (peer, bool) {
	least := takenOver
	switch {
	case p.cited:
		least = citedFor
	case g.rs[p.report].Language != s.language:
		least = takenOverAcross
	}
	o, fit := g.likest(s, p)
	if o == nil || fit < least {
		return peer{}, false
	}
	if _, back := g.likest(o, parent{s.ref.Report, p.cited}); back > fit {
		return peer{}, false
	}
	return peer{o, s.like(o), true}, true
}

// likest is the statement of a report that fits s best and may be its speaker's: by
// its likeness, less what has to be explained.
func (g *groups) likest(s *speech, p parent) (best *speech, fit float64) {
	for j := range g.rs[p.report].Statements {
		o := g.speeches[g.at[Ref{p.report, j}]]
		if g.mayBeOne(s, o) && g.comparable(s, o) {
			if v := g.fitness(s, o, p.cited); v > fit {
				best, fit = o, v
			}
		}
	}
	return best, fit
}

func (g *groups) fitness(s, o *speech, cited bool) float64 {
	v := s.like(o)
	if g.names(s) != g.names(o) {
		v -= renamed
	}
	if !cited { // who takes a text keeps its order
		v -= farOff * math.Abs(g.depth(s)-g.depth(o))
	}
	return v
}

// depth is how far down in its report a statement stands, 0..1.
func (g *groups) depth(s *speech) float64 {
	return float64(s.ref.Statement) / float64(max(1, len(g.rs[s.ref.Report].Statements)-1))
}

// mayBeOne tells whether one speaker may have made two statements. A medium passes
// on what somebody said.
func (g *groups) mayBeOne(s, o *speech) bool {
	return g.home[g.at[s.ref]] == g.home[g.at[o.ref]] || s.medium != "" || o.medium != "" || !g.namesAnother(s, o) && g.sidesFit(s, o)
}

// comparable tells whether the likeness of two statements says something: those
// without a content are known by their cue alone, which must then mean the same.
func (g *groups) comparable(s, o *speech) bool {
	if !s.content.Empty() && !o.content.Empty() {
		return true
	}
	return silent(g.of(s).Stance) == silent(g.of(o).Stance)
}
