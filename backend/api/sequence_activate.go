package api

import (
	"slices"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// PreviewActivation says what each choice would do, before anything is done.
func (s *Session) PreviewActivation(in SequenceIn) (out ActivationOut, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = s.activation(v, in.ID)
		return err
	})
}

func (s *Session) activation(v *store.View, id crm.SequenceID) (out ActivationOut, err error) {
	q, err := v.Sequence(id)
	if err != nil {
		return out, err
	}
	if out.Problems, err = s.mayActivate(v, q); err != nil {
		return out, err
	}
	ws, err := v.Workspace()
	if err != nil {
		return out, err
	}
	out.TestMode = ws.TestMode
	if out.Midway, err = v.CountLive(id); err != nil {
		return out, err
	}
	f, err := v.Filter(q.Filter)
	if err != nil {
		return out, err
	}
	env, err := envOf(v, q.Product)
	if err != nil {
		return out, err
	}
	compiled, err := filter.Compile(f.Tree, env)
	if err != nil {
		return out, nil //nolint:nilerr // Problems name the broken filter
	}
	if err := s.startsNow(v, q, compiled, &out); err != nil {
		return out, err
	}
	out.Warnings, err = accountWarnings(v, ws, q)
	return out, err
}

// startsNow counts what "all cards" would start.
func (s *Session) startsNow(v *store.View, q crm.Sequence, f filter.Query, out *ActivationOut) (err error) {
	if out.Matches, err = v.CountMatches(q.Product, f); err != nil {
		return err
	}
	if out.Starts, err = v.CountStarts(q, f.Where, f.Args); err != nil {
		return err
	}
	if out.NoEmail, out.NoPhone, err = v.CountUnreachable(q, f.Where, f.Args); err != nil {
		return err
	}
	foreseen, err := s.svc.deps.Engine.ForeseeDraft(v, q, v.Clock())
	if err != nil {
		return err
	}
	for i, st := range q.Steps {
		if st.Disabled {
			continue
		}
		count := out.Starts
		switch st.Kind {
		case crm.StepEmailClient:
			count -= out.NoEmail
		case crm.StepSMSClient:
			count -= out.NoPhone
		}
		out.Steps = append(out.Steps, StepForecast{Position: st.Position, Kind: st.Kind, At: foreseen[i].At, Count: count})
	}
	days, err := s.startDays(v, q, f)
	out.FirstDay = firstDay(days)
	return err
}

// mayActivate finds everything that keeps a sequence from being activated.
func (s *Session) mayActivate(v *store.View, q crm.Sequence) ([]crm.Problem, error) {
	check, err := s.check(v, q)
	if err != nil {
		return nil, err
	}
	bad := crm.Problems(check.Problems)
	if len(q.Live()) == 0 {
		bad.Add("steps", "sequences.no_steps")
	}
	for i, st := range q.Steps {
		if st.Disabled {
			continue
		}
		for _, why := range check.Steps[i].Missing {
			bad.AddPhrase("steps["+strconv.Itoa(i)+"]", why)
		}
	}
	f, err := v.Filter(q.Filter)
	if err != nil {
		return bad, nil //nolint:nilerr // check named it
	}
	cat, err := v.Catalogue(q.Product)
	if err != nil {
		return nil, err
	}
	for _, p := range filter.Check(f.Tree, cat) {
		bad = append(bad, crm.Problem{Path: "filter", Key: p.Key, Args: p.Args})
	}
	err = s.blockers(v, q, f.Tree, &bad)
	return bad, err
}

// accountWarnings says which accounts the sequence's messages would wait for.
func accountWarnings(v *store.View, ws crm.Workspace, q crm.Sequence) ([]crm.Phrase, error) {
	out := []crm.Phrase{}
	if ws.TestMode {
		return out, nil
	}
	list, err := v.Accounts()
	if err != nil {
		return nil, err
	}
	for _, ch := range []crm.Channel{crm.ChannelEmail, crm.ChannelSMS} {
		if !slices.ContainsFunc(q.Live(), func(st crm.Step) bool { return st.Kind.Channel() == ch }) {
			continue
		}
		if !slices.ContainsFunc(list, func(a crm.Account) bool { return a.Channel == ch && !a.Stopped }) {
			out = append(out, crm.Say("sequences.no_account_"+string(ch)))
		}
	}
	return out, nil
}

// Activate activates a sequence (administrators).
func (s *Session) Activate(in ActivateIn) (out SequenceView, err error) {
	if in.Scope != engine.ScopeAll && in.Scope != engine.ScopeNew {
		return out, crm.Fail(crm.CodeInvalid, "sequences.bad_scope")
	}
	if in.Midway == "" {
		in.Midway = engine.MidwayKeep
	}
	if !slices.Contains([]string{engine.MidwayKeep, engine.MidwayShift, engine.MidwayEnd}, in.Midway) {
		return out, crm.Fail(crm.CodeInvalid, "sequences.bad_midway")
	}
	starts, err := s.startsOf(in)
	if err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		q, err := tx.Sequence(in.ID)
		if err != nil {
			return err
		}
		if q.State.Runs() {
			return crm.Fail(crm.CodeConflict, "error.sequence.active", "name", q.Name)
		}
		problems, err := s.mayActivate(&tx.View, q)
		if err != nil {
			return err
		}
		if err := crm.Problems(problems).Err(); err != nil {
			return err
		}
		if err := s.svc.deps.Engine.Activate(tx, q, in.Scope, in.Midway, s.user); err != nil {
			return err
		}
		if err := s.confirmed(tx, q, in, starts); err != nil {
			return err
		}
		out, err = s.sequenceView(&tx.View, in.ID)
		return err
	})
}

// Deactivate pauses a sequence (administrators): its live enrolments and queued
// messages wait, those being sent finish.
func (s *Session) Deactivate(in SequenceIn) (out SequenceView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		q, err := tx.Sequence(in.ID)
		if err != nil {
			return err
		}
		if !q.State.Runs() {
			return crm.Fail(crm.CodeConflict, "error.sequence.inactive", "name", q.Name)
		}
		if err := s.svc.deps.Engine.Deactivate(tx, in.ID); err != nil {
			return err
		}
		out, err = s.sequenceView(&tx.View, in.ID)
		return err
	})
}
