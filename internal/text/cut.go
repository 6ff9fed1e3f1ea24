package text

// Cut ends a sentence and a paragraph at offset at, where one lies across it: what
// stands before (a dateline) is not read together with what follows.
func (d *Document) Cut(at int) {
	cut := -1
	for i, p := range d.Paragraphs {
		if p.From < at && at < p.To {
			cut = i
			d.Paragraphs = append(d.Paragraphs[:i+1], append([]Span{{From: at, To: p.To}}, d.Paragraphs[i+1:]...)...)
			d.Paragraphs[i].To = at
			break
		}
	}
	if cut < 0 {
		return
	}
	var out []Sentence
	for _, s := range d.Sentences {
		switch {
		case s.From < at && at < s.To:
			k := s.First
			for k < s.Last && d.Tokens[k].From < at {
				k++
			}
			out = append(out, Sentence{Span: Span{From: s.From, To: at}, First: s.First, Last: k, Paragraph: s.Paragraph},
				Sentence{Span: Span{From: at, To: s.To}, First: k, Last: s.Last, Paragraph: s.Paragraph + 1})
			continue
		case s.From >= at:
			s.Paragraph++
		}
		out = append(out, s)
	}
	d.Sentences = out
}
