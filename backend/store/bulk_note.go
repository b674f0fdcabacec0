package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// noteAll adds the same line to the histories of many cards.
func (t *Tx) noteAll(a crm.Activity, cards []crm.CardID) error {
	if len(cards) == 0 {
		return nil
	}
	first, err := t.NextIDs("activity", len(cards))
	if err != nil {
		return err
	}
	args, err := json.Marshal(a.Say.Args)
	if err != nil {
		return err
	}
	t.changedRun("card", len(cards), cards[0].String())
	_, err = t.exec(`INSERT INTO activity (id, card, at, kind, cause, usr, sequence, message, key, args)
		SELECT ? + key, value, ?, ?, ?, ?, ?, ?, ?, ? FROM json_each(?)`,
		first, t.Now, a.Kind, a.Cause, a.User, a.Sequence, a.Message, a.Say.Key, string(args), idList(cards))
	return err
}
