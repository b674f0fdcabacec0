package mailer

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/emersion/go-sasl"

	"stepwise/backend/crm"
)

// key is what proves who sends: a password, or where access tokens come from.
type key struct {
	secret string
	token  func(context.Context) (token string, fresh bool, err error)
	forget func()
}

// key is what an account proves itself with.
func (m *Mailer) key(a crm.Account) key {
	k := key{secret: a.Secret}
	if m.tokens != nil {
		k.token = func(ctx context.Context) (string, bool, error) { return m.tokens.Token(ctx, a) }
		k.forget = func() { m.tokens.Forget(a.ID) }
	}
	return k
}

// login gives user name and password, where there are any; never in clear text
// except to this computer.
func (s *session) login(ctx context.Context, settings *crm.SMTPSettings, k key) *trouble {
	if settings.Auth == "none" || settings.User == "" {
		return nil
	}
	if !s.secure && !s.loopback {
		return &trouble{kind: crm.Stopped, key: "account.cleartext_password", words: "AUTH without TLS"}
	}
	if settings.Auth == "oauth2" {
		return s.loginToken(ctx, settings, k)
	}
	client := s.mechanism(settings, k.secret)
	if client == nil {
		return &trouble{kind: crm.Stopped, key: "account.no_auth", words: clip("AUTH " + s.ext["AUTH"])}
	}
	name, first, err := client.Start()
	if err != nil {
		return lost(err)
	}
	command := "AUTH " + name
	if first != nil {
		command += " " + base64.StdEncoding.EncodeToString(first)
	}
	for range 4 {
		r, err := s.ask(ctx, command)
		if err != nil {
			return lost(err)
		}
		if r.code == 235 {
			return nil
		}
		if r.code != 334 {
			return refusal(phaseAuth, r)
		}
		challenge, _ := base64.StdEncoding.DecodeString(strings.Join(r.lines, ""))
		answer, err := client.Next(challenge)
		if err != nil {
			return &trouble{kind: crm.Stopped, key: "account.login_refused", code: r.code, words: r.words()}
		}
		command = base64.StdEncoding.EncodeToString(answer)
	}
	return &trouble{kind: crm.Stopped, key: "account.login_refused", words: "AUTH " + name}
}

// mechanism is the one that was chosen, or for "auto" the best that is offered,
// or nil.
func (s *session) mechanism(settings *crm.SMTPSettings, secret string) sasl.Client {
	offered := strings.Fields(s.ext["AUTH"])
	choice := settings.Auth
	if choice != "plain" && choice != "login" {
		switch {
		case slices.Contains(offered, sasl.Plain):
			choice = "plain"
		case slices.Contains(offered, sasl.Login):
			choice = "login"
		}
	}
	switch choice {
	case "plain":
		return sasl.NewPlainClient("", settings.User, secret)
	case "login":
		return &loginClient{answers: []string{settings.User, secret}}
	default:
		return nil
	}
}

// loginClient is LOGIN as servers really speak it. The library's own sends the
// user name with the command, which some servers ignore, and insists on the
// exact words of the question.
type loginClient struct{ answers []string }

// Start sends the bare command.
func (*loginClient) Start() (mechanism string, first []byte, err error) {
	return sasl.Login, nil, nil
}

// Next answers with the user name, then with the password.
func (c *loginClient) Next([]byte) ([]byte, error) {
	if len(c.answers) == 0 {
		return nil, sasl.ErrUnexpectedServerChallenge
	}
	answer := c.answers[0]
	c.answers = c.answers[1:]
	return []byte(answer), nil
}
