package record

import (
	"io"

	"github.com/onrecord/onrecord/actor"
)

// Apart gives the record of one reading as report number n, set beside no other:
// its actors are its own, and it has no utterances and no claims.
func Apart(r *Reading, n int) *Record {
	rec, _ := apart(r, n, 0)
	return rec
}

// apart numbers the actors from first on and gives the number behind the last.
func apart(r *Reading, n, first int) (*Record, int) {
	rec := &Record{Schema: Schema, Actors: []Actor{}, Utterances: []Utterance{}, Claims: []Claim{}}
	actors, of := actor.Across([]actor.Cast{r.Cast})
	for i, a := range actors {
		if a.Of >= 0 {
			a.Of += first
		}
		rec.Actors = append(rec.Actors, actorJSON(first+i, a))
	}
	for i := range of[0] {
		of[0][i] += first
	}
	rec.Reports = []*Report{r.json(n, of[0])}
	return rec, first + len(actors)
}

// A Stream writes the JSON of a record whose reports are set beside no other, one
// report at a time: what it holds in memory are the actors.
type Stream struct {
	out     *jsonWriter
	reports int
	actors  []Actor
}

// NewStream begins a record on w. An error comes with Close.
func NewStream(w io.Writer) *Stream {
	out := newJSONWriter(w)
	out.raw("{\n \"schema\": ")
	out.value(Schema)
	out.raw(",\n \"reports\": [")
	return &Stream{out: out}
}

// Add writes one reading.
func (s *Stream) Add(r *Reading) {
	rec, _ := apart(r, s.reports+1, len(s.actors))
	if s.reports > 0 {
		s.out.raw(",")
	}
	s.reports++
	s.out.raw("\n  ")
	s.out.value(rec.Reports[0])
	s.actors = append(s.actors, rec.Actors...)
}

// Close ends the record.
func (s *Stream) Close() error {
	if s.reports > 0 {
		s.out.raw("\n ")
	}
	s.out.raw("]")
	list(s.out, "actors", s.actors)
	list(s.out, "utterances", []Utterance{})
	list(s.out, "claims", []Claim{})
	s.out.raw("\n}\n")
	if s.out.err != nil {
		return s.out.err
	}
	return s.out.w.Flush()
}
