package api_test

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/oauth"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit/idp"
	"stepwise/backend/testkit/sink"
	"stepwise/backend/words"
)

// domains is a DNS of a few names.
type domains map[string][]string

func (n domains) answer(name string) ([]string, error) {
	if list, ok := n[name]; ok {
		return list, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
}

func (n domains) LookupTXT(_ context.Context, name string) ([]string, error) { return n.answer(name) }

func (n domains) LookupMX(_ context.Context, name string) (out []*net.MX, err error) {
	list, err := n.answer("mx:" + name)
	for _, host := range list {
		out = append(out, &net.MX{Host: host})
	}
	return out, err
}

func (n domains) LookupSRV(_ context.Context, service, proto, name string) (string, []*net.SRV, error) {
	_, err := n.answer("_" + service + "._" + proto + "." + name)
	return "", nil, err
}

// post is a desk whose emails really leave, with a provider to sign in with and
// a DNS of its own.
type post struct {
	*desk
	provider *idp.Server
	keeper   *oauth.Keeper
}

func openPost(t *testing.T, dns domains) *post {
	d := open(t)
	p := &post{desk: d, provider: idp.Start(t)}
	p.keeper = oauth.New(oauth.Options{Now: d.Clock.Time, Endpoint: p.provider.Endpoint, Rotated: func(id crm.AccountID, old, fresh string) {
		d.OK(d.Store.Write(t.Context(), func(tx *store.Tx) error { return tx.KeepSecret(id, old, fresh) }))
	}})
	real := mailer.New(d.Clock.Time, mailer.Options{Tokens: p.keeper})
	t.Cleanup(real.Close)
	d.svc = api.NewService(api.Deps{
		Version: "1.0.0", Started: d.Now(), Log: d.Log, Bus: &api.Bus{}, Store: d.Store, Engine: d.Engine, Outbox: d.Outbox,
		Channels: map[crm.Channel]outbox.Channel{crm.ChannelEmail: real, crm.ChannelSMS: d.SMS}, Kick: func() {}, MachineZone: "Europe/Budapest",
		Say:      func(lang string, p crm.Phrase) string { return words.Render(lang, p, d.Zone) },
		Resolver: dns, OAuth: p.keeper,
	})
	d.api = d.as(d.Admin)
	return p
}

func TestTheServerOfAnAddressIsGuessed(t *testing.T) {
	t.Parallel()
	p := openPost(t, domains{"mx:atelier.ro": {"aspmx.l.google.com."}})
	presets := ask(p.api.ListMailPresets()).ok(t)
	equal(t, "the last one is a web host", presets[len(presets)-1].ID, "hosting")
	for _, preset := range presets {
		said(t, preset.Note)
	}
	guess := func(email string) answer[crm.MailGuess] {
		return ask(p.api.GuessMailServer(api.GuessMailServerIn{Email: email}))
	}
	equal(t, "by who takes its mail", guess("Ana@atelier.ro").ok(t).Preset.Host, "smtp.gmail.com")
	equal(t, "as it is usual", guess("ana@cutie.ro").ok(t).Preset.Host, "mail.cutie.ro")
	equal(t, "a domain with other letters", guess("ana@școala.ro").ok(t).Preset.Host, "mail.xn--coala-e9b.ro")
	for _, bad := range []string{"", "ana", "ana@x.ro\r\nBcc: y@z.ro", "ana@localhost"} {
		if guess(bad).err == nil {
			t.Errorf("%q is taken for an address", bad)
		}
	}
}

func TestTheSendersAddressIsOneAddress(t *testing.T) {
	t.Parallel()
	d := openPost(t, nil)
	save := func(from, name string) answer[api.AccountView] {
		return ask(d.api.SaveAccount(mailAccount(func(in *api.SaveAccountIn) { in.SMTP.FromEmail, in.SMTP.FromName = from, name })))
	}
	for id, from := range map[string]string{
		"EM01": "ion@exemplu.ro\r\nBcc: x@y.z", "EM05": "ion@exemplu.ro, ana@exemplu.ro", "EM05 semicolon": "ion@exemplu.ro;ana@exemplu.ro",
		"EM07": "ion＠exemplu.ro", "EM14": strings.Repeat("a", 65) + "@exemplu.ro", "EM19": "ion@exemplu..ro",
	} {
		if save(from, "Firma").err == nil {
			t.Errorf("%s: %q was saved", id, from)
		}
	}
	if save("ion@exemplu.ro", "Ion\r\nBcc: victim@x.ro").err == nil {
		t.Error("EM02: a name with a line break was saved")
	}
	equal(t, "EM08", save("ion@școala.ro", "Firma").ok(t).Account.SMTP.FromEmail, "ion@xn--coala-e9b.ro")
}

func TestTheDNSOfTheSenderIsLookedAt(t *testing.T) {
	t.Parallel()
	p := openPost(t, domains{"firma.example": {"v=spf1 a:smtp.firma.example -all"}, "_dmarc.firma.example": {"v=DMARC1; p=none"}})
	a := ask(p.api.SaveAccount(smtpAccount())).ok(t).Account
	advise := func(id crm.AccountID, selector string) answer[[]crm.MailAdvice] {
		return ask(p.api.AdviseSender(api.AdviseSenderIn{ID: id, Selector: selector}))
	}
	var got []string
	for _, line := range advise(a.ID, "").ok(t) {
		said(t, line.Say)
		got = append(got, line.Kind+" "+string(line.State))
	}
	same(t, "lines", got, []string{"spf good", "dkim unknown", "dmarc good"})
	advise(a.ID, "not a selector").invalid(t, "selector account.advice.bad_selector")
	advise(p.SMSAcc, "").refused(t, "invalid account.bad_kind")
}

// tested is a whole test: its steps as "step state".
func (p *post) tested(t *testing.T, id crm.AccountID) (steps []string, well bool) {
	t.Helper()
	job := ask(p.api.StartAccountTest(api.TestAccountIn{ID: id, To: "ana@firma.example"})).ok(t)
	if _, err := p.svc.Wait(t.Context(), job.ID); err != nil {
		t.Fatal(err)
	}
	out := ask(p.api.GetAccountTest(api.JobIn{ID: job.ID})).ok(t)
	equal(t, "counted", out.Job.Done, 5)
	for _, s := range out.Steps {
		steps = append(steps, s.Step+" "+string(s.State))
	}
	return steps, out.OK
}

func TestAnAccountIsTriedStepByStepAndMended(t *testing.T) {
	t.Parallel()
	p := openPost(t, nil)
	server, err := sink.StartSMTP(sink.SMTPOptions{Auth: "office@firma.example:parola", Now: p.Clock.Time})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	in := smtpAccount()
	wrong := "gresita"
	in.SMTP.Host, in.SMTP.Port, in.SMTP.TLS, in.SMTP.User, in.Secret = "127.0.0.1", server.Port(), crm.TLSNone, "office@firma.example", &wrong
	in.ID = ask(p.api.SaveAccount(in)).ok(t).Account.ID
	steps, well := p.tested(t, in.ID)
	same(t, "with a wrong password", steps, []string{"name skipped", "connect ok", "tls skipped", "login failed", "mail skipped"})
	equal(t, "well", well, false)
	in.Secret = new(string)
	*in.Secret = "parola"
	ask(p.api.SaveAccount(in)).ok(t)
	steps, well = p.tested(t, in.ID)
	same(t, "mended", steps, []string{"name skipped", "connect ok", "tls skipped", "login ok", "mail ok"})
	equal(t, "well", well, true)
	equal(t, "to oneself, from the account's own address", server.Accepted()[0].MailFrom, "office@firma.example")
	ask(p.api.StartAccountTest(api.TestAccountIn{ID: p.SMSAcc, To: "+40722123456"})).refused(t, "invalid account.bad_kind")
	ask(p.api.GetAccountTest(api.JobIn{ID: "job_77"})).refused(t, "not_found error.not_found.job")
}

// googleAccount signs in with a provider.
func googleAccount(fn func(*api.SaveAccountIn)) api.SaveAccountIn {
	secret := "client-secret"
	in := smtpAccount()
	in.Name, in.Secret, in.SMTP.Auth, in.SMTP.OAuth = "Google", &secret, "oauth2", crm.OAuthClient{Provider: "google", ClientID: "client-1"}
	if fn != nil {
		fn(&in)
	}
	return in
}

// account is an account as the list shows it.
func (p *post) account(t *testing.T, id crm.AccountID) api.AccountView {
	t.Helper()
	list := ask(p.api.ListAccounts()).ok(t)
	return list[slices.IndexFunc(list, func(v api.AccountView) bool { return v.Account.ID == id })]
}

// back brings the browser back from the provider's page.
func back(t *testing.T, to *url.URL) (int, string) {
	t.Helper()
	r, err := http.Get(to.String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	page, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(page)
}

func TestAnAccountSignsInWithItsProvider(t *testing.T) {
	t.Parallel()
	p := openPost(t, nil)
	ask(p.api.SaveAccount(googleAccount(func(in *api.SaveAccountIn) { in.SMTP.OAuth = crm.OAuthClient{} }))).invalid(t,
		"smtp.oauth.provider account.oauth.provider", "smtp.oauth.clientId account.oauth.client_missing")
	saved := ask(p.api.SaveAccount(googleAccount(nil))).ok(t)
	id := saved.Account.ID
	equal(t, "at first", saved.SignIn, "needed")
	p.OK(p.Store.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.StopAccount(id, "not signed in")
		return err
	}))

	p.provider.Set(func(s *idp.Server) { s.Deny = true })
	start := ask(p.api.StartSignIn(api.StartSignInIn{ID: id})).ok(t)
	equal(t, "at the provider's page", p.account(t, id).SignIn, "waiting")
	code, page := back(t, p.provider.Visit(start.URL))
	equal(t, "the page says why", code == 200 && strings.Contains(page, "access_denied"), true)
	denied := p.account(t, id)
	equal(t, "and the list", denied.SignIn+" "+denied.SignInTrouble.Key, "needed account.oauth.refused")

	p.provider.Set(func(s *idp.Server) { s.Deny = false })
	start = ask(p.api.StartSignIn(api.StartSignInIn{ID: id})).ok(t)
	if _, page = back(t, p.provider.Visit(start.URL)); !strings.Contains(page, "Signed in") {
		t.Errorf("the page says %q", page)
	}
	done := p.account(t, id)
	equal(t, "signed in, and it tries again", done.SignIn == "done" && !done.Account.Stopped && done.SignInTrouble == nil, true)

	again := ask(p.api.SaveAccount(googleAccount(func(in *api.SaveAccountIn) { in.ID, in.Secret, in.Name = id, nil, "Renamed" }))).ok(t)
	equal(t, "another name keeps it", again.SignIn, "done")
	other := ask(p.api.SaveAccount(googleAccount(func(in *api.SaveAccountIn) { in.ID, in.Secret, in.SMTP.User = id, nil, "ion@firma.example" }))).ok(t)
	equal(t, "another mailbox doesn't", other.SignIn, "needed")
	ask(p.api.SaveAccount(mailAccount(func(in *api.SaveAccountIn) { in.ID, in.Secret = id, nil }))).invalid(t, "smtp.secret account.password_missing")
}

