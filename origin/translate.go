package origin

import "fmt"

// The bounds of a translation, chosen on the pairs of reports in different languages
// of one real and two invented incidents (docs/accuracy.md): what retells the same
// facts in another language reaches 0.47.
const (
	// acrossAlike is how far the likeness of two sentences must stand out.
	acrossAlike = 0.12
	// nameWeight is that of names and numbers beside the cosine.
	nameWeight = 0.5
	// translatedSentences of the shorter report, with translatedShare of its words,
	// must have partners in the same order.
	translatedSentences, translatedShare = 3, 0.6
	// translatedAt is the mean likeness, times the share, of a translation;
	// sameAgency is what a common credit adds.
	translatedAt, sameAgency = 0.5, 0.2
	// Where no model gives vectors, names and numbers must do: byNames is the bound
	// then for reports that have commonNames of them in common, byMostNames for
	// those with mostNames.
	byNames, byMostNames   = 0.26, 0.18
	commonNames, mostNames = 0.4, 0.6
)

// translation judges whether b is a translation of a: the same sentences in the
// same order, with the same names and numbers.
func translation(a, b *digest) (comparison, bool) {
	al := align(a, b, true)
	if al.sentences < translatedSentences || al.share < translatedShare {
		return comparison{}, false
	}
	strength, names := al.share*al.mean, dice(a.names, b.names)
	because := []string{
		fmt.Sprintf("%d of %d sentences of the same meaning, in the same order", al.sentences, al.of),
		fmt.Sprintf("%.0f %% of names and numbers in common", 100*names),
	}
	if a.agency != "" && a.agency == b.agency {
		strength += sameAgency
		because = append(because, "both credit "+a.agency)
	}
	blind := !hasVectors(a) || !hasVectors(b)
	switch {
	case strength >= translatedAt:
	case blind && strength >= byNames && names >= commonNames:
	case blind && strength >= byMostNames && names >= mostNames:
	default:
		return comparison{}, false
	}
	return comparison{link: link{relation: Translated, shared: al.share, because: because}, strength: strength}, true
}

// hasVectors tells whether a model gave the sentences' meanings.
func hasVectors(d *digest) bool { return len(d.sentences) > 0 && len(d.sentences[0].vector) > 0 }

// relative turns likenesses across languages into what stands out of them: a
// vector carries its language, too, so that all sentences of one report lie
// nearer to, or farther from, all of another's than their meaning does.
func relative(like [][]float64, x, y []sentence) {
	rows, cols := make([]float64, len(x)), make([]float64, len(y))
	for i := range x {
		for j := range y {
			like[i][j] += nameWeight * dice(x[i].anchors, y[j].anchors)
			rows[i] += like[i][j] / float64(len(y))
			cols[j] += like[i][j] / float64(len(x))
		}
	}
	for i := range x {
		for j := range y {
			like[i][j] -= (rows[i] + cols[j]) / 2
		}
	}
}
