package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// UserIn names a colleague.
type UserIn struct {
	User crm.UserID `json:"user" ts_type:"string"`
}

// HandOverView is everything that points to a colleague.
type HandOverView struct {
	Cards     int   `json:"cards"`     // that they own
	OpenCards int   `json:"openCards"` // of these, in an open status
	Tasks     int   `json:"tasks"`     // open and recurring ones
	Sequences []Use `json:"sequences"` // where they are sender, assignee or fallback
	Filters   []Use `json:"filters"`   // and steps' own conditions that name them: these stay as they are
	LastAdmin bool  `json:"lastAdmin"` // nobody else is an administrator: they can't leave
}

// HandOverIn gives what a colleague has to others, each with somebody where
// there is something.
type HandOverIn struct {
	User       crm.UserID `json:"user" ts_type:"string"`
	Cards      crm.UserID `json:"cards" ts_type:"string"`
	Tasks      crm.UserID `json:"tasks" ts_type:"string"`
	Sequences  crm.UserID `json:"sequences" ts_type:"string"`
	Deactivate bool       `json:"deactivate"`
}

// PreviewHandOver says what a colleague has: what others take over when they
// leave.
func (s *Session) PreviewHandOver(in UserIn) (out HandOverView, err error) {
	return out, s.read(func(v *store.View) error {
		if _, err := v.User(in.User); err != nil {
			return err
		}
		out, _, err = handOver(v, in.User)
		return err
	})
}

func handOver(v *store.View, id crm.UserID) (out HandOverView, sequences []crm.Sequence, err error) {
	out = HandOverView{Sequences: []Use{}, Filters: []Use{}}
	duty, err := v.DutyOf(id)
	if err != nil {
		return out, nil, err
	}
	out.Cards, out.OpenCards, out.Tasks = duty.Cards, duty.OpenCards, duty.Tasks+duty.Series
	products, err := v.Products()
	if err != nil {
		return out, nil, err
	}
	for _, p := range products {
		list, err := v.Sequences(p.ID)
		if err != nil {
			return out, nil, err
		}
		for _, q := range list {
			if q.Fallback == id || slices.ContainsFunc(q.Steps, func(st crm.Step) bool { return st.Assignee == id || st.Sender == id }) {
				sequences = append(sequences, q)
				out.Sequences = append(out.Sequences, Use{Noun: "sequence", ID: q.ID.String(), Name: q.Name, Active: q.State.Runs(), Product: p.ID})
			}
		}
		asked, err := askedFor(v, p.ID, func(c crm.Condition) bool { return c.Subject == "owner" && slices.Contains(c.Values, id.String()) })
		if err != nil {
			return out, nil, err
		}
		out.Filters = append(out.Filters, asked...)
	}
	out.LastAdmin, err = lastAdmin(v, id)
	return out, sequences, err
}

// lastAdmin says whether nobody else is an active administrator.
func lastAdmin(v *store.View, id crm.UserID) (bool, error) {
	users, err := v.Users()
	others := slices.ContainsFunc(users, func(u crm.User) bool { return u.ID != id && u.Active && u.Role == crm.RoleAdmin })
	return !others, err
}

// HandOver gives a colleague's cards, open tasks and places in automations to
// others, and then deactivates them, if asked (administrators): a job, undoable.
// Errors: conflict for the last administrator and for oneself; invalid where
// nobody is named for something that there is.
func (s *Session) HandOver(in HandOverIn) (JobView, error) {
	var batch crm.BatchID
	var ids []crm.CardID
	err := s.change(func(tx *store.Tx) error {
		u, err := tx.User(in.User)
		if err != nil {
			return err
		}
		if err := mayHandOver(tx, s.user, in); err != nil {
			return err
		}
		if ids, err = tx.CardsOfOwner(in.User); err != nil {
			return err
		}
		batch, err = s.beginBatch(tx, crm.BatchBulk, 0, crm.Say("undo.hand_over", "name", u.Name))
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	change := always(func(c *crm.Card) {
		if c.Owner == in.User && in.Cards != 0 {
			c.Owner = in.Cards
		}
	})
	return s.startRemoval("handover", batch, ids, change, func(tx *store.Tx) error { return s.finishHandOver(tx, in, change) }), nil
}

// mayHandOver checks who leaves and who takes over what.
func mayHandOver(tx *store.Tx, me crm.UserID, in HandOverIn) error {
	has, _, err := handOver(&tx.View, in.User)
	if err != nil {
		return err
	}
	switch {
	case in.Deactivate && in.User == me:
		return crm.Fail(crm.CodeConflict, "error.user.self")
	case in.Deactivate && has.LastAdmin:
		return crm.Fail(crm.CodeConflict, "error.user.last_admin")
	}
	var bad crm.Problems
	check := func(path string, to crm.UserID, some bool) error {
		if to == 0 && !some {
			return nil
		}
		u, err := tx.User(to)
		if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
			return err
		}
		if err != nil || !u.Active || to == in.User {
			bad.Add(path, "settings.who_takes_over")
		}
		return nil
	}
	for _, c := range []struct {
		path string
		to   crm.UserID
		some bool
	}{{"cards", in.Cards, has.Cards > 0}, {"tasks", in.Tasks, has.Tasks > 0}, {"sequences", in.Sequences, len(has.Sequences) > 0}} {
		if err := check(c.path, c.to, c.some); err != nil {
			return err
		}
	}
	return bad.Err()
}

// finishHandOver is the last transaction: cards that came meanwhile, tasks,
// automations, and the colleague.
func (s *Session) finishHandOver(tx *store.Tx, in HandOverIn, change func(*crm.Catalogue, *crm.Card) *crm.Phrase) error {
	if err := mayHandOver(tx, s.user, in); err != nil {
		return err
	}
	late, err := tx.CardsOfOwner(in.User)
	if err != nil {
		return err
	}
	if _, err := s.svc.deps.Engine.ChangeCards(tx, late, s.cause(), change); err != nil {
		return err
	}
	if in.Tasks != 0 {
		if err := tx.HandTasks(in.User, in.Tasks); err != nil {
			return err
		}
	}
	_, sequences, err := handOver(&tx.View, in.User)
	if err != nil {
		return err
	}
	for _, q := range sequences {
		if err := tx.HandSequence(q, in.User, in.Sequences, s.user); err != nil {
			return err
		}
	}
	if !in.Deactivate {
		return nil
	}
	if err := handForms(tx, in.User, in.Cards); err != nil {
		return err
	}
	return tx.SetUserActive(in.User, false)
}
