package record

import (
	"encoding/json"
	"io"
)

// WriteJSON writes r as indented JSON with a final newline. HTML characters are
// kept as they are: the record is data, not markup.
func (r *Record) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(r)
}
