package origin

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

// minSentence is the number of words that a sentence needs to be compared:
// "Read more" and "Advertisement" say nothing.
const minSentence = 3

// A digest is what an Index keeps of a report. Its lists share few arrays, for
// there are many digests.
type digest struct {
	rank       rank
	language   string   // primary tag: "pt-BR" is compared with "pt"
	outlet     string   // canonical
	agency     string   // canonical, "" for none
	headline   []uint32 // its words
	title      []uint32 // its stems, sorted
	words      []uint32 // of the text outside quotations: a shared quotation is no copying
	sentences  []sentence
	content    []uint32     // all stems, sorted, each once
	names      []uint32     // all anchors, sorted, each once
	own, maybe []Derivation // what the report says itself of where it comes from
}

// A sentence is what is compared of one.
type sentence struct {
	first, last int32 // in digest.words
	weight      float32
	stems       []uint32 // sorted
	anchors     []uint32 // sorted
	vector      []float32
}

// A rank puts reports in order: by day, then those of the agency itself, then by
// time, then those that say which agency they come from, then the longer, for
// many copies are cut; then by key.
type rank struct {
	day, time string
	tier      int
	length    int
	key       string
}

// unknownDay comes after all days: of two reports that share a text the dated one
// is taken to be the source.
const unknownDay = "9999"

func rankOf(r *Report) rank {
	k := rank{day: unknownDay, time: "24:00", tier: 2, key: r.Key}
	from := r.Published.From
	if t, err := time.Parse(time.RFC3339, from); err == nil {
		t = t.UTC()
		k.day, k.time = t.Format(time.DateOnly), t.Format("15:04:05")
	} else if len(from) >= len(time.DateOnly) {
		k.day = from[:len(time.DateOnly)]
	}
	if r.Agency != "" {
		k.tier = 1
		if canonical(r.Outlet) == canonical(r.Agency) {
			k.tier = 0
		}
	}
	return k
}

func (a rank) compare(b rank) int {
	own := func(r rank) int { return min(r.tier, 1) }
	switch {
	case a.day != b.day:
		return strings.Compare(a.day, b.day)
	case own(a) != own(b):
		return own(a) - own(b)
	case a.time != b.time:
		return strings.Compare(a.time, b.time)
	case a.tier != b.tier:
		return a.tier - b.tier
	case a.length != b.length:
		return b.length - a.length
	}
	return strings.Compare(a.key, b.key)
}

func digestOf(r *Report) *digest {
	d := &digest{rank: rankOf(r), outlet: canonical(r.Outlet), agency: canonical(r.Agency)}
	d.own, d.maybe = sayings(r)
	d.language, _, _ = strings.Cut(strings.ToLower(r.Language), "-")
	var words, stems, names []uint32
	type bounds struct{ stems, names int }
	var ends []bounds
	doc, quotes, q := r.Doc, r.Doc.Quotes, 0
	for k, s := range doc.Sentences {
		s, ok := inside(doc, s, r.Body)
		if !ok {
			continue
		}
		x := sentence{first: int32(len(words))}
		at, n := bounds{len(stems), len(names)}, 0
		for _, t := range doc.Tokens[s.First:s.Last] {
			if t.Kind == text.Punct {
				continue
			}
			n++
			if st := stem(t); st != 0 {
				stems = append(stems, st)
			}
			for q < len(quotes) && quotes[q].To <= t.From {
				q++
			}
			if q < len(quotes) && quotes[q].Contains(t.Span) {
				continue
			}
			words = append(words, uint32(hash(t.Lower)))
		}
		if n < minSentence {
			words, stems = words[:x.first], stems[:at.stems]
			continue
		}
		x.last, x.weight = int32(len(words)), float32(n)
		names = append(names, anchors(doc, s)...)
		slices.Sort(stems[at.stems:])
		slices.Sort(names[at.names:])
		if k < len(r.SentenceVectors) {
			x.vector = r.SentenceVectors[k]
		}
		d.sentences = append(d.sentences, x)
		ends = append(ends, bounds{len(stems), len(names)})
	}
	d.sentences = slices.Clone(d.sentences)
	d.words, stems, names = slices.Clone(words), slices.Clone(stems), slices.Clone(names)
	var from bounds
	for i, end := range ends {
		d.sentences[i].stems, d.sentences[i].anchors = stems[from.stems:end.stems], names[from.names:end.names]
		from = end
	}
	d.content, d.names = set(stems), set(names)
	for _, t := range text.Analyze(r.Title).Tokens {
		if t.Kind != text.Punct {
			d.headline = append(d.headline, uint32(hash(t.Lower)))
		}
		if st := stem(t); st != 0 {
			d.title = append(d.title, st)
		}
	}
	slices.Sort(d.title)
	d.rank.length = len(d.words)
	return d
}

