package store

import "stepwise/backend/crm"

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

// CountEntered counts how many of some new cards are enrolled in a sequence.
func (v *View) CountEntered(seq crm.SequenceID, cards []crm.CardID) (n int, err error) {
	if len(cards) == 0 {
		return 0, nil
	}
	return n, v.get(&n, "SELECT count(DISTINCT card) FROM enrolment WHERE sequence = ? AND card BETWEEN ? AND ?", seq, cards[0], cards[len(cards)-1])
}

// AccountPause is until when due messages wait because their server asked for
// a pause, 0 where none do.
func (v *View) AccountPause() (crm.Instant, error) {
	var until crm.Instant
	return until, v.get(&until, `SELECT min(a.until) FROM account a WHERE a.stopped = 0 AND a.until > ?
		AND EXISTS (SELECT 1 FROM message m WHERE m.channel = a.channel AND m.state = 'queued' AND m.due <= ?)`, v.now, v.now)
}
