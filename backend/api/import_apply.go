package api

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// apply writes a checked import in one transaction.
type apply struct {
	s        *Session
	tx       *store.Tx
	b        built
	in       StartImportIn
	cat      *crm.Catalogue
	statuses map[string]crm.StatusID
	fields   map[int]crm.Field // new ones, by column
	existing map[int]bool      // lines whose email or phone is on a card already; not those of whole
	whole    map[int]bool      // lines that repeat an earlier one cell for cell
	contacts map[int]crm.ContactID
	fresh    []crm.CardID // cards made of rows that are not there yet
	again    []crm.CardID // cards made of rows whose email or phone is on a card already
	created  int
	skipped  int
}

func newApply(s *Session, tx *store.Tx, b built, in StartImportIn) (*apply, error) {
	a := &apply{s: s, tx: tx, b: b, in: in, statuses: map[string]crm.StatusID{}, fields: map[int]crm.Field{}, existing: map[int]bool{}, whole: map[int]bool{}, contacts: map[int]crm.ContactID{}}
	var err error
	if a.cat, err = tx.Catalogue(b.im.Product); err != nil {
		return nil, err
	}
	for _, d := range b.result.Duplicates {
		if d.Whole {
			a.whole[d.Line] = true
		}
	}
	return a, a.findExisting()
}

func (a *apply) findExisting() error {
	lines := map[string][]int{}
	var values []string
	note := func(value string, line int) {
		if lines[value] == nil {
			values = append(values, value)
		}
		lines[value] = append(lines[value], line)
	}
	for _, d := range a.b.result.Drafts {
		if d.Contact == nil {
			continue
		}
		for _, e := range d.Contact.Emails {
			note(e.Key(), d.Line)
		}
		for _, p := range d.Contact.Phones {
			note(p.E164, d.Line)
		}
	}
	hits, err := a.tx.CardsByAddresses(a.b.im.Product, values)
	for _, h := range hits {
		for _, line := range lines[h.Value] {
			if !a.whole[line] {
				a.existing[line] = true
			}
		}
	}
	return err
}

// run makes what is missing, then the cards. Everything comes in, or nothing.
func (a *apply) run(ctx context.Context, step func()) error {
	if err := a.makeMissing(); err != nil {
		return err
	}
	cause := crm.Cause{Kind: crm.CauseImport, User: a.s.user, Import: a.in.Import, Silent: !a.in.Enrol}
	for _, d := range a.b.result.Drafts {
		if err := ctx.Err(); err != nil {
			return err
		}
		step()
		if a.whole[d.Line] || a.in.SkipExisting && a.existing[d.Line] {
			a.skipped++
			continue
		}
		draft, err := a.draft(d)
		if err != nil {
			return err
		}
		saved, err := a.s.svc.deps.Engine.SaveCards(a.tx, []engine.Draft{draft}, cause)
		if err != nil {
			return err
		}
		a.created++
		if a.existing[d.Line] {
			a.again = append(a.again, saved[0].ID)
		} else {
			a.fresh = append(a.fresh, saved[0].ID)
		}
	}
	return nil
}

// makeMissing makes the statuses, choices and fields that the file names.
func (a *apply) makeMissing() error {
	if r := a.b.result; len(r.NewStatuses)+len(r.NewChoices)+len(r.NewFields) > 0 {
		if err := a.s.mustBeAdmin(&a.tx.View); err != nil {
			return err
		}
	}
	for _, st := range a.cat.Statuses {
		a.statuses[st.Name] = st.ID
	}
	for i, name := range a.b.result.NewStatuses {
		st := crm.Status{Product: a.b.im.Product, Name: name, Group: crm.GroupOpen, Color: "gray", Position: len(a.cat.Statuses) + i + 1}
		st, err := a.tx.SaveStatus(st)
		if err != nil {
			return err
		}
		a.statuses[name] = st.ID
	}
	for _, n := range a.b.result.NewChoices {
		for i := range a.cat.Fields {
			f := &a.cat.Fields[i]
			if f.ID != n.Field {
				continue
			}
			for _, name := range n.Names {
				f.Choices = append(f.Choices, crm.Choice{Name: name})
			}
			if _, err := a.tx.SaveField(*f); err != nil {
				return err
			}
		}
	}
	for _, n := range a.b.result.NewFields {
		f := crm.Field{Product: a.b.im.Product, Name: n.Name, Slug: Slug(n.Name, a.cat), Type: n.Type, Position: len(a.cat.Fields) + 1}
		for _, name := range n.Choices {
			f.Choices = append(f.Choices, crm.Choice{Name: name})
		}
		f, err := a.tx.SaveField(f)
		if err != nil {
			return err
		}
		a.fields[n.Column] = f
		a.cat.Fields = append(a.cat.Fields, f)
	}
	return nil
}

