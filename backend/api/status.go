package api

import (
	"context"
	"slices"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// SaveStatusesIn is the whole list of a product's statuses in order; one
// without an id is new, one that is missing is deleted (refused while in use).
type SaveStatusesIn struct {
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Statuses []crm.Status  `json:"statuses"`
}

// RemoveStatusIn deletes a status whose cards get another one first.
type RemoveStatusIn struct {
	Status  crm.StatusID  `json:"status" ts_type:"string"`
	Product crm.ProductID `json:"product" ts_type:"string"`
	To      crm.StatusID  `json:"to" ts_type:"string"` // what its cards get; none where it has no cards
	Cards   int           `json:"cards"`               // that was confirmed; more than that are a conflict
}

// SaveStatuses replaces the list of statuses (administrators). One in use is
// not deleted: the answer says by how many cards and where else.
func (s *Session) SaveStatuses(in SaveStatusesIn) (out ProductView, err error) {
	var bad crm.Problems
	if len(in.Statuses) == 0 {
		bad.Add("statuses", "settings.no_statuses")
	}
	for i := range in.Statuses {
		checkStatus(&bad, "statuses["+strconv.Itoa(i)+"].", &in.Statuses[i])
	}
	sameNames(&bad, "statuses", len(in.Statuses), func(i int) string { return in.Statuses[i].Name })
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		if err := replaceStatuses(tx, in); err != nil {
			return err
		}
		out, err = productView(&tx.View, in.Product)
		return err
	})
}

// statusColors are the names of the theme's palette that a status can have.
var statusColors = []string{"gray", "red", "pink", "grape", "violet", "indigo", "blue", "cyan", "teal", "green", "lime", "yellow", "orange"}

func checkStatus(bad *crm.Problems, path string, st *crm.Status) {
	st.Name = name(bad, path+"name", st.Name)
	switch st.Group {
	case crm.GroupOpen, crm.GroupWon, crm.GroupLost:
	default:
		bad.Add(path+"group", "settings.bad_group")
	}
	if st.Color == "" {
		st.Color = "gray"
	}
	if !slices.Contains(statusColors, st.Color) {
		bad.Add(path+"color", "settings.bad_color")
	}
}

func replaceStatuses(tx *store.Tx, in SaveStatusesIn) error {
	cat, err := tx.Catalogue(in.Product)
	if err != nil {
		return err
	}
	for _, st := range in.Statuses {
		if _, known := cat.Status(st.ID); st.ID != 0 && !known {
			return crm.NotFound("status")
		}
	}
	gone := slices.DeleteFunc(slices.Clone(cat.Statuses), func(old crm.Status) bool {
		return slices.ContainsFunc(in.Statuses, func(st crm.Status) bool { return st.ID == old.ID })
	})
	for _, old := range gone {
		if err := statusIsFree(tx, in.Product, old); err != nil {
			return err
		}
	}
	if err := tx.ParkStatusNames(in.Product); err != nil {
		return err
	}
	for i, st := range inGroups(in.Statuses) {
		st.Product, st.Position = in.Product, i+1
		if _, err := tx.SaveStatus(st); err != nil {
			return err
		}
	}
	for _, old := range gone {
		if err := dropStatus(tx, old, 0); err != nil {
			return err
		}
	}
	return nil
}

// inGroups puts open statuses first, then won, then lost, each in its order:
// "from a status on" goes by it.
func inGroups(list []crm.Status) []crm.Status {
	groups := []crm.StatusGroup{crm.GroupOpen, crm.GroupWon, crm.GroupLost}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b crm.Status) int { return slices.Index(groups, a.Group) - slices.Index(groups, b.Group) })
	return sorted
}

func statusIsFree(tx *store.Tx, product crm.ProductID, st crm.Status) error {
	cat, err := tx.Catalogue(product)
	if err != nil {
		return err
	}
	used, err := statusUses(&tx.View, cat, st)
	if err != nil {
		return err
	}
	if used.Cards > 0 {
		return crm.Fail(crm.CodeConflict, "error.status.has_cards", "name", st.Name, "count", used.Cards)
	}
	return usedIn(st.Name, used.Uses)
}

// dropStatus deletes a free status. Where it is remembered as the status before,
// and on deleted cards, another one stands for it: the one that its cards got,
// else its neighbour.
func dropStatus(tx *store.Tx, st crm.Status, instead crm.StatusID) error {
	cat, err := tx.Catalogue(st.Product)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(cat.Statuses, func(o crm.Status) bool { return o.ID == st.ID })
	switch {
	case instead != 0:
	case i > 0:
		instead = cat.Statuses[i-1].ID
	case len(cat.Statuses) > 1:
		instead = cat.Statuses[i+1].ID
	default:
		return crm.Fail(crm.CodeConflict, "settings.no_statuses")
	}
	if err := tx.ForgetStatus(st.ID, instead); err != nil {
		return err
	}
	return tx.DeleteStatus(st)
}

