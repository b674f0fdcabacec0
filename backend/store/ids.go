package store

import (
	"context"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
)

// ids hands out the ids of one writer. Nobody else writes the counters, so each
// is read once, and written once for each COMMIT that took of it.
type ids []idsOf

// idsOf are the ids of a noun.
type idsOf struct {
	noun          string
	last, written int64 // handed out; that the database says so
}

// take hands out n ids of a noun and gives the first.
func (k *ids) take(v *View, noun string, n int) (first int64, err error) {
	i := slices.IndexFunc(*k, func(x idsOf) bool { return x.noun == noun })
	if i < 0 {
		known := idsOf{noun: noun}
		if _, err := v.one(&known.last, "SELECT last FROM counter WHERE noun = ?", noun); err != nil {
			return 0, err
		}
		known.written = known.last
		i = len(*k)
		*k = append(*k, known)
	}
	(*k)[i].last += int64(n)
	return (*k)[i].last - int64(n) + 1, nil
}

// write tells the database what was handed out.
func (k *ids) write(tx *sqlx.Tx) error {
	var rows []string
	var args []any
	for i := range *k {
		x := &(*k)[i]
		if x.written == x.last {
			continue
		}
		rows, args = append(rows, "(?, ?)"), append(args, x.noun, x.last)
		x.written = x.last
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := tx.ExecContext(context.Background(), "INSERT INTO counter (noun, last) VALUES "+strings.Join(rows, ", ")+" ON CONFLICT (noun) DO UPDATE SET last = excluded.last", args...)
	return err
}

// forget lets go of what is known, as after a ROLLBACK.
func (k *ids) forget() { *k = nil }

// mark is what is known now; back returns to it, as a savepoint does.
func (k *ids) mark() ids { return slices.Clone(*k) }

func (k *ids) back(to ids) { *k = to }
