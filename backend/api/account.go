package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
	"stepwise/backend/outbox"
	"stepwise/backend/phone"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// AccountView is an account as settings show it.
type AccountView struct {
	Account crm.Account `json:"account"`
	Queued  int         `json:"queued"` // messages that wait for it
	Went    int         `json:"went"`   // messages that it took in the last 24 hours

	SignIn        string      `json:"signIn" ts_type:"''|'needed'|'waiting'|'done'"` // of one that signs in with a provider
	SignInTrouble *crm.Phrase `json:"signInTrouble"`                                 // why the last one failed
}

// SaveAccountIn creates (no id) or changes an account.
type SaveAccountIn struct {
	ID        crm.AccountID        `json:"id" ts_type:"string"`
	Kind      crm.AccountKind      `json:"kind" ts_type:"'smtp'|'gateway'|'twilio'|'vonage'|'android'|'smpp'|'gammu'"`
	Name      string               `json:"name"`
	Owner     crm.UserID           `json:"owner" ts_type:"string"` // whose emails go through it; "" for all
	PerMinute int                  `json:"perMinute"`              // 0: as many as it takes
	PerDay    int                  `json:"perDay"`                 // in any 24 hours
	SMTP      *crm.SMTPSettings    `json:"smtp"`
	Gateway   *crm.GatewaySettings `json:"gateway"`
	Twilio    *crm.TwilioSettings  `json:"twilio"`
	Vonage    *crm.VonageSettings  `json:"vonage"`
	Android   *crm.AndroidSettings `json:"android"`
	SMPP      *crm.SMPPSettings    `json:"smpp"`
	Gammu     *crm.GammuSettings   `json:"gammu"`
	SMS       *crm.SMSSettings     `json:"sms"`                            // of every account for SMS
	Secret    *string              `json:"secret" ts_type:"string | null"` // null: keep the one that is there
	Hooked    *string              `json:"hooked" ts_type:"string | null"` // the secret that signs what the provider sends here; null: keep it
}

// OrderAccountsIn is all accounts of a channel in the order in which they are
// tried.
type OrderAccountsIn struct {
	Channel  crm.Channel     `json:"channel" ts_type:"'email'|'sms'"`
	Accounts []crm.AccountID `json:"accounts" ts_type:"string[]"`
}

// AccountIn names an account.
type AccountIn struct {
	ID crm.AccountID `json:"id" ts_type:"string"`
}

// TestAccountIn sends a test message to oneself.
type TestAccountIn struct {
	ID crm.AccountID `json:"id" ts_type:"string"`
	To string        `json:"to"`
}

// TestAccountOut says how the test went, with the server's words.
type TestAccountOut struct {
	OK    bool       `json:"ok"`
	Say   crm.Phrase `json:"say"`
	Words string     `json:"words"`
}

// ListAccounts reads the mail and SMS accounts, without their secrets.
func (s *Session) ListAccounts() (out []AccountView, err error) {
	return out, s.read(func(v *store.View) (err error) {
		if out, err = accountViews(v); err != nil {
			return err
		}
		s.svc.signingIn(out)
		u, err := v.User(s.user)
		if err == nil && u.Role != crm.RoleAdmin {
			for i := range out {
				out[i].Account.HookPath = "" // whoever has it can tell us anything of our messages
			}
		}
		return err
	})
}

func accountViews(v *store.View) ([]AccountView, error) {
	list, err := v.Accounts()
	out := make([]AccountView, 0, len(list))
	for _, a := range list {
		view, err := accountView(v, a)
		if err != nil {
			return nil, err
		}
		out = append(out, view)
	}
	return out, err
}

func accountView(v *store.View, a crm.Account) (view AccountView, err error) {
	view.Account = a
	view.Account.Secret, view.Account.Hooked, view.SignIn = "", "", signIn(a)
	if view.Queued, err = v.CountWaiting(a.Channel); err != nil {
		return view, err
	}
	view.Went, err = v.CountWent(a.ID)
	return view, err
}

// SaveAccount saves an account (administrators); the secret is sealed.
func (s *Session) SaveAccount(in SaveAccountIn) (out AccountView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		a := crm.Account{
			ID: in.ID, Kind: in.Kind, Name: fold.Clean(in.Name), Owner: in.Owner, PerMinute: in.PerMinute, PerDay: in.PerDay,
			SMTP: in.SMTP, Gateway: in.Gateway,
		}
		var old crm.Account
		if in.ID != 0 {
			if old, err = tx.Account(in.ID); err != nil {
				return err
			}
			a.Kind, a.Secret, a.Position, a.Hooked = old.Kind, old.Secret, old.Position, old.Hooked
		}
		in.forSMS(&a)
		if in.Secret != nil {
			a.Secret = *in.Secret
		}
		keepSignIn(old, in, &a)
		if err := s.checkAccount(&tx.View, &a); err != nil {
			return err
		}
		saved, err := tx.SaveAccount(a)
		if err != nil {
			return err
		}
		out, err = accountView(&tx.View, saved)
		return err
	})
}

