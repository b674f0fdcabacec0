package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
	"stepwise/backend/store"
)

// SaveContactIn adds a contact (no id) or replaces what a person can edit of
// one.
type SaveContactIn struct {
	ID          crm.ContactID   `json:"id" ts_type:"string"`
	Revision    int64           `json:"revision"` // that was seen; a newer one is a conflict
	Kind        crm.ContactKind `json:"kind" ts_type:"'person'|'company'"`
	Company     crm.ContactID   `json:"company" ts_type:"string"` // of a person
	CompanyName string          `json:"companyName"`              // instead of its id: found, or made
	FirstName   string          `json:"firstName"`
	LastName    string          `json:"lastName"`
	Name        string          `json:"name"` // of a company; of a person whose name isn't split
	Website     string          `json:"website"`
	Postal      string          `json:"postal"`
	Note        string          `json:"note"`
	Tags        crm.TagSet      `json:"tags" ts_type:"string[]"`
	Addresses   []AddressIn     `json:"addresses"` // those that are missing are removed
}

// AddressIn is an email or a phone as a person types it.
type AddressIn struct {
	ID      crm.AddressID `json:"id" ts_type:"string"` // none: it is new
	Channel crm.Channel   `json:"channel" ts_type:"'email'|'sms'"`
	Typed   string        `json:"typed"`
	Label   crm.Label     `json:"label" ts_type:"''|'work'|'home'|'mobile'|'other'"`
	Default bool          `json:"default"`
}

// SaveContactOut is the saved contact.
type SaveContactOut struct {
	Contact ContactView  `json:"contact"`
	Noted   []crm.Phrase `json:"noted"` // what was stored differently than typed
	Undo    crm.BatchID  `json:"undo" ts_type:"string"`
}

// Done says that something was done, and what undoes it.
type Done struct {
	Undo crm.BatchID `json:"undo" ts_type:"string"` // "" where nothing can be undone
}

// SetConsentIn is what a colleague says of an address, whoever has it.
type SetConsentIn struct {
	Address crm.AddressID `json:"address" ts_type:"string"`
	Consent crm.Consent   `json:"consent" ts_type:"'active'|'unconfirmed'|'unsubscribed'|'bounced'"`
	Note    string        `json:"note"` // how the person said it; needed to lift a "no"
}

// SaveContact adds or changes a contact with its addresses. An address that
// stays keeps its consent; a new one may get messages, unless the same address
// of another contact may not.
func (s *Session) SaveContact(in SaveContactIn) (out SaveContactOut, err error) {
	var id crm.ContactID
	out.Undo, err = s.undoable(crm.Say("contacts.batch_save", "name", fold.Clean(in.shownName())), 0, func(tx *store.Tx) error {
		c, noted, err := checkContactIn(tx, in)
		if err != nil {
			return err
		}
		if c.Kind == crm.ContactPerson && c.Company == 0 && fold.Clean(in.CompanyName) != "" {
			if c.Company, err = findCompany(tx, fold.Clean(in.CompanyName)); err != nil {
				return err
			}
		}
		c, err = s.svc.deps.Engine.SaveContact(tx, c, s.cause())
		id, out.Noted = c.ID, noted
		return err
	})
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		out.Contact, err = contactView(v, id)
		return err
	})
}

func (in *SaveContactIn) shownName() string {
	if name := strings.TrimSpace(in.FirstName + " " + in.LastName); name != "" && in.Kind == crm.ContactPerson {
		return name
	}
	return in.Name
}

