package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// mailAccount is a second email account, changed by fn.
func mailAccount(fn func(*api.SaveAccountIn)) api.SaveAccountIn {
	in := smtpAccount()
	in.Name = "Second"
	fn(&in)
	return in
}

func TestAnAccountHasAnOwnerRatesAndAPlace(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveAccount(mailAccount(func(in *api.SaveAccountIn) { in.Owner, in.PerMinute, in.PerDay = 77, -1, 20_000_000 }))).invalid(t,
		"perMinute account.rate", "perDay account.rate", "owner error.not_found.user")
	second := ask(d.api.SaveAccount(mailAccount(func(in *api.SaveAccountIn) { in.Owner, in.PerMinute, in.PerDay = d.Admin, 20, 400 }))).ok(t)
	a := second.Account
	equal(t, "whose and how fast", a.Owner == d.Admin && a.PerMinute == 20 && a.PerDay == 400, true)
	equal(t, "went through it", second.Went, 0)

	emails := func(list []api.AccountView) (ids []crm.AccountID) {
		for _, v := range list {
			if v.Account.Channel == crm.ChannelEmail {
				ids = append(ids, v.Account.ID)
			}
		}
		return ids
	}
	same(t, "behind the first", emails(ask(d.api.ListAccounts()).ok(t)), []crm.AccountID{d.EmailAcc, a.ID})
	order := func(ids ...crm.AccountID) answer[[]api.AccountView] {
		return ask(d.api.OrderAccounts(api.OrderAccountsIn{Channel: crm.ChannelEmail, Accounts: ids}))
	}
	order(a.ID).refused(t, "conflict account.order_changed")
	order(a.ID, a.ID).refused(t, "conflict account.order_changed")
	order(a.ID, d.SMSAcc).refused(t, "conflict account.order_changed")
	same(t, "before it", emails(order(a.ID, d.EmailAcc).ok(t)), []crm.AccountID{a.ID, d.EmailAcc})

	saved := ask(d.api.SaveAccount(mailAccount(func(in *api.SaveAccountIn) { in.ID = a.ID }))).ok(t)
	equal(t, "an edit keeps its place and takes what it says", saved.Account.Position == 1 && saved.Account.Owner == 0, true)
}