func TestASignInInABrowserComesBackToTheServer(t *testing.T) {
	t.Parallel()
	p := openPost(t, nil)
	id := ask(p.api.SaveAccount(googleAccount(nil))).ok(t).Account.ID
	start := func(id crm.AccountID, origin string) answer[api.StartSignInOut] {
		return ask(p.api.StartSignIn(api.StartSignInIn{ID: id, Origin: origin}))
	}
	for _, bad := range []string{"crm.example", "javascript:alert(1)", "https://crm.example/other", "https://a@crm.example", "https://crm.example?x=1"} {
		start(id, bad).refused(t, "invalid account.oauth.redirect")
	}
	start(p.EmailAcc, "https://crm.example").refused(t, "conflict account.oauth.not_that")
	out := start(id, "https://crm.example/").ok(t)
	equal(t, "where to", out.Redirect, "https://crm.example/oauth/callback")
	q := p.provider.Visit(out.URL).Query()

	stranger, done := p.svc.FinishSignIn(t.Context(), url.Values{"state": {"other"}, "code": q["code"]})
	equal(t, "another state", done || !strings.Contains(string(stranger), "Nobody waits"), false)
	_, done = p.svc.FinishSignIn(t.Context(), q)
	equal(t, "its own", done && p.account(t, id).SignIn == "done", true)
	_, done = p.svc.FinishSignIn(t.Context(), q)
	equal(t, "the same again", done, false)

	// Who began must still be an administrator when it ends.
	out = start(id, "https://crm.example").ok(t)
	q = p.provider.Visit(out.URL).Query()
	barna := p.User("Barna Kiss")
	p.OK(p.Store.Write(t.Context(), func(tx *store.Tx) error {
		for user, role := range map[crm.UserID]crm.Role{barna: crm.RoleAdmin, p.Admin: crm.RoleMember} {
			u, err := tx.User(user)
			if err != nil {
				return err
			}
			u.Role = role
			if _, err := tx.SaveUser(u); err != nil {
				return err
			}
		}
		return nil
	}))
	page, _ := p.svc.FinishSignIn(t.Context(), q)
	equal(t, "refused to a member", strings.Contains(string(page), "Signed in"), false)
}

