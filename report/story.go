package report

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// readStory is the end of every reader: it takes the decoded text of one story
// and what the container knows of it, finds in the text what news says about
// itself (title, byline, dateline, agency, credit lines, language), fills what
// base leaves open, and yields the report. What the container states wins over
// what the text shows. base may be nil; the report takes it over.
func (s *session) readStory(in *input, story string, base *Report, y yield) bool {
	if base == nil {
		base = &Report{}
	}
	if len(story) > s.bounds.TextBytes {
		return y(nil, in.refuse("its text is larger than the limit of "+bytesText(int64(s.bounds.TextBytes)), "split it into its stories", errTooLarge))
	}
	again := in.again()
	base.Name, base.SHA256, base.Part = in.name+again, in.sum(), in.part+again
	if base.MediaType == "" {
		base.MediaType = "text/plain"
	}
	setOnce(&base.Captured, in.captured)
	if webAddress(in.url) {
		setOnce(&base.Canonical, in.url)
	}
	base.Text = story
	base.readText()
	return y(base, nil)
}

// readText fills the fields that the text itself gives.
func (r *Report) readText() {
	r.Body = text.Span{From: 0, To: len(r.Text)}
	from := r.readHead()
	r.readTail(from)
	if a := bracketed(r.Outlet); a != "" {
		setOnce(&r.Agency, a)
	}
	setOnce(&r.Agency, agencyNamed(r.Outlet))
	r.Language = languageOf(r.Language, r.Body.In(r.Text))
	r.dateDateline()
}

// What stands above a story.
const (
	headLines     = 16  // non-blank lines that are looked at
	headlineBytes = 300 // a headline is no longer
	deckLines     = 3   // lines between headline and dateline that may be something else
)

// readHead reads what stands above the story (headline, byline, date, agency)
// and its dateline, sets where the body begins, and gives that place.
func (r *Report) readHead() int {
	pos, decks := 0, 0
	for range headLines {
		for pos < len(r.Text) && strings.IndexByte(" \t\n", r.Text[pos]) >= 0 {
			pos++
		}
		line, rest := cutLine(r.Text[pos:])
		if rest == "" && line == "" {
			return r.allBody()
		}
		next := len(r.Text) - len(rest)
		switch {
		case r.headline(pos, line, rest), r.headLine(line):
		default:
			d, ok := parseDateline(r.Text[pos:])
			if ok {
				r.takeDateline(d)
				pos += d.end
			} else if decks < deckLines && len(line) < headlineBytes && datelineNear(rest) {
				decks++
				pos = next
				continue
			}
			r.Body.From = pos
			return pos
		}
		if strings.TrimSpace(rest) == "" {
			return r.allBody()
		}
		pos = next
	}
	return r.allBody()
}

// allBody takes a text of nothing but what stands above stories as the story.
func (r *Report) allBody() int {
	r.Headline = text.Span{}
	return r.Body.From
}

// datelineNear reports a dateline with an agency at one of the next few lines.
func datelineNear(s string) bool {
	for range deckLines {
		s = trimBlankLines(s)
		if d, ok := parseDateline(s); ok && d.agency != "" {
			return true
		}
		_, s = cutLine(s)
	}
	return false
}

// headline recognises the line that repeats the title, or that is the title
// where none is known yet.
func (r *Report) headline(pos int, line, rest string) bool {
	words := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "#"))
	switch {
	case !r.Headline.Empty():
		return false
	case r.Title != "" && sameWords(r.Title, words):
	case r.Title == "" && r.Text[:pos] == strings.Repeat("\n", pos) && looksLikeHeadline(line, rest):
		r.know("title", words, "text")
	default:
		return false
	}
	at := pos + strings.Index(line, words)
	r.Headline = text.Span{From: at, To: at + len(words)}
	return true
}

// looksLikeHeadline reports a short line without a final full stop, set apart by
// a blank line (or marked as a heading, or followed by a paragraph on one line),
// with a story after it. Before a dateline it may have the full stop.
func looksLikeHeadline(line, rest string) bool {
	marked := strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "## ")
	line = strings.TrimSpace(line)
	after := strings.TrimSpace(rest)
	apart := strings.TrimLeft(rest, " \t")
	if line == "" || len(line) > headlineBytes || after == "" || strings.Count(line, " ") > 30 {
		return false
	}
	if _, ok := parseDateline(line); ok && !marked {
		return false
	}
	if _, ok := bylineOf(line); ok || isDatedLine(line) || agencyNamed(line) != "" {
		return false
	}
	if marked {
		return true
	}
	if next, _ := cutLine(rest); !strings.HasPrefix(apart, "\n") && (len(next) <= 100 || len(next)*2 < len(line)*3) {
		return false // a line of a paragraph that is broken by hand
	}
	if strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "...") && !endsInInitials(line) || strings.HasSuffix(line, "。") {
		d, ok := parseDateline(after)
		return ok && d.agency != ""
	}
	return !strings.HasSuffix(line, ":") && !strings.HasSuffix(line, ",") && !strings.HasSuffix(line, ")") && !strings.HasSuffix(line, "]")
}

