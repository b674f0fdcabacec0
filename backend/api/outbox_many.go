package api

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// DecideAllIn decides every message of a view, also those that no page shows.
type DecideAllIn struct {
	View     MessageFilter `json:"view"` // with a state
	Decision string        `json:"decision" ts_type:"'arrived'|'again'|'drop'|'release'|'discard'|'recall'|'now'"`
	Count    int           `json:"count"` // that was confirmed; more than that are a conflict
}

// decideBatch is how many messages are decided in one transaction.
const decideBatch = 200

// DecideAllMessages decides the messages of a view, as a job; those that a
// colleague may not decide, or that moved on meanwhile, are left as they are.
// Errors: conflict "outbox.more_now" where there are more than were confirmed.
func (s *Session) DecideAllMessages(in DecideAllIn) (JobView, error) {
	d, err := decision(in.Decision)
	if err != nil {
		return JobView{}, err
	}
	if in.View.State == "" {
		return JobView{}, crm.Fail(crm.CodeInvalid, "outbox.no_state")
	}
	q, last := in.View.query(), crm.MessageID(0)
	err = s.read(func(v *store.View) error {
		n, err := v.CountMessages(q)
		if err != nil {
			return err
		}
		if n > in.Count {
			return crm.Fail(crm.CodeConflict, "outbox.more_now", "count", n)
		}
		last, err = v.LastMessage()
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "decide", in.Count, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		n, err := s.during(ctx).decideAll(q, last, d, func(done int) { j.at("", done, in.Count) })
		return crm.Say("outbox.decided", "count", n), err
	}), nil
}

// decideAll goes through a view from the oldest message on.
func (s *Session) decideAll(q store.MessageQuery, last crm.MessageID, d outbox.Decision, tell func(int)) (total int, err error) {
	var after crm.MessageID
	for seen := 0; ; tell(seen) {
		changed, ids := 0, []crm.MessageID(nil)
		err := s.write(func(tx *store.Tx) (err error) {
			changed = 0
			if ids, err = tx.MessageIDs(q, after, last, decideBatch); err != nil {
				return err
			}
			for _, id := range ids {
				done, err := s.decide(tx, id, d)
				if err != nil && crm.CodeOf(err) != crm.CodeForbidden {
					return err
				}
				if done {
					changed++
				}
			}
			return nil
		})
		if err != nil || len(ids) == 0 {
			return total, err
		}
		total, seen, after = total+changed, seen+len(ids), ids[len(ids)-1]
	}
}

func decision(text string) (outbox.Decision, error) {
	d := outbox.Decision(text)
	switch d {
	case outbox.Arrived, outbox.Again, outbox.Drop, outbox.Release, outbox.Discard, outbox.Recall, outbox.Now:
		return d, nil
	}
	return d, crm.Fail(crm.CodeInvalid, "error.bad_decision", "decision", text)
}

// decide carries one decision out and notes it in the card's history.
func (s *Session) decide(tx *store.Tx, id crm.MessageID, d outbox.Decision) (done bool, err error) {
	m, err := tx.Message(id)
	if err != nil {
		return false, err
	}
	if err := s.mayDecide(tx, m.Card); err != nil {
		return false, err
	}
	if done, err = s.svc.deps.Outbox.Decide(tx, id, d); err != nil || !done {
		return false, err
	}
	say := crm.Say("activity.decided_"+string(d), "to", m.To)
	return true, tx.Note(crm.Activity{Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseUser, User: s.user, Message: id, Say: say})
}
