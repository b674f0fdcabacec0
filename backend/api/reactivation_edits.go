package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/engine"
)

// midwayEdits counts what the edits of a pause mean for the cards midway; steps
// are matched by identity (RULES 4.9).
type midwayEdits struct {
	missed map[crm.StepID]int // cards that are behind a step they never had
	gone   int                // cards whose step was removed or disabled
	moved  map[crm.StepID]int // cards whose step has another date
}

func (e *midwayEdits) add(r engine.Resumed) {
	if e.missed == nil {
		e.missed, e.moved = map[crm.StepID]int{}, map[crm.StepID]int{}
	}
	for _, id := range r.Missed {
		e.missed[id]++
	}
	if r.Gone {
		e.gone++
	}
	if r.Step == 0 {
		return
	}
	if r.Moved {
		e.moved[r.Step]++
	}
}

// say puts them into words, in the order of the steps.
func (e *midwayEdits) say(q crm.Sequence) []crm.Phrase {
	out := []crm.Phrase{}
	for _, st := range q.Steps {
		if n := e.missed[st.ID]; n > 0 {
			out = append(out, crm.Say("activation.edit_new", "position", st.Position, "count", n))
		}
		if n := e.moved[st.ID]; n > 0 {
			out = append(out, crm.Say("activation.edit_moved", "position", st.Position, "count", n))
		}
	}
	if e.gone > 0 {
		out = append(out, crm.Say("activation.edit_gone", "count", e.gone))
	}
	return out
}
