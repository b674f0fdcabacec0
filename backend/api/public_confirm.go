package api

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ConfirmDays is how long the link of a mail can be followed that asks to confirm
// an address.
const ConfirmDays = 30

// Confirmation is the page that a mail leads to which asks to confirm an address.
// A link that isn't ours, or ran out, is not Live and says no more.
type Confirmation struct {
	Live     bool
	Language string
	Email    string
	Form     string // the title of the form
	Wording  string // what they agreed to
	Done     bool   // it is confirmed
}

// AskConfirmation says what the link of a mail would confirm; it changes nothing.
func (s *Service) AskConfirmation(ctx context.Context, token string) (out Confirmation, err error) {
	return out, s.deps.Store.Read(ctx, func(v *store.View) error {
		_, _, out, err = confirmation(v, token)
		return err
	})
}

// Confirm makes the consent active that somebody gave by a form, because they
// pressed the button of the page that the mail led to. Once more does nothing.
func (s *Service) Confirm(ctx context.Context, token string) (out Confirmation, err error) {
	if out, err = s.AskConfirmation(ctx, token); err != nil || !out.Live || out.Done {
		return out, err
	}
	err = s.deps.Store.Write(ctx, func(tx *store.Tx) error {
		var sub crm.Submission
		var f crm.Form
		if sub, f, out, err = confirmation(&tx.View, token); err != nil || !out.Live || out.Done {
			return err
		}
		lead, err := submittedLead(&tx.View, f, sub)
		if crm.CodeOf(err) == crm.CodeInvalid { // the fields changed since; the address is still theirs
			lead.Addresses, err = []crm.Address{{Channel: crm.ChannelEmail, Value: sub.Email}}, nil
		}
		if err != nil {
			return err
		}
		_, err = s.deps.Engine.ConfirmSubmission(tx, sub, lead.Addresses)
		out.Done = true
		return err
	})
	if err == nil && s.deps.Kick != nil {
		s.deps.Kick()
	}
	return out, err
}

func confirmation(v *store.View, token string) (sub crm.Submission, f crm.Form, out Confirmation, err error) {
	n, ok := v.Signed("confirm", token, 1)
	if !ok {
		return sub, f, out, nil
	}
	if sub, err = v.Submission(crm.SubmissionID(n[0])); err == nil {
		f, err = v.Form(sub.Form)
	}
	switch {
	case crm.CodeOf(err) == crm.CodeNotFound: // it was erased, or the form is gone
		return crm.Submission{}, crm.Form{}, out, nil
	case err != nil, sub.Email == "", v.Clock()-sub.At > ConfirmDays*24*formHour:
		return sub, f, out, err
	}
	out = Confirmation{Live: true, Language: sub.Language, Email: sub.Email, Form: f.Title, Wording: sub.Wording, Done: sub.Confirmed != 0}
	if out.Form == "" {
		out.Form = f.Name
	}
	return sub, f, out, nil
}
