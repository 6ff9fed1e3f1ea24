package report

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// readFeed reads each item of a feed (RSS, Atom, JSON Feed) as a report.
func readFeed(s *session, in *input, y yield) bool {
	feed, err := s.parseFeed(in)
	var ref *Refusal
	switch {
	case s.ctx.Err() != nil:
		y(nil, s.ctx.Err())
		return false
	case errors.As(err, &ref):
		return y(nil, err)
	case err != nil:
		return y(nil, in.refuse("the feed is damaged or of an unknown kind", damagedHint, err))
	case len(feed.Items) == 0:
		return y(nil, in.refuse("the feed has no items", "", nil))
	}
	for i, it := range feed.Items {
		if i >= s.bounds.Members {
			return y(nil, s.tooMany(in, "items"))
		}
		if err := s.ctx.Err(); err != nil {
			y(nil, err)
			return false
		}
		m := in.story(itemName(it, i)) // an item has no bytes of its own
		if !s.readItem(m, feed, it, y) {
			return false
		}
	}
	return true
}

func (s *session) parseFeed(in *input) (*gofeed.Feed, error) {
	t, _ := decode(in.data, in.charset)
	if strings.HasPrefix(strings.TrimSpace(t), "{") {
		if err := checkJSONDepth(in, s.bounds.Depth); err != nil {
			return nil, err
		}
		return gofeed.NewParser().ParseString(t)
	}
	t, err := s.xmlText(in)
	if err != nil {
		return nil, err
	}
	return gofeed.NewParser().ParseString(t)
}

// itemName names an item by its address, else by its place in the feed.
func itemName(it *gofeed.Item, i int) string {
	switch {
	case it.Link != "":
		return it.Link
	case it.GUID != "":
		return it.GUID
	}
	return fmt.Sprintf("item %d", i+1)
}

// readItem reads one item. A feed may carry whole stories or only their first
// lines: what it carries is the report.
func (s *session) readItem(in *input, feed *gofeed.Feed, it *gofeed.Item, y yield) bool {
	markup := it.Content
	if strings.TrimSpace(markup) == "" {
		markup = it.Description
	}
	story, err := markupText(markup, s.bounds.Depth)
	if err != nil {
		return y(nil, in.refuse(err.Error(), "get the page itself", err))
	}
	title, err := markupText(it.Title, s.bounds.Depth)
	if err != nil {
		return y(nil, in.refuse(err.Error(), "get the page itself", err))
	}
	title = oneLine(title)
	if story == "" && title == "" {
		return y(nil, in.refuse("the item has no text", "get the page itself", nil))
	}
	r := &Report{MediaType: feedMediaType[feed.FeedType]}
	from := "feed"
	r.know("title", title, from)
	r.know("canonical", it.Link, from)
	for _, a := range it.Authors {
		if a != nil {
			r.know("author", personName(a), from)
		}
	}
	r.know("published", feedTime(it.PublishedParsed, it.Published), from)
	r.know("modified", feedTime(it.UpdatedParsed, it.Updated), from)
	if r.Published.IsZero() {
		r.Published = r.Modified
	}
	r.know("outlet", feed.Title, from)
	r.know("language", feed.Language, from)
	return s.readStory(in, titled(title, story), r, y)
}

var feedMediaType = map[string]string{"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}

// personName is the name of an author, whom feeds also give as "mail (name)".
func personName(p *gofeed.Person) string {
	if p.Name != "" {
		return p.Name
	}
	if _, name, ok := strings.Cut(p.Email, "("); ok {
		return strings.TrimRight(name, ") ")
	}
	return ""
}

// feedTime takes the date as written, which keeps its zone; the parser knows
// more ways of writing one, and makes it UTC.
func feedTime(t *time.Time, as string) string {
	if i := metaDate(as); t != nil && !strings.Contains(i.From, "T") {
		return t.Format(time.RFC3339)
	}
	return as
}

// titled puts a title over a story that does not open with it.
func titled(title, story string) string {
	if title == "" || strings.HasPrefix(squeeze(story[:min(len(story), 4*len(title)+64)]), squeeze(title)) {
		return story
	}
	return strings.TrimRight(title+"\n\n"+story, "\n")
}
