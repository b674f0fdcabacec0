package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// noteAll adds the same line to the histories of many cards.
func (t *Tx) noteAll(a crm.Activity, cards []crm.CardID) error {
	if len(cards) == 0 || t.s.memory != nil {
		return nil
	}
	if len(cards) <= fewCards {
		for _, card := range cards {
			a.Card = card
			if err := t.Note(a); err != nil {
				return err
			}
		}
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

// Created is the line with which the history of an imported card begins. It has
// no row of its own, which a hundred thousand cards would feel: the card says
// when, its import who. Other cards have a row, and none is found.
func (v *View) Created(card crm.CardID) (line HistoryLine, found bool, err error) {
	found, err = v.one(&line, `SELECT c.id AS card, c.created AS at, i.usr AS user, coalesce(u.name, '') AS who
		FROM card c LEFT JOIN import_run r ON r.first = (SELECT max(x.first) FROM import_run x WHERE x.first <= c.id) AND r.last >= c.id
			LEFT JOIN import i ON i.id = r.import LEFT JOIN app_user u ON u.id = i.usr
		WHERE c.id = ? AND c.created_by = 'import'
			AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.card = c.id AND a.key = 'activity.created')`, card)
	line.Kind, line.Cause, line.Key, line.Args = crm.ActivityCard, crm.CauseImport, "activity.created", "{}"
	line.Say = crm.Say(line.Key)
	return line, found, err
}
