package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"time"
)

// An Input is bytes that were given, and under which name.
type Input struct {
	SHA256, Name string
	Data         []byte
}

// A Report is one row of the table report.
type Report struct {
	SHA256, Part           string
	Sort                   string
	Published, PublishedTo string
	MediaType, Title       string
	Outlet, Agency         string
	Language, Text         string
	Path                   string // where it stands in its input: "" or "#member"
	Reader                 string
	Data, Vectors          []byte // the reading, not packed
	Statements             []Statement
}

// A Statement is one row of the table statement, without its report.
type Statement struct {
	N                              int
	Speaker, Source, Cue, Content  string
	Quotation, Stance, Certainty   string
	Channel, ChannelName           string
	Said, SaidTo                   string
	Evidence, Figures, Places, Via string // JSON
	Spans                          string // JSON
	Confidence                     float64
}

// An Entry is one thing to be written: a report of an input, or that every
// report of an input is written.
type Entry struct {
	Input    *Input
	Report   *Report // nil for the end of an input
	packed   []byte
	packing  string
	readings []byte
}

// An Outcome says what became of an Entry's report.
type Outcome int

// What becomes of a report.
const (
	Added Outcome = iota
	Known         // it was there
	Again         // it was there and has a new reading
)

// Write writes entries in one transaction; when it returns they are on the disk.
// With again, reports that are there get the reading given here.
func (db *DB) Write(ctx context.Context, at time.Time, again bool, entries []Entry) ([]Outcome, error) {
	for i := range entries { // outside the transaction: packing takes longer than writing
		if err := db.prepare(ctx, &entries[i]); err != nil {
			return nil, err
		}
	}
	out := make([]Outcome, len(entries))
	err := db.tx(ctx, func(tx *sql.Tx) error {
		for i, e := range entries {
			if e.Report == nil {
				if _, err := tx.ExecContext(ctx, "UPDATE bytes SET complete = 1 WHERE sha256 = ?", e.Input.SHA256); err != nil {
					return err
				}
				continue
			}
			o, err := e.write(ctx, tx, at, again)
			if err != nil {
				return err
			}
			out[i] = o
		}
		return nil
	})
	return out, err
}

// prepare packs what an entry has to write.
func (db *DB) prepare(ctx context.Context, e *Entry) (err error) {
	if e.Report == nil {
		return nil
	}
	if e.readings, err = compress(e.Report.Data); err != nil {
		return err
	}
	there, _, err := db.Has(ctx, e.Input.SHA256)
	if err != nil || there {
		return err
	}
	e.packed, e.packing, err = pack(e.Input.Data)
	return err
}

