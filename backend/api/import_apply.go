package api

import (
	"context"
	"errors"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fault"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// chunkCost bounds one transaction of an import to some ten milliseconds: a
// card that is made costs 1, its client as much, one that is changed costs
// changeCost more.
const (
	chunkCost  = 1000
	changeCost = 12
)

// importDid is what a chunk came to.
type importDid struct {
	rows    int // rows of those given that are done
	cards   int
	updated int
	same    int
	rejects []store.ImportReject
}

// applyAll writes the rest of an import, chunk by chunk.
func (r *importRun) applyAll(ctx context.Context, at tell) error {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	at(phaseApplying, r.im.Cursor, r.im.Total)
	for rows := range r.ready(inner, r.im.Cursor) {
		for len(rows) > 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			done, err := r.applyChunk(ctx, rows[:min(len(rows), chunkCost)])
			if err != nil {
				return err
			}
			rows = rows[done:]
			at(phaseApplying, r.im.Cursor, r.im.Total)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.end(ctx)
}

// applyChunk writes some of the rows, and how far the import is then, in one
// transaction.
func (r *importRun) applyChunk(ctx context.Context, rows []importRow) (done int, err error) {
	var after store.Import
	if err := fault.Fail(fault.Importing); err != nil {
		return 0, err
	}
	err = r.s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		if me, err := tx.User(r.cause.User); err != nil {
			return err
		} else if !me.Active {
			return crm.Fail(crm.CodeForbidden, "error.user.inactive")
		}
		tx.Record(r.im.Batch)
		did, err := r.chunk(tx, rows)
		if err != nil {
			return err
		}
		if err := tx.AddRejects(r.im.ID, did.rejects); err != nil {
			return err
		}
		after, done = r.im, did.rows
		after.Cursor = rows[did.rows-1].index + 1
		after.Cards += did.cards
		after.Updated += did.updated
		after.Same += did.same
		after.Rejected += len(did.rejects)
		return tx.MoveImport(after)
	})
	if err == nil {
		r.im = after
	}
	return done, err
}

// end notes that all rows are in.
func (r *importRun) end(ctx context.Context) error {
	done := r.im
	done.State, done.Cursor = store.ImportDone, r.im.Total
	if err := fault.Fail(fault.Imported); err != nil {
		return err
	}
	err := r.s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		if err := tx.SetBatch(done.Batch, crm.BatchDone, done.Cards+done.Updated); err != nil {
			return err
		}
		return tx.MoveImport(done)
	})
	if err == nil {
		r.im = done
	}
	return err
}

// said is what a person reads when all rows are in.
func (r *importRun) said() crm.Phrase {
	if r.im.Updated+r.im.Same > 0 {
		return crm.Say("import.done_updated", "count", r.im.Cards, "updated", r.im.Updated, "same", r.im.Same, "bad", r.im.Rejected)
	}
	return crm.Say("import.done", "count", r.im.Cards, "bad", r.im.Rejected)
}

// takeBack undoes what a cancelled or failed import wrote; why is said, and
// that nothing stayed.
func (r *importRun) takeBack(ctx context.Context, j *jobRun, why error) (crm.Phrase, error) {
	left, err := r.s.undoImport(context.WithoutCancel(ctx), r.im, store.ImportCancelled, j.at)
	if err != nil {
		return crm.Phrase{}, err // it is interrupted: a person undoes it later
	}
	if errors.Is(why, context.Canceled) {
		return takenBack(left), why
	}
	return crm.Phrase{}, why
}

// batch of one chunk: rows that make cards are gathered and written together.
type importChunk struct {
	r       *importRun
	tx      *store.Tx
	owners  map[string][]store.CardWith // cards of the product by address
	clients map[string]crm.ContactID    // clients that the import made, by address
	pending []*importRow
	waiting map[string]*importRow // pending ones by address
	did     importDid
}

// chunk puts rows through the engine until they cost enough.
func (r *importRun) chunk(tx *store.Tx, rows []importRow) (importDid, error) {
	c := importChunk{r: r, tx: tx, owners: map[string][]store.CardWith{}, waiting: map[string]*importRow{}}
	if err := c.look(rows); err != nil {
		return c.did, err
	}
	cost := 0
	for i := range rows {
		if cost >= chunkCost {
			break
		}
		changed, err := c.take(&rows[i])
		if err != nil {
			return c.did, err
		}
		if cost++; rows[i].client != nil {
			cost++
		}
		if changed {
			cost += changeCost
		}
		c.did.rows++
	}
	return c.did, c.flush()
}

// look finds what the rows' addresses have to do with what is there.
func (c *importChunk) look(rows []importRow) error {
	if c.r.in.Existing != ExistingNew {
		found, err := c.tx.CardsWith(c.r.im.Product, valuesOf(rows))
		for _, f := range found {
			c.owners[f.Value] = append(c.owners[f.Value], f)
		}
		return err
	}
	var shared []importRow
	for i := range rows {
		if rows[i].sameAs != 0 {
			shared = append(shared, rows[i])
		}
	}
	var err error
	c.clients, err = c.tx.ContactsMade(c.r.im.ID, valuesOf(shared))
	return err
}

