package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

type inletCallRow struct {
	ID       crm.InletCallID `db:"id"`
	Inlet    crm.InletID     `db:"inlet"`
	At       crm.Instant     `db:"at"`
	Answer   int             `db:"answer"`
	Repeated bool            `db:"repeated"`
	Body     string          `db:"body"`
	Problems string          `db:"problems"`
	Made     bool            `db:"made"`
	Card     crm.CardID      `db:"card"`
}

// InletCalls reads the last calls at an address, the newest first.
func (v *View) InletCalls(id crm.InletID) ([]crm.InletCall, error) {
	var rows []inletCallRow
	err := v.list(&rows, "SELECT id, inlet, at, answer, repeated, coalesce(body, '') AS body, problems, made, card FROM inlet_call WHERE inlet = ? ORDER BY id DESC", id)
	if err != nil {
		return nil, err
	}
	list := make([]crm.InletCall, 0, len(rows))
	for _, r := range rows {
		c := crm.InletCall{ID: r.ID, Inlet: r.Inlet, At: r.At, Answer: r.Answer, Repeated: r.Repeated, Body: r.Body, Made: r.Made, Card: r.Card}
		if err := json.Unmarshal([]byte(r.Problems), &c.Problems); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// NoteInletCall keeps a call to look at; the oldest go.
func (t *Tx) NoteInletCall(c crm.InletCall) error {
	if c.Problems == nil {
		c.Problems = []crm.Problem{}
	}
	problems, err := json.Marshal(c.Problems)
	if err != nil {
		return err
	}
	var body *string
	if c.Body != "" {
		body = &c.Body
	}
	id, err := nextID[crm.InletCallID](t, "inlet_call")
	if err != nil {
		return err
	}
	t.Changed("inlet", c.Inlet.String())
	err = t.must("INSERT INTO inlet_call (id, inlet, at, answer, repeated, body, problems, made, card) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		id, c.Inlet, t.Now, c.Answer, c.Repeated, body, string(problems), c.Made, c.Card)
	if err != nil {
		return err
	}
	if _, err = t.exec("DELETE FROM inlet_call WHERE inlet = ?1 AND id NOT IN (SELECT id FROM inlet_call WHERE inlet = ?1 ORDER BY id DESC LIMIT ?2)", int64(c.Inlet), crm.KeepInletCalls); err != nil {
		return err
	}
	if c.Card == 0 {
		return nil
	}
	_, err = t.exec("UPDATE inlet SET used = ? WHERE id = ?", t.Now, c.Inlet)
	return err
}

// CallsOfCards reads the calls that made or changed some cards and whose content
// is still kept, oldest first: for an export.
func (v *View) CallsOfCards(cards []crm.CardID) (bodies []string, err error) {
	if len(cards) == 0 {
		return nil, nil
	}
	query, args, err := in("SELECT body FROM inlet_call WHERE card IN (?) AND body IS NOT NULL ORDER BY id", cards)
	if err != nil {
		return nil, err
	}
	return bodies, v.list(&bodies, query, args...)
}

// InletKept is what is known of a call that was taken.
type InletKept struct {
	Print string     `db:"print"` // of what it said
	Card  crm.CardID `db:"card"`
	Made  bool       `db:"made"`
}

// KeptCall finds a call that was taken at an address under a key.
func (v *View) KeptCall(id crm.InletID, key string) (k InletKept, found bool, err error) {
	found, err = v.one(&k, "SELECT print, card, made FROM inlet_key WHERE inlet = ? AND key = ? AND until >= ?", id, key, v.now)
	return k, found, err
}

// KeepCall remembers a call that was taken until a moment.
func (t *Tx) KeepCall(id crm.InletID, key string, k InletKept, until crm.Instant) error {
	_, err := t.exec(`INSERT INTO inlet_key (inlet, key, print, at, until, card, made) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (inlet, key) DO UPDATE SET print = excluded.print, at = excluded.at, until = excluded.until, card = excluded.card, made = excluded.made`,
		id, key, k.Print, t.Now, until, k.Card, k.Made)
	return err
}
