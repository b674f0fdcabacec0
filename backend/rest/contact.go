package rest

import (
	"net/http"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Contact is a client: a person, or a company that persons belong to.
type Contact struct {
	ID        crm.ContactID   `json:"id" example:"cont_1"`
	Kind      crm.ContactKind `json:"kind" enum:"person,company"`
	Name      string          `json:"name" doc:"The whole name."`
	FirstName string          `json:"first_name,omitempty"`
	LastName  string          `json:"last_name,omitempty"`
	Company   crm.ContactID   `json:"company,omitempty" doc:"Of a person."`
	CompanyIs string          `json:"company_name,omitempty"`
	Emails    []Address       `json:"emails"`
	Phones    []Address       `json:"phones"`
	Tags      []string        `json:"tags" doc:"By name."`
	Website   string          `json:"website,omitempty"`
	Postal    string          `json:"address,omitempty" doc:"The postal one, as lines."`
	Note      string          `json:"note,omitempty"`
	Created   *time.Time      `json:"created" nullable:"false"`
	Modified  *time.Time      `json:"modified" nullable:"false"`
	Revision  int64           `json:"revision" doc:"Grows with every change; the ETag."`
}

// Address is an email or a phone of a contact, and whether automatic messages
// may go there.
type Address struct {
	ID      crm.AddressID `json:"id" example:"addr_1"`
	Value   string        `json:"value" doc:"The email, or the phone as +40721000001."`
	Label   crm.Label     `json:"label,omitempty" enum:"work,home,mobile,other"`
	Default bool          `json:"default"`
	Consent crm.Consent   `json:"consent" enum:"active,unconfirmed,unsubscribed,bounced"`
	Since   *time.Time    `json:"consent_since" nullable:"false"`
}

// ContactRow is a contact in a list.
type ContactRow struct {
	ID           crm.ContactID   `json:"id" example:"cont_1"`
	Kind         crm.ContactKind `json:"kind" enum:"person,company"`
	Name         string          `json:"name"`
	Company      crm.ContactID   `json:"company,omitempty"`
	CompanyName  string          `json:"company_name,omitempty"`
	Email        string          `json:"email,omitempty" doc:"The default one."`
	EmailConsent crm.Consent     `json:"email_consent,omitempty"`
	Phone        string          `json:"phone,omitempty" doc:"The default one."`
	PhoneConsent crm.Consent     `json:"phone_consent,omitempty"`
	Cards        int             `json:"cards"`
	Created      *time.Time      `json:"created" nullable:"false"`
	Modified     *time.Time      `json:"modified" nullable:"false"`
}

type contactListIn struct {
	Paging
	Q       string `query:"q" doc:"Beginnings of words in name, company, emails and phones."`
	Email   string `query:"email" doc:"Exactly this one; then nothing else is asked."`
	Phone   string `query:"phone" doc:"Exactly this one, however it is written; then nothing else is asked."`
	Kind    string `query:"kind" enum:"person,company"`
	Company string `query:"company" doc:"Only the persons of this company."`
	Sort    string `query:"sort" enum:"name,created,modified" default:"name"`
	Desc    bool   `query:"desc"`
}

func contactRoutes(t *table) {
	on(t, route{id: "contact-list", method: http.MethodGet, path: "/contacts", scope: crm.TokenReadContacts, short: "List contacts, or find them by email or phone"}, listContacts)
	on(t, route{id: "contact-get", method: http.MethodGet, path: "/contacts/{id}", scope: crm.TokenReadContacts, short: "Get a contact"}, getContact)
	on(t, route{id: "contact-create", method: http.MethodPost, path: "/contacts", scope: crm.TokenWriteContacts, short: "Make a contact", made: true}, makeContact)
	on(t, route{id: "contact-change", method: http.MethodPatch, path: "/contacts/{id}", scope: crm.TokenWriteContacts, short: "Change a contact: what is missing stays, null clears"}, changeContact)
	on(t, route{id: "contact-delete", method: http.MethodDelete, path: "/contacts/{id}", scope: crm.TokenWriteContacts, short: "Delete a contact that no card has"}, deleteContact)
	on(t, route{id: "contact-consent", method: http.MethodGet, path: "/contacts/{id}/consent", scope: crm.TokenReadContacts, short: "Get what a contact agreed to, and how that is known"}, contactConsent)
}

func listContacts(c *call, in *contactListIn) (*Listed[ContactRow], error) {
	if in.Email != "" {
		return contactsWith(c, crm.ChannelEmail, in.Email)
	}
	if in.Phone != "" {
		return contactsWith(c, crm.ChannelSMS, in.Phone)
	}
	ask1 := api.ListContactsIn{Kind: crm.ContactKind(in.Kind), Search: in.Q, Sort: in.Sort, Desc: in.Desc, After: in.Cursor, Limit: in.Limit}
	if in.Company != "" {
		if err := idIn(in.Company, "contact", &ask1.Company); err != nil {
			return nil, err
		}
	}
	page, err := ask(c, "ListContacts", (*api.Session).ListContacts, ask1)
	if err != nil {
		return nil, err
	}
	return listed(page.Rows, page.Next, contactRow), nil
}

func contactRow(r api.ContactRow) ContactRow {
	return ContactRow{
		ID: r.ID, Kind: r.Kind, Name: r.Name, Company: r.Company, CompanyName: r.CompanyName, Email: r.Email, EmailConsent: r.EmailConsent,
		Phone: r.Phone, PhoneConsent: r.PhoneConsent, Cards: r.Cards, Created: moment(r.Created), Modified: moment(r.Modified),
	}
}

// contactsWith finds the contacts that have an address.
func contactsWith(c *call, ch crm.Channel, typed string) (*Listed[ContactRow], error) {
	ids, err := guarded(c, "ContactsWith", func() ([]crm.ContactID, error) { return api.ContactsWith(c.session, ch, typed) })
	if err != nil {
		return nil, err
	}
	rows := []ContactRow{}
	for _, id := range ids {
		v, err := ask(c, "GetContact", (*api.Session).GetContact, api.ContactKey{ID: id})
		if err != nil {
			return nil, err
		}
		k := v.Contact
		row := ContactRow{ID: k.ID, Kind: k.Kind, Name: k.Name, Company: k.Company, Cards: v.CardsAll, Created: moment(k.Created), Modified: moment(k.Modified)}
		if v.Company != nil {
			row.CompanyName = v.Company.Name
		}
		if a, ok := k.DefaultAddress(crm.ChannelEmail); ok {
			row.Email, row.EmailConsent = a.Typed, a.Consent
		}
		if a, ok := k.DefaultAddress(crm.ChannelSMS); ok {
			row.Phone, row.PhoneConsent = a.Value, a.Consent
		}
		rows = append(rows, row)
	}
	return listed(rows, "", func(r ContactRow) ContactRow { return r }), nil
}

func getContact(c *call, in *idPath) (*Marked[Contact], error) {
	var id crm.ContactID
	if err := idIn(in.ID, "contact", &id); err != nil {
		return nil, err
	}
	v, tags, err := readContact(c, id)
	if err != nil {
		return nil, err
	}
	return &Marked[Contact]{ETag: etag(v.Contact.Revision), Body: contactOf(v.Contact, v.Company, tags)}, nil
}

func readContact(c *call, id crm.ContactID) (v api.ContactView, tags []crm.Tag, err error) {
	if v, err = ask(c, "GetContact", (*api.Session).GetContact, api.ContactKey{ID: id}); err != nil {
		return v, nil, err
	}
	tags, err = askPlain(c, "ListTags", (*api.Session).ListTags)
	return v, tags, err
}

func contactOf(k crm.Contact, company *crm.Contact, tags []crm.Tag) Contact {
	out := Contact{
		ID: k.ID, Kind: k.Kind, Name: k.Name, FirstName: k.FirstName, LastName: k.LastName, Company: k.Company, Emails: []Address{}, Phones: []Address{},
		Website: k.Website, Postal: k.Postal, Note: k.Note, Created: moment(k.Created), Modified: moment(k.Modified), Revision: k.Revision,
	}
	if company != nil {
		out.CompanyIs = company.Name
	}
	out.Tags = names{Catalogue: &crm.Catalogue{Tags: tags}}.tagNames(k.Tags)
	for _, a := range k.Addresses {
		to := &out.Emails
		value := a.Typed
		if a.Channel == crm.ChannelSMS {
			to, value = &out.Phones, a.Value
		}
		*to = append(*to, Address{ID: a.ID, Value: value, Label: a.Label, Default: a.Default, Consent: a.Consent, Since: moment(a.Since)})
	}
	return out
}
