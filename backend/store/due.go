package store

import "stepwise/backend/crm"

// NextDue is the next moment at which a step or a message is due, 0 for none.
// Messages that are due already and wait for an account's pause to end, or for
// its rate, count with that moment; others that wait count as they are.
func (v *View) NextDue() (crm.Instant, error) {
	var at struct {
		Step    crm.Instant `db:"step"`
		Message crm.Instant `db:"message"`
		Later   crm.Instant `db:"later"`
	}
	err := v.get(&at, `SELECT (SELECT min(due) FROM enrolment WHERE state = 'waiting' AND paused = 0) AS step,
		(SELECT min(due) FROM message INDEXED BY message_due WHERE state = 'queued' AND worker IS NULL) AS message,
		(SELECT min(due) FROM message INDEXED BY message_due WHERE state = 'queued' AND worker IS NULL AND due > ?) AS later`, v.now)
	if err != nil {
		return 0, err
	}
	if at.Message != 0 && at.Message <= v.now {
		pause, err := v.AccountPause()
		if err != nil {
			return 0, err
		}
		if pause != 0 {
			at.Message = sooner(pause, at.Later)
		}
	}
	return sooner(at.Step, at.Message), nil
}

// NextWake is the next moment behind now at which something may happen by
// itself, 0 for none: what waits for a person is no reason to wake up.
func (v *View) NextWake() (crm.Instant, error) {
	next, err := v.NextDueAfter(v.now)
	if err != nil {
		return 0, err
	}
	pause, err := v.AccountPause()
	return sooner(next, pause), err
}

// sooner is the earlier of two moments that may not be set.
func sooner(a, b crm.Instant) crm.Instant {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}
