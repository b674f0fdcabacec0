package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// The number of members follows every way in and out: cards that come, alone and
// many, go, are deleted, erased, undone, and a step back within a transaction.
func TestMembersAreCountedByEveryWayInAndOut(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.TaskStep("1d", w.Template(crm.TemplateTask, "Call", "")))
	var many []crm.CardID
	for i := range 25 {
		many = append(many, w.Card(fmt.Sprint("Card ", i), testkit.OfferSent))
	}
	is := func(when string, want int) {
		t.Helper()
		w.Read(func(v *store.View) error {
			n, err := v.CountMembers(seq)
			if n != want {
				t.Errorf("%s: %d members, want %d", when, n, want)
			}
			return err
		})
	}
	is("not active", 0)
	w.Activate(seq, engine.ScopeNew)
	is("those that were there", 25)
	w.Move(testkit.NewLead, many[:10]...)
	is("ten left", 15)
	w.Move(testkit.OfferSent, many[0])
	w.Move(testkit.OfferSent, many[1:6]...)
	is("six came back", 21)
	moved := w.Move(testkit.OfferSent, many[6:10]...)
	is("and the others", 25)
	w.Undo(moved, 100)
	is("undone", 21)
	w.Delete(many[24])
	is("deleted", 20)
	w.Write(func(tx *store.Tx) error { return tx.EraseCards(slices.Clone(many[20:24])) })
	is("erased", 16)
	w.Write(func(tx *store.Tx) error {
		back := errors.New("back")
		err := tx.Try(func() error {
			_, err := tx.Join(seq, many[6:8], tx.Now)
			return errors.Join(err, back)
		})
		if !errors.Is(err, back) {
			return err
		}
		return nil
	})
	is("a step back", 16)
	w.Deactivate(seq)
	is("not active any more", 0)
}

// A number that is wrong is found by an audit.
func TestAWrongNumberOfMembersIsFound(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.TaskStep("1d", w.Template(crm.TemplateTask, "Call", "")))
	w.Activate(seq, engine.ScopeNew)
	w.Card("Ion", testkit.OfferSent)
	add := func(n int) {
		w.Write(func(tx *store.Tx) error {
			return store.Exec(tx, "UPDATE sequence_members SET cards = cards + ? WHERE sequence = ?", n, int64(seq))
		})
	}
	add(1)
	audit, err := w.Store.Audit(t.Context(), w.Now())
	must(t, err)
	if !slices.ContainsFunc(audit.Faults, func(f store.Fault) bool { return f.What == store.FaultMembers }) {
		t.Errorf("%v", audit.Faults)
	}
	add(-1)
}