// checkContactIn turns what a person typed into a contact, or says everything
// that is wrong with it.
func checkContactIn(tx *store.Tx, in SaveContactIn) (c crm.Contact, noted []crm.Phrase, err error) {
	old := &crm.Contact{}
	if in.ID != 0 {
		if old, err = tx.Contact(in.ID); err != nil {
			return c, nil, err
		}
		in.Kind = old.Kind
	}
	var bad crm.Problems
	c = crm.Contact{ID: in.ID, Revision: in.Revision, Kind: in.Kind, Company: in.Company, Tags: in.Tags}
	c.FirstName, c.LastName = contactText(&bad, "firstName", in.FirstName), contactText(&bad, "lastName", in.LastName)
	c.Name = contactText(&bad, "name", in.Name)
	contactText(&bad, "companyName", in.CompanyName)
	c.Website = website(&bad, in.Website)
	c.Postal, c.Note = lines(&bad, "postal", in.Postal, crm.MaxPostal), lines(&bad, "note", in.Note, crm.MaxNote)
	if c.Addresses, noted, err = contactAddresses(tx, &bad, in.Addresses, old.Addresses); err != nil {
		return c, nil, err
	}
	if c.Kind != crm.ContactPerson && c.Kind != crm.ContactCompany {
		bad.Add("kind", "contacts.bad_kind")
	}
	nameContact(&bad, &c)
	if err := contactPoints(tx, &bad, &c); err != nil {
		return c, nil, err
	}
	return c, noted, bad.Err()
}

// nameContact makes the whole name: of a person the two parts, or what was typed
// as one, or else an address; of a company what was typed.
func nameContact(bad *crm.Problems, c *crm.Contact) {
	if c.Kind == crm.ContactCompany {
		c.Company, c.FirstName, c.LastName = 0, "", ""
	} else if parts := fold.Clean(c.FirstName + " " + c.LastName); parts != "" {
		c.Name = parts
	} else if c.Name == "" && len(c.Addresses) > 0 {
		c.Name = c.Addresses[0].Typed
	}
	if c.Name == "" {
		path := "name"
		if c.Kind == crm.ContactPerson {
			path = "firstName"
		}
		bad.Add(path, "error.name_missing")
	}
}

// contactPoints checks what a contact points to: its company, its tags.
func contactPoints(tx *store.Tx, bad *crm.Problems, c *crm.Contact) error {
	if c.Company != 0 {
		company, err := tx.Contact(c.Company)
		if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
			return err
		}
		if err != nil || company.Kind != crm.ContactCompany {
			bad.Add("company", "contacts.bad_company")
		}
	}
	tags, err := tx.Tags()
	if err != nil {
		return err
	}
	if len(c.Tags.IDs()) > crm.MaxTags {
		bad.Add("tags", "error.tag.many", "limit", crm.MaxTags)
	}
	for _, id := range c.Tags.IDs() {
		if !slices.ContainsFunc(tags, func(g crm.Tag) bool { return g.ID == id }) {
			bad.Add("tags", "error.not_found.tag")
			break
		}
	}
	return nil
}

func contactText(bad *crm.Problems, path, text string) string {
	text = fold.Clean(text)
	if why := fold.CheckName(text); why != nil {
		bad.AddPhrase(path, *why)
	}
	return text
}

// lines is a text of several lines, without what can't be seen.
func lines(bad *crm.Problems, path, text string, most int) string {
	rows := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, row := range rows {
		rows[i] = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\t' || r == 0x7f {
				return -1
			}
			return r
		}, strings.TrimRight(fold.Clean(row), " \t"))
	}
	text = strings.TrimSpace(strings.Join(rows, "\n"))
	if n := utf8.RuneCountInString(text); n > most {
		bad.Add(path, "fold.too_long", "have", n, "max", most)
	}
	return text
}

// website is an address of the web, with https where nothing is said.
func website(bad *crm.Problems, text string) string {
	text = fold.Clean(text)
	if text == "" {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Host, ".") || strings.ContainsAny(text, " \"<>") || utf8.RuneCountInString(text) > crm.MaxWebsite {
		bad.Add("website", "contacts.bad_website")
	}
	return text
}

