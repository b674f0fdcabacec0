package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/sms"
	"stepwise/backend/timing"
)

// send writes the step's message into the outbox. Recipient, template version
// and values are fixed here, and rendered once to check and measure.
func (d *due) send() error {
	src, err := d.source()
	if err != nil {
		return err
	}
	m := crm.Message{
		Channel: d.st.Kind.Channel(), Card: d.en.Card, Sequence: d.q.ID, Enrolment: d.en.ID, Step: d.st.ID,
		Purpose: d.st.Purpose, Planned: d.en.Due, State: crm.MessageQueued, Due: d.tx.Now,
	}
	if why, err := d.address(&m, src); err != nil || why != crm.ReasonNone {
		if err != nil {
			return err
		}
		return d.skip(why)
	}
	if why, err := d.sender(&m); err != nil || why != crm.ReasonNone {
		if err != nil {
			return err
		}
		return d.e.hold(d.tx, d.en, why)
	}
	letter, why, err := d.text(&m, src)
	if err != nil {
		return err
	}
	if why != crm.ReasonNone {
		return d.e.hold(d.tx, d.en, why)
	}
	return d.post(m, letter)
}

// address finds the recipient, or why there is none.
func (d *due) address(m *crm.Message, src merge.Source) (crm.Reason, error) {
	if !d.st.Kind.Client() {
		u, _, why, err := d.assignee(src.Card)
		if err != nil || why != crm.ReasonNone {
			return why, err
		}
		if u.Email == "" {
			return crm.ReasonNoAddress, nil
		}
		m.User, m.To, m.ToName = u.ID, u.Email, u.Name
		return crm.ReasonNone, nil
	}
	cat, err := d.s.catalogue(d.q.Product)
	if err != nil {
		return crm.ReasonNone, err
	}
	a, why := Recipient(cat.Product, src.Contact, d.st)
	if why != crm.ReasonNone {
		return why, nil
	}
	if hit, err := d.tx.Suppressed(m.Channel, a.Value); err != nil || hit {
		return crm.ReasonSuppressed, err
	}
	m.Contact, m.To, m.ToName = src.Contact.ID, a.Value, src.Contact.Name
	return crm.ReasonNone, nil
}

// Recipient is the address that a client step writes to, or why there is none:
// the main contact's default address.
func Recipient(p crm.Product, contact *crm.Contact, st crm.Step) (crm.Address, crm.Reason) {
	none := crm.ReasonNoAddress
	if st.Kind == crm.StepSMSClient {
		none = crm.ReasonNoPhone
		if !p.SMSOn {
			return crm.Address{}, crm.ReasonSMSOff
		}
	}
	if contact == nil {
		return crm.Address{}, crm.ReasonNoContact
	}
	a, ok := contact.DefaultAddress(st.Kind.Channel())
	switch {
	case !ok:
		return a, none
	case st.Kind == crm.StepSMSClient && !a.SMS:
		return a, crm.ReasonNotMobile
	}
	return a, outbox.Forbidden(a.Consent, st.Purpose)
}

// sender says in whose name an email goes: a colleague answers the replies.
func (d *due) sender(m *crm.Message) (crm.Reason, error) {
	if d.st.Sender == 0 || m.Channel != crm.ChannelEmail {
		return crm.ReasonNone, nil
	}
	u, err := d.tx.User(d.st.Sender)
	if err != nil {
		return crm.ReasonNone, err
	}
	if !u.Active || u.Email == "" {
		return crm.ReasonNoSender, nil
	}
	m.FromName, m.ReplyTo = u.Name, u.Email
	return crm.ReasonNone, nil
}

// text freezes the template version and the merged values, and checks what
// they come to.
func (d *due) text(m *crm.Message, src merge.Source) (letter string, why crm.Reason, err error) {
	tmpl, letter, err := d.template()
	if crm.CodeOf(err) == crm.CodeNotFound {
		return "", crm.ReasonTemplateBroken, nil
	}
	if err != nil {
		return "", crm.ReasonNone, err
	}
	m.Version, m.Content = tmpl.Version, tmpl.Content
	attached, why, err := Attach(&d.tx.View, tmpl.Content)
	if err != nil || why != crm.ReasonNone {
		return letter, why, err
	}
	m.Attached = attached.List
	m.Values = merge.Values(append(document.Sources(tmpl.Kind, tmpl.Content), attached.Sources()...), src)
	if m.Contact != 0 && m.Channel == crm.ChannelEmail && m.Purpose == crm.PurposeMarketing {
		m.Values[outbox.FooterValue] = d.e.say(merge.Language(m.Values), crm.Say("letter.unsubscribe"))
	}
	for _, t := range append(attached.PDFs, tmpl) {
		if why := unfilled(t, m.Values); why != crm.ReasonNone {
			return letter, why, nil
		}
	}
	r, err := d.e.outbox.Render(*m)
	if err == nil {
		err = d.e.outbox.AddFiles(&d.tx.View, *m, &r, outbox.Checked)
	}
	if crm.CodeOf(err) == crm.CodeUnavailable {
		return letter, crm.ReasonNone, err
	}
	if err != nil {
		return letter, outbox.ReasonFor(tmpl.Kind, err), nil
	}
	if m.Channel != crm.ChannelSMS {
		return letter, crm.ReasonNone, nil
	}
	measured := sms.Measure(r.Text)
	m.Parts = measured.Parts
	return letter, unfit(measured, r.Text, d.s.ws.MaxParts), nil
}

// unfit says why the text of an SMS can't go.
func unfit(measured sms.Measurement, text string, maxParts int) crm.Reason {
	switch {
	case measured.Parts == 0:
		return crm.ReasonEmptyText
	case measured.Parts > maxParts:
		return crm.ReasonSMSTooLong
	case len(sms.Unsendable(text)) > 0:
		return crm.ReasonUnsendable
	}
	return crm.ReasonNone
}

// post queues the message; in test mode it stops here, and that counts as done.
func (d *due) post(m crm.Message, letter string) error {
	secret, err := d.tx.Installation()
	if err != nil {
		return err
	}
	m.Key = outbox.Key(secret, m.Enrolment, m.Step, m.To, 0)
	if d.s.ws.TestMode {
		m.State, m.Reason, m.Due, m.SettledAt = crm.MessageHeld, crm.ReasonTestMode, 0, d.tx.Now
		if m, err = d.tx.AddMessage(m); err != nil {
			return err
		}
		say := crm.Say("activity.message.test_"+string(m.Channel), "to", m.To, "name", m.ToName)
		line := crm.Activity{Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseSequence, Sequence: m.Sequence, Message: m.ID, Say: say}
		if err := d.tx.Note(line); err != nil {
			return err
		}
		run := crm.StepRun{Outcome: crm.OutcomeDone, Reason: crm.ReasonTestMode, At: d.tx.Now, Letter: letter}
		return d.e.finish(d.tx, d.s, d.q, d.en, run, timing.Anchor(d.en.Planned, d.tx.Now))
	}
	if _, err := d.tx.AddMessage(m); err != nil {
		return err
	}
	d.en.State, d.en.Due = crm.EnrolmentSending, 0
	_, err = d.tx.UpdateEnrolment(d.en)
	return err
}
