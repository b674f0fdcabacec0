package importer_test

import (
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

func TestSetFindsAColumnByItsName(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Firmă\nIon;x\n")
	var m importer.Mapping
	if err := m.Set(table, "FIRMA", importer.ContactFirm); err != nil || !slices.Equal(m.Columns, []importer.Target{"", importer.ContactFirm}) {
		t.Errorf("%v %v", m.Columns, err)
	}
	if err := m.Set(table, "Telefon", importer.ContactPhone); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("got %v", err)
	}
}
