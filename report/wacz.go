package report

func readWACZ(_ *session, in *input, y yield) bool { return y(nil, in.refuse("not read yet", "", nil)) }