// endsInInitials reports "U.S." or "U.N." at the end.
func endsInInitials(s string) bool {
	w := s[strings.LastIndexByte(s, ' ')+1:]
	return strings.Count(w, ".") >= 2
}

// headLine recognises a line about the story: byline, date, agency, source, or
// several of these with bars between.
func (r *Report) headLine(line string) bool {
	line = strings.TrimSpace(line)
	if len(line) > maxByline {
		return false
	}
	if parts := strings.FieldsFunc(line, isBar); len(parts) > 1 && len(parts) < 6 {
		for i, p := range parts {
			if !r.headLine(p) {
				return i > 0 && len(line) < headlineBytes/3
			}
		}
		return true
	}
	if b, ok := bylineOf(line); ok {
		if len(r.Authors) == 0 {
			for _, n := range b.names {
				r.know("author", n, "text")
			}
		}
		r.textAgency(b.agency)
		return true
	}
	if isDatedLine(line) {
		r.takeDate(line)
		return true
	}
	if a := agencyNamed(line); a != "" {
		r.textAgency(a)
		return true
	}
	if credits, a := parseCredits(line); len(credits) > 0 || a != "" {
		r.Credits = append(r.Credits, credits...)
		r.textAgency(a)
		return true
	}
	return false
}

func isBar(r rune) bool { return r == '|' || r == '•' || r == '·' }

// textAgency keeps an agency that the text names.
func (r *Report) textAgency(a string) {
	if a != "" {
		r.know("agency", a, "text")
	}
}

