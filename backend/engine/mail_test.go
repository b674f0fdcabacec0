package engine_test

import (
	"context"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// got lets mails come into a mailbox.
func (s story) got(list ...crm.Mail) {
	s.T.Helper()
	var box crm.Mailbox
	s.Read(func(v *store.View) error {
		all, err := v.Mailboxes()
		if len(all) > 0 {
			box = all[0]
		}
		return err
	})
	if box.ID == 0 {
		s.Write(func(tx *store.Tx) (err error) {
			box, err = tx.SaveMailbox(crm.Mailbox{Settings: crm.MailboxSettings{Host: "mail.example", Port: 993, TLS: crm.TLSImplicit, User: "office", Folder: "INBOX"}, Secret: "s"})
			return err
		})
	}
	next := crm.MailMark{Validity: 1, UID: box.Mark.UID + uint32(len(list))}
	done, err := s.Engine.TakeMails(context.Background(), box.ID, box.Mark, next, list)
	s.OK(err)
	if !done {
		s.T.Error("the mailbox was changed meanwhile")
	}
}

// sentOne is a story in which a message went to Ion.
func sentOne(t *testing.T, answer fake.Answer) (story, crm.SequenceID, crm.CardID) {
	t.Helper()
	s := tell(t)
	marketing := func(st *crm.Step) { st.Purpose = crm.PurposeMarketing }
	q := s.offers(s.email("0d", marketing), s.email("1d", marketing))
	s.Activate(q, engine.ScopeNew)
	s.Email.Script(ionsAddress, answer)
	ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ionsAddress))
	s.Advance("1h")
	return s, q, ion
}

func (s story) consent(address string) (consent crm.Consent, scope crm.SuppressionScope) {
	s.T.Helper()
	s.Read(func(v *store.View) error {
		list, err := v.ConsentsFor(crm.ChannelEmail, address)
		if err != nil || len(list) == 0 {
			return err
		}
		consent = list[0]
		scope, err = v.Suppressed(crm.ChannelEmail, address)
		return err
	})
	return consent, scope
}

func TestWhatMailsDo(t *testing.T) {
	t.Parallel()
	const gone, full = "no such user", "mailbox is full"
	cases := map[string]struct {
		mail    func(key string) crm.Mail
		state   string
		consent crm.Consent
		scope   crm.SuppressionScope
		history string // the last line of it
	}{
		"a hard bounce closes the address": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailBounce, Keys: []string{key}, Bounce: &crm.Bounce{Final: true, Gone: true, Words: gone}}
		}, "failed: recipient_refused", crm.ConsentBounced, crm.ScopeAll, "activity.bounce"},
		"a bounce for another reason leaves the address alone": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailBounce, Keys: []string{key}, Bounce: &crm.Bounce{Final: true, Words: full}}
		}, "failed: message_refused", crm.ConsentActive, crm.ScopeNone, "activity.bounce"},
		"one that is still tried is noted": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailBounce, Keys: []string{key}, Bounce: &crm.Bounce{Words: full}}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.bounce_soft"},
		"a bounce that names a message of somebody else does nothing": {func(string) crm.Mail {
			return crm.Mail{Kind: crm.MailBounce, Keys: []string{"abcdefghijklmnopqrstuvwxyz"}, From: ionsAddress, Bounce: &crm.Bounce{Final: true, Gone: true}}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.message.sent_email"},
		"a complaint closes the address": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailComplaint, Keys: []string{key}}
		}, "sent", crm.ConsentUnsubscribed, crm.ScopeAll, "activity.complaint"},
		"a complaint of nobody does nothing": {func(string) crm.Mail {
			return crm.Mail{Kind: crm.MailComplaint, From: ionsAddress}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.message.sent_email"},
		"an unsubscribe mail is for the kind of its message": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailUnsubscribe, Keys: []string{key}, From: "another@client.example"}
		}, "sent", crm.ConsentUnsubscribed, crm.ScopeMarketing, "activity.unsubscribed_mail"},
		"without a message it is for all of the writer's": {func(string) crm.Mail {
			return crm.Mail{Kind: crm.MailUnsubscribe, From: ionsAddress}
		}, "sent", crm.ConsentUnsubscribed, crm.ScopeAll, "activity.unsubscribed_mail"},
		"out of office is noted": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailAuto, Keys: []string{key}, From: ionsAddress}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.reply_auto"},
		"a machine that answers nothing of ours is not": {func(string) crm.Mail {
			return crm.Mail{Kind: crm.MailAuto, From: ionsAddress}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.message.sent_email"},
		"a reply is in the history": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailReply, Keys: []string{key}, From: "assistant@client.example"}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.reply_email"},
		"a colleague's mail is no reply": {func(key string) crm.Mail {
			return crm.Mail{Kind: crm.MailReply, Keys: []string{key}, From: "ana@firma.example"}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.message.sent_email"},
		"a stranger's is nothing to us": {func(string) crm.Mail {
			return crm.Mail{Kind: crm.MailReply, From: "stranger@elsewhere.example"}
		}, "sent", crm.ConsentActive, crm.ScopeNone, "activity.message.sent_email"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _, ion := sentOne(t, taken)
			s.Write(func(tx *store.Tx) error {
				u, err := tx.User(s.Admin)
				if err != nil {
					return err
				}
				u.Email = "ana@firma.example"
				_, err = tx.SaveUser(u)
				return err
			})
			m := c.mail(s.message(0).Key)
			m.Hash, m.Subject = "1", "Re: Thank you"
			for range 2 { // twice is once
				s.got(m)
			}
			equal(t, "the message", s.outbox()[0], c.state)
			consent, scope := s.consent(ionsAddress)
			equal(t, "the consent", consent, c.consent)
			equal(t, "the suppression list", scope, c.scope)
			var lines []string
			for _, k := range s.HistoryKeys(ion) {
				if k == c.history {
					lines = append(lines, k)
				}
			}
			same(t, "the history", lines, []string{c.history})
		})
	}
}

