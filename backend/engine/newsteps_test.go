package engine_test

import (
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (s story) change(timing string, c crm.CardChange) crm.Step {
	return testkit.Step(crm.StepChangeCard, timing, 0, func(st *crm.Step) { st.Change = &c })
}

func TestAStepChangesItsCard(t *testing.T) {
	t.Parallel()
	s := tell(t)
	maria := s.User("Maria Ionescu")
	city, total := s.Field("City"), s.Field("Offer total")
	q := s.offers(s.change("1d", crm.CardChange{
		Status: s.Status(testkit.Lost), Owner: maria,
		Fields: []crm.FieldChange{{Field: city.ID, Value: "Cluj"}, {Field: total.ID, Clear: true}},
	}))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent, func(c *testkit.NewCard) { c.Draft.Fields[total.ID] = 12.0 })
	s.Advance("2d")
	now := s.CardNow(ion)
	equal(t, "status", now.Status, s.Status(testkit.Lost))
	equal(t, "owner", now.Owner, maria)
	equal(t, "city", now.Fields[city.ID], any("Cluj"))
	equal(t, "total", now.Fields[total.ID], nil)
	equal(t, "a last step that makes its card leave completes", s.pending(q, ion), "completed")
	same(t, "the step", s.runs(q, ion), []string{"2026-11-24 10:00 done"})
}

func TestAChangeInTheMiddleThatMakesTheCardLeaveEndsTheRest(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.change("0d", crm.CardChange{Status: s.Status(testkit.Won)}), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("3d")
	equal(t, "the enrolment", s.pending(q, ion), "left: left_filter")
	equal(t, "tasks", len(s.Tasks()), 0)
}

