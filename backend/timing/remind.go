package timing

import (
	"time"

	"stepwise/backend/crm"
)

// TaskDue is the moment at which a task is due in loc: at its hour, or when the
// day starts for reminders. Zero ("not set") without a day.
func TaskDue(k crm.Task, loc *time.Location) crm.Instant {
	if k.Due == "" {
		return 0
	}
	if k.Clock == "" {
		return AtClock(k.Due, crm.DayStarts, loc)
	}
	return AtClock(k.Due, k.Clock, loc)
}

// RemindAt is the moment at which a task reminds its assignee. Zero ("not set")
// without a reminder, a day or an assignee.
func RemindAt(k crm.Task, loc *time.Location) crm.Instant {
	due := TaskDue(k, loc)
	if due == 0 || k.Assignee == 0 {
		return 0
	}
	switch k.Remind {
	case crm.RemindDue:
		return due
	case crm.RemindM10:
		return due.Add(-10 * time.Minute)
	case crm.RemindH1:
		return due.Add(-time.Hour)
	case crm.RemindDay:
		return AtClock(k.Due.AddDays(-1), crm.DayStarts, loc)
	}
	return 0
}

// IsClock says whether a text is a time of day, "09:30".
func IsClock(hhmm string) bool {
	_, ok := parseClock(hhmm)
	return ok
}
