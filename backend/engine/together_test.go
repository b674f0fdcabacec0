package engine_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// Whatever is due, running it together leaves exactly the rows that running it
// one by one leaves: in every table, with every id, also where steps fail in the
// middle.
func TestStepsRunTogetherAsEachByItself(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		t.Run(fmt.Sprintf("world %d", seed), func(t *testing.T) {
			t.Parallel()
			d := &draw{state: seed * 7919}
			d.pair(t, 4+d.below(22), 1+d.below(3), seed%3 == 2)
		})
	}
	t.Run("more than a chunk", func(t *testing.T) {
		t.Parallel()
		d := &draw{state: 99}
		d.pair(t, 620, 1, false)
	})
}

// draw is a row of numbers that is the same each time.
type draw struct{ state uint64 }

func (d *draw) below(n int) int {
	d.state = d.state*6364136223846793005 + 1442695040888963407
	return int(d.state >> 33 % uint64(n))
}

func (d *draw) chance(percent int) bool { return d.below(100) < percent }

func one[T any](d *draw, list ...T) T { return list[d.below(len(list))] }

// pair makes a world and its copy, and lets the same happen in both.
func (d *draw) pair(t *testing.T, cards, sequences int, failing bool) {
	w := story{testkit.NewWorld(t)}
	ids := d.cards(w, cards)
	d.sequences(w, sequences)
	w.Write(func(tx *store.Tx) error {
		_, err := tx.Installation() // it is drawn when first asked for
		return err
	})
	if failing {
		unlucky(w, ids[d.below(len(ids))])
	}
	x := story{testkit.NewWorld(t)}
	x.RestartFrom(w.Snapshot())
	w.Restart() // both have begun once more
	engine.Apart(x.Engine)
	for event := range 7 {
		wait := crm.Instant(one(d, 1, 14, 16, 60, 600, 1440, 2880, 5000)) * 60 * 1000
		change, to, skips := ids[d.below(len(ids))], one(d, testkit.OfferSent, testkit.NewLead, testkit.Won), d.chance(60)
		for _, each := range []story{w, x} {
			each.Clock.Set(each.Now() + wait)
			each.SetStatus(change, to)
			if _, err := each.Engine.RunDue(context.Background()); err != nil {
				t.Fatal(err)
			}
			if skips {
				each.skipSending()
			}
		}
		together, apart := dump(t, w), dump(t, x)
		for i := range max(len(together), len(apart)) {
			if a, b := at(together, i), at(apart, i); a != b {
				t.Fatalf("after %d events\ntogether %s\nby itself %s", event+1, a, b)
			}
		}
	}
	if n := len(w.Tasks()) + len(w.Messages()); n == 0 {
		t.Log("nothing was made in this world")
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "no row"
}

func (d *draw) cards(w story, n int) (ids []crm.CardID) {
	for i := range n {
		change := []func(*testkit.NewCard){testkit.Email(fmt.Sprintf("c%d@client.example", i/2)), testkit.Phone(fmt.Sprintf("+407210%05d", i))}
		if d.chance(10) {
			change = append(change, testkit.NoContact)
		}
		if d.chance(10) {
			change = append(change, testkit.NoOwner)
		}
		id := w.Card(fmt.Sprintf("Ion %d", i), one(d, testkit.OfferSent, testkit.OfferSent, testkit.NewLead), change...)
		if n < 100 && d.chance(50) {
			w.SetField(id, "City", one(d, "Cluj", "Ștei"))
		}
		ids = append(ids, id)
	}
	if d.chance(50) {
		w.SetConsent(crm.ChannelEmail, "c0@client.example", crm.ConsentUnsubscribed)
	}
	if d.chance(50) {
		w.Write(func(tx *store.Tx) error {
			return tx.Suppress(crm.ChannelEmail, "c1@client.example", crm.SuppressedManual)
		})
	}
	return ids
}

func (d *draw) sequences(w story, n int) {
	if d.chance(40) {
		w.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = true })
	}
	trees := []crm.Condition{
		w.When("status", "is", testkit.OfferSent), w.When("status", "is_not", testkit.Won), w.When("tasks", "has_no_open"), w.When("name", "contains", "ion"),
	}
	for i := range n {
		var steps []crm.Step
		for range 1 + d.below(4) {
			steps = append(steps, d.step(w))
		}
		tree := one(d, trees...)
		if i == 0 {
			tree = trees[3]
		}
		q := w.Sequence(w.Filter(tree), steps...)
		if d.chance(30) {
			w.Edit(q, func(q *crm.Sequence) { q.RunToEnd = true })
		}
		w.Activate(q, engine.ScopeAll)
	}
}

