package store

import "stepwise/backend/crm"

// Health are numbers for who watches over the program.
type Health struct {
	OldestDue crm.Instant `db:"due"`   // of what is queued; 0 where nothing is
	Bytes     int64       `db:"bytes"` // of the database, without its log
	SignIns   int         `db:"signed_in"`
}

// Health reads the numbers of now.
func (v *View) Health() (h Health, err error) {
	return h, v.get(&h, `SELECT
		coalesce((SELECT min(due) FROM message WHERE state = 'queued'), 0) AS due,
		(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS bytes,
		(SELECT count(*) FROM sign_in) AS signed_in`)
}
