package mailer_test

import (
	"strings"
	"testing"
	"time"

	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
	"stepwise/backend/words"
)

// steps are a test's steps as "name state", with every phrase said in all
// languages; the last one's remedy is among them.
func steps(t *testing.T, a crm.Account) (list []string, all []crm.ProbeStep) {
	t.Helper()
	return stepsOf(t, newMailer(t), a)
}

func stepsOf(t *testing.T, m *mailer.Mailer, a crm.Account) (list []string, all []crm.ProbeStep) {
	t.Helper()
	msg := messageTo("office@atelier.ro")
	raw, err := m.Compose(a, msg, crm.Rendered{Subject: "Test", Text: "Test", HTML: "<p>Test</p>"})
	if err != nil {
		t.Fatal(err)
	}
	m.Probe(t.Context(), a, msg, raw, func(s crm.ProbeStep) {
		line := s.Step + " " + string(s.State)
		said(t, s.Say)
		if s.Remedy != nil {
			said(t, *s.Remedy)
			line += " " + strings.TrimPrefix(s.Remedy.Key, "account.fix.")
		}
		if strings.Contains(s.Words, "parolă") {
			t.Errorf("the password is in %q", s.Words)
		}
		list, all = append(list, line), append(all, s)
	})
	return list, all
}

func said(t *testing.T, p crm.Phrase) {
	t.Helper()
	for _, lang := range words.Languages() {
		if text := words.Render(lang, p, time.UTC); text == p.Key || strings.Contains(text, "{{") {
			t.Errorf("%s is said in %s as %q", p.Key, lang, text)
		}
	}
}

func TestATestSaysStepByStepWhatWorksAndWhatToDo(t *testing.T) {
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
	login := "office@atelier.ro:parolă"
	for _, tc := range []struct {
		name   string
		server sink.SMTPOptions
		ca     []byte
		change func(*crm.Account)
		want   string
	}{
		{"all is well", sink.SMTPOptions{TLS: good, Auth: login}, pem, nil, "tls ok|login ok|mail ok"},
		{"TLS from the start", sink.SMTPOptions{TLS: good, Implicit: true, Auth: login}, pem,
			func(a *crm.Account) { a.SMTP.TLS = crm.TLSImplicit }, "tls ok|login ok|mail ok"},
		{"nothing to protect or prove", sink.SMTPOptions{}, nil,
			func(a *crm.Account) { a.SMTP.TLS, a.SMTP.Auth = crm.TLSNone, "none" }, "tls skipped|login skipped|mail ok"},
		{"WH07 STARTTLS was taken out", sink.SMTPOptions{TLS: good, HideStartTLS: true}, pem, nil, "tls failed no_starttls|login skipped|mail skipped"},
		{"WH07 another name", sink.SMTPOptions{TLS: wrong}, wrongPEM, nil, "tls failed cert_name|login skipped|mail skipped"},
		{"WH07 expired", sink.SMTPOptions{TLS: expired}, expiredPEM, nil, "tls failed cert_expired|login skipped|mail skipped"},
		{"WH07 signed by nobody known", sink.SMTPOptions{TLS: good}, nil, nil, "tls failed cert_unknown|login skipped|mail skipped"},
		{"TLS where STARTTLS is meant", sink.SMTPOptions{TLS: good}, pem,
			func(a *crm.Account) { a.SMTP.TLS = crm.TLSImplicit }, "tls failed tls_plain|login skipped|mail skipped"},
		{"a wrong password", sink.SMTPOptions{TLS: good, Auth: login}, pem,
			func(a *crm.Account) { a.Secret = "wrong" }, "tls ok|login failed password|mail skipped"},
		{"half a user name", sink.SMTPOptions{TLS: good, Auth: login}, pem,
			func(a *crm.Account) { a.SMTP.User = "office" }, "tls ok|login failed user_name|mail skipped"},
		{"no way to sign in", sink.SMTPOptions{TLS: good, Auth: login, Mechanisms: "CRAM-MD5"}, pem, nil, "tls ok|login failed no_auth|mail skipped"},
		{"not now", sink.SMTPOptions{TLS: good, Auth: login, Faults: map[string]float64{"auth-454": 1}}, pem, nil, "tls ok|login failed later|mail skipped"},
		{"without signing in where it is needed", sink.SMTPOptions{TLS: good, Auth: login}, pem,
			func(a *crm.Account) { a.SMTP.Auth = "none" }, "tls ok|login skipped|mail failed must_login"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := startSMTP(t, tc.server)
			a := accountAt(s.Port())
			a.SMTP.TLS, a.SMTP.User, a.Secret = crm.TLSStartTLS, "office@atelier.ro", "parolă"
			if tc.ca != nil {
				a.SMTP.CAFile = trusted(t, tc.ca)
			}
			if tc.change != nil {
				tc.change(&a)
			}
			got, _ := steps(t, a)
			if want := "name skipped|connect ok|" + tc.want; strings.Join(got, "|") != want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
			}
			if well := strings.HasSuffix(tc.want, "mail ok"); well != (len(s.Accepted()) == 1) {
				t.Errorf("%d messages", len(s.Accepted()))
			}
		})
	}
}

func TestATestSaysWhyAServerIsNotReached(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	a := accountAt(s.Port())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got, _ := steps(t, a); got[1] != "connect failed port_closed" || got[4] != "mail skipped" {
		t.Errorf("%q", got)
	}
	a.SMTP.Host = "localhost"
	if got, _ := steps(t, a); got[0] != "name ok" {
		t.Errorf("%q", got)
	}
	a.SMTP.Host = "mail.stepwise.invalid" // never a name (RFC 2606)
	if got, all := steps(t, a); !strings.HasPrefix(got[0], "name failed ") || all[0].Words == "" || got[1] != "connect skipped" {
		t.Errorf("%q", got)
	}
}

func TestACertificateThatSoonEndsIsWorthAWord(t *testing.T) {
	t.Parallel()
	tls, pem, err := sink.Certificate("127.0.0.1") // until 2100
	if err != nil {
		t.Fatal(err)
	}
	s := startSMTP(t, sink.SMTPOptions{TLS: tls})
	a := accountAt(s.Port())
	a.SMTP.TLS, a.SMTP.CAFile = crm.TLSStartTLS, trusted(t, pem)
	m := mailer.New(func() time.Time { return time.Date(2099, 12, 24, 0, 0, 0, 0, time.UTC) }, mailer.Options{})
	t.Cleanup(m.Close)
	if got, _ := stepsOf(t, m, a); got[2] != "tls ok cert_soon" {
		t.Errorf("%q", got)
	}
}
