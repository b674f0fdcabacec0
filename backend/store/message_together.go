package store

import (
	"stepwise/backend/crm"
)

// EnrolmentsOf reads the live enrolments that some messages belong to, each
// once.
func (t *Tx) EnrolmentsOf(messages []crm.Message) ([]crm.Enrolment, error) {
	ids := make([]crm.EnrolmentID, len(messages))
	for i, m := range messages {
		ids[i] = m.Enrolment
	}
	var list []crm.Enrolment
	return list, t.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.id IN (SELECT value FROM json_each(?)) AND e.ended IS NULL ORDER BY e.id", idList(ids))
}

// SendTogether moves messages that were claimed in this very transaction over
// "sending" to "sent": of a channel that takes them at once. It returns those
// that nobody withdrew meanwhile, as they are now.
func (t *Tx) SendTogether(list []crm.Message, account crm.AccountID) ([]crm.Message, error) {
	ids := make([]crm.MessageID, len(list))
	for i, m := range list {
		ids[i] = m.ID
	}
	var moved []crm.MessageID
	err := t.list(&moved, `UPDATE message SET state = 'sent', reason = '', due = NULL, attempts = attempts + 1, handed_at = coalesce(handed_at, ?), settled_at = ?,
			worker = NULL, account = ?
		WHERE id IN (SELECT value FROM json_each(?)) AND state = 'queued' AND worker IS NOT NULL RETURNING id`, t.Now, t.Now, account, idList(ids))
	if err != nil {
		return nil, err
	}
	went := make(map[crm.MessageID]bool, len(moved))
	for _, id := range moved {
		went[id] = true
	}
	sent := make([]crm.Message, 0, len(moved))
	for _, m := range list {
		if !went[m.ID] {
			continue
		}
		m.State, m.Reason, m.Due, m.Attempts, m.SettledAt, m.Worker, m.Account = crm.MessageSent, crm.ReasonNone, 0, m.Attempts+1, t.Now, 0, account
		if m.HandedAt == 0 {
			m.HandedAt = t.Now
		}
		sent = append(sent, m)
	}
	return sent, nil
}

// RecordSending moves a claimed message to "sending", if it is as it was claimed
// and its enrolment isn't paused.
func (t *Tx) RecordSending(m crm.Message) (moved bool, err error) {
	t.changedID("message", m.ID)
	n, err := t.exec(`UPDATE message SET state = 'sending', due = NULL, attempts = ?, handed_at = ?, account = ?
		WHERE id = ? AND state = 'queued' AND worker = ? AND fence = ? AND (SELECT paused FROM enrolment e WHERE e.id = message.enrolment) = 0`,
		int64(m.Attempts), int64(m.HandedAt), int64(m.Account), int64(m.ID), int64(m.Worker), m.Fence)
	return n == 1, err
}

// RecordSent moves a message that was being sent to "sent"; that filters see it
// is the caller's to note (TouchSent). moved is false where it was not ours any
// more.
func (t *Tx) RecordSent(m crm.Message) (moved bool, err error) {
	t.changedID("message", m.ID)
	n, err := t.exec("UPDATE message SET state = 'sent', reason = '', settled_at = ?, reply = ?, remote = ?, worker = NULL WHERE id = ? AND state = 'sending' AND fence = ?",
		int64(m.SettledAt), m.Reply, m.Remote, int64(m.ID), m.Fence)
	return n == 1, err
}

// TouchSent notes for filters that a message counts as sent now.
func (t *Tx) TouchSent(m crm.Message) error { return t.touchMessage(m, crm.MessageQueued) }

// stepKey is a step of an enrolment.
type stepKey struct {
	Enrolment crm.EnrolmentID `db:"enrolment"`
	Step      crm.StepID      `db:"step"`
}

// KnowMessages reads ahead, within a Gather, which of some messages are the only
// ones of their step: for those nobody needs to ask.
func (t *Tx) KnowMessages(list []crm.Message) error {
	k := t.ahead()
	if k == nil {
		return nil
	}
	ids := make([]crm.EnrolmentID, len(list))
	for i, m := range list {
		ids[i] = m.Enrolment
	}
	var several []stepKey
	const query = "SELECT enrolment, step FROM message WHERE enrolment IN (SELECT value FROM json_each(?)) GROUP BY enrolment, step HAVING count(*) > 1"
	if err := t.list(&several, query, idList(ids)); err != nil {
		return err
	}
	not := make(map[stepKey]bool, len(several))
	for _, s := range several {
		not[s] = true
	}
	k.messages = make(map[stepKey]crm.Message, len(list))
	for _, m := range list {
		if key := (stepKey{m.Enrolment, m.Step}); !not[key] {
			k.messages[key] = m
		}
	}
	return nil
}
