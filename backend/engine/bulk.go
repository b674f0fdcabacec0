package engine

import (
	"encoding/json"
	"log/slog"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// AddCards writes many new cards of one product at once; what SaveCards
// promises holds. Of what an import makes the history has no row: the card
// itself says when and by what it was made (store.Created). It returns the
// first id; the others follow in the order of the drafts.
func (e *Engine) AddCards(tx *store.Tx, drafts []Draft, cause crm.Cause) (crm.CardID, error) {
	if len(drafts) == 0 {
		return 0, nil
	}
	if err := takesCards(tx, drafts[0].Product); err != nil {
		return 0, err
	}
	cards, ready := make([]crm.Card, len(drafts)), make([]*store.Ready, len(drafts))
	for i, d := range drafts {
		cards[i], ready[i] = newCard(tx, d), d.Ready
	}
	if err := tx.InsertCards(cards, ready...); err != nil {
		return 0, err
	}
	first, last := cards[0].ID, cards[len(cards)-1].ID
	tx.TouchNew(store.NewRun{Product: drafts[0].Product, First: first, Last: last, Cause: cause})
	return first, nil
}

func newCard(tx *store.Tx, d Draft) crm.Card {
	return crm.Card{
		Product: d.Product, Name: d.Name, Status: d.Status, StatusSince: tx.Now, Owner: d.Owner, Contact: d.Contact,
		Fields: d.Fields, Tags: d.Tags, CreatedBy: d.Origin,
	}
}

// judgeNew holds a run of new cards against all active filters of their
// product: one pass for all, then each sequence takes its cards together.
func (e *Engine) judgeNew(tx *store.Tx, s *scene, run store.NewRun) error {
	list, err := s.runningIn(run.Product)
	if err != nil {
		return err
	}
	sound := make([]crm.Sequence, 0, len(list))
	queries := make([]filter.Query, 0, len(list))
	for _, q := range list {
		if f := s.filterOf(q); f.err != nil {
			e.broken(q, f.err)
		} else {
			sound, queries = append(sound, q), append(queries, f.query)
		}
	}
	holding, err := tx.Holding(run.First, run.Last, queries)
	if err != nil {
		return err
	}
	for i, q := range sound {
		if holding[i] == "[]" {
			continue
		}
		if err := e.joinNew(tx, s, q, holding[i], run.Cause); err != nil {
			return err
		}
	}
	return nil
}

// broken is said of a filter that can't be understood any more.
func (e *Engine) broken(q crm.Sequence, err error) {
	e.log.Error("filter is broken and matches nothing", slog.String("sequence", q.ID.String()), slog.Any("error", err))
}

// joinNew lets the new cards of a JSON list in, as judge does with one.
func (e *Engine) joinNew(tx *store.Tx, s *scene, q crm.Sequence, list string, cause crm.Cause) error {
	if cause.Silent {
		return tx.JoinList(q.ID, list, tx.Now)
	}
	var cards []crm.CardID
	var ids []int64
	if err := json.Unmarshal([]byte(list), &ids); err != nil {
		return err
	}
	for _, id := range ids {
		cards = append(cards, crm.CardID(id))
	}
	joined, err := tx.Join(q.ID, cards, tx.Now)
	if err != nil {
		return err
	}
	return e.enter(tx, s, q, joined, tx.Now, cause)
}
