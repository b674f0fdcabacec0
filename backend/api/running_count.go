package api

import (
	"cmp"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// funnel adds the counts of a sequence up.
type funnel struct {
	out *RunningOut
	at  map[crm.StepID]int // the place of a step in out.Steps
}

func (f *funnel) steps(v *store.View, id crm.SequenceID) error {
	heads, err := v.StepHeads(id)
	f.at = make(map[crm.StepID]int, len(heads))
	for i, h := range heads {
		f.at[h.ID] = i
		f.out.Steps = append(f.out.Steps, RunningStep{
			ID: h.ID, Position: h.Position, Kind: h.Kind, Template: h.Template, Disabled: h.Disabled, Gone: h.Gone,
		})
	}
	return err
}

// step finds a step's place in the funnel; the sequence's own schema promises
// that it is there.
func (f *funnel) step(id crm.StepID) *RunningStep {
	if i, ok := f.at[id]; ok {
		return &f.out.Steps[i]
	}
	return &RunningStep{}
}

func (f *funnel) count(counts []store.RunningCount, days []crm.Instant, first crm.Date) {
	f.days(days, first)
	for _, c := range counts {
		f.out.Entered += c.N
		f.place(c)
		if c.Day >= 0 {
			d := &f.out.Days[c.Day]
			d.Count += c.N
			st := f.step(c.Step)
			d.Steps = append(d.Steps, RunningPart{Step: c.Step, Position: st.Position, Kind: st.Kind, Count: c.N})
		}
	}
	for i := range f.out.Days {
		slices.SortFunc(f.out.Days[i].Steps, func(a, b RunningPart) int { return a.Position - b.Position })
	}
}

func (f *funnel) days(days []crm.Instant, first crm.Date) {
	for i, from := range days[:len(days)-1] {
		d := RunningDay{Day: first.AddDays(i), From: from, To: days[i+1], Steps: []RunningPart{}}
		if i == 0 {
			d.From = 0
		}
		f.out.Days = append(f.out.Days, d)
	}
}

// place counts enrolments where they are: what waits for a person is held also
// while its sequence is paused.
func (f *funnel) place(c store.RunningCount) {
	out, st := f.out, f.step(c.Step)
	if c.State.Live() {
		out.Live += c.N
		st.Here += c.N
	}
	switch {
	case c.State == crm.EnrolmentHeld:
		out.Held, st.Held = out.Held+c.N, st.Held+c.N
		f.reason("held", c.Reason, st, c.N)
	case c.State == crm.EnrolmentCompleted:
		out.Completed += c.N
	case c.State == crm.EnrolmentLeft:
		out.Left, st.Ended = out.Left+c.N, st.Ended+c.N
		f.reason("left", c.Reason, &RunningStep{}, c.N)
	case c.State == crm.EnrolmentStopped:
		out.Stopped, st.Ended = out.Stopped+c.N, st.Ended+c.N
		f.reason("stopped", c.Reason, &RunningStep{}, c.N)
	case c.Paused:
		out.Paused, st.Paused = out.Paused+c.N, st.Paused+c.N
	case c.State == crm.EnrolmentSending:
		out.Sending, st.Sending = out.Sending+c.N, st.Sending+c.N
	default:
		out.Waiting, st.Waiting = out.Waiting+c.N, st.Waiting+c.N
		if st.Next == 0 || c.Next < st.Next {
			st.Next = c.Next
		}
	}
}

func (f *funnel) reason(state string, why crm.Reason, st *RunningStep, n int) {
	i := slices.IndexFunc(f.out.Reasons, func(r RunningReason) bool { return r.State == state && r.Reason == why && r.Step == st.ID })
	if i < 0 {
		f.out.Reasons = append(f.out.Reasons, RunningReason{State: state, Reason: why, Step: st.ID, Position: st.Position, Count: n})
		return
	}
	f.out.Reasons[i].Count += n
}

func (f *funnel) acted(counts []store.OutcomeCount) {
	for _, c := range counts {
		st := f.step(c.Step)
		switch c.Outcome {
		case crm.OutcomeDone:
			st.Done += c.N
			continue
		case crm.OutcomeSkipped:
			st.Skipped += c.N
		case crm.OutcomeFailed:
			st.Failed += c.N
		}
		f.reason(string(c.Outcome), c.Reason, st, c.N)
	}
}

func (f *funnel) uncertain(counts map[crm.StepID]int) {
	for id, n := range counts {
		f.step(id).Uncertain = n
		f.out.Uncertain += n
	}
}

// close leaves out removed steps that nothing is known of, and orders the
// reasons: what a person must decide first, then the most frequent.
func (f *funnel) close() {
	f.out.Steps = slices.DeleteFunc(f.out.Steps, func(st RunningStep) bool {
		return st.Gone && st.Here+st.Uncertain+st.Done+st.Skipped+st.Failed+st.Ended == 0
	})
	states := []string{"held", "failed", "skipped", "left", "stopped"}
	slices.SortFunc(f.out.Reasons, func(a, b RunningReason) int {
		return cmp.Or(slices.Index(states, a.State)-slices.Index(states, b.State), b.Count-a.Count, a.Position-b.Position, cmp.Compare(a.Reason, b.Reason))
	})
}
