package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/sms"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// send writes the step's messages into the outbox, one for each recipient.
// Recipient, template version and values are fixed here, and merged once to
// check and measure. Whom nothing can be sent to doesn't stop the others.
func (d *due) send() error {
	src, err := d.source()
	if err != nil {
		return err
	}
	sender, why, err := d.sender()
	if err != nil {
		return err
	}
	if why != crm.ReasonNone {
		return d.e.hold(d.tx, d.en, why)
	}
	through := src.Card.Owner // an SMS goes through its owner's gateway, if they have one
	if d.st.Kind.Channel() == crm.ChannelEmail {
		through = d.st.Sender
	}
	list, left, err := d.recipients(src)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return d.skip(left[0].why)
	}
	var ready []crm.Message
	letter, held := "", crm.ReasonNone
	for _, r := range list {
		m := crm.Message{
			Channel: d.st.Kind.Channel(), Card: d.en.Card, Sequence: d.q.ID, Enrolment: d.en.ID, Step: d.st.ID,
			Purpose: d.st.Purpose, Planned: d.en.Due, State: crm.MessageQueued, Due: d.tx.Now,
			Contact: r.contact, User: r.user, To: r.to, ToName: r.name, Sender: through,
		}
		if sender != nil {
			m.FromName, m.ReplyTo = sender.Name, sender.Email
		}
		if letter, why, err = d.text(&m, r.src); err != nil {
			return err
		}
		if why != crm.ReasonNone {
			held = why
			left = append(left, leftOut{r.name, why})
			continue
		}
		ready = append(ready, m)
	}
	if len(ready) == 0 {
		return d.e.hold(d.tx, d.en, held)
	}
	if err := d.noteLeftOut(left); err != nil {
		return err
	}
	return d.post(ready, letter)
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
	return a, crm.ReasonNone
}

// MayGet is Recipient, and whether that address may get the step's message: its
// consent, and the suppression list.
func MayGet(v *store.View, p crm.Product, contact *crm.Contact, st crm.Step) (crm.Address, crm.Reason, error) {
	a, why := Recipient(p, contact, st)
	if why != crm.ReasonNone {
		return a, why, nil
	}
	why, err := outbox.Barred(v, st.Kind.Channel(), a.Value, []crm.Consent{a.Consent}, st.Purpose)
	return a, why, err
}

// sender is in whose name an email goes, nil for the workspace: a colleague
// answers the replies.
func (d *due) sender() (*crm.User, crm.Reason, error) {
	if d.st.Sender == 0 || d.st.Kind.Channel() != crm.ChannelEmail {
		return nil, crm.ReasonNone, nil
	}
	u, err := d.tx.User(d.st.Sender)
	if err == nil && (!u.Active || u.Email == "") {
		return nil, crm.ReasonNoSender, nil
	}
	return &u, crm.ReasonNone, err
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
	if d.st.AttachPDF {
		file, why, err := d.earlierPDF()
		if err != nil || why != crm.ReasonNone {
			return letter, why, err
		}
		m.Attached = append(m.Attached, file)
	}
	sources := append(document.Sources(tmpl.Kind, tmpl.Content), attached.Sources()...)
	links := linking{tx: d.tx, ws: d.s.ws, message: m}
	if err := links.into(&src, sources); err != nil {
		return letter, crm.ReasonNone, err
	}
	m.Values = merge.Values(sources, src)
	if err := links.freeze(); err != nil {
		return letter, crm.ReasonNone, err
	}
	if err := links.unsubscribe(d.e.say); err != nil {
		return letter, crm.ReasonNone, err
	}
	for _, t := range append(attached.PDFs, tmpl) {
		if why := unfilled(t, m.Values); why != crm.ReasonNone {
			return letter, why, nil
		}
	}
	r, err := d.e.outbox.Check(*m)
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

// post queues the messages; in test mode they stop here, and that counts as
// done. Those to clients can be recalled for as long as the workspace wants.
func (d *due) post(list []crm.Message, letter string) error {
	secret, err := d.tx.Installation()
	if err != nil {
		return err
	}
	for _, m := range list {
		m.Key = outbox.Key(secret, m.Enrolment, m.Step, m.To, 0)
		switch {
		case d.s.ws.TestMode:
			m.State, m.Reason, m.Due, m.SettledAt = crm.MessageHeld, crm.ReasonTestMode, 0, d.tx.Now
		case d.st.Kind.Client() && d.s.ws.Recall > 0:
			m.Reason, m.Due = crm.ReasonRecall, d.tx.Now+crm.Instant(d.s.ws.Recall)*60*1000
		}
		if m, err = d.tx.AddMessage(m); err != nil {
			return err
		}
		if !d.s.ws.TestMode {
			continue
		}
		say := crm.Say("activity.message.test_"+string(m.Channel), "to", m.To, "name", m.ToName)
		line := crm.Activity{Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseSequence, Sequence: m.Sequence, Message: m.ID, Say: say}
		if err := d.tx.Note(line); err != nil {
			return err
		}
	}
	if d.s.ws.TestMode {
		run := crm.StepRun{Outcome: crm.OutcomeDone, Reason: crm.ReasonTestMode, At: d.tx.Now, Letter: letter}
		return d.e.finish(d.tx, d.s, d.q, d.en, run, timing.Anchor(d.en.Planned, d.tx.Now))
	}
	d.en.State, d.en.Due = crm.EnrolmentSending, 0
	_, err = d.tx.UpdateEnrolment(d.en)
	return err
}
