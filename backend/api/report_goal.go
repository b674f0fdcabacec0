package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/stat"
	"stepwise/backend/store"
)

// SequenceGoal is what a sequence is for: a status, reached within so many days
// (of 24 hours) after a step. It is kept with the sequence and moves nothing.
type SequenceGoal struct {
	Status crm.StatusID `json:"status" ts_type:"string"`
	Days   int          `json:"days"`
	Name   string       `json:"name"`  // of the status
	Known  crm.Instant  `json:"known"` // from when every change of a status is known; 0: all are
}

// SetSequenceGoalIn chooses a sequence's goal; without a status it has none.
type SetSequenceGoalIn struct {
	ID     crm.SequenceID `json:"id" ts_type:"string"`
	Status crm.StatusID   `json:"status" ts_type:"string"`
	Days   int            `json:"days"` // 1..365
}

// ReportRate is how many cards reached the goal, each counted once from the
// first time, with the interval in which the true rate lies with 95 % confidence
// (Wilson's, see stat).
type ReportRate struct {
	Reached int     `json:"reached"`
	Of      int     `json:"of"`      // cards whose days are over
	Open    int     `json:"open"`    // cards whose days are not over yet: not counted
	Unknown int     `json:"unknown"` // cards from before the history of statuses begins: not counted
	Rate    float64 `json:"rate"`    // from 0 to 1
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
}

// ReportAB is what the two letters of a sequence's A/B steps say. Each card
// counts once, from the first of these messages that it got.
type ReportAB struct {
	A       ReportRate `json:"a"`
	B       ReportRate `json:"b"`
	Verdict string     `json:"verdict" ts_type:"'too_few'|'no_difference'|'first_better'|'second_better'"`
	Say     crm.Phrase `json:"say"`    // the verdict in words
	Advice  crm.Phrase `json:"advice"` // how many cards it would take
	Low     float64    `json:"low"`    // B's rate minus A's lies from here, with 95 % confidence (Newcombe's interval)
	High    float64    `json:"high"`   // to here
	P       float64    `json:"p"`      // how probable such a difference is where there is none; two-sided
	Needed  int        `json:"needed"` // cards with each letter to find the difference seen, with 80 % probability; 0: they are the same
}

// SetSequenceGoal chooses what a sequence is for (administrators), also while
// it is active.
func (s *Session) SetSequenceGoal(in SetSequenceGoalIn) (out SequenceReport, err error) {
	return out, s.change(func(tx *store.Tx) error {
		q, err := tx.Sequence(in.ID)
		if err != nil {
			return err
		}
		if in.Status != 0 {
			cat, err := tx.Catalogue(q.Product)
			if err != nil {
				return err
			}
			var bad crm.Problems
			if _, ok := cat.Status(in.Status); !ok {
				bad.Add("status", "reports.bad_status")
			}
			if in.Days < 1 || in.Days > 365 {
				bad.Add("days", "reports.bad_days", "max", 365)
			}
			if err := bad.Err(); err != nil {
				return err
			}
		}
		if err := tx.SetGoal(q.ID, store.Goal{Status: in.Status, Days: in.Days}); err != nil {
			return err
		}
		out, err = report(&tx.View, ReportIn{ID: q.ID})
		return err
	})
}

// addGoal adds how many cards reached the sequence's goal, if it has one.
func addGoal(v *store.View, q crm.Sequence, span store.ReportSpan, out *SequenceReport) error {
	goal, found, err := v.Goal(q.ID)
	if err != nil || !found {
		return err
	}
	cat, err := v.Catalogue(q.Product)
	if err != nil {
		return err
	}
	out.Goal = &SequenceGoal{Status: goal.Status, Days: goal.Days}
	if st, ok := cat.Status(goal.Status); ok {
		out.Goal.Name = st.Name
	}
	if out.Goal.Known, err = v.StatusHistoryFrom(); err != nil {
		return err
	}
	tallies, err := v.GoalTallies(span, goal)
	if err != nil {
		return err
	}
	for i := range out.Steps {
		out.Steps[i].addGoal(tallies)
	}
	if !out.Letters {
		return nil
	}
	letters, err := v.LetterTallies(span, goal)
	if err == nil {
		ab := compareLetters(tallyOf(letters, "A"), tallyOf(letters, "B"))
		out.AB = &ab
	}
	return err
}

func (r *ReportStep) addGoal(tallies []store.GoalTally) {
	var all store.GoalTally
	for _, t := range tallies {
		if t.Step != r.Step {
			continue
		}
		all.Of, all.Hits, all.Open, all.Unknown = all.Of+t.Of, all.Hits+t.Hits, all.Open+t.Open, all.Unknown+t.Unknown
	}
	rate := rateOf(all)
	r.Goal = &rate
	mine := slices.DeleteFunc(slices.Clone(tallies), func(t store.GoalTally) bool { return t.Step != r.Step })
	for i := range r.Letters {
		rate := rateOf(tallyOf(mine, r.Letters[i].Letter))
		r.Letters[i].Goal = &rate
	}
}

func tallyOf(list []store.GoalTally, letter string) store.GoalTally {
	if i := slices.IndexFunc(list, func(t store.GoalTally) bool { return t.Letter == letter }); i >= 0 {
		return list[i]
	}
	return store.GoalTally{Letter: letter}
}

func rateOf(t store.GoalTally) ReportRate {
	share := stat.Share{Hits: t.Hits, Of: t.Of}
	within := stat.Wilson(share)
	return ReportRate{Reached: t.Hits, Of: t.Of, Open: t.Open, Unknown: t.Unknown, Rate: share.Rate(), Low: within.Low, High: within.High}
}

// compareLetters says what two letters tell, in words that promise no more than
// the numbers do.
func compareLetters(a, b store.GoalTally) ReportAB {
	c := stat.Compare(stat.Share{Hits: a.Hits, Of: a.Of}, stat.Share{Hits: b.Hits, Of: b.Of})
	out := ReportAB{
		A: rateOf(a), B: rateOf(b), Verdict: string(c.Verdict),
		Low: c.Difference.Low, High: c.Difference.High, P: c.P, Needed: c.Needed,
	}
	switch c.Verdict {
	case stat.TooFew:
		out.Say = crm.Say("reports.ab_too_few", "least", stat.LeastEach)
	case stat.NoDifference:
		out.Say = crm.Say("reports.ab_no_difference")
	case stat.FirstBetter:
		out.Say = crm.Say("reports.ab_better", "letter", "A", "other", "B")
	case stat.SecondBetter:
		out.Say = crm.Say("reports.ab_better", "letter", "B", "other", "A")
	}
	switch {
	case c.Needed == 0:
		out.Advice = crm.Say("reports.ab_needed_none")
	case min(a.Of, b.Of) < c.Needed:
		out.Advice = crm.Say("reports.ab_needed", "count", c.Needed)
	default:
		out.Advice = crm.Say("reports.ab_needed_there", "count", c.Needed)
	}
	return out
}
