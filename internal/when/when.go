// Package when reads dates as news tells them ("earlier on Friday", "at the end
// of December", "last year") and gives the interval that they mean, counted
// from the day of publication.
//
// Find is a grammar of token patterns. The words and the patterns of a language
// are the tables of its folder under lang; the engine knows none of them. What
// the text leaves open stays open: an expression that cannot be counted from
// anything keeps the zero Interval.
//
// Published goes the other way: it reasons from the dates inside a story to the
// day on which it appeared, and gives nothing where the evidence is thin.
package when

// A Basis says where a date comes from.
type Basis string

// The bases, as the record prints them.
const (
	Stated   Basis = "stated"   // the text says the date itself
	Inferred Basis = "inferred" // reasoned from other dates in the text
	Metadata Basis = "metadata" // from the file's or the page's metadata
)

// An Interval is a time as far as it is known: From and To are ISO 8601 dates
// ("2024-01-05") or RFC 3339 times, both inclusive, equal for one day. The zero
// Interval is no date.
type Interval struct {
	From, To string
	Basis    Basis
	Text     string // the words that it rests on, if the text has them
}

// IsZero reports whether i holds no date.
func (i Interval) IsZero() bool { return i.From == "" && i.To == "" }

// Day is the one day that i covers; NoDay if i is open or longer. A time counts
// as the day of its own zone.
func (i Interval) Day() Day {
	from, to := i.Bounds()
	if from != to {
		return NoDay
	}
	return from
}

// Bounds are the first and the last day of i; NoDay for an end that it lacks.
func (i Interval) Bounds() (from, to Day) { return ParseDay(i.From), ParseDay(i.To) }
