package engine_test

import (
	"context"
	"fmt"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// guarded is a World whose days are watched, with an active sequence that
// writes an email to each new card at once.
func guarded(t *testing.T, options ...testkit.Option) (*testkit.World, crm.SequenceID) {
	t.Helper()
	w := testkit.NewWorld(t, options...)
	w.Outbox.Guard = true
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Hello", "Hello")))
	w.Activate(seq, "new")
	return w, seq
}

func offers(w *testkit.World, n int) {
	for i := range n {
		w.Card(fmt.Sprintf("Client %d", i), testkit.OfferSent)
	}
}

func surge(w *testkit.World) string {
	w.T.Helper()
	out := ""
	w.Read(func(v *store.View) error {
		s, err := w.Outbox.OpenSurge(v)
		if s != nil {
			n := 0
			for _, from := range s.Waiting {
				n += from.Messages
			}
			out = fmt.Sprintf("%s: %d, usually %d, %d wait", s.Day.Day, s.Day.Due-s.Day.Recalled, s.Day.Expected, n)
		}
		return err
	})
	return out
}

func letPass(w *testkit.World) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error { return w.Outbox.LetPass(tx, w.Admin) })
}

func recall(w *testkit.World) int {
	w.T.Helper()
	n, err := w.Outbox.Recall(context.Background(), w.Admin, func(int) {})
	w.OK(err)
	return n
}

func want[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestFiftyMessagesAreNeverASurgeAndMoreAsk(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t)
	offers(w, 50)
	w.Tick()
	want(t, "fifty", surge(w), "")
	want(t, "sent", len(w.Email.Taken()), 50)
	offers(w, 1)
	w.Tick()
	want(t, "one more", surge(w), "2026-11-23: 51, usually 0, 1 wait")
	want(t, "sent", len(w.Email.Taken()), 50)
	w.Advance("2d")
	want(t, "nobody answers", len(w.Email.Taken()), 50)
	offers(w, 1)
	w.Tick()
	want(t, "the next day waits for the answer too", len(w.Email.Taken()), 50)
	letPass(w)
	w.Tick()
	want(t, "go on", len(w.Email.Taken()), 52)
}

// The usual is the mean of what came unannounced in the last 30 days.
func TestThreeTimesTheUsualIsNoSurge(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t)
	for range 4 {
		offers(w, 30)
		w.Advance("1d")
	}
	offers(w, 90)
	w.Tick()
	want(t, "three times", surge(w), "")
	offers(w, 1)
	w.Tick()
	want(t, "more", surge(w), "2026-11-27: 91, usually 30, 1 wait")
	want(t, "sent", len(w.Email.Taken()), 210)
}

func TestADayThatAPersonLetPassIsNotAskedAboutAgain(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t)
	offers(w, 60)
	w.Tick()
	want(t, "asked", surge(w), "2026-11-23: 60, usually 0, 60 wait")
	letPass(w)
	w.Tick()
	offers(w, 10)
	w.Tick()
	want(t, "not twice a day", surge(w), "")
	want(t, "sent", len(w.Email.Taken()), 70)
	w.Advance("2026-11-24 09:00")
	offers(w, 211)
	w.Tick()
	want(t, "the next day", surge(w), "2026-11-24: 211, usually 70, 211 wait")
}

// A broken filter lets the whole database in: what waits is taken back, its
// steps count as skipped, and the next wave asks again.
func TestWhatWaitsCanBeRecalled(t *testing.T) {
	t.Parallel()
	w, seq := guarded(t)
	offers(w, 120)
	w.Tick()
	want(t, "recalled", recall(w), 120)
	want(t, "sent", len(w.Email.Taken()), 0)
	want(t, "no question", surge(w), "")
	w.Read(func(v *store.View) error {
		counts, err := v.MessageCounts()
		want(t, "cancelled", counts[crm.MessageCancelled], 120)
		live, also := v.CountLive(seq)
		want(t, "live", live, 0)
		w.OK(also)
		return err
	})
	offers(w, 40)
	w.Tick()
	want(t, "what is usual goes on", len(w.Email.Taken()), 40)
	offers(w, 40)
	w.Tick()
	want(t, "the next wave asks", surge(w), "2026-11-23: 80, usually 0, 40 wait")
	if _, err := w.Outbox.Recall(t.Context(), w.Admin, func(int) {}); err != nil {
		t.Fatal(err)
	}
	_, err := w.Outbox.Recall(t.Context(), w.Admin, func(int) {})
	want(t, "nothing to answer", fmt.Sprint(crm.CodeOf(err)), "conflict")
}

