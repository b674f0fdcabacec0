package timing

import (
	"errors"

	"stepwise/backend/crm"
)

// ErrPast says that no moment before the date is left: the step is skipped as
// already past.
var ErrPast = errors.New("the moment would be at or after the date it should precede")

// morning is the hour of a date that has none, where the step has none either.
const morning = 9 * hour

// AroundDate is the moment of a step that hangs on a date of the card (RULES
// 3.10): offset units after it, or before it where offset is negative. hhmm is
// the date's own time, "" for a date without one, which uses the step's hour,
// 09:00 if it has none; t's own delay is not used.
//
// From the date on, corrections lead forwards as in Next. Before it, a day that
// is not allowed moves back to the previous allowed one; what must wait for
// the end of the night or for the hour does so if that is still before the
// date, otherwise the error is ErrPast.
func AroundDate(date crm.Date, hhmm string, offset int, unit crm.Unit, t crm.Timing, ch crm.Channel, cal Calendar) (crm.Instant, []Shift, error) {
	t.Delay, t.Unit = max(offset, -offset), unit
	r, err := newRule(t, ch, cal)
	if err != nil {
		return 0, nil, err
	}
	d, err := dayOf(date)
	if err != nil {
		return 0, nil, err
	}
	own, ok := parseClock(hhmm)
	switch {
	case hhmm != "" && !ok:
		return 0, nil, crm.Fail(crm.CodeInvalid, "timing.bad_hour", "value", hhmm)
	case hhmm == "" && r.hasHour:
		own = r.hour
	case hhmm == "":
		own = morning
	}
	p := r.around(d, own, offset, unit, hhmm == "")
	if offset >= 0 {
		return p.settle()
	}
	moment, _ := instantOf(d.at(own), cal.Zone)
	return p.settleBefore(moment)
}

// around is the uncorrected plan: own is the date's time of day, borrowed says
// that it is not the date's own but the step's hour.
func (r rule) around(d dayNumber, own clock, offset int, unit crm.Unit, borrowed bool) plan {
	if unit == crm.UnitDays {
		p := plan{rule: r, wall: own}
		if offset != 0 && r.hasHour {
			p.wall = r.hour
		}
		p.place(d + dayNumber(offset))
		p.open = offset != 0 || borrowed
		if r.hasHour {
			p.wall = r.hour
		}
		return p
	}
	moment, _ := instantOf(d.at(own), r.cal.Zone)
	if borrowed && offset < 0 {
		r.hasHour = false // the hour is the date's here; waiting for it would be too late
	}
	return r.planAt(moment.Add(elapsed(offset, unit)))
}

// settleBefore corrects a plan that must stay before the date's moment.
func (p *plan) settleBefore(moment crm.Instant) (crm.Instant, []Shift, error) {
	for range mostMoves {
		switch {
		case p.inTheNight():
			p.leaveNight()
		case p.tooEarly():
			p.awaitHour()
		case p.kind(p.today()) != allowed:
			if !p.moveDay(-1) {
				return 0, nil, ErrUnsatisfiable
			}
		case p.at < moment:
			return p.at, p.shifts, nil
		}
		if p.at >= moment {
			return 0, nil, ErrPast
		}
	}
	return 0, nil, ErrPast
}