// RemoveStatus gives a status's cards another one, as a person would, and then
// deletes it (administrators): a job, undoable. Errors: conflict where filters,
// steps or fields use it, or more cards are in it than were confirmed.
func (s *Session) RemoveStatus(in RemoveStatusIn) (JobView, error) {
	var ids []crm.CardID
	var st crm.Status
	check := func(tx *store.Tx) (*crm.Catalogue, error) {
		cat, err := tx.Catalogue(in.Product)
		if err != nil {
			return nil, err
		}
		var known bool
		if st, known = cat.Status(in.Status); !known {
			return nil, crm.NotFound("status")
		}
		used, err := statusUses(&tx.View, cat, st)
		if err == nil {
			err = usedIn(st.Name, used.Uses)
		}
		return cat, err
	}
	batch, err := s.beginRemoval(func(tx *store.Tx) (crm.Phrase, error) {
		cat, err := check(tx)
		if err != nil {
			return crm.Phrase{}, err
		}
		if ids, err = tx.IDsInStatus(in.Status); err != nil {
			return crm.Phrase{}, err
		}
		if _, ok := cat.Status(in.To); len(ids) > 0 && (!ok || in.To == in.Status) {
			return crm.Phrase{}, crm.Fail(crm.CodeConflict, "error.status.has_cards", "name", st.Name, "count", len(ids))
		}
		return crm.Say("undo.status", "name", st.Name), moreNow(len(ids), in.Cards)
	})
	if err != nil {
		return JobView{}, err
	}
	change := always(func(c *crm.Card) {
		if c.Status == in.Status {
			c.Status = in.To
		}
	})
	return s.startRemoval("status", batch, ids, change, func(tx *store.Tx) error {
		if _, err := check(tx); err != nil {
			return err
		}
		left, err := tx.IDsInStatus(in.Status)
		if err != nil {
			return err
		}
		if len(left) > 0 && in.To == 0 {
			return crm.Fail(crm.CodeConflict, "error.status.has_cards", "name", st.Name, "count", len(left))
		}
		if _, err := s.svc.deps.Engine.ChangeCards(tx, left, s.cause(), change); err != nil {
			return err
		}
		return dropStatus(tx, st, in.To)
	}), nil
}

// always is a change of cards that skips none.
func always(change func(*crm.Card)) func(*crm.Catalogue, *crm.Card) *crm.Phrase {
	return func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
		change(c)
		return nil
	}
}

// moreNow refuses where more cards would change than a person confirmed.
func moreNow(now, confirmed int) error {
	if now > confirmed {
		return crm.Fail(crm.CodeConflict, "bulk.more_now", "count", now, "was", confirmed)
	}
	return nil
}

// beginRemoval checks a removal and begins the batch that undoes it.
func (s *Session) beginRemoval(check func(*store.Tx) (crm.Phrase, error)) (batch crm.BatchID, err error) {
	err = s.change(func(tx *store.Tx) error {
		say, err := check(tx)
		if err != nil {
			return err
		}
		batch, err = s.beginBatch(tx, crm.BatchBulk, 0, say)
		return err
	})
	return batch, err
}

// startRemoval changes the cards that have what goes, in chunks, and at the end
// takes it away in one transaction.
func (s *Session) startRemoval(kind string, batch crm.BatchID, ids []crm.CardID,
	change func(*crm.Catalogue, *crm.Card) *crm.Phrase, finish func(*store.Tx) error) JobView {
	return s.svc.jobs.start(s, kind, len(ids), func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		j.undoes(batch)
		state, err := crm.BatchDone, error(nil)
		for chunk := range slices.Chunk(ids, bulkChunk) {
			if err = ctx.Err(); err != nil {
				break
			}
			if err = s.recorded(ctx, batch, func(tx *store.Tx) error {
				_, err := s.svc.deps.Engine.ChangeCards(tx, chunk, s.cause(), change)
				return err
			}); err != nil {
				break
			}
			for range chunk {
				j.step()
			}
		}
		if err == nil {
			err = s.recorded(ctx, batch, finish)
		}
		if err != nil {
			state = crm.BatchCancelled
		}
		done := s.svc.deps.Store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.SetBatch(batch, state, len(ids)) })
		s.svc.deps.Kick()
		if err == nil {
			err = done
		}
		return crm.Say("settings.removed", "count", len(ids)), err
	})
}

// recorded runs one chunk of an administrator's job, undoable as part of a batch.
func (s *Session) recorded(ctx context.Context, batch crm.BatchID, fn func(*store.Tx) error) error {
	return s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		if err := s.mustBeAdmin(&tx.View); err != nil {
			return err
		}
		tx.Record(batch)
		return fn(tx)
	})
}
