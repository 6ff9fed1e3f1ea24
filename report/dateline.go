package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A datelineHead is a dateline as it stands at the head of a paragraph, and what
// it says beside place and date.
type datelineHead struct {
	Dateline
	agency string
	author string
	day    moment
	end    int // offset of the first word of the story
}

// maxDateline is the furthest that a dateline reaches, in bytes.
const maxDateline = 180

// parseDateline reads the dateline that a paragraph opens with, in the manners
// of English, German, Romance, Slavic, Korean, Japanese and Chinese agencies.
func parseDateline(p string) (datelineHead, bool) {
	cut := p[:min(len(p), maxDateline)]
	for len(cut) > 0 && len(cut) < len(p) && !utf8.RuneStart(p[len(cut)]) {
		cut = cut[:len(cut)-1]
	}
	if line, _ := cutLine(cut); line != "" {
		cut = line
	}
	if d, ok := eastDateline(cut); ok {
		return d, true
	}
	if d, ok := electricDateline(cut); ok {
		return d, true
	}
	head, end := beforeDash(cut)
	if end > 0 {
		if d, ok := datelineParts(head); ok {
			if a, after, found := strings.Cut(cut[end:], ". "); found && d.agency == "" && agencyNamed(a) != "" {
				d.agency, end = agencyNamed(a), len(cut)-len(after) // "МОСКВА, 5 мар — РИА Новости. "
			}
			d.end, d.Text = end, strings.TrimSpace(cut[:end])
			return d, true
		}
	}
	if d, ok := dottedDateline(cut); ok {
		return d, true
	}
	return barePlace(cut)
}

// barePlace reads a place in capitals and a bracket that names an agency, with
// no dash after: "LVIV (Coast News / AFP - 5 March 2024) The governor said".
func barePlace(s string) (d datelineHead, ok bool) {
	place, rest, found := strings.Cut(s, " (")
	inner, story, closed := strings.Cut(rest, ") ")
	if !found || !closed || !isCapitals(place) || !isPlace(place) {
		return d, false
	}
	d.agency, d.Place = agencyIn(inner), evenPlace(place)
	d.day, _ = findMoment(inner)
	d.end = len(s) - len(story)
	d.Text = strings.TrimSpace(s[:d.end])
	return d, d.agency != "" && story != ""
}

// beforeDash gives what stands before the first dash that can end a dateline,
// and where the story begins after it. A dash inside a word ends none.
func beforeDash(s string) (head string, end int) {
	depth := 0
	for i, r := range s {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '?', '!', '"', '“', '«', ';', ':':
			return "", 0
		case '—', '–', '-':
			if depth > 0 {
				continue
			}
			n := utf8.RuneLen(r)
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			prev, _ := utf8.DecodeLastRuneInString(s[:i])
			if r != '—' && unicode.IsLetter(prev) && next != ' ' || unicode.IsDigit(prev) && unicode.IsDigit(next) {
				continue // a word's or a number's own
			}
			rest := strings.TrimLeft(s[i+n:], "-–—.\u00a0\u2009 \t")
			return s[:i], len(s) - len(rest)
		}
	}
	return "", 0
}

// datelineParts reads the parts before the dash: places, a date, an agency.
// There must be an agency, or a place in capitals, or a place and a date.
func datelineParts(s string) (d datelineHead, ok bool) {
	var places []string
	capitals := false
	s, unlisted := bracketedName(s)
	for n, part := range splitDateline(s) {
		if n > 5 {
			return d, false
		}
		if a := agencyNamed(part); a != "" && !(len(part) == 2 && capitals && !strings.Contains(s, "("+part)) {
			setOnce(&d.agency, a) // "PA" without a bracket is a state's short form
			continue
		}
		if m, rest, found := datelineDay(part); found {
			d.day = m
			if part = strings.Trim(rest, " ,."); part == "" {
				continue
			}
		}
		if a := allAgencies(part); a != "" && strings.Contains(part, "/") {
			setOnce(&d.agency, a)
			continue
		}
		if !isPlace(part) || len(places) >= 3 {
			return d, false
		}
		if len(places) == 0 {
			capitals = isCapitals(part) && !words.flags[strings.ToLower(part)]
		}
		places = append(places, evenPlace(part))
	}
	d.Place = strings.Join(places, ", ")
	if len(places) > 0 && (capitals || d.day.month > 0) {
		setOnce(&d.agency, unlisted)
	}
	ok = d.agency != "" || capitals || len(places) > 0 && d.day.month > 0
	return d, ok
}

