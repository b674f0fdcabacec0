package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// formRow is a form as it is stored: what other tables and queries ask for in
// columns, the rest as a document.
type formRow struct {
	ID         crm.FormID    `db:"id"`
	Product    crm.ProductID `db:"product"`
	Name       string        `db:"name"`
	Slug       string        `db:"slug"`
	Status     crm.StatusID  `db:"status"`
	Definition string        `db:"definition"`
	Active     bool          `db:"active"`
	Revision   int64         `db:"revision"`
	Created    crm.Instant   `db:"created"`
	Modified   crm.Instant   `db:"modified"`
	ModifiedBy crm.UserID    `db:"modified_by"`
}

const formColumns = "id, product, name, slug, status, definition, active, revision, created, modified, modified_by"

func (r *formRow) read() (f crm.Form, err error) {
	if err := json.Unmarshal([]byte(r.Definition), &f); err != nil {
		return f, err
	}
	f.ID, f.Product, f.Name, f.Slug, f.Status, f.Active = r.ID, r.Product, r.Name, r.Slug, r.Status, r.Active
	f.Revision, f.Created, f.Modified, f.ModifiedBy = r.Revision, r.Created, r.Modified, r.ModifiedBy
	if f.Fields == nil {
		f.Fields = []crm.FormField{}
	}
	if f.Owners == nil {
		f.Owners = []crm.UserID{}
	}
	return f, nil
}

func (v *View) formsWhere(where string, args ...any) ([]crm.Form, error) {
	var rows []formRow
	if err := v.list(&rows, "SELECT "+formColumns+" FROM form WHERE "+where+" ORDER BY name, id", args...); err != nil {
		return nil, err
	}
	out := make([]crm.Form, 0, len(rows))
	for i := range rows {
		f, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// Forms reads a product's forms by name; of all products for none.
func (v *View) Forms(product crm.ProductID) ([]crm.Form, error) {
	if product == 0 {
		return v.formsWhere("true")
	}
	return v.formsWhere("product = ?", product)
}

// Form reads one form.
func (v *View) Form(id crm.FormID) (crm.Form, error) { return v.oneForm("id = ?", id) }

// FormAt reads the form with an address.
func (v *View) FormAt(slug string) (crm.Form, error) { return v.oneForm("slug = ?", slug) }

func (v *View) oneForm(where string, arg any) (crm.Form, error) {
	list, err := v.formsWhere(where, arg)
	if err != nil {
		return crm.Form{}, err
	}
	if len(list) == 0 {
		return crm.Form{}, crm.NotFound("form")
	}
	return list[0], nil
}

// FormSlugs are the addresses that forms have.
func (v *View) FormSlugs() (slugs []string, err error) {
	return slugs, v.list(&slugs, "SELECT slug FROM form")
}

// SaveForm adds a form (no id) or replaces one. IsUnique tells that another one
// has its address.
func (t *Tx) SaveForm(f crm.Form) (crm.Form, error) {
	if f.ID == 0 {
		id, err := nextID[crm.FormID](t, "form")
		if err != nil {
			return f, err
		}
		f.ID, f.Created = id, t.Now
	}
	f.Revision++
	f.Modified = t.Now
	doc, err := json.Marshal(f)
	if err != nil {
		return f, err
	}
	t.Changed("form", f.ID.String())
	return f, t.must(`INSERT INTO form (`+formColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, slug = excluded.slug, status = excluded.status, definition = excluded.definition,
			active = excluded.active, revision = excluded.revision, modified = excluded.modified, modified_by = excluded.modified_by`,
		f.ID, f.Product, f.Name, f.Slug, f.Status, string(doc), f.Active, f.Revision, f.Created, f.Modified, f.ModifiedBy)
}

// DeleteForm deletes a form with what was sent in by it; the cards stay.
func (t *Tx) DeleteForm(f crm.Form) error {
	t.Changed("form", f.ID.String())
	return t.must("DELETE FROM form WHERE id = ?", f.ID)
}

// FormSaw counts that a form's page was opened n times.
func (t *Tx) FormSaw(id crm.FormID, day crm.Date, n int) error {
	return t.formDay(id, day, crm.FormCounts{Seen: n})
}

func (t *Tx) formDay(id crm.FormID, day crm.Date, c crm.FormCounts) error {
	t.Changed("form", id.String())
	_, err := t.exec(`INSERT INTO form_day (form, day, seen, sent, quarantined, cards) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (form, day) DO UPDATE SET
		seen = seen + excluded.seen, sent = sent + excluded.sent, quarantined = quarantined + excluded.quarantined, cards = cards + excluded.cards`,
		id, string(day), c.Seen, c.Sent, c.Quarantined, c.Cards)
	return err
}

// FormDay are the numbers of a form on a local day.
type FormDay struct {
	Form        crm.FormID `db:"form"`
	Day         crm.Date   `db:"day"`
	Seen        int        `db:"seen"`
	Sent        int        `db:"sent"`
	Quarantined int        `db:"quarantined"`
	Cards       int        `db:"cards"`
}

// FormDays reads the numbers of a form from a day on, oldest first.
func (v *View) FormDays(id crm.FormID, from crm.Date) (list []FormDay, err error) {
	return list, v.list(&list, "SELECT form, day, seen, sent, quarantined, cards FROM form_day WHERE form = ? AND day >= ? ORDER BY day", id, string(from))
}

// FormTotals are the numbers of a form from a local day on, which begins at since;
// "" and 0: since it is there. Won are those of the cards that were made since.
func (v *View) FormTotals(id crm.FormID, from crm.Date, since crm.Instant) (c crm.FormCounts, err error) {
	var row struct {
		Seen        int `db:"seen"`
		Sent        int `db:"sent"`
		Quarantined int `db:"quarantined"`
		Cards       int `db:"cards"`
	}
	err = v.get(&row, `SELECT coalesce(sum(seen), 0) AS seen, coalesce(sum(sent), 0) AS sent, coalesce(sum(quarantined), 0) AS quarantined,
		coalesce(sum(cards), 0) AS cards FROM form_day WHERE form = ? AND day >= ?`, id, string(from))
	if err != nil {
		return c, err
	}
	c = crm.FormCounts{Seen: row.Seen, Sent: row.Sent, Quarantined: row.Quarantined, Cards: row.Cards}
	return c, v.get(&c.Won, `SELECT count(*) FROM form_card f JOIN card c ON c.id = f.card JOIN status s ON s.id = c.status
		WHERE f.form = ? AND c.deleted IS NULL AND c.created >= ? AND s.grp = 'won'`, id, int64(since))
}

// NoteFormCard notes which form made a card.
func (t *Tx) NoteFormCard(id crm.FormID, card crm.CardID) error {
	return t.must("INSERT INTO form_card (card, form) VALUES (?, ?)", card, id)
}

// CardsOfForm counts the cards that a form made and that are still there.
func (v *View) CardsOfForm(id crm.FormID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM form_card f JOIN card c ON c.id = f.card WHERE f.form = ? AND c.deleted IS NULL", id)
}
