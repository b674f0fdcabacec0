package e2e_test

import (
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit/sink"
)

// audit compares what the program says with what the sinks wrote down (I1 to
// I5), and looks whether its own account is whole (I6, I8, I9). It returns the
// claims. Objections of the sinks that are fine are passed over.
func audit(t *testing.T, dir string, mail, sms []sink.Entry, maxUnknown int, fine ...string) (claims []sink.Claim, report sink.Report) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{
		Dir: dir, Clock: func() time.Time { return time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC) }, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	err = s.Read(t.Context(), func(v *store.View) error {
		if err := readClaims(t, v, &claims); err != nil {
			return err
		}
		return whole(t, v)
	})
	if err != nil {
		t.Fatal(err)
	}
	report = sink.Audit(claims, mail, sms, maxUnknown)
	for _, lint := range fine {
		delete(report.Lint, lint)
	}
	if !report.Clean() || report.Quiet > 0 || len(report.Lint) > 0 {
		t.Errorf("%s\nlint %v, at night %d", report, report.Lint, report.Quiet)
	}
	replanned(t, s)
	return claims, report
}

// final are the states that a message may have in the end.
var final = map[crm.MessageState]bool{
	crm.MessageSent: true, crm.MessageUncertain: true, crm.MessageFailed: true, crm.MessageSuppressed: true,
	crm.MessageCancelled: true, crm.MessageHeld: true,
}

func readClaims(t *testing.T, v *store.View, claims *[]sink.Claim) error {
	t.Helper()
	var after crm.MessageID
	for {
		list, err := v.MessageLinesAfter(after, 500)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, m := range list {
			after = m.ID
			key := m.Key
			if m.Channel == crm.ChannelEmail {
				key = "<" + m.Key + "@firma.example>"
			}
			*claims = append(*claims, sink.Claim{Channel: string(m.Channel), Key: key, State: string(m.State)})
			if !final[m.State] {
				t.Errorf("%s is %s: %s in the end", m.ID, m.State, m.Reason)
			}
		}
	}
}

// whole says whether every enrolment came to its end with each step in its
// history once, and each task is there once (I6, I9).
func whole(t *testing.T, v *store.View) error {
	t.Helper()
	list, err := v.EnrolmentsSince(1)
	if err != nil {
		return err
	}
	tasks := 0
	for _, en := range list {
		if en.State == crm.EnrolmentHeld {
			continue // it waits for a person, who sees it
		}
		if en.State.Live() {
			t.Errorf("enrolment %s is %s in the end", en.ID, en.State)
		}
		runs, err := v.StepRuns(en.ID)
		if err != nil {
			return err
		}
		seen := map[crm.StepID]int{}
		for _, r := range runs {
			seen[r.Step]++
			if r.Task != 0 {
				tasks++
			}
			if r.Outcome != crm.OutcomeDone && r.Reason == crm.ReasonNone {
				t.Errorf("step %s of enrolment %s is %s without a reason", r.Step, en.ID, r.Outcome)
			}
		}
		for step, n := range seen {
			if n != 1 {
				t.Errorf("step %s of enrolment %s stands %d times in its history", step, en.ID, n)
			}
		}
		if en.State == crm.EnrolmentCompleted && len(seen) != 2 {
			t.Errorf("enrolment %s has %d of 2 steps in its history", en.ID, len(seen))
		}
	}
	all, err := v.Tasks(0, false, 100_000)
	if len(all) != tasks {
		t.Errorf("%d tasks, of which %d are in a history", len(all), tasks)
	}
	return err
}

var errLooked = errors.New("only a look")

// replanned says whether what is planned is what would be planned now (I8).
func replanned(t *testing.T, s *store.Store) {
	t.Helper()
	e := engine.New(s, slog.New(slog.NewTextHandler(io.Discard, nil)), func(_ string, p crm.Phrase) string { return p.Key })
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		moved, err := e.Replan(tx)
		if moved > 0 {
			t.Errorf("%d steps are planned for another moment than they would be now", moved)
		}
		return errors.Join(err, errLooked)
	})
	if !errors.Is(err, errLooked) {
		t.Error(err)
	}
}
