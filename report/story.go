package report

import (
	"github.com/onrecord/onrecord/internal/text"
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
	base.Name, base.SHA256 = in.name, in.sum()
	if base.MediaType == "" {
		base.MediaType = "text/plain"
	}
	if base.Captured == "" {
		base.Captured = in.captured
	}
	base.Text, base.Body = story, text.Span{From: 0, To: len(story)}
	return y(base, nil)
}
