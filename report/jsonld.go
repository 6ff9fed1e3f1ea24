package report

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxJSONLD bounds one script of linked data: pages carry a few kilobytes.
const maxJSONLD = 4 << 20

// articleTypes are schema.org's kinds of story, and how well each fits.
var articleTypes = map[string]int{
	"newsarticle": 3, "reportagenewsarticle": 3, "analysisnewsarticle": 3, "backgroundnewsarticle": 3, "opinionnewsarticle": 3,
	"reviewnewsarticle": 3, "askpublicnewsarticle": 3, "advertisercontentarticle": 1, "article": 2, "report": 2, "scholarlyarticle": 2,
	"liveblogposting": 2, "blogposting": 2, "socialmediaposting": 2, "discussionforumposting": 2, "techarticle": 1, "videoobject": 1,
	"webpage": 0,
}

// A graph is the objects of all linked data of a page, those with an @id by it.
type graph struct {
	objects []map[string]any
	byID    map[string]map[string]any
}

// linkedData gives the fields of the page's story from its JSON-LD.
func (p *htmlPage) linkedData() []Datum {
	g := &graph{byID: map[string]map[string]any{}}
	for n := range p.doc.Descendants() {
		if n.DataAtom == atom.Script && n.Type == html.ElementNode && strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			g.add(parseJSONLD(n.FirstChild.Data), 0)
		}
	}
	story, fit := map[string]any(nil), -1
	for _, o := range g.objects {
		if f, ok := fitness(o); ok && f > fit {
			story, fit = o, f
		}
	}
	if story == nil {
		return nil
	}
	return g.fields(story)
}

// parseJSONLD reads one script, mended where pages commonly break it: wrapped in
// a comment or in CDATA, or with line ends inside strings.
func parseJSONLD(s string) (v any) {
	if len(s) > maxJSONLD {
		return nil
	}
	s = strings.TrimSpace(s)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, wrap[0]), wrap[1]))
	}
	s = strings.TrimSuffix(s, ";")
	if json.Unmarshal([]byte(s), &v) == nil {
		return v
	}
	s = strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, s)
	if json.Unmarshal([]byte(s), &v) != nil {
		return nil // a page's metadata are not worth refusing its story
	}
	return v
}

// add collects the objects in v that can be a story or belong to one.
func (g *graph) add(v any, depth int) {
	if depth > 32 || len(g.objects) > 10_000 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.add(e, depth+1)
		}
	case map[string]any:
		g.objects = append(g.objects, v)
		if id, ok := v["@id"].(string); ok && (len(v) > 1 || g.byID[id] == nil) {
			g.byID[id] = v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "itemListElement"} {
			if key == "itemListElement" && v["@type"] != nil {
				continue // a list of other stories
			}
			g.add(v[key], depth+1)
		}
	}
}

// fitness says how well an object fits as the story; one with a text or a
// headline is better than one without.
func fitness(o map[string]any) (int, bool) {
	best, ok := -1, false
	for _, t := range values(o["@type"]) {
		if s, is := t.(string); is {
			s = strings.ToLower(s[strings.LastIndexAny(s, "/:")+1:])
			if f, known := articleTypes[s]; known && f > best {
				best, ok = f, true
			}
		}
	}
	best *= 4
	for _, key := range []string{"headline", "datePublished", "articleBody"} {
		if o[key] != nil {
			best++
		}
	}
	return best, ok
}

// fields gives what the story's object says.
func (g *graph) fields(o map[string]any) (list []Datum) {
	add := func(field string, vs ...string) {
		for _, v := range vs {
			if v != "" {
				list = append(list, Datum{field, html.UnescapeString(v), "json-ld"})
			}
		}
	}
	add("title", g.texts(o["headline"])...)
	if o["headline"] == nil {
		add("title", g.texts(o["name"])...)
	}
	add("published", g.texts(o["datePublished"])...)
	if o["datePublished"] == nil {
		add("published", g.texts(o["dateCreated"])...)
	}
	add("modified", g.texts(o["dateModified"])...)
	add("outlet", g.names(o["publisher"])...)
	add("agency", g.names(o["sourceOrganization"])...)
	add("author", g.names(o["author"])...)
	if o["author"] == nil {
		add("author", g.names(o["creator"])...)
	}
	add("language", g.texts(o["inLanguage"])...)
	add("canonical", g.addresses(o)...)
	add("dateline", g.texts(o["dateline"])...)
	add("located", g.names(o["locationCreated"])...)
	add("credit", g.texts(o["creditText"])...)
	return list
}

// addresses gives where the story says that it stands.
func (g *graph) addresses(o map[string]any) (list []string) {
	list = append(list, g.texts(o["url"])...)
	for _, v := range values(o["mainEntityOfPage"]) {
		switch v := v.(type) {
		case string:
			list = append(list, v)
		case map[string]any:
			list = append(list, g.texts(v["url"])...)
			list = append(list, g.texts(v["@id"])...)
		}
	}
	return slices.DeleteFunc(list, func(s string) bool { return !webAddress(s) })
}

// texts gives the strings of a value that is one or several.
func (g *graph) texts(v any) (list []string) {
	for _, e := range values(v) {
		switch e := e.(type) {
		case string:
			list = append(list, e)
		case map[string]any:
			for _, key := range []string{"@value", "name"} {
				if s, ok := e[key].(string); ok {
					list = append(list, s)
					break
				}
			}
		}
	}
	return list
}

// names gives the names of people or bodies: strings, objects, or references to
// objects elsewhere in the graph.
func (g *graph) names(v any) (list []string) {
	for _, e := range values(v) {
		switch e := e.(type) {
		case string:
			if o, ok := g.byID[e]; ok {
				list = append(list, g.texts(o["name"])...)
			} else if !webAddress(e) {
				list = append(list, e)
			}
		case map[string]any:
			if id, ok := e["@id"].(string); ok && e["name"] == nil && g.byID[id] != nil {
				e = g.byID[id]
			}
			list = append(list, g.texts(e["name"])...)
		}
	}
	return list
}

// values gives a value as a list.
func values(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}
