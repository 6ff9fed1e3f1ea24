package actor

import (
	"strings"

	"github.com/hbollon/go-edlib"
	"github.com/mozillazg/go-unidecode"
)

// romanise writes a word in Latin letters without marks, in lower case; for
// comparing, never for showing.
func romanise(w string) string {
	for i := 0; i < len(w); i++ {
		if w[i] >= 0x80 {
			return strings.ToLower(strings.ReplaceAll(unidecode.Unidecode(w), "'", ""))
		}
	}
	return strings.ToLower(strings.ReplaceAll(w, "'", ""))
}

// jaroWinkler is how alike two words are, 0 to 1.
func jaroWinkler(a, b string) float64 { return float64(edlib.JaroWinklerSimilarity(a, b)) }
