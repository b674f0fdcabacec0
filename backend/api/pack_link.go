package api

import (
	"errors"
	"reflect"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
)

// links takes the links that clients click in, before the texts that name them.
func (t *taker) links() error {
	if len(t.bad) > 0 {
		return nil // what they change may be missing
	}
	for i, l := range t.p.Links {
		if err := t.link(index("links", i), l); err != nil {
			return err
		}
		if err := t.refresh(); err != nil {
			return err
		}
	}
	return nil
}

func (t *taker) link(path string, of pack.Link) error {
	there, err := t.tx.Links(t.wish.product)
	if err != nil {
		return err
	}
	one := crm.Link{
		Product: t.wish.product, Name: of.Name, Slug: of.Slug, Label: of.Label, Kind: of.Kind(), Question: of.Question, Thanks: of.Thanks,
		Target: pack.Template{Letter: of.Target}.Renamed(t.slugs).Letter, Days: of.Days,
	}
	if one.Days == 0 {
		one.Days = crm.DefaultLinkDays
	}
	if of.Change != nil {
		one.Change = t.cardChange(path+".change", *of.Change)
	}
	part := PackPart{Noun: "link", Kind: string(one.Kind), Name: of.Name, State: "new"}
	at := slices.IndexFunc(there, func(o crm.Link) bool { return sameNamed(o.Name, of.Name) })
	if at >= 0 {
		part.State, part.As = "there", there[at].Name
		if !sameLink(there[at], one) {
			part.State, part.May = "differs", true
			part.Why = []crm.Phrase{crm.Say("packs.differs.link")}
		}
	}
	part = t.take(part, func(name string) bool {
		return !slices.ContainsFunc(there, func(o crm.Link) bool { return sameNamed(o.Name, name) })
	})
	if part.State == "there" || part.Mine {
		t.slug(pack.LinkVariable(of.Slug), there[at].Slug)
		return nil
	}
	if one.Name = part.As; slices.ContainsFunc(there, func(o crm.Link) bool { return o.Slug == one.Slug }) {
		one.Slug = linkSlug(one.Slug, t.names.Cat)
	}
	t.slug(pack.LinkVariable(of.Slug), one.Slug)
	return t.saveLink(path, one)
}

func (t *taker) saveLink(path string, one crm.Link) error {
	saved, err := checkedLink(t.tx, one, nil)
	if err == nil {
		_, err = t.tx.SaveLink(saved)
		return err
	}
	var ours *crm.Error
	if !errors.As(err, &ours) || len(ours.Problems) == 0 {
		return err
	}
	t.bad.AddBelow(path, ours.Problems)
	return nil
}

// sameLink says whether two links do the same.
func sameLink(a, b crm.Link) bool {
	return a.Kind == b.Kind && a.Target == b.Target && a.Label == b.Label && a.Question == b.Question && a.Thanks == b.Thanks && sameChange(a.Change, b.Change)
}

func sameChange(a, b *crm.CardChange) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Status == b.Status && a.Owner == b.Owner && a.ClearOwner == b.ClearOwner && slices.Equal(a.InTurn, b.InTurn) &&
		slices.Equal(a.AddTags, b.AddTags) && slices.Equal(a.RemoveTags, b.RemoveTags) &&
		slices.EqualFunc(a.Fields, b.Fields, func(x, y crm.FieldChange) bool {
			return x.Field == y.Field && x.Clear == y.Clear && reflect.DeepEqual(x.Value, y.Value)
		})
}