func TestAnAnswerProvesThatAnUncertainMessageArrived(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mail  crm.Mail
		state string
	}{
		"a reply":               {crm.Mail{Kind: crm.MailReply, From: ionsAddress}, "sent: answered"},
		"an automatic one":      {crm.Mail{Kind: crm.MailAuto, From: ionsAddress}, "sent: answered"},
		"a report":              {crm.Mail{Kind: crm.MailArrived}, "sent: answered"},
		"an unsubscribe":        {crm.Mail{Kind: crm.MailUnsubscribe, From: ionsAddress}, "sent: answered"},
		"a delay":               {crm.Mail{Kind: crm.MailBounce, Bounce: &crm.Bounce{}}, "sent: answered"},
		"a bounce: it did not":  {crm.Mail{Kind: crm.MailBounce, Bounce: &crm.Bounce{Final: true, Gone: true}}, "failed: recipient_refused"},
		"nothing that names it": {crm.Mail{Kind: crm.MailArrived, Keys: []string{"abcdefghijklmnopqrstuvwxyz"}}, "uncertain: no_reply"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _, _ := sentOne(t, fake.LostAfter)
			same(t, "before", s.outbox(), []string{"uncertain: no_reply"})
			if c.mail.Keys == nil {
				c.mail.Keys = []string{s.message(0).Key}
			}
			c.mail.Hash = "1"
			s.got(c.mail)
			equal(t, "after", s.outbox()[0], c.state)
		})
	}
}

func TestTheThirdSoftBounceWithinTwoWeeksClosesTheAddress(t *testing.T) {
	t.Parallel()
	for apart, want := range map[string]crm.Consent{"2d": crm.ConsentBounced, "9d": crm.ConsentActive} {
		t.Run(apart, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			later := func(st *crm.Step) { st.Lateness = 0 }
			q := s.offers(s.email("0d"), s.email(apart, later), s.email(apart, later))
			s.Activate(q, engine.ScopeNew)
			s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ionsAddress))
			for i := range 3 {
				s.Advance(map[bool]string{true: "1h", false: apart}[i == 0])
				m := s.message(i)
				equal(t, "the message", m.State, crm.MessageSent)
				s.got(crm.Mail{Hash: m.Key, Kind: crm.MailBounce, Keys: []string{m.Key}, Bounce: &crm.Bounce{Words: "mailbox is full"}})
			}
			consent, _ := s.consent(ionsAddress)
			equal(t, "the consent", consent, want)
		})
	}
}

func TestAMailboxThatWasChangedMeanwhileTakesNothing(t *testing.T) {
	t.Parallel()
	s, _, _ := sentOne(t, taken)
	s.got()
	var box crm.Mailbox
	s.Read(func(v *store.View) error {
		all, err := v.Mailboxes()
		box = all[0]
		return err
	})
	m := crm.Mail{Hash: "1", Kind: crm.MailBounce, Keys: []string{s.message(0).Key}, Bounce: &crm.Bounce{Final: true, Gone: true}}
	done, err := s.Engine.TakeMails(context.Background(), box.ID, crm.MailMark{Validity: 9}, crm.MailMark{Validity: 9, UID: 1}, []crm.Mail{m})
	s.OK(err)
	equal(t, "done", done, false)
	same(t, "the message", s.outbox(), []string{"sent"})
}