func TestASecretIsNowhereToBeRead(t *testing.T) {
	t.Parallel()
	p := openPost(t, nil)
	marker := "MARKER-parola-7c1d"
	server, err := sink.StartSMTP(sink.SMTPOptions{Auth: "office@firma.example:other", Now: p.Clock.Time})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	answers := []any{}
	said := func(out any, err error) {
		answers = append(answers, out)
		if err != nil {
			answers = append(answers, err.Error())
		}
	}
	in := smtpAccount()
	in.SMTP.Host, in.SMTP.Port, in.SMTP.TLS, in.SMTP.User, in.Secret = "127.0.0.1", server.Port(), crm.TLSNone, "office@firma.example", &marker
	mail := ask(p.api.SaveAccount(in)).ok(t)
	in.SMTP.Port = -1
	said(p.api.SaveAccount(in))
	said(mail, nil)
	said(p.api.SaveAccount(gatewayAccount("https://sms.example.com/" + url.PathEscape("x"))))
	oauthSecret := marker
	google := ask(p.api.SaveAccount(googleAccount(func(in *api.SaveAccountIn) { in.Secret = &oauthSecret }))).ok(t)
	said(google, nil)
	start := ask(p.api.StartSignIn(api.StartSignInIn{ID: google.Account.ID})).ok(t)
	said(start, nil)
	_, page := back(t, p.provider.Visit(start.URL)) // the provider refuses this client secret
	said(page, nil)
	job := ask(p.api.StartAccountTest(api.TestAccountIn{ID: mail.Account.ID, To: "ana@firma.example"})).ok(t)
	said(p.svc.Wait(t.Context(), job.ID))
	said(p.api.GetAccountTest(api.JobIn{ID: job.ID}))
	said(p.api.TestAccount(api.TestAccountIn{ID: mail.Account.ID, To: "ana@firma.example"}))
	said(p.api.OrderAccounts(api.OrderAccountsIn{Channel: crm.ChannelEmail}))
	said(p.api.AdviseSender(api.AdviseSenderIn{ID: mail.Account.ID}))
	said(p.api.ResumeAccount(api.AccountIn{ID: mail.Account.ID}))
	said(p.api.ListAccounts())
	said(p.api.GetStatus())
	said(p.api.DeleteAccount(api.AccountIn{ID: google.Account.ID}))
	b, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), marker) {
		t.Error("an answer holds the secret")
	}
	noMarkerIn(t, p.Dir, marker)
}

// noMarkerIn looks into every file of a data folder: the database, what SQLite
// keeps beside it, the log of what was sent, the key.
func noMarkerIn(t *testing.T, dir, marker string) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		seen++
		if strings.Contains(string(b), marker) {
			t.Errorf("%s holds the secret", filepath.Base(path))
		}
		return err
	})
	if err != nil || seen < 3 {
		t.Errorf("%d files were looked into: %v", seen, err)
	}
}

func TestSettingsSayWhereTheKeyIs(t *testing.T) {
	t.Parallel()
	d := open(t)
	place := ask(d.api.GetKeyPlace()).ok(t)
	said(t, place.Say)
	equal(t, "on a server", place.Kind, "file")
}
