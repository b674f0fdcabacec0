package api

import (
	"errors"
	"reflect"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
)

// forms takes the forms in, before the conditions that name them.
func (t *taker) forms() error {
	if len(t.bad) > 0 {
		return nil // what they fill may be missing
	}
	for i, f := range t.p.Forms {
		if err := t.form(index("forms", i), f); err != nil {
			return err
		}
		if err := t.refresh(); err != nil {
			return err
		}
	}
	t.formless = len(t.bad) > 0
	return nil
}

// form takes one form in, switched off, under an address of its own.
func (t *taker) form(path string, of pack.Form) error {
	there, err := t.tx.Forms(t.wish.product)
	if err != nil {
		return err
	}
	before := len(t.bad)
	one := crm.Form{
		Product: t.wish.product, Name: of.Name, Language: of.Language, Title: of.Title, Intro: of.Intro, Button: of.Button, Owning: crm.OwningNone,
		Duplicates: of.Duplicates, Consent: of.Consent, Thanks: of.Thanks, Guard: of.Guard, Fields: t.questions(path, of.Fields), ModifiedBy: t.s.user,
	}
	if of.Status != "" {
		if one.Status = t.names.Status(of.Status); one.Status == 0 {
			t.bad.Add(path+".status", "packs.unknown_name.status", "name", of.Status)
		}
	}
	if len(t.bad) > before {
		return nil // checking it would only say the same again
	}
	if good, err := t.checkForm(path, &one); err != nil || !good {
		return err
	}
	part := PackPart{Noun: "form", Name: of.Name, State: "new"}
	at := formThere(there, of.Name, one)
	if at >= 0 {
		part.State, part.As = "there", there[at].Name
		if !sameForm(there[at], one) {
			part.State, part.May = "differs", true
			part.Why = []crm.Phrase{crm.Say("packs.differs.form")}
		}
	}
	part = t.take(part, func(name string) bool {
		return !slices.ContainsFunc(there, func(o crm.Form) bool { return sameNamed(o.Name, name) })
	})
	if part.State == "there" || part.Mine {
		t.names.Renamed[part.Key] = pack.FormName(t.names.Cat.Forms, there[at].ID)
		return nil
	}
	one.Name = part.As
	if one.Slug, err = freeSlug(&t.tx.View, one.Name); err != nil {
		return err
	}
	if _, err := saveForm(t.tx, one); err != nil {
		return err
	}
	if t.p.Recipe == nil { // a recipe says so itself
		t.note(crm.Say("packs.form_off", "name", one.Name))
	}
	return nil
}

// questions are the fields of a form, by the variables of the product.
func (t *taker) questions(path string, of []pack.FormField) []crm.FormField {
	out := make([]crm.FormField, 0, len(of))
	for i, q := range of {
		one := crm.FormField{Source: q.Fills, Label: q.Label, Help: q.Help, Required: q.Required, Hidden: q.Hidden, Value: q.Value}
		if q.Field != "" {
			f, _ := t.names.Cat.Field(t.fieldAt(index(path+".fields", i), q.Field))
			one.Source = cardPrefix + f.Slug
		}
		out = append(out, one)
	}
	return out
}

// checkForm cleans a form and says whether it is good.
func (t *taker) checkForm(path string, one *crm.Form) (bool, error) {
	before := len(t.bad)
	if err := checkForm(&t.tx.View, one); err != nil {
		var ours *crm.Error
		if !errors.As(err, &ours) || len(ours.Problems) == 0 {
			return false, err
		}
		t.bad.AddBelow(path, ours.Problems)
	}
	return len(t.bad) == before, nil
}

// formThere finds the form that a form of a pack is: of several of its name the
// one that does the same.
func formThere(there []crm.Form, name string, one crm.Form) int {
	same := func(o crm.Form) bool { return sameNamed(o.Name, name) }
	if at := slices.IndexFunc(there, func(o crm.Form) bool { return same(o) && sameForm(o, one) }); at >= 0 {
		return at
	}
	return slices.IndexFunc(there, same)
}

// sameForm says whether two forms ask and do the same, wherever their pages are
// and whoever their cards go to.
func sameForm(a, b crm.Form) bool {
	content := func(f crm.Form) crm.Form {
		return crm.Form{
			Language: f.Language, Title: f.Title, Intro: f.Intro, Button: f.Button, Status: f.Status, Duplicates: f.Duplicates,
			Consent: f.Consent, Thanks: f.Thanks, Guard: f.Guard,
		}
	}
	return reflect.DeepEqual(content(a), content(b)) && slices.Equal(a.Fields, b.Fields)
}