// contactAddresses reads the emails and phones; what is as it was is not judged
// again.
func contactAddresses(tx *store.Tx, bad *crm.Problems, list []AddressIn, old []crm.Address) (out []crm.Address, noted []crm.Phrase, err error) {
	ws, err := tx.Workspace()
	if err != nil {
		return nil, nil, err
	}
	if len(list) > crm.MaxAddresses {
		bad.Add("addresses", "contacts.too_many_addresses", "max", crm.MaxAddresses)
		return nil, nil, nil
	}
	for i, in := range list {
		path := "addresses[" + strconv.Itoa(i) + "]"
		if fold.Clean(in.Typed) == "" {
			continue
		}
		if !slices.Contains(crm.Labels, in.Label) {
			bad.Add(path, "contacts.bad_label")
		}
		a := crm.Address{ID: in.ID, Channel: in.Channel, Label: in.Label, Default: in.Default, Source: string(crm.OriginUser), Consent: crm.ConsentActive}
		was := slices.IndexFunc(old, func(o crm.Address) bool {
			return o.ID == in.ID && o.Channel == in.Channel && o.Typed == fold.Clean(in.Typed)
		})
		switch {
		case was >= 0:
			a.Typed, a.Value, a.Kind, a.SMS = old[was].Typed, old[was].Value, old[was].Kind, old[was].SMS
		case in.Channel == crm.ChannelEmail:
			noted = append(noted, readEmail(bad, path, in.Typed, &a)...)
		case in.Channel == crm.ChannelSMS:
			noted = append(noted, readPhone(bad, path, in.Typed, ws.Country, &a)...)
		default:
			bad.Add(path, "contacts.bad_channel")
		}
		if slices.ContainsFunc(out, func(o crm.Address) bool { return o.Channel == a.Channel && o.Value == a.Value && a.Value != "" }) {
			bad.Add(path, "contacts.address_twice", "address", a.Typed)
		}
		out = append(out, a)
	}
	oneDefault(out)
	return out, noted, nil
}

func readEmail(bad *crm.Problems, path, typed string, a *crm.Address) []crm.Phrase {
	e, why := mailaddr.Parse(typed)
	if why != nil {
		bad.AddPhrase(path, *why)
		return nil
	}
	a.Typed, a.Value, a.Kind = e.Shown, e.Key(), "email"
	return e.Warnings
}

func readPhone(bad *crm.Problems, path, typed, country string, a *crm.Address) []crm.Phrase {
	n, why := phone.Parse(typed, country)
	if why != nil {
		bad.AddPhrase(path, *why)
		return nil
	}
	a.Typed, a.Value, a.Kind, a.SMS = fold.Clean(typed), n.E164, string(n.Kind), n.SMS
	return n.Noted
}

// oneDefault leaves one default of each channel: the first that wants to be, or
// else the first.
func oneDefault(list []crm.Address) {
	for _, ch := range []crm.Channel{crm.ChannelEmail, crm.ChannelSMS} {
		pick := -1
		for i, a := range list {
			if a.Channel == ch && (pick < 0 || a.Default && !list[pick].Default) {
				pick = i
			}
		}
		for i := range list {
			if list[i].Channel == ch {
				list[i].Default = i == pick
			}
		}
	}
}

// DeleteContact deletes a contact that no card needs. A company's persons stay,
// without it.
func (s *Session) DeleteContact(in ContactKey) (out Done, err error) {
	var name string
	err = s.read(func(v *store.View) error {
		c, err := v.Contact(in.ID)
		if err == nil {
			name = c.Name
		}
		return err
	})
	if err != nil {
		return out, err
	}
	out.Undo, err = s.undoable(crm.Say("contacts.batch_delete", "name", name), 0, func(tx *store.Tx) error {
		return s.svc.deps.Engine.DeleteContact(tx, in.ID, s.cause())
	})
	return out, err
}

// SetConsent notes what a person said about messages to an address. Who said no
// is on the suppression list until the person agrees again; how they did is
// kept.
func (s *Session) SetConsent(in SetConsentIn) (out ContactView, err error) {
	var contact crm.ContactID
	err = s.write(func(tx *store.Tx) error {
		var bad crm.Problems
		if !slices.Contains(crm.ConsentStates, in.Consent) {
			bad.Add("consent", "contacts.bad_consent")
		}
		note := lines(&bad, "note", in.Note, crm.MaxText)
		if err := bad.Err(); err != nil {
			return err
		}
		a, err := tx.Address(in.Address)
		if err != nil {
			return err
		}
		contact = a.Contact
		return s.svc.deps.Engine.SetConsent(tx, in.Address, in.Consent, note, s.cause())
	})
	if err != nil {
		return out, err
	}
	return s.GetContact(ContactKey{ID: contact})
}
