package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"

	"stepwise/backend/crm"
)

const suppressionColumns = "s.id, s.channel, s.value, s.scope, s.reason, s.since, s.usr, s.source, s.proof"

// Suppressed is what the suppression list keeps away from an address.
func (v *View) Suppressed(ch crm.Channel, value string) (crm.SuppressionScope, error) {
	if k := v.ahead(); k != nil {
		if scope, known := k.allowed.scope(ch, value); known {
			return scope, nil
		}
	}
	if k, err := v.withClients(); err != nil {
		return crm.ScopeNone, err
	} else if k != nil {
		if scope, known := k.suppressed[string(ch)+value]; known {
			return scope, nil
		}
	}
	s, _, err := v.SuppressionOf(ch, value)
	return s.Scope, err
}

// SuppressionOf reads the entry of an address on the suppression list.
func (v *View) SuppressionOf(ch crm.Channel, value string) (s crm.Suppression, found bool, err error) {
	old, err := v.firstMark(ch, value)
	if err != nil {
		return s, false, err
	}
	found, err = v.one(&s, "SELECT "+suppressionColumns+" FROM suppression s WHERE s.channel = ? AND s.hash IN (?, ?) ORDER BY s.scope, s.id LIMIT 1", ch, v.mark(ch, value), old)
	return s, found, err
}

// Suppress puts an address wholly on the suppression list.
func (t *Tx) Suppress(ch crm.Channel, value string, why crm.SuppressionReason) error {
	return t.AddSuppression(crm.Suppression{Channel: ch, Value: value, Scope: crm.ScopeAll, Reason: why})
}

// AddSuppression puts an address on the suppression list. Where it is there
// already the earlier entry stays, unless the new one keeps more away or knows
// the address of a bare mark; who was erased stays a mark that nobody can read,
// made with the key that lies outside the database.
func (t *Tx) AddSuppression(s crm.Suppression) error {
	s.Since = t.Now
	old, found, err := t.SuppressionOf(s.Channel, s.Value)
	if err != nil {
		return err
	}
	hash := t.mark(s.Channel, s.Value)
	if s.Reason == crm.SuppressedErased {
		s.Value, s.Proof, s.Scope, s.Source = "", "", crm.ScopeAll, ""
	}
	s.Proof = clipRunes(s.Proof, crm.MaxProof)
	t.Changed("suppression", "*")
	switch {
	case !found:
		if s.ID, err = nextID[crm.SuppressionID](t, "suppression"); err != nil {
			return err
		}
		return t.must("INSERT INTO suppression (id, channel, hash, scope, reason, value, since, usr, source, proof) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			s.ID, s.Channel, hash, s.Scope, s.Reason, s.Value, s.Since, s.User, s.Source, s.Proof)
	case old.Reason == crm.SuppressedErased || old.Scope == crm.ScopeAll && s.Reason != crm.SuppressedErased && old.Value != "":
		return nil
	case old.Scope == crm.ScopeMarketing && s.Scope == crm.ScopeMarketing:
		return nil
	}
	return t.must("UPDATE suppression SET scope = ?, reason = ?, value = ?, since = ?, usr = ?, source = ?, proof = ? WHERE id = ?",
		s.Scope, s.Reason, s.Value, s.Since, s.User, s.Source, s.Proof, old.ID)
}

func clipRunes(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most])
}

// Unsuppress takes an address off the suppression list; who did it, and why, is
// kept.
func (t *Tx) Unsuppress(ch crm.Channel, value string, by crm.UserID, note string) error {
	s, found, err := t.SuppressionOf(ch, value)
	if err != nil || !found {
		return err
	}
	return t.LiftSuppression(s, by, note)
}

// LiftSuppression takes an entry off the suppression list; who did it, and why, is
// kept.
func (t *Tx) LiftSuppression(s crm.Suppression, by crm.UserID, note string) error {
	id, err := t.NextIDs("suppression_lifted", 1)
	if err != nil {
		return err
	}
	err = t.must("INSERT INTO suppression_lifted (id, channel, value, reason, since, lifted, usr, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		id, s.Channel, s.Value, s.Reason, s.Since, t.Now, by, clipRunes(note, crm.MaxProof))
	if err != nil {
		return err
	}
	t.Changed("suppression", "*")
	return t.must("DELETE FROM suppression WHERE id = ?", s.ID)
}

func (v *View) mark(ch crm.Channel, value string) string {
	return v.s.box.Mark(string(ch)+"|"+value, "suppression")
}

// firstMark is how the first version marked an address, with a key that is in
// the database; what it suppressed stays suppressed.
func (v *View) firstMark(ch crm.Channel, value string) (string, error) {
	mark, err := v.firstMarks(ch)
	if err != nil {
		return "", err
	}
	return mark(value), nil
}

// firstMarks is firstMark for many addresses of a channel.
func (v *View) firstMarks(ch crm.Channel) (func(value string) string, error) {
	var installation string
	if _, err := v.one(&installation, "SELECT value FROM setting WHERE key = ?", settingInstallation); err != nil {
		return nil, err
	}
	return func(value string) string {
		mac := hmac.New(sha256.New, []byte(installation))
		_, _ = mac.Write([]byte("suppression|" + string(ch) + "|" + value)) // a hash never fails to write
		return hex.EncodeToString(mac.Sum(nil))
	}, nil
}
