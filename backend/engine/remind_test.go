package engine_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestARestartRemindsNobodyAgain(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	card := w.Card("Ion", testkit.NewLead)
	k := crm.Task{Card: card, Type: "call", Title: "Call", Assignee: w.Admin, Due: "2026-11-23", Clock: "10:30", Remind: crm.RemindDue}
	w.Write(func(tx *store.Tx) (err error) {
		if err = w.Engine.PlanTask(&tx.View, &k, crm.Task{}); err == nil {
			k, err = tx.SaveTask(k)
		}
		return err
	})
	shown := 0
	remind := func() int {
		w.Engine.UseReminder(func(list []store.TaskLine) { shown += len(list) })
		n, err := w.Engine.Remind(t.Context())
		w.OK(err)
		return n
	}
	equal(t, "before", remind(), 0)
	w.Read(func(v *store.View) error {
		at, err := v.NextReminder()
		equal(t, "the next beat", w.Civil(at), "2026-11-23 10:30")
		return err
	})
	w.Clock.Set(w.At("2026-11-23 10:30"))
	equal(t, "when it is due", remind(), 1)
	w.Restart()
	equal(t, "after a restart", remind(), 0)
	equal(t, "shown", shown, 1)
}

func TestACardThatIsGoneRemindsNobody(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	card := w.Card("Ion", testkit.NewLead)
	w.Write(func(tx *store.Tx) error {
		_, err := tx.SaveTask(crm.Task{Card: card, Type: "call", Title: "Call", Assignee: w.Admin, Due: "2026-11-23", Remind: crm.RemindDue, RemindAt: w.Now()})
		return err
	})
	w.Delete(card)
	n, err := w.Engine.Remind(t.Context())
	w.OK(err)
	equal(t, "reminded", n, 0)
}
