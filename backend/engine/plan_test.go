package engine_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/testkit"
)

func TestStepsOfOneAndFourDaysRunOnDayOneAndFive(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"), s.task("4d"))
	s.Activate(q, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("7d")
	same(t, "tasks", s.taskTimes(), []string{"2026-11-24 10:00", "2026-11-28 10:00"})
}

func TestWhenASingleStepRuns(t *testing.T) {
	t.Parallel()
	sms := func(s story, timing string) crm.Step { return s.sms(timing) }
	email := func(s story, timing string) crm.Step { return s.email(timing) }
	task := func(s story, timing string) crm.Step { return s.task(timing) }
	cases := []struct {
		name, entered, timing string
		step                  func(story, string) crm.Step
		want                  string
	}{
		{"an SMS at once in the evening", "2026-11-23 22:59", "0d", sms, "2026-11-23 22:59"},
		{"an SMS at 23:00 waits for the morning", "2026-11-23 23:00", "0d", sms, "2026-11-24 07:30"},
		{"an SMS planned for the small hours", "2026-11-23 22:00", "4h", sms, "2026-11-24 07:30"},
		{"an SMS on workdays from Friday night: Monday and Tuesday are holidays", "2026-11-27 23:30", "0d workdays", sms, "2026-12-02 07:30"},
		{"an email goes at night", "2026-11-23 23:30", "0d", email, "2026-11-23 23:30"},
		{"an email on workdays, from Friday", "2026-11-27 10:00", "1d workdays", email, "2026-12-02 10:00"},
		{"an email at the weekend", "2026-11-23 10:00", "1d weekend", email, "2026-11-28 10:00"},
		{"a task on Thursdays from 14:00", "2026-11-23 10:00", "1d 14:00 4", task, "2026-11-26 14:00"},
		{"a task at once before its hour", "2026-11-23 08:00", "0d 09:00", task, "2026-11-23 09:00"},
		{"a day that has 25 hours", "2026-10-24 10:00", "1d", task, "2026-10-25 10:00"},
		{"a wall time that does not exist", "2027-03-27 03:30", "1d", task, "2027-03-28 04:00"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t, testkit.From(c.entered))
			q := s.offers(c.step(s, c.timing))
			s.Activate(q, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			equal(t, "planned", s.pending(q, ion), "waiting "+c.want)
			s.Advance("7d")
			runs := s.Runs(s.Enrolment(q, ion).ID)
			if len(runs) != 1 || s.Civil(runs[0].At) != c.want {
				t.Errorf("runs %+v, want one at %s", runs, c.want)
			}
			s.noSMSAtNight()
		})
	}
}

// RULES 3.11: an entry by the passing of time happens at midnight, and a client
// step without an hour then runs at 09:00.
func TestAnEntryAtMidnightWritesToClientsAtNine(t *testing.T) {
	t.Parallel()
	s := tell(t)
	soon := s.Filter(s.When("Valid until", "in_days", "3"))
	first := map[string]crm.Step{"email": s.email("0d"), "with an hour": s.email("0d 07:00"), "task": s.task("0d"), "sms": s.sms("0d")}
	want := map[string]string{"email": "2026-11-25 09:00", "with an hour": "2026-11-25 07:00", "task": "2026-11-25 00:00", "sms": "2026-11-25 09:00"}
	seqs := map[string]crm.SequenceID{}
	for name, st := range first {
		seqs[name] = s.Sequence(soon, st)
		s.Activate(seqs[name], engine.ScopeNew)
	}
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.SetField(ion, "Valid until", crm.Date("2026-11-28"))
	s.Advance("2026-11-26 00:00")
	for name, q := range seqs {
		e := s.Enrolment(q, ion)
		equal(t, name+" entered", s.Civil(e.Entered), "2026-11-25 00:00")
		same(t, name, s.runs(q, ion), []string{want[name] + " done"})
	}
}

// What the card's page announces is what then happens.
func TestComingIsWhatThenHappens(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.From("2026-11-27 21:00"))
	q := s.offers(s.email("1d workdays 09:00"), s.sms("3h"), s.task("2d"), s.sms("12h"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	var announced []string
	for _, c := range s.Coming(ion) {
		announced = append(announced, s.Civil(c.At)+" done")
	}
	s.Advance("14d")
	same(t, "what happened", s.runs(q, ion), announced)
	equal(t, "coming in the end", len(s.Coming(ion)), 0)
}

// I10: the same state, definitions, clock and zone give the same plan.
func TestTwoMachinesPlanTheSame(t *testing.T) {
	t.Parallel()
	plan := func() (all []string) {
		s := tell(t)
		q := s.offers(s.email("0d", func(st *crm.Step) { st.TemplateB = s.email("0d").Template }), s.sms("10h"), s.task("2d workdays"))
		s.Activate(q, engine.ScopeNew)
		var cards []crm.CardID
		for _, name := range []string{"Ion Popescu", "Maria Ionescu", "Dan Rusu"} {
			cards = append(cards, s.Card(name, testkit.OfferSent))
			s.Advance("7h")
		}
		s.Advance("3d")
		for _, card := range cards {
			all = append(all, s.runs(q, card)...)
			for _, r := range s.Runs(s.Enrolment(q, card).ID) {
				all = append(all, r.Letter)
			}
		}
		return all
	}
	same(t, "plans", plan(), plan())
}
