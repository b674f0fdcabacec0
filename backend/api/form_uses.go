package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// formsThat are the forms of a product of which something is true, as uses.
func formsThat(v *store.View, product crm.ProductID, is func(crm.Form) bool) (uses []Use, err error) {
	list, err := v.Forms(product)
	for _, f := range list {
		if is(f) {
			uses = append(uses, Use{Noun: "form", ID: f.ID.String(), Name: f.Name, Active: f.Active, Product: f.Product})
		}
	}
	return uses, err
}

// fills says whether a form asks for a field, or puts a value into it: with a
// name of a choice, that value.
func fills(form crm.Form, f crm.Field, choice string) bool {
	return slices.ContainsFunc(form.Fields, func(q crm.FormField) bool {
		return q.Source == cardPrefix+f.Slug && (choice == "" || q.Hidden && q.Value == choice)
	})
}

// handForms gives the places that a colleague has in forms, as the owner of new
// cards, to who takes over the cards; nobody does where none is named.
func handForms(tx *store.Tx, from, to crm.UserID) error {
	list, err := tx.Forms(0)
	if err != nil {
		return err
	}
	for _, f := range list {
		at := slices.Index(f.Owners, from)
		if at < 0 {
			continue
		}
		if to != 0 && !slices.Contains(f.Owners, to) {
			f.Owners[at] = to
		} else {
			f.Owners = slices.Delete(f.Owners, at, at+1)
		}
		if len(f.Owners) == 0 {
			f.Owning = crm.OwningNone
		}
		if _, err := tx.SaveForm(f); err != nil {
			return err
		}
	}
	return nil
}
