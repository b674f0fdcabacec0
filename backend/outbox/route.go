package outbox

import (
	"context"
	"math"
	"slices"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Which account takes which message: one of its sender's own, where they have
// one, else one for all; of several the first, in their order, that neither
// stopped nor waits nor has used up its rate. What a colleague sends through an
// account of their own waits for it: it would come from another sender through
// another one (decision 18).

// lane is one owner's accounts of a channel, in order, and their messages.
type lane struct {
	store.Lane
	accounts []crm.Account
}

// lanesOf sorts the accounts of a channel by owner; the one for all is first,
// and is there also without an account.
func lanesOf(list []crm.Account, ch crm.Channel) []lane {
	lanes := []lane{{Lane: store.Lane{Channel: ch}}}
	for _, a := range list {
		if a.Channel != ch {
			continue
		}
		i := slices.IndexFunc(lanes, func(l lane) bool { return l.Owner == a.Owner })
		if i < 0 {
			i = len(lanes)
			lanes = append(lanes, lane{Lane: store.Lane{Channel: ch, Owner: a.Owner}})
			lanes[0].Apart = append(lanes[0].Apart, a.Owner)
		}
		lanes[i].accounts = append(lanes[i].accounts, a)
	}
	for i := range lanes {
		slices.SortStableFunc(lanes[i].accounts, func(a, b crm.Account) int { return a.Position - b.Position })
	}
	return lanes
}

// AccountFor picks the account that what a sender (0: the workspace) writes goes
// through now, or says why there is none. Rates are not looked at.
func AccountFor(list []crm.Account, ch crm.Channel, sender crm.UserID, now crm.Instant) (crm.Account, crm.Reason) {
	lanes := lanesOf(list, ch)
	take := lanes[0]
	for _, l := range lanes[1:] {
		if l.Owner == sender {
			take = l
		}
	}
	i, why := take.first(func(a crm.Account) crm.Reason { return rests(a, now) })
	if i < 0 {
		return crm.Account{}, why
	}
	return take.accounts[i], crm.ReasonNone
}

// rests is why an account takes nothing now, whatever its rate.
func rests(a crm.Account, now crm.Instant) crm.Reason {
	switch {
	case a.Stopped:
		return crm.ReasonAccountStopped
	case a.Until > now:
		return crm.ReasonRetry
	}
	return crm.ReasonNone
}

// hopes are the reasons why no account takes anything, the one that ends first
// by itself at the end.
var hopes = []crm.Reason{crm.ReasonNoAccount, crm.ReasonAccountStopped, crm.ReasonRetry, crm.ReasonRate}

// first is the place of the first account that takes something, or -1 and why
// none does.
func (l lane) first(why func(crm.Account) crm.Reason) (int, crm.Reason) {
	least := crm.ReasonNoAccount
	for i, a := range l.accounts {
		w := why(a)
		if w == crm.ReasonNone {
			return i, w
		}
		if slices.Index(hopes, w) > slices.Index(hopes, least) {
			least = w
		}
	}
	return -1, least
}

// room is how many messages an account may hand over now; next is when it may
// again, where it is none.
type room struct {
	left int
	next crm.Instant
}

// window is a span of time in which an account may hand over so many.
type window struct {
	most int
	span time.Duration
}

// windows are an account's rates. A minute's messages are spread over it: about
// a second brings its share.
func windows(a crm.Account) (list []window) {
	if n := a.PerMinute; n > 0 {
		share := max(1, n/60)
		list = append(list, window{share, time.Minute * time.Duration(share) / time.Duration(n)}, window{n, time.Minute})
	}
	if a.PerDay > 0 {
		list = append(list, window{a.PerDay, 24 * time.Hour})
	}
	return list
}

// roomOf counts what an account really handed over. Since whoever has a rate
// claims again only after everything claimed is done, no span of time has more.
func roomOf(v *store.View, a crm.Account) (room, error) {
	r := room{left: math.MaxInt}
	for _, w := range windows(a) {
		n, err := v.HandedSince(a.ID, v.Clock().Add(-w.span))
		if err != nil {
			return r, err
		}
		r.left = min(r.left, max(w.most-n, 0))
		if n < w.most {
			continue
		}
		at, err := v.HandedBefore(a.ID, w.most)
		if err != nil {
			return r, err
		}
		r.next = max(r.next, at.Add(w.span))
	}
	return r, nil
}

// router says who takes what in one transaction.
type router struct {
	tx    *store.Tx
	lanes []lane
	rooms map[crm.AccountID]room
}

func newRouter(tx *store.Tx, ch crm.Channel) (*router, error) {
	list, err := tx.Accounts()
	if err != nil {
		return nil, err
	}
	r := &router{tx: tx, lanes: lanesOf(list, ch), rooms: map[crm.AccountID]room{}}
	for _, l := range r.lanes {
		for _, a := range l.accounts {
			if rests(a, tx.Now) != crm.ReasonNone {
				continue
			}
			have, err := roomOf(&tx.View, a)
			if err != nil {
				return nil, err
			}
			r.rooms[a.ID] = have
			if err := tx.RestUntil(a.ID, have.next); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

// why is why an account takes nothing now.
func (r *router) why(a crm.Account) crm.Reason {
	if w := rests(a, r.tx.Now); w != crm.ReasonNone {
		return w
	}
	if r.rooms[a.ID].left == 0 {
		return crm.ReasonRate
	}
	return crm.ReasonNone
}

// place finds an account that takes something now, its lane, and whether new
// messages of the lane are its to take; others only finish what is in doubt.
func (r *router) place(id crm.AccountID) (a crm.Account, l lane, taker, found bool) {
	for _, l := range r.lanes {
		for i, a := range l.accounts {
			if a.ID == id {
				first, _ := l.first(r.why)
				return a, l, i == first, r.why(a) == crm.ReasonNone
			}
		}
	}
	return a, l, false, false
}

// survey says which accounts of a channel may take something now, gives those
// messages that no account takes the reason, and settles what was handed to an
// account that is gone.
func (o *Outbox) survey(ctx context.Context, ch crm.Channel) (ready []crm.AccountID, n Counts, err error) {
	var due bool
	err = o.Store.Read(ctx, func(v *store.View) (err error) {
		due, err = v.AnyDue(ch)
		return err
	})
	if err != nil || !due {
		return nil, n, err
	}
	err = o.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		ready, n = nil, Counts{}
		if still, err := tx.StandsStill(); err != nil || still {
			return err
		}
		r, err := newRouter(tx, ch)
		if err != nil {
			return err
		}
		if ready, err = o.look(tx, r); err != nil {
			return err
		}
		n.PutOff, err = o.orphans(tx, ch)
		return err
	})
	return ready, n, err
}

func (o *Outbox) look(tx *store.Tx, r *router) (ready []crm.AccountID, err error) {
	_, surge, err := tx.OpenSurge()
	if err != nil {
		return nil, err
	}
	for _, l := range r.lanes {
		for _, a := range l.accounts {
			if r.why(a) == crm.ReasonNone {
				ready = append(ready, a.ID)
			}
		}
		if first, why := l.first(r.why); first < 0 {
			if err := tx.MarkWaiting(l.Lane, why, surge); err != nil {
				return nil, err
			}
		}
	}
	return ready, nil
}

// orphans moves on what was handed to an account that is gone since: nobody can
// repeat it safely any more.
func (o *Outbox) orphans(tx *store.Tx, ch crm.Channel) (n int, err error) {
	list, err := tx.ClaimOrphans(o.worker, ch, batch)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	c, err := o.newCheck(tx, crm.Account{})
	for _, m := range list {
		if err != nil {
			return n, err
		}
		_, err = c.mayGo(m)
		n++
	}
	return n, err
}
