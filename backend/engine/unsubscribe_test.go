package engine_test

import (
	"strings"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// public is a story whose clients have pages: Ion got one offer, and the next one
// and a reminder wait until they can't be recalled any more.
func public(t *testing.T) (s story, offers, reminders crm.SequenceID, ion crm.CardID) {
	t.Helper()
	s = tell(t)
	s.SetWorkspace(func(w *crm.Workspace) { w.Public = "https://firma.example" })
	marketing := func(st *crm.Step) { st.Purpose = crm.PurposeMarketing }
	service := func(st *crm.Step) { st.Purpose = crm.PurposeService }
	offers = s.offers(s.email("0d", marketing), s.email("1d", marketing), s.email("2d", marketing))
	reminders = s.offers(s.email("1d", service), s.email("1d", service))
	s.Activate(offers, engine.ScopeNew)
	s.Activate(reminders, engine.ScopeNew)
	ion = s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ionsAddress))
	s.Advance("1h")
	s.SetWorkspace(func(w *crm.Workspace) { w.Recall = 120 })
	s.Advance("1d")
	return s, offers, reminders, ion
}

func (s story) unsubscribe(scope crm.SuppressionScope) (done *crm.Unsubscription) {
	s.T.Helper()
	s.Write(func(tx *store.Tx) (err error) {
		done, err = s.Engine.Unsubscribe(tx, s.messageIn(&tx.View), scope, "said so")
		return err
	})
	return done
}

// messageIn is the first message, by its own token.
func (s story) messageIn(v *store.View) crm.Message {
	s.T.Helper()
	m, err := v.UnsubscribeMessage(v.UnsubscribeToken(1))
	s.OK(err)
	return m
}

func TestWhoUnsubscribesByTheLinkIsOutAtOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		scope   crm.SuppressionScope
		outbox  []string
		later   []string // two weeks on
		history string
	}{
		"of offers: reminders still come": {
			crm.ScopeMarketing,
			[]string{"sent", "suppressed: unsubscribed", "queued: recall"},
			[]string{"sent", "suppressed: unsubscribed", "sent", "sent"},
			"activity.unsubscribed_link_marketing",
		},
		"of all": {
			crm.ScopeAll,
			[]string{"sent", "suppressed: unsubscribed", "suppressed: unsubscribed"},
			[]string{"sent", "suppressed: unsubscribed", "suppressed: unsubscribed"},
			"activity.unsubscribed_link_all",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, offers, _, ion := public(t)
			same(t, "before", s.outbox(), []string{"sent", "queued: recall", "queued: recall"})
			if s.unsubscribe(c.scope) == nil {
				t.Fatal("something should have been done")
			}
			same(t, "at once", s.outbox(), c.outbox)
			consent, scope := s.consent(ionsAddress)
			equal(t, "the consent", consent, crm.ConsentUnsubscribed)
			equal(t, "the list", scope, c.scope)
			if s.unsubscribe(c.scope) != nil {
				t.Error("the second time nothing should be done")
			}
			lines := 0
			for _, k := range s.HistoryKeys(ion) {
				if k == c.history {
					lines++
				}
			}
			equal(t, "lines in the history", lines, 1)
			s.Advance("14d")
			same(t, "two weeks on", s.outbox(), c.later)
			equal(t, "the automation", s.pending(offers, ion), "completed")
			s.Read(func(v *store.View) error {
				entry, _, err := v.SuppressionOf(crm.ChannelEmail, ionsAddress)
				equal(t, "the source", entry.Source, "link")
				equal(t, "the proof", entry.Proof, "said so")
				return err
			})
		})
	}
}

