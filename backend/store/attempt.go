package store

import "stepwise/backend/crm"

// NoteAttempt adds what a try came to to a message's story.
func (t *Tx) NoteAttempt(a crm.Attempt) error {
	return t.must(`INSERT INTO attempt (message, n, at, account, handed, outcome, code, words)
		SELECT ?, coalesce(max(n), 0) + 1, ?, ?, ?, ?, ?, ? FROM attempt WHERE message = ?`,
		a.Message, t.Now, a.Account, a.Handed, a.Outcome, a.Code, a.Words, a.Message)
}

// Attempts are the tries at a message that were not accepted, in order.
func (v *View) Attempts(id crm.MessageID) ([]crm.Attempt, error) {
	list := []crm.Attempt{}
	return list, v.list(&list, "SELECT message, n, at, coalesce(account, 0) AS account, handed, outcome, code, words FROM attempt WHERE message = ? ORDER BY n", id)
}
