package report

import "github.com/onrecord/onrecord/internal/text"

// readText reads plain text and Markdown.
func readText(s *session, in *input, y yield) bool {
	t := string(in.data)
	return y(&Report{Name: in.name, SHA256: in.sum(), MediaType: "text/plain", Text: t, Body: text.Span{From: 0, To: len(t)}}, nil)
}
