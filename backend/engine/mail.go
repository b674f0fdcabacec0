package engine

import (
	"context"
	"log/slog"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// keepMailsDays is how long it is remembered that a mail did something.
const keepMailsDays = 400

// TakeMails does what the mails of a mailbox mean, each once, and notes how far
// it is read, together. A mail that can't be dealt with is left out and logged:
// it would hold up all that come after it. done is false where the mailbox was
// changed or deleted meanwhile; then nothing was done.
func (e *Engine) TakeMails(ctx context.Context, box crm.MailboxID, was, now crm.MailMark, list []crm.Mail) (done bool, err error) {
	err = e.store.Write(ctx, func(tx *store.Tx) error {
		if done, err = tx.MarkMailbox(box, was, now); err != nil || !done {
			return err
		}
		for _, m := range list {
			err := tx.Try(func() error { return e.takeMail(tx, m) })
			if crm.CodeOf(err) == crm.CodeUnavailable {
				return err
			}
			if err != nil {
				e.log.Error("mail can't be dealt with", slog.String("mailbox", box.String()), slog.Int64("uid", int64(m.UID)), slog.Any("error", err))
			}
		}
		return nil
	})
	return done, err
}

// takeMail does what one mail means. Only a key of ours is believed: whoever
// names it got that message. What comes from a client's address alone can at most
// be a reply, or a wish to get no more.
func (e *Engine) takeMail(tx *store.Tx, m crm.Mail) error {
	if m.Kind == crm.MailOther {
		return nil
	}
	of, known, err := tx.MessageByKey(m.Keys...)
	if err != nil {
		return err
	}
	if known && of.User != 0 { // a colleague's: only that it came back matters
		known = m.Kind == crm.MailBounce
		if !known {
			return nil
		}
	}
	if mine, err := e.means(tx, m, known); err != nil || !mine {
		return err
	}
	if first, err := tx.SeeMail(m.Hash); err != nil || !first {
		return err
	}
	switch m.Kind {
	case crm.MailBounce:
		return e.outbox.Bounced(tx, of, *m.Bounce)
	case crm.MailComplaint:
		return e.complained(tx, of, m)
	case crm.MailUnsubscribe:
		return e.unsubscribed(tx, of, known, m)
	}
	if known {
		if err := e.outbox.Answered(tx, of); err != nil {
			return err
		}
	}
	if m.Kind == crm.MailArrived {
		return nil
	}
	r := crm.Reply{Channel: crm.ChannelEmail, From: m.From, Subject: m.Subject, Text: m.Text, Auto: m.Kind == crm.MailAuto}
	if known {
		r.Message = &of
	}
	_, err = e.Replied(tx, r)
	return err
}

// means says whether a mail is about us at all: it names a message of ours, or it
// is a client's own words.
func (e *Engine) means(tx *store.Tx, m crm.Mail, known bool) (bool, error) {
	personal := m.Kind == crm.MailReply || m.Kind == crm.MailUnsubscribe
	if personal || m.Kind == crm.MailAuto {
		if ours, err := tx.Ours(m.From); err != nil || ours {
			return false, err
		}
	}
	if known || !personal || m.From == "" {
		return known, nil
	}
	list, err := tx.ContactsWith(crm.ChannelEmail, m.From)
	return len(list) > 0, err
}

// complained closes an address whose owner called a message spam.
func (e *Engine) complained(tx *store.Tx, of crm.Message, m crm.Mail) error {
	return e.noMore(tx, of, crm.Suppression{Scope: crm.ScopeAll, Reason: crm.SuppressedComplaint, Value: of.To, Proof: m.Subject}, "activity.complaint")
}

// unsubscribed closes the address that got the message, for its kind; where no
// message is named, that of the writer, for all.
func (e *Engine) unsubscribed(tx *store.Tx, of crm.Message, known bool, m crm.Mail) error {
	s := crm.Suppression{Scope: crm.ScopeAll, Reason: crm.SuppressedUnsubscribed, Value: m.From, Proof: proofOf(m)}
	if known {
		s.Value = of.To
		if of.Purpose == crm.PurposeMarketing {
			s.Scope = crm.ScopeMarketing
		}
		if err := e.outbox.Answered(tx, of); err != nil {
			return err
		}
	}
	return e.noMore(tx, of, s, "activity.unsubscribed_mail")
}

func proofOf(m crm.Mail) string {
	if m.Text == "" {
		return m.From + ": " + m.Subject
	}
	return m.From + ": " + m.Subject + " – " + m.Text
}

// noMore puts an address on the suppression list, says so in its consent, and in
// the history of the cards.
func (e *Engine) noMore(tx *store.Tx, of crm.Message, s crm.Suppression, key string) error {
	s.Channel, s.Source = crm.ChannelEmail, "mail"
	if err := tx.AddSuppression(s); err != nil {
		return err
	}
	cards, err := tx.MoveConsent(crm.ConsentChange{Channel: s.Channel, Value: s.Value, To: crm.ConsentUnsubscribed, How: "mail", Note: s.Proof})
	if err != nil {
		return err
	}
	cause := crm.Cause{Kind: crm.CauseSystem}
	for _, card := range cards {
		tx.Touch(card, cause, "consent")
	}
	if of.Card != 0 {
		cards = []crm.CardID{of.Card}
	}
	for _, card := range cards {
		line := crm.Activity{Card: card, Kind: crm.ActivityMessage, Cause: cause.Kind, Say: crm.Say(key, "to", s.Value)}
		if of.Card == card {
			line.Message, line.Sequence = of.ID, of.Sequence
		}
		if err := tx.Note(line); err != nil {
			return err
		}
	}
	return nil
}
