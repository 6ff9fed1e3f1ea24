package claim

import (
	"math"
	"slices"
)

// A Meaning says how near two propositions are: 1 for the same said otherwise, 0
// for unrelated ones. It need not look at what keeps propositions apart (Opposed)
// and must be symmetric.
type Meaning interface {
	Near(a, b *Proposition) float64
}

// Words is a Meaning by shared words, each weighing the more the fewer
// propositions have it, and by vectors where both propositions have one.
type Words struct {
	weight map[string]float64
	few    float64 // the weight of a proposition of three rare words
}

// vectorShare is the part of the vectors beside that of the words. Chosen
// on the reports of two real and two invented incidents.
const vectorShare = 0.75

// NewWords weighs the words of the propositions at hand.
func NewWords(ps []*Proposition) *Words {
	n := map[string]float64{}
	for _, p := range ps {
		for _, t := range p.keys() {
			n[t]++
		}
	}
	w := &Words{weight: make(map[string]float64, len(n))}
	for t, k := range n {
		w.weight[t] = math.Log(1 + float64(len(ps))/k)
	}
	w.few = 2 * math.Log(1+float64(len(ps))/2)
	return w
}

// keys are what two propositions may share.
func (p *Proposition) keys() []string {
	out := slices.Clone(p.Terms)
	for _, a := range p.Agents {
		out = append(out, "agent "+a)
	}
	for _, a := range p.Places {
		out = append(out, "place "+a)
	}
	for _, a := range p.Makers {
		out = append(out, "maker "+a)
	}
	for _, a := range p.Acts {
		out = append(out, "act "+a)
	}
	for _, a := range p.Marks {
		out = append(out, "mark "+a)
	}
	return out
}

// Near implements Meaning.
func (w *Words) Near(a, b *Proposition) float64 {
	shared, x, y := 0.0, 0.0, 0.0
	kb := b.keys()
	for _, t := range a.keys() {
		x += w.weight[t]
		if slices.Contains(kb, t) {
			shared += w.weight[t]
		}
	}
	for _, t := range kb {
		y += w.weight[t]
	}
	words := 0.0
	if shared > 0 {
		words = shared / max(min(x, y), w.few)
	}
	if len(a.Vector) == 0 || len(a.Vector) != len(b.Vector) {
		return words
	}
	return vectorShare*cosine(a.Vector, b.Vector) + (1-vectorShare)*words
}

// cosine of two vectors of length 1.
func cosine(a, b []float32) float64 {
	s := float32(0)
	for i, x := range a {
		s += x * b[i]
	}
	return float64(s)
}

// Opposed reports whether two propositions cannot be the same claim however
// alike their words are: other states act in them or are said to have made the
// thing, something else is done, or the direction is the other one.
func Opposed(a, b *Proposition) bool {
	return disjoint(a.Agents, b.Agents) || disjoint(a.Makers, b.Makers) || a.Rises*b.Rises < 0 ||
		disjoint(exclusive(a.Acts), exclusive(b.Acts))
}

// loosely is what Near is worth where something speaks against the two being one
// claim without ruling it out.
func loosely(a, b *Proposition) float64 {
	f := 1.0
	if (len(a.Makers) > 0) != (len(b.Makers) > 0) {
		f *= 0.6
	}
	if (len(a.Marks) > 0) != (len(b.Marks) > 0) {
		f *= 0.65 // "an S-300" says more than "a missile"
	}
	if a.If != b.If {
		f *= 0.6 // "if it came from there, …" does not say that it did
	}
	if a.Language == b.Language && disjoint(a.Names, b.Names) {
		f *= 0.5
	}
	if disjoint(a.Acts, b.Acts) {
		f *= 0.8
	}
	if a.Language == b.Language && !meetsAny(a.Terms, b.Terms) {
		f *= 0.75
	}
	if disjoint(a.Marks, b.Marks) || disjoint(a.Places, b.Places) {
		f *= 0.5
	}
	return f
}

func meetsAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func disjoint(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for _, x := range a {
		if slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// exclusive are the acts of which a proposition is about one: to fire a thing is
// not to supply it.
func exclusive(acts []string) []string {
	var out []string
	for _, a := range acts {
		switch a {
		case "kill", "hurt":
		case "hit":
			out = append(out, "fire") // what hits was fired
		default:
			out = append(out, a)
		}
	}
	return out
}