// take decides what becomes of a row.
func (c *importChunk) take(row *importRow) (changed bool, err error) {
	switch c.r.in.Existing {
	case ExistingUpdate:
		return c.update(row)
	case ExistingError:
		if why := c.rejects(row); why != nil {
			c.did.rejects = append(c.did.rejects, store.ImportReject{Line: row.line, Cells: c.r.table.Rows[row.index], Problems: []crm.Problem{*why}})
			return false, nil
		}
	}
	c.gather(row)
	return false, nil
}

// rejects says why a row makes no card where such rows are rejected.
func (c *importChunk) rejects(row *importRow) *crm.Problem {
	for _, value := range row.values {
		twin := c.waiting[value]
		switch {
		case twin == nil && len(c.owners[value]) == 0:
			continue
		case row.sameAs != 0:
			return &crm.Problem{Key: "import.repeats", Args: crm.Args{"value": value, "line": row.sameAs}}
		case twin != nil:
			return &crm.Problem{Key: "import.repeats", Args: crm.Args{"value": value, "line": twin.line}}
		default:
			return &crm.Problem{Key: "import.exists", Args: crm.Args{"value": value, "card": c.owners[value][0].Name}}
		}
	}
	if row.again && len(row.values) == 0 {
		return &crm.Problem{Key: "import.repeats_row", Args: crm.Args{}}
	}
	return nil
}

// gather leaves a row to be written with others.
func (c *importChunk) gather(row *importRow) {
	c.pending = append(c.pending, row)
	for _, value := range row.values {
		if c.waiting[value] == nil {
			c.waiting[value] = row
		}
	}
}

// flush makes the cards of the rows that were gathered.
func (c *importChunk) flush() error {
	if len(c.pending) == 0 {
		return nil
	}
	if err := c.makeClients(); err != nil {
		return err
	}
	drafts := make([]engine.Draft, len(c.pending))
	for i, row := range c.pending {
		drafts[i] = row.card
	}
	first, err := c.r.s.svc.deps.Engine.AddCards(c.tx, drafts, c.r.cause)
	if err != nil {
		return err
	}
	for i, row := range c.pending {
		id := first + crm.CardID(i)
		for _, value := range row.values {
			c.owners[value] = append(c.owners[value], store.CardWith{Value: value, Card: id, Status: row.card.Status, Name: row.card.Name})
		}
		if row.note != "" {
			if err := c.tx.AddNote(crm.Note{Card: id, User: c.r.cause.User, Text: row.note}); err != nil {
				return err
			}
		}
	}
	c.did.cards += len(drafts)
	c.pending = nil
	clear(c.waiting)
	return c.tx.AddImportRun(c.r.im.ID, first, first+crm.CardID(len(drafts)-1))
}

// makeClients writes the contacts of the gathered rows; rows of the file that
// share an address share one.
func (c *importChunk) makeClients() error {
	companies, err := c.companies()
	if err != nil {
		return err
	}
	var list []crm.Contact
	place := map[*importRow]int{}
	for _, row := range c.pending {
		if row.client == nil || c.sharedClient(row, place) {
			continue
		}
		client := *row.client
		client.Company = companies[fold.Fold(row.company)]
		place[row] = len(list)
		list = append(list, client)
	}
	if err := c.tx.InsertContacts(list); err != nil {
		return err
	}
	for _, row := range c.pending {
		if i, ok := place[row]; ok {
			row.card.Contact = list[i].ID
		}
	}
	return nil
}

// sharedClient finds the client of an earlier row with the same address: one
// that is written, or one that is about to be.
func (c *importChunk) sharedClient(row *importRow, place map[*importRow]int) bool {
	if row.sameAs == 0 {
		return false
	}
	for _, value := range row.values {
		if id := c.clients[value]; id != 0 {
			row.card.Contact = id
			return true
		}
		if twin := c.waiting[value]; twin != nil && twin != row {
			if i, ok := place[twin]; ok {
				place[row] = i
				return true
			}
			if row.card.Contact = twin.card.Contact; row.card.Contact != 0 {
				return true
			}
		}
	}
	return false
}

// companies finds the companies that the gathered rows name, and makes those
// that are missing.
func (c *importChunk) companies() (map[string]crm.ContactID, error) {
	known, err := c.tx.CompaniesNamed(companiesOf(c.pending))
	if err != nil {
		return nil, err
	}
	var missing []crm.Contact
	asked := map[string]bool{}
	for _, row := range c.pending {
		folded := fold.Fold(row.company)
		if row.company == "" || known[folded] != 0 || asked[folded] {
			continue
		}
		asked[folded] = true
		missing = append(missing, crm.Contact{Kind: crm.ContactCompany, Name: row.company})
	}
	if err := c.tx.InsertContacts(missing); err != nil {
		return nil, err
	}
	for _, k := range missing {
		known[fold.Fold(k.Name)] = k.ID
	}
	return known, nil
}
