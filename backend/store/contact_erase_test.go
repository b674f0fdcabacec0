package store_test

import (
	"slices"
	"testing"

	"stepwise/backend/store"
)

// What points to a card, or to what goes with one, has to go with it: a new
// table that forgets to is found here, not by somebody who wanted to be erased.
func TestErasingKnowsEveryTableThatPointsToACard(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	_, r := store.Connections(s)
	var pointing []string
	must(t, r.Select(&pointing, `SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND f."table" IN ('card', 'enrolment', 'message', 'task', 'task_series', 'note', 'file') AND f.on_delete <> 'CASCADE' ORDER BY 1`))
	known := store.ErasedTables()
	for _, table := range pointing {
		if !slices.Contains(known, table) {
			t.Errorf("rows of %s point to what erasing a person takes away", table)
		}
	}
}

// A contact goes only once nothing points to it.
func TestMovingAndErasingKnowEveryTableThatPointsToAContact(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	_, r := store.Connections(s)
	var pointing []string
	must(t, r.Select(&pointing, `SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND f."table" = 'contact' AND f.on_delete <> 'CASCADE' ORDER BY 1`))
	if want := []string{"address", "card", "contact", "file", "message"}; !slices.Equal(pointing, want) {
		t.Errorf("contacts are pointed to by %v, moving and erasing know %v", pointing, want)
	}
}
