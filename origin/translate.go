package origin

import "fmt"

// The bounds of a translation, measured on the pairs of reports in different
// languages of two incidents: the three translations there lie above them, the
// 240 pairs on the same events below (docs/accuracy.md).
const (
	// acrossAlike is how far the likeness of two sentences must stand out.
	acrossAlike = 0.12
	// nameWeight is that of names and numbers beside the cosine.
	nameWeight = 0.5
	// translatedSentences of the shorter report, with translatedShare of its words,
	// must have partners in the same order.
	translatedSentences, translatedShare = 3, 0.6
	// clearlyTranslated is the mean likeness, times the share, that needs nothing
	// more; translated needs commonNames, barelyTranslated mostNames; sameAgency is
	// what a common credit adds.
	clearlyTranslated, translated, barelyTranslated, sameAgency = 0.4, 0.26, 0.18, 0.06
	commonNames, mostNames                                      = 0.4, 0.6
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
	switch {
	case strength >= clearlyTranslated, strength >= translated && names >= commonNames, strength >= barelyTranslated && names >= mostNames:
	default:
		return comparison{}, false
	}
	return comparison{link: link{relation: Translated, shared: al.share, because: because}, strength: strength}, true
}

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
