package actor

import (
	"sort"
	"strings"
)

// An entity is an actor as the report goes on to speak of it.
type entity struct {
	Actor
	key    string
	person *person
	of     *entry // the body that it answers to, if that is no state's
	gender byte
	plural bool
	class  string // of the role or body
	typ    string // of the body
	head   string // the role's or body's word
	called []string
	office string // the role's words, of one described by an office
	places string // that the description names
	last   int    // token of the last mention
	index  int    // in the cast, or -1
}

// isHuman reports whether "he" or "she" may mean it.
func (e *entity) isHuman() bool { return e.person != nil || e.head != "" && isHumanClass(e.class) }

func isHumanClass(c string) bool {
	switch c {
	case "official", "diplomat", "spokes", "head", "aide", "expert", "media-person", "private", "source":
		return true
	}
	return false
}

// entity returns the entity with key, made at first use.
func (r *resolver) entity(key string, made func(e *entity)) *entity {
	if e, ok := r.byKey[key]; ok && key != "" {
		return e
	}
	e := &entity{key: key, index: -1, last: -1}
	e.Of = -1
	made(e)
	r.all = append(r.all, e)
	if key != "" {
		r.byKey[key] = e
	}
	return e
}

// forPerson is the entity of a named person.
func (r *resolver) forPerson(q *person) *entity {
	return r.entity("person:"+strings.Join(q.words, " "), func(e *entity) {
		e.person, e.Kind, e.Name, e.gender, e.Names = q, Person, q.name, q.gender, nil
		e.Role, e.class, e.of, e.Side = q.role, q.class, q.of, q.code
		if e.class == "media" {
			e.class = "media-person"
		}
		l, known := r.leaderOf(q)
		switch {
		case e.Side != "" || e.of != nil || q.firm || e.class == "expert" || e.class == "private" || e.class == "media-person":
		case known:
			e.Side = l.code
			if e.Side == "" && l.body != "" {
				e.of = r.lex.entries[r.lex.fold(strings.ToLower(l.body))]
			}
		case e.class != "" && e.class != "none":
			e.Side = r.contextCode(q.first, true)
			e.Guessed = e.Side != ""
		}
	})
}

// leaderOf finds a person among the office holders; the last name alone counts
// where the report gives no first name, or one that fits.
func (r *resolver) leaderOf(q *person) (leader, bool) {
	k := nameKeys(q.name)
	if len(k) == 0 {
		return leader{}, false
	}
	if l, ok := r.lex.leaders[strings.Join(k, " ")]; ok && (len(k) > 1 || l.surname || q.class == "official" || q.class == "head") {
		return l, ok
	}
	if len(k) > 2 {
		l, ok := r.lex.leaders[k[0]+" "+k[len(k)-1]]
		return l, ok
	}
	return leader{}, false
}

// forState is a state as a speaker.
func (r *resolver) forState(code, words string) *entity {
	e := r.entity("state:"+code, func(e *entity) {
		e.Kind, e.Side, e.Name, e.class, e.typ = Government, code, words, "state", "government"
		if n := r.lex.states[code]; n != "" {
			e.Name, e.Names = n, []string{n}
		}
	})
	return e
}

// forOrg is a body with a name of its own.
func (r *resolver) forOrg(o *entry, name string) *entity {
	if o.kind == seat || o.class == "state" && o.code != "" {
		return r.forBody(o.code, o.typ, o.name, o)
	}
	return r.entity("org:"+strings.ToLower(o.name), func(e *entity) {
		e.Kind, e.Name, e.class, e.typ, e.called, e.Side = Organisation, o.name, o.class, o.typ, o.called, o.code
		e.plural = o.plural
		if e.class == "state" {
			e.Kind, e.Side = Government, r.contextCode(r.now, true)
		}
	})
}

// forBody is the body of kind typ of a state. Kinds that a state has many of
// (courts, police, agencies) are told apart by their words.
func (r *resolver) forBody(code, typ, words string, o *entry) *entity {
	if typ == "government" {
		return r.forState(code, words)
	}
	key := "body:" + code + ":" + typ
	switch {
	case local[typ]:
		key += ":" + r.placesAt
	case many[typ]:
		key += ":" + plainKey(words)
	}
	return r.entity(key, func(e *entity) {
		e.Kind, e.Side, e.Name, e.class, e.typ = Government, code, words, "state", typ
		if o != nil {
			e.called, e.plural = o.called, o.plural
		}
	})
}

