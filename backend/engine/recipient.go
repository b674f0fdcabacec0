package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/phone"
)

// recipient is one person that a step writes to, with what the merge fields of
// their message are filled from: contact.* is the recipient.
type recipient struct {
	contact crm.ContactID
	user    crm.UserID
	to      string
	name    string
	src     merge.Source
}

// leftOut is somebody whom the step can't write to, and why.
type leftOut struct {
	name string
	why  crm.Reason
}

// recipients finds to whom the step writes, each address once, and who is left
// out; one of the lists is not empty.
func (d *due) recipients(src merge.Source) ([]recipient, []leftOut, error) {
	switch {
	case !d.st.Kind.Client():
		return d.colleague(src)
	case d.st.Recipient == crm.RecipientField:
		return d.inField(src)
	case d.st.Recipient == crm.RecipientAll:
		return d.everybody(src)
	}
	return d.clients(src, []*crm.Contact{src.Contact})
}

func (d *due) colleague(src merge.Source) ([]recipient, []leftOut, error) {
	u, _, why, err := d.assignee(src.Card)
	if why == crm.ReasonNone && u.Email == "" {
		why = crm.ReasonNoAddress
	}
	if err != nil || why != crm.ReasonNone {
		return nil, []leftOut{{u.Name, why}}, err
	}
	return []recipient{{user: u.ID, to: u.Email, name: u.Name, src: src}}, nil, nil
}

// everybody is the main contact and the persons of its company.
func (d *due) everybody(src merge.Source) ([]recipient, []leftOut, error) {
	list := []*crm.Contact{src.Contact}
	if src.Company != nil {
		persons, err := d.tx.PersonsOf(src.Company.ID)
		if err != nil {
			return nil, nil, err
		}
		for _, id := range persons {
			if id == src.Contact.ID {
				continue
			}
			c, err := d.tx.Contact(id)
			if err != nil {
				return nil, nil, err
			}
			list = append(list, c)
		}
	}
	return d.clients(src, list)
}

func (d *due) clients(src merge.Source, list []*crm.Contact) (out []recipient, left []leftOut, err error) {
	cat, err := d.s.catalogue(d.q.Product)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range list {
		name := ""
		if c != nil {
			name = c.Name
		}
		a, why, err := MayGet(&d.tx.View, cat.Product, c, d.st)
		if err != nil {
			return nil, nil, err
		}
		if why != crm.ReasonNone {
			left = append(left, leftOut{name, why})
			continue
		}
		if slices.ContainsFunc(out, func(r recipient) bool { return r.to == a.Value }) {
			continue // one message for each address
		}
		own := src
		own.Contact = c
		out = append(out, recipient{contact: c.ID, to: a.Value, name: name, src: own})
	}
	return out, left, nil
}

// inField is the address in a field of the card: a person wrote it there, so it
// may get messages unless a client who has it may not. The texts speak of the
// main contact.
func (d *due) inField(src merge.Source) ([]recipient, []leftOut, error) {
	if src.Contact == nil { // nobody whom the text could speak of, and who could say no to more of it
		return nil, []leftOut{{"", crm.ReasonNoContact}}, nil
	}
	to, why := d.addressIn(src.Card)
	r := recipient{contact: src.Contact.ID, to: to, name: to, src: src}
	if why == crm.ReasonNone {
		consents, err := d.tx.ConsentsFor(d.st.Kind.Channel(), to)
		if err != nil {
			return nil, nil, err
		}
		if why, err = outbox.Barred(&d.tx.View, d.st.Kind.Channel(), to, consents, d.st.Purpose); err != nil {
			return nil, nil, err
		}
	}
	if why != crm.ReasonNone {
		return nil, []leftOut{{to, why}}, nil
	}
	return []recipient{r}, nil, nil
}

func (d *due) addressIn(card crm.Card) (string, crm.Reason) {
	text, _ := card.Fields[d.st.RecipientField].(string)
	if d.st.Kind == crm.StepSMSClient {
		if cat, err := d.s.catalogue(d.q.Product); err != nil || !cat.Product.SMSOn {
			return "", crm.ReasonSMSOff
		}
		n, wrong := phone.Parse(text, d.s.ws.Country)
		switch {
		case text == "" || wrong != nil:
			return "", crm.ReasonNoPhone
		case !n.SMS:
			return "", crm.ReasonNotMobile
		}
		return n.E164, crm.ReasonNone
	}
	a, wrong := mailaddr.Parse(text)
	if text == "" || wrong != nil {
		return "", crm.ReasonNoAddress
	}
	return a.Email, crm.ReasonNone
}

// noteLeftOut says on the card who doesn't get the message although others do.
func (d *due) noteLeftOut(left []leftOut) error {
	for _, l := range left {
		say := crm.Say("activity.left_out", "name", l.name, "position", d.st.Position, "reason", crm.Say("reason."+string(l.why)))
		line := crm.Activity{Card: d.en.Card, Kind: crm.ActivitySequence, Cause: crm.CauseSequence, Sequence: d.q.ID, Say: say}
		if err := d.tx.Note(line); err != nil {
			return err
		}
	}
	return nil
}