func TestAChangeThatChangesNothingIsSkippedAndABrokenOneIsHeld(t *testing.T) {
	t.Parallel()
	s := tell(t)
	same := s.offers(s.change("0d", crm.CardChange{Status: s.Status(testkit.OfferSent)}))
	gone := s.offers(s.change("0d", crm.CardChange{Fields: []crm.FieldChange{{Field: s.Field("VIP").ID, Value: "perhaps"}}}))
	s.Activate(same, engine.ScopeNew)
	s.Activate(gone, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	equal(t, "nothing to change", strings.Join(s.runs(same, ion), ""), "2026-11-23 10:00 skipped: nothing_to_change")
	equal(t, "a value that the field doesn't take", s.pending(gone, ion), "held: change_refused")
}

func TestSequencesThatPushACardToAndFroStop(t *testing.T) {
	t.Parallel()
	s := tell(t)
	to := func(from, to string) crm.SequenceID {
		q := s.Sequence(s.Filter(s.When("status", "is", from)), s.change("0d", crm.CardChange{Status: s.Status(to)}))
		s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
		return q
	}
	a, b := to(testkit.NewLead, testkit.Contacted), to(testkit.Contacted, testkit.NewLead)
	s.Activate(a, engine.ScopeNew)
	s.Activate(b, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.Advance("1h")
	rounds := len(s.Enrolments(a, ion)) + len(s.Enrolments(b, ion))
	if rounds < 2 || rounds > crm.MaxDepthOfCauses+1 {
		t.Errorf("%d rounds", rounds)
	}
	equal(t, "it is shown", strings.Count(strings.Join(s.HistoryKeys(ion), " "), "activity.loop"), 1)
}

func TestAPDFLandsAmongTheFilesAndGoesWithALaterEmail(t *testing.T) {
	t.Parallel()
	s := tell(t)
	tmpl := s.TemplateOf(crm.TemplatePDF, crm.Content{Subject: "Contract {{card.name}}", Doc: `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"For {{contact.first_name}}"}]}]}`})
	q := s.offers(testkit.Step(crm.StepPDF, "0d", tmpl), s.email("1d", func(st *crm.Step) { st.AttachPDF = true }))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	var files []crm.File
	s.Read(func(v *store.View) (err error) { files, err = v.CardFiles(ion, 10); return err })
	equal(t, "files", len(files), 1)
	equal(t, "its name", files[0].Name, "Contract Ion Popescu.pdf")
	equal(t, "the run knows it", s.Runs(s.Enrolment(q, ion).ID)[0].File, files[0].ID)
	s.Advance("2d")
	sent := s.Sent()
	equal(t, "emails", len(sent), 1)
	equal(t, "attachments", len(sent[0].Message.Attached), 1)
	equal(t, "the same file", sent[0].Message.Attached[0].Hash, files[0].Hash)
}

func TestAnEmailWithoutItsPDFIsHeld(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d", func(st *crm.Step) { st.AttachPDF = true }))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	equal(t, "the step", s.pending(q, ion), "held: no_pdf")
}

func TestAStepWritesToEveryPersonOfTheCompanyOnce(t *testing.T) {
	t.Parallel()
	s := tell(t)
	hello := s.Template(crm.TemplateEmail, "Thank you", "Dear {{contact.name}}")
	q := s.offers(testkit.EmailStep("0d", hello, func(st *crm.Step) { st.Recipient = crm.RecipientAll }))
	s.Activate(q, engine.ScopeNew)
	var company crm.ContactID
	address := func(a string) []crm.Address {
		return []crm.Address{{Channel: crm.ChannelEmail, Typed: a, Value: a, Default: true, Consent: crm.ConsentActive, Source: "user"}}
	}
	s.Write(func(tx *store.Tx) error {
		c, err := tx.SaveContact(crm.Contact{Kind: crm.ContactCompany, Name: "Brutăria SRL", Addresses: address("office@brutaria.example")})
		if err != nil {
			return err
		}
		company = c.ID
		for name, mail := range map[string]string{"Dan": "dan@brutaria.example", "Eva": "office@brutaria.example", "Zoe": ""} {
			p := crm.Contact{Kind: crm.ContactPerson, Company: company, FirstName: name, Name: name}
			if mail != "" {
				p.Addresses = address(mail)
			}
			if _, err := tx.SaveContact(p); err != nil {
				return err
			}
		}
		return nil
	})
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Save(ion, func(d *engine.Draft) { d.Contact = company })
	s.Tick()
	var to []string
	for _, m := range s.Sent() {
		to = append(to, m.To)
	}
	slices.Sort(to)
	same(t, "each address once", to, []string{"dan@brutaria.example", "office@brutaria.example"})
	equal(t, "the step", s.pending(q, ion), "completed")
	equal(t, "who is left out is said", strings.Count(strings.Join(s.HistoryKeys(ion), " "), "activity.left_out"), 1)
}

func TestAStepWritesToTheAddressInAField(t *testing.T) {
	t.Parallel()
	s := tell(t)
	var field crm.Field
	s.Write(func(tx *store.Tx) (err error) {
		field, err = tx.SaveField(crm.Field{Product: s.Product, Name: "Billing email", Slug: "billing_email", Type: crm.FieldEmail, Position: 9})
		return err
	})
	q := s.offers(s.email("0d", func(st *crm.Step) { st.Recipient, st.RecipientField = crm.RecipientField, field.ID }))
	s.Activate(q, engine.ScopeNew)
	with := s.Card("Ion Popescu", testkit.OfferSent, func(c *testkit.NewCard) { c.Draft.Fields[field.ID] = "facturi@firma.example" })
	without := s.Card("Dan Rusu", testkit.OfferSent)
	s.Tick()
	equal(t, "with", s.pending(q, with), "completed")
	equal(t, "to", s.Sent()[0].To, "facturi@firma.example")
	same(t, "without", s.runs(q, without), []string{"2026-11-23 10:00 skipped: no_address"})
}

func TestMessagesToClientsWaitForTheRecallWindow(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.Workspace(func(ws *crm.Workspace) { ws.Recall = 30 }))
	q := s.offers(s.email("0d"), s.toUser("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	same(t, "it waits", s.outbox(), []string{"queued: recall"})
	s.Advance("3d")
	same(t, "sent", s.sentTimes(), []string{"2026-11-23 10:30 email", "2026-11-24 10:30 email"})
}

func TestARecalledMessageIsNeverSentAndTheSequenceGoesOn(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.Workspace(func(ws *crm.Workspace) { ws.Recall = 30 }))
	q := s.offers(s.email("0d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	id := s.Messages()[0].ID
	recall := func() (done bool) {
		s.Write(func(tx *store.Tx) (err error) {
			done, err = s.Outbox.Decide(tx, id, outbox.Recall)
			return err
		})
		return done
	}
	s.Advance("5m")
	equal(t, "within the time", recall(), true)
	equal(t, "twice", recall(), false)
	s.Advance("3d")
	equal(t, "sent", len(s.Sent()), 0)
	same(t, "the steps", s.runs(q, ion), []string{"2026-11-23 10:05 skipped: recalled", "2026-11-24 10:00 done"})
}

func TestOwnersTakeTurnsPastWhoHasTheCardAndWhoLeft(t *testing.T) {
	t.Parallel()
	s := tell(t)
	maria, barna, csilla := s.User("Maria Ionescu"), s.User("Barna Kiss"), s.User("Csilla Nagy")
	q := s.offers(s.change("1d", crm.CardChange{InTurn: []crm.UserID{s.Admin, maria, barna, csilla}}))
	for range 5 {
		s.Card("Ion Popescu", testkit.OfferSent) // of the administrator
	}
	s.DeactivateUser(barna)
	f, err := s.Engine.Forecast(s.T.Context(), engine.ForecastOptions{Sequence: q, Days: 3, Scope: engine.ScopeAll, User: s.Admin}, nil)
	s.OK(err)
	all, _ := f.Scope(engine.ScopeAll)
	equal(t, "foretold", all.Total.ChangeCard, 5)
	s.Activate(q, engine.ScopeAll)
	s.Advance("2d")
	var owners []crm.UserID
	s.Read(func(v *store.View) error {
		list, err := v.CardsOf([]crm.CardID{1, 2, 3, 4, 5})
		for _, c := range list {
			owners = append(owners, c.Owner)
		}
		return err
	})
	if want := []crm.UserID{maria, csilla, maria, csilla, maria}; !slices.Equal(owners, want) {
		t.Errorf("owners %v, want %v", owners, want)
	}
}