// set is a sorted copy, each once.
func set(list []uint32) []uint32 {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Clone(slices.Compact(out))
}

// in gives which words of a sentence are marked.
func (s sentence) in(marked []bool) []bool { return marked[s.first:s.last] }

// prints are what reports with passages in common meet under.
func (d *digest) prints() []uint32 { return fingerprints(d.words) }

// keys are what reports with names or the headline in common meet under.
func (d *digest) keys() []uint32 {
	out := grams(d.headline)
	for _, s := range d.sentences {
		out = append(out, pairs(s.anchors)...)
	}
	return keysOf(out, d.rank.day)
}

// inside is the part of a sentence that lies in the story: its first one often
// begins within a dateline.
func inside(d *text.Document, s text.Sentence, body text.Span) (text.Sentence, bool) {
	for s.First < s.Last && d.Tokens[s.First].From < body.From {
		s.First++
	}
	for s.Last > s.First && d.Tokens[s.Last-1].To > body.To {
		s.Last--
	}
	return s, s.First < s.Last
}

// stem is the head of a content word, so that its endings do not matter; 0 for
// short words, which mostly are grammar. In scripts that write no spaces each
// token is one sign and counts.
func stem(t text.Token) uint32 {
	if t.Kind == text.Number {
		return uint32(hash(t.Lower))
	}
	n := utf8.RuneCountInString(t.Lower)
	if n == 1 {
		if r, _ := utf8.DecodeRuneInString(t.Lower); unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r) {
			return uint32(hash(t.Lower))
		}
		return 0
	}
	short := 4
	if unicode.Is(unicode.Hangul, firstRune(t.Lower)) {
		short = 2
	}
	if n < short {
		return 0
	}
	s := t.Lower
	cut := 0
	for i := range s {
		if cut == 5 {
			s = s[:i]
			break
		}
		cut++
	}
	return uint32(hash(s))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// pairs are what a sentence is found by in its translations: each two of its
// anchors.
func pairs(anchors []uint32) []uint64 {
	const most = 8 // of a long list of names a few stand for the rest, the same ones everywhere
	a := anchors[:min(len(anchors), most)]
	var out []uint64
	for i, x := range a {
		for _, y := range a[:i] {
			if x != y {
				out = append(out, mix(uint64(y), uint64(x)))
			}
		}
	}
	return out
}

// maxPairs of a report are kept, those with the smallest hashes, so that two
// reports keep the same ones of those that both have (Broder 1997, "On the
// resemblance and containment of documents").
const maxPairs = 24

// keysOf makes keys of the pairs of all sentences: each by itself, for reports
// without a day, and within two overlapping spans of four days, so that what was
// published within two days of each other meets among the news of those days only.
func keysOf(pairs []uint64, day string) []uint32 {
	slices.Sort(pairs)
	pairs = slices.Compact(pairs)
	pairs = pairs[:min(len(pairs), maxPairs)]
	n := when.ParseDay(day)
	out := slices.Clone(pairs)
	for _, p := range pairs {
		if n != when.NoDay {
			out = append(out, mix(p, uint64(2*((n+4)/4))), mix(p, uint64(2*((n+6)/4)+1)))
		}
	}
	return folded(out)
}
