package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// RunningOut is who is where in one sequence, and what became of the others.
type RunningOut struct {
	Sequence  crm.SequenceID  `json:"sequence" ts_type:"string"`
	Product   crm.ProductID   `json:"product" ts_type:"string"`
	Name      string          `json:"name"`
	State     string          `json:"state" ts_type:"'inactive'|'activating'|'active'"`
	Entered   int             `json:"entered"` // enrolments ever; a card that came back counts again
	Live      int             `json:"live"`
	Waiting   int             `json:"waiting"`
	Sending   int             `json:"sending"`
	Held      int             `json:"held"`
	Paused    int             `json:"paused"` // also those that wait because the sequence is inactive
	Uncertain int             `json:"uncertain"`
	Completed int             `json:"completed"`
	Left      int             `json:"left"`
	Stopped   int             `json:"stopped"`
	Steps     []RunningStep   `json:"steps"`   // in order; then the removed ones that something is known of
	Days      []RunningDay    `json:"days"`    // the next 14 days, all of them
	Reasons   []RunningReason `json:"reasons"` // why held, skipped, failed, left and stopped
}

// RunningStep is one step in the funnel: who waits there now, what it came to.
type RunningStep struct {
	ID        crm.StepID   `json:"id" ts_type:"string"`
	Position  int          `json:"position"`
	Kind      crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Template  string       `json:"template"`
	Disabled  bool         `json:"disabled"`
	Gone      bool         `json:"gone"`    // removed by an edit; its history stays
	Waiting   int          `json:"waiting"` // here now, by what they wait for; they add up to Here
	Sending   int          `json:"sending"`
	Held      int          `json:"held"`
	Paused    int          `json:"paused"`
	Here      int          `json:"here"`
	Uncertain int          `json:"uncertain"` // with a message that nobody knows of
	Done      int          `json:"done"`
	Skipped   int          `json:"skipped"`
	Failed    int          `json:"failed"`
	Ended     int          `json:"ended"` // left or stopped before it acted
	Next      crm.Instant  `json:"next"`  // when the next waiting card gets it; 0 for none
	Start     crm.Instant  `json:"start"` // when it would run for a card that a person starts here now; 0 where a date decides
}

// RunningDay is what is planned for one day, as far as it is pending now. What
// is overdue is of the first day.
type RunningDay struct {
	Day   crm.Date      `json:"day" ts_type:"string"`
	From  crm.Instant   `json:"from"` // of the first day: 0
	To    crm.Instant   `json:"to"`
	Count int           `json:"count"`
	Steps []RunningPart `json:"steps"` // those of which some are pending
}

// RunningPart is how many of a number are of one step.
type RunningPart struct {
	Step     crm.StepID   `json:"step" ts_type:"string"`
	Position int          `json:"position"`
	Kind     crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Count    int          `json:"count"`
}

// RunningReason is why some steps or enrolments are as they are.
type RunningReason struct {
	State    string     `json:"state" ts_type:"'held'|'skipped'|'failed'|'left'|'stopped'"`
	Reason   crm.Reason `json:"reason" ts_type:"string"`
	Step     crm.StepID `json:"step" ts_type:"string"` // none for left and stopped
	Position int        `json:"position"`
	Count    int        `json:"count"`
}

// runningDays is how many days the running view shows ahead.
const runningDays = 14

// GetRunning counts who is where in a sequence: the funnel by step, the coming
// days, and the reasons.
func (s *Session) GetRunning(in SequenceIn) (out RunningOut, err error) {
	return out, s.read(func(v *store.View) error {
		q, err := v.Sequence(in.ID)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out = RunningOut{Sequence: q.ID, Product: q.Product, Name: q.Name, State: string(q.State)}
		f := funnel{out: &out}
		if err := f.steps(v, q.ID); err != nil {
			return err
		}
		days := daysAhead(ws, v.Clock())
		counts, err := v.RunningCounts(q.ID, days)
		if err != nil {
			return err
		}
		f.count(counts, days, today(ws, v.Clock()))
		acted, err := v.OutcomeCounts(q.ID)
		if err != nil {
			return err
		}
		f.acted(acted)
		uncertain, err := v.UncertainCounts(q.ID)
		if err != nil {
			return err
		}
		f.uncertain(uncertain)
		f.close()
		return s.startMoments(v, q, &out)
	})
}

// daysAhead are the first moments of the next days, and the end of the last.
func daysAhead(ws crm.Workspace, now crm.Instant) []crm.Instant {
	day := today(ws, now)
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		zone = nil
	}
	out := make([]crm.Instant, 0, runningDays+1)
	for i := range runningDays + 1 {
		out = append(out, timing.StartOfDay(day.AddDays(i), zone))
	}
	return out
}

// startMoments says of each step when it would run for a card that a person
// starts there now.
func (s *Session) startMoments(v *store.View, q crm.Sequence, out *RunningOut) error {
	if !q.State.Runs() {
		return nil
	}
	for i := range out.Steps {
		st := &out.Steps[i]
		if st.Gone || st.Disabled {
			continue
		}
		at, err := s.svc.deps.Engine.StartMoment(v, q, st.ID)
		if err != nil {
			return err
		}
		st.Start = at
	}
	return nil
}
