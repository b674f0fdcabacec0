package timing

import (
	"time"

	"stepwise/backend/crm"
)

// DueDate is n days after a day, or n working days: Monday to Friday less the
// calendar's holidays. No days is that day itself, whatever day it is.
func DueDate(from crm.Date, n int, workdays bool, cal Calendar) crm.Date {
	if !workdays {
		return from.AddDays(n)
	}
	due := from
	for n > 0 {
		due = due.AddDays(1)
		if isWorkday(due, cal) {
			n--
		}
	}
	return due
}

func isWorkday(d crm.Date, cal Calendar) bool {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return true // what is no day has no weekend
	}
	weekend := t.Weekday() == time.Saturday || t.Weekday() == time.Sunday
	return !weekend && (cal.IsHoliday == nil || !cal.IsHoliday(d))
}
