package api

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/importer"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// The keys of what a lead may say, besides "card.<slug>" for a custom field. A
// form, a mail and a call of another program map what they have to these.
const (
	leadFirst   = "contact.first_name"
	leadLast    = "contact.last_name"
	leadName    = "contact.name"
	leadEmail   = "contact.email"
	leadPhone   = "contact.phone"
	leadCompany = "contact.company"
	leadWebsite = "contact.website"
	leadAddress = "contact.address"
	leadCard    = "card.name"
	leadNote    = "card.note"
	leadTags    = "card.tags"
	cardPrefix  = "card."
)

// leadContact are the keys that say something of the client, in the order in
// which they are offered.
var leadContact = []string{leadName, leadFirst, leadLast, leadEmail, leadPhone, leadCompany, leadWebsite, leadAddress}

// leadReader reads typed texts into a lead.
type leadReader struct {
	view *store.View
	bad  *crm.Problems
	cat  *crm.Catalogue
	ws   crm.Workspace
	lead *crm.Lead
}

// readLead turns typed texts into the normalised values of a lead; each text that
// can't be understood is a problem whose path is its key. An empty one says
// nothing. A key that there isn't is a problem too.
func readLead(v *store.View, bad *crm.Problems, cat *crm.Catalogue, l *crm.Lead, given map[string]string) error {
	ws, err := v.Workspace()
	if err != nil {
		return err
	}
	if l.Fields == nil {
		l.Fields = crm.Values{}
	}
	r := leadReader{view: v, bad: bad, cat: cat, ws: ws, lead: l}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		text := given[key]
		if fold.Clean(text) == "" {
			continue
		}
		if !utf8.ValidString(text) {
			bad.Add(key, "lead.not_text")
			continue
		}
		if err := r.read(key, text); err != nil {
			return err
		}
	}
	return nil
}

func (r *leadReader) read(key, text string) error {
	p := &r.lead.Person
	switch key {
	case leadFirst:
		p.First = r.name(key, text)
	case leadLast:
		p.Last = r.name(key, text)
	case leadName:
		p.Name = r.name(key, text)
	case leadCompany:
		p.Company = r.name(key, text)
	case leadCard:
		r.lead.Name = r.name(key, text)
	case leadNote:
		r.lead.Note = lines(r.bad, key, text, crm.MaxCardNote)
	case leadAddress:
		p.Postal = lines(r.bad, key, text, crm.MaxPostal)
	case leadWebsite:
		p.Website = r.website(key, text)
	case leadEmail:
		r.email(key, text)
	case leadPhone:
		r.phone(key, text)
	case leadTags:
		r.tags(key, text)
	default:
		return r.field(key, text)
	}
	return nil
}

func (r *leadReader) name(key, text string) string {
	text = fold.Clean(text)
	if why := fold.CheckName(text); why != nil {
		r.bad.AddPhrase(key, *why)
	}
	return text
}

func (r *leadReader) website(key, text string) string {
	var own crm.Problems
	text = website(&own, text)
	for _, p := range own {
		r.bad.AddPhrase(key, crm.Phrase{Key: p.Key, Args: p.Args})
	}
	return text
}

func (r *leadReader) email(key, text string) {
	a, why := mailaddr.Parse(text)
	if why != nil {
		r.bad.AddPhrase(key, *why)
		return
	}
	r.lead.Addresses = append(r.lead.Addresses, crm.Address{Channel: crm.ChannelEmail, Typed: a.Shown, Value: a.Key(), Kind: "email"})
}

func (r *leadReader) phone(key, text string) {
	n, why := phone.Parse(text, r.ws.Country)
	if why != nil {
		r.bad.AddPhrase(key, *why)
		return
	}
	r.lead.Addresses = append(r.lead.Addresses, crm.Address{
		Channel: crm.ChannelSMS, Typed: fold.Clean(text), Value: n.E164, Kind: string(n.Kind), SMS: n.SMS,
	})
}

// tags adds tags that there are, by name, between commas. New ones are colleagues'
// to make.
func (r *leadReader) tags(key, text string) {
	for _, part := range strings.Split(text, ",") {
		part = fold.Clean(part)
		if part == "" {
			continue
		}
		i := slices.IndexFunc(r.cat.Tags, func(t crm.Tag) bool { return fold.Fold(t.Name) == fold.Fold(part) })
		if i < 0 {
			r.bad.Add(key, "lead.no_tag", "name", part)
			continue
		}
		r.lead.Tags = r.lead.Tags.With(r.cat.Tags[i].ID)
	}
}

// field reads the text of a custom field.
func (r *leadReader) field(key, text string) error {
	slug, ok := strings.CutPrefix(key, cardPrefix)
	i := slices.IndexFunc(r.cat.Fields, func(f crm.Field) bool { return f.Slug == slug })
	if !ok || i < 0 || r.cat.Fields[i].Type == crm.FieldFile {
		r.bad.Add(key, "lead.no_field", "name", key)
		return nil
	}
	f := &r.cat.Fields[i]
	value, why, err := r.value(f, text)
	switch {
	case err != nil:
		return err
	case why != nil:
		r.bad.AddPhrase(key, *why)
	case value != nil:
		r.lead.Fields[f.ID] = value
	}
	return nil
}

func (r *leadReader) value(f *crm.Field, text string) (any, *crm.Phrase, error) {
	switch f.Type {
	case crm.FieldNumber, crm.FieldMoney, crm.FieldDate, crm.FieldDateTime, crm.FieldYesNo:
		zone, err := timing.Zone(r.ws.Zone)
		if err != nil {
			return nil, nil, err
		}
		value, ok := importer.HabitsOf(slices.Values([]string{text}), r.ws.Language, zone).Read(*f, text)
		if !ok {
			why := crm.Say("error.field."+string(f.Type), "field", f.Name, "value", shortened(text))
			return nil, &why, nil
		}
		return value, nil, nil
	case crm.FieldChoice, crm.FieldChoices:
		return r.choices(f, text)
	}
	if f.Type != crm.FieldLongText {
		text = fold.Clean(text)
	}
	value, _, why := CheckValue(f, strings.ReplaceAll(text, "\r\n", "\n"), r.ws.Country)
	return value, why, nil
}

// choices reads one choice, or several between commas, semicolons or lines, by
// name or id.
func (r *leadReader) choices(f *crm.Field, text string) (any, *crm.Phrase, error) {
	parts := []string{text}
	if f.Type == crm.FieldChoices && !slices.ContainsFunc(f.Choices, func(c crm.Choice) bool { return fold.Fold(c.Name) == fold.Fold(fold.Clean(text)) }) {
		parts = strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == '\n' })
	}
	var ids []crm.ChoiceID
	for _, part := range parts {
		part = fold.Clean(part)
		i := slices.IndexFunc(f.Choices, func(c crm.Choice) bool { return c.ID.String() == part || fold.Fold(c.Name) == fold.Fold(part) })
		if i < 0 {
			why := crm.Say("error.field.choice", "field", f.Name, "value", shortened(part))
			return nil, &why, nil
		}
		ids = append(ids, f.Choices[i].ID)
	}
	switch {
	case len(ids) == 0: // nothing but commas
		return nil, nil, nil
	case f.Type == crm.FieldChoice:
		return ids[0], nil, nil
	}
	return crm.ChoiceSetOf(ids...), nil, nil
}

// shortened is a text as a problem shows it.
func shortened(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), 60)])
}
