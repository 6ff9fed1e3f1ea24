package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A ninjsItem is an IPTC ninjs document, of version 1 (body_html, headline) or of
// version 2 (bodies, headlines).
type ninjsItem struct {
	URI            loose     `json:"uri"`
	Type           loose     `json:"type"`
	Headline       loose     `json:"headline"`
	Headlines      []variant `json:"headlines"`
	Title          loose     `json:"title"`
	Byline         loose     `json:"byline"`
	By             loose     `json:"by"`
	Creditline     loose     `json:"creditline"`
	Source         loose     `json:"source"`
	Provider       loose     `json:"provider"`
	Located        loose     `json:"located"`
	Language       loose     `json:"language"`
	Urgency        loose     `json:"urgency"`
	VersionCreated loose     `json:"versioncreated"`
	FirstCreated   loose     `json:"firstcreated"`
	ContentCreated loose     `json:"contentcreated"`
	Embargoed      loose     `json:"embargoed"`
	Embargo        loose     `json:"embargo"`
	UsageTerms     loose     `json:"usageterms"`
	Slugline       loose     `json:"slugline"`
	Ednote         loose     `json:"ednote"`
	PubStatus      loose     `json:"pubstatus"`
	Version        loose     `json:"version"`
	Copyright      loose     `json:"copyrightholder"`
	BodyText       loose     `json:"body_text"`
	BodyHTML       loose     `json:"body_html"`
	BodyXHTML      loose     `json:"body_xhtml"`
	Bodies         []variant `json:"bodies"`
}

// A variant is one of several headlines or bodies.
type variant struct {
	Role        loose `json:"role"`
	ContentType loose `json:"contenttype"`
	Value       loose `json:"value"`
}

// A loose value is a string where the file has a string, a number or an object
// with a name; agencies differ.
type loose string

// UnmarshalJSON takes what can be taken and passes over the rest.
func (l *loose) UnmarshalJSON(b []byte) error {
	var s string
	var n json.Number
	var named struct {
		Name string `json:"name"`
	}
	switch {
	case json.Unmarshal(b, &s) == nil:
		*l = loose(s)
	case json.Unmarshal(b, &n) == nil:
		*l = loose(n)
	case json.Unmarshal(b, &named) == nil:
		*l = loose(named.Name)
	}
	return nil
}

// readNinjs reads one item, or each of an array of items.
func readNinjs(s *session, in *input, y yield) bool {
	if err := checkJSONDepth(in, s.bounds.Depth); err != nil {
		return y(nil, err)
	}
	t, _ := decode(in.data, in.charset)
	d := json.NewDecoder(strings.NewReader(t))
	list := strings.HasPrefix(strings.TrimSpace(t), "[")
	if list {
		if _, err := d.Token(); err != nil {
			return y(nil, in.refuse("the JSON is damaged", damagedHint, err))
		}
	}
	for n := 1; d.More(); n++ {
		if n > s.bounds.Members {
			return y(nil, s.tooMany(in, "items"))
		}
		if err := s.ctx.Err(); err != nil {
			y(nil, err)
			return false
		}
		m := in
		if list {
			m = in.story(fmt.Sprintf("item %d", n))
		}
		var it ninjsItem
		if err := d.Decode(&it); err != nil {
			var wrong *json.UnmarshalTypeError
			if !y(nil, m.refuse("the JSON is damaged or cut off", damagedHint, err)) {
				return false
			}
			if errors.As(err, &wrong) {
				continue
			}
			return true
		}
		if !s.readNinjsItem(m, &it, y) {
			return false
		}
		if !list {
			return true
		}
	}
	return true
}