func TestColleaguesGetTheirsWhileClientsWait(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t)
	inside := testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "New card", "New card"))
	inside.Kind = crm.StepEmailUser
	w.Activate(w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), inside), "new")
	offers(w, 60)
	w.Tick()
	want(t, "sent", len(w.Email.Taken()), 60)
	want(t, "waiting", surge(w), "2026-11-23: 60, usually 0, 60 wait")
	w.Restart()
	w.Outbox.Guard = true
	w.Tick()
	want(t, "after a restart", surge(w), "2026-11-23: 60, usually 0, 60 wait")
}

// The computer's clock was set two days forward: what was planned for those
// days becomes due at once.
func TestAWrongClockAsks(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t)
	later := w.Sequence(w.Filter(w.When("status", "is", testkit.Won)), testkit.EmailStep("1d", w.Template(crm.TemplateEmail, "Hello", "Hello")))
	w.Activate(later, "new")
	for i := range 60 {
		w.Card(fmt.Sprintf("Client %d", i), testkit.Won)
	}
	w.Jump("2d")
	want(t, "asked", surge(w), "2026-11-25: 60, usually 0, 60 wait")
}

func TestAnImportThatEnrolsAsks(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t)
	cause := crm.Cause{Kind: crm.CauseImport, User: w.Admin}
	for i := range 60 {
		w.Card(fmt.Sprintf("Client %d", i), testkit.OfferSent, func(c *testkit.NewCard) { c.Cause = cause })
	}
	w.Tick()
	want(t, "asked", surge(w), "2026-11-23: 60, usually 0, 60 wait")
}

// What an activation said would come is no surprise, on no day of it; and it
// doesn't make such days usual.
func TestAnActivationForAllDoesNotAsk(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	w.Outbox.Guard = true
	letter := w.Template(crm.TemplateEmail, "Hello", "Hello")
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", letter), testkit.EmailStep("2d", letter))
	offers(w, 70)
	w.Activate(seq, "all")
	w.Advance("3d")
	want(t, "sent", len(w.Email.Taken()), 140)
	want(t, "no question", surge(w), "")
	offers(w, 60)
	w.Tick()
	want(t, "what comes besides", surge(w), "2026-11-26: 60, usually 0, 60 wait")
}

// A deactivated sequence announces nothing any more; taken up again it does.
func TestAReactivationAnnouncesThoseMidway(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	w.Outbox.Guard = true
	letter := w.Template(crm.TemplateEmail, "Hello", "Hello")
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", letter), testkit.EmailStep("2d", letter))
	offers(w, 70)
	w.Activate(seq, "all")
	w.Advance("1d")
	w.Deactivate(seq)
	w.Advance("3d")
	w.Activate(seq, "new", "shift")
	w.Advance("5d")
	want(t, "no question", surge(w), "")
	want(t, "sent", len(w.Email.Taken()), 140)
}

// The day is the workspace's: two halves on two sides of midnight are no surge.
func TestTheDayEndsAtLocalMidnight(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t, testkit.From("2026-11-23 23:30"))
	offers(w, 40)
	w.Tick()
	w.Advance("2026-11-24 00:10")
	offers(w, 40)
	w.Tick()
	want(t, "no question", surge(w), "")
	want(t, "sent", len(w.Email.Taken()), 80)
	w.Read(func(v *store.View) error {
		days, err := v.SurgeDays("2026-11-23", "2026-11-24")
		want(t, "days", fmt.Sprint(days[0].Day, " ", days[0].Due, ", ", days[1].Day, " ", days[1].Due), "2026-11-23 40, 2026-11-24 40")
		return err
	})
}

func TestTestModeIsNoSurge(t *testing.T) {
	t.Parallel()
	w, _ := guarded(t, testkit.TestMode)
	offers(w, 80)
	w.Tick()
	want(t, "no question", surge(w), "")
}
