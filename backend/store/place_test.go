package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// The screens of automations stay quick with a million enrolments: pages come in
// the order of an index, numbers from an index alone, and nothing goes through
// enrolments, steps or messages that it does not show.
func TestTheScreensOfAutomationsReadTheirIndexes(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	task, email := w.Template(crm.TemplateTask, "Call", ""), w.Template(crm.TemplateEmail, "Hello", "Hello")
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.TaskStep("0d", task), testkit.EmailStep("1d", email))
	w.Activate(seq, engine.ScopeNew)
	w.Card("Ion", testkit.OfferSent)
	w.Tick()
	for _, state := range append([]string{""}, store.RunningStates...) {
		for _, q := range []store.RunningQuery{
			{Sequence: seq, State: state},
			{Sequence: seq, State: state, Step: w.Seq(seq).Steps[0].ID, From: 1, To: w.Now()},
		} {
			checkPlans(t, w, fmt.Sprintf("%s %s %d", seq, state, q.From), state, func(v *store.View) error {
				for _, after := range []*store.RunningCursor{nil, {Key: 1, ID: 1, Run: 1}} {
					if _, err := v.RunningLines(q, after, 10, 100); err != nil {
						return err
					}
				}
				_, err := v.CountRunning(q)
				return err
			})
		}
	}
	checkPlans(t, w, "numbers", "number", func(v *store.View) error { return screens(v, w, seq) })
}

// screens asks what the list of automations, the running view, the status line,
// today and the first part of a report ask.
func screens(v *store.View, w *testkit.World, seq crm.SequenceID) error {
	span := store.ReportSpan{Sequence: seq, From: 1, Until: w.Now()}
	for _, ask := range []func() error{
		func() error { _, err := v.Figures(w.Product, 0); return err },
		func() error { _, err := v.RunningCounts(seq, []crm.Instant{0, w.Now(), w.Now() + 1}); return err },
		func() error { _, err := v.OutcomeCounts(seq); return err },
		func() error { _, err := v.StepsDone(1, w.Now()); return err },
		func() error { _, err := v.StepsComing(1, w.Now()); return err },
		func() error { _, err := v.WaitingCounts(); return err },
		func() error { _, err := v.StepTallies(span); return err },
		func() error { _, err := v.QuarterTallies(span); return err },
		func() error { _, err := v.HeldTallies(span); return err },
		func() error { _, err := v.CountHeld(); return err },
		func() error { _, err := v.NextDue(); return err },
	} {
		if err := ask(); err != nil {
			return err
		}
	}
	return nil
}

// checkPlans looks at the plan of each statement of ask.
func checkPlans(t *testing.T, w *testkit.World, name, state string, ask func(*store.View) error) {
	t.Helper()
	type asked struct {
		query string
		args  []any
	}
	var all []asked
	store.Watch(w.Store, func(query string, args []any) { all = append(all, asked{query, slices.Clone(args)}) })
	w.Read(ask)
	store.Watch(w.Store, nil)
	w.Read(func(v *store.View) error {
		partial := partialIndexes(t, v)
		for _, q := range all {
			if !strings.HasPrefix(q.query, "SELECT") && !strings.HasPrefix(q.query, "WITH") {
				continue
			}
			plan, err := store.PlanOf(v, q.query, q.args)
			if err != nil {
				return fmt.Errorf("%s: %w", q.query, err)
			}
			for _, loop := range plan {
				if readsAll(q.query, loop, partial) || loosely(state, loop) {
					t.Errorf("%s: %s\n%s", name, loop, strings.Join(plan, "\n"))
				}
			}
			if paged := strings.HasPrefix(q.query, "WITH p"); paged && ordered(state) && strings.Count(strings.Join(plan, "\n"), "TEMP B-TREE") > 1 {
				t.Errorf("%s is sorted before it is cut:\n%s", name, strings.Join(plan, "\n"))
			}
		}
		return nil
	})
}

// ordered says whether the index has the order of a state's list: not that of
// outcomes, whose moments are told apart by step, nor that of the few uncertain.
func ordered(state string) bool {
	return !slices.Contains([]string{"uncertain", "done", "skipped", "failed"}, state)
}

