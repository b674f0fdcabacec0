package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// What follows is SQLite alone, for the benchmark: the same rows and statements
// without anything of ours around them.

// Raw is what SQLite alone did with the cards of a store.
type Raw struct {
	Cards int
	Took  time.Duration
	Bytes int64 // of the cards with their indexes
}

const rawRows = 500

// RawLoad writes the cards of a store into a new file with the same table and
// indexes, row by row with a prepared statement, a transaction each 500 rows.
func RawLoad(ctx context.Context, s *Store, path string, watch func() time.Duration) (out Raw, err error) {
	db, err := connect(path, asWriter, 1)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var made []string
	if err := s.r.SelectContext(ctx, &made, "SELECT sql FROM sqlite_master WHERE tbl_name = 'card' AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC"); err != nil {
		return out, err
	}
	for _, query := range append([]string{"PRAGMA foreign_keys = OFF"}, made...) {
		if _, err := db.ExecContext(ctx, query); err != nil {
			return out, err
		}
	}
	for after := int64(0); ; {
		list, last, err := s.rawCards(ctx, after)
		if err != nil {
			return out, err
		}
		if len(list) == 0 {
			break
		}
		began := watch()
		if err := rawInsert(ctx, db.DB, list); err != nil {
			return out, err
		}
		out.Took += watch() - began
		out.Cards += len(list)
		after = last
	}
	return out, db.GetContext(ctx, &out.Bytes, bytesOf)
}

func (s *Store) rawCards(ctx context.Context, after int64) (list [][]any, last int64, err error) {
	rows, err := s.r.QueryxContext(ctx, "SELECT * FROM card WHERE id > ? ORDER BY id LIMIT ?", after, rawRows)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close() //nolint:errcheck // read to its end
	for rows.Next() {
		row, err := rows.SliceScan()
		if err != nil {
			return nil, 0, err
		}
		last, _ = row[0].(int64)
		list = append(list, row)
	}
	return list, last, rows.Err()
}

func rawInsert(ctx context.Context, db *sql.DB, list [][]any) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	st, err := tx.PrepareContext(ctx, "INSERT INTO card VALUES ("+strings.TrimSuffix(strings.Repeat("?,", len(list[0])), ",")+")") //nolint:gosec // places only
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // with the transaction
	for _, row := range list {
		if _, err := st.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

const bytesOf = "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)"

// Bytes is how large the database is.
func (s *Store) Bytes(ctx context.Context) (n int64, err error) {
	return n, s.r.GetContext(ctx, &n, bytesOf)
}

// RawRead runs a query and reads its rows.
func (s *Store) RawRead(ctx context.Context, query string, args ...any) error {
	rows, err := s.r.QueryxContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to its end
	for rows.Next() {
		if _, err := rows.SliceScan(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// RawTouch is the least that saving a card costs: one indexed column of one
// card, in a transaction of its own.
func (s *Store) RawTouch(ctx context.Context, card crm.CardID) error {
	return s.writer.submit(ctx, s.writer.people, func(tx *Tx) error {
		return tx.must("UPDATE card SET modified = modified + 1, revision = revision + 1 WHERE id = ?", card)
	})
}

// RawUnsweep takes back what a sweep did for one sequence, as if it were
// yesterday: nothing else may have happened to its enrolments. Its cards were
// there before, or each would enter at the moment at which it was made.
func (s *Store) RawUnsweep(ctx context.Context, seq crm.SequenceID) error {
	return s.writer.submit(ctx, s.writer.bulk, func(tx *Tx) error {
		yesterday := tx.Now - 24*3600*1000
		if _, err := tx.exec("UPDATE card SET created = ? WHERE id IN (SELECT card FROM membership WHERE sequence = ?) AND created > ?", yesterday, seq, yesterday); err != nil {
			return err
		}
		for _, statement := range []string{"DELETE FROM enrolment WHERE sequence = ?", "DELETE FROM membership WHERE sequence = ?", "DELETE FROM sequence_members WHERE sequence = ?"} {
			if _, err := tx.exec(statement, seq); err != nil {
				return err
			}
		}
		return tx.must("UPDATE sequence SET swept = ? WHERE id = ?", yesterday, seq)
	})
}

// RawEnter is the least that entering costs: a membership, an enrolment and a
// line of history for each card, in one transaction.
func (s *Store) RawEnter(ctx context.Context, seq crm.SequenceID, cards []crm.CardID) error {
	return s.writer.submit(ctx, s.writer.bulk, func(tx *Tx) error {
		first, err := tx.NextIDs("enrolment", len(cards))
		if err != nil {
			return err
		}
		line, err := tx.NextIDs("activity", len(cards))
		if err != nil {
			return err
		}
		list := idList(cards)
		if err := tx.JoinList(seq, list, tx.Now); err != nil {
			return err
		}
		if _, err := tx.exec(`INSERT INTO enrolment (id, sequence, card, round, state, entered, anchor, step, due, planned)
			SELECT ? + key, ?, value, 1, 'waiting', ?, ?, (SELECT min(id) FROM step WHERE sequence = ?), ?, ? FROM json_each(?)`,
			first, seq, tx.Now, tx.Now, seq, tx.Now, tx.Now, list); err != nil {
			return err
		}
		_, err = tx.exec("INSERT INTO activity (id, card, at, kind, cause, sequence, key, args) SELECT ? + key, value, ?, 'sequence', 'system', ?, 'activity.entered', '{}' FROM json_each(?)",
			line, tx.Now, seq, list)
		return err
	})
}

// Members reads the members of a sequence.
func (v *View) Members(seq crm.SequenceID) ([]crm.CardID, error) {
	var ids []crm.CardID
	return ids, v.list(&ids, "SELECT card FROM membership WHERE sequence = ? ORDER BY card", seq)
}
