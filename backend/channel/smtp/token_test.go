package mailer_test

import (
	"encoding/json"
	"io"
	"log"
	"net"
	"strings"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/oauth"
	"stepwise/backend/testkit/idp"
	"stepwise/backend/testkit/sink"
)

// office is a server by other people that takes the tokens of a provider.
type office struct {
	inbox    *inbox
	provider *idp.Server
}

func (o *office) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &guest{visit: visit{inbox: o.inbox}, office: o}, nil
}

type guest struct {
	visit
	office *office
	in     bool
}

func (*guest) AuthMechanisms() []string { return []string{"XOAUTH2"} }

func (g *guest) Auth(string) (sasl.Server, error) { return &bearer{guest: g}, nil }

func (g *guest) Mail(string, *smtp.MailOptions) error {
	if !g.in {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication Required"}
	}
	return nil
}

// bearer is the server's side of XOAUTH2 as Google speaks it: why not comes in
// a challenge, and the refusal after the client's empty answer.
type bearer struct {
	guest   *guest
	refused bool
}

func (b *bearer) Next(response []byte) (challenge []byte, done bool, err error) {
	if b.refused {
		return nil, false, &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "Username and Password not accepted"}
	}
	fields := strings.Split(string(response), "\x01")
	if len(fields) == 4 && fields[0] == "user=ana@x.ro" && b.guest.office.provider.Good(strings.TrimPrefix(fields[1], "auth=Bearer ")) {
		b.guest.in = true
		return nil, true, nil
	}
	b.refused = true
	challenge, err = json.Marshal(map[string]string{"status": "400"})
	return challenge, false, err
}

func TestAnAccountThatSignsInWithAProvider(t *testing.T) {
	t.Parallel()
	provider := idp.Start(t)
	box := &inbox{}
	server := smtp.NewServer(&office{inbox: box, provider: provider})
	server.ErrorLog = log.New(io.Discard, "", 0)
	server.AllowInsecureAuth = true
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(ln) }()
	t.Cleanup(func() { _ = server.Close() })

	keeper := oauth.New(oauth.Options{Now: noon, Endpoint: provider.Endpoint})
	m := mailer.New(noon, mailer.Options{Tokens: keeper, MaxUses: 1}) // a connection for each message
	t.Cleanup(m.Close)
	a := accountAt(ln.Addr().(*net.TCPAddr).Port)
	a.SMTP.User, a.SMTP.Auth, a.SMTP.OAuth = "ana@x.ro", "oauth2", crm.OAuthClient{Provider: "google", ClientID: "client-1"}
	a.Secret = oauth.Secret{Client: "client-secret"}.Text()

	send := func(what string, want crm.OutcomeKind, words string) {
		t.Helper()
		d := deliver(t.Context(), t, m, a, "ion@x.ro")
		if d.out.Kind != want || !strings.Contains(d.out.Words, words) || strings.Contains(d.out.Words, "MARKER") {
			t.Errorf("%s: %+v", what, d.out)
		}
	}
	send("before anybody signed in the account stops", crm.Stopped, "not signed in")

	address, _, err := keeper.Start(oauth.Ticket{Account: a.ID, Client: a.SMTP.OAuth, Secret: oauth.ReadSecret(a.Secret)}, "http://127.0.0.1:1/cb")
	if err != nil {
		t.Fatal(err)
	}
	q := provider.Visit(address).Query()
	_, secret, err := keeper.Finish(t.Context(), q.Get("state"), q.Get("code"), "")
	if err != nil {
		t.Fatal(err)
	}
	a.Secret = secret.Text()
	send("signed in", crm.Accepted, "")
	send("with the same token", crm.Accepted, "")
	if provider.Fetched != 1 {
		t.Errorf("fetched %d times", provider.Fetched)
	}
	provider.EndAccess()
	send("a token that was withdrawn is fetched anew", crm.Accepted, "")
	provider.Set(func(s *idp.Server) { s.Down = true })
	keeper.Forget(a.ID)
	send("a provider that is away is tried later", crm.Temporary, "")
	provider.Set(func(s *idp.Server) { s.Down = false })
	send("and is back", crm.Accepted, "")
	provider.Revoke()
	send("what was withdrawn stops the account", crm.Stopped, "invalid_grant")
	checkSays(t, m.Check(t.Context(), a), "account.sign_in_again")
	if got, _ := stepsOf(t, m, a); got[3] != "login failed sign_in_again" {
		t.Errorf("%q", got)
	}
	if len(box.mail) != 4 {
		t.Errorf("%d messages", len(box.mail))
	}
}

func TestAServerThatKnowsNoSuchSignInGetsNoToken(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, plainLogin())
	a := accountAt(s.Port())
	a.SMTP.User, a.SMTP.Auth, a.Secret = "ion@x.ro", "oauth2", oauth.Secret{Refresh: "r"}.Text()
	if d := deliver(t.Context(), t, newMailer(t), a, "ana@x.ro"); d.out.Kind != crm.Stopped {
		t.Errorf("%+v", d.out)
	}
	if got, _ := steps(t, a); got[3] != "login failed cleartext" {
		t.Errorf("%q", got)
	}
}

func plainLogin() sink.SMTPOptions { return sink.SMTPOptions{Auth: "ion@x.ro:parolă"} }
