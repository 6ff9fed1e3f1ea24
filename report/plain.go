package report

import (
	"path"
	"strings"
)

// readText reads plain text and Markdown. Its header block, if it has one, is
// metadata; the report's text is what follows, as printed: Markdown's marks stay
// in it.
func readText(s *session, in *input, y yield) bool {
	t, _ := decode(in.data, in.charset)
	fields, story := splitHeader(t)
	r := &Report{MediaType: "text/plain"}
	switch ext := strings.ToLower(path.Ext(in.name)); {
	case ext == ".md", ext == ".markdown", strings.HasPrefix(in.mediaType, "text/markdown"):
		r.MediaType = "text/markdown"
	}
	for _, f := range fields {
		r.know(f.Field, f.Value, f.From)
	}
	return s.readStory(in, story, r, y)
}