func (a *apply) draft(d importer.Draft) (engine.Draft, error) {
	out := engine.Draft{Product: a.b.im.Product, Name: d.CardName, Status: d.Status, Owner: d.Owner, Fields: crm.Values{}, Origin: crm.OriginImport}
	if d.StatusName != "" {
		out.Status = a.statuses[d.StatusName]
	}
	for id, x := range d.Fields {
		out.Fields[id] = x
	}
	for id, names := range d.NewChoices {
		f, _ := a.cat.Field(id)
		out.Fields[id] = choiceByName(f, names[0])
	}
	for column, x := range d.NewFields {
		f := a.fields[column]
		if name, ok := x.(string); ok && f.Type == crm.FieldChoice {
			x = choiceByName(f, name)
		}
		out.Fields[f.ID] = x
	}
	var err error
	out.Contact, err = a.contact(d)
	return out, err
}

func choiceByName(f crm.Field, name string) any {
	for _, c := range f.Choices {
		if c.Name == name {
			return c.ID
		}
	}
	return nil
}

// contact writes the row's contact; rows with the same email or phone share
// one.
func (a *apply) contact(d importer.Draft) (crm.ContactID, error) {
	if d.Contact == nil {
		return 0, nil
	}
	if id := a.contacts[d.SameAs]; d.SameAs != 0 && id != 0 {
		a.contacts[d.Line] = id
		return id, nil
	}
	k := d.Contact
	c := crm.Contact{Kind: k.Kind, FirstName: k.FirstName, LastName: k.LastName, Name: k.Name}
	if k.Kind == crm.ContactPerson && k.Company != "" {
		var err error
		if c.Company, err = findCompany(a.tx, k.Company); err != nil {
			return 0, err
		}
	}
	consent := crm.ConsentActive
	if !a.in.Consent {
		consent = crm.ConsentUnconfirmed
	}
	c.Addresses = Unique(addresses(k), string(crm.OriginImport), consent)
	saved, err := a.tx.SaveContact(c)
	a.contacts[d.Line] = saved.ID
	return saved.ID, err
}

func addresses(k *importer.Contact) []crm.Address {
	var out []crm.Address
	for _, e := range k.Emails {
		out = append(out, crm.Address{Channel: crm.ChannelEmail, Typed: e.Shown, Value: e.Key(), Kind: "email"})
	}
	for _, p := range k.Phones {
		out = append(out, crm.Address{Channel: crm.ChannelSMS, Typed: p.Typed, Value: p.E164, Kind: string(p.Kind), SMS: p.SMS})
	}
	return out
}

// preview shows the first rows as they would be.
func (a *apply) preview() []ImportPreview {
	out := []ImportPreview{}
	for _, d := range a.b.result.Drafts[:min(len(a.b.result.Drafts), previewRows)] {
		p := ImportPreview{Line: d.Line, Name: d.CardName, Status: d.StatusName}
		if st, ok := a.cat.Status(d.Status); ok {
			p.Status = st.Name
		}
		if d.Contact != nil {
			p.Contact = d.Contact.Name
			for _, e := range d.Contact.Emails {
				p.Email = e.Shown
				break
			}
			for _, n := range d.Contact.Phones {
				p.Phone = n.Shown
				break
			}
		}
		out = append(out, p)
	}
	return out
}

// mostTried is how many rows a dry run puts through the engine to count who
// would start.
const mostTried = 20000

// enrols applies the import inside the dry run, and counts who would start.
func (a *apply) enrols() ([]ImportEnrols, error) {
	out := []ImportEnrols{}
	list, err := a.tx.RunningSequences(a.b.im.Product)
	if err != nil || len(list) == 0 || len(a.b.result.Drafts) > mostTried {
		return out, err
	}
	if err := a.run(a.tx.Context(), func() {}); err != nil {
		return nil, err
	}
	if err := a.s.svc.deps.Engine.Judge(a.tx); err != nil {
		return nil, err
	}
	for _, q := range list {
		e := ImportEnrols{Sequence: q.ID, Name: q.Name}
		if e.Count, err = a.tx.CountEntered(q.ID, a.fresh); err != nil {
			return nil, err
		}
		if e.Existing, err = a.tx.CountEntered(q.ID, a.again); err != nil {
			return nil, err
		}
		if e.Count+e.Existing > 0 {
			out = append(out, e)
		}
	}
	return out, nil
}
