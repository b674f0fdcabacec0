package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// ClientDays counts messages to clients by local day.
type ClientDays map[crm.Date]int

// Add counts n messages on a day.
func (d ClientDays) Add(day crm.Date, n int) {
	if n > 0 {
		d[day] += n
	}
}

// First is the first day that has any, and how many.
func (d ClientDays) First() (day crm.Date, n int) {
	for at, count := range d {
		if day == "" || at < day {
			day, n = at, count
		}
	}
	return day, n
}

// Plus adds another count to this one.
func (d ClientDays) Plus(more ClientDays) ClientDays {
	for day, n := range more {
		d.Add(day, n)
	}
	return d
}

// ClientDaysFrom counts the messages to clients that n cards get which come to
// the first of some steps now at a moment; count says of how many a step's kind
// reaches, nil for all.
func (e *Engine) ClientDaysFrom(v *store.View, q crm.Sequence, steps []crm.Step, at crm.Instant, count func(crm.StepKind) int) (ClientDays, error) {
	cal, err := e.Calendar(v)
	if err != nil {
		return nil, err
	}
	q.Steps = steps
	foreseen, err := e.ForeseeDraft(v, q, at)
	if err != nil {
		return nil, err
	}
	days := ClientDays{}
	for i, st := range steps {
		if st.Kind.Client() && !st.Disabled && foreseen[i].At != 0 {
			days.Add(timing.DateAt(foreseen[i].At, cal.Zone), count(st.Kind))
		}
	}
	return days, nil
}

// MidwayDays counts the messages to clients that those midway in a sequence
// will get, as things stand; what is due already counts for today.
func (e *Engine) MidwayDays(v *store.View, q crm.Sequence) (ClientDays, error) {
	days := ClientDays{}
	pending, err := v.PendingSteps(q.ID)
	if err != nil || len(pending) == 0 {
		return days, err
	}
	cal, err := e.Calendar(v)
	if err != nil {
		return nil, err
	}
	live := q.Live()
	for _, p := range pending {
		for i, st := range live {
			if st.ID != p.Step {
				continue
			}
			at, held, err := catchUp(v, st, p, cal)
			if err != nil {
				return nil, err
			}
			if held {
				continue
			}
			if st.Kind.Client() {
				days.Add(timing.DateAt(at, cal.Zone), p.N)
			}
			later, err := e.ClientDaysFrom(v, q, live[i+1:], at, func(crm.StepKind) int { return p.N })
			if err != nil {
				return nil, err
			}
			days.Plus(later)
		}
	}
	return days, nil
}

// catchUp is when a pending step acts that may be late, as RunDue decides it;
// held says that it waits for a person.
func catchUp(v *store.View, st crm.Step, p store.PendingStep, cal timing.Calendar) (at crm.Instant, held bool, err error) {
	if v.Clock()-p.Due <= onTime {
		return max(p.Due, v.Clock()), false, nil
	}
	limit := crm.Instant(st.LatenessLimit()) * 3600 * 1000
	if limit > 0 && v.Clock()-p.Planned > limit {
		return 0, true, nil
	}
	at, _, err = timing.Again(v.Clock(), p.Planned, st.Timing, st.Kind.Channel(), cal)
	return max(at, v.Clock()), false, err
}

// announce tells the surge guard what an activation brings, so that it is no
// surprise.
func announce(tx *store.Tx, q crm.SequenceID, days ClientDays) error {
	for day, n := range days {
		if err := tx.Announce(q, day, n); err != nil {
			return err
		}
	}
	return nil
}

// unannounce takes back what a sequence announced for the days to come.
func (e *Engine) unannounce(tx *store.Tx, q crm.SequenceID) error {
	cal, err := e.Calendar(&tx.View)
	if err != nil {
		return err
	}
	return tx.Unannounce(q, timing.DateAt(tx.Now, cal.Zone).AddDays(1))
}

// announceMidway tells what those midway will get. What was announced before for
// the days to come holds no longer.
func (e *Engine) announceMidway(tx *store.Tx, q crm.Sequence) error {
	if err := e.unannounce(tx, q.ID); err != nil {
		return err
	}
	days, err := e.MidwayDays(&tx.View, q)
	if err != nil {
		return err
	}
	return announce(tx, q.ID, days)
}

// announceStarts tells what the cards get that an activation started.
func (e *Engine) announceStarts(tx *store.Tx, q crm.Sequence, started int) error {
	if started == 0 {
		return nil
	}
	days, err := e.ClientDaysFrom(&tx.View, q, q.Live(), q.Activated, func(crm.StepKind) int { return started })
	if err != nil {
		return err
	}
	return announce(tx, q.ID, days)
}
