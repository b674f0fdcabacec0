package engine_test

import (
	"maps"
	"slices"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// watching is a sequence over the cards that a condition holds for, in whatever
// status; a card that is in it is one that was judged.
func (s story) watching(when ...crm.Condition) crm.SequenceID {
	s.T.Helper()
	q := s.Sequence(s.Filter(when...), s.task("30d"))
	s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
	s.Activate(q, engine.ScopeNew)
	return q
}

// Whatever a filter asks about is judged in the transaction that changes it: no
// tick and no sweep comes between.
func TestWhatIsAroundACardIsJudgedWhenItChanges(t *testing.T) {
	t.Parallel()
	addTask := func(s story, card crm.CardID, k crm.Task) {
		k.Card, k.Type, k.Title = card, "call", "Call"
		s.Write(func(tx *store.Tx) error {
			_, err := tx.SaveTask(k)
			tx.Touch(card, s.By(), "tasks")
			return err
		})
	}
	contact := func(s story, card crm.CardID, change func(*crm.Contact)) {
		s.Write(func(tx *store.Tx) error {
			c, err := tx.Card(card)
			if err != nil {
				return err
			}
			k, err := tx.Contact(c.Contact)
			if err != nil {
				return err
			}
			change(k)
			_, err = s.Engine.SaveContact(tx, *k, s.By())
			return err
		})
	}
	for _, c := range []struct {
		name   string
		when   func(story) crm.Condition
		change func(story, crm.CardID)
	}{
		{"a field is filled", func(s story) crm.Condition { return s.When("City", "filled_in_last_days", "2") },
			func(s story, id crm.CardID) { s.SetField(id, "City", "Cluj") }},
		{"a field is changed", func(s story) crm.Condition { return s.When("Offer total", "changed_in_last_days", "2") },
			func(s story, id crm.CardID) { s.SetField(id, "Offer total", 12.5) }},
		{"the client's name", func(s story) crm.Condition { return s.When("contact", "name_contains", "horvath") },
			func(s story, id crm.CardID) { contact(s, id, func(k *crm.Contact) { k.Name = "Ana Horváth" }) }},
		{"the client's email goes", func(s story) crm.Condition { return s.When("contact", "has_no_email") },
			func(s story, id crm.CardID) {
				contact(s, id, func(k *crm.Contact) {
					k.Addresses = slices.DeleteFunc(k.Addresses, func(a crm.Address) bool { return a.Channel == crm.ChannelEmail })
				})
			}},
		{"the client goes", func(s story) crm.Condition { return s.When("consent", "email_is_not_or_not_set", "active") },
			func(s story, id crm.CardID) { s.Save(id, func(d *engine.Draft) { d.Contact = 0 }) }},
		{"the client says no", func(s story) crm.Condition { return s.When("consent", "email_is", "unsubscribed") },
			func(s story, id crm.CardID) {
				var a crm.Address
				s.Read(func(v *store.View) error {
					c, err := v.Card(id)
					if err != nil {
						return err
					}
					k, err := v.Contact(c.Contact)
					if err == nil {
						a, _ = k.DefaultAddress(crm.ChannelEmail)
					}
					return err
				})
				s.SetConsent(crm.ChannelEmail, a.Value, crm.ConsentUnsubscribed)
			}},
		{"a task", func(s story) crm.Condition { return s.When("tasks", "has_open", "call") },
			func(s story, id crm.CardID) { addTask(s, id, crm.Task{}) }},
		{"a task for yesterday", func(s story) crm.Condition { return s.When("tasks", "has_overdue") },
			func(s story, id crm.CardID) { addTask(s, id, crm.Task{Due: "2026-11-01"}) }},
		{"another sequence begins", func(s story) crm.Condition { return s.When("sequences", "running", s.offers(s.task("1d")).String()) },
			func(s story, id crm.CardID) { s.SetStatus(id, testkit.OfferSent) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			when := c.when(s)
			if when.Subject == "sequences" {
				var other crm.SequenceID
				s.OK(other.UnmarshalText([]byte(when.Values[0])))
				s.Activate(other, engine.ScopeNew)
			}
			q := s.watching(when)
			id := s.Card("Ion Popescu", testkit.NewLead)
			s.Advance("3d")
			equal(t, "enrolments before", len(s.Enrolments(q, id)), 0)
			c.change(s, id)
			equal(t, "enrolments after", len(s.Enrolments(q, id)), 1)
		})
	}
}

func TestMessagesAndEndsOfSequencesAreJudged(t *testing.T) {
	t.Parallel()
	s := tell(t)
	thanks := s.Template(crm.TemplateEmail, "Thank you", "Dear {{contact.first_name}}")
	first := s.Sequence(s.Filter(s.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", thanks))
	s.Activate(first, engine.ScopeNew)
	sent := s.watching(s.When("messages", "sent", thanks.String()))
	unsent := s.watching(s.When("status", "is", testkit.OfferSent), s.When("messages", "not_sent_in_last_days", thanks.String(), "7"))
	done := s.watching(s.When("sequences", "completed", first.String()))
	left := s.watching(s.When("sequences", "exited", first.String()))
	never := s.watching(s.When("sequences", "never_ran", first.String()))
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	equal(t, "not sent yet", s.IsMember(unsent, ion), true)
	equal(t, "never ran", s.IsMember(never, ion), false)

	s.Tick()
	equal(t, "emails", len(s.Sent()), 1)
	equal(t, "sent", len(s.Enrolments(sent, ion)), 1)
	equal(t, "not sent in the last 7 days", s.pending(unsent, ion), "left: left_filter")
	equal(t, "completed", len(s.Enrolments(done, ion)), 1)
	equal(t, "left", len(s.Enrolments(left, ion)), 0)

	s.Advance("8d") // by time alone
	equal(t, "after 8 days", len(s.Enrolments(unsent, ion)), 2)
}

func TestABouncedMessageIsJudged(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"))
	s.Activate(q, engine.ScopeNew)
	bounced := s.watching(s.When("messages", "bounced_in_last_days", "3"))
	s.Email.Otherwise(fake.BadAddress)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	equal(t, "bounced", s.IsMember(bounced, ion), true)
	s.Advance("4d")
	equal(t, "four days later", s.IsMember(bounced, ion), false)
}

// RULES 4.15: two sequences that start and end each other stop, and the card's
// history says so.
func TestTwoSequencesThatChaseEachOtherStop(t *testing.T) {
	t.Parallel()
	s := tell(t)
	home := s.Filter(s.When("status", "is", testkit.OfferSent))
	a := s.Sequence(home, s.task("10d"))
	b := s.Sequence(s.Filter(s.When("sequences", "running", a.String())), s.task("10d"))
	alone := s.When("sequences", "not_running", b.String())
	s.Write(func(tx *store.Tx) error {
		f, err := tx.Filter(home)
		if err != nil {
			return err
		}
		f.Tree.Conditions = append(f.Tree.Conditions, alone)
		_, err = tx.SaveFilter(f)
		return err
	})
	for _, q := range []crm.SequenceID{a, b} {
		s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
		s.Activate(q, engine.ScopeNew)
	}
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	if n := len(s.Enrolments(a, ion)) + len(s.Enrolments(b, ion)); n < 2 || n > crm.MaxDepthOfCauses {
		t.Errorf("%d enrolments", n)
	}
	keys := s.HistoryKeys(ion)
	if !slices.Contains(keys, "activity.loop") {
		t.Errorf("nothing shows the loop: %v", keys)
	}
	for _, q := range []crm.SequenceID{a, b} {
		if e := s.Enrolment(q, ion); e.State.Live() {
			t.Errorf("%s still runs", s.Seq(q).Name)
		}
	}
}

// What was changed is no longer changed when it is undone.
func TestUndoPutsBackWhenAFieldWasChanged(t *testing.T) {
	t.Parallel()
	s := tell(t)
	filled, changed := s.watching(s.When("City", "filled_in_last_days", "1")), s.watching(s.When("City", "changed_in_last_days", "1"))
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.Advance("1d")
	s.SetField(ion, "City", "Cluj")
	s.Advance("5d")
	equal(t, "filled long ago", s.IsMember(filled, ion), false)
	city := s.Field("City").ID
	batch := s.Undoable(func(tx *store.Tx) error {
		for _, name := range []string{"Turda", "Iași"} {
			_, err := s.Engine.ChangeCards(tx, []crm.CardID{ion}, s.By(), func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
				c.Fields = maps.Clone(c.Fields)
				c.Fields[city] = name
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	equal(t, "changed today", s.IsMember(changed, ion), true)
	equal(t, "not filled today", s.IsMember(filled, ion), false)
	s.Undo(batch, 10)
	equal(t, "after undo", s.IsMember(changed, ion), false)
	s.SetField(ion, "City", nil)
	equal(t, "cleared", s.IsMember(changed, ion), false)
	s.SetField(ion, "City", "Cluj")
	equal(t, "filled again", s.IsMember(filled, ion), true)
}
