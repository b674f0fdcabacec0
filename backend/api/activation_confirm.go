package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// ClientDay is how many messages go to clients on the first local day on which
// any does.
type ClientDay struct {
	Day     crm.Date `json:"day" ts_type:"string"` // "" where none goes
	Count   int      `json:"count"`
	Confirm int      `json:"confirm"` // the number that ActivateIn must repeat; 0 where it needn't
}

// mostUnasked is how many client messages a first day may have without somebody
// typing their number.
const mostUnasked = 100

func firstDay(days engine.ClientDays) (out ClientDay) {
	out.Day, out.Count = days.First()
	if out.Count > mostUnasked {
		out.Confirm = out.Count
	}
	return out
}

// startDays counts the client messages of the cards that "all cards" starts now.
func (s *Session) startDays(v *store.View, q crm.Sequence, f filter.Query) (engine.ClientDays, error) {
	starts, err := v.CountStarts(q, f.Where, f.Args)
	if err != nil {
		return nil, err
	}
	noEmail, noPhone, err := v.CountUnreachable(q, f.Where, f.Args)
	if err != nil {
		return nil, err
	}
	return s.daysOf(v, q, starts, noEmail, noPhone)
}

func (s *Session) daysOf(v *store.View, q crm.Sequence, starts, noEmail, noPhone int) (engine.ClientDays, error) {
	return s.svc.deps.Engine.ClientDaysFrom(v, q, q.Live(), v.Clock(), func(kind crm.StepKind) int {
		if kind == crm.StepSMSClient {
			return starts - noPhone
		}
		return starts - noEmail
	})
}

// startsOf is startDays for an answer: it counts before the transaction that
// activates, because counting looks at every card and nobody should wait for it.
func (s *Session) startsOf(in ActivateIn) (days engine.ClientDays, err error) {
	days = engine.ClientDays{}
	if in.Scope != engine.ScopeAll {
		return days, nil
	}
	return days, s.read(func(v *store.View) error {
		q, f, err := sequenceAndFilter(v, in.ID)
		if err != nil || f == nil {
			return err
		}
		days, err = s.startDays(v, q, *f)
		return err
	})
}

// sequenceAndFilter reads a sequence and compiles its filter; nil where the
// filter is broken, which the checks say.
func sequenceAndFilter(v *store.View, id crm.SequenceID) (crm.Sequence, *filter.Query, error) {
	q, err := v.Sequence(id)
	if err != nil {
		return q, nil, err
	}
	f, err := v.Filter(q.Filter)
	if err != nil {
		return q, nil, err
	}
	env, err := envOf(v, q.Product)
	if err != nil {
		return q, nil, err
	}
	compiled, err := filter.Compile(f.Tree, env)
	if err != nil {
		return q, nil, nil //nolint:nilerr // the checks name the broken filter
	}
	return q, &compiled, nil
}

// confirmed refuses an activation that writes to more clients on its first day
// than were confirmed. Those midway are counted as this transaction has just
// planned them, those that start as they were counted before it.
func (s *Session) confirmed(tx *store.Tx, q crm.Sequence, in ActivateIn, starts engine.ClientDays) error {
	days, err := s.svc.deps.Engine.MidwayDays(&tx.View, q)
	if err != nil {
		return err
	}
	days.Plus(starts)
	if in.Scope == engine.ScopeAll {
		more, err := s.restartDays(tx, q)
		if err != nil {
			return err
		}
		days.Plus(more)
	}
	first := firstDay(days)
	if in.Confirm < first.Confirm {
		return crm.Fail(crm.CodeConflict, "activation.confirm", "count", first.Count, "day", first.Day)
	}
	return nil
}

// restartDays counts what those get that ended just now and start anew.
func (s *Session) restartDays(tx *store.Tx, q crm.Sequence) (engine.ClientDays, error) {
	_, f, err := sequenceAndFilter(&tx.View, q.ID)
	if err != nil || f == nil {
		return nil, err
	}
	n, err := tx.CountRestarts(q, f.Where, f.Args)
	if err != nil || n == 0 {
		return nil, err
	}
	return s.daysOf(&tx.View, q, n, 0, 0)
}
