package origin

import "context"

// Links are what is one among reports.
type Links struct {
	Derived    [][]Derivation // parallel to the reports
	Utterances []Utterance
	Possible   []PossibleMerge

	groups *groups
}

// Link does what Derive and Utterances do, with half the work. Once ctx is done it
// soon gives its error.
func Link(ctx context.Context, rs []*Report, actors []Actor) (*Links, error) {
	return new(Linker).Link(ctx, rs, actors)
}

// Link does what the function of that name does.
func (l *Linker) Link(ctx context.Context, rs []*Report, actors []Actor) (*Links, error) {
	derived, err := l.derive(ctx, rs)
	if err != nil {
		return nil, err
	}
	out := &Links{Derived: derived, groups: newGroups(rs, actors, derived)}
	out.groups.ctx = ctx
	out.Utterances, out.Possible = out.groups.link()
	return out, ctx.Err()
}

// Drifts does what the function of that name does.
func (l *Links) Drifts(ctx context.Context) ([]Drift, error) {
	l.groups.ctx = ctx
	out := l.groups.drifts(l.Utterances)
	return out, ctx.Err()
}

// stopped reports whether nobody waits for the result any more.
func (g *groups) stopped() bool { return g.ctx.Err() != nil }
