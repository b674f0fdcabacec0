package store

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// rowsAtOnce is how many rows one INSERT takes: fewer than that cost a
// statement each, more make it slow to prepare.
const rowsAtOnce = 256

// bulk writes many rows of one table with as few statements as it can. The
// texts of the statements are always the same, so that the connection has them
// prepared.
type bulk struct {
	t         *Tx
	head, row string
	tail      string // behind the rows
	width     int
	args      []any
	room      []any // of args, to be used again
}

func (t *Tx) bulk(table, columns string) *bulk {
	width := strings.Count(columns, ",") + 1
	return &bulk{
		t: t, width: width,
		head: "INSERT INTO " + table + " (" + columns + ") VALUES ", row: "(" + strings.TrimSuffix(strings.Repeat("?,", width), ",") + "),",
	}
}

// add takes a row's values, which are int64, float64, string, []byte or nil:
// the driver's own types cost no reflection.
func (b *bulk) add(values ...any) error {
	if b.args = append(b.args, values...); len(b.args) < b.width*rowsAtOnce {
		return nil
	}
	return b.flush()
}

// flush writes what is left.
func (b *bulk) flush() error {
	if err := b.write(); err != nil {
		return err
	}
	clear(b.room)
	b.args = b.room[:0]
	return nil
}

// fewRows is up to how many rows get a statement of their own number.
const fewRows = 8

// write writes what is there, by halves of rowsAtOnce.
func (b *bulk) write() error {
	b.room = b.args
	for n := rowsAtOnce; len(b.args) > 0; n /= 2 {
		if n == fewRows {
			n = min(n, len(b.args)/b.width)
		}
		for len(b.args) >= n*b.width {
			if _, err := b.t.exec(b.statement(n), b.args[:n*b.width]...); err != nil {
				return err
			}
			b.args = b.args[n*b.width:]
		}
	}
	return nil
}

// bulkTexts are the texts of bulk statements, of which there are few.
var bulkTexts sync.Map

type statementKey struct {
	head, tail string
	rows       int
}

func (b *bulk) statement(rows int) string {
	key := statementKey{b.head, b.tail, rows}
	if text, ok := bulkTexts.Load(key); ok {
		return text.(string) //nolint:forcetypeassert // nothing else is put there
	}
	text := b.head + strings.TrimSuffix(strings.Repeat(b.row, rows), ",") + b.tail
	bulkTexts.Store(key, text)
	return text
}

// orNull is an id or a moment as it is stored: none is NULL.
func orNull[N ~int64](n N) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

// InsertCards writes new cards with ids in a row and gives them back with what
// they got. Created is now, or earlier where the card says so.
// ready may hold what was made of them before, by place; nil is made here.
func (t *Tx) InsertCards(cards []crm.Card, ready ...*Ready) error {
	if len(cards) == 0 {
		return nil
	}
	first, err := t.NextIDs("card", len(cards))
	if err != nil {
		return err
	}
	rows := t.bulk("card", `id, product, name, name_fold, status, status_since, status_from, owner, contact, fields, fields_fold, tags,
		created, created_by, modified, revision`)
	for i := range cards {
		c := &cards[i]
		c.ID, c.Revision, c.Created, c.Modified = crm.CardID(first+int64(i)), 1, t.Now, t.Now
		var r *Ready
		if len(ready) > 0 {
			r = ready[i]
		}
		if r == nil {
			r = MakeReady(c.Name, c.Fields)
		}
		err := rows.add(int64(c.ID), int64(c.Product), c.Name, r.name, int64(c.Status), int64(c.StatusSince), orNull(c.StatusFrom),
			orNull(c.Owner), orNull(c.Contact), r.fields, r.folded, string(c.Tags), int64(c.Created), string(c.CreatedBy), int64(c.Modified), int64(1))
		if err != nil {
			return err
		}
	}
	if err := rows.flush(); err != nil {
		return err
	}
	last := cards[len(cards)-1].ID
	t.changedRun("card", len(cards), cards[0].ID.String())
	return t.keepNew("card", first, int64(last))
}

// changedRun tells of many new things as of all of the noun.
func (t *Tx) changedRun(noun string, n int, one string) {
	if n == 1 {
		t.Changed(noun, one)
		return
	}
	t.Changed(noun, "*")
}

// Holding says which cards of a run of ids match each of some expressions: a
// JSON list of ids for each, ascending. Deleted cards match none.
func (v *View) Holding(first, last crm.CardID, list []filter.Query) ([]string, error) {
	return v.holding([]any{int64(first), int64(last)}, statements(filter.Together, list))
}

// HoldingOf is Holding for some cards.
func (v *View) HoldingOf(ids []crm.CardID, list []filter.Query) ([]string, error) {
	return v.HoldingBy(ids, Statements(list))
}

// Statements are what HoldingBy runs for some expressions.
func Statements(list []filter.Query) []filter.Query { return statements(filter.TogetherOf, list) }

// HoldingBy is HoldingOf with statements that were made before.
func (v *View) HoldingBy(ids []crm.CardID, statements []filter.Query) ([]string, error) {
	return v.holding([]any{idList(ids)}, statements)
}

func statements(together func([]filter.Query) filter.Query, list []filter.Query) []filter.Query {
	var out []filter.Query
	for some := range slices.Chunk(list, holdingAtOnce) {
		out = append(out, together(some))
	}
	return out
}

func (v *View) holding(which []any, statements []filter.Query) (out []string, err error) {
	for _, q := range statements {
		args := slices.Concat(which, q.Args)
		v.saw(q.Where, args)
		err := v.guard(func() error {
			rows, err := v.q.QueryxContext(v.ctx, q.Where, args...)
			if err != nil {
				return err
			}
			defer rows.Close() //nolint:errcheck // one row, read
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			row, places := make([]string, len(columns)), make([]any, len(columns))
			for i := range row {
				places[i] = &row[i]
			}
			for rows.Next() {
				if err := rows.Scan(places...); err != nil {
					return err
				}
			}
			out = append(out, row...)
			return rows.Err()
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// holdingAtOnce is how many expressions share one statement: their values must
// not become too many for it.
const holdingAtOnce = 64

// JoinList is Join for the JSON list of ids that Holding gives, without saying
// which were new.
func (t *Tx) JoinList(seq crm.SequenceID, ids string, since crm.Instant) error {
	n, err := t.exec("INSERT INTO membership (sequence, card, since) SELECT ?, value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING", seq, since, ids)
	t.countMembers(seq, n)
	return err
}

// idList is ids as a JSON list, for json_each.
func idList[N ~int64](ids []N) string {
	b := make([]byte, 1, 8*len(ids)+2)
	b[0] = '['
	for i, id := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(id), 10)
	}
	return string(append(b, ']'))
}

// some is a condition on an id, for someOf: for one a list costs several times as
// much.
func some[N ~int64](ids []N) string {
	if len(ids) == 1 {
		return "= ?"
	}
	return "IN (SELECT value FROM json_each(?))"
}

func someOf[N ~int64](ids []N) any {
	if len(ids) == 1 {
		return int64(ids[0])
	}
	return idList(ids)
}

// NewRun is a run of cards of one product that a transaction made at once.
type NewRun struct {
	Product     crm.ProductID
	First, Last crm.CardID
	Cause       crm.Cause
}

// TouchNew is Touch for a run of new cards: they are judged together, before
// the commit point.
func (t *Tx) TouchNew(run NewRun) { t.newRuns = append(t.newRuns, run) }

// TakeNew hands over the runs of new cards, in their order.
func (t *Tx) TakeNew() []NewRun {
	runs := t.newRuns
	t.newRuns = nil
	return runs
}
