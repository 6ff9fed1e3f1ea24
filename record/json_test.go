package record

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

// TestWriteJSONWritesEveryField fills every list of a record and holds what
// WriteJSON writes against encoding/json: a field that WriteJSON forgets is missing
// from one of the two.
func TestWriteJSONWritesEveryField(t *testing.T) {
	for _, n := range []int{0, 1, 2} {
		rec := &Record{Schema: Schema}
		v := reflect.ValueOf(rec).Elem()
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.Slice {
				f.Set(reflect.MakeSlice(f.Type(), n, n))
				for k := range n {
					if e := f.Index(k); e.Kind() == reflect.Pointer {
						e.Set(reflect.New(e.Type().Elem()))
					}
				}
			}
		}
		var got bytes.Buffer
		if err := rec.WriteJSON(&got); err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		var a, b map[string]any
		if err := json.Unmarshal(got.Bytes(), &a); err != nil {
			t.Fatalf("%v in\n%s", err, got.String())
		}
		if err := json.Unmarshal(want, &b); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("with lists of %d: WriteJSON gives\n%s\nencoding/json gives\n%s", n, got.String(), want)
		}
	}
}
