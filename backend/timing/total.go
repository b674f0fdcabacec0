package timing

import "stepwise/backend/crm"

// RunningTotal is the day on which each step of a list runs when nothing
// corrects it: steps of 1 and 4 days run on day 1 and day 5. Hours and minutes
// add only the whole days in them.
func RunningTotal(steps []crm.Timing) []int {
	totals := make([]int, len(steps))
	sum := 0
	for i, t := range steps {
		switch t.Unit {
		case crm.UnitDays:
			sum += t.Delay
		case crm.UnitHours:
			sum += t.Delay / 24
		case crm.UnitMinutes:
			sum += t.Delay / (24 * 60)
		}
		totals[i] = sum
	}
	return totals
}
