package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite schema.sql")

var noon = time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC)

// newCase gives an open case with one report of one input.
func newCase(t *testing.T) *DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a case?#%.db") // a name that URIs have to be told
	if err := Create(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	db, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func entry(text string) Entry {
	data := []byte(text)
	in := &Input{SHA256: digest(data), Name: "a.txt", Data: data}
	return Entry{Input: in, Report: &Report{SHA256: in.SHA256, Sort: "2031-03-04", Title: "A bridge", Text: text, Reader: "rules",
		Data:       []byte(`{"x":1}`),
		Statements: []Statement{{N: 1, Speaker: "Harbour Office", Content: text, Evidence: "[]", Figures: "[]", Places: "[]", Via: "[]", Spans: "{}"}}}}
}

func write(t *testing.T, db *DB, again bool, es ...Entry) []Outcome {
	t.Helper()
	o, err := db.Write(t.Context(), noon, again, es)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestSchema holds what the migrations give against schema.sql, which people read.
func TestSchema(t *testing.T) {
	db := newCase(t)
	rows, err := list(t.Context(), db, func(s *string) []any { return []any{s} },
		"SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_words_*' ORDER BY rowid")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(rows, "\n\n") + "\n"
	if *update {
		if err := os.WriteFile("schema.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the migrations give another schema (go test ./casefile/sqlite -run Schema -update rewrites it):\n%s", got)
	}
	var v int
	if err := db.r.QueryRow("PRAGMA user_version").Scan(&v); err != nil || v != version {
		t.Errorf("user_version %d, want %d (%v)", v, version, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	put := func(name, data string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	exec := func(name string, statements ...string) string {
		p := put(name, "")
		db, err := sql.Open("sqlite", p)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		return p
	}
	newer := filepath.Join(dir, "newer.db")
	if err := Create(t.Context(), newer); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", newer)
	if err == nil {
		_, err = db.Exec("PRAGMA user_version = 99")
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, path, want string }{
		{"nothing there", filepath.Join(dir, "none.db"), "no such case"},
		{"empty file", put("empty", ""), "is not a case"},
		{"story", put("story.txt", "The bridge is open, the mayor said."), "is not a case"},
		{"other database", exec("other.db", "CREATE TABLE t (x)"), "is not a case"},
		{"newer", newer, "newer onrecord"},
		{"damaged", put("damaged.db", "SQLite format 3\x00"+strings.Repeat("x", 4096)), "is damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, err := Open(t.Context(), tt.path)
			if err == nil {
				_ = db.Close()
			}
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(e.Reason, tt.want) || e.Hint == "" {
				t.Errorf("%v, want %q and a hint", err, tt.want)
			}
		})
	}
	if err := Create(t.Context(), newer); err == nil {
		t.Error("a case was made over another")
	}
}

func TestSameBytesAddNothing(t *testing.T) {
	db := newCase(t)
	if o := write(t, db, false, entry("One.")); o[0] != Added {
		t.Errorf("first time: %v", o)
	}
	if o := write(t, db, false, entry("One.")); o[0] != Known {
		t.Errorf("second time: %v", o)
	}
	second := entry("One.")
	second.Input.Name = "0.txt"
	if o := write(t, db, false, second); o[0] != Known {
		t.Errorf("under another name: %v", o)
	}
	n := 0
	for s, err := range db.Readings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; s.Name != "0.txt" {
			t.Errorf("named %q", s.Name)
		}
		data, _, err := s.Open()
		if err != nil || string(data) != `{"x":1}` {
			t.Errorf("%s, %v", data, err)
		}
	}
	if n != 1 {
		t.Errorf("%d reports", n)
	}
}

// TestStoryOfTwoInputs adds a story from two archives in both orders: its reading
// is the same.
func TestStoryOfTwoInputs(t *testing.T) {
	of := func(archive, reader string) Entry {
		e := entry("One.")
		e.Input = &Input{SHA256: digest([]byte(archive)), Name: archive, Data: []byte(archive)}
		e.Report.Path, e.Report.Reader = "#one.txt", reader
		return e
	}
	read := func(db *DB) (out string) {
		for s, err := range db.Readings(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			out += s.Reader + " " + s.Name + "\n"
		}
		return out
	}
	a, b := newCase(t), newCase(t)
	write(t, a, false, of("x.zip", "of x"), of("y.zip", "of y"))
	write(t, b, false, of("y.zip", "of y"))
	write(t, b, false, of("x.zip", "of x"))
	if read(a) != read(b) {
		t.Errorf("in one order\n%sin the other\n%s", read(a), read(b))
	}
}

// TestTamper changes one thing at a time behind the program's back: each gives one
// named error, and everything else still stands.
func TestTamper(t *testing.T) {
	for _, tt := range []struct{ name, statement, want string }{
		{"bytes", "UPDATE bytes SET data = CAST(replace(data, 'One', 'Two') AS BLOB)", "the bytes kept as"},
		{"text", "UPDATE report SET text = replace(text, 'One', 'Two')", "the reading of a.txt"},
		{"reading", "UPDATE reading SET data = x'00'", "the reading of a.txt"},
		{"vectors", "UPDATE reading SET vectors = x'00'", "the reading of a.txt"},
		{"row removed", "DELETE FROM bytes", "points at nothing in bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := newCase(t)
			write(t, db, false, entry("One."))
			if bad, err := db.Check(t.Context()); err != nil || len(bad) > 0 {
				t.Fatalf("before: %v, %v", bad, err)
			}
			raw, err := sql.Open("sqlite", db.Path[:0]+"file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(db.Path))
			if err == nil {
				_, err = raw.Exec(tt.statement)
			}
			if err := errors.Join(err, raw.Close()); err != nil {
				t.Fatal(err)
			}
			bad, err := db.Check(t.Context())
			if err != nil || len(bad) == 0 || !strings.Contains(bad[0].Error(), tt.want) {
				t.Errorf("%v, %v: want %q", bad, err, tt.want)
			}
			if tt.name != "row removed" && len(bad) != 1 {
				t.Errorf("%d errors: %v", len(bad), bad)
			}
		})
	}
}

func TestDecisionsAreOnlyAdded(t *testing.T) {
	db := newCase(t)
	id, err := db.AddDecision(t.Context(), noon, Decision{Kind: "note", By: "Ana", Why: "ask again", Subject: "[]", Statements: "[]"})
	if err != nil || id != 1 {
		t.Fatalf("%d, %v", id, err)
	}
	for _, s := range []string{"UPDATE decision SET why = 'x'", "DELETE FROM decision"} {
		if _, err := db.w.ExecContext(context.Background(), s); err == nil {
			t.Errorf("%s was done", s)
		}
	}
	if _, err := db.AddDecision(t.Context(), noon, Decision{Kind: "note", Why: "x"}); err == nil {
		t.Error("a decision of nobody was kept")
	}
}

// TestOneFile checks that a closed case, and an open one that is not being written
// to, is one file.
func TestOneFile(t *testing.T) {
	db := newCase(t)
	write(t, db, false, entry("One."))
	files, err := os.ReadDir(filepath.Dir(db.Path))
	if err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}
