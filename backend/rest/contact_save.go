package rest

import (
	"regexp"
	"strconv"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// ContactPatch is what to change of a contact, or what a new one says: what is
// missing stays, null clears.
type ContactPatch struct {
	FirstName Opt[string]   `json:"first_name,omitempty"`
	LastName  Opt[string]   `json:"last_name,omitempty"`
	Name      Opt[string]   `json:"name,omitempty" doc:"Of a company; of a person whose name isn't split."`
	Company   Opt[string]   `json:"company,omitempty" doc:"Of a person: the id of a company, or its name; a new name makes one."`
	Emails    Opt[[]string] `json:"emails,omitempty" doc:"All of them, the default one first. One that stays keeps what is known of its consent."`
	Phones    Opt[[]string] `json:"phones,omitempty" doc:"All of them, the default one first."`
	Tags      Opt[[]string] `json:"tags,omitempty" doc:"All of them, by name or id."`
	Website   Opt[string]   `json:"website,omitempty"`
	Postal    Opt[string]   `json:"address,omitempty"`
	Note      Opt[string]   `json:"note,omitempty"`
}

// NewContact is a contact about to be made.
type NewContact struct {
	Kind crm.ContactKind `json:"kind,omitempty" enum:"person,company" default:"person"`
	ContactPatch
}

// SavedContact is a contact after a change.
type SavedContact struct {
	Contact
	Noted []Said `json:"noted" doc:"What is kept differently than it was sent."`
}

type newContactIn struct {
	Keyed
	Body NewContact
}

type contactPatchIn struct {
	Keyed
	ID      string `path:"id"`
	IfMatch string `header:"If-Match" doc:"The ETag that was read: another one by now is 412."`
	Body    ContactPatch
}

func makeContact(c *call, in *newContactIn) (*Made[SavedContact], error) {
	saved, err := saveContact(c, api.ContactView{Contact: crm.Contact{Kind: in.Body.Kind}}, in.Body.ContactPatch)
	if err != nil {
		return nil, err
	}
	return &Made[SavedContact]{ETag: etag(saved.Revision), Location: Prefix + "/contacts/" + saved.ID.String(), Body: saved}, nil
}

func changeContact(c *call, in *contactPatchIn) (*Marked[SavedContact], error) {
	var id crm.ContactID
	if err := idIn(in.ID, "contact", &id); err != nil {
		return nil, err
	}
	revision, err := revisionIn(in.IfMatch)
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		v, err := ask(c, "GetContact", (*api.Session).GetContact, api.ContactKey{ID: id})
		if err != nil {
			return nil, err
		}
		if revision != 0 && revision != v.Contact.Revision {
			return nil, stale()
		}
		saved, err := saveContact(c, v, in.Body)
		if e := wrongIn(err); e != nil && changed(e) && revision == 0 && try < 5 {
			continue // somebody else was between reading and writing; what is missing is theirs
		}
		if err != nil {
			return nil, asked(in.IfMatch, err)
		}
		return &Marked[SavedContact]{ETag: etag(saved.Revision), Body: saved}, nil
	}
}

// saveContact writes what a contact was with what a patch says.
func saveContact(c *call, was api.ContactView, p ContactPatch) (SavedContact, error) {
	tags, err := askPlain(c, "ListTags", (*api.Session).ListTags)
	if err != nil {
		return SavedContact{}, err
	}
	n := names{Catalogue: &crm.Catalogue{Tags: tags}, bad: &crm.Problems{}}
	in := n.saveContact(was.Contact, p)
	out, err := api.Perform(c.session, "SaveContact", in, func(s *api.Session) (api.SaveContactOut, error) { return api.SaveContactWith(s, in, *n.bad) })
	if err != nil {
		return SavedContact{}, contactPaths(n.slugs(err), in)
	}
	return SavedContact{Contact: contactOf(out.Contact.Contact, out.Contact.Company, tags), Noted: saidAll(out.Noted)}, nil
}

func (n names) saveContact(k crm.Contact, p ContactPatch) api.SaveContactIn {
	in := api.SaveContactIn{
		ID: k.ID, Revision: k.Revision, Kind: k.Kind, Company: k.Company, FirstName: p.FirstName.or(k.FirstName), LastName: p.LastName.or(k.LastName),
		Name: p.Name.or(k.Name), Website: p.Website.or(k.Website), Postal: p.Postal.or(k.Postal), Note: p.Note.or(k.Note), Tags: k.Tags,
	}
	if p.Company.Said {
		in.Company = 0
		if in.Company.UnmarshalText([]byte(p.Company.Value)) != nil {
			in.CompanyName = p.Company.Value
		}
	}
	if p.Tags.Said {
		in.Tags = crm.Tags(n.tags("tags", p.Tags.Value)...)
	}
	in.Addresses = append(addresses(k, crm.ChannelEmail, p.Emails), addresses(k, crm.ChannelSMS, p.Phones)...)
	return in
}

