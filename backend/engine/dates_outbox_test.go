package engine_test

import (
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestAMessageBeforeADateDoesNotGoOnceTheDateHasCome(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, back string
		lateness   int
		want       string
	}{
		{"the server is back in time", "2026-11-24 22:00", 0, "sent"},
		{"the server is back on the day", "2026-11-25 09:00", 0, "held: too_late"},
		{"a limit of its own holds instead", "2026-11-25 09:00", 72, "sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("1d 17:00", s.on("Valid until", true), func(st *crm.Step) { st.Lateness = c.lateness }))
			s.Activate(q, engine.ScopeNew)
			s.Email.Otherwise(fake.Unreached)
			s.valid("Ion Popescu", "2026-11-25")
			s.Advance(c.back)
			s.Email.Otherwise(fake.Accepted)
			s.Advance("12h")
			same(t, "the message", s.outbox(), []string{c.want})
		})
	}
}

func TestAnAddressInAFieldGetsNothingThatItsOwnerMayNotGet(t *testing.T) {
	t.Parallel()
	s := tell(t)
	var field crm.Field
	s.Write(func(tx *store.Tx) (err error) {
		field, err = tx.SaveField(crm.Field{Product: s.Product, Name: "Billing email", Slug: "billing_email", Type: crm.FieldEmail, Position: 9})
		return err
	})
	q := s.offers(s.email("0d", func(st *crm.Step) { st.Recipient, st.RecipientField = crm.RecipientField, field.ID }))
	s.Activate(q, engine.ScopeNew)
	s.Card("Dan Rusu", testkit.NewLead, testkit.Email("dan@firma.example"))
	s.SetConsent(crm.ChannelEmail, "dan@firma.example", crm.ConsentBounced)
	to := func(c *testkit.NewCard) { c.Draft.Fields[field.ID] = "dan@firma.example" }
	ion := s.Card("Ion Popescu", testkit.OfferSent, to)
	nobody := s.Card("Ana Pop", testkit.OfferSent, testkit.NoContact, func(c *testkit.NewCard) { c.Draft.Fields[field.ID] = "ana@firma.example" })
	s.Tick()
	equal(t, "sent", len(s.Sent()), 0)
	same(t, "an address that bounced for its owner", s.runs(q, ion), []string{"2026-11-23 10:00 skipped: bounced"})
	same(t, "a card without a client", s.runs(q, nobody), []string{"2026-11-23 10:00 skipped: no_contact"})
}
