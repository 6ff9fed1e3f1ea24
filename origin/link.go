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
func (k *Linker) Link(ctx context.Context, rs []*Report, actors []Actor) (*Links, error) {
	var l Links
	var err error
	if l.Derived, err = k.derive(ctx, rs); err != nil {
		return nil, err
	}
	l.groups = newGroups(rs, actors, l.Derived)
	l.groups.ctx = ctx
	l.Utterances, l.Possible = l.groups.link()
	return &l, ctx.Err()
}

// Drifts does what the function of that name does.
func (l *Links) Drifts(ctx context.Context) ([]Drift, error) {
	l.groups.ctx = ctx
	out := l.groups.drifts(l.Utterances)
	return out, ctx.Err()
}

// stopped reports whether nobody waits for the result any more.
func (g *groups) stopped() bool { return g.ctx.Err() != nil }
