package origin

// Drifts says what changed between the statements of each utterance, along the
// derivations and, where there is none, from the first published to later ones.
func Drifts(rs []*Report, actors []Actor, us []Utterance, derived [][]Derivation) []Drift {
	return nil
}
