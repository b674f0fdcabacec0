package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// Lane is the messages of a channel that accounts of one owner take in turn.
type Lane struct {
	Channel crm.Channel
	Owner   crm.UserID   // whose messages; 0 for all who have no account of their own
	Apart   []crm.UserID // who has one, where Owner is 0
}

// where is the condition of a lane's messages that nobody tried yet, and its
// arguments. One in doubt belongs to the account that it was handed to.
func (l Lane) where() (string, []any) {
	if l.Owner != 0 {
		return "m.channel = ? AND m.handed_at IS NULL AND m.sender = ?", []any{l.Channel, l.Owner}
	}
	if len(l.Apart) == 0 {
		return "m.channel = ? AND m.handed_at IS NULL", []any{l.Channel}
	}
	return "m.channel = ? AND m.handed_at IS NULL AND (m.sender IS NULL OR m.sender NOT IN (SELECT value FROM json_each(?)))", []any{l.Channel, idList(l.Apart)}
}

const dueMessages = "m.state = 'queued' AND m.worker IS NULL AND m.due <= ?"

// Claim says which due messages a worker takes.
type Claim struct {
	Worker  crm.WorkerID
	Lane    Lane
	Account crm.AccountID // takes those in doubt that were handed to it, too
	Taker   bool          // false: nothing but these
	Inside  bool          // only those that go to colleagues
	Limit   int
}

// ClaimMessages gives due messages to a worker: a column, not a state. Messages
// of paused enrolments wait with them. What they say is not read: see WithTexts.
func (t *Tx) ClaimMessages(c Claim) (list []crm.Message, err error) {
	cond, args := "0", []any(nil)
	if c.Taker {
		cond, args = c.Lane.where()
	}
	cond = "(" + cond + " OR m.handed_at IS NOT NULL AND m.account = ?)"
	if c.Inside {
		cond += " AND m.usr IS NOT NULL"
	}
	args = append([]any{t.Now}, append(args, c.Account)...)
	var ids []crm.MessageID
	err = t.list(&ids, `SELECT m.id FROM message m INDEXED BY message_due JOIN enrolment e ON e.id = m.enrolment
		WHERE `+dueMessages+" AND "+cond+" AND e.paused = 0 ORDER BY m.due, m.id LIMIT ?", append(args, c.Limit)...)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return t.claimIDs(c.Worker, ids)
}

