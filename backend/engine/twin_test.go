package engine_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// twin is a copy of a story, thrown away at its end.
func (s story) twin(q crm.SequenceID, scope string, cards ...crm.CardID) *engine.Twin {
	s.T.Helper()
	t, err := s.Engine.NewTwin(s.T.Context(), engine.TwinOptions{Sequence: q, Scope: scope, Cards: cards, User: s.Admin})
	s.OK(err)
	s.T.Cleanup(func() { s.OK(t.Close()) })
	return t
}

// filesOf are the data folder's files with their sizes and contents.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".db-shm" {
			return err
		}
		content, err := os.ReadFile(path)
		out[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever happens in a twin, the workspace's folder, its screens and its
// channels hear nothing of it.
func TestNothingOfATwinLeavesIt(t *testing.T) {
	t.Parallel()
	s := tell(t)
	pdf := testkit.Step(crm.StepPDF, "0d", s.Template(crm.TemplatePDF, "Offer", "For {{contact.name}}"))
	q := s.offers(pdf, s.email("1d", func(st *crm.Step) { st.AttachPDF = true }), s.sms("1d"), s.task("1d"))
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	before, told := filesOf(t, s.Dir), len(s.Events)

	twin := s.twin(q, engine.ScopeAll)
	s.OK(twin.Write(t.Context(), func(e *engine.Engine, tx *store.Tx) error {
		c, err := tx.Card(ion)
		if err != nil {
			return err
		}
		_, err = e.SaveCards(tx, []engine.Draft{{ID: ion, Name: "Another name", Status: c.Status, Owner: c.Owner, Contact: c.Contact, Fields: c.Fields}}, s.By())
		return err
	}))
	s.OK(twin.Advance(t.Context(), s.At("2026-12-31 12:00"), nil))
	h, err := twin.Happened(t.Context())
	s.OK(err)
	if len(h.Rows) != 5 {
		t.Errorf("%d rows", len(h.Rows))
	}
	if after := filesOf(t, s.Dir); len(after) != len(before) {
		t.Errorf("%d files became %d", len(before), len(after))
	} else {
		for name, content := range before {
			if after[name] != content {
				t.Errorf("%s changed", name)
			}
		}
	}
	if len(s.Events) != told || len(s.Email.Records())+len(s.SMS.Records()) != 0 {
		t.Errorf("%d events, %d and %d messages", len(s.Events)-told, len(s.Email.Records()), len(s.SMS.Records()))
	}
	if got := s.CardNow(ion).Name; got != "Ion Popescu" {
		t.Errorf("the card is called %s", got)
	}
}

// A workspace without an account, and in test mode, is foreseen as if it could
// send.
func TestATwinCanSendWhatTheWorkspaceCannotYet(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.TestMode)
	s.Write(func(tx *store.Tx) error {
		if err := tx.DeleteAccount(s.EmailAcc); err != nil {
			return err
		}
		return tx.DeleteAccount(s.SMSAcc)
	})
	q := s.offers(s.email("0d"), s.sms("1d"))
	s.Card("Ion Popescu", testkit.OfferSent)
	got := rowsOf(s.World, foresee(s.World, q, 5), engine.ScopeAll)
	want := []string{
		"2026-11-23 10:00 Ion Popescu 1 email_client done",
		"2026-11-24 10:00 Ion Popescu 2 sms_client done",
		"2026-11-24 10:00 Ion Popescu 2 sms_client completed",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// Of a running sequence the forecast goes on from where its cards are.
func TestWhatIsUnderWayIsForeseenToo(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("3d"))
	s.Activate(q, "new")
	s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("1d")
	f := foresee(s.World, q, 5)
	want := []string{"2026-11-26 10:00 Ion Popescu 2 task_user done", "2026-11-26 10:00 Ion Popescu 2 task_user completed"}
	if got := rowsOf(s.World, f, engine.ScopeNow); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if s, _ := f.Scope(engine.ScopeNow); s.Cards != 1 || s.Later != 0 {
		t.Errorf("%+v", s.ForecastScope)
	}
}

// Two sequences that write to a person on one day are told.
func TestAForecastTellsWhoElseWrites(t *testing.T) {
	t.Parallel()
	s := tell(t)
	other := s.offers(s.email("2d"))
	s.Activate(other, "new")
	s.Card("Ion Popescu", testkit.OfferSent)
	q := s.offers(s.email("2d"))
	all, _ := foresee(s.World, q, 5).Scope(engine.ScopeAll)
	if len(all.Clashes) != 1 || all.Clashes[0].Sequence != other || all.Clashes[0].Count != 1 {
		t.Errorf("%+v", all.Clashes)
	}
}
