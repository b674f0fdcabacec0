package mailer_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

// trusted writes a certificate where an account can name it.
func trusted(t *testing.T, pem []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAConnectionIsProtectedOrNothingIsSent(t *testing.T) {
	t.Parallel()
	good, pem, err := sink.Certificate("127.0.0.1", "localhost")
	if err != nil {
		t.Fatal(err)
	}
	wrong, wrongPEM, err := sink.Certificate("elsewhere.test")
	if err != nil {
		t.Fatal(err)
	}
	expired, expiredPEM, err := sink.CertificateUntil(time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC), "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		server sink.SMTPOptions
		mode   crm.TLSMode
		ca     []byte
		want   crm.OutcomeKind
		check  string
	}{
		{"STARTTLS", sink.SMTPOptions{TLS: good}, crm.TLSStartTLS, pem, crm.Accepted, ""},
		{"TLS from the start", sink.SMTPOptions{TLS: good, Implicit: true}, crm.TLSImplicit, pem, crm.Accepted, ""},
		{"STARTTLS without pipelining", sink.SMTPOptions{TLS: good, NoPipelining: true}, crm.TLSStartTLS, pem, crm.Accepted, ""},
		{"WH07 the offer was taken out", sink.SMTPOptions{TLS: good, HideStartTLS: true}, crm.TLSStartTLS, pem, crm.Stopped, "account.no_starttls"},
		{"a server without TLS", sink.SMTPOptions{}, crm.TLSStartTLS, pem, crm.Stopped, "account.no_starttls"},
		{"STARTTLS refused for now", sink.SMTPOptions{TLS: good, Faults: map[string]float64{"starttls-454": 1}}, crm.TLSStartTLS, pem, crm.Temporary, "account.no_starttls"},
		{"WH07 signed by nobody known", sink.SMTPOptions{TLS: good}, crm.TLSStartTLS, nil, crm.Stopped, "account.certificate"},
		{"WH07 another name", sink.SMTPOptions{TLS: wrong}, crm.TLSStartTLS, wrongPEM, crm.Stopped, "account.certificate"},
		{"WH07 expired", sink.SMTPOptions{TLS: expired}, crm.TLSImplicit, expiredPEM, crm.Stopped, "account.certificate"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if tc.mode == crm.TLSImplicit {
				tc.server.Implicit = true
			}
			s := startSMTP(t, tc.server)
			a := accountAt(s.Port())
			a.SMTP.TLS = tc.mode
			if tc.ca != nil {
				a.SMTP.CAFile = trusted(t, tc.ca)
			}
			m := newMailer(t)
			d := deliver(t.Context(), t, m, a, "ana@x.ro")
			if d.out.Kind != tc.want {
				t.Errorf("outcome %+v", d.out)
			}
			for _, e := range s.Accepted() {
				if !e.TLS {
					t.Error("sent in clear")
				}
			}
			checkSays(t, m.Check(t.Context(), a), tc.check)
		})
	}
}

func checkSays(t *testing.T, err error, key string) {
	t.Helper()
	var e *crm.Error
	switch {
	case key == "" && err != nil:
		t.Errorf("check says %v", err)
	case key != "" && (!errors.As(err, &e) || e.Key != key || e.Args["words"] == ""):
		t.Errorf("check says %v, want %s", err, key)
	}
}

func TestLoggingIn(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		offers string
		auth   string
		secret string
		faults map[string]float64
		want   crm.OutcomeKind
		check  string
	}{
		{"PLAIN", "PLAIN LOGIN", "plain", "parolă:țâ", nil, crm.Accepted, ""},
		{"LOGIN", "PLAIN LOGIN", "login", "parolă:țâ", nil, crm.Accepted, ""},
		{"whatever is offered, both", "LOGIN PLAIN", "auto", "parolă:țâ", nil, crm.Accepted, ""},
		{"whatever is offered, LOGIN", "CRAM-MD5 LOGIN", "auto", "parolă:țâ", nil, crm.Accepted, ""},
		{"nothing that we speak is offered", "CRAM-MD5", "auto", "parolă:țâ", nil, crm.Stopped, "account.no_auth"},
		{"a wrong password", "PLAIN", "auto", "wrong", nil, crm.Stopped, "account.login_refused"},
		{"a wrong password by LOGIN", "LOGIN", "auto", "wrong", nil, crm.Stopped, "account.login_refused"},
		{"not now", "PLAIN", "auto", "parolă:țâ", map[string]float64{"auth-454": 1}, crm.Temporary, "account.login_refused"},
		{"without logging in", "PLAIN", "none", "", nil, crm.Stopped, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := startSMTP(t, sink.SMTPOptions{Auth: "ion@x.ro:parolă:țâ", Mechanisms: tc.offers, Faults: tc.faults})
			a := accountAt(s.Port())
			a.SMTP.User, a.SMTP.Auth, a.Secret = "ion@x.ro", tc.auth, tc.secret
			m := newMailer(t)
			d := deliver(t.Context(), t, m, a, "ana@x.ro")
			if d.out.Kind != tc.want || (tc.want != crm.Accepted && d.commits != 0) {
				t.Errorf("outcome %+v", d.out)
			}
			if strings.Contains(d.out.Words, tc.secret) && tc.secret != "" {
				t.Error("the password is in the words")
			}
			checkSays(t, m.Check(t.Context(), a), tc.check)
		})
	}
}

func TestAServerThatIsNotThereIsTriedLater(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	a := accountAt(s.Port())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	m := newMailer(t)
	if d := deliver(t.Context(), t, m, a, "ana@x.ro"); d.out.Kind != crm.Temporary || d.commits != 0 {
		t.Errorf("outcome %+v", d.out)
	}
	checkSays(t, m.Check(t.Context(), a), "account.unreachable")
	if found := m.Lookup(t.Context(), a, "k"); found != crm.FoundUnknown {
		t.Errorf("look-up says %q", found)
	}
}