// bracketedName takes a name in brackets off the end of a dateline: where no table
// has it, it is an agency all the same, "ORLO, May 5 (Coast News)".
func bracketedName(s string) (rest, name string) {
	t := strings.TrimSpace(s)
	open := strings.LastIndexByte(t, '(')
	if open <= 0 || !strings.HasSuffix(t, ")") {
		return s, ""
	}
	inner := t[open+1 : len(t)-1]
	if _, dated := findMoment(inner); dated || agencyNamed(inner) != "" || allAgencies(inner) != "" || !isPlace(inner) {
		return s, ""
	}
	return t[:open], inner
}

// datelineDay finds a date in a part and gives the part without it.
func datelineDay(part string) (m moment, rest string, ok bool) {
	if m, ok = findMoment(part); ok {
		return m, part[:m.from] + part[m.to:], true
	}
	// A year of its own, after "Jan 5,".
	if len(part) == 4 && part >= "1900" && part <= "2200" {
		return moment{}, "", false
	}
	return m, part, false
}

// allAgencies gives the first of agencies joined by slashes: "Reuters/AFP".
func allAgencies(part string) string {
	first := ""
	for p := range strings.SplitSeq(part, "/") {
		a := agencyNamed(p)
		if a == "" {
			return ""
		}
		setOnce(&first, a)
	}
	return first
}

// splitDateline divides at commas, brackets and the full stops that end a part,
// but for the comma before a year and the full stops of abbreviations.
func splitDateline(s string) (parts []string) {
	from := 0
	add := func(to int) {
		if p := strings.Trim(s[from:to], "\u00a0 \t,.()[]"); p != "" {
			parts = append(parts, p)
		}
	}
	for i := range len(s) {
		switch s[i] {
		case '(', ')', '[', ']':
		case ',':
			if next := strings.TrimLeft(s[i+1:], " "); len(next) >= 4 && (next[:2] == "19" || next[:2] == "20") && i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
				continue // "Jan 5, 2024"
			}
		case '.':
			if i+1 < len(s) && s[i+1] != ' ' || abbreviated(s[from:i], s[i+1:]) || i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
				continue
			}
		default:
			continue
		}
		add(i)
		from = i + 1
	}
	add(len(s))
	return parts
}

// abbreviated reports that s ends in an initial, in "St", or in a month with its
// day after it: the full stop ends no part.
func abbreviated(s, after string) bool {
	w := s[strings.LastIndexAny(s, " .,")+1:]
	after = strings.TrimLeft(after, " ")
	day := after != "" && after[0] >= '0' && after[0] <= '9'
	return utf8.RuneCountInString(w) <= 2 || day && words.months[strings.ToLower(w)] > 0
}

// isPlace reports words that can name a place.
func isPlace(s string) bool {
	if len(s) > 60 || strings.ContainsAny(s, "0123456789") {
		return false
	}
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '/' || r == '-' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if n++; n > 5 || !unicode.IsUpper(r) && !unicode.Is(unicode.Lo, r) && !(n > 1 && len(w) <= 4) {
			return false
		}
	}
	return n > 0
}

// isCapitals reports a place in capitals of four letters or more: initials
// before a dash are more often a body's than a place's.
func isCapitals(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r):
			return false
		}
	}
	return n >= 4
}

