package store

import "stepwise/backend/crm"

// recording is what a transaction notes so that it can be undone: for each thing
// its state before, once.
type recording struct {
	batch crm.BatchID
	of    crm.CardID   // whose the rows are that name no card
	fresh []run        // cards made in this transaction: nothing else of them needs noting
	again []crm.CardID // of these, those that it also changed
	rows  []rowItem
	whole bool // the batch was made in this transaction: the database knows no more of it than is noted here
	items []keptItem
	at    map[itemKey]int // where in items
}

type run struct{ first, last int64 }

// keptItem is one thing's state before, until it is written.
type keptItem struct {
	itemKey
	through       int64
	before, after any
}

type itemKey struct {
	noun string
	card crm.CardID
	item int64
}

// put notes one thing; the first note stays, after is renewed.
func (r *recording) put(it keptItem) {
	if i, known := r.at[it.itemKey]; known {
		r.items[i].after = it.after
		return
	}
	if r.at == nil {
		r.at = map[itemKey]int{}
	}
	r.at[it.itemKey] = len(r.items)
	r.items = append(r.items, it)
}

// write writes what is noted.
func (r *recording) write(t *Tx) error {
	rows := t.bulk("batch_item", "batch, noun, card, item, through, before, after")
	rows.tail = " ON CONFLICT (batch, card, noun, item) DO UPDATE SET after = excluded.after"
	for _, it := range r.items {
		if err := rows.add(int64(r.batch), it.noun, int64(it.card), it.item, it.through, it.before, it.after); err != nil {
			return err
		}
	}
	r.forget()
	return rows.flush()
}

// forget lets go of what is noted here; the database may know it.
func (r *recording) forget() { r.items, r.at, r.whole = nil, nil, false }

type rowItem struct {
	table string
	card  crm.CardID
	id    int64
}

func (r *recording) has(card crm.CardID) bool {
	for _, x := range r.fresh {
		if int64(card) >= x.first && int64(card) <= x.last {
			return true
		}
	}
	return false
}