func TestAClientUndoesExactlyWhatTheyDid(t *testing.T) {
	t.Parallel()
	undo := func(s story, u crm.Unsubscription) (ok bool) {
		s.T.Helper()
		s.Write(func(tx *store.Tx) (err error) {
			was, found, err := tx.UndoableUnsubscription(1, tx.UndoToken(u))
			if err != nil || !found {
				return err
			}
			ok, err = s.Engine.UndoUnsubscribe(tx, s.messageIn(&tx.View), was, "undone")
			return err
		})
		return ok
	}
	t.Run("within a day", func(t *testing.T) {
		t.Parallel()
		s, _, _, ion := public(t)
		u := s.unsubscribe(crm.ScopeAll)
		s.Advance("23h")
		equal(t, "undone", undo(s, *u), true)
		consent, scope := s.consent(ionsAddress)
		equal(t, "the consent", consent, crm.ConsentActive)
		equal(t, "the list", scope, crm.ScopeNone)
		lines := s.HistoryKeys(ion)
		equal(t, "the last line", lines[len(lines)-1], "activity.unsubscribe_undone")
		equal(t, "again", undo(s, *u), false)
	})
	t.Run("after a day no more", func(t *testing.T) {
		t.Parallel()
		s, _, _, _ := public(t)
		u := s.unsubscribe(crm.ScopeAll)
		s.Advance("25h")
		equal(t, "undone", undo(s, *u), false)
		_, scope := s.consent(ionsAddress)
		equal(t, "the list", scope, crm.ScopeAll)
	})
	t.Run("what a colleague said before stays", func(t *testing.T) {
		t.Parallel()
		s, _, _, _ := public(t)
		before := crm.Suppression{Channel: crm.ChannelEmail, Value: ionsAddress, Scope: crm.ScopeMarketing, Reason: crm.SuppressedManual, Source: "user", Proof: "by phone"}
		s.Write(func(tx *store.Tx) error { return tx.AddSuppression(before) })
		u := s.unsubscribe(crm.ScopeAll)
		equal(t, "undone", undo(s, *u), true)
		s.Read(func(v *store.View) error {
			now, _, err := v.SuppressionOf(crm.ChannelEmail, ionsAddress)
			before.ID, before.Since = now.ID, now.Since
			equal(t, "the entry", now, before)
			return err
		})
	})
	t.Run("what a colleague said since stays too", func(t *testing.T) {
		t.Parallel()
		s, _, _, _ := public(t)
		u := s.unsubscribe(crm.ScopeMarketing)
		s.Advance("1h")
		s.Write(func(tx *store.Tx) error {
			return tx.AddSuppression(crm.Suppression{Channel: crm.ChannelEmail, Value: ionsAddress, Scope: crm.ScopeAll, Reason: crm.SuppressedManual, Source: "user"})
		})
		equal(t, "undone", undo(s, *u), false)
		_, scope := s.consent(ionsAddress)
		equal(t, "the list", scope, crm.ScopeAll)
	})
	t.Run("another one's token is worth nothing", func(t *testing.T) {
		t.Parallel()
		s, _, _, _ := public(t)
		s.unsubscribe(crm.ScopeAll)
		equal(t, "undone", undo(s, crm.Unsubscription{ID: 99}), false)
	})
}

func TestAMessageCarriesItsPageForUnsubscribing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		public  string
		purpose crm.Purpose
		page    bool
		footer  string // part of it
	}{
		"an offer":                   {"https://firma.example/", crm.PurposeMarketing, true, "https://firma.example/u/"},
		"a reminder":                 {"https://firma.example", crm.PurposeService, true, ""},
		"an offer without pages":     {"", crm.PurposeMarketing, false, "STOP"},
		"a reminder without pages":   {"", crm.PurposeService, false, ""},
		"on this computer, in clear": {"http://127.0.0.1:8090", crm.PurposeMarketing, true, "http://127.0.0.1:8090/u/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			s.SetWorkspace(func(w *crm.Workspace) { w.Public = c.public })
			q := s.offers(s.email("0d", func(st *crm.Step) { st.Purpose = c.purpose }))
			s.Activate(q, engine.ScopeNew)
			s.Email.Script(ionsAddress, fake.Answer{})
			s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ionsAddress))
			s.Advance("1h")
			s.Read(func(v *store.View) error {
				m, err := v.Message(1)
				if err != nil {
					return err
				}
				want := ""
				if c.page {
					want = strings.TrimRight(c.public, "/") + "/u/" + v.UnsubscribeToken(m.ID)
				}
				equal(t, "the page", m.Values[crm.UnsubscribeValue], want)
				footer := m.Values[outbox.FooterValue]
				if (footer != "") != (c.footer != "") || !strings.Contains(footer, c.footer) {
					t.Errorf("the footer in %s is %q", merge.Language(m.Values), footer)
				}
				return nil
			})
		})
	}
}
