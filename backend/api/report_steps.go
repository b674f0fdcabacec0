package api

import (
	"slices"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// reportBook gathers what the steps of a sequence did.
type reportBook struct {
	v      *store.View
	titles map[crm.TemplateID]string
	steps  []ReportStep
}

func newReportBook(v *store.View, q crm.Sequence) (*reportBook, error) {
	b := &reportBook{v: v, titles: map[crm.TemplateID]string{}, steps: []ReportStep{}}
	templates, err := v.Templates(q.Product)
	for _, t := range templates {
		b.titles[t.ID] = t.Name
	}
	for _, st := range q.Steps {
		b.add(st, st.Position)
	}
	return b, err
}

func (b *reportBook) add(st crm.Step, position int) *ReportStep {
	row := ReportStep{
		Step: st.ID, Position: position, Kind: st.Kind, Title: b.titles[st.Template], Sends: st.Kind.Sends(),
		Reasons: []ReportReason{}, Letters: []ReportLetter{},
	}
	if st.TemplateB != 0 {
		row.Letters = []ReportLetter{{Letter: "A"}, {Letter: "B"}}
	}
	b.steps = append(b.steps, row)
	return &b.steps[len(b.steps)-1]
}

// of is the row of a step, also of one that was removed since.
func (b *reportBook) of(id crm.StepID) (*ReportStep, error) {
	if i := slices.IndexFunc(b.steps, func(st ReportStep) bool { return st.Step == id }); i >= 0 {
		return &b.steps[i], nil
	}
	st, err := b.v.AnyStep(id)
	if err != nil {
		return nil, err
	}
	return b.add(st, 0), nil
}

func (b *reportBook) addRuns(t store.StepTally) error {
	row, err := b.of(t.Step)
	if err != nil {
		return err
	}
	count(&row.Done, &row.Skipped, &row.Failed, t.Outcome, t.Count)
	for i := range row.Letters {
		if l := &row.Letters[i]; l.Letter == t.Letter {
			count(&l.Done, &l.Skipped, &l.Failed, t.Outcome, t.Count)
		}
	}
	if t.Outcome != crm.OutcomeDone {
		row.because(string(t.Outcome), t.Reason, t.Count)
	}
	return nil
}

func count(done, skipped, failed *int, outcome crm.StepOutcome, n int) {
	switch outcome {
	case crm.OutcomeDone:
		*done += n
	case crm.OutcomeSkipped:
		*skipped += n
	case crm.OutcomeFailed:
		*failed += n
	}
}

func (b *reportBook) addMessages(t store.MessageTally) error {
	row, err := b.of(t.Step)
	if err != nil {
		return err
	}
	switch t.State {
	case crm.MessageSent:
		row.Sent += t.Count
	case crm.MessageDelivered:
		row.Sent += t.Count
		row.Delivered += t.Count
	case crm.MessageFailed, crm.MessageExpired:
		row.Refused += t.Count
	case crm.MessageUncertain:
		row.Uncertain += t.Count
	case crm.MessageQueued, crm.MessageSending:
		row.Waiting += t.Count
	case crm.MessageHeld:
		row.Held += t.Count
		row.because("held", t.Reason, t.Count)
	case crm.MessageSuppressed, crm.MessageCancelled:
		// their step was skipped, and says why
	}
	return nil
}

func (r *ReportStep) because(outcome string, reason crm.Reason, n int) {
	for i := range r.Reasons {
		if x := &r.Reasons[i]; x.Outcome == outcome && x.Reason == reason {
			x.Count += n
			return
		}
	}
	r.Reasons = append(r.Reasons, ReportReason{Outcome: outcome, Reason: reason, Count: n})
}

// reportWeeks adds the quarters of an hour up to local weeks.
func reportWeeks(v *store.View, span store.ReportSpan, zone *time.Location) ([]ReportWeek, error) {
	list, err := v.QuarterTallies(span)
	weeks := []ReportWeek{}
	for _, t := range list {
		monday := mondayOf(timing.DateAt(crm.Instant(t.Quarter*store.QuarterMillis), zone))
		for n := len(weeks); n > 0 && weeks[n-1].Monday < monday; n++ {
			weeks = append(weeks, ReportWeek{Monday: weeks[n-1].Monday.AddDays(7)})
		}
		if len(weeks) == 0 {
			weeks = append(weeks, ReportWeek{Monday: monday})
		}
		w := &weeks[len(weeks)-1]
		count(&w.Done, &w.Skipped, &w.Failed, t.Outcome, t.Count)
	}
	return weeks, err
}

// mondayOf is the first day of a day's week.
func mondayOf(d crm.Date) crm.Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return d.AddDays(-(int(t.Weekday()) + 6) % 7)
}

func zoneOf(v *store.View) (*time.Location, error) {
	ws, err := v.Workspace()
	if err != nil {
		return nil, err
	}
	return timing.Zone(ws.Zone)
}
