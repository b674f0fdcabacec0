package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// wantsNote says whether the operation that runs belongs in the log and is not
// there yet.
func (s *Session) wantsNote() bool {
	return s.call != nil && rules[s.call.method].noted && !s.call.noted.Load()
}

// before reads what the operation's input names, as it is now.
func (s *Session) before(v *store.View) ([]told, error) {
	list := append(inputs(s.call.in), told{noun: "workspace", id: "*"})
	for i, t := range list {
		var err error
		if list[i], err = describe(v, t.noun, t.id); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// note writes down what the operation did in this transaction.
func (s *Session) note(tx *store.Tx, before []told) error {
	c := crm.Change{User: s.user, Operation: s.call.method}
	events := tx.Happened()
	var seen []string
	add := func(was told, changed bool) error {
		key := was.noun + was.id
		if len(c.Subjects) == maxSubjects || slices.Contains(seen, key) {
			return nil
		}
		seen = append(seen, key)
		is, err := describe(&tx.View, was.noun, was.id)
		if err != nil {
			return err
		}
		if subject, differs := difference(was, is); differs || changed {
			c.Subjects = append(c.Subjects, subject)
		}
		return nil
	}
	for _, was := range before {
		if err := add(was, false); err != nil {
			return err
		}
	}
	for _, noun := range []string{"user", "account", "sequence", "filter", "template", "product", "token", "lead_box", "inlet", "webhook"} {
		for _, id := range events[noun] {
			if err := add(told{noun: noun, id: id}, false); err != nil {
				return err
			}
		}
	}
	if len(c.Subjects) == 0 {
		c.Subjects = asked(before)
	}
	return tx.NoteChange(c)
}

// asked are the things that an input named, for what changes none of them.
func asked(before []told) (out []crm.ChangeSubject) {
	for _, t := range before {
		if t.noun != "workspace" && len(out) < maxSubjects {
			out = append(out, crm.ChangeSubject{Noun: t.noun, ID: t.id, Name: t.name(), Fields: []crm.ChangeField{}})
		}
	}
	return out
}

// noteRest writes an operation down that changed nothing itself: it took data
// out, or began a job.
func (s *Session) noteRest() error {
	if !s.wantsNote() {
		return nil
	}
	return s.svc.deps.Store.Write(s.ctx, func(tx *store.Tx) error {
		before, err := s.before(&tx.View)
		if err != nil {
			return err
		}
		return tx.NoteChange(crm.Change{User: s.user, Operation: s.call.method, Subjects: asked(before)})
	})
}
