package store

import "stepwise/backend/crm"

// keepReceipts is how long receipts for ids that nobody knows are kept, and how
// long the parts of a message wait for theirs, in milliseconds.
const keepReceipts = 72 * 3600 * 1000

// keepTexts is how long it is known which texts came in, in milliseconds.
const keepTexts = 30 * 24 * 3600 * 1000

// AddParts notes the provider's ids of parts of a message that it took.
func (t *Tx) AddParts(account crm.AccountID, message crm.MessageID, remotes []string) error {
	for _, remote := range remotes {
		if _, err := t.exec("INSERT INTO message_part (account, remote, message, state, at) VALUES (?, ?, ?, 'sent', ?) ON CONFLICT DO NOTHING",
			account, remote, message, t.Now); err != nil {
			return err
		}
	}
	return nil
}

// MovePart writes what became of a part; what is final stays.
func (t *Tx) MovePart(account crm.AccountID, remote string, to crm.MessageState) error {
	_, err := t.exec("UPDATE message_part SET state = ? WHERE account = ? AND remote = ? AND state = 'sent'", to, account, remote)
	return err
}

// PartStates are what became of the known parts of a message.
func (v *View) PartStates(id crm.MessageID) (list []crm.MessageState, err error) {
	return list, v.list(&list, "SELECT state FROM message_part WHERE message = ?", id)
}

// MessageOfPart reads the message that a part belongs to.
func (v *View) MessageOfPart(account crm.AccountID, remote string) (m crm.Message, found bool, err error) {
	return v.oneMessage("SELECT "+messageColumns+messageFrom+"WHERE m.id = (SELECT message FROM message_part WHERE account = ? AND remote = ?)", account, remote)
}

// MessageWithKey reads the message that has a key.
func (v *View) MessageWithKey(key string) (m crm.Message, found bool, err error) {
	return v.oneMessage("SELECT "+messageColumns+messageFrom+"WHERE m.key = ?", key)
}

func (v *View) oneMessage(query string, args ...any) (m crm.Message, found bool, err error) {
	list, err := v.messages(query, args...)
	if err != nil || len(list) == 0 {
		return m, false, err
	}
	return list[0], true, nil
}

// OpenParts are parts that an account waits for the receipts of, those first that
// were not asked for the longest.
func (v *View) OpenParts(account crm.AccountID, most int) (list []crm.OpenPart, err error) {
	return list, v.list(&list, `SELECT m.key, p.remote FROM message_part p JOIN message m ON m.id = p.message
		WHERE p.account = ? AND p.state = 'sent' AND m.handed_at > ? AND m.state IN ('sent', 'uncertain') ORDER BY p.at, p.remote LIMIT ?`,
		account, v.now-keepReceipts, most)
}

// AskedFor notes that parts were asked for now.
func (t *Tx) AskedFor(account crm.AccountID, list []crm.OpenPart) error {
	for _, part := range list {
		if _, err := t.exec("UPDATE message_part SET at = ? WHERE account = ? AND remote = ?", t.Now, account, part.Remote); err != nil {
			return err
		}
	}
	return nil
}

// KeepReceipt keeps a receipt for an id that nobody knows yet. What is final
// stays.
func (t *Tx) KeepReceipt(account crm.AccountID, r crm.Receipt) error {
	_, err := t.exec(`INSERT INTO receipt (account, remote, state, words, bad_address, at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET state = excluded.state, words = excluded.words, bad_address = excluded.bad_address WHERE state = 'sent'`,
		account, r.Remote, r.State, r.Words, r.BadAddress, t.Now)
	return err
}

// TakeReceipt takes the receipt out that was kept for an id.
func (t *Tx) TakeReceipt(account crm.AccountID, remote string) (r crm.Receipt, found bool, err error) {
	var row struct {
		State crm.MessageState `db:"state"`
		Words string           `db:"words"`
		Bad   bool             `db:"bad_address"`
	}
	if found, err = t.one(&row, "SELECT state, words, bad_address FROM receipt WHERE account = ? AND remote = ?", account, remote); err != nil || !found {
		return r, found, err
	}
	_, err = t.exec("DELETE FROM receipt WHERE account = ? AND remote = ?", account, remote)
	return crm.Receipt{Remote: remote, State: row.State, Words: row.Words, BadAddress: row.Bad}, true, err
}

// FirstTime says whether a text that came in is a new one; without an id it
// always is.
func (t *Tx) FirstTime(account crm.AccountID, remote string) (bool, error) {
	if remote == "" {
		return true, nil
	}
	n, err := t.exec("INSERT INTO incoming_sms (account, remote, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", account, remote, t.Now)
	return n == 1, err
}

// ForgetReceipts lets go of receipts that nobody asked for in time, and of which
// texts came in long ago.
func (t *Tx) ForgetReceipts() error {
	if _, err := t.exec("DELETE FROM receipt WHERE at < ?", t.Now-keepReceipts); err != nil {
		return err
	}
	_, err := t.exec("DELETE FROM incoming_sms WHERE at < ?", t.Now-keepTexts)
	return err
}
