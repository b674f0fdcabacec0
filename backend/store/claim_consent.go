package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// allowed is what stands against the recipients of some messages: all of them
// were looked at, and only what isn't the usual is kept.
type allowed struct {
	contacts map[crm.ContactID]bool
	consents map[recipient]crm.Consent // those that are not active
	channel  crm.Channel
	marked   map[string]crm.SuppressionScope // by address; ScopeNone for one that was looked for
}

type recipient struct {
	Contact crm.ContactID `db:"contact"`
	Channel crm.Channel   `db:"channel"`
	Value   string        `db:"value"`
}

// KnowConsents reads ahead, within a Gather, what the recipients of messages of one
// channel said and what the suppression list says of them: for each of them
// nobody needs to read a whole client.
func (t *Tx) KnowConsents(ch crm.Channel, list []crm.Message) error {
	k := t.ahead()
	if k == nil || len(list) == 0 {
		return nil
	}
	a := &allowed{channel: ch, contacts: make(map[crm.ContactID]bool, len(list)), consents: map[recipient]crm.Consent{}}
	ids := make([]crm.ContactID, 0, len(list))
	for _, m := range list {
		if m.Contact != 0 && !a.contacts[m.Contact] {
			a.contacts[m.Contact] = true
			ids = append(ids, m.Contact)
		}
	}
	var rows []struct {
		recipient
		Consent crm.Consent `db:"consent"`
	}
	const query = "SELECT contact, channel, value, consent FROM address WHERE contact IN (SELECT value FROM json_each(?)) AND consent <> ?"
	if err := t.list(&rows, query, idList(ids), string(crm.ConsentActive)); err != nil {
		return err
	}
	for _, r := range rows {
		a.consents[r.recipient] = r.Consent
	}
	var err error
	if a.marked, err = t.scopesOf(ch, list); err == nil {
		k.allowed = a
	}
	return err
}

// scopesOf is Suppressed for all recipients of some messages.
func (t *Tx) scopesOf(ch crm.Channel, list []crm.Message) (map[string]crm.SuppressionScope, error) {
	out := make(map[string]crm.SuppressionScope, len(list))
	for _, m := range list {
		out[m.To] = crm.ScopeNone
	}
	var some bool
	if err := t.get(&some, "SELECT EXISTS (SELECT 1 FROM suppression WHERE channel = ?)", string(ch)); err != nil || !some {
		return out, err
	}
	old, err := t.firstMarks(ch)
	if err != nil {
		return nil, err
	}
	whose, hashes := make(map[string]string, 2*len(out)), make([]string, 0, 2*len(out))
	for value := range out {
		for _, hash := range []string{t.mark(ch, value), old(value)} {
			whose[hash] = value
			hashes = append(hashes, hash)
		}
	}
	text, err := json.Marshal(hashes)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Hash  string               `db:"hash"`
		Scope crm.SuppressionScope `db:"scope"`
	}
	const query = "SELECT hash, scope FROM suppression WHERE channel = ? AND hash IN (SELECT value FROM json_each(?)) ORDER BY scope DESC, id DESC"
	if err := t.list(&rows, query, string(ch), string(text)); err != nil {
		return nil, err
	}
	for _, r := range rows {
		out[whose[r.Hash]] = r.Scope // the last one is the one that SuppressionOf finds
	}
	return out, nil
}

// consent is what a recipient said, if they are among the known ones.
func (a *allowed) consent(r recipient) (c crm.Consent, known bool) {
	if a == nil || !a.contacts[r.Contact] {
		return crm.ConsentActive, false
	}
	if c, known = a.consents[r]; !known {
		c = crm.ConsentActive
	}
	return c, true
}

// scope is what the suppression list keeps from an address, if it is among the
// known ones.
func (a *allowed) scope(ch crm.Channel, value string) (s crm.SuppressionScope, known bool) {
	if a == nil || a.channel != ch {
		return crm.ScopeNone, false
	}
	s, known = a.marked[value]
	return s, known
}
