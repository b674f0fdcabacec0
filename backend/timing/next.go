package timing

import (
	"stepwise/backend/crm"
)

// Shift is one correction of a planned moment: why, and from when to when. For
// a wall time that a clock change skips, both are the instant after the gap.
type Shift struct {
	Reason crm.Phrase  `json:"reason"`
	From   crm.Instant `json:"from"`
	To     crm.Instant `json:"to"`
}

// Next is the moment at which a step with timing t runs, counted from anchor
// (RULES 3.2 to 3.8), and each correction on the way there, in order. It is
// never before anchor. The error wraps ErrUnsatisfiable.
func Next(anchor crm.Instant, t crm.Timing, ch crm.Channel, cal Calendar) (crm.Instant, []Shift, error) {
	r, err := newRule(t, ch, cal)
	if err != nil {
		return 0, nil, err
	}
	p := r.planAt(anchor)
	if t.Unit == crm.UnitDays && t.Delay > 0 {
		p.place(civilOf(anchor, cal.Zone).day() + dayNumber(t.Delay))
	} else if t.Delay > 0 {
		p = r.planAt(anchor.Add(elapsed(t.Delay, t.Unit)))
	}
	return p.settle()
}

// plan is a moment on its way to where the rule lets it be.
type plan struct {
	rule
	at     crm.Instant
	wall   clock // the wall time that a move to another day keeps
	open   bool  // the hour was applied to get here, so the day is open
	shifts []Shift
}

// planAt begins at a moment, with its own wall time or the rule's hour.
func (r rule) planAt(at crm.Instant) plan {
	p := plan{rule: r, at: at, wall: civilOf(at, r.cal.Zone).clock()}
	if r.hasHour {
		p.wall = r.hour
	}
	return p
}

func (p *plan) today() dayNumber { return civilOf(p.at, p.cal.Zone).day() }

// place puts the plan on a day, at its wall time.
func (p *plan) place(d dayNumber) {
	at, skipped := instantOf(d.at(p.wall), p.cal.Zone)
	p.at, p.open = at, true
	if skipped {
		p.shift(at, crm.Say("timing.gap", "clock", p.wall.String(), "date", d.date()))
	}
}

func (p *plan) shift(to crm.Instant, why crm.Phrase) {
	p.shifts = append(p.shifts, Shift{Reason: why, From: p.at, To: to})
	p.at = to
}

const (
	mostMoves = 32    // three are usual; more only around clock changes
	mostDays  = 3_660 // a calendar without an allowed day in ten years has none
)

// settle corrects the plan until nothing moves it any more.
func (p *plan) settle() (crm.Instant, []Shift, error) {
	for range mostMoves {
		switch {
		case p.inTheNight():
			p.leaveNight()
		case p.tooEarly():
			p.awaitHour()
		case p.kind(p.today()) != allowed:
			if !p.moveDay(+1) {
				return 0, nil, ErrUnsatisfiable
			}
		default:
			return p.at, p.shifts, nil
		}
	}
	return 0, nil, ErrUnsatisfiable
}

func (p *plan) inTheNight() bool { return p.sms && Quiet(p.at, p.cal.Zone) }

func (p *plan) leaveNight() {
	why := crm.Say("timing.night", "quietFrom", quietFrom.String(), "quietTo", quietTo.String())
	p.shift(AfterQuiet(p.at, p.cal.Zone), why)
	p.open = false
	if !p.hasHour {
		p.wall = quietTo
	}
}

// tooEarly says whether the clock has not shown the hour yet today.
func (p *plan) tooEarly() bool {
	if !p.hasHour || p.open {
		return false
	}
	opens, _ := instantOf(p.today().at(p.hour), p.cal.Zone)
	return p.at < opens
}

func (p *plan) awaitHour() {
	d := p.today()
	opens, _ := instantOf(d.at(p.hour), p.cal.Zone)
	p.shift(opens, crm.Say("timing.hour", "hour", p.hour.String()))
	p.place(d)
}

// moveDay looks for an allowed day, step +1 forwards or -1 backwards, and puts
// the plan there; days in a row that are refused for one reason are one shift.
func (p *plan) moveDay(step dayNumber) bool {
	first := p.today()
	why := p.kind(first)
	for n, d := 0, first+step; n < mostDays; n, d = n+1, d+step {
		kind := p.kind(d)
		if kind == why {
			continue
		}
		to, skipped := instantOf(d.at(p.wall), p.cal.Zone)
		if step < 0 && skipped && to >= p.at {
			continue // back, but the clock change leads forwards again
		}
		p.shift(to, dayReason(why, first))
		if kind == allowed {
			p.place(d)
			return true
		}
		first, why = d, kind
	}
	return false
}

func dayReason(kind dayKind, d dayNumber) crm.Phrase {
	if kind == holiday {
		return crm.Say("timing.holiday", "date", d.date())
	}
	return crm.Say("timing.day", "date", d.date())
}
