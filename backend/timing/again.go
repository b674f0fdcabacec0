package timing

import (
	"time"

	"stepwise/backend/crm"
)

// Again plans a step that is late (the program was off, asleep or paused) anew
// from now, as delay 0 (RULES 3.12). A step without an hour waits for the wall
// time it was planned for, so it never goes at once at 02:10; later than that
// wall time it goes at once.
func Again(now, planned crm.Instant, t crm.Timing, ch crm.Channel, cal Calendar) (crm.Instant, []Shift, error) {
	t.Delay, t.Unit = 0, crm.UnitDays
	r, err := newRule(t, ch, cal)
	if err != nil {
		return 0, nil, err
	}
	if !r.hasHour {
		r.hasHour, r.hour = true, civilOf(planned, cal.Zone).clock()
		if r.sms && quiet(r.hour) { // the workspace's zone was changed meanwhile
			r.hour = quietTo
		}
	}
	p := r.planAt(now)
	return p.settle()
}

// Retry passes the moment of a next attempt through the step's rule as delay 0
// (RELIABILITY 2.4): no SMS at night and nothing on a day that is not allowed
// because of a retry.
func Retry(after crm.Instant, t crm.Timing, ch crm.Channel, cal Calendar) (crm.Instant, []Shift, error) {
	t.Delay, t.Unit = 0, crm.UnitDays
	return Next(after, t, ch, cal)
}

// tolerance is how late an action may be and still count as on time.
const tolerance = 15 * time.Minute

// Anchor is the moment that the next step counts from: the planned one if the
// action was done within 15 minutes of it, otherwise the real one (RULES 3.9).
// Without this every step would drift by its own processing time.
func Anchor(planned, done crm.Instant) crm.Instant {
	if late := done.Sub(planned); late <= tolerance && late >= -tolerance {
		return planned
	}
	return done
}

// LatenessLimit is how late a step of a channel may still go by itself after
// the program was off, unless the step says otherwise; zero is no limit
// (RULES 3.12).
func LatenessLimit(ch crm.Channel) time.Duration {
	switch ch {
	case crm.ChannelEmail:
		return 72 * time.Hour
	case crm.ChannelSMS:
		return 24 * time.Hour
	}
	return 0
}
