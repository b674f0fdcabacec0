package api

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// ListFormsIn chooses forms.
type ListFormsIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"` // none: of all products
}

// FormRow is a form in the list.
type FormRow struct {
	Form    crm.Form       `json:"form"`
	Address string         `json:"address"` // of its page; "" while there is no public address
	Counts  crm.FormCounts `json:"counts"`  // of the last 30 days
	Waiting int            `json:"waiting"` // kept apart for somebody to look at
	By      string         `json:"by"`      // who modified it last
	UsedBy  []Use          `json:"usedBy"`  // filters and automations that name it
}

// ListFormsOut are forms by name.
type ListFormsOut struct {
	Rows    []FormRow `json:"rows"`
	Waiting int       `json:"waiting"` // kept apart, of all forms of all products
	Public  string    `json:"public"`  // where the pages are found, "https://firma.ro"; "" for nowhere
}

// GetFormIn asks for a form to edit.
type GetFormIn struct {
	ID      crm.FormID    `json:"id" ts_type:"string"`      // none: a new one
	Product crm.ProductID `json:"product" ts_type:"string"` // of a new one
}

// FormOut is a form with everything that its editor needs.
type FormOut struct {
	Row     FormRow      `json:"row"`
	Sources []FormSource `json:"sources"` // what can be dragged into it
	Notes   []crm.Phrase `json:"notes"`   // what is missing around it: a public address, an account for mails
}

// FormRef names a form.
type FormRef struct {
	ID crm.FormID `json:"id" ts_type:"string"`
}

// DeleteFormOut says what deleting a form means.
type DeleteFormOut struct {
	Name        string `json:"name"`
	Submissions int    `json:"submissions"` // that go with it
	Waiting     int    `json:"waiting"`     // of them: nobody looked at them yet
	Cards       int    `json:"cards"`       // that it made; they stay
	UsedBy      []Use  `json:"usedBy"`      // while there are any it can't be deleted
}

// ListForms reads the forms with their numbers.
func (s *Session) ListForms(in ListFormsIn) (out ListFormsOut, err error) {
	s.svc.flushSeen(s.ctx, true)
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Public = ws.Public
		list, err := v.Forms(in.Product)
		if err != nil {
			return err
		}
		out.Rows = make([]FormRow, 0, len(list))
		for _, f := range list {
			row, err := formRow(v, ws, f)
			if err != nil {
				return err
			}
			out.Rows = append(out.Rows, row)
		}
		out.Waiting, err = v.CountQuarantined(0)
		return err
	})
}

func formRow(v *store.View, ws crm.Workspace, f crm.Form) (row FormRow, err error) {
	row = FormRow{Form: f, Address: formAddress(ws, f.Slug), UsedBy: []Use{}}
	if f.ID == 0 {
		return row, nil
	}
	if row.Counts, err = lately(v, f.ID); err != nil {
		return row, err
	}
	if row.Waiting, err = v.CountQuarantined(f.ID); err != nil {
		return row, err
	}
	if row.UsedBy, err = formUses(v, f); err != nil {
		return row, err
	}
	if f.ModifiedBy != 0 {
		u, err := v.User(f.ModifiedBy)
		if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
			return row, err
		}
		row.By = u.Name
	}
	return row, nil
}

// lately are the numbers of a form in the last 30 days, today among them.
func lately(v *store.View, id crm.FormID) (c crm.FormCounts, err error) {
	zone, err := zoneOf(v)
	if err != nil {
		return c, err
	}
	y, m, d := v.Clock().In(zone).Date()
	since := time.Date(y, m, d-29, 0, 0, 0, 0, zone)
	return v.FormTotals(id, crm.DateOf(since), crm.At(since))
}

// formAddress is where clients find the page of a form; "" for nowhere.
func formAddress(ws crm.Workspace, slug string) string {
	if ws.Public == "" || slug == "" {
		return ""
	}
	return strings.TrimSuffix(ws.Public, "/") + "/f/" + slug
}

// formUses are the filters and automations whose conditions name a form.
func formUses(v *store.View, f crm.Form) ([]Use, error) {
	id := f.ID.String()
	return askedFor(v, f.Product, func(c crm.Condition) bool { return c.Subject == "created" && slices.Contains(c.Values, id) })
}

// GetForm reads a form for the editor, or what a new one begins with.
func (s *Session) GetForm(in GetFormIn) (out FormOut, err error) {
	return out, s.read(func(v *store.View) error {
		f := newForm(in.Product)
		if in.ID != 0 {
			var err error
			if f, err = v.Form(in.ID); err != nil {
				return err
			}
		}
		out, err = formOut(v, f)
		return err
	})
}

// newForm is what a new form begins with: who, how to reach them, what they want.
func newForm(product crm.ProductID) crm.Form {
	return crm.Form{
		Product: product, Owning: crm.OwningNone, Owners: []crm.UserID{}, Duplicates: crm.DuplicatesUpdate, Active: true,
		Fields: []crm.FormField{
			{Source: leadName, Required: true}, {Source: leadEmail, Required: true}, {Source: leadPhone}, {Source: leadNote},
		},
		Consent: crm.FormConsent{Ask: true}, Guard: crm.FormGuard{Links: crm.DefaultLinks, PerAddress: crm.DefaultPerAddress, PerHour: crm.DefaultPerHour},
	}
}