// loosely says that a loop goes through an index of all enrolments or runs of a
// sequence and reads each row besides.
func loosely(state, loop string) bool {
	for _, index := range []string{"enrolment_place", "step_run_step"} {
		if strings.Contains(loop, "INDEX "+index) && !strings.Contains(loop, "COVERING") && state != "uncertain" {
			return true
		}
	}
	return strings.HasPrefix(loop, "SEARCH e USING INDEX sqlite_autoindex_enrolment") || strings.HasPrefix(loop, "SEARCH e USING INDEX enrolment_live")
}

// For how many cards an automation did something is kept, and is what counting
// gives: cards that come back, steps that are undone, cards that are erased.
func TestTheNumberOfCardsOfAnAutomationIsKept(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)),
		testkit.TaskStep("0d", w.Template(crm.TemplateTask, "Call", "")), testkit.TaskStep("1d", w.Template(crm.TemplateTask, "Call again", "")))
	w.Edit(seq, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
	w.Activate(seq, engine.ScopeNew)
	var many []crm.CardID
	for i := range 25 {
		many = append(many, w.Card(fmt.Sprint("Card ", i), testkit.NewLead))
	}
	one := w.Card("Ion Popescu", testkit.NewLead)
	is := func(when string, want int) {
		t.Helper()
		w.Read(func(v *store.View) error {
			figures, err := v.Figures(w.Product, seq)
			if got := figures[seq].Cards; got != want {
				t.Errorf("%s: %d cards, want %d", when, got, want)
			}
			return err
		})
		audit, err := w.Store.Audit(t.Context(), w.Now())
		must(t, err)
		for _, f := range audit.Faults {
			if f.What == store.FaultReach {
				t.Errorf("%s: the number is not what counting gives", when)
			}
		}
	}
	is("nothing done", 0)
	w.Move(testkit.OfferSent, many...)
	w.Tick()
	is("the first step", 25)
	w.Advance("2d")
	is("the second step", 25)
	w.Move(testkit.NewLead, many[:10]...)
	w.Move(testkit.OfferSent, many[:10]...)
	w.Tick()
	is("ten came back", 25)
	move := w.Move(testkit.OfferSent, one)
	w.Tick()
	is("one more", 26)
	w.Undo(move, 10)
	is("that one undone", 25)
	w.Write(func(tx *store.Tx) error { return tx.EraseCards(many[:3]) })
	is("three erased", 25) // what ran on them stays a number
	w.SetStatus(one, testkit.OfferSent)
	w.Advance("3d")
	is("the one again", 26)
}

// A message that a person sends again after its passage has ended belongs to the
// day on which it was sent again.
func TestAReportCountsWhatWasSentAgainAfterTheEnd(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Hello", "Hello")))
	w.Activate(seq, engine.ScopeNew)
	card := w.Card("Ion Popescu", testkit.OfferSent)
	w.Advance("2d")
	if e := w.Enrolment(seq, card); e.State != crm.EnrolmentCompleted {
		t.Fatalf("the enrolment is %s", e.State)
	}
	w.Advance("5d")
	w.Write(func(tx *store.Tx) error {
		return store.Exec(tx, `INSERT INTO message (id, key, channel, state, card, sequence, enrolment, step, resend, recipient, to_name, from_name, from_email, reply_to,
				version, vals, purpose, created, planned)
			SELECT 900, 'abcdefghijklmnopqrstuvwxyz', channel, 'delivered', card, sequence, enrolment, step, 1, recipient, '', '', '', '', version, '{}', purpose, ?, 1 FROM message`, tx.Now)
	})
	w.Read(func(v *store.View) error {
		for _, tc := range []struct {
			from crm.Instant
			want string
		}{{0, "[delivered 1] [sent 1]"}, {w.Now() - 1000, "[delivered 1]"}, {w.Now() + 1, ""}} {
			list, err := v.MessageTallies(store.ReportSpan{Sequence: seq, From: tc.from, Until: w.Now() + 10})
			if err != nil {
				return err
			}
			var got []string
			for _, m := range list {
				got = append(got, fmt.Sprintf("[%s %d]", m.State, m.Count))
			}
			slices.Sort(got)
			if strings.Join(got, " ") != tc.want {
				t.Errorf("from %d: %s, want %s", tc.from, got, tc.want)
			}
		}
		return nil
	})
}
