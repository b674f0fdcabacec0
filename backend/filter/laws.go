package filter

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// The laws of time for Advise: a day of the calendar and its distance from today
// are one thing seen twice. A card that was created on day d is today - d days
// old, and today only moves on: what lies in the past comes no nearer.

// laws are what holds of the variables whatever a card says, from today on: of
// each day and its distance, that the two never put today before it is.
func (t *terms) laws(today crm.Date) []*formula {
	var all []*formula
	first := float64(dayNumber(today))
	for _, name := range sortedNames(t.vars) {
		about, isDay := strings.CutSuffix(name, " day")
		if !isDay {
			continue
		}
		day := t.vars[name]
		if ago := t.vars[about+" days ago"]; ago != nil {
			all = append(all, neverBefore(day, ago, first, 1)...)
		}
		if away := t.vars[about+" days away"]; away != nil {
			all = append(all, neverBefore(day, away, first, -1)...)
		}
	}
	return all
}

func sortedNames(vars map[string]*variable) []string {
	names := make([]string, 0, len(vars))
	for name := range vars {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// neverBefore says that day + sign × distance, which is some today, is not before
// the first: where a day is at most so late, the distance is at least so large.
func neverBefore(day, distance *variable, first, sign float64) []*formula {
	days, distances := edges(day), edges(distance)
	slices.SortFunc(distances, func(a, b float64) int { return int(sign * (b - a)) }) // the strongest law first
	var all []*formula
	for _, x := range days {
		i := slices.IndexFunc(distances, func(y float64) bool { return x+sign*y < first })
		if i < 0 {
			continue
		}
		y := distances[i]
		early := test(day, func(d float64) bool { return d <= x }, x)
		near := test(distance, func(n float64) bool { return sign*n <= sign*y }, y)
		all = append(all, notSo(allOf(early, near)))
	}
	return all
}

// edges are the values at which cells of a variable of whole numbers begin or
// end, as its tests are so far.
func edges(v *variable) []float64 {
	var list []float64
	for _, b := range v.breaks {
		list = append(list, b-1, b, b+1)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
