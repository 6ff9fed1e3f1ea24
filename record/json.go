package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// WriteJSON writes rec as indented JSON with a final newline, one element of a list
// at a time: the whole text never lies in memory twice. HTML characters are kept
// as they are: the record is data, not markup.
func (rec *Record) WriteJSON(w io.Writer) error {
	out := newJSONWriter(w)
	out.raw("{\n \"schema\": ")
	out.value(rec.Schema)
	list(out, "reports", rec.Reports)
	list(out, "actors", rec.Actors)
	list(out, "utterances", rec.Utterances)
	list(out, "claims", rec.Claims)
	optional(out, "drift", rec.Drift)
	optional(out, "possible_merges", rec.PossibleMerges)
	out.raw("\n}\n")
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

// A jsonWriter writes the top level of the record by hand and every value with
// encoding/json. The first error stays.
type jsonWriter struct {
	w       *bufio.Writer
	buf     bytes.Buffer
	encoder *json.Encoder
	err     error
}

func newJSONWriter(w io.Writer) *jsonWriter {
	o := &jsonWriter{w: bufio.NewWriterSize(w, 1<<16)}
	o.encoder = json.NewEncoder(&o.buf)
	o.encoder.SetEscapeHTML(false)
	o.encoder.SetIndent("  ", " ")
	return o
}

func (o *jsonWriter) raw(s string) {
	if o.err == nil {
		_, o.err = o.w.WriteString(s)
	}
}

func (o *jsonWriter) value(v any) {
	if o.err != nil {
		return
	}
	o.buf.Reset()
	if o.err = o.encoder.Encode(v); o.err == nil {
		_, o.err = o.w.Write(bytes.TrimRight(o.buf.Bytes(), "\n"))
	}
}

func list[T any](o *jsonWriter, name string, values []T) {
	o.raw(",\n \"" + name + "\": [")
	for i, v := range values {
		if i > 0 {
			o.raw(",")
		}
		o.raw("\n  ")
		o.value(v)
	}
	if len(values) > 0 {
		o.raw("\n ")
	}
	o.raw("]")
}

// optional writes a list that is left out where it is empty.
func optional[T any](o *jsonWriter, name string, values []T) {
	if len(values) > 0 {
		list(o, name, values)
	}
}
