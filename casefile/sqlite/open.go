// Package sqlite keeps a case in one SQLite file: its tables (migrations/, and
// schema.sql as they come out), and the SQL beside the method that uses it. What
// a case means is package casefile's business.
//
// The file is one file at all times: changes go through SQLite's rollback
// journal, which lies beside it only while they are written. A commit is on the
// disk when it returns (synchronous=EXTRA).
package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// applicationID tells a case from other SQLite files: "ORcR".
const applicationID = 1330799442

// version is the number of the newest migration; each sets user_version to its own.
const version = 2

//go:embed migrations/*.sql
var migrations embed.FS

// An Error is what is wrong with a case file, for its user.
type Error struct {
	Path   string
	Reason string
	Hint   string // what to do; may be empty
	Err    error  // underlying error, if any
}

func (e *Error) Error() string { return e.Path + ": " + e.Reason }

func (e *Error) Unwrap() error { return e.Err }

// A DB is an open case file.
type DB struct {
	Path string
	r, w *sql.DB // readers; the one writer
}

// Create makes an empty case file at path, where nothing may be yet.
func Create(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return &Error{Path: path, Reason: "is there already", Hint: "choose another name, or add to it: onrecord case add " + path + " …"}
	}
	// Made aside and linked: what bears the name is whole.
	dir, err := os.MkdirTemp(filepath.Dir(path), ".new-case-")
	if err != nil {
		return &Error{Path: path, Reason: "cannot be made: " + reason(err), Hint: "check that the folder is there and can be written to", Err: err}
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	aside := filepath.Join(dir, "case")
	f, err := os.OpenFile(aside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return &Error{Path: path, Reason: "cannot be made: " + reason(err), Err: err}
	}
	db, err := handles(path, aside)
	if err != nil {
		return err
	}
	err = db.migrate(ctx)
	if e := db.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if err := os.Rename(aside, path); err != nil {
		return &Error{Path: path, Reason: "cannot be made: " + reason(err), Err: err}
	}
	return nil
}

// Open opens the case file at path and brings its tables up to date.
func Open(ctx context.Context, path string) (*DB, error) {
	if err := isSQLite(path); err != nil {
		return nil, err
	}
	db, err := handles(path, path)
	if err != nil {
		return nil, err
	}
	if err := db.check(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close ends the use of the file.
func (db *DB) Close() error { return errors.Join(db.r.Close(), db.w.Close()) }

func isSQLite(path string) error {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{Path: path, Reason: "no such case", Hint: "check the spelling, or make it: onrecord case new " + path, Err: err}
	case err != nil:
		return &Error{Path: path, Reason: "cannot be opened: " + reason(err), Hint: "check the rights to read and write it", Err: err}
	}
	defer func() { _ = f.Close() }() // it was only read from
	head := make([]byte, 16)
	if _, err := io.ReadFull(f, head); err != nil || !bytes.Equal(head, []byte("SQLite format 3\x00")) {
		return notACase(path)
	}
	return nil
}

func notACase(path string) error {
	return &Error{Path: path, Reason: "is not a case", Hint: "name the case first, then what to read; onrecord case new makes one"}
}

// handles opens the file at path, which users know as name.
func handles(name, path string) (*DB, error) {
	w, err := open(path, false)
	if err != nil {
		return nil, err
	}
	r, err := open(path, true)
	if err != nil {
		return nil, err
	}
	return &DB{Path: name, w: w, r: r}, nil
}

// open gives a handle; nothing is touched before it is used.
func open(path string, readOnly bool) (*sql.DB, error) {
	q := url.Values{"mode": {"rw"}, "_txlock": {"immediate"}}
	for _, p := range []string{"busy_timeout(20000)", "foreign_keys(1)", "journal_mode(DELETE)", "synchronous(EXTRA)", "trusted_schema(0)"} {
		q.Add("_pragma", p)
	}
	if readOnly {
		q.Add("_pragma", "query_only(1)")
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = filepath.ToSlash(abs)
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}
	c, err := sqlite.NewConnector(u.String())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(c)
	if !readOnly {
		db.SetMaxOpenConns(1)
	}
	return db, nil
}

// check refuses what is no case, and brings an older one up to date.
func (db *DB) check(ctx context.Context) error {
	var app, v int
	if err := db.r.QueryRowContext(ctx, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version").Scan(&app, &v); err != nil {
		return db.wrap(err)
	}
	switch {
	case app != applicationID:
		return notACase(db.Path)
	case v > version:
		return &Error{Path: db.Path, Reason: fmt.Sprintf("was made by a newer onrecord (tables of version %d, this one knows %d)", v, version), Hint: "use the newer onrecord"}
	case v < version:
		return db.migrate(ctx)
	}
	return nil
}

func (db *DB) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db.w, dir, goose.WithTableName("migration"), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return db.wrap(err)
	}
	return nil
}

// wrap gives an error of SQLite the name of the file, and a mend where there is one.
func (db *DB) wrap(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	out := &Error{Path: db.Path, Reason: err.Error(), Err: err}
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			out.Reason, out.Hint = "is damaged", "take the last good copy; the sqlite3 shell's .recover saves what can be read"
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			out.Reason, out.Hint = "is in use by another program", "wait until it is done, and try again"
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
			out.Reason, out.Hint = "cannot be written to", "check the rights of the file and of its folder, or work on a copy"
		case sqlite3.SQLITE_FULL:
			out.Reason, out.Hint = "the disk is full", "make room and run the command again: it goes on where it stopped"
		case sqlite3.SQLITE_IOERR:
			out.Reason, out.Hint = "the disk gave an error: "+se.Error(), "what was told as kept is kept; check the disk"
		}
	}
	return out
}

// tx runs f in one transaction of the writer.
func (db *DB) tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := db.w.BeginTx(ctx, nil)
	if err != nil {
		return db.wrap(err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the error above is the one to tell
		return db.wrap(err)
	}
	return db.wrap(tx.Commit())
}

// stamp is how times are written.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// reason is the innermost cause that the system gives.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
