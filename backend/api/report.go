package api

import (
	"cmp"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// ReportIn asks for a report on a sequence.
type ReportIn struct {
	ID   crm.SequenceID `json:"id" ts_type:"string"`
	Days int            `json:"days"` // the last so many local days with today; 0: all
}

// SequenceReport says what a sequence did in a period.
type SequenceReport struct {
	Sequence  crm.SequenceID `json:"sequence" ts_type:"string"`
	Name      string         `json:"name"`
	From      crm.Instant    `json:"from"` // 0: since ever
	Until     crm.Instant    `json:"until"`
	Entered   int            `json:"entered"`   // cards that entered in the period
	Completed int            `json:"completed"` // passages that ended in the period with the last step
	Left      int            `json:"left"`      // by leaving the filter
	Stopped   int            `json:"stopped"`   // by a person, or because card or sequence went
	Steps     []ReportStep   `json:"steps"`     // in order; removed ones that did something last
	Weeks     []ReportWeek   `json:"weeks"`     // from the first in which something was done, without gaps
	Goal      *SequenceGoal  `json:"goal"`      // none chosen
	AB        *ReportAB      `json:"ab"`        // none without a goal, or where no step has two letters
	Letters   bool           `json:"letters"`   // a step has two letters
}

// ReportStep is what one step did in the period.
type ReportStep struct {
	Step     crm.StepID   `json:"step" ts_type:"string"`
	Position int          `json:"position"` // 0: it was removed since
	Kind     crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Title    string       `json:"title"` // its template's name

	Done    int `json:"done"`    // passages of cards: it acted
	Skipped int `json:"skipped"` // it could not or should not act
	Failed  int `json:"failed"`  // all it sent was refused

	Sends     bool `json:"sends"`     // the numbers of messages mean something
	Sent      int  `json:"sent"`      // messages that the server took, delivered ones too
	Delivered int  `json:"delivered"` // of them: the operator says that they arrived
	Refused   int  `json:"refused"`   // messages refused for good, or given up by the operator
	Uncertain int  `json:"uncertain"`
	Waiting   int  `json:"waiting"` // queued or on their way
	Held      int  `json:"held"`    // messages and cards that wait for a person

	Reasons []ReportReason `json:"reasons"` // why skipped, failed or held; the most frequent first
	Letters []ReportLetter `json:"letters"` // of a step with two letters
	Goal    *ReportRate    `json:"goal"`    // of all cards for which it was done; none without a goal
}

// ReportReason counts one reason.
type ReportReason struct {
	Outcome string     `json:"outcome" ts_type:"'skipped'|'failed'|'held'"`
	Reason  crm.Reason `json:"reason" ts_type:"string"`
	Count   int        `json:"count"`
}

// ReportLetter is what a step did with one of its letters.
type ReportLetter struct {
	Letter  string      `json:"letter" ts_type:"'A'|'B'"`
	Done    int         `json:"done"`
	Skipped int         `json:"skipped"`
	Failed  int         `json:"failed"`
	Goal    *ReportRate `json:"goal"`
}

// ReportWeek is a local week.
type ReportWeek struct {
	Monday  crm.Date `json:"monday" ts_type:"string"`
	Done    int      `json:"done"` // steps
	Skipped int      `json:"skipped"`
	Failed  int      `json:"failed"`
}

const mostReportDays = 3660

// GetSequenceReport says what a sequence did in a period.
func (s *Session) GetSequenceReport(in ReportIn) (out SequenceReport, err error) {
	if in.Days < 0 || in.Days > mostReportDays {
		var bad crm.Problems
		bad.Add("days", "reports.bad_days", "max", mostReportDays)
		return out, bad.Err()
	}
	return out, s.read(func(v *store.View) (err error) {
		out, err = report(v, in)
		return err
	})
}

func report(v *store.View, in ReportIn) (out SequenceReport, err error) {
	q, err := v.Sequence(in.ID)
	if err != nil {
		return out, err
	}
	zone, err := zoneOf(v)
	if err != nil {
		return out, err
	}
	out = SequenceReport{Sequence: q.ID, Name: q.Name, Until: v.Clock() + 1}
	if in.Days > 0 {
		out.From = timing.StartOfDay(timing.DateAt(v.Clock(), zone).AddDays(1-in.Days), zone)
	}
	span := store.ReportSpan{Sequence: q.ID, From: out.From, Until: out.Until}
	tally, err := v.EnrolmentTally(span)
	if err != nil {
		return out, err
	}
	out.Entered, out.Completed, out.Left, out.Stopped = tally.Entered, tally.Completed, tally.Left, tally.Stopped
	if out.Weeks, err = reportWeeks(v, span, zone); err != nil {
		return out, err
	}
	if out.Steps, err = reportSteps(v, q, span); err != nil {
		return out, err
	}
	out.Letters = slices.ContainsFunc(out.Steps, func(st ReportStep) bool { return len(st.Letters) > 0 })
	return out, addGoal(v, q, span, &out)
}

func reportSteps(v *store.View, q crm.Sequence, span store.ReportSpan) ([]ReportStep, error) {
	b, err := newReportBook(v, q)
	if err != nil {
		return nil, err
	}
	runs, err := v.StepTallies(span)
	if err != nil {
		return nil, err
	}
	for _, t := range runs {
		if err := b.addRuns(t); err != nil {
			return nil, err
		}
	}
	messages, err := v.MessageTallies(span)
	if err != nil {
		return nil, err
	}
	held, err := v.HeldTallies(span)
	if err != nil {
		return nil, err
	}
	for _, t := range append(messages, held...) {
		if err := b.addMessages(t); err != nil {
			return nil, err
		}
	}
	for i := range b.steps {
		slices.SortStableFunc(b.steps[i].Reasons, func(x, y ReportReason) int { return cmp.Compare(y.Count, x.Count) })
	}
	return b.steps, nil
}
