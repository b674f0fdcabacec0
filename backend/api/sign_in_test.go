package api_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/login"
	"stepwise/backend/words"
)

// cheap lets tests hash passwords in no time.
func cheap(d *desk) *desk {
	d.svc = api.NewService(api.Deps{
		Version: "1.0.0", Started: d.Now(), Log: d.Log, Bus: &api.Bus{}, Store: d.Store, Engine: d.Engine, Outbox: d.Outbox, Channels: d.Outbox.Channels, Kick: func() {},
		Say:   func(lang string, p crm.Phrase) string { return words.Render(lang, p, d.Zone) },
		Login: login.New(login.Options{Store: d.Store, Cost: login.Cost{Memory: 64, Rounds: 1}}),
	})
	d.api = d.as(d.Admin)
	return d
}

// browser is a session of somebody who came with a password.
func (d *desk) browser(t *testing.T, email, password string) *api.Session {
	t.Helper()
	in, err := d.svc.Login().SignIn(t.Context(), email, password, login.From{Address: "198.51.100.7", Device: "Firefox"})
	d.OK(err)
	who, ok, err := d.svc.Login().Know(t.Context(), in.Session, login.From{Address: "198.51.100.7"})
	d.OK(err)
	equal(t, email+" is in", ok, true)
	return api.NewSignedIn(t.Context(), who, d.svc)
}

const tea = "a cup of linden tea"

func TestMyPasswordIsMine(t *testing.T) {
	t.Parallel()
	d := cheap(open(t))
	me := ask(d.api.GetWorkspace()).ok(t).Me
	equal(t, "a password at first", ask(d.api.GetSignIn()).ok(t).HasPassword, false)
	ask(d.api.ConfirmSecondStep(api.SecondStepIn{})).refused(t, "conflict login.password_first")
	ask(d.api.ChangePassword(api.ChangePasswordIn{Password: "short"})).invalid(t, "password login.password_short")
	equal(t, "a password", ask(d.api.ChangePassword(api.ChangePasswordIn{Password: tea})).ok(t).HasPassword, true)
	ask(d.api.ChangePassword(api.ChangePasswordIn{Old: "no", Password: tea + "!"})).invalid(t, "old login.old_wrong")

	here := d.browser(t, me.Email, tea)
	d.browser(t, me.Email, tea)
	equal(t, "browsers", len(ask(here.GetSignIn()).ok(t).SignIns), 2)
	out := ask(here.ChangePassword(api.ChangePasswordIn{Old: tea, Password: tea + "!"})).ok(t)
	equal(t, "browsers after a new password", len(out.SignIns), 1)
	equal(t, "this one", out.SignIns[0].Here, true)
	there := d.browser(t, me.Email, tea+"!")
	all := ask(there.GetSignIn()).ok(t).SignIns
	equal(t, "here", all[0].Here != all[1].Here, true)
	equal(t, "one signed out", len(ask(there.EndSignIn(api.EndSignInIn{ID: out.SignIns[0].SignIn.ID})).ok(t).SignIns), 1)
	ask(d.browser(t, me.Email, tea+"!").EndSignIns(api.EndSignInsIn{})).ok(t)
	equal(t, "signed out elsewhere", len(ask(d.api.GetSignIn()).ok(t).SignIns), 1)
	for range 20 {
		if _, err := d.api.ChangePassword(api.ChangePasswordIn{Old: "guess"}); keyOf(err) == "login.too_soon" {
			said(t, crm.Say("login.too_soon", "count", login.Wait(err)))
			return
		}
	}
	t.Error("who guesses inside should wait too")
}

func TestASecondStepOfMine(t *testing.T) {
	t.Parallel()
	d := cheap(open(t))
	ask(d.api.ChangePassword(api.ChangePasswordIn{Password: tea})).ok(t)
	key := ask(d.api.StartSecondStep()).ok(t)
	equal(t, "the picture", strings.HasPrefix(key.Picture, "data:image/png;base64,"), true)
	ask(d.api.ConfirmSecondStep(api.SecondStepIn{Secret: key.Secret, Code: "1"})).invalid(t, "code login.wrong_code")
	ask(d.api.ConfirmSecondStep(api.SecondStepIn{Secret: "no key", Code: "1"})).invalid(t, "code login.wrong_code")
	code, err := totp.GenerateCode(key.Secret, d.Now().Time())
	d.OK(err)
	equal(t, "recovery codes", len(ask(d.api.ConfirmSecondStep(api.SecondStepIn{Secret: key.Secret, Code: code})).ok(t).Codes), 10)
	got := ask(d.api.GetSignIn()).ok(t)
	equal(t, "switched on", got.SecondStep && got.Recovery == 10, true)
	ask(d.api.EndSecondStep(api.PasswordIn{Password: "no"})).invalid(t, "password login.old_wrong")
	equal(t, "switched off", ask(d.api.EndSecondStep(api.PasswordIn{Password: tea})).ok(t).SecondStep, false)
}

