package outbox

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// check looks at a claimed message once more in the claiming transaction: what
// was true when it was queued may not be true any more.
type check struct {
	o    *Outbox
	tx   *store.Tx
	acct crm.Account
	ws   crm.Workspace
	cal  timing.Calendar

	before bool // the workspace came out of a backup: a server may have taken messages that it doesn't know
}

func (o *Outbox) newCheck(tx *store.Tx, a crm.Account) (*check, error) {
	ws, err := tx.Workspace()
	if err != nil {
		return nil, err
	}
	before, err := tx.AnySentBefore()
	if err != nil {
		return nil, err
	}
	cal, err := o.Calendar(&tx.View)
	return &check{o: o, tx: tx, acct: a, ws: ws, cal: cal, before: before}, err
}

// mayGo says whether the message goes now; if not it has been moved on.
func (c *check) mayGo(m crm.Message) (bool, error) {
	if m.InDoubt() {
		return c.mayRepeat(m)
	}
	if c.before {
		if done, err := c.sentBefore(m); err != nil || done {
			return false, err
		}
	}
	if c.ws.TestMode {
		return false, c.settle(m, crm.MessageHeld, crm.ReasonTestMode)
	}
	if why, err := c.recipient(m); err != nil || why != crm.ReasonNone {
		if err != nil {
			return false, err
		}
		to := crm.MessageSuppressed
		if why == crm.ReasonUserInactive || why == crm.ReasonSMSOff {
			to = crm.MessageCancelled
		}
		return false, c.settle(m, to, why)
	}
	st, err := c.tx.AnyStep(m.Step)
	if err != nil {
		return false, err
	}
	over, err := c.over(m, st)
	if err != nil {
		return false, err
	}
	if over || c.late(m, st) {
		return false, c.hold(m, crm.ReasonTooLate)
	}
	at, _, err := timing.Retry(c.tx.Now, st.Timing, m.Channel, c.cal)
	if err != nil {
		return false, err
	}
	if at > c.tx.Now {
		why := crm.ReasonQuietHours
		if m.Channel != crm.ChannelSMS || !timing.Quiet(c.tx.Now, c.cal.Zone) {
			why = crm.ReasonNotNow
		}
		return false, c.putOff(m, at, why)
	}
	return true, nil
}

// mayRepeat says whether a message in doubt goes again with its key: if nothing
// speaks against it now and the gateway still knows the key. Otherwise it stays
// uncertain: it must not be called cancelled or held, for it may have arrived.
func (c *check) mayRepeat(m crm.Message) (bool, error) {
	st, err := c.tx.AnyStep(m.Step)
	if err != nil {
		return false, err
	}
	why, err := c.recipient(m)
	if err != nil {
		return false, err
	}
	at, _, err := timing.Retry(c.tx.Now, st.Timing, m.Channel, c.cal)
	if err != nil {
		return false, err
	}
	over, err := c.over(m, st)
	if err != nil {
		return false, err
	}
	if !c.ws.TestMode && !over && why == crm.ReasonNone && at <= c.tx.Now && keyHolds(c.acct, m, c.tx.Now) {
		return true, nil
	}
	m.State, m.Reason = crm.MessageUncertain, crm.ReasonNoReply
	_, err = c.tx.MoveMessage(m, crm.MessageQueued)
	return false, err
}

// late says whether the message lay in the queue beyond its step's limit while
// nobody was there to send it. Waiting for a stopped account is not lateness.
func (c *check) late(m crm.Message, st crm.Step) bool {
	if m.Reason == crm.ReasonAccountStopped || m.Reason == crm.ReasonNoAccount {
		return false
	}
	limit := lateness(st)
	return limit > 0 && c.tx.Now-m.Due > limit
}

// over says whether the date that the message is about has come.
func (c *check) over(m crm.Message, st crm.Step) (bool, error) {
	if c.o.Deadline == nil {
		return false, nil
	}
	limit, err := c.o.Deadline(&c.tx.View, st, m.Card)
	return limit != 0 && c.tx.Now >= limit, err
}

func (c *check) recipient(m crm.Message) (crm.Reason, error) {
	if m.User != 0 {
		u, err := c.tx.User(m.User)
		if err != nil || u.Active {
			return crm.ReasonNone, err
		}
		return crm.ReasonUserInactive, nil
	}
	if m.Channel == crm.ChannelSMS {
		if off, err := c.smsOff(m.Card); err != nil || off {
			return crm.ReasonSMSOff, err
		}
	}
	consent, err := c.tx.ConsentOf(m.Contact, m.Channel, m.To)
	if err != nil {
		return crm.ReasonNone, err
	}
	return Barred(&c.tx.View, m.Channel, m.To, []crm.Consent{consent}, m.Purpose)
}

// smsOff says whether the SMS service of a card's product was switched off
// while the message waited.
func (c *check) smsOff(id crm.CardID) (bool, error) {
	card, err := c.tx.Card(id)
	if err != nil {
		return false, err
	}
	p, err := c.tx.Product(card.Product)
	return !p.SMSOn, err
}

func (c *check) settle(m crm.Message, to crm.MessageState, why crm.Reason) error {
	m.State, m.Reason, m.SettledAt = to, why, c.tx.Now
	moved, err := c.tx.MoveMessage(m, crm.MessageQueued)
	if err != nil || !moved {
		return err
	}
	return c.o.Settle(c.tx, m)
}

func (c *check) hold(m crm.Message, why crm.Reason) error {
	m.State, m.Reason = crm.MessageHeld, why
	_, err := c.tx.MoveMessage(m, crm.MessageQueued)
	return err
}

func (c *check) putOff(m crm.Message, until crm.Instant, why crm.Reason) error {
	m.Due, m.Reason, m.Worker = until, why, 0
	_, err := c.tx.MoveMessage(m, crm.MessageQueued)
	return err
}
