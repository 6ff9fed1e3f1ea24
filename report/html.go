package report

// readHTML reads a page.
func readHTML(s *session, in *input, y yield) bool {
	t, _ := decode(in.data, in.charset)
	return s.readStory(in, t, nil, y)
}