// isDatedLine reports a short line that holds a date and little else, or that
// says of one that the story was published or changed then.
func isDatedLine(line string) bool {
	if len(line) > 120 || strings.IndexFunc(line, unicode.IsDigit) < 0 {
		return false
	}
	rest, opened := afterPhrase(line, words.byline["dated"])
	if !opened {
		rest, opened = afterPhrase(line, words.byline["changed"])
	}
	if opened {
		m, ok := findMoment(rest)
		return ok && m.from < 30
	}
	if !hasYear(line) {
		return false
	}
	m, ok := findMoment(line)
	if !ok || m.year == 0 {
		return false
	}
	letters := 0
	for _, c := range line[:m.from] + line[m.to:] {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	return letters <= 16 // a weekday, "at", a zone
}

// hasYear reports four figures in a row.
func hasYear(s string) bool {
	run := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return false
}

// takeDate reads a dated line of the text.
func (r *Report) takeDate(line string) {
	field, to := "published", &r.Published
	rest, changed := afterPhrase(line, words.byline["changed"])
	if changed {
		field, to = "modified", &r.Modified
	} else {
		rest = line
	}
	if m, ok := findMoment(rest); ok {
		r.Meta = append(r.Meta, Datum{field, oneLine(line), "text"})
		if to.IsZero() {
			*to = m.interval(when.Stated, rest[m.from:m.to])
		}
	}
}

// takeDateline keeps a dateline and what it says.
func (r *Report) takeDateline(d datelineHead) {
	r.textAgency(d.agency)
	if d.author != "" && len(r.Authors) == 0 {
		r.know("author", d.author, "text")
	}
	r.Dateline = d.Dateline
	if d.day.month == 0 {
		return
	}
	if d.day.year != 0 {
		r.Dateline.Date = d.day.date()
		if r.Published.IsZero() {
			r.Published = d.day.interval(when.Stated, d.Text)
		}
		return
	}
	r.Dateline.Date = fmt.Sprintf("--%02d-%02d", d.day.month, d.day.day) // until dateDateline
}

// dateDateline gives a dateline without a year the year that brings it nearest
// to the day of publication, and no date where that day is not known.
func (r *Report) dateDateline() {
	rest, open := strings.CutPrefix(r.Dateline.Date, "--")
	if !open {
		return
	}
	r.Dateline.Date = ""
	if len(r.Published.From) < len("2006-01-02") {
		return
	}
	pub, err := time.Parse(time.DateOnly, r.Published.From[:len("2006-01-02")])
	if err != nil {
		return
	}
	best := time.Duration(-1)
	for year := pub.Year() - 1; year <= pub.Year()+1; year++ {
		d, err := time.Parse(time.DateOnly, fmt.Sprintf("%d-%s", year, rest))
		if err != nil {
			continue // 29 February
		}
		if gap := d.Sub(pub).Abs(); best < 0 || gap < best {
			best, r.Dateline.Date = gap, d.Format(time.DateOnly)
		}
	}
}

// What stands below a story.
const (
	tailLines = 14 // non-blank lines that are looked at
	tailOdd   = 2  // of these, short lines of no known kind
	oddBytes  = 40
)

// readTail reads the credit lines and notices below the story and sets where the
// body ends, not before from.
func (r *Report) readTail(from int) {
	end, odd := len(r.Text), 0
	var credits []Credit
	for range tailLines {
		end = from + len(strings.TrimRightFunc(r.Text[from:end], unicode.IsSpace))
		start := from + strings.LastIndexByte(r.Text[from:end], '\n') + 1
		if start <= from {
			start = from
		}
		line := strings.TrimSpace(r.Text[start:end])
		if line == "" {
			break
		}
		cs, ok := r.tailLine(line)
		credits = append(cs, credits...)
		switch {
		case ok && start > from:
			r.Body.To = start
		case !ok:
			if cut, cs := r.inlineCredit(r.Text[start:end]); cut > 0 {
				credits = append(cs, credits...)
				r.Body.To = start + cut
				start = from
			}
			if odd++; odd > tailOdd || len(line) > oddBytes {
				start = from
			}
		}
		if start <= from {
			break
		}
		end = start
	}
	r.Body.To = r.Body.From + len(strings.TrimRightFunc(r.Text[r.Body.From:max(r.Body.To, r.Body.From)], unicode.IsSpace))
	r.Credits = append(r.Credits, credits...)
}

// tailLine recognises a line below the story and gives its credits.
func (r *Report) tailLine(line string) ([]Credit, bool) {
	if credits, a := parseCredits(line); len(credits) > 0 || a != "" {
		r.textAgency(a)
		return credits, true
	}
	if a := agencyNamed(line); a != "" {
		r.textAgency(a)
		return nil, true
	}
	if _, aside := afterPhrase(line, words.byline["aside"]); aside && len(line) < maxByline {
		return nil, true
	}
	if len(line) <= maxCredit {
		lower := strings.ToLower(line[:min(len(line), 40)])
		if slices.ContainsFunc(words.byline["end"], func(p string) bool { return strings.HasPrefix(lower, p) }) && (len(line) < 120 || strings.HasPrefix(lower, "©") || strings.HasPrefix(lower, "copyright")) {
			if strings.ContainsAny(line, "©ⓒ") || strings.HasPrefix(lower, "copyright") || strings.HasPrefix(lower, "distributed") {
				r.textAgency(agencyIn(line[:min(len(line), 200)]))
			}
			return nil, true
		}
	}
	if b, ok := bylineOf(line); ok {
		if len(r.Authors) == 0 {
			for _, n := range b.names {
				r.know("author", n, "text")
			}
		}
		r.textAgency(b.agency)
		return nil, true
	}
	return nil, !strings.Contains(line, " ") && strings.Contains(line, "@") // the author's address
}

// inlineCredit finds a credit at the end of the last paragraph, "… said. (Reporting
// by A)", "… said. (AFP)", and gives where it begins, 0 if there is none.
func (r *Report) inlineCredit(p string) (cut int, credits []Credit) {
	trimmed := strings.TrimRight(p, " .")
	if open := strings.LastIndexAny(trimmed, "(["); open > 0 && len(trimmed)-open < maxCredit && strings.HasSuffix(trimmed, closer(trimmed[open])) {
		if credits, a := parseCredits(trimmed[open:]); len(credits) > 0 {
			r.textAgency(a)
			return open, credits
		}
		if a := agencyNamed(trimmed[open:]); a != "" {
			r.textAgency(a)
			return open, nil
		}
	}
	for _, mark := range []string{" — ", " – ", " - ", " -- ", " /"} {
		if i := strings.LastIndex(trimmed, mark); i > 0 && strings.ContainsAny(trimmed[max(0, i-4):i], ".!?”\"»") {
			if a := agencyNamed(trimmed[i:]); a != "" {
				r.textAgency(a)
				return i, nil
			}
		}
	}
	return 0, nil
}

// closer gives the bracket that closes open.
func closer(open byte) string {
	if open == '(' {
		return ")"
	}
	return "]"
}

// sameWords reports that a line has the letters and figures of the title, or that
// it is no sentence and one of them is the other cut short.
func sameWords(title, line string) bool {
	a, b := letters(title), letters(line)
	if a == b {
		return a != ""
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && !strings.HasSuffix(line, ".") && len(a)*5 >= len(b)*3 && strings.HasPrefix(b, a)
}

// letters gives the letters and figures of s in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
