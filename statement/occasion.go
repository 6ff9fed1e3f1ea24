package statement

// ChannelAll carries a channel on to the statements of the same speaker on the
// same day that name none: "the statement on X came after …" tells the channel of
// what he is quoted with further down. Where one day knows several channels,
// nothing is carried.
func ChannelAll(all []Statement, same func(i, j int) bool) {
	named := make([]Channel, len(all))
	for i := range all {
		named[i] = all[i].Channel
	}
	for i := range all {
		switch s := &all[i]; {
		case s.Said.IsZero() || named[i].Kind != "unspecified":
			continue
		case s.Stance == GaveNoEvidence || s.Stance == DidNotSay || s.Stance == NoComment:
			continue // the report's own remark; it came on no channel
		}
		var found Channel
		var from int
		for j := range all {
			if j == i || named[j].Kind == "unspecified" || all[j].Said.From != all[i].Said.From || all[j].Said.To != all[i].Said.To || !same(i, j) {
				continue
			}
			if found.Kind != "" && found != named[j] {
				found = Channel{}
				break
			}
			found, from = named[j], j
		}
		if found.Kind == "" {
			continue
		}
		all[i].Channel = found
		all[i].Reasons = append(all[i].Reasons, Reason{Field: "channel", Rule: "occasion/same speaker, same day", Spans: all[from].Cue})
	}
}