func (e *Entry) write(ctx context.Context, tx *sql.Tx, at time.Time, again bool) (Outcome, error) {
	in, r := e.Input, e.Report
	if e.packed != nil {
		if _, err := tx.ExecContext(ctx, "INSERT INTO bytes (sha256, size, packing, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			in.SHA256, len(in.Data), e.packing, e.packed); err != nil {
			return 0, err
		}
	}
	if err := addName(ctx, tx, at, in); err != nil {
		return 0, err
	}
	var id int64
	outcome := Known
	err := tx.QueryRowContext(ctx, "SELECT id FROM report WHERE sha256 = ? AND part = ?", r.SHA256, r.Part).Scan(&id)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		outcome = Added
		err = tx.QueryRowContext(ctx, `INSERT INTO report (sha256, part, sort, published, published_to, media_type, title, outlet, agency, language, text)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			r.SHA256, r.Part, r.Sort, r.Published, r.PublishedTo, r.MediaType, r.Title, r.Outlet, r.Agency, r.Language, r.Text).Scan(&id)
	case err == nil:
		// The same story may lie in several inputs that know different things of it.
		// Which of them is read must not depend on which came first.
		var before, same bool
		err = tx.QueryRowContext(ctx, "SELECT min((?1, ?2) < (bytes, path)), min((?1, ?2) <= (bytes, path)) FROM place WHERE report = ?3",
			in.SHA256, r.Path, id).Scan(&before, &same)
		if before || again && same {
			outcome = Again
		}
	}
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO place (report, bytes, path) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", id, in.SHA256, r.Path); err != nil {
		return 0, err
	}
	if outcome == Known {
		return outcome, nil
	}
	return outcome, e.writeReading(ctx, tx, id, outcome)
}

// writeReading writes what was read, in place of what was read before.
func (e *Entry) writeReading(ctx context.Context, tx *sql.Tx, id int64, o Outcome) error {
	r := e.Report
	if o == Again {
		if _, err := tx.ExecContext(ctx, "DELETE FROM statement WHERE report = ?", id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE report SET sort = ?, published = ?, published_to = ?, media_type = ?, title = ?, outlet = ?, agency = ?, language = ?, text = ? WHERE id = ?`,
			r.Sort, r.Published, r.PublishedTo, r.MediaType, r.Title, r.Outlet, r.Agency, r.Language, r.Text, id); err != nil {
			return err
		}
	}
	vectors := r.Vectors
	if vectors == nil {
		vectors = []byte{}
	}
	if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO reading (report, reader, data, vectors, seal) VALUES (?, ?, ?, ?, ?)",
		id, r.Reader, e.readings, vectors, seal(r.Text, e.readings, vectors)); err != nil {
		return err
	}
	for _, s := range r.Statements {
		if _, err := tx.ExecContext(ctx, `INSERT INTO statement (report, n, speaker, source, cue, content, quotation, stance, certainty,
			channel, channel_name, said, said_to, evidence, figures, places, via, spans, confidence)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			id, s.N, s.Speaker, s.Source, s.Cue, s.Content, s.Quotation, s.Stance, s.Certainty,
			s.Channel, s.ChannelName, s.Said, s.SaidTo, s.Evidence, s.Figures, s.Places, s.Via, s.Spans, s.Confidence); err != nil {
			return err
		}
	}
	return nil
}

func addName(ctx context.Context, tx *sql.Tx, at time.Time, in *Input) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO name (bytes, name, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", in.SHA256, in.Name, stamp(at))
	return err
}

// AddName notes that bytes which are there were given under another name.
func (db *DB) AddName(ctx context.Context, at time.Time, in *Input) error {
	return db.tx(ctx, func(tx *sql.Tx) error { return addName(ctx, tx, at, in) })
}

// Has reports whether bytes are there, and whether every report in them is.
func (db *DB) Has(ctx context.Context, sha256 string) (there, complete bool, err error) {
	err = db.r.QueryRowContext(ctx, "SELECT complete FROM bytes WHERE sha256 = ?", sha256).Scan(&complete)
	if errors.Is(err, sql.ErrNoRows) {
		return false, false, nil
	}
	return err == nil, complete, db.wrap(err)
}

// Bytes gives bytes as they came. Bytes that are no longer those are an *Error.
func (db *DB) Bytes(ctx context.Context, sha256 string) ([]byte, error) {
	var packed []byte
	var packing string
	err := db.r.QueryRowContext(ctx, "SELECT packing, data FROM bytes WHERE sha256 = ?", sha256).Scan(&packing, &packed)
	if err != nil {
		return nil, db.wrap(err)
	}
	data, err := unpack(packed, packing)
	if err != nil || digest(data) != sha256 {
		return nil, &Error{Path: db.Path, Reason: "the bytes kept as " + sha256 + " are no longer those that came", Err: err,
			Hint: "the file was changed or is damaged: take the last good copy"}
	}
	return data, nil
}

// A Stored is a reading as it lies in the case.
type Stored struct {
	ID             int64 // of its report: a later one has a higher
	SHA256, Part   string
	Name           string // the first, by the alphabet, of the names that its report has
	Reader         string
	Text           string
	packed         []byte
	vectors        []byte
	seal, casePath string
}

// Open gives the reading's data and vectors. What is no longer as it was written
// is an *Error. It is safe for concurrent use.
func (s *Stored) Open() (data, vectors []byte, err error) {
	if seal(s.Text, s.packed, s.vectors) == s.seal {
		data, err = unpack(s.packed, packZstd)
	}
	if data == nil || err != nil {
		return nil, nil, &Error{Path: s.casePath, Reason: "the reading of " + s.Name + " is no longer what was written", Err: err,
			Hint: "onrecord case reread --all reads it again from its bytes"}
	}
	return data, s.vectors, nil
}

// Key is another whenever the reading, or its name, is.
func (s *Stored) Key() string { return s.seal + s.SHA256 + s.Part + "\x00" + s.Name }

// Path is the case that it lies in.
func (s *Stored) Path() string { return s.casePath }

// seal is a digest over a reading; lengths keep its parts apart.
func seal(text string, data, vectors []byte) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%d %d %d\n", len(text), len(data), len(vectors)) // a hash gives no error
	_, _ = h.Write([]byte(text))
	_, _ = h.Write(data)
	_, _ = h.Write(vectors)
	return hex.EncodeToString(h.Sum(nil))
}

// Readings gives all readings in the order of their reports.
func (db *DB) Readings(ctx context.Context) iter.Seq2[*Stored, error] {
	return db.ReadingsSince(ctx, 0)
}

// ReadingsSince gives all readings in the order of their reports; those of reports up
// to an ID without what Open needs, for who has them.
func (db *DB) ReadingsSince(ctx context.Context, id int64) iter.Seq2[*Stored, error] {
	return func(yield func(*Stored, error) bool) {
		rows, err := db.r.QueryContext(ctx, `SELECT r.id, r.sha256, r.part, v.name, d.reader,
				iif(r.id > ?1, r.text, ''), iif(r.id > ?1, d.data, x''), iif(r.id > ?1, d.vectors, x''), d.seal
			FROM report r JOIN reading d ON d.report = r.id
			JOIN (SELECT p.report, min(n.name || p.path) AS name FROM place p JOIN name n ON n.bytes = p.bytes GROUP BY p.report) v ON v.report = r.id
			ORDER BY r.sort, r.sha256, r.part`, id)
		if err != nil {
			yield(nil, db.wrap(err))
			return
		}
		defer func() { _ = rows.Close() }() // rows.Err tells
		for rows.Next() {
			s := &Stored{casePath: db.Path}
			if err := rows.Scan(&s.ID, &s.SHA256, &s.Part, &s.Name, &s.Reader, &s.Text, &s.packed, &s.vectors, &s.seal); err != nil {
				yield(nil, db.wrap(err))
				return
			}
			if !yield(s, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, db.wrap(err))
		}
	}
}

// Inputs gives digest and name, without the data, of the bytes with reports whose
// reading another reader made; with all, of every one.
func (db *DB) Inputs(ctx context.Context, reader string, all bool) ([]Input, error) {
	return list(ctx, db, func(in *Input) []any { return []any{&in.SHA256, &in.Name} },
		`SELECT b.sha256, (SELECT min(n.name) FROM name n WHERE n.bytes = b.sha256) FROM bytes b
		WHERE ? OR EXISTS (SELECT 1 FROM place p JOIN reading d ON d.report = p.report WHERE p.bytes = b.sha256 AND d.reader <> ?)
		ORDER BY b.sha256`, all, reader)
}