func TestAnAdministratorInvitesAndSignsOut(t *testing.T) {
	t.Parallel()
	d := cheap(open(t))
	barna := d.User("Barna Kiss")
	email := ""
	for _, u := range ask(d.api.GetWorkspace()).ok(t).Users {
		if u.ID == barna {
			email = u.Email
		}
	}
	link := ask(d.api.InviteUser(api.UserRef{ID: barna})).ok(t)
	equal(t, "good for a week", link.Until.Sub(d.Now()), 7*24*time.Hour)
	_, token, _ := strings.Cut(link.Path, "token=")
	_, err := d.svc.Login().Accept(t.Context(), token, tea, login.From{Address: "192.0.2.1"})
	d.OK(err)
	member := d.browser(t, email, tea)
	ask(member.EndSignIns(api.EndSignInsIn{User: d.Admin})).refused(t, "forbidden error.admin_only")
	ask(member.InviteUser(api.UserRef{ID: barna})).refused(t, "forbidden error.admin_only")
	ask(member.ListChanges(api.ListChangesIn{})).refused(t, "forbidden error.admin_only")
	ask(d.api.EndSignIns(api.EndSignInsIn{User: barna})).ok(t)
	equal(t, "signed out everywhere", len(ask(member.GetSignIn()).ok(t).SignIns), 0)
	ask(d.api.EndSignIns(api.EndSignInsIn{User: 77})).refused(t, "not_found error.not_found.user")

	twin := ask(d.api.SaveUser(crm.User{Name: "Twin", Email: strings.ToUpper(email[:1]) + email[1:], Role: crm.RoleMember, Language: "en", Active: true})).ok(t)
	ask(d.api.InviteUser(api.UserRef{ID: twin.ID})).refused(t, "conflict login.same_email")
	d.DeactivateUser(twin.ID)
	ask(d.api.InviteUser(api.UserRef{ID: twin.ID})).refused(t, "conflict login.has_left")
}

// What was changed is in the log, by whom, and without what is secret.
func TestTheLogSaysWhoChangedWhat(t *testing.T) {
	t.Parallel()
	d := cheap(open(t))
	do := func(method string, in any) {
		t.Helper()
		text, err := json.Marshal(in)
		d.OK(err)
		_, err = run(d.api, method, string(text))
		d.OK(err)
	}
	account, hush := smtpAccount(), "hush-hush-hush"
	account.Secret = &hush
	do("SaveAccount", account)
	ws := ask(d.api.GetWorkspace()).ok(t)
	member := ws.Me
	member.ID, member.Name, member.Email, member.Role = 0, "Dan", "dan@firma.example", crm.RoleMember
	do("SaveUser", member)
	for _, u := range ask(d.api.GetWorkspace()).ok(t).Users {
		if u.Name == "Dan" {
			member = u
		}
	}
	member.Role = crm.RoleAdmin
	do("SaveUser", member)
	do("ChangePassword", api.ChangePasswordIn{Password: tea})
	do("StartExportCards", api.ExportCardsIn{Product: d.Product, Format: "csv", Pick: api.CardPick{List: &api.ListCardsIn{Product: d.Product}}})
	_, err := run(d.api, "SaveUser", `{"name":""}`)
	equal(t, "a refused one", keyOf(err), "error.invalid")

	list := ask(d.api.ListChanges(api.ListChangesIn{})).ok(t)
	var got []string
	for _, c := range list.Rows {
		line := c.Operation
		for _, s := range c.Subjects {
			line += " " + s.Noun + ":" + s.Name
			for _, f := range s.Fields {
				line += " " + f.Field + "(" + f.Before + "→" + f.After + ")"
			}
		}
		equal(t, line+" is by", c.User, d.Admin)
		got = append(got, line)
	}
	text, err := json.Marshal(list)
	d.OK(err)
	for _, secret := range []string{tea, "argon2", hush} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the log holds %q: %s", secret, text)
		}
	}
	same(t, "the log", got, []string{
		"StartExportCards product:Customers",
		"ChangePassword",
		"SaveUser user:Dan role(member→admin)",
		"SaveUser user:Dan",
		"SaveAccount account:" + account.Name,
	})
	equal(t, "about accounts", len(ask(d.api.ListChanges(api.ListChangesIn{Noun: "account"})).ok(t).Rows), 1)
	equal(t, "of nobody", len(ask(d.api.ListChanges(api.ListChangesIn{User: 77})).ok(t).Rows), 0)
	equal(t, "before the third", len(ask(d.api.ListChanges(api.ListChangesIn{Before: list.Rows[2].ID})).ok(t).Rows), 2)
	d.Clock.Set(d.Now().Add(366 * 24 * time.Hour))
	do("SaveUser", member)
	equal(t, "a year later", len(ask(d.api.ListChanges(api.ListChangesIn{})).ok(t).Rows), 1)
}
