package store

import (
	"slices"

	"stepwise/backend/crm"
)

// NextTurn is whose turn it is among users at what key names: the one behind the
// last, in their order; deactivated ones are passed over. It is remembered. None
// where nobody is active.
func (t *Tx) NextTurn(key string, users []crm.UserID) (crm.UserID, error) {
	var last crm.UserID
	if _, err := t.one(&last, "SELECT last FROM turn WHERE key = ?", key); err != nil {
		return 0, err
	}
	from := slices.Index(users, last) + 1
	for i := range users {
		id := users[(from+i)%len(users)]
		u, err := t.User(id)
		if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
			return 0, err
		}
		if err == nil && u.Active {
			return id, t.must("INSERT INTO turn (key, last) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET last = excluded.last", key, id)
		}
	}
	return 0, nil
}
