package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
)

// A row may change the card that an earlier row of the same file made: undoing
// the import takes such cards away like any other, with their notes.
func TestAnImportWhoseRowsChangeItsOwnCardsIsUndoneWhole(t *testing.T) {
	t.Parallel()
	for what, between := range map[string]int{"at once": 0, "in a later chunk": 1500} {
		d := open(t)
		rows := []string{"Nume;E-mail;Oraș;Notă", "Ion;ion@exemplu.ro;Cluj;prima"}
		for i := range between {
			rows = append(rows, fmt.Sprintf("Client %d;c%d@exemplu.ro;Iași;", i, i))
		}
		rows = append(rows, "Ion;ion@exemplu.ro;Dej;a doua", "Ioan;ION@exemplu.ro;Turda;a treia")
		read := ask(d.upload("clienti.csv", strings.Join(rows, "\n"))).ok(t)
		in := startOf(read)
		in.Existing = api.ExistingUpdate
		job := d.start(in)
		equal(t, what+": said", job.Result.Key, "import.done_updated")
		equal(t, what+": changed", job.Result.Args["updated"], any(2))

		undo := ask(d.api.UndoImport(api.ImportIn{Import: read.Import})).ok(t)
		undo, err := d.svc.Wait(t.Context(), undo.ID)
		d.OK(err)
		equal(t, what+": taken back", undo.Result.Key, "import.taken_back")
		list := ask(d.api.ListCards(api.ListCardsIn{Product: d.Product, Limit: 10})).ok(t)
		equal(t, what+": cards left", len(list.Rows), 0)
	}
}
