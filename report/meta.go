package report

import (
	"net/url"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/when"
)

// fieldNames gives our name for what metadata call by many.
var fieldNames = map[string]string{
	"title": "title", "headline": "title",
	"outlet": "outlet", "publication": "outlet", "publisher": "outlet", "site": "outlet", "site_name": "outlet",
	"source": "outlet", "newspaper": "outlet", "medium": "outlet",
	"language": "language", "lang": "language", "locale": "language",
	"author": "author", "authors": "author", "byline": "author", "by": "author", "creator": "author",
	"published": "published", "date": "published", "pubdate": "published", "publish_date": "published", "published_at": "published",
	"publication_date": "published", "date_published": "published", "datepublished": "published", "published_time": "published",
	"modified": "modified", "updated": "modified", "last_modified": "modified", "lastmod": "modified", "date_modified": "modified", "datemodified": "modified",
	"url": "canonical", "canonical": "canonical", "link": "canonical", "permalink": "canonical", "canonical_url": "canonical",
	"agency": "agency", "wire": "agency", "credit": "credit", "creditline": "credit",
	"located": "located", "captured": "captured", "archived": "captured",
}

// maxDatum is the longest value of metadata that is kept, in bytes.
const maxDatum = 4096

// know keeps one datum and lets it fill its field where that is still open:
// earlier calls win, so a reader makes them in the order of trust. A datum that
// says that it is not known is dropped.
func (r *Report) know(field, value, from string) {
	if value = oneLine(value); len(value) > maxDatum {
		return
	}
	if f, ok := fieldNames[field]; ok {
		field = f
	}
	if value == "" || unknown(value) {
		return
	}
	d := Datum{field, value, from}
	if slices.Contains(r.Meta, d) {
		return
	}
	first := !slices.ContainsFunc(r.Meta, func(m Datum) bool { return m.Field == field && m.From != from })
	r.Meta = append(r.Meta, d)
	switch field {
	case "title":
		setOnce(&r.Title, value)
	case "outlet":
		setOnce(&r.Outlet, value)
	case "language":
		setOnce(&r.Language, languageTag(value))
	case "author":
		if first || len(r.Authors) == 0 { // several from one origin, none from the next
			r.addAuthors(value)
		}
	case "published":
		setDate(&r.Published, value)
	case "modified":
		setDate(&r.Modified, value)
	case "canonical":
		if webAddress(value) {
			setOnce(&r.Canonical, value)
		}
	case "agency":
		setOnce(&r.Agency, agencyOrAsIs(value))
	case "credit":
		if a := agencyIn(value); a != "" {
			setOnce(&r.Agency, a)
		}
	case "located":
		setOnce(&r.Located, value)
	case "captured":
		if i := metaDate(value); strings.Contains(i.From, "T") {
			setOnce(&r.Captured, i.From)
		}
	}
}

// unknown reports a value that says that there is none.
func unknown(v string) bool {
	switch strings.ToLower(v) {
	case "unknown", "n/a", "none", "null", "undefined", "-", "~":
		return true
	}
	return false
}

func setOnce(to *string, v string) {
	if *to == "" {
		*to = v
	}
}

func setDate(to *when.Interval, value string) {
	if to.IsZero() {
		*to = metaDate(value)
	}
}

// addAuthors adds the people of a byline as metadata give it; an agency in it is
// the agency.
func (r *Report) addAuthors(value string) {
	if webAddress(value) {
		return // a profile's address in place of a name
	}
	b := parseByline(value, false)
	for _, n := range b.names {
		if !slices.Contains(r.Authors, n) {
			r.Authors = append(r.Authors, n)
		}
	}
	setOnce(&r.Agency, b.agency)
}

// webAddress reports an absolute http or https URL.
func webAddress(s string) bool {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.Host != ""
}

// oneLine makes white space of any kind one space: metadata are short.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