func formOut(v *store.View, f crm.Form) (out FormOut, err error) {
	ws, err := v.Workspace()
	if err != nil {
		return out, err
	}
	cat, err := v.Catalogue(f.Product)
	if err != nil {
		return out, err
	}
	out.Sources, out.Notes = formSources(cat), []crm.Phrase{}
	if ws.Public == "" {
		out.Notes = append(out.Notes, crm.Say("form.error.no_public"))
	}
	if (ws.TrackOpens || ws.TrackClicks) && (f.Consent.Wording != "" || !f.Consent.Ask) {
		out.Notes = append(out.Notes, crm.Say("form.page.note_tracked"))
	}
	if f.Consent.Confirm {
		list, err := v.Accounts()
		if err != nil {
			return out, err
		}
		if !slices.ContainsFunc(list, func(a crm.Account) bool { return a.Channel == crm.ChannelEmail }) {
			out.Notes = append(out.Notes, crm.Say("form.error.no_account"))
		}
	}
	out.Row, err = formRow(v, ws, f)
	return out, err
}

// SaveForm makes a form (no id) or replaces one (administrators). Errors: invalid
// with every problem at its place; conflict where somebody else saved it
// meanwhile.
func (s *Session) SaveForm(in crm.Form) (out FormOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		f := in
		f.Revision, f.Created = 0, 0
		if in.ID != 0 {
			old, err := tx.Form(in.ID)
			if err != nil {
				return err
			}
			if in.Revision != old.Revision {
				return crm.Fail(crm.CodeConflict, "error.changed_meanwhile", "name", old.Name)
			}
			f.Product, f.Revision, f.Created = old.Product, old.Revision, old.Created
		}
		if err := checkForm(&tx.View, &f); err != nil {
			return err
		}
		f.ModifiedBy = s.user
		saved, err := saveForm(tx, f)
		if err != nil {
			return err
		}
		out, err = formOut(&tx.View, saved)
		return err
	})
}

func saveForm(tx *store.Tx, f crm.Form) (crm.Form, error) {
	saved, err := tx.SaveForm(f)
	if store.IsUnique(err) {
		return saved, taken("slug", f.Slug)
	}
	return saved, err
}

// CopyForm makes a copy of a form under a new name and address; nothing is sent
// in by it before it is switched on (administrators).
func (s *Session) CopyForm(in FormRef) (out FormOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		f, err := tx.Form(in.ID)
		if err != nil {
			return err
		}
		list, err := tx.Forms(f.Product)
		if err != nil {
			return err
		}
		f.Name = copyName(f.Name, func(n string) bool { return slices.ContainsFunc(list, func(o crm.Form) bool { return o.Name == n }) })
		f.ID, f.Revision, f.Active, f.ModifiedBy = 0, 0, false, s.user
		if f.Slug, err = freeSlug(&tx.View, f.Slug); err != nil {
			return err
		}
		if f, err = saveForm(tx, f); err != nil {
			return err
		}
		out, err = formOut(&tx.View, f)
		return err
	})
}

// freeSlug is an address that no form has: "contact", "contact-2".
func freeSlug(v *store.View, text string) (string, error) {
	taken, err := v.FormSlugs()
	if err != nil {
		return "", err
	}
	base := slugOf(text)
	slug := base
	for n := 2; slices.Contains(taken, slug); n++ {
		tail := "-" + strconv.Itoa(n)
		slug = strings.Trim(base[:min(len(base), crm.MaxFormSlug-len(tail))], "-") + tail
	}
	return slug, nil
}

// slugOf is a text as an address has it: small Latin letters, digits, dashes.
func slugOf(text string) string {
	var b strings.Builder
	for _, r := range fold.Fold(text) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := b.String()
	if slug = strings.Trim(slug[:min(len(slug), crm.MaxFormSlug)], "-"); slug == "" {
		return "form"
	}
	return slug
}

// PreviewDeleteForm says in numbers what deleting a form would mean
// (administrators).
func (s *Session) PreviewDeleteForm(in FormRef) (out DeleteFormOut, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		f, err := v.Form(in.ID)
		if err != nil {
			return err
		}
		out, err = deleteForm(v, f)
		return err
	})
}

func deleteForm(v *store.View, f crm.Form) (out DeleteFormOut, err error) {
	out.Name = f.Name
	if out.UsedBy, err = formUses(v, f); err != nil {
		return out, err
	}
	if out.Submissions, err = v.CountSubmissions(store.SubmissionQuery{Form: f.ID}); err != nil {
		return out, err
	}
	if out.Waiting, err = v.CountQuarantined(f.ID); err != nil {
		return out, err
	}
	out.Cards, err = v.CardsOfForm(f.ID)
	return out, err
}

// DeleteForm deletes a form with what was sent in by it; the cards that it made
// stay (administrators). Errors: conflict while a filter or an automation names
// it.
func (s *Session) DeleteForm(in FormRef) (out DeleteFormOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		f, err := tx.Form(in.ID)
		if err != nil {
			return err
		}
		if out, err = deleteForm(&tx.View, f); err != nil {
			return err
		}
		if len(out.UsedBy) > 0 {
			return inUse(f.Name, out.UsedBy)
		}
		return tx.DeleteForm(f)
	})
}
