package outbox

import (
	"context"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Poller is a Channel that can be asked for news of an account.
type Poller interface {
	Poll(ctx context.Context, a crm.Account, open []crm.OpenPart) (crm.News, error)
}

// Listener is a Channel that reads what a provider sends here.
type Listener interface {
	Hook(a crm.Account, h crm.Hook) (crm.News, error)
}

// Bank is a Channel that knows what is left at a provider. Errors: not found
// where the provider doesn't say.
type Bank interface {
	Balance(ctx context.Context, a crm.Account) (crm.Balance, error)
}

// Receipt takes what a provider says afterwards of a part of a message. It may
// come twice, late, in any order, and before our own record: what is final
// stays, and what nobody knows yet is kept for three days. One failed part fails
// the message; it is delivered once all known parts are.
func (o *Outbox) Receipt(tx *store.Tx, account crm.AccountID, r crm.Receipt) error {
	m, remote, err := receiptOf(tx, account, r)
	if err != nil {
		return err
	}
	if m == nil || m.State == crm.MessageSending || m.State == crm.MessageQueued && m.Worker != 0 {
		if r.Remote == "" {
			return nil
		}
		return tx.KeepReceipt(account, r)
	}
	if remote == "" { // of the whole message
		return o.reported(tx, *m, r.State, r)
	}
	if err := tx.AddParts(account, m.ID, []string{remote}); err != nil {
		return err
	}
	if err := tx.MovePart(account, remote, r.State); err != nil {
		return err
	}
	states, err := tx.PartStates(m.ID)
	if err != nil {
		return err
	}
	return o.reported(tx, *m, whole(states), r)
}

// receiptOf is the message that a receipt is about and the id of its part as we
// know it; nil where nobody knows it. The number must be the message's, where it
// is said: the same digits can be two ids.
func receiptOf(tx *store.Tx, account crm.AccountID, r crm.Receipt) (*crm.Message, string, error) {
	if r.Key != "" {
		m, found, err := tx.MessageWithKey(r.Key)
		if err != nil || found && m.Channel == crm.ChannelSMS && m.Account == account {
			return &m, r.Remote, err
		}
	}
	for _, remote := range append([]string{r.Remote}, r.Also...) {
		if remote == "" {
			continue
		}
		m, found, err := tx.MessageOfPart(account, remote)
		if err != nil || found && sameNumber(m.To, r.To) {
			return &m, remote, err
		}
	}
	return nil, "", nil
}

// sameNumber compares the last digits: the way a number is written varies.
func sameNumber(ours, theirs string) bool {
	const enough = 7
	digits := strings.TrimLeft(theirs, "+0")
	if len(digits) > enough {
		digits = digits[len(digits)-enough:]
	}
	return strings.HasSuffix(ours, digits)
}

// whole is what became of a message by what became of its parts.
func whole(parts []crm.MessageState) crm.MessageState {
	for _, bad := range []crm.MessageState{crm.MessageFailed, crm.MessageExpired, crm.MessageSent} {
		if slices.Contains(parts, bad) {
			return bad
		}
	}
	return crm.MessageDelivered
}

// reported moves a message to what its receipts say. Whatever they say, they
// prove that it was taken.
func (o *Outbox) reported(tx *store.Tx, m crm.Message, to crm.MessageState, r crm.Receipt) error {
	if m.InDoubt() { // it waits to go again with its key: that isn't needed any more
		from := m.State
		m.State, m.Reason = crm.MessageUncertain, crm.ReasonNoReply
		if moved, err := tx.MoveMessage(m, from); err != nil || !moved {
			return err
		}
	}
	if m.State == crm.MessageUncertain && to != crm.MessageFailed {
		if err := o.Answered(tx, m); err != nil {
			return err
		}
		var err error
		if m, err = tx.Message(m.ID); err != nil {
			return err
		}
	}
	from := m.State
	if to == crm.MessageSent || from != crm.MessageSent && from != crm.MessageUncertain {
		return nil
	}
	m.State, m.Reason, m.Reply = to, crm.ReasonNone, r.Words
	if to == crm.MessageFailed {
		m.Reason = crm.ReasonMessageRefused
		if r.BadAddress {
			m.Reason = crm.ReasonRecipientRefused
		}
	}
	moved, err := tx.MoveMessage(m, from)
	if err != nil || !moved || to == crm.MessageDelivered {
		return err
	}
	say := crm.Say("activity.sms_"+string(to), "to", m.To, "words", r.Words)
	err = tx.Note(crm.Activity{Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseSystem, Sequence: m.Sequence, Message: m.ID, Say: say})
	if err != nil {
		return err
	}
	if r.BadAddress && m.Contact != 0 {
		if err := badAddress(tx, m, "sms", r.Words); err != nil {
			return err
		}
	}
	return o.Settle(tx, m)
}

// parts notes the ids of the parts that a gateway took, and applies receipts
// that came before.
func (w *recorder) parts() error {
	out, account := w.r.outcome, w.r.account.ID
	if len(out.Parts) == 0 || !w.r.committed {
		return nil
	}
	if err := w.tx.AddParts(account, w.r.message.ID, out.Parts); err != nil {
		return err
	}
	for _, remote := range out.Parts {
		r, found, err := w.tx.TakeReceipt(account, remote)
		if err == nil && found {
			err = w.o.Receipt(w.tx, account, r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// NoMoreSMS puts a number on the suppression list and says so in its consent;
// proof is what was said.
func NoMoreSMS(tx *store.Tx, number, proof string) error {
	err := tx.AddSuppression(crm.Suppression{
		Channel: crm.ChannelSMS, Value: number, Scope: crm.ScopeAll, Reason: crm.SuppressedUnsubscribed, Source: "sms", Proof: proof,
	})
	if err != nil {
		return err
	}
	cards, err := tx.MoveConsent(crm.ConsentChange{Channel: crm.ChannelSMS, Value: number, To: crm.ConsentUnsubscribed, How: "sms", Note: proof})
	if err != nil {
		return err
	}
	for _, card := range cards {
		tx.Touch(card, crm.Cause{Kind: crm.CauseSystem}, "consent")
	}
	return nil
}
