package report

func readEML(_ *session, in *input, y yield) bool { return y(nil, in.refuse("not read yet", "", nil)) }

func readMbox(_ *session, in *input, y yield) bool { return y(nil, in.refuse("not read yet", "", nil)) }