func (d *draw) step(w story) crm.Step {
	timing := one(d, "0d", "0d", "1d", "10m", "1d 09:00 workdays", "2d 14:00")
	change := func(st *crm.Step) {
		if d.chance(25) {
			st.OnlyIf = &crm.Group{Conditions: []crm.Condition{one(d, w.When("status", "is", testkit.OfferSent), w.When("tasks", "has_open"))}, Groups: []crm.Group{}}
		}
		if d.chance(25) {
			st.Anchor = crm.AnchorEntry
		}
		if d.chance(25) && st.Kind.Client() {
			st.Recipient, st.Purpose = crm.RecipientAll, crm.PurposeMarketing
		}
	}
	switch d.below(6) {
	case 0:
		return testkit.EmailStep(timing, w.Template(crm.TemplateEmail, "For {{card.name}}", "Dear {{contact.first_name}} of {{card.city | default: \"-\"}}"), change)
	case 1:
		return testkit.SMSStep(timing, w.Template(crm.TemplateSMS, "", "Any questions, {{card.city}}?"), change)
	case 2:
		return w.toUser(timing, change)
	case 3:
		return crm.Step{Kind: crm.StepChangeCard, Timing: testkit.Timing(timing), Purpose: crm.PurposeService, Change: &crm.CardChange{Status: w.Status(one(d, testkit.Won, testkit.OfferSent))}}
	}
	return w.task(timing, change)
}

// skipSending lets sequences go on whose messages wait in the outbox, in order.
func (s story) skipSending() {
	s.T.Helper()
	for _, id := range query(s.T, s, "SELECT id FROM enrolment WHERE state = 'sending' ORDER BY id") {
		var n int64
		if _, err := fmt.Sscan(id, &n); err != nil {
			s.T.Fatal(err)
		}
		if err := s.skip(crm.EnrolmentID(n)); err != nil {
			s.T.Fatal(err)
		}
	}
}

// unlucky makes the database refuse every task and message of a card.
func unlucky(s story, card crm.CardID) {
	s.T.Helper()
	for _, table := range []string{"task", "message"} {
		statement := fmt.Sprintf("CREATE TRIGGER unlucky_%s BEFORE INSERT ON %s WHEN new.card = %d BEGIN SELECT RAISE(ABORT, 'no luck'); END", table, table, int64(card))
		s.beside(func(db *sql.DB) error {
			_, err := db.ExecContext(context.Background(), statement)
			return err
		})
	}
}

// beside opens the database once more.
func (s story) beside(do func(*sql.DB) error) {
	s.T.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(s.Dir, store.File)+"?_busy_timeout=5000")
	if err == nil {
		err = do(db)
		_ = db.Close()
	}
	if err != nil {
		s.T.Fatal(err)
	}
}

func query(t testing.TB, s story, query string) (out []string) {
	t.Helper()
	s.beside(func(db *sql.DB) (err error) {
		out, err = ask(db, query)
		return err
	})
	return out
}

// ask is the answer to a query, a line a row.
func ask(db *sql.DB, query string) (out []string, err error) {
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	row, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range row {
		places[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return nil, err
		}
		for i, x := range row {
			if text, ok := x.([]byte); ok {
				row[i] = string(text)
			}
		}
		out = append(out, strings.Trim(fmt.Sprint(row), "[]"))
	}
	return out, rows.Err()
}

// dump is every row of every table.
func dump(t testing.TB, s story) (out []string) {
	t.Helper()
	s.beside(func(db *sql.DB) error {
		tables, err := ask(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%search%' AND name NOT LIKE '%fts%' ORDER BY name")
		if err != nil {
			return err
		}
		for _, table := range tables {
			rows, err := ask(db, "SELECT '"+table+"', * FROM "+table)
			if err != nil {
				return err
			}
			out = append(out, rows...)
		}
		return nil
	})
	return out
}