func (s *session) readNinjsItem(in *input, it *ninjsItem, y yield) bool {
	story, err := it.story(s.bounds.Depth)
	title := oneLine(first(it.Headline, pickVariant(it.Headlines).Value, it.Title))
	switch {
	case err != nil:
		return y(nil, in.refuse(err.Error(), "get the item again from the agency", err))
	case story == "" && it.Type != "" && it.Type != "text":
		return y(nil, in.refuse("an item of type "+oneLine(string(it.Type))+", which has no text", "give the story that it belongs to", nil))
	case story == "":
		return y(nil, in.refuse("the item has no text", "get the item again from the agency", nil))
	}
	r := &Report{MediaType: "application/json"}
	a := agencyFields{
		title: title, byline: first(it.Byline, it.By), creditline: string(it.Creditline), provider: first(it.Source, it.Provider),
		located: string(it.Located), language: string(it.Language), urgency: string(it.Urgency),
		firstCreated: first(it.FirstCreated, it.ContentCreated), versionCreated: string(it.VersionCreated),
		embargo: first(it.Embargoed, it.Embargo), usageTerms: string(it.UsageTerms), slugline: string(it.Slugline),
		ednote: string(it.Ednote), status: string(it.PubStatus), version: string(it.Version), holder: string(it.Copyright), id: string(it.URI),
	}
	a.fill(r, "ninjs")
	return s.readStory(in, titled(title, story), r, y)
}

// story gives the body, from the form that keeps paragraphs best.
func (it *ninjsItem) story(depth int) (string, error) {
	b := pickVariant(it.Bodies)
	for _, markup := range []loose{it.BodyXHTML, it.BodyHTML} {
		if b.Value == "" && strings.TrimSpace(string(markup)) != "" {
			b = variant{ContentType: "text/html", Value: markup}
		}
	}
	if b.Value != "" && !strings.HasPrefix(string(b.ContentType), "text/plain") {
		return markupText(string(b.Value), depth)
	}
	return strings.TrimSpace(newlines(first(b.Value, it.BodyText))), nil
}

// pickVariant prefers the main one, then markup, then the order of the file.
func pickVariant(all []variant) (best variant) {
	score := -1
	for _, v := range all {
		n := 0
		if v.Role == "main" || v.Role == "" {
			n += 2
		}
		if strings.Contains(string(v.ContentType), "html") {
			n++
		}
		if strings.TrimSpace(string(v.Value)) != "" && n > score {
			best, score = v, n
		}
	}
	return best
}

func first(values ...loose) string {
	for _, v := range values {
		if strings.TrimSpace(string(v)) != "" {
			return string(v)
		}
	}
	return ""
}

// agencyFields are what ninjs and NewsML-G2 both say about a story.
type agencyFields struct {
	title, byline, creditline, provider, located, language, urgency string
	firstCreated, versionCreated, embargo                           string
	usageTerms, slugline, ednote, status, version, holder, id       string
}

// fill gives the report what the agency says about it.
func (a agencyFields) fill(r *Report, from string) {
	for _, f := range []struct{ field, value string }{
		{"title", a.title}, {"author", a.byline}, {"credit", a.creditline}, {"located", a.located}, {"language", a.language},
		{"outlet", a.provider}, {"published", a.firstCreated}, {"published", a.versionCreated}, {"modified", a.versionCreated},
		{"urgency", a.urgency}, {"embargo", a.embargo}, {"usage terms", a.usageTerms}, {"slugline", a.slugline},
		{"editorial note", a.ednote}, {"status", a.status}, {"version", a.version}, {"copyright holder", a.holder}, {"id", a.id},
	} {
		r.know(f.field, f.value, from)
	}
	if a.provider != "" && r.Agency == "" {
		r.Agency = agencyIn(a.provider)
	}
	if n, err := strconv.Atoi(strings.TrimSpace(a.urgency)); err == nil && n >= 1 && n <= 9 {
		r.Urgency = n
	}
	if e := metaDate(a.embargo); !e.IsZero() {
		r.Embargo = e.From
	}
	if r.Modified == r.Published {
		r.Modified.From, r.Modified.To, r.Modified.Basis = "", "", ""
	}
}

// checkJSONDepth refuses JSON whose values nest deeper than limit.
func checkJSONDepth(in *input, limit int) error {
	depth, quoted, escaped := 0, false, false
	r := bytes.NewReader(in.data)
	for {
		c, err := r.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		switch {
		case escaped:
			escaped = false
		case quoted:
			escaped, quoted = c == '\\', c != '"'
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			if depth++; depth > limit {
				return in.refuse("values nested too deep", "get the file again from its source", errTooDeep)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
}
