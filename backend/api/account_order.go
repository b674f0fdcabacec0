package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Bounds of the rates of an account.
const (
	maxPerMinute = 10_000
	maxPerDay    = 10_000_000
)

// accountShare says what is wrong with whose an account is and how fast it may
// go.
func accountShare(v *store.View, a crm.Account) (bad crm.Problems, err error) {
	if a.PerMinute < 0 || a.PerMinute > maxPerMinute {
		bad.Add("perMinute", "account.rate", "max", maxPerMinute)
	}
	if a.PerDay < 0 || a.PerDay > maxPerDay {
		bad.Add("perDay", "account.rate", "max", maxPerDay)
	}
	if a.Owner == 0 {
		return bad, nil
	}
	switch u, err := v.User(a.Owner); {
	case crm.CodeOf(err) == crm.CodeNotFound:
		bad.Add("owner", "error.not_found.user")
	case err != nil:
		return bad, err
	case !u.Active:
		bad.Add("owner", "account.owner_inactive", "name", u.Name)
	}
	return bad, nil
}

// OrderAccounts puts all accounts of a channel in the order in which they are
// tried (administrators).
func (s *Session) OrderAccounts(in OrderAccountsIn) (out []AccountView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		list, err := tx.Accounts()
		if err != nil {
			return err
		}
		want := []crm.AccountID{}
		for _, a := range list {
			if a.Channel == in.Channel {
				want = append(want, a.ID)
			}
		}
		got := slices.Clone(in.Accounts)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			return crm.Fail(crm.CodeConflict, "account.order_changed")
		}
		if err := tx.OrderAccounts(in.Accounts); err != nil {
			return err
		}
		out, err = accountViews(&tx.View)
		return err
	})
}
