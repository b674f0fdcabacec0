package api

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// exportColumn is a column of an export: of every product, or a field's.
type exportColumn struct {
	key   string
	field *crm.Field
	card  func(*export, *store.FullCard) string // of cards
	cell  func(*export, *crm.Contact, string) string
	extra bool // only when asked for: an import has no place for it
}

// header is the column's name in the file.
func (c exportColumn) header(say func(crm.Phrase) string) string {
	if c.field != nil {
		return c.field.Name
	}
	return say(crm.Say("export.column." + c.key))
}

// several stands between several values in a cell, as the import reads them.
const severalBetween = "; "

// clientColumns are columns of a contact and its company's name.
var clientColumns = []exportColumn{
	{key: "contact", cell: personOf},
	{key: "first_name", cell: func(_ *export, k *crm.Contact, _ string) string { return k.FirstName }},
	{key: "last_name", cell: func(_ *export, k *crm.Contact, _ string) string { return k.LastName }},
	{key: "company", cell: companyOf},
	{key: "email", cell: func(_ *export, k *crm.Contact, _ string) string { return addressCell(k, crm.ChannelEmail) }},
	{key: "phone", cell: func(_ *export, k *crm.Contact, _ string) string { return addressCell(k, crm.ChannelSMS) }},
	{key: "website", cell: func(_ *export, k *crm.Contact, _ string) string { return k.Website }},
	{key: "postal", cell: func(_ *export, k *crm.Contact, _ string) string { return k.Postal }},
}

// personOf is a person's name: a company has its own column.
func personOf(_ *export, k *crm.Contact, _ string) string {
	if k.Kind == crm.ContactCompany {
		return ""
	}
	return k.Name
}

func companyOf(_ *export, k *crm.Contact, company string) string {
	if k.Kind == crm.ContactCompany {
		return k.Name
	}
	return company
}

func addressCell(k *crm.Contact, ch crm.Channel) string {
	var list []string
	for _, a := range k.Addresses {
		if a.Channel != ch {
			continue
		}
		text := a.Typed
		if ch == crm.ChannelSMS {
			text = a.Value
		}
		if a.Default {
			list = slices.Insert(list, 0, text)
		} else {
			list = append(list, text)
		}
	}
	return strings.Join(list, severalBetween)
}

// exportColumns are the columns of a product's cards.
func exportColumns(cat *crm.Catalogue) []exportColumn {
	out := []exportColumn{
		{key: "name", card: func(_ *export, c *store.FullCard) string { return c.Name }},
		{key: "status", card: func(x *export, c *store.FullCard) string {
			st, _ := x.cat.Status(c.Status)
			return st.Name
		}},
		{key: "owner", card: func(x *export, c *store.FullCard) string {
			u, _ := x.cat.User(c.Owner)
			return u.Email
		}},
		{key: "tags", card: func(x *export, c *store.FullCard) string { return x.tagNames(c.Tags) }},
	}
	out = append(out, clientColumns...)
	for _, f := range cat.Fields {
		if f.Type != crm.FieldFile {
			out = append(out, exportColumn{key: f.ID.String(), field: &f})
		}
	}
	return append(out,
		exportColumn{key: "since", extra: true, card: func(x *export, c *store.FullCard) string { return x.moment(c.StatusSince) }},
		exportColumn{key: "created", extra: true, card: func(x *export, c *store.FullCard) string { return x.moment(c.Created) }},
		exportColumn{key: "modified", extra: true, card: func(x *export, c *store.FullCard) string { return x.moment(c.Modified) }},
	)
}

// contactColumns are the columns of an export of contacts.
func contactColumns() []exportColumn {
	return append(slices.Clone(clientColumns),
		exportColumn{key: "tags", cell: func(x *export, k *crm.Contact, _ string) string { return x.tagNames(k.Tags) }},
		exportColumn{key: "note", cell: func(_ *export, k *crm.Contact, _ string) string { return k.Note }},
		exportColumn{key: "created", cell: func(x *export, k *crm.Contact, _ string) string { return x.moment(k.Created) }},
	)
}