// evenPlace gives "KYIV" as "Kyiv"; initials stay.
func evenPlace(s string) string {
	if !isCapitals(s) {
		return s
	}
	start := true
	return strings.Map(func(r rune) rune {
		was := start
		start = !unicode.IsLetter(r) && r != '\'' && r != '’'
		if was {
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// dottedDateline reads the Slavic agencies' manner, whose parts end in full stops
// and which has an agency: "КИЇВ. 5 січня. Укрінформ.", "МОСКВА, 5 марта. /ТАСС/."
func dottedDateline(s string) (datelineHead, bool) {
	for i := range len(s) {
		if s[i] != '.' || i+1 < len(s) && s[i+1] != ' ' || abbreviated(s[:i], s[i+1:]) {
			if s[i] != '/' && s[i] != ')' {
				continue
			}
			i++ // "/ТАСС/" without a full stop
		}
		head := strings.TrimSpace(s[:i])
		parts := splitDateline(strings.ReplaceAll(head, "/", ","))
		if len(parts) == 0 || agencyNamed(parts[len(parts)-1]) == "" && !slashed(head) {
			if len(parts) > 4 {
				break
			}
			continue
		}
		if slashed(head) && agencyNamed(parts[len(parts)-1]) == "" {
			open := strings.LastIndexByte(strings.TrimRight(head, "/. "), '/')
			head = head[:open] + "(" + strings.TrimRight(head[open+1:], "/. ") + ")"
		}
		if d, ok := datelineParts(strings.ReplaceAll(head, "/", ",")); ok && (d.Place != "" || d.day.month > 0) {
			rest := strings.TrimLeft(s[i:], ". /)")
			d.end, d.Text = len(s)-len(rest), strings.TrimSpace(s[:len(s)-len(rest)])
			return d, rest != ""
		}
		break
	}
	return datelineHead{}, false
}

// slashed reports whether head ends in an agency's name between slashes, as the
// agencies of Russia and Belarus write it; known or not, nothing else stands so.
func slashed(head string) bool {
	head, closed := strings.CutSuffix(strings.TrimRight(head, ". "), "/")
	i := strings.LastIndexByte(head, '/')
	return closed && i > 0 && len(head)-i > 2 && !strings.ContainsAny(head[i:], ".,;")
}

// eastDateline reads the bracketed manner of Korea and Japan: "(서울=연합뉴스) 홍길동
// 기자 = ", "【東京共同】", "[수원=뉴시스]".
func eastDateline(s string) (d datelineHead, ok bool) {
	open, n := utf8.DecodeRuneInString(s)
	closing := map[rune]string{'(': ")", '[': "]", '【': "】", '［': "］", '（': "）"}[open]
	if closing == "" {
		return d, false
	}
	inner, rest, found := strings.Cut(s[n:], closing)
	if !found {
		return d, false
	}
	if place, a, split := cutAny(inner, "=", "＝"); split {
		d.agency, d.Place = agencyNamed(a), strings.TrimSpace(place)
	} else if open == '【' || open == '（' {
		d.Place, d.agency = agencyAtEnd(inner)
	}
	if d.agency == "" {
		return d, false
	}
	story := strings.TrimLeft(rest, " ")
	if name, after, split := cutAny(story, "=", "＝"); split && len(name) < 60 {
		if b, is := bylineOf(strings.TrimSpace(name)); is && len(b.names) == 1 {
			d.author = b.names[0]
			story = strings.TrimLeft(after, " ")
		}
	}
	d.end = len(s) - len(story)
	d.Text = strings.TrimSpace(s[:d.end])
	return d, story != ""
}

// agencyAtEnd takes "東京共同" apart.
func agencyAtEnd(s string) (place, agency string) {
	for i := range s {
		if a := agencyNamed(s[i:]); a != "" {
			return strings.TrimSpace(s[:i]), a
		}
	}
	return "", ""
}

// electricDateline reads the manner of Chinese agencies: agency, place, day and
// the sign for "wire", "新华社北京1月5日电（记者…）".
func electricDateline(s string) (d datelineHead, ok bool) {
	i := strings.Index(s, "日电")
	if i < 0 {
		i = strings.Index(s, "日電")
	}
	month := strings.LastIndex(s[:max(i, 0)], "月")
	if i < 0 || month < 0 {
		return d, false
	}
	digits := strings.LastIndexFunc(s[:month], func(r rune) bool { return r < '0' || r > '9' })
	if digits < 0 {
		return d, false
	}
	_, n := utf8.DecodeRuneInString(s[digits:])
	for j := range s[:digits+n] {
		if a := agencyNamed(s[:j]); a != "" {
			d.agency, d.Place = a, s[j:digits+n]
		}
	}
	d.day = moment{month: atoi(s[digits+n : month]), day: atoi(s[month+len("月") : i])}
	if d.agency == "" || !d.day.valid() {
		return datelineHead{}, false
	}
	story := s[i+len("日电"):]
	if strings.HasPrefix(story, "（") {
		if _, after, found := strings.Cut(story, "）"); found {
			story = after
		}
	}
	story = strings.TrimLeft(story, " \u00a0\u3000")
	d.end = len(s) - len(story)
	d.Text = strings.TrimSpace(s[:d.end])
	return d, story != ""
}

// cutAny is strings.Cut at the first of seps that s has.
func cutAny(s string, seps ...string) (before, after string, found bool) {
	for _, sep := range seps {
		if before, after, found = strings.Cut(s, sep); found {
			return before, after, true
		}
	}
	return s, "", false
}
