package api

import (
	"fmt"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
)

func index(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

func (t *taker) fields() error {
	for i, f := range t.p.Fields {
		if err := t.field(index("fields", i), f); err != nil {
			return err
		}
	}
	return nil
}

// field takes one field: one of the same name and type is that one, and gets the
// choices that it lacks.
func (t *taker) field(path string, f pack.Field) error {
	cat := t.names.Cat
	part := PackPart{Noun: "field", Kind: string(f.Type), Name: f.Name, State: "new"}
	at := slices.IndexFunc(cat.Fields, func(o crm.Field) bool { return sameNamed(o.Name, f.Name) })
	if at >= 0 {
		t.compareField(&part, cat.Fields[at], f)
	}
	part = t.take(part, func(name string) bool {
		return !slices.ContainsFunc(cat.Fields, func(o crm.Field) bool { return sameNamed(o.Name, name) })
	})
	if part.State == "there" || part.State == "more" || part.Mine {
		mine := cat.Fields[at]
		t.slug(f.Slug, mine.Slug)
		if len(part.Added) == 0 {
			return nil
		}
		_, err := t.tx.SaveField(withChoices(mine, part.Added))
		if err == nil {
			err = t.refresh()
		}
		return err
	}
	return t.newField(path, part.As, f)
}

func (t *taker) compareField(part *PackPart, mine crm.Field, f pack.Field) {
	part.As, part.State = mine.Name, "there"
	for _, c := range f.Choices {
		if !slices.ContainsFunc(mine.Choices, func(o crm.Choice) bool { return sameNamed(o.Name, c) }) {
			part.Added, part.State = append(part.Added, c), "more"
		}
	}
	switch {
	case mine.Type != f.Type:
		part.State, part.Added = "differs", nil
		part.Why = []crm.Phrase{crm.Say("packs.differs.type", "mine", crm.Say("settings.type."+string(mine.Type)), "other", crm.Say("settings.type."+string(f.Type)))}
	case f.Type == crm.FieldMoney && f.Currency != "" && f.Currency != mine.Currency:
		part.State, part.May = "differs", true
		part.Why = []crm.Phrase{crm.Say("packs.differs.currency", "mine", mine.Currency, "other", f.Currency)}
	}
}

func (t *taker) slug(pack, mine string) {
	if pack != mine {
		t.slugs[pack] = mine
	}
}

func (t *taker) newField(path, name string, f pack.Field) error {
	cat := t.names.Cat
	one := crm.Field{Product: t.wish.product, Name: name, Type: f.Type, Currency: f.Currency, Help: f.Help, Position: len(cat.Fields) + 1}
	one = withChoices(one, f.Choices)
	before := len(t.bad)
	checkField(&t.bad, path+".", &one)
	checkCurrency(&t.bad, path+".currency", &one, t.ws)
	if len(t.bad) > before {
		return nil
	}
	one.Slug = Slug(f.Slug, cat)
	t.slug(f.Slug, one.Slug)
	if _, err := t.tx.SaveField(one); err != nil {
		return err
	}
	return t.refresh()
}
