package sqlite

import "context"

// Check holds everything in the case against the digests that were taken when it
// was written, and gives what no longer agrees, one error each. The last result
// is an error of the checking itself.
func (db *DB) Check(ctx context.Context) (bad []error, err error) {
	broken, err := list(ctx, db, func(s *string) []any { return []any{s} },
		`SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
		UNION ALL SELECT 'a row of ' || "table" || ' points at nothing in ' || parent FROM pragma_foreign_key_check`)
	if err != nil {
		return nil, err
	}
	for _, b := range broken {
		bad = append(bad, &Error{Path: db.Path, Reason: b, Hint: "take the last good copy"})
	}
	inputs, err := db.Inputs(ctx, "", true)
	if err != nil {
		return bad, err
	}
	for _, in := range inputs {
		if _, err := db.Bytes(ctx, in.SHA256); err != nil {
			bad = append(bad, err)
		}
		if ctx.Err() != nil {
			return bad, ctx.Err()
		}
	}
	for s, err := range db.Readings(ctx) {
		if err != nil {
			return bad, err
		}
		if _, _, err := s.Open(); err != nil {
			bad = append(bad, err)
		}
	}
	return bad, nil
}
