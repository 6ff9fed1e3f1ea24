package record

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

const small = `{"schema":"onrecord.record/1","reports":[{"id":"r1","name":"a","sha256":"0","media_type":"text/plain","text":"Мост закрыт, he said.",
 "statements":[{"id":"r1.s1","cue":{"text":"said","spans":[[16,20]]},"quotation":"indirect","stance":"asserts","certainty":"certain","channel":{"kind":"unspecified"},"actor":"a1","utterance":"u1","claims":["c1"],"confidence":1}]}],
 "actors":[{"id":"a1","name":"he","kind":"unnamed"}],"utterances":[{"id":"u1","actor":"a1","statements":["r1.s1"]}],
 "claims":[{"id":"c1","text":"closed","positions":[{"stance":"asserts","certainty":"certain","utterance":"u1","reports":["r1"]}],"lines":[],"independent":{}}],"later":{"x":[1]}}`

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{name: "as it was written"},
		{"a field of a later version", `"later"`, `"still_later"`, ""},
		{"another schema", "record/1", "record/9", `its schema is "onrecord.record/9"`},
		{"no record", small, `{"a":1}`, `its schema is ""`},
		{"an array", small, `[]`, "byte 1:"},
		{"empty", small, " ", "it is empty"},
		{"cut", `"later":{"x":[1]}}`, "", "it breaks off"},
		{"no JSON", `"reports":`, `"reports"=`, "no JSON at byte"},
		{"two records", `"later":{"x":[1]}}`, `"later":1}{}`, "something follows"},
		{"a null report", `"reports":[{`, `"reports":[null,{`, "report 1 is null"},
		{"an id of markup", `"id":"u1"`, `"id":"<b>"`, `"<b>" is not the id of any utterance`},
		{"an id twice", `"actors":[`, `"actors":[{"id":"a1","name":"x","kind":"person"},`, "the id a1 stands twice"},
		{"a statement of another report", `"id":"r1.s1"`, `"id":"r11.s1"`, "statement r11.s1 stands in report r1"},
		{"a span behind the text", `[16,20]`, `[16,22]`, "r1.s1: the span [16, 22] lies outside its text of 21 characters"},
		{"a span before it", `[16,20]`, `[-1,2]`, "the span [-1, 2]"},
		{"a span that ends before it starts", `[16,20]`, `[9,8]`, "the span [9, 8]"},
		{"a span of text", `[16,20]`, `["a","b"]`, "byte"},
		{"nobody", `"actor":"a1","utterance"`, `"actor":"a2","utterance"`, `r1.s1 names the actor "a2"`},
		{"an actor for an utterance", `"utterance":"u1","reports"`, `"utterance":"a1","reports"`, `c1 names the utterance "a1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := small
			if c.old != "" {
				if in = strings.Replace(small, c.old, c.new, 1); in == small {
					t.Fatal("nothing was replaced")
				}
			}
			rec, err := Decode(strings.NewReader(in), 1<<20)
			switch {
			case c.want == "" && err != nil:
				t.Fatal(err)
			case c.want == "" && (len(rec.Reports) != 1 || rec.Claims[0].Positions[0].Utterance != "u1"):
				t.Errorf("%+v", rec)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
	for _, n := range []int64{0, 10, int64(len(small)) - 1} {
		if _, err := Decode(strings.NewReader(small), n); !errors.Is(err, ErrTooLong) {
			t.Errorf("limit %d: %v", n, err)
		}
	}
	if _, err := Decode(strings.NewReader(small), int64(len(small))); err != nil {
		t.Errorf("limit of its own length: %v", err)
	}
}

// FuzzDecode holds that what can be read can be written, and reads the same again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(`{"schema":"onrecord.record/1"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		rec, err := Decode(bytes.NewReader(data), 1<<20)
		if err != nil {
			return
		}
		var a, b bytes.Buffer
		if err := rec.WriteJSON(&a); err != nil {
			t.Fatal(err)
		}
		again, err := Decode(bytes.NewReader(a.Bytes()), 1<<24)
		if err != nil {
			t.Fatalf("%v in\n%s", err, a.String())
		}
		if err := again.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("written\n%s\nread and written again\n%s", a.String(), b.String())
		}
	})
}
