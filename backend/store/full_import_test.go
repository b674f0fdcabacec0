package store_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// A disk that is full in the middle of an import leaves nothing of it.
func TestAnImportOntoAFullDiskLeavesNothing(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	svc := api.NewService(api.Deps{Log: w.Log, Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox, Kick: func() {}})
	s := api.NewSession(t.Context(), w.Admin, svc)
	var text strings.Builder
	text.WriteString("Nume,Email,Limba\n")
	for i := range 2000 {
		fmt.Fprintf(&text, "Ion %d,ion%d@exemplu.ro,ro\n", i, i)
	}
	read, err := s.ReadImport(api.ReadImportIn{Product: w.Product, Name: "c.csv", Content: base64.StdEncoding.EncodeToString([]byte(text.String()))})
	must(t, err)
	must(t, api.MapColumn(&read.Mapping, read.Headers, "Limba", "new:choice"))
	in := api.StartImportIn{Import: read.Import, Encoding: read.Encoding, Delimiter: read.Delimiter, Mapping: read.Mapping, Consent: true}
	apply := func() api.JobView {
		job, err := s.StartImport(in)
		must(t, err)
		job, err = svc.Wait(t.Context(), job.ID)
		must(t, err)
		return job
	}
	room := store.LimitPages(t, w.Store, 0)
	if job := apply(); job.State != "failed" || job.Error == nil || job.Error.Code != crm.CodeUnavailable || job.Error.Key != "error.store.full" {
		t.Errorf("onto a full disk: %+v %v", job, job.Error)
	}
	if cards, fields := counted(t, w); cards != 0 || fields != 5 {
		t.Errorf("left behind: %d cards, %d fields", cards, fields)
	}
	room()
	if job := apply(); job.State != "done" {
		t.Errorf("with room again: %+v %v", job, job.Error)
	}
	if cards, fields := counted(t, w); cards != 2000 || fields != 6 {
		t.Errorf("in the end: %d cards, %d fields", cards, fields)
	}
}

func counted(t *testing.T, w *testkit.World) (cards, fields int) {
	t.Helper()
	w.Read(func(v *store.View) (err error) {
		cards, err = v.CountCards(w.Product)
		return err
	})
	return cards, len(w.Catalogue().Fields)
}
