package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"
)

// ErrTooLong is the error of a record that has more bytes than it may.
var ErrTooLong = errors.New("the record is longer than allowed")

// Decode reads a record that WriteJSON wrote, of at most limit bytes. The record
// may come from elsewhere, so it is held against what every record keeps to: the
// schema's name, ids of the right shape and one of a kind, references that lead
// somewhere, spans that lie inside their text. Fields that this version does not
// know are passed over: they may be added later. An error names the place.
func Decode(r io.Reader, limit int64) (*Record, error) {
	in := &io.LimitedReader{R: r, N: limit + 1}
	d := json.NewDecoder(in)
	var rec Record
	err := d.Decode(&rec)
	if in.N <= 0 {
		return nil, ErrTooLong
	}
	if err != nil {
		return nil, jsonError(err)
	}
	if rec.Schema != Schema {
		return nil, fmt.Errorf("its schema is %.40q, not %q", rec.Schema, Schema)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		if in.N <= 0 {
			return nil, ErrTooLong
		}
		return nil, errors.New("something follows the record")
	}
	c := &checker{ids: map[string]bool{}}
	c.define(&rec)
	c.refer(&rec)
	if c.err != nil {
		return nil, c.err
	}
	return &rec, nil
}

// jsonError says in the project's words why something is no JSON.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("no JSON at byte %d: %w", syntax.Offset, err)
	case errors.As(err, &kind):
		return fmt.Errorf("byte %d: %s is %s", kind.Offset, kind.Field, kind.Value)
	case errors.Is(err, io.EOF):
		return errors.New("it is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it breaks off")
	}
	return err
}

// A checker holds a record against what every record keeps to; the first error
// stays.
type checker struct {
	ids map[string]bool
	err error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

var shapes = map[string]*regexp.Regexp{
	"report":    regexp.MustCompile(`^r[1-9][0-9]{0,8}$`),
	"statement": regexp.MustCompile(`^r[1-9][0-9]{0,8}\.s[1-9][0-9]{0,8}$`),
	"actor":     regexp.MustCompile(`^a[1-9][0-9]{0,8}$`),
	"utterance": regexp.MustCompile(`^u[1-9][0-9]{0,8}$`),
	"claim":     regexp.MustCompile(`^c[1-9][0-9]{0,8}$`),
}

// id takes up the id of one thing.
func (c *checker) id(kind, id string) {
	switch {
	case !shapes[kind].MatchString(id):
		c.fail("%.40q is not the id of any %s", id, kind)
	case c.ids[id]:
		c.fail("the id %s stands twice", id)
	}
	c.ids[id] = true
}

// to checks references from one thing to others.
func (c *checker) to(from, kind string, ids ...string) {
	for _, id := range ids {
		if id != "" && (!c.ids[id] || !shapes[kind].MatchString(id)) {
			c.fail("%s names the %s %.40q, which is not in the record", from, kind, id)
		}
	}
}

// define takes up every id and checks the spans.
func (c *checker) define(rec *Record) {
	for i, r := range rec.Reports {
		if r == nil {
			c.fail("report %d is null", i+1)
			return
		}
		c.id("report", r.ID)
		n := utf8.RuneCountInString(r.Text)
		c.spans(r.ID, n, r.Pages)
		for j := range r.Statements {
			s := &r.Statements[j]
			c.id("statement", s.ID)
			if len(s.ID) <= len(r.ID) || s.ID[:len(r.ID)+1] != r.ID+"." {
				c.fail("statement %s stands in report %s", s.ID, r.ID)
			}
			for _, m := range []*Mention{s.Source, s.Cue, s.Content} {
				if m != nil {
					c.spans(s.ID, n, m.Spans)
				}
			}
			for _, e := range s.Evidence {
				c.spans(s.ID, n, e.Spans)
			}
			for _, f := range s.Figures {
				c.spans(s.ID, n, f.Spans)
			}
			for _, p := range s.Places {
				c.spans(s.ID, n, p.Spans)
			}
			for _, b := range s.Because {
				c.spans(s.ID, n, b.Spans)
			}
		}
	}
	for i := range rec.Actors {
		c.id("actor", rec.Actors[i].ID)
	}
	for i := range rec.Utterances {
		c.id("utterance", rec.Utterances[i].ID)
	}
	for i := range rec.Claims {
		c.id("claim", rec.Claims[i].ID)
	}
}

func (c *checker) spans(where string, n int, spans [][2]int) {
	for _, s := range spans {
		if s[0] < 0 || s[1] < s[0] || s[1] > n {
			c.fail("%s: the span [%d, %d] lies outside its text of %d characters", where, s[0], s[1], n)
		}
	}
}

// refer checks that every reference leads somewhere.
func (c *checker) refer(rec *Record) {
	for _, r := range rec.Reports {
		if r == nil {
			return // told already
		}
		for i := range r.Statements {
			s := &r.Statements[i]
			c.to(s.ID, "actor", s.Actor)
			c.to(s.ID, "utterance", s.Utterance)
			c.to(s.ID, "claim", s.Claims...)
		}
	}
	for i := range rec.Utterances {
		u := &rec.Utterances[i]
		c.to(u.ID, "actor", u.Actor)
		c.to(u.ID, "statement", u.Statements...)
	}
	for i := range rec.Claims {
		k := &rec.Claims[i]
		c.to(k.ID, "claim", k.Mirrors)
		c.to(k.ID, "claim", k.Supports...)
		for _, p := range k.Positions {
			c.to(k.ID, "utterance", p.Utterance, p.Repeats)
			c.to(k.ID, "report", p.Reports...)
		}
		for _, l := range k.Lines {
			c.to(k.ID, "utterance", l.Utterances...)
			c.to(k.ID, "report", l.Reports...)
		}
		for _, u := range k.First {
			c.to(k.ID, "utterance", u)
		}
	}
	for _, d := range rec.Drift {
		c.to("a drift", "statement", d.From, d.To)
	}
	for _, m := range rec.PossibleMerges {
		c.to("a possible merge", "utterance", m.Utterances...)
	}
}
