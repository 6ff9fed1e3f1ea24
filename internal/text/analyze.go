package text

// Analyze divides s. It takes any string, also one that is not valid UTF-8, and
// works in time proportional to its length.
func Analyze(s string) *Document {
	d := &Document{Text: s, Paragraphs: paragraphs(s)}
	d.Tokens = make([]Token, 0, len(s)/5+1)
	lower := asciiLower(s)
	first := make([]int, 0, len(d.Paragraphs)+1)
	for i, p := range d.Paragraphs {
		first = append(first, len(d.Tokens))
		d.Tokens = tokenize(d.Tokens, s, lower, p)
		d.Sentences = sentences(d.Sentences, s, d.Tokens, first[i], i, p)
	}
	first = append(first, len(d.Tokens))
	d.Quotes = quotes(s, d.Tokens, first)
	return d
}

// ParagraphAt returns the index of the paragraph that holds offset, or of the
// last one that begins before it; -1 if there is none.
func (d *Document) ParagraphAt(offset int) int {
	lo, hi := 0, len(d.Paragraphs)
	for lo < hi {
		if mid := (lo + hi) / 2; d.Paragraphs[mid].From <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// TokenAt returns the index of the first token that ends after offset, or
// len(d.Tokens) if there is none.
func (d *Document) TokenAt(offset int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; d.Tokens[mid].To > offset {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
