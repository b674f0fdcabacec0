package engine_test

import (
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// The computer was off from Monday evening to Thursday evening.
func TestClosedForThreeDays(t *testing.T) {
	t.Parallel()
	w := watching(t)
	kinds := []crm.StepKind{crm.StepEmailClient, crm.StepSMSClient, crm.StepTaskUser}
	var seqs []crm.SequenceID
	for _, kind := range kinds {
		q := w.offers(w.step(kind, "1d"), w.task("1d"))
		w.Activate(q, engine.ScopeNew)
		seqs = append(seqs, q)
	}
	born := w.Sequence(w.Filter(w.When("created", "more_than_days_ago", "1")), w.task("0d"))
	w.Activate(born, engine.ScopeNew)
	ion := w.Card("Ion Popescu", testkit.OfferSent)
	w.pass(8 * time.Hour)
	w.off(3 * day)
	equal(t, "the guard", w.says(), "")
	same(t, "an email 56 hours late goes, past its wall time", w.sentTimes(), []string{"2026-11-26 18:00 email"})
	equal(t, "its next step counts from the real moment", w.pending(seqs[0], ion), "waiting 2026-11-27 18:00")
	equal(t, "an SMS waits for a person", w.pending(seqs[1], ion), "held: too_late")
	equal(t, "a task is there, and the next one a day later", w.pending(seqs[2], ion), "waiting 2026-11-27 18:00")
	equal(t, "who came to match by time is dated at the midnight", w.Civil(w.Enrolment(born, ion).Entered), "2026-11-25 00:00")
	w.Read(func(v *store.View) error {
		a, found, err := v.LastAbsence(1)
		equal(t, "an absence is told", found, true)
		equal(t, "since", w.Civil(a.Since), "2026-11-23 18:00")
		equal(t, "until", w.Civil(a.Until), "2026-11-26 18:00")
		return err
	})
	w.Advance("2d")
	equal(t, "nothing more is sent", len(w.Sent()), 1)
	w.noSMSAtNight()
}
