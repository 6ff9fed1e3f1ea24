package sqlite

import (
	"context"
	"database/sql"
	"time"
)

// A Decision is one row of the table decision.
type Decision struct {
	ID                  int
	At, Kind, By, Why   string
	Subject, Statements string // JSON
	Field, Value        string
	Undoes              int // 0 for none
}

// AddDecision adds a decision and gives its number.
func (db *DB) AddDecision(ctx context.Context, at time.Time, d Decision) (id int, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO decision (at, kind, by, why, subject, statements, field, value, undoes)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0)) RETURNING id`,
			stamp(at), d.Kind, d.By, d.Why, d.Subject, d.Statements, d.Field, d.Value, d.Undoes).Scan(&id)
	})
	return id, err
}

// Decisions gives all decisions, oldest first.
func (db *DB) Decisions(ctx context.Context) ([]Decision, error) {
	return list(ctx, db, func(d *Decision) []any {
		return []any{&d.ID, &d.At, &d.Kind, &d.By, &d.Why, &d.Subject, &d.Statements, &d.Field, &d.Value, &d.Undoes}
	}, "SELECT id, at, kind, by, why, subject, statements, field, value, coalesce(undoes, 0) FROM decision ORDER BY id")
}

// A LogEntry is one row of the table log.
type LogEntry struct{ At, What, Text string }

// Log adds an entry to the log.
func (db *DB) Log(ctx context.Context, at time.Time, what, text string) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO log (at, what, text) VALUES (?, ?, ?)", stamp(at), what, text)
		return err
	})
}

// LogEntries gives the log, oldest first.
func (db *DB) LogEntries(ctx context.Context) ([]LogEntry, error) {
	return list(ctx, db, func(e *LogEntry) []any { return []any{&e.At, &e.What, &e.Text} }, "SELECT at, what, text FROM log ORDER BY id")
}

// SetAbout sets one line of the table about.
func (db *DB) SetAbout(ctx context.Context, name, value string) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)", name, value)
		return err
	})
}

// About gives one line of the table about, "" where there is none.
func (db *DB) About(ctx context.Context, name string) (value string, err error) {
	err = db.r.QueryRowContext(ctx, "SELECT coalesce((SELECT value FROM about WHERE name = ?), '')", name).Scan(&value)
	return value, db.wrap(err)
}

// list gives the rows of a query; into says where the columns of a row go.
func list[T any](ctx context.Context, db *DB, into func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := db.r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, db.wrap(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err tells
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(into(&v)...); err != nil {
			return nil, db.wrap(err)
		}
		out = append(out, v)
	}
	return out, db.wrap(rows.Err())
}
