package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

const messageColumns = bareColumns + ", m.vals, " + contentColumns

// bareColumns are those of a message without what it says.
const bareColumns = `m.id, m.key, m.channel, m.state, m.reason, m.card, m.contact, m.usr AS user, m.sequence, m.enrolment, m.step, m.resend,
	m.recipient, m.to_name, m.from_name, m.from_email, m.reply_to, m.version, m.purpose, m.parts, m.created, m.planned, m.due,
	m.attempts, m.handed_at, m.account, m.settled_at, m.reply, m.remote, m.worker, m.fence, m.attached, m.sender`

const messageFrom = " FROM message m JOIN template_version v ON v.id = m.version "

type messageRow struct {
	crm.Message
	Vals string `db:"vals"`
}

func (r *messageRow) read() (crm.Message, error) {
	err := json.Unmarshal([]byte(r.Vals), &r.Message.Values)
	return r.Message, err
}

func (v *View) messages(query string, args ...any) ([]crm.Message, error) {
	var rows []messageRow
	if err := v.list(&rows, query, args...); err != nil {
		return nil, err
	}
	list := make([]crm.Message, 0, len(rows))
	for i := range rows {
		m, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// AddMessage writes a message; recipient, version, values and key never change
// after this. It gets an id, unless it brings one from ReserveMessage.
func (t *Tx) AddMessage(m crm.Message) (crm.Message, error) {
	var err error
	if m.ID == 0 {
		m.ID, err = t.ReserveMessage()
	}
	if err != nil {
		return m, err
	}
	vals, err := json.Marshal(m.Values)
	if err != nil {
		return m, err
	}
	m.Created = t.Now
	t.changedID("message", m.ID)
	attached, err := m.Attached.Value()
	if err != nil {
		return m, err
	}
	row := []any{int64(m.ID), m.Key, string(m.Channel), string(m.State), string(m.Reason), orNull(m.Card), orNull(m.Contact), orNull(m.User),
		orNull(m.Sequence), orNull(m.Enrolment), orNull(m.Step), int64(m.Resend), m.To, m.ToName, m.FromName, m.FromEmail, m.ReplyTo, orNull(m.Version),
		string(vals), string(m.Purpose), int64(m.Parts), orNull(m.Created), orNull(m.Planned), orNull(m.Due), orNull(m.SettledAt), attached, orNull(m.Sender)}
	if t.gather != nil {
		t.gather.pile(pileMessage, row)
		return m, nil
	}
	return m, t.must("INSERT INTO message ("+messageInsert+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row...)
}

const messageInsert = `id, key, channel, state, reason, card, contact, usr, sequence, enrolment, step, resend, recipient, to_name,
			from_name, from_email, reply_to, version, vals, purpose, parts, created, planned, due, settled_at, attached, sender`

// Message reads one message.
func (v *View) Message(id crm.MessageID) (crm.Message, error) {
	list, err := v.messages("SELECT "+messageColumns+messageFrom+"WHERE m.id = ?", id)
	if err == nil && len(list) == 0 {
		err = crm.NotFound("message")
	}
	if err != nil {
		return crm.Message{}, err
	}
	return list[0], nil
}

// MessagesOfStep reads the messages of one step of one enrolment.
func (v *View) MessagesOfStep(id crm.EnrolmentID, step crm.StepID) ([]crm.Message, error) {
	if k := v.ahead(); k != nil {
		if m, only := k.messages[stepKey{id, step}]; only {
			return []crm.Message{m}, nil
		}
	}
	return v.messages("SELECT "+messageColumns+messageFrom+"WHERE m.enrolment = ? AND m.step = ? ORDER BY m.id", id, step)
}

// MoveMessage writes a message's new state, if it is still as the caller saw
// it: in state from, with the caller's fence. moved is false where somebody
// else (a person, a leaving card, a newer claim) was first.
func (t *Tx) MoveMessage(m crm.Message, from crm.MessageState) (moved bool, err error) {
	if !crm.CanMove(from, m.State) {
		return false, crm.Fail(crm.CodeConflict, "error.message.move", "from", string(from), "to", string(m.State))
	}
	if m.State != crm.MessageQueued && m.State != crm.MessageSending {
		m.Worker = 0
	}
	if m.State != crm.MessageQueued {
		m.Due = 0
	}
	if m.State.Settled() && m.SettledAt == 0 {
		m.SettledAt = t.Now
	}
	if err := t.keepMessage(m); err != nil {
		return false, err
	}
	t.Changed("message", m.ID.String())
	n, err := t.exec(`UPDATE message SET state = ?, reason = ?, planned = ?, due = ?, attempts = ?, handed_at = ?, settled_at = ?, reply = ?, remote = ?, worker = ?,
			account = CASE WHEN ? = 'sending' THEN ? ELSE account END
		WHERE id = ? AND state = ? AND fence = ?`,
		m.State, m.Reason, m.Planned, m.Due, m.Attempts, m.HandedAt, m.SettledAt, m.Reply, m.Remote, m.Worker,
		m.State, m.Account, m.ID, from, m.Fence)
	if err != nil || n != 1 {
		return false, err
	}
	return true, t.touchMessage(m, from)
}

// touchMessage notes for filters that a message counts as sent now, or no longer,
// or that it failed.
func (t *Tx) touchMessage(m crm.Message, from crm.MessageState) error {
	if from.WentOut() == m.State.WentOut() && m.State != crm.MessageFailed {
		return nil
	}
	depth, err := t.depthOf(m.Enrolment)
	if err != nil {
		return err
	}
	t.Touch(m.Card, crm.Cause{Depth: depth}.Next(m.Sequence), "messages")
	return nil
}

// depthOf is how deep in a chain of sequences an enrolment is.
func (v *View) depthOf(id crm.EnrolmentID) (depth int, err error) {
	if k := v.ahead(); k != nil {
		if e, known := k.enrolments[id]; known {
			return e.Depth, nil
		}
	}
	return depth, v.get(&depth, "SELECT depth FROM enrolment WHERE id = ?", id)
}

// StillClaimed says whether a worker's claim on a message holds.
func (v *View) StillClaimed(m crm.Message) (bool, error) {
	var n int
	err := v.get(&n, "SELECT count(*) FROM message m JOIN enrolment e ON e.id = m.enrolment WHERE m.id = ? AND m.state = 'queued' AND m.worker = ? AND m.fence = ? AND e.paused = 0", m.ID, m.Worker, m.Fence)
	return n == 1, err
}

// StillOurs says whether an unsent message is still the worker's, paused or
// not.
func (v *View) StillOurs(m crm.Message) (bool, error) {
	var n int
	err := v.get(&n, "SELECT count(*) FROM message WHERE id = ? AND state = 'queued' AND worker = ? AND fence = ?", m.ID, m.Worker, m.Fence)
	return n == 1, err
}

// MarkSettled notes that an uncertain message holds its sequence up no longer;
// it stays uncertain.
func (t *Tx) MarkSettled(m crm.Message) (bool, error) {
	t.Changed("message", m.ID.String())
	n, err := t.exec("UPDATE message SET reason = ?, settled_at = ? WHERE id = ? AND state = 'uncertain' AND (settled_at IS NULL OR reason <> ?)", m.Reason, m.SettledAt, m.ID, m.Reason)
	return n == 1, err
}

// OpenMessages reads what of an enrolment waits in the outbox: queued and held.
func (v *View) OpenMessages(id crm.EnrolmentID) ([]crm.Message, error) {
	return v.messages("SELECT "+messageColumns+messageFrom+"WHERE m.enrolment = ? AND m.state IN ('queued', 'held') ORDER BY m.id", id)
}

// DeadClaims reads the messages that an earlier process had claimed or was
// sending when it ended.
func (v *View) DeadClaims(me crm.WorkerID, limit int) ([]crm.Message, error) {
	return v.messages("SELECT "+messageColumns+messageFrom+"WHERE m.worker IS NOT NULL AND m.worker <> ? ORDER BY m.id LIMIT ?", me, limit)
}

// MessagesInState reads messages of one state in id order.
func (v *View) MessagesInState(state crm.MessageState, after crm.MessageID, limit int) ([]crm.Message, error) {
	return v.messages("SELECT "+messageColumns+messageFrom+"WHERE m.state = ? AND m.id > ? ORDER BY m.id LIMIT ?", state, int64(after), limit)
}

// CountWaiting counts the queued messages of a channel.
func (v *View) CountWaiting(ch crm.Channel) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM message WHERE state = 'queued' AND channel = ?", ch)
}

// MessageCounts counts the messages by state, failed ones since a moment.
func (v *View) MessageCounts() (map[crm.MessageState]int, error) {
	return v.messageCounts("SELECT state, count(*) AS n FROM message GROUP BY state")
}

func (v *View) messageCounts(query string) (map[crm.MessageState]int, error) {
	var rows []struct {
		State crm.MessageState `db:"state"`
		N     int              `db:"n"`
	}
	err := v.list(&rows, query)
	out := make(map[crm.MessageState]int, len(rows))
	for _, r := range rows {
		out[r.State] = r.N
	}
	return out, err
}

// WaitingCounts counts the messages that are not settled, by state.
func (v *View) WaitingCounts() (map[crm.MessageState]int, error) {
	return v.messageCounts("SELECT state, count(*) AS n FROM message WHERE state IN ('queued', 'sending', 'held') GROUP BY state")
}

// FailedSince counts the messages that failed since a moment and were not sent
// again.
func (v *View) FailedSince(since crm.Instant) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM message INDEXED BY message_failed WHERE state = 'failed' AND settled_at >= ? AND reason <> ?", since, crm.ReasonSentAgain)
}

// CountUndecided counts the uncertain messages that a person has not sent
// again: the list "Uncertain".
func (v *View) CountUndecided() (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM message WHERE state = 'uncertain' AND reason <> ?", crm.ReasonSentAgain)
}

// SetReason changes why a message waits, and nothing else.
func (t *Tx) SetReason(m crm.Message) error {
	t.Changed("message", m.ID.String())
	return t.must("UPDATE message SET reason = ? WHERE id = ? AND state = ?", m.Reason, m.ID, m.State)
}
