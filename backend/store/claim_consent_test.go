package store_test

import (
	"context"
	"fmt"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// What is read ahead for many recipients is what is read for each of them.
func TestWhatRecipientsSaidIsTheSameForManyAsForEach(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	consents := []crm.Consent{crm.ConsentActive, crm.ConsentUnsubscribed, crm.ConsentBounced, crm.ConsentUnconfirmed}
	scopes := []crm.SuppressionScope{crm.ScopeNone, crm.ScopeMarketing, crm.ScopeAll}
	var list []crm.Message
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		for i := range len(consents) * len(scopes) {
			to := fmt.Sprintf("client%d@example.com", i)
			c, err := tx.SaveContact(crm.Contact{Kind: crm.ContactPerson, Name: "Ion", Addresses: []crm.Address{
				{Channel: crm.ChannelEmail, Typed: to, Value: to, Consent: consents[i%len(consents)]},
				{Channel: crm.ChannelEmail, Typed: "other" + to, Value: "other" + to, Consent: crm.ConsentBounced},
			}})
			must(t, err)
			if scope := scopes[i%len(scopes)]; scope != crm.ScopeNone {
				must(t, tx.AddSuppression(crm.Suppression{Channel: crm.ChannelEmail, Value: to, Scope: scope, Reason: crm.SuppressedManual}))
			}
			list = append(list, crm.Message{Contact: c.ID, Channel: crm.ChannelEmail, To: to},
				crm.Message{Contact: c.ID, Channel: crm.ChannelEmail, To: "gone@example.com"})
		}
		return tx.AddSuppression(crm.Suppression{Channel: crm.ChannelSMS, Value: "client0@example.com", Scope: crm.ScopeAll, Reason: crm.SuppressedManual})
	}))
	said := func(tx *store.Tx) (out []string) {
		for _, m := range list {
			consent, err := tx.ConsentOf(m.Contact, m.Channel, m.To)
			must(t, err)
			scope, err := tx.Suppressed(m.Channel, m.To)
			must(t, err)
			out = append(out, fmt.Sprintf("%s: %s %s", m.To, consent, scope))
		}
		return out
	}
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		each := said(tx)
		return tx.Gather(nil, func() error {
			must(t, tx.KnowConsents(crm.ChannelEmail, list))
			for i, many := range said(tx) {
				if many != each[i] {
					t.Errorf("read ahead %q, read alone %q", many, each[i])
				}
			}
			return nil
		})
	}))
}
