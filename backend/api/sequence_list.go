package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// SequenceRow is a sequence in the list.
type SequenceRow struct {
	Sequence crm.Sequence `json:"sequence"`
	Filter   string       `json:"filter"`  // its name
	Cards    int          `json:"cards"`   // distinct cards with a step done, ever
	Live     int          `json:"live"`    // enrolments under way
	Running  bool         `json:"running"` // a step due, executing or done in the last 15 minutes
	Next     crm.Instant  `json:"next"`
	By       string       `json:"by"`      // who modified it last
	Waiting  int          `json:"waiting"` // messages in the outbox that wait to go: deactivating lets them wait on
}

// ListSequences reads a product's sequences.
func (s *Session) ListSequences(in ProductIn) (out []SequenceRow, err error) {
	return out, s.read(func(v *store.View) error {
		list, err := v.Sequences(in.Product)
		if err != nil {
			return err
		}
		out, err = sequenceRows(v, in.Product, 0, list)
		return err
	})
}

// sequenceRows are the rows of a product's sequences, or of the only one in the
// list.
func sequenceRows(v *store.View, product crm.ProductID, only crm.SequenceID, list []crm.Sequence) ([]SequenceRow, error) {
	figures, err := v.Figures(product, only)
	if err != nil {
		return nil, err
	}
	filters, err := v.Filters(product)
	if err != nil {
		return nil, err
	}
	waiting, err := v.QueuedOf()
	if err != nil {
		return nil, err
	}
	users, err := v.Users()
	if err != nil {
		return nil, err
	}
	names := make(map[crm.UserID]string, len(users))
	for _, u := range users {
		names[u.ID] = u.Name
	}
	rows := make([]SequenceRow, 0, len(list))
	for _, q := range list {
		f := figures[q.ID]
		row := SequenceRow{
			Sequence: q, Cards: f.Cards, Live: f.Live, Next: f.Next, Running: q.State.Runs() && f.Recent,
			By: names[q.ModifiedBy], Waiting: waiting[q.ID],
		}
		for _, k := range filters {
			if k.ID == q.Filter {
				row.Filter = k.Name
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}