// local are the kinds of body that a state has in many places, many those that it
// has several of.
var (
	local = map[string]bool{"police": true, "prosecution": true, "regional-administration": true, "authorities": true, "court": true}
	many  = map[string]bool{"agency": true, "regulator": true, "investigation": true, "intelligence": true, "emergency-service": true,
		"state-company": true, "army": true, "embassy": true, "ministry": true, "parliament": true}
)

// places joins the names of the regions and cities at t, for telling one region's
// governor from another's.
func (r *resolver) places(t tokens) string {
	var out []string
	for i := t.from; i < t.to; i++ {
		if a := r.ann(i); a != nil && a.kind == place {
			out = append(out, soundKey(r.lex.fold(r.Tokens[a.from].Lower)))
			i = a.to - 1
		}
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}

// bare is words in lower case without article and possessive marks.
func (r *resolver) bare(words string) string {
	w := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(words, "’", "'"), "'s", ""))
	return strings.TrimPrefix(w, "the ")
}

// unnamed makes an actor that the text describes and does not name.
func (r *resolver) unnamed(words string, s standing, head string, plural bool) *entity {
	words = description(words)
	return r.entity("", func(e *entity) {
		e.Kind, e.Name, e.Side, e.of, e.class, e.head = Unnamed, words, s.code, s.of, s.class, head
		e.plural, e.gender = plural, s.gender
		if e.class == "media" {
			e.class = "media-person"
		}
	})
}

// description is what an unnamed source is called: without the clause that says
// why he is unnamed, and as it would stand inside a sentence.
func description(words string) string {
	for _, tail := range []string{", who ", ", which ", " who ", ", speaking ", ", granted "} {
		if i := strings.Index(words, tail); i > 0 {
			words = words[:i]
		}
	}
	for _, article := range []string{"A ", "An ", "The ", "Two ", "Three ", "Several ", "Some "} {
		if strings.HasPrefix(words, article) {
			return strings.ToLower(article[:1]) + words[1:]
		}
	}
	return words
}

// contextCode is the state that a body or person without mark of one most likely
// answers to: named before it in its sentence, else in its paragraph, else the
// dateline's, else the one that the report names most. In a language of one state,
// that state's own bodies of the whole country need no mark.
func (r *resolver) contextCode(from int, national bool) string {
	if len(r.Tokens) == 0 {
		return ""
	}
	from = min(from, len(r.Tokens)-1)
	if h := r.lex.home; h != "" && national && 2*r.counts[h] >= r.counts[mostNamed(r.counts)] {
		return h // unless the report is about another state
	}
	s := r.sentenceOf(from)
	for i := from - 1; i >= 0 && r.sentenceOf(i) == s; i-- {
		if a := r.ann(i); a != nil && a.code != "" && a.kind != title {
			return a.code
		}
	}
	if s < len(r.Sentences) {
		for i := from - 1; i >= 0; i-- {
			k := r.sentenceOf(i)
			if k >= len(r.Sentences) || r.Sentences[k].Paragraph < r.Sentences[s].Paragraph {
				break
			}
			if a := r.ann(i); a != nil && a.code != "" && a.kind != title {
				return a.code
			}
		}
	}
	if e := r.lex.entries[r.lex.fold(strings.ToLower(r.rep.Place))]; e != nil && e.code != "" {
		return e.code
	}
	if r.lex.home != "" {
		return r.lex.home
	}
	if !national {
		// A regional or local body belongs where the report's towns and regions lie,
		// whoever else is named in it.
		if c := mostNamed(r.local); c != "" {
			return c
		}
		c := mostNamed(r.counts)
		for other, n := range r.counts {
			if other != c && 2*n >= r.counts[c] {
				return "" // a guess between two
			}
		}
		return c
	}
	return mostNamed(r.counts)
}

// mostNamed gives the state with the most mentions, of equals the first by code.
func mostNamed(counts map[string]int) string {
	best := ""
	for code, n := range counts {
		if n > 0 && (n > counts[best] || n == counts[best] && code < best) {
			best = code
		}
	}
	return best
}
