package api

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// importRow is a good row on its way to a card.
type importRow struct {
	index   int // in the table
	line    int
	card    engine.Draft
	says    importer.Says
	client  *crm.Contact // without an id; nil: the row names none
	company string       // of the client, "" for none
	values  []string     // the client's addresses, normalised
	note    string
	again   bool // the same row stands earlier in the file
	sameAs  int  // line of an earlier row with one of its addresses, 0: none
}

// rowsAhead is how many rows are made ready at once, beside the writer.
const rowsAhead = 1000

// ready makes the rows from one on ready, in order, until the table ends or
// nobody takes them; the channel is closed then.
func (r *importRun) ready(ctx context.Context, from int) <-chan []importRow {
	out := make(chan []importRow, 2)
	go func() {
		defer close(out)
		for ; from < len(r.table.Rows); from += rowsAhead {
			to := min(from+rowsAhead, len(r.table.Rows))
			select {
			case out <- r.rows(from, to):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// rows are the good ones of a part of the table.
func (r *importRun) rows(from, to int) []importRow {
	drafts := r.builder.Chunk(from, to)
	rows := make([]importRow, len(drafts))
	index := from
	for i := range drafts {
		d := &drafts[i]
		for r.table.Lines[index] != d.Line {
			index++
		}
		rows[i] = r.row(index, d)
	}
	return rows
}

func (r *importRun) row(index int, d *importer.Draft) importRow {
	row := importRow{
		index: index, line: d.Line, says: d.Says, note: cleanNote(d.Note), again: d.Repeated, sameAs: d.SameAs,
		card: engine.Draft{
			Product: r.im.Product, Name: d.CardName, Status: d.Status, Owner: d.Owner, Fields: d.Fields, Tags: r.tagSet(d.Tags), Origin: crm.OriginImport,
		},
	}
	row.card.Ready = store.MakeReady(row.card.Name, row.card.Fields)
	k := d.Contact
	if k == nil {
		return row
	}
	consent := crm.ConsentActive
	if !r.in.Consent {
		consent = crm.ConsentUnconfirmed
	}
	row.client = &crm.Contact{
		Kind: k.Kind, FirstName: k.FirstName, LastName: k.LastName, Name: k.Name, Website: k.Website, Postal: k.Postal,
		Addresses: Unique(addressesOf(k), string(crm.OriginImport), consent),
	}
	if k.Kind == crm.ContactPerson {
		row.company = k.Company
	}
	for _, a := range row.client.Addresses {
		row.values = append(row.values, a.Value)
	}
	return row
}

func (r *importRun) tagSet(names []string) crm.TagSet {
	if len(names) == 0 {
		return ""
	}
	ids := make([]crm.TagID, len(names))
	for i, name := range names {
		ids[i] = r.tags[name]
	}
	return crm.Tags(ids...)
}

func addressesOf(k *importer.Contact) []crm.Address {
	out := make([]crm.Address, 0, len(k.Emails)+len(k.Phones))
	for _, e := range k.Emails {
		out = append(out, crm.Address{Channel: crm.ChannelEmail, Typed: e.Shown, Value: e.Key(), Kind: "email", Label: e.Label})
	}
	for _, p := range k.Phones {
		out = append(out, crm.Address{Channel: crm.ChannelSMS, Typed: p.Typed, Value: p.E164, Kind: string(p.Kind), SMS: p.SMS, Label: p.Label})
	}
	return out
}

// valuesOf are the addresses of all rows.
func valuesOf(rows []importRow) []string {
	var all []string
	for i := range rows {
		all = append(all, rows[i].values...)
	}
	return all
}

// companiesOf are the folded names of the companies that rows name, each once.
func companiesOf(rows []*importRow) []string {
	var names []string
	for _, row := range rows {
		if row.company != "" {
			names = append(names, fold.Fold(row.company))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
