package engine_test

import (
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (s story) lead(change ...func(*crm.Lead)) crm.Lead {
	l := crm.Lead{
		Product: s.Product, Person: crm.LeadPerson{First: "Ana", Last: "Pop"}, Origin: crm.OriginForm, Consent: crm.ConsentActive, Agreed: "I agree.",
		Addresses:  []crm.Address{{Channel: crm.ChannelEmail, Typed: "ana@example.com", Value: "ana@example.com", Kind: "email"}},
		Duplicates: crm.DuplicatesNew, Say: crm.Say("activity.created"),
	}
	for _, c := range change {
		c(&l)
	}
	return l
}

func (s story) take(l crm.Lead) (out crm.Taken) {
	s.T.Helper()
	s.Write(func(tx *store.Tx) (err error) {
		out, err = s.Engine.TakeLead(tx, l)
		return err
	})
	return out
}

func (s story) contact(id crm.ContactID) (c *crm.Contact) {
	s.T.Helper()
	s.Read(func(v *store.View) (err error) {
		c, err = v.Contact(id)
		return err
	})
	return c
}

func TestALeadMakesACardAndStartsWhatIsForIt(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"))
	s.Activate(q, "new")
	got := s.take(s.lead(func(l *crm.Lead) { l.Status = s.Status(testkit.OfferSent) }))
	card := s.CardNow(got.Card)
	if !got.Made || card.Name != "Ana Pop" || card.CreatedBy != crm.OriginForm || card.Contact != got.Contact {
		t.Fatalf("it made %+v of %+v", card, got)
	}
	s.Tick()
	if sent := s.SentLines(); len(sent) != 1 {
		t.Errorf("sent is %v", sent)
	}
	var lines []crm.ConsentChange
	s.Read(func(v *store.View) (err error) {
		lines, err = v.ConsentHistory(got.Contact, 10)
		return err
	})
	if len(lines) != 1 || lines[0].How != "form" || lines[0].Note != "I agree." || lines[0].To != crm.ConsentActive {
		t.Errorf("the history of the consent is %+v", lines)
	}
}

func TestALeadThatIsThereAlready(t *testing.T) {
	t.Parallel()
	phone := crm.Address{Channel: crm.ChannelSMS, Typed: "0722123456", Value: "+40722123456", Kind: "mobile", SMS: true}
	for _, c := range []struct {
		name  string
		how   crm.Duplicates
		made  bool
		cards int
	}{
		{"always new makes a second card of the same client", crm.DuplicatesNew, true, 2},
		{"update changes the card that is there", crm.DuplicatesUpdate, false, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			first := s.take(s.lead())
			again := s.take(s.lead(func(l *crm.Lead) {
				l.Duplicates, l.Person = c.how, crm.LeadPerson{First: "Mallory", Company: "Pop SRL"}
				l.Addresses = append(l.Addresses, phone)
			}))
			if again.Made != c.made || again.Contact != first.Contact || (again.Card == first.Card) == c.made {
				t.Errorf("the second is %+v after %+v", again, first)
			}
			k := s.contact(first.Contact)
			if k.Name != "Ana Pop" || k.Company == 0 || len(k.Addresses) != 2 {
				t.Errorf("the client is %+v", k)
			}
		})
	}
	s := tell(t)
	s.take(s.lead())
	s.Write(func(tx *store.Tx) error {
		_, err := s.Engine.TakeLead(tx, s.lead(func(l *crm.Lead) { l.Duplicates = crm.DuplicatesRefuse }))
		if crm.CodeOf(err) != crm.CodeConflict {
			t.Errorf("a refused duplicate is %v", err)
		}
		return nil
	})
}

func TestUpdateTakesTheCardInTheHighestStatus(t *testing.T) {
	t.Parallel()
	s := tell(t)
	var cards []crm.CardID
	statuses := s.Catalogue().Statuses
	for _, st := range statuses {
		cards = append(cards, s.take(s.lead(func(l *crm.Lead) { l.Status = st.ID })).Card)
	}
	ranks := s.Catalogue().Ranks()
	best := slices.MaxFunc(cards, func(a, b crm.CardID) int { return ranks[s.CardNow(a).Status] - ranks[s.CardNow(b).Status] })
	if got := s.take(s.lead(func(l *crm.Lead) { l.Duplicates = crm.DuplicatesUpdate })); got.Card != best || got.Made {
		t.Errorf("it took %v, not %v", got, best)
	}
}

func TestALeadNeitherErasesNorLiftsANo(t *testing.T) {
	t.Parallel()
	s := tell(t)
	first := s.take(s.lead())
	s.SetConsent(crm.ChannelEmail, "ana@example.com", crm.ConsentUnsubscribed)
	s.take(s.lead(func(l *crm.Lead) { l.Duplicates = crm.DuplicatesUpdate }))
	if got := s.contact(first.Contact).Addresses[0].Consent; got != crm.ConsentUnsubscribed {
		t.Errorf("who said no is %s", got)
	}
	other := s.take(s.lead(func(l *crm.Lead) { l.Person = crm.LeadPerson{Company: "Firma"} }))
	k := s.contact(other.Contact)
	if k.Kind != crm.ContactCompany || k.Addresses[0].Consent != crm.ConsentUnsubscribed {
		t.Errorf("with another client the same address is %+v", k)
	}
}

func TestAYesIsNotedForWhoWaitsForOne(t *testing.T) {
	t.Parallel()
	s := tell(t)
	first := s.take(s.lead(func(l *crm.Lead) { l.Consent = crm.ConsentUnconfirmed }))
	if got := s.contact(first.Contact).Addresses[0].Consent; got != crm.ConsentUnconfirmed {
		t.Fatalf("before it is %s", got)
	}
	s.take(s.lead(func(l *crm.Lead) { l.Duplicates = crm.DuplicatesUpdate }))
	if got := s.contact(first.Contact).Addresses[0].Consent; got != crm.ConsentActive {
		t.Errorf("after it is %s", got)
	}
}

func TestNewLeadsGoToColleaguesInTurn(t *testing.T) {
	t.Parallel()
	s := tell(t)
	a, b := s.User("Ioana"), s.User("Mihai")
	var owners []crm.UserID
	for range 3 {
		got := s.take(s.lead(func(l *crm.Lead) { l.Turn, l.TurnKey = []crm.UserID{a, b}, "form_1" }))
		owners = append(owners, s.CardNow(got.Card).Owner)
	}
	if !slices.Equal(owners, []crm.UserID{a, b, a}) {
		t.Errorf("the owners are %v", owners)
	}
}
