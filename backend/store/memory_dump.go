package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// Dump is the cards of a store in memory with everything of theirs: rows by
// table, values by column. A blob stands as text behind blobMark.
type Dump map[string][]map[string]any

const blobMark = "\x00base64:"

// dumped are the tables of a Dump, each once, in an order in which they can be
// written.
func dumped() []string {
	var names []string
	for _, t := range ofScope {
		if t.table != "template_version" && !slices.Contains(names, t.table) {
			names = append(names, t.table)
		}
	}
	return names
}

// Dump reads everything that belongs to the cards of a store in memory.
func (v *View) Dump() (Dump, error) {
	if err := v.s.mustBeMemory(); err != nil {
		return nil, err
	}
	d := Dump{}
	for _, table := range dumped() {
		list, err := v.rowsOf(table)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			d[table] = list
		}
	}
	return d, nil
}

func (v *View) rowsOf(table string) (list []map[string]any, err error) {
	rows, err := v.q.QueryxContext(v.ctx, "SELECT * FROM "+table)
	if err != nil {
		return nil, trouble(err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	for rows.Next() {
		row := map[string]any{}
		if err := rows.MapScan(row); err != nil {
			return nil, err
		}
		for column, x := range row {
			if blob, ok := x.([]byte); ok {
				row[column] = blobMark + base64.StdEncoding.EncodeToString(blob)
			}
			if x == nil {
				delete(row, column)
			}
		}
		list = append(list, row)
	}
	return list, rows.Err()
}

// Restore writes the cards of a Dump into a store in memory that has none.
func (s *Store) Restore(ctx context.Context, d Dump) error {
	if err := s.mustBeMemory(); err != nil {
		return err
	}
	return s.WriteBulk(ctx, func(tx *Tx) error {
		for _, table := range dumped() {
			if err := tx.restore(table, d[table]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *Tx) restore(table string, rows []map[string]any) error {
	if len(rows) == 0 {
		return nil
	}
	var known []string
	if err := t.list(&known, "SELECT name FROM pragma_table_info(?)", table); err != nil {
		return err
	}
	for _, row := range rows {
		columns := slices.Sorted(maps.Keys(row))
		args := make([]any, len(columns))
		for i, c := range columns {
			if !slices.Contains(known, c) {
				return fmt.Errorf("the copy names %s.%s, which is gone", table, c)
			}
			args[i] = plain(row[c])
		}
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")
		if _, err := t.exec("INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") VALUES ("+marks+")", args...); err != nil {
			return err
		}
	}
	return nil
}

// plain is a value as it was before it became JSON.
func plain(x any) any {
	switch x := x.(type) {
	case string:
		if text, ok := strings.CutPrefix(x, blobMark); ok {
			if blob, err := base64.StdEncoding.DecodeString(text); err == nil {
				return blob
			}
		}
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n
		}
	case float64:
		return int64(x)
	}
	return x
}

// RunAlone deactivates, in a store in memory, all sequences but one, and takes
// their enrolments away.
func (t *Tx) RunAlone(id crm.SequenceID) error {
	if err := t.s.mustBeMemory(); err != nil {
		return err
	}
	for _, query := range []string{
		"UPDATE sequence SET state = 'inactive' WHERE id <> ?",
		"DELETE FROM enrolment WHERE sequence <> ?",
		"DELETE FROM membership WHERE sequence <> ?",
	} {
		if _, err := t.exec(query, id); err != nil {
			return err
		}
	}
	return nil
}
