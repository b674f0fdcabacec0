package api

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// SendTestTemplateIn sends a text to oneself as a real card's client would get
// it.
type SendTestTemplateIn struct {
	Product crm.ProductID    `json:"product" ts_type:"string"`
	Kind    crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'"`
	Content crm.Content      `json:"content"`
	Card    crm.CardID       `json:"card" ts_type:"string"` // none: the first one, or sample values
	To      string           `json:"to"`                    // "": one's own address or number; another one for administrators only
}

// SendTestTemplateOut says how the test went, with the server's words.
type SendTestTemplateOut struct {
	OK    bool       `json:"ok"`
	To    string     `json:"to"`
	Say   crm.Phrase `json:"say"`
	Words string     `json:"words"`
}

// testLetter is a test message ready to be composed.
type testLetter struct {
	account  crm.Account
	message  crm.Message
	rendered crm.Rendered
}

// SendTestTemplate sends a template's text to oneself, with its pictures and
// attachments, as a real card's client would get it; the subject says that it
// is a test. It is no message of a sequence: the outbox doesn't have it, and it
// also goes in test mode. An SMS doesn't go at night. Errors: invalid where the
// template could not be saved or its files can't go, conflict where there is no
// account or it is night.
func (s *Session) SendTestTemplate(in SendTestTemplateIn) (out SendTestTemplateOut, err error) {
	var t testLetter
	err = s.write(func(tx *store.Tx) error { // the key needs the transaction's moment
		t, err = s.testLetter(tx, in)
		return err
	})
	if err != nil {
		return out, err
	}
	err = s.read(func(v *store.View) error {
		return s.svc.deps.Outbox.AddFiles(v, t.message, &t.rendered, outbox.Loaded)
	})
	if err != nil {
		return out, err
	}
	channel := s.svc.deps.Channels[t.account.Channel]
	raw, err := channel.Compose(t.account, t.message, t.rendered)
	if err != nil {
		return out, err
	}
	o := channel.Send(s.ctx, t.account, t.message, raw, func() error { return nil })
	say := crm.Say("account.test_"+string(o.Kind), "to", t.message.To, "words", o.Words)
	return SendTestTemplateOut{OK: o.Kind == crm.Accepted, To: t.message.To, Say: say, Words: o.Words}, nil
}

func (s *Session) testLetter(tx *store.Tx, in SendTestTemplateIn) (t testLetter, err error) {
	if in.Kind != crm.TemplateEmail && in.Kind != crm.TemplateSMS {
		return t, crm.Fail(crm.CodeInvalid, "document.kind")
	}
	if t.message, t.rendered, err = s.testText(tx, in); err != nil {
		return t, err
	}
	list, err := tx.Accounts()
	if err != nil {
		return t, err
	}
	var why crm.Reason
	if t.account, why = outbox.AccountFor(list, t.message.Channel, s.user, tx.Now); why != crm.ReasonNone {
		return t, crm.Fail(crm.CodeConflict, "templates.test_no_account", "reason", crm.Say("reason."+string(why)))
	}
	if err := s.testTo(tx, &t, in.To); err != nil {
		return t, err
	}
	cal, err := s.svc.deps.Engine.Calendar(&tx.View)
	if err != nil {
		return t, err
	}
	if t.message.Channel == crm.ChannelSMS && timing.Quiet(tx.Now, cal.Zone) {
		return t, crm.Fail(crm.CodeConflict, "account.test_at_night")
	}
	secret, err := tx.Installation()
	t.message.Created, t.message.Purpose = tx.Now, crm.PurposeService
	t.message.Key = outbox.Key(secret, 0, 0, t.message.To, int(tx.Now))
	return t, err
}

// testText fills the text in for the card.
func (s *Session) testText(tx *store.Tx, in SendTestTemplateIn) (m crm.Message, r crm.Rendered, err error) {
	cat, err := tx.Catalogue(in.Product)
	if err != nil {
		return m, r, err
	}
	if in.Content, err = prepared(&tx.View, in.Kind, in.Content, cat); err != nil {
		return m, r, err
	}
	wrong, err := checked(&tx.View, in.Product, in.Kind, in.Content, cat)
	if err != nil {
		return m, r, err
	}
	var bad crm.Problems
	bad.AddBelow("content", wrong)
	if err := bad.Err(); err != nil {
		return m, r, err
	}
	id, err := tx.FirstCard(in.Product, in.Card, 0)
	if err != nil {
		return m, r, err
	}
	src, _, err := s.sourceOf(&tx.View, cat, id)
	if err != nil {
		return m, r, err
	}
	made, err := mergeFor(&tx.View, in.Kind, in.Content, src)
	if err != nil {
		return m, r, err
	}
	m = made.message
	if r, err = s.svc.deps.Outbox.Render(m); err != nil || m.Channel == crm.ChannelSMS {
		return m, r, err
	}
	r.Subject = s.svc.deps.Say(src.Language, crm.Say("letter.test_subject", "subject", r.Subject))
	return m, r, nil
}

// testTo says who the test goes to: oneself, or whom an administrator names.
func (s *Session) testTo(tx *store.Tx, t *testLetter, to string) error {
	me, err := tx.User(s.user)
	if err != nil {
		return err
	}
	if !me.Active {
		return crm.Fail(crm.CodeForbidden, "error.user.inactive")
	}
	own := me.Email
	if t.message.Channel == crm.ChannelSMS {
		own = me.Phone
	}
	switch to = strings.TrimSpace(to); {
	case to == "" && own == "":
		return crm.Fail(crm.CodeConflict, "templates.test_no_"+string(t.message.Channel))
	case to == "" || strings.EqualFold(to, own):
		to = own
	default:
		if err := s.mustBeAdmin(&tx.View); err != nil {
			return err
		}
	}
	ws, err := tx.Workspace()
	if err != nil {
		return err
	}
	return testRecipient(&t.message, t.account, to, ws.Country)
}
