package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// UsesIn asks where one thing is used; exactly one of them is given.
type UsesIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Status  crm.StatusID  `json:"status" ts_type:"string"`
	Field   crm.FieldID   `json:"field" ts_type:"string"`
	Choice  crm.ChoiceID  `json:"choice" ts_type:"string"` // of Field
}

// UsesOut says where it is used. What has Uses can't be deleted; cards can be
// given another value first.
type UsesOut struct {
	Uses  []Use `json:"uses"`
	Cards int   `json:"cards"` // that have it
}

// FindUses says where a status, a field or a choice is used, before it is
// deleted.
func (s *Session) FindUses(in UsesIn) (out UsesOut, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err != nil {
			return err
		}
		switch {
		case in.Status != 0:
			st, ok := cat.Status(in.Status)
			if !ok {
				return crm.NotFound("status")
			}
			out, err = statusUses(v, cat, st)
		default:
			f, ok := cat.Field(in.Field)
			if !ok {
				return crm.NotFound("field")
			}
			if in.Choice == 0 {
				out, err = fieldUses(v, cat, f)
				return err
			}
			if _, ok := f.Choice(in.Choice); !ok {
				return crm.NotFound("choice")
			}
			out, err = choiceUses(v, cat, f, in.Choice)
		}
		return err
	})
}

func statusUses(v *store.View, cat *crm.Catalogue, st crm.Status) (out UsesOut, err error) {
	out.Uses, err = askedFor(v, cat.Product.ID, func(c crm.Condition) bool {
		return c.Subject == "status" && slices.Contains(c.Values, st.ID.String())
	})
	if err != nil {
		return out, err
	}
	for _, f := range cat.Fields {
		if f.RequiredFrom == st.ID {
			out.Uses = append(out.Uses, Use{Noun: "field", ID: f.ID.String(), Name: f.Name})
		}
	}
	goals, err := goalUses(v, st)
	if err != nil {
		return out, err
	}
	links, err := changedBy(v, cat.Product.ID, func(c crm.CardChange) bool { return c.Status == st.ID })
	if err != nil {
		return out, err
	}
	forms, err := formsThat(v, cat.Product.ID, func(f crm.Form) bool { return f.Status == st.ID })
	if err != nil {
		return out, err
	}
	intakes, err := intakesInto(v, cat, st)
	if err != nil {
		return out, err
	}
	out.Uses = slices.Concat(out.Uses, goals, links, forms, intakes)
	out.Cards, err = v.CardsInStatus(st.ID)
	return out, err
}

// goalUses are the automations whose goal is a status.
func goalUses(v *store.View, st crm.Status) (uses []Use, err error) {
	ids, err := v.SequencesWithGoal(st.ID)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		q, err := v.Sequence(id)
		if err != nil {
			return nil, err
		}
		uses = append(uses, Use{Noun: "sequence", ID: q.ID.String(), Name: q.Name, Active: q.State.Runs(), Product: q.Product})
	}
	return uses, nil
}

func fieldUses(v *store.View, cat *crm.Catalogue, f crm.Field) (out UsesOut, err error) {
	if out.Uses, err = askedFor(v, cat.Product.ID, func(c crm.Condition) bool { return c.Field == f.ID }); err != nil {
		return out, err
	}
	list, err := merging(v, cat.Product.ID, f)
	for _, t := range list {
		out.Uses = append(out.Uses, Use{Noun: "template", ID: t.ID.String(), Name: t.Name})
	}
	if err != nil {
		return out, err
	}
	links, err := changedBy(v, cat.Product.ID, func(c crm.CardChange) bool {
		return slices.ContainsFunc(c.Fields, func(fc crm.FieldChange) bool { return fc.Field == f.ID })
	})
	if err != nil {
		return out, err
	}
	forms, err := formsThat(v, cat.Product.ID, func(form crm.Form) bool { return fills(form, f, "") })
	if err != nil {
		return out, err
	}
	intakes, err := intakesFilling(v, cat, f)
	out.Uses = slices.Concat(out.Uses, links, forms, intakes)
	if err == nil {
		out.Cards, err = v.CardsWithField(cat.Product.ID, f.ID, 0)
	}
	return out, err
}

// merging are the templates whose texts name a field.
func merging(v *store.View, product crm.ProductID, f crm.Field) (out []crm.Template, err error) {
	templates, err := v.Templates(product)
	for _, t := range templates {
		if slices.Contains(merge.Paths(strings.Join(document.Sources(t.Kind, t.Content), "\n")), "card."+f.Slug) {
			out = append(out, t)
		}
	}
	return out, err
}

func choiceUses(v *store.View, cat *crm.Catalogue, f crm.Field, id crm.ChoiceID) (out UsesOut, err error) {
	out.Uses, err = askedFor(v, cat.Product.ID, func(c crm.Condition) bool {
		return c.Field == f.ID && slices.Contains(c.Values, id.String())
	})
	if err != nil {
		return out, err
	}
	name, _ := f.Choice(id)
	forms, err := formsThat(v, cat.Product.ID, func(form crm.Form) bool { return fills(form, f, name.Name) })
	out.Uses = append(out.Uses, forms...)
	if err == nil {
		out.Cards, err = v.CardsWithField(cat.Product.ID, f.ID, id)
	}
	return out, err
}

// askedFor are the filters of a product whose conditions ask for something, and
// the automations whose steps do in their own conditions; never nil.
func askedFor(v *store.View, product crm.ProductID, asks func(crm.Condition) bool) ([]Use, error) {
	uses := []Use{}
	filters, err := v.Filters(product)
	if err != nil {
		return nil, err
	}
	for _, f := range filters {
		if anyCondition(f.Tree, asks) {
			uses = append(uses, Use{Noun: "filter", ID: f.ID.String(), Name: f.Name, Product: product})
		}
	}
	sequences, err := v.Sequences(product)
	for _, q := range sequences {
		if slices.ContainsFunc(q.Steps, func(st crm.Step) bool { return st.OnlyIf != nil && anyCondition(*st.OnlyIf, asks) }) {
			uses = append(uses, Use{Noun: "sequence", ID: q.ID.String(), Name: q.Name, Active: q.State.Runs(), Product: product})
		}
	}
	return uses, err
}

func anyCondition(g crm.Group, asks func(crm.Condition) bool) bool {
	return slices.ContainsFunc(g.Conditions, asks) || slices.ContainsFunc(g.Groups, func(g crm.Group) bool { return anyCondition(g, asks) })
}

// usedIn refuses what is used, naming where.
func usedIn(what string, uses []Use) error {
	if len(uses) == 0 {
		return nil
	}
	return inUse(what, uses)
}
