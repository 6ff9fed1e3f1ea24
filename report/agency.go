package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An agency's forms lead to the name that the record prints. Short forms are
// initials or common words: they count only where a credit stands, in the
// spelling of the table; full forms count in any case.
var agencies = loadAgencies()

type agencyTable struct {
	short, full map[string]string
}

func loadAgencies() agencyTable {
	t := agencyTable{map[string]string{}, map[string]string{}}
	eachRow("agencies.tsv", func(c []string) {
		for f := range strings.SplitSeq(c[1], "|") {
			if f != "" {
				t.short[f] = c[0]
			}
		}
		if t.short[c[0]] == "" { // "PA" is Pennsylvania, too, and "Pa" nothing else
			t.full[strings.ToLower(c[0])] = c[0]
		}
		for f := range strings.SplitSeq(c[2], "|") {
			if f != "" {
				t.full[strings.ToLower(f)] = c[0]
			}
		}
	})
	return t
}

// agencyNamed gives the agency whose form s is, "" if none.
func agencyNamed(s string) string {
	s = strings.Trim(oneLine(s), " .,:;-–—/()[]【】«»\"“”©ⓒ")
	if a := agencies.short[s]; a != "" {
		return a
	}
	l := strings.ToLower(s)
	if a := agencies.full[l]; a != "" {
		return a
	}
	if rest, ok := strings.CutPrefix(l, "the "); ok {
		if a := agencies.full[rest]; a != "" {
			return a
		}
		return agencies.short[s[len("the "):]]
	}
	return ""
}

// agencyOrAsIs is agencyNamed for what metadata call an agency: one that the
// table lacks keeps its own name.
func agencyOrAsIs(s string) string {
	if a := agencyIn(s); a != "" {
		return a
	}
	return s
}

// agencyIn gives the first agency that a short credit names: "AP/Reuters",
// "Reuters Staff", "© 2024 AFP", "Stadtblatt mit dpa". The parts are tried
// longest first at each place.
func agencyIn(s string) string {
	if a := agencyNamed(s); a != "" {
		return a
	}
	parts := creditParts(s)
	for i := range parts {
		for n := min(4, len(parts)-i); n > 0; n-- {
			from, to := parts[i][0], parts[i+n-1][1]
			if a := agencyNamed(s[from:to]); a != "" {
				return a
			}
		}
	}
	return ""
}

// creditParts gives the words of s as offsets. A slash or a bracket divides
// words, a hyphen and a full stop inside do not.
func creditParts(s string) [][2]int {
	var parts [][2]int
	from := -1
	for i, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '-' || r == '.' || r == '\''
		if word && from < 0 {
			from = i
		}
		if !word && from >= 0 {
			parts = append(parts, [2]int{from, i})
			from = -1
		}
		if len(parts) > 40 {
			return parts
		}
	}
	if from >= 0 {
		parts = append(parts, [2]int{from, len(s)})
	}
	return parts
}

// bracketed gives the agency that stands in brackets in s, as in an outlet
// "Coast Daily (AP)".
func bracketed(s string) string {
	for {
		i := strings.IndexAny(s, "([（")
		if i < 0 {
			return ""
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
		j := strings.IndexAny(s, ")]）")
		if j < 0 {
			return ""
		}
		if a := agencyIn(s[:j]); a != "" {
			return a
		}
		s = s[j:]
	}
}
