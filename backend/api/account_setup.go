package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/mailsetup"
	"stepwise/backend/store"
)

// GuessMailServerIn asks for the server of an address.
type GuessMailServerIn struct {
	Email string `json:"email"`
}

// AdviseSenderIn asks what the DNS says of an account's sender.
type AdviseSenderIn struct {
	ID       crm.AccountID `json:"id" ts_type:"string"`
	Selector string        `json:"selector"` // of DKIM, where somebody knows it; "" for the usual ones
}

// cleanMail brings the sender's address into the form that goes over the wire:
// a domain with other letters in its ASCII form. It says what is wrong with one
// that is no address.
func cleanMail(s *crm.SMTPSettings) *crm.Phrase {
	addr, why := mailaddr.Parse(s.FromEmail)
	if why == nil {
		s.FromEmail = addr.Email
	}
	return why
}

// ListMailPresets reads the mail providers that are known, in the order of the
// menu; the last one is a web host.
func (s *Session) ListMailPresets() ([]crm.MailPreset, error) {
	return mailsetup.Presets(), nil
}

// GuessMailServer says which server probably sends for an address
// (administrators). It asks the DNS; without a network it says what is usual.
func (s *Session) GuessMailServer(in GuessMailServerIn) (out crm.MailGuess, err error) {
	if err := s.read(s.mustBeAdmin); err != nil {
		return out, err
	}
	var bad crm.Problems
	addr, why := mailaddr.Parse(in.Email)
	if why != nil {
		bad.AddPhrase("email", *why)
		return out, bad.Err()
	}
	return mailsetup.Guess(s.ctx, s.svc.deps.Resolver, addr.Email), nil
}

// AdviseSender says what the DNS of the sender's domain should have so that
// mail arrives: SPF, DKIM, DMARC (administrators). Without a network its lines
// say so.
func (s *Session) AdviseSender(in AdviseSenderIn) (out []crm.MailAdvice, err error) {
	var a crm.Account
	err = s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		a, err = v.Account(in.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	if a.SMTP == nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.bad_kind")
	}
	if why := mailsetup.CheckSelector(in.Selector); why != nil {
		var bad crm.Problems
		bad.AddPhrase("selector", *why)
		return nil, bad.Err()
	}
	sender := mailsetup.Sender{Email: a.SMTP.FromEmail, Host: a.SMTP.Host, Selector: in.Selector}
	return mailsetup.Advise(s.ctx, s.svc.deps.Resolver, sender), nil
}