// addresses are those of a channel: as they are, or as a patch lists them.
func addresses(k crm.Contact, ch crm.Channel, p Opt[[]string]) (out []api.AddressIn) {
	if !p.Said {
		for _, a := range k.Addresses {
			if a.Channel == ch {
				out = append(out, api.AddressIn{ID: a.ID, Channel: ch, Typed: a.Typed, Label: a.Label, Default: a.Default})
			}
		}
		return out
	}
	for i, typed := range p.Value {
		in := api.AddressIn{Channel: ch, Typed: typed, Default: i == 0}
		for _, a := range k.Addresses {
			if a.Channel == ch && (a.Typed == typed || a.Value == typed) {
				in.ID, in.Typed, in.Label = a.ID, a.Typed, a.Label
			}
		}
		out = append(out, in)
	}
	return out
}

var addressPath = regexp.MustCompile(`^addresses\[(\d+)\]$`)

// contactPaths puts emails[0] and phones[0] where the operation says addresses.
func contactPaths(err error, in api.SaveContactIn) error {
	e := wrongIn(err)
	if e == nil {
		return err
	}
	for i := range e.Problems {
		found := addressPath.FindStringSubmatch(e.Problems[i].Path)
		if found == nil {
			continue
		}
		at, _ := strconv.Atoi(found[1]) // digits
		part, from := "emails", 0
		if in.Addresses[at].Channel == crm.ChannelSMS {
			part = "phones"
			for from < at && in.Addresses[from].Channel == crm.ChannelEmail {
				from++
			}
		}
		e.Problems[i].Path = part + "[" + strconv.Itoa(at-from) + "]"
	}
	return e
}

type contactDeleted struct {
	Body struct {
		Deleted crm.ContactID `json:"deleted"`
	}
}

func deleteContact(c *call, in *deleteIn) (*contactDeleted, error) {
	out := &contactDeleted{}
	if err := idIn(in.ID, "contact", &out.Body.Deleted); err != nil {
		return nil, err
	}
	_, err := ask(c, "DeleteContact", (*api.Session).DeleteContact, api.ContactKey{ID: out.Body.Deleted})
	return out, err
}

// Consent is what is known of whether messages may go to a contact.
type Consent struct {
	Addresses  []Address       `json:"addresses"`
	Suppressed []Suppressed    `json:"suppressed" doc:"Addresses that get nothing, whatever their consent says."`
	History    []ConsentChange `json:"history" doc:"The newest first, at most 200."`
}

// Suppressed is an address that gets nothing.
type Suppressed struct {
	Address crm.AddressID         `json:"address"`
	Scope   crm.SuppressionScope  `json:"scope" enum:"all,marketing"`
	Reason  crm.SuppressionReason `json:"reason"`
	Since   *time.Time            `json:"since" nullable:"false"`
}

// ConsentChange is a change of an address's consent.
type ConsentChange struct {
	At      *time.Time  `json:"at" nullable:"false"`
	Channel crm.Channel `json:"channel" enum:"email,sms"`
	Value   string      `json:"value"`
	From    crm.Consent `json:"from,omitempty"`
	To      crm.Consent `json:"to"`
	How     string      `json:"how" doc:"Where it comes from: user, import, form, server, merge, …"`
	Note    string      `json:"note,omitempty"`
}

func contactConsent(c *call, in *idPath) (*Whole[Consent], error) {
	var id crm.ContactID
	if err := idIn(in.ID, "contact", &id); err != nil {
		return nil, err
	}
	v, err := ask(c, "GetContact", (*api.Session).GetContact, api.ContactKey{ID: id})
	if err != nil {
		return nil, err
	}
	k := contactOf(v.Contact, nil, nil)
	out := Consent{Addresses: append(k.Emails, k.Phones...), Suppressed: []Suppressed{}, History: []ConsentChange{}}
	for _, s := range v.Suppressed {
		out.Suppressed = append(out.Suppressed, Suppressed{Address: s.Address, Scope: s.Scope, Reason: s.Reason, Since: moment(s.Since)})
	}
	for _, l := range v.Consents {
		out.History = append(out.History, ConsentChange{
			At: moment(l.Change.At), Channel: l.Change.Channel, Value: l.Typed, From: l.Change.From, To: l.Change.To, How: l.Change.How, Note: l.Change.Note,
		})
	}
	return whole(out), nil
}
