package actor

// Across merges the casts of several reports into one list, in the order in which
// the actors first appear; of maps each report's actors to that list. Unnamed
// actors are never merged.
func Across(casts []Cast) (actors []Actor, of [][]int) {
	of = make([][]int, len(casts))
	for i, c := range casts {
		of[i] = make([]int, len(c.Actors))
		base := len(actors)
		for j, a := range c.Actors {
			of[i][j] = len(actors)
			if a.Of >= 0 {
				a.Of += base
			}
			actors = append(actors, a)
		}
	}
	return actors, of
}
