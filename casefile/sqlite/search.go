package sqlite

import (
	"context"
	"fmt"
	"strings"
)

// A Query is what to look for: everything in it must be there. Words are looked
// for through the index: a word finds those that begin with it. Pieces are looked
// for as they stand, anywhere: for scripts that put no spaces between words.
type Query struct {
	Words  []string // one word, or several that follow each other
	Whole  []bool   // parallel to Words: the last word of it must end there
	Pieces []string
	Limit  int
}

// A Hit is where something was found: a statement (N > 0) or a report's text.
type Hit struct {
	Report        int // r1 is 1
	N             int
	Speaker       string // of a statement
	Text          string // of a statement all of it, of a report the words around
	Outlet, Title string
	Published     string
}

// The marks around what was found in a Hit's text. Both are characters that no
// text may use for itself (Unicode calls them noncharacters).
const (
	MarkFrom = "\ufdd0"
	MarkTo   = "\ufdd1"
)

// match puts the words of a query into FTS5's language.
func (q Query) match() string {
	var parts []string
	for i, w := range q.Words {
		p := `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
		if !q.Whole[i] {
			p += "*"
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, " AND ")
}

// numbered are the reports with their numbers.
const numbered = `(SELECT id, row_number() OVER (ORDER BY sort, sha256, part) AS number FROM report)`

// Search gives the statements, then the reports, in which everything in the query
// is found; the best first.
func (db *DB) Search(ctx context.Context, q Query) ([]Hit, error) {
	statements, err := db.search(ctx, q, `SELECT o.number, s.n, s.speaker, %s, r.outlet, r.title, r.published
		FROM %s JOIN report r ON r.id = s.report JOIN `+numbered+` o ON o.id = r.id
		WHERE %s ORDER BY %s o.number, s.n LIMIT ?`,
		"statement_words", "statement s", 1, "s.content", "s.speaker || ' ' || s.content")
	if err != nil {
		return nil, err
	}
	reports, err := db.search(ctx, q, `SELECT o.number, 0, '', %s, r.outlet, r.title, r.published
		FROM %s JOIN `+numbered+` o ON o.id = r.id
		WHERE %s ORDER BY %s o.number LIMIT ?`,
		"report_words", "report r", 1, "r.text", "r.title || ' ' || r.text")
	return append(statements, reports...), err
}

// search fills a query's form: index is the table of words, whose column shown is
// cut to what was found; rows are what it indexes; all is where pieces are sought.
func (db *DB) search(ctx context.Context, q Query, form, index, rows string, shown int, text, all string) ([]Hit, error) {
	var (
		args  []any
		where []string
		cut   = text
		rank  string
	)
	if len(q.Words) > 0 {
		alias := rows[len(rows)-1:]
		cut = fmt.Sprintf("snippet(%s, %d, '%s', '%s', '…', 40)", index, shown, MarkFrom, MarkTo)
		rows = index + " JOIN " + rows + " ON " + alias + ".id = " + index + ".rowid"
		where = append(where, index+" MATCH ?")
		args = append(args, q.match())
		rank = "bm25(" + index + "),"
	}
	for _, p := range q.Pieces {
		where = append(where, "instr("+all+", ?) > 0")
		args = append(args, p)
	}
	args = append(args, q.Limit)
	return list(ctx, db, func(h *Hit) []any {
		return []any{&h.Report, &h.N, &h.Speaker, &h.Text, &h.Outlet, &h.Title, &h.Published}
	}, fmt.Sprintf(form, cut, rows, strings.Join(where, " AND "), rank), args...)
}
