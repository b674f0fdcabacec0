package api

import (
	"maps"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// bulkWork does an action to some cards in one transaction.
type bulkWork func(*store.Tx, []crm.CardID) (engine.Tally, error)

// bulkOf reads the cards of a pick, and what an action means for them, or says
// what is wrong with it.
func (s *Session) bulkOf(p CardPick, a BulkAction) (ids []crm.CardID, do bulkWork, err error) {
	return ids, do, s.read(func(v *store.View) error {
		if ids, err = p.ids(v); err != nil {
			return err
		}
		product := productOf(p)
		if product == 0 && len(ids) > 0 {
			first, err := v.Card(ids[0])
			if err != nil {
				return err
			}
			product = first.Product
		}
		do, err = s.bulkWork(v, product, a)
		return err
	})
}

func (s *Session) bulkWork(v *store.View, product crm.ProductID, a BulkAction) (bulkWork, error) {
	switch a.Kind {
	case "start", "stop":
		return s.bulkHand(v, a)
	case "delete", "restore":
		return func(tx *store.Tx, ids []crm.CardID) (engine.Tally, error) {
			return s.svc.deps.Engine.DeleteMany(tx, ids, a.Kind == "restore", s.cause())
		}, nil
	}
	cat, err := v.Catalogue(product)
	if err != nil {
		return nil, err
	}
	ws, err := v.Workspace()
	if err != nil {
		return nil, err
	}
	change, err := bulkChange(cat, a, ws.Country)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx, ids []crm.CardID) (engine.Tally, error) {
		return s.svc.deps.Engine.ChangeCards(tx, ids, s.cause(), change)
	}, nil
}

// bulkHand starts or stops a sequence: a member for own cards alone.
func (s *Session) bulkHand(v *store.View, a BulkAction) (bulkWork, error) {
	if _, err := v.Sequence(a.Sequence); err != nil {
		return nil, err
	}
	me, err := v.User(s.user)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx, ids []crm.CardID) (out engine.Tally, err error) {
		own := ids
		if me.Role != crm.RoleAdmin {
			if own, err = tx.OwnedBy(s.user, ids); err != nil {
				return out, err
			}
		}
		if a.Kind == "start" {
			out, err = s.svc.deps.Engine.StartManyAt(tx, a.Sequence, a.Step, own, a.Anyway, s.cause())
		} else {
			out, err = s.svc.deps.Engine.StopMany(tx, a.Sequence, own, s.cause())
		}
		for range len(ids) - len(own) {
			out.Skip(crm.Say("bulk.skip.not_yours"))
		}
		return out, err
	}, nil
}

// bulkEdit is what an action writes into a card, or why it leaves it.
type bulkEdit = func(*crm.Catalogue, *crm.Card) *crm.Phrase

func left(key string, pairs ...any) *crm.Phrase {
	why := crm.Say(key, pairs...)
	return &why
}

func bulkChange(cat *crm.Catalogue, a BulkAction, country string) (bulkEdit, error) {
	var bad crm.Problems
	switch a.Kind {
	case "status":
		if _, ok := cat.Status(a.Status); !ok {
			bad.Add("action.status", "cards.bad_status")
		}
		return setStatus(a.Status), bad.Err()
	case "owner":
		if u, ok := cat.User(a.Owner); a.Owner != 0 && (!ok || !u.Active) {
			bad.Add("action.owner", "cards.bad_owner")
		}
		return func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
			c.Owner = a.Owner
			return nil
		}, bad.Err()
	case "tag", "untag":
		if len(a.Tags) == 0 {
			bad.Add("action.tags", "bulk.no_tags")
		}
		for _, id := range a.Tags {
			if !slices.ContainsFunc(cat.Tags, func(g crm.Tag) bool { return g.ID == id }) {
				return nil, crm.NotFound("tag")
			}
		}
		return setTags(a.Tags, a.Kind == "untag"), bad.Err()
	case "field":
		return bulkField(cat, a, country)
	}
	bad.Add("action.kind", "bulk.bad_action")
	return nil, bad.Err()
}

func setStatus(to crm.StatusID) bulkEdit {
	return func(cat *crm.Catalogue, c *crm.Card) *crm.Phrase {
		if _, ok := cat.Status(to); !ok {
			return left("bulk.skip.other_product")
		}
		if missing := cat.Missing(to, c.Fields); c.Status != to && len(missing) > 0 {
			return left("bulk.skip.missing", "name", missing[0].Name)
		}
		c.Status = to
		return nil
	}
}

func setTags(ids []crm.TagID, away bool) bulkEdit {
	return func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
		tags := c.Tags.With(ids...)
		if away {
			tags = c.Tags.Without(ids...)
		}
		if len(tags.IDs()) > crm.MaxTags && !away {
			return left("bulk.skip.too_many_tags", "max", crm.MaxTags)
		}
		c.Tags = tags
		return nil
	}
}

func bulkField(cat *crm.Catalogue, a BulkAction, country string) (bulkEdit, error) {
	f, ok := cat.Field(a.Field)
	if !ok {
		return nil, crm.NotFound("field")
	}
	var bad crm.Problems
	x, _, why := CheckValue(&f, a.Value, country)
	if why != nil {
		bad.AddPhrase("action.value", *why)
	}
	if f.Type == crm.FieldFile && x != nil {
		bad.Add("action.value", "bulk.no_files")
	}
	return func(cat *crm.Catalogue, c *crm.Card) *crm.Phrase {
		if _, ok := cat.Field(f.ID); !ok {
			return left("bulk.skip.other_product")
		}
		if x == nil && cat.Needs(f, c.Status) {
			return left("bulk.skip.missing", "name", f.Name)
		}
		c.Fields = maps.Clone(c.Fields)
		if x == nil {
			delete(c.Fields, f.ID)
		} else {
			c.Fields[f.ID] = x
		}
		return nil
	}, bad.Err()
}