// ClaimBare is ClaimMessages for a channel that takes everything at once: of
// whatever lane.
func (t *Tx) ClaimBare(worker crm.WorkerID, ch crm.Channel, limit int) ([]crm.Message, error) {
	var ids []crm.MessageID
	err := t.list(&ids, `SELECT m.id FROM message m INDEXED BY message_due JOIN enrolment e ON e.id = m.enrolment
		WHERE `+dueMessages+" AND m.channel = ? AND e.paused = 0 ORDER BY m.due, m.id LIMIT ?", t.Now, ch, limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return t.claimIDs(worker, ids)
}

// ClaimOrphans is ClaimMessages for those in doubt whose account is gone.
func (t *Tx) ClaimOrphans(worker crm.WorkerID, ch crm.Channel, limit int) ([]crm.Message, error) {
	var ids []crm.MessageID
	err := t.list(&ids, `SELECT m.id FROM message m INDEXED BY message_due JOIN enrolment e ON e.id = m.enrolment
		WHERE `+dueMessages+` AND m.channel = ? AND m.handed_at IS NOT NULL AND (m.account IS NULL OR m.account NOT IN (SELECT id FROM account))
			AND e.paused = 0 ORDER BY m.due, m.id LIMIT ?`, t.Now, ch, limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return t.claimIDs(worker, ids)
}

func (t *Tx) claimIDs(worker crm.WorkerID, ids []crm.MessageID) (list []crm.Message, err error) {
	in := idList(ids)
	if _, err := t.exec("UPDATE message SET worker = ?, fence = fence + 1 WHERE id IN (SELECT value FROM json_each(?))", worker, in); err != nil {
		return nil, err
	}
	return list, t.list(&list, "SELECT "+bareColumns+" FROM message m WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.due, m.id", in)
}

// ValuesOf reads the merged values of messages.
func (v *View) ValuesOf(ids []crm.MessageID) (map[crm.MessageID]crm.MergeValues, error) {
	var rows []struct {
		ID   crm.MessageID `db:"id"`
		Vals []byte        `db:"vals"`
	}
	if err := v.list(&rows, "SELECT id, vals FROM message WHERE id IN (SELECT value FROM json_each(?))", idList(ids)); err != nil {
		return nil, err
	}
	out := make(map[crm.MessageID]crm.MergeValues, len(rows))
	for _, r := range rows {
		var vals crm.MergeValues
		if err := json.Unmarshal(r.Vals, &vals); err != nil {
			return nil, err
		}
		out[r.ID] = vals
	}
	return out, nil
}

// AnyDue says whether a message of a channel is due that nobody has claimed.
func (v *View) AnyDue(ch crm.Channel) (any bool, err error) {
	return any, v.get(&any, "SELECT EXISTS (SELECT 1 FROM message m INDEXED BY message_due WHERE "+dueMessages+" AND m.channel = ?)", v.now, ch)
}

// CountDue counts the messages that are due and nobody has claimed, up to a
// number.
func (v *View) CountDue(limit int) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM (SELECT 1 FROM message m INDEXED BY message_due WHERE "+dueMessages+" LIMIT ?)", v.now, limit)
}

// MarkWaiting gives the due messages of a lane the reason why nothing moves;
// inside: only those that go to colleagues.
func (t *Tx) MarkWaiting(l Lane, why crm.Reason, inside bool) error {
	cond, args := l.where()
	if inside {
		cond += " AND m.usr IS NOT NULL"
	}
	n, err := t.exec("UPDATE message AS m INDEXED BY message_due SET reason = ? WHERE "+dueMessages+" AND "+cond+" AND m.reason <> ?",
		append(append([]any{why, t.Now}, args...), why)...)
	if n > 0 {
		t.Changed("message", "*")
	}
	return err
}

// HandedSince counts what an account handed over behind a moment.
func (v *View) HandedSince(a crm.AccountID, after crm.Instant) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM message INDEXED BY message_handed WHERE account = ? AND handed_at > ?", int64(a), after)
}

// HandedBefore is when an account handed over the n-th last message, 0 where it
// has not so many.
func (v *View) HandedBefore(a crm.AccountID, n int) (at crm.Instant, err error) {
	_, err = v.one(&at, "SELECT handed_at FROM message INDEXED BY message_handed WHERE account = ? AND handed_at IS NOT NULL ORDER BY handed_at DESC LIMIT 1 OFFSET ?", int64(a), n-1)
	return at, err
}

// RestUntil notes that an account's rate is used up until a moment; 0: that it
// isn't.
func (t *Tx) RestUntil(id crm.AccountID, next crm.Instant) error {
	_, err := t.exec("UPDATE account SET next = ? WHERE id = ? AND next IS NOT ?", next, int64(id), next)
	return err
}

// Handed is a message to a person that was handed over, or is about to be.
type Handed struct {
	ID crm.MessageID `db:"id"`
	At crm.Instant   `db:"at"` // 0 where it is claimed
}

// HandedToPerson reads the automatic messages but service ones that were handed
// over for a contact since a moment, and those that are claimed; not those that
// were refused or given up.
func (v *View) HandedToPerson(id crm.ContactID, since crm.Instant) (list []Handed, err error) {
	return list, v.list(&list, `SELECT id, coalesce(handed_at, 0) AS at FROM message WHERE contact = ? AND purpose <> 'service' AND resend = 0
		AND (handed_at >= ? AND state NOT IN ('failed', 'held', 'suppressed', 'cancelled') OR state = 'queued' AND worker IS NOT NULL)`, int64(id), since)
}
