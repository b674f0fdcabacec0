package store

import "stepwise/backend/crm"

// ReasonCount counts the messages of one state that have one reason.
type ReasonCount struct {
	Reason crm.Reason `json:"reason" db:"reason" ts_type:"string"`
	Count  int        `json:"count" db:"n"`
}

// MessageReasons counts the messages of a state by reason, the most first.
func (v *View) MessageReasons(state crm.MessageState) ([]ReasonCount, error) {
	list := []ReasonCount{}
	return list, v.list(&list, `SELECT reason, count(*) AS n FROM message INDEXED BY message_where WHERE state = ?
		GROUP BY reason ORDER BY n DESC, reason`, state)
}

// CountMessages counts the messages of a view, whatever its page.
func (v *View) CountMessages(q MessageQuery) (n int, err error) {
	where, args := q.where()
	return n, v.get(&n, "SELECT count(*) FROM "+q.from()+" WHERE "+where, args...)
}

// MessageIDs reads the ids of a view's messages from the oldest on: those after
// one and up to another, both in the order of ids.
func (v *View) MessageIDs(q MessageQuery, after, last crm.MessageID, limit int) (list []crm.MessageID, err error) {
	q.Before = 0
	where, args := q.where()
	return list, v.list(&list, "SELECT m.id FROM "+q.from()+" WHERE "+where+" AND m.id > ? AND m.id <= ? ORDER BY m.id LIMIT ?",
		append(args, int64(after), int64(last), limit)...)
}

// MessageHistory reads what the history of its card says of a message, oldest
// first.
func (v *View) MessageHistory(m crm.Message) ([]HistoryLine, error) {
	lines := []HistoryLine{}
	err := v.list(&lines, `SELECT a.id, a.card, a.at, a.kind, a.cause, a.usr AS user, a.sequence, a.message, a.key, a.args, coalesce(u.name, '') AS who
		FROM activity a LEFT JOIN app_user u ON u.id = a.usr WHERE a.card = ? AND a.message = ? ORDER BY a.id`, m.Card, m.ID)
	for i := range lines {
		if err == nil {
			err = lines[i].say()
		}
	}
	return lines, err
}
