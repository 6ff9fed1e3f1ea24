package report

import (
	"strings"
)

// maxCredit is the longest paragraph that is looked at as a credit line, in
// bytes.
const maxCredit = 1200

// parseCredits reads a credit line: "(Reporting by A and B; C in Kharkiv; Editing
// by D)", "Additional reporting by A", "Associated Press writers A in Kyiv and B
// contributed to this report." It gives nothing for any other line.
func parseCredits(line string) (credits []Credit, agency string) {
	if len(line) > maxCredit {
		return nil, ""
	}
	line = strings.Trim(strings.TrimSpace(line), "()[]*_—– ")
	if credits := contributed(line); len(credits) > 0 {
		return credits, agencyIn(line[:min(len(line), 60)])
	}
	if rest, ok := afterOutlet(line); ok {
		if a := agencyIn(rest); a != "" && len(rest) < 60 {
			return nil, a
		}
		return nil, ""
	}
	role, rest, ok := cutRole(line)
	if !ok || !opensNames(rest) {
		return nil, ""
	}
	for rest != "" {
		var part string
		part, rest = cutCredit(rest)
		credits = append(credits, creditNames(role, part)...)
		if r, after, ok := cutRole(rest); ok && opensNames(after) {
			role, rest = r, after
		}
	}
	return credits, ""
}

// cutRole takes the phrase off that opens a part of a credit line.
func cutRole(s string) (role, rest string, ok bool) {
	s = strings.TrimLeft(s, " .,;()[]–—-")
	for _, w := range []string{"and ", "with "} {
		if r, ok := strings.CutPrefix(s, w); ok {
			s = r
		}
	}
	for _, c := range words.credits {
		if rest, ok := afterPhrase(s, []string{c.phrase}); ok {
			return c.role, rest, true
		}
	}
	return "", s, false
}

// opensNames reports whether s goes on with a name: "Reporting by the agency
// showed that" is a sentence.
func opensNames(s string) bool {
	first := splitNames(s[:min(len(s), 120)])
	if len(first) == 0 {
		return false
	}
	if a := agencyNamed(first[0]); a != "" {
		return true
	}
	name, _ := splitPlace(first[0])
	if i := strings.IndexAny(name, ".)"); i > 2 {
		name = name[:i]
	}
	return isName(name)
}

// cutCredit gives the names up to where another role begins or the list ends.
func cutCredit(s string) (part, rest string) {
	for i := range len(s) {
		switch s[i] {
		case ';', '\n', '(', ')', '[', ']':
		case '.':
			if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\n' || initialBefore(s[:i]) {
				continue // "U.S.", "John F. Roe"
			}
		case ',', ' ':
			if _, after, ok := cutRole(s[i:]); !ok || !opensNames(after) {
				continue
			}
		default:
			continue
		}
		return s[:i], s[i+1:]
	}
	return s, ""
}

// initialBefore reports that the word before a full stop is an initial or an
// abbreviation that a name goes on after.
func initialBefore(s string) bool {
	w := s[strings.LastIndexAny(s, " .")+1:]
	return len(w) == 1 || w == "St" || w == "Dr" || w == "Jr" || w == "Mr" || w == "Ms"
}

// creditNames gives the people of one part of a credit line.
func creditNames(role, s string) (credits []Credit) {
	for _, p := range splitNames(s) {
		name, place := splitPlace(p)
		switch {
		case role == "other" || agencyNamed(name) != "" || hasPost(name) || strings.EqualFold(name, "staff"):
		case len(credits) > 0 && credits[len(credits)-1].Place != "" && place == "" && !strings.Contains(name, " "):
			credits[len(credits)-1].Place += ", " + name // "in Kyiv, Ukraine"
		case isName(name):
			credits = append(credits, Credit{role, evenCase(name), strings.TrimPrefix(place, "the ")})
		}
	}
	return credits
}

// contributed reads the agencies' closing sentence: "Associated Press writers A in
// Kyiv and B contributed to this report."
func contributed(line string) (credits []Credit) {
	lower := strings.ToLower(line)
	if len(lower) != len(line) {
		return nil
	}
	for _, phrase := range words.contrib {
		i := strings.Index(lower, phrase)
		if i <= 0 || midSentence(line[:i]) {
			continue
		}
		after := strings.Trim(line[i+len(phrase):], " .)")
		if len(after) > 40 || phrase == "contributed" && after != "" {
			continue // "contributed to the rise"
		}
		return creditNames("additional-reporting", afterPost(line[:i]))
	}
	return nil
}

// afterPost drops "Associated Press writers" before the names.
func afterPost(s string) string {
	fields := strings.Fields(s)
	for i := range fields[:min(len(fields), 6)] {
		w := strings.ToLower(fields[i])
		if words.posts[w] && (i+1 == len(fields) || !words.posts[strings.ToLower(fields[i+1])]) {
			return strings.Join(fields[i+1:], " ")
		}
	}
	return s
}

// afterOutlet gives what follows "Source:" and its like in a short line.
func afterOutlet(line string) (string, bool) {
	label, rest, ok := strings.Cut(line, ":")
	if !ok || len(line) > 120 || !isPhrase(label, words.byline["outlet"]) {
		return "", false
	}
	return strings.TrimSpace(rest), true
}

// midSentence reports whether a sentence ends inside s: what follows is no credit
// line of its own. The full stop of an initial ends none.
func midSentence(s string) bool {
	before, _, ended := strings.Cut(s, ". ")
	return ended && !initialBefore(before)
}