func (s *Session) checkAccount(v *store.View, a *crm.Account) error {
	bad, err := accountShare(v, *a)
	if err != nil {
		return err
	}
	switch {
	case a.Kind == crm.AccountSMTP && a.SMTP != nil:
		a.Channel, a.Gateway = crm.ChannelEmail, nil
		why := cleanMail(a.SMTP)
		bad.AddBelow("smtp", s.svc.deps.Channels[a.Channel].CheckAccount(*a))
		if at := "smtp.fromEmail"; why != nil && !slices.ContainsFunc(bad, func(p crm.Problem) bool { return p.Path == at }) {
			bad.AddPhrase(at, *why)
		}
		if a.Name == "" {
			a.Name = a.SMTP.FromEmail
		}
	case isSMS(a):
		a.Channel, a.SMTP = crm.ChannelSMS, nil
		bad = append(bad, s.svc.deps.Channels[a.Channel].CheckAccount(*a)...)
		if a.Name == "" {
			a.Name = smsNames[a.Kind]
		}
	default:
		bad.Add("kind", "account.bad_kind")
	}
	if why := fold.CheckName(a.Name); why != nil {
		bad.AddPhrase("name", *why)
	}
	return bad.Err()
}

// DeleteAccount deletes an account (administrators); queued messages wait for
// another one.
func (s *Session) DeleteAccount(in AccountIn) (out AccountView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		a, err := tx.Account(in.ID)
		if err != nil {
			return err
		}
		if out, err = accountView(&tx.View, a); err != nil {
			return err
		}
		return tx.DeleteAccount(in.ID)
	})
}

// TestAccount sends one test message, also in test mode (administrators). An SMS
// doesn't go at night, a person's own neither (RULES 3.6).
func (s *Session) TestAccount(in TestAccountIn) (out TestAccountOut, err error) {
	a, m, raw, err := s.testMessage(in)
	if err != nil {
		return out, err
	}
	o := s.svc.deps.Channels[a.Channel].Send(s.ctx, a, m, raw, func() error { return nil })
	out = TestAccountOut{OK: o.Kind == crm.Accepted, Words: o.Words, Say: crm.Say("account.test_"+string(o.Kind), "to", m.To, "words", o.Words)}
	return out, nil
}

// testMessage is what a test of an account sends (administrators).
func (s *Session) testMessage(in TestAccountIn) (a crm.Account, m crm.Message, raw []byte, err error) {
	m.Purpose = crm.PurposeService
	err = s.change(func(tx *store.Tx) error {
		if a, err = tx.Account(in.ID); err != nil {
			return err
		}
		ws, err := tx.Workspace()
		if err != nil {
			return err
		}
		if err := testRecipient(&m, a, in.To, ws.Country); err != nil {
			return err
		}
		cal, err := s.svc.deps.Engine.Calendar(&tx.View)
		if err != nil {
			return err
		}
		if a.Channel == crm.ChannelSMS && timing.Quiet(tx.Now, cal.Zone) {
			return crm.Fail(crm.CodeConflict, "account.test_at_night")
		}
		secret, err := tx.Installation()
		m.Created = tx.Now
		m.Key = outbox.Key(secret, 0, 0, m.To, int(tx.Now))
		return err
	})
	if err != nil {
		return a, m, nil, err
	}
	text := s.svc.deps.Say(s.language(), crm.Say("account.test_text"))
	subject := s.svc.deps.Say(s.language(), crm.Say("account.test_subject"))
	raw, err = s.svc.deps.Channels[a.Channel].Compose(a, m, crm.Rendered{Subject: subject, Text: text, HTML: "<p>" + text + "</p>"})
	return a, m, raw, err
}

func testRecipient(m *crm.Message, a crm.Account, to, country string) error {
	var bad crm.Problems
	m.Channel = a.Channel
	if a.Channel == crm.ChannelEmail {
		addr, why := mailaddr.Parse(to)
		if why != nil {
			bad.AddPhrase("to", *why)
		}
		m.To = addr.Email
		return bad.Err()
	}
	n, why := phone.Parse(to, country)
	if why == nil {
		why = n.NoSMS()
	}
	if why != nil {
		bad.AddPhrase("to", *why)
	}
	m.To = n.E164
	return bad.Err()
}

func (s *Session) language() string {
	lang := "en"
	_ = s.read(func(v *store.View) error { // a test letter in English is better than none
		u, err := v.User(s.user)
		if err == nil {
			lang = u.Language
		}
		return err
	})
	return lang
}

// ResumeAccount lets a stopped account try again (administrators).
func (s *Session) ResumeAccount(in AccountIn) (out AccountView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if _, err := tx.Account(in.ID); err != nil {
			return err
		}
		if err := tx.ResumeAccount(in.ID); err != nil {
			return err
		}
		a, err := tx.Account(in.ID)
		if err != nil {
			return err
		}
		out, err = accountView(&tx.View, a)
		return err
	})
}