// chooseColumns are those with the keys, in the keys' order; all for none.
func chooseColumns(all []exportColumn, keys []string) ([]exportColumn, error) {
	if len(keys) == 0 {
		return slices.DeleteFunc(slices.Clone(all), func(c exportColumn) bool { return c.extra }), nil
	}
	var bad crm.Problems
	out := make([]exportColumn, 0, len(keys))
	for _, key := range keys {
		i := slices.IndexFunc(all, func(c exportColumn) bool { return c.key == key })
		if i < 0 {
			bad.Add("columns", "export.no_column", "value", key)
			continue
		}
		out = append(out, all[i])
	}
	return out, bad.Err()
}

// exportAtOnce is how many cards one look at the database reads.
const exportAtOnce = 500

func (x *export) cards(ctx context.Context, ids []crm.CardID, w importer.RowWriter, at tell) error {
	done := 0
	for chunk := range slices.Chunk(ids, exportAtOnce) {
		if err := ctx.Err(); err != nil {
			return err
		}
		var list []store.FullCard
		err := x.s.read(func(v *store.View) (err error) {
			list, err = v.FullCards(x.cat.Fields, chunk)
			return err
		})
		if err != nil {
			return err
		}
		for i := range list {
			if err := w.Write(x.cardRow(&list[i])); err != nil {
				return err
			}
		}
		done += len(chunk)
		at("", done, len(ids))
	}
	return nil
}

func (x *export) cardRow(c *store.FullCard) []string {
	row := make([]string, len(x.columns))
	for i, column := range x.columns {
		switch {
		case column.field != nil:
			row[i] = x.value(*column.field, c.Fields[column.field.ID])
		case column.card != nil:
			row[i] = column.card(x, c)
		case c.Client != nil:
			row[i] = column.cell(x, c.Client, c.Company)
		}
	}
	return row
}

func (x *export) contacts(ctx context.Context, all []crm.ContactID, w importer.RowWriter, at tell) error {
	done := 0
	for ids := range slices.Chunk(all, exportAtOnce) {
		if err := ctx.Err(); err != nil {
			return err
		}
		var known map[crm.ContactID]store.FullContact
		err := x.s.read(func(v *store.View) (err error) {
			known, err = v.FullContacts(ids)
			return err
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			k, here := known[id]
			if !here {
				continue
			}
			row := make([]string, len(x.columns))
			for i, column := range x.columns {
				row[i] = column.cell(x, &k.Contact, k.CompanyName)
			}
			if err := w.Write(row); err != nil {
				return err
			}
		}
		done += len(ids)
		at("", done, len(all))
	}
	return nil
}

func (x *export) tagNames(set crm.TagSet) string {
	var names []string
	for _, g := range x.tags {
		if set.Has(g.ID) {
			names = append(names, g.Name)
		}
	}
	return strings.Join(names, severalBetween)
}

func (x *export) moment(at crm.Instant) string {
	if at == 0 {
		return ""
	}
	return at.Time().In(x.zone).Format("2006-01-02 15:04")
}

// value is a field's value as a cell.
func (x *export) value(f crm.Field, value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case crm.Money:
		return v.String()
	case crm.Date:
		return string(v)
	case crm.Instant:
		return v.Time().In(x.zone).Format(time.DateTime)
	case bool:
		if v {
			return x.s.svc.deps.Say(x.lang, crm.Say("activity.yes"))
		}
		return x.s.svc.deps.Say(x.lang, crm.Say("activity.no"))
	case crm.ChoiceID:
		c, _ := f.Choice(v)
		return c.Name
	case crm.ChoiceSet:
		var names []string
		for _, id := range v.IDs() {
			c, _ := f.Choice(id)
			names = append(names, c.Name)
		}
		return strings.Join(names, severalBetween)
	case string:
		return v
	}
	return ""
}
