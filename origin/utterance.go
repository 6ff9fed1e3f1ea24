package origin

// Utterances groups the statements of all reports into acts of speaking; derived
// is what Derive gave for the same reports. Each statement is in one utterance.
func Utterances(rs []*Report, actors []Actor, derived [][]Derivation) ([]Utterance, []PossibleMerge) {
	type voice struct {
		actor int
		day   string
	}
	var out []Utterance
	at := map[voice]int{}
	for i := range rs {
		for j := range rs[i].Statements {
			v := voice{rs[i].Actors[j], rs[i].Statements[j].Said.From}
			k, ok := at[v]
			if !ok || v.actor < 0 {
				k = len(out)
				at[v] = k
				out = append(out, Utterance{Actor: v.actor, Said: rs[i].Statements[j].Said})
			}
			out[k].Statements = append(out[k].Statements, Ref{i, j})
		}
	}
	return out, nil
}
