package api

import (
	"strconv"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// slips finds the steps that always run on a later day than their delay says,
// whenever a card enters: it tries every hour of a week.
func (f *finder) slips(v *store.View) error {
	cal, err := f.s.svc.deps.Engine.Calendar(v)
	if err != nil {
		return err
	}
	always := map[int]int{} // by how many days at least, by place
	for i, st := range f.q.Steps {
		if !st.Disabled && st.Anchor != crm.AnchorDate {
			always[i] = -1
		}
	}
	begin := timing.StartOfDay(timing.DateAt(v.Clock(), cal.Zone), cal.Zone)
	for hour := range 7 * 24 {
		if err := f.slipsFrom(v, begin.Add(time.Duration(hour)*time.Hour), cal, always); err != nil {
			return err
		}
	}
	for i, st := range f.q.Steps {
		if days := always[i]; days > 0 {
			f.add(ActivationFinding{
				Level: findingWarning, Position: i + 1, Say: crm.Say("activation.slips_"+slipCause(st), "count", days),
				Remedy: crm.Say("activation.remedy.slips"), Door: FindingDoor{Kind: "step", ID: strconv.Itoa(i + 1)},
			})
		}
	}
	return nil
}

// slipCause is what makes a step slip, as its words name it.
func slipCause(st crm.Step) string {
	if st.Timing.Sync != crm.SyncAny {
		return "days"
	}
	return "night"
}

// slipsFrom follows a card that enters at a moment, and lowers what each step
// always slips by.
func (f *finder) slipsFrom(v *store.View, entered crm.Instant, cal timing.Calendar, always map[int]int) error {
	foreseen, err := f.s.svc.deps.Engine.ForeseeDraft(v, f.q, entered)
	if err != nil {
		return err
	}
	before := entered
	for i, st := range f.q.Steps {
		at := foreseen[i].At
		if st.Disabled {
			continue
		}
		if at == 0 || before == 0 { // depends on the card
			always[i], before = 0, at
			continue
		}
		anchor := before
		if st.Anchor == crm.AnchorEntry {
			anchor = entered
		}
		by := daysApart(nominalDay(anchor, st.Timing, cal), timing.DateAt(at, cal.Zone))
		if st.Anchor == crm.AnchorEntry && anchor.Add(time.Duration(st.Timing.Delay)*24*time.Hour) < before {
			by = 0 // it waits for the steps before it
		}
		if always[i] < 0 || by < always[i] {
			always[i] = by
		}
		before = at
	}
	return nil
}

// nominalDay is the day that a delay alone leads to.
func nominalDay(anchor crm.Instant, t crm.Timing, cal timing.Calendar) crm.Date {
	switch t.Unit {
	case crm.UnitMinutes:
		return timing.DateAt(anchor.Add(time.Duration(t.Delay)*time.Minute), cal.Zone)
	case crm.UnitHours:
		return timing.DateAt(anchor.Add(time.Duration(t.Delay)*time.Hour), cal.Zone)
	}
	return timing.DateAt(anchor, cal.Zone).AddDays(t.Delay)
}

func daysApart(from, to crm.Date) int {
	a, err := time.Parse(time.DateOnly, string(from))
	b, worse := time.Parse(time.DateOnly, string(to))
	if err != nil || worse != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}
