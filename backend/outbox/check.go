package outbox

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// check looks at a claimed message once more in the claiming transaction, and
// again where handing it over takes long: what was true when it was queued may
// not be true any more.
type check struct {
	o    *Outbox
	tx   *store.Tx
	acct crm.Account
	ws   crm.Workspace
	cal  timing.Calendar

	before bool                   // the workspace came out of a backup: a server may have taken messages that it doesn't know
	batch  map[crm.MessageID]bool // claimed in this transaction, and whether it goes
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
	return &check{o: o, tx: tx, acct: a, ws: ws, cal: cal, before: before, batch: map[crm.MessageID]bool{}}, err
}

// verdict is what is to become of a message: it goes where to is not set, waits
// until a moment where to is queued.
type verdict struct {
	to    crm.MessageState
	why   crm.Reason
	until crm.Instant
}

var goes = verdict{}

// theyGo says which of some messages that were claimed in this transaction go
// now; the others have been moved on.
func (c *check) theyGo(list []crm.Message) (going []crm.Message, err error) {
	for _, m := range list {
		c.batch[m.ID] = false
	}
	for _, m := range list {
		ok, err := c.mayGo(m)
		if err != nil {
			return nil, err
		}
		if c.batch[m.ID] = ok; ok {
			going = append(going, m)
		}
	}
	return going, nil
}

// mayGo says whether the message goes now; if not it has been moved on.
func (c *check) mayGo(m crm.Message) (bool, error) {
	if c.before && !m.InDoubt() {
		if done, err := c.sentBefore(m); err != nil || done {
			return false, err
		}
	}
	v, err := c.judge(m)
	if err != nil || v == goes {
		return err == nil, err
	}
	switch {
	case v.to == crm.MessageQueued:
		return false, c.putOff(m, v.until, v.why)
	case v.to == crm.MessageUncertain, v.to == crm.MessageHeld && v.why != crm.ReasonTestMode: // held for test mode counts as done
		m.State, m.Reason = v.to, v.why
		_, err := c.tx.MoveMessage(m, crm.MessageQueued)
		return false, err
	}
	return false, c.settle(m, v.to, v.why)
}

func (c *check) judge(m crm.Message) (verdict, error) {
	if m.InDoubt() {
		return c.judgeRepeat(m)
	}
	if c.ws.TestMode {
		return verdict{to: crm.MessageHeld, why: crm.ReasonTestMode}, nil
	}
	if why, err := c.recipient(m); err != nil || why != crm.ReasonNone {
		to := crm.MessageSuppressed
		if why == crm.ReasonUserInactive || why == crm.ReasonSMSOff {
			to = crm.MessageCancelled
		}
		return verdict{to: to, why: why}, err
	}
	st, err := c.tx.AnyStep(m.Step)
	if err != nil {
		return goes, err
	}
	over, err := c.over(m, st)
	if err != nil {
		return goes, err
	}
	if over || c.late(m, st) {
		return verdict{to: crm.MessageHeld, why: crm.ReasonTooLate}, nil
	}
	at, _, err := timing.Retry(c.tx.Now, st.Timing, m.Channel, c.cal)
	if err != nil {
		return goes, err
	}
	if at > c.tx.Now {
		why := crm.ReasonQuietHours
		if m.Channel != crm.ChannelSMS || !timing.Quiet(c.tx.Now, c.cal.Zone) {
			why = crm.ReasonNotNow
		}
		return verdict{crm.MessageQueued, why, at}, nil
	}
	return c.capped(m, st)
}

// judgeRepeat says whether a message in doubt goes again with its key: if nothing
// speaks against it now and the gateway still knows the key. Otherwise it stays
// uncertain: it must not be called cancelled or held, for it may have arrived.
func (c *check) judgeRepeat(m crm.Message) (verdict, error) {
	st, err := c.tx.AnyStep(m.Step)
	if err != nil {
		return goes, err
	}
	why, err := c.recipient(m)
	if err != nil {
		return goes, err
	}
	at, _, err := timing.Retry(c.tx.Now, st.Timing, m.Channel, c.cal)
	if err != nil {
		return goes, err
	}
	over, err := c.over(m, st)
	if err != nil {
		return goes, err
	}
	if !c.ws.TestMode && !over && why == crm.ReasonNone && at <= c.tx.Now && keyHolds(c.acct, m, c.tx.Now) {
		return goes, nil
	}
	return verdict{to: crm.MessageUncertain, why: crm.ReasonNoReply}, nil
}

// waits are the reasons for which a message lies in the queue without being
// late: nothing of it is its step's or the program's doing.
var waits = []crm.Reason{crm.ReasonAccountStopped, crm.ReasonNoAccount, crm.ReasonRate}

// late says whether the message lay in the queue beyond its step's limit while
// nobody was there to send it. Waiting for a stopped account or a rate is not
// lateness, nor is a cap, which moves the moment from which it counts.
func (c *check) late(m crm.Message, st crm.Step) bool {
	if slices.Contains(waits, m.Reason) {
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

func (c *check) putOff(m crm.Message, until crm.Instant, why crm.Reason) error {
	switch { // a cap is no lateness: retries count behind it
	case why == crm.ReasonCap && m.Attempts == 0:
		m.Planned = until
	case why == crm.ReasonCap:
		m.Planned += until - c.tx.Now
	}
	m.Due, m.Reason, m.Worker = until, why, 0
	_, err := c.tx.MoveMessage(m, crm.MessageQueued)
	return err
}
