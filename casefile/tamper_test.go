package casefile

import (
	"database/sql"
	"errors"
	"testing"

	_ "modernc.org/sqlite" // behind the program's back
)

// tamper changes a case as any program could.
func tamper(t testing.TB, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err == nil {
		_, err = db.Exec(statement)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}
