package timing

import (
	"time"

	"stepwise/backend/crm"
)

// No SMS goes from quietFrom on, until quietTo is reached (RULES 3.6).
const (
	quietFrom = 23 * hour
	quietTo   = 7*hour + 30*minute
)

// Quiet says whether an SMS may not go at a moment: from 23:00:00 to before
// 07:30:00 on loc's clock.
func Quiet(at crm.Instant, loc *time.Location) bool { return quiet(civilOf(at, loc).clock()) }

func quiet(c clock) bool { return c >= quietFrom || c < quietTo }

// AfterQuiet is the first moment from at on at which an SMS may go: at itself,
// or the next 07:30.
func AfterQuiet(at crm.Instant, loc *time.Location) crm.Instant {
	for Quiet(at, loc) { // more than once only where a clock change skips a whole day
		c := civilOf(at, loc)
		d := c.day()
		if c.clock() >= quietFrom {
			d++
		}
		at, _ = instantOf(d.at(quietTo), loc)
	}
	return at
}
