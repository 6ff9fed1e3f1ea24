package report

// readText reads plain text and Markdown.
func readText(s *session, in *input, y yield) bool {
	t, _ := decode(in.data, in.charset)
	return s.readStory(in, t, nil, y)
}
