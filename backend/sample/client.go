package sample

import (
	"fmt"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
)

// Clients that show what can be missing or wrong, by the number of their card.
var (
	unsubscribed = map[int]bool{61: true, 117: true}
	bounced      = map[int]bool{142: true}
	unreachable  = map[int]bool{23: true, 203: true} // neither email nor phone
)

// Clients whose names try the width of every column.
const (
	longPersonCard = 12
	longFirmCard   = 131
)

// client is a card's main contact, and what the card is called after.
type client struct {
	id   crm.ContactID
	name string
}

// makeClient saves a card's main contact: a person, a company, or a person of a
// company.
func (b *business) makeClient(card int, since crm.Instant) (client, error) {
	hungarian := percent(card, "hungarian", 22)
	kind := draw(card, "kind", 100)
	switch {
	case card == longPersonCard, kind < 55 && card != longFirmCard:
		p, err := b.saveContact(since, b.person(card, hungarian))
		return client{p.ID, p.Name}, err
	case card == longFirmCard, kind < 75:
		firm := crm.Contact{Kind: crm.ContactCompany, Name: b.firmName(card, hungarian)}
		firm.Addresses = b.reach(card, "office", slug(firm.Name, 50)+".example")
		firm, err := b.saveContact(since, firm)
		return client{firm.ID, firm.Name}, err
	}
	firm, err := b.saveContact(since, crm.Contact{Kind: crm.ContactCompany, Name: b.firmName(card, hungarian)})
	if err != nil {
		return client{}, err
	}
	p := b.person(card, hungarian)
	p.Company = firm.ID
	p, err = b.saveContact(since, p)
	return client{p.ID, firm.Name}, err
}

// saveContact adds a contact that has been there since an earlier moment.
func (b *business) saveContact(since crm.Instant, c crm.Contact) (crm.Contact, error) {
	id, err := b.tx.NextIDs("contact", 1)
	if err != nil {
		return c, err
	}
	c.ID, c.Created = crm.ContactID(id), since
	return b.tx.SaveContact(c)
}

func (b *business) person(card int, hungarian bool) crm.Contact {
	firsts, lasts := romanianFirst, romanianLast
	if hungarian {
		firsts, lasts = hungarianFirst, hungarianLast
	}
	if card == longPersonCard {
		hungarian, firsts, lasts = false, []string{longFirst}, []string{longLast}
	}
	p := crm.Contact{Kind: crm.ContactPerson}
	b.newName(func(again string) string {
		p.FirstName, p.LastName = oneOf(card, "first"+again, firsts), oneOf(card, "last"+again, lasts)
		p.Name = p.FirstName + " " + p.LastName
		if hungarian && b.w.familyFirst {
			p.Name = p.LastName + " " + p.FirstName
		}
		return p.Name
	})
	p.Addresses = b.reach(card, slug(p.FirstName, 25)+"."+slug(p.LastName, 25), oneOf(card, "mailbox", mailboxes))
	return p
}

func (b *business) firmName(card int, hungarian bool) string {
	kinds, places := romanianFirms, romanianPlaces
	if hungarian {
		kinds, places = hungarianFirms, hungarianPlaces
	}
	if card == longFirmCard {
		kinds, places = []string{longFirm}, []string{"Zorilor"}
	}
	return b.newName(func(again string) string {
		return fmt.Sprintf(oneOf(card, "firm"+again, kinds), oneOf(card, "place"+again, places))
	})
}

// mostDraws is how often a name is drawn again before it gets a number.
const mostDraws = 50

// newName draws until a name comes that no client has yet; there are more than
// twice as many as are needed, and it ends also if there were not.
func (b *business) newName(drawn func(again string) string) string {
	name, again := drawn(""), ""
	for n := 2; b.taken[name]; n++ {
		again += " again"
		if name = drawn(again); n > mostDraws {
			name += " " + strconv.Itoa(n)
		}
	}
	b.taken[name] = true
	return name
}

// mailboxes are domains that nobody can have (RFC 2606): whatever is sent by
// mistake reaches nobody.
var mailboxes = []string{"example.com", "example.org", "example.net", "posta.example"}

// reach is how a client can be reached: mostly by email and mobile, some by a
// landline, some by one of them only.
func (b *business) reach(card int, local, domain string) []crm.Address {
	out := []crm.Address{}
	if unreachable[card] {
		return out
	}
	b.addresses++
	if special := unsubscribed[card] || bounced[card]; special || !percent(card, "no email", 6) {
		out = append(out, emailOf(local, domain, card))
	}
	switch kind := draw(card, "phone", 100); {
	case kind < 7 && len(out) > 0: // no phone
	case kind < 14:
		out = append(out, phoneOf(fmt.Sprintf("0264 01%d %03d", draw(card, "area", 10), b.addresses)))
	case kind < 19:
		out = append(out, phoneOf(fmt.Sprintf("+36 50 50%d %04d", draw(card, "area", 8), 4000+b.addresses)))
	default:
		out = append(out, phoneOf(fmt.Sprintf("070%d %03d %03d", oneOf(card, "net", []int{6, 7, 8}), 300+draw(card, "area", 600), b.addresses)))
	}
	return out
}

func emailOf(local, domain string, card int) crm.Address {
	a, why := mailaddr.Parse(local + "@" + domain)
	if why != nil {
		panic(fmt.Sprintf("sample address %s@%s: %s", local, domain, why.Key))
	}
	out := crm.Address{Channel: crm.ChannelEmail, Typed: a.Shown, Value: a.Key(), Kind: "email", Default: true, Consent: crm.ConsentActive, Source: string(crm.OriginSample)}
	switch {
	case unsubscribed[card]:
		out.Consent = crm.ConsentUnsubscribed
	case bounced[card]:
		out.Consent = crm.ConsentBounced
	}
	return out
}

// phoneOf is a number that looks right and belongs to nobody: 0706 to 0708 and
// +36 50 50x are given to no operator, and no local number begins with 0.
func phoneOf(typed string) crm.Address {
	n, why := phone.Parse(typed, "RO")
	if why != nil {
		panic(fmt.Sprintf("sample number %s: %s", typed, why.Key))
	}
	return crm.Address{
		Channel: crm.ChannelSMS, Typed: typed, Value: n.E164, Kind: string(n.Kind), SMS: n.SMS, Default: true,
		Consent: crm.ConsentActive, Source: string(crm.OriginSample),
	}
}

// slug is a name as it stands in an email address, not longer than most.
func slug(name string, most int) string {
	words := strings.FieldsFunc(fold.Fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	s := strings.TrimSuffix(strings.Join(words, "-"), "-srl")
	return strings.Trim(s[:min(len(s), most)], "-")
}
