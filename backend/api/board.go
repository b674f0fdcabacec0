package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// BoardIn says which cards a board shows: those of a product that match
// everything that is set.
type BoardIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Filter  crm.FilterID  `json:"filter" ts_type:"string"`
	Owner   crm.UserID    `json:"owner" ts_type:"string"`
	Tag     crm.TagID     `json:"tag" ts_type:"string"`
	Search  string        `json:"search"`                  // as in ListCards
	Amount  crm.FieldID   `json:"amount" ts_type:"string"` // the money or number field that is shown and added up; "" for none
}

// BoardTotalsOut is what stands above the columns.
type BoardTotalsOut struct {
	Columns []BoardTotal `json:"columns"` // one for each status of the product, in order
}

// BoardTotal is a column's count and sum.
type BoardTotal struct {
	Status crm.StatusID `json:"status" ts_type:"string"`
	Count  int          `json:"count"`
	Sum    float64      `json:"sum"` // of the field Amount; 0 without one
}

// BoardPageIn asks for a page of one column.
type BoardPageIn struct {
	Board  BoardIn      `json:"board"`
	Status crm.StatusID `json:"status" ts_type:"string"`
	After  string       `json:"after"`  // the cursor of the page before
	Offset int          `json:"offset"` // without After: so many cards from the top
	Limit  int          `json:"limit"`  // 1..200, 0 for 50
}

// BoardPageOut is a page of one column, the cards that came last first.
type BoardPageOut struct {
	Rows []BoardCard `json:"rows"`
	Next string      `json:"next"` // cursor; "" at the end
}

// BoardCard is a card on a board.
type BoardCard struct {
	ID       crm.CardID   `json:"id" ts_type:"string"`
	Name     string       `json:"name"`
	Status   crm.StatusID `json:"status" ts_type:"string"`
	Since    crm.Instant  `json:"since"` // in this status
	Owner    crm.UserID   `json:"owner" ts_type:"string"`
	Contact  string       `json:"contact"` // the main contact's name
	Tags     crm.TagSet   `json:"tags" ts_type:"string[]"`
	Amount   *float64     `json:"amount"`  // the field's value; null where it is not set
	Next     crm.Instant  `json:"next"`    // when its next automation step is due; 0 for none
	Running  int          `json:"running"` // automations that are under way
	Revision int64        `json:"revision"`
}

// BoardTotals counts the cards of each status and adds up a field of theirs.
func (s *Session) BoardTotals(in BoardIn) (out BoardTotalsOut, err error) {
	out.Columns = []BoardTotal{}
	return out, s.read(func(v *store.View) error {
		q, scale, err := boardQuery(v, in)
		if err != nil {
			return err
		}
		cat, err := v.Catalogue(in.Product)
		if err != nil {
			return err
		}
		list, err := v.BoardTotals(q, in.Amount)
		if err != nil {
			return err
		}
		found := map[crm.StatusID]store.BoardTotal{}
		for _, t := range list {
			found[t.Status] = t
		}
		for _, st := range cat.Statuses {
			t := found[st.ID]
			out.Columns = append(out.Columns, BoardTotal{Status: st.ID, Count: t.Count, Sum: t.Sum / scale})
		}
		return nil
	})
}

// ListBoard reads a page of one column of a board.
func (s *Session) ListBoard(in BoardPageIn) (out BoardPageOut, err error) {
	if in.Limit == 0 {
		in.Limit = 50
	}
	var after *store.Cursor
	if in.After != "" {
		if after, err = readCursor(in.After); err != nil {
			return out, err
		}
	}
	return out, s.read(func(v *store.View) error {
		q, scale, err := boardQuery(v, in.Board)
		if err != nil {
			return err
		}
		if in.Status == 0 {
			return crm.NotFound("status")
		}
		q.Status, q.After, q.Limit = in.Status, after, min(max(in.Limit, 1), 200)
		lines, err := v.Board(q, in.Board.Amount, max(in.Offset, 0))
		if err != nil {
			return err
		}
		out.Rows = make([]BoardCard, 0, len(lines))
		for _, l := range lines {
			out.Rows = append(out.Rows, boardCard(l, scale))
		}
		if len(lines) == q.Limit {
			last := lines[len(lines)-1]
			out.Next = cursor(store.Cursor{Num: int64(last.Since), ID: last.ID})
		}
		return nil
	})
}

// boardQuery compiles what a board shows; scale is what a stored amount is
// divided by.
func boardQuery(v *store.View, in BoardIn) (q store.ListQuery, scale float64, err error) {
	q = store.ListQuery{Product: in.Product, Owner: in.Owner, Tag: in.Tag, Search: in.Search}
	if in.Filter != 0 {
		compiled, err := compileSaved(v, in.Filter)
		if err != nil {
			return q, 1, err
		}
		q.Filter = &compiled
	}
	scale, err = amountScale(v, in.Product, in.Amount)
	return q, scale, err
}

// amountScale is 100 for money, which is stored in hundredths, 1 for a number.
// Errors: not_found for a field that can't be added up.
func amountScale(v *store.View, product crm.ProductID, field crm.FieldID) (float64, error) {
	if field == 0 {
		return 1, nil
	}
	cat, err := v.Catalogue(product)
	if err != nil {
		return 1, err
	}
	f, _ := cat.Field(field)
	switch f.Type {
	case crm.FieldMoney:
		return 100, nil
	case crm.FieldNumber:
		return 1, nil
	default:
		return 1, crm.NotFound("field")
	}
}

func boardCard(l store.BoardLine, scale float64) BoardCard {
	c := BoardCard{
		ID: l.ID, Name: l.Name, Status: l.Status, Since: l.Since, Owner: l.Owner, Contact: l.Contact, Tags: l.Tags,
		Next: l.Next, Running: l.Running, Revision: l.Revision,
	}
	if l.Amount != nil {
		amount := *l.Amount / scale
		c.Amount = &amount
	}
	return c
}
