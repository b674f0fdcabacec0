package store

import "stepwise/backend/crm"

// ChoreDue says whether a chore was not done on this UTC day yet.
func (v *View) ChoreDue(chore string) (bool, error) {
	var last string
	_, err := v.one(&last, "SELECT value FROM setting WHERE key = ?", "chore."+chore)
	return last != v.choreDay(), err
}

// ChoreDone notes that a chore was done on this day.
func (t *Tx) ChoreDone(chore string) error { return t.setSetting("chore."+chore, t.choreDay()) }

func (v *View) choreDay() string { return string(crm.DateOf(v.now.Time())) }
