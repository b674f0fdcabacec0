package store

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"

	"stepwise/backend/crm"
)

// Taken is what a copy was made of.
type Taken struct {
	At    crm.Instant // by the clock of where it came from
	Cards int
}

// definitions are the tables that a copy has wholly.
var definitions = []string{
	"setting", "app_user", "product", "status", "field", "choice", "tag", "filter", "folder", "template", "asset", "sequence", "step", "suppression", "turn", "webhook", "link", "form",
}

// ofScope says which rows of the other tables a copy has: those of the cards in
// the table scope. The order matters: a condition may ask what was copied before.
var ofScope = []struct{ table, where string }{
	{"card", "id IN (SELECT id FROM scope)"},
	{"contact", "id IN (SELECT contact FROM main.card)"},
	{"contact", "id IN (SELECT company FROM main.contact) AND id NOT IN (SELECT id FROM main.contact)"},
	{"contact", "company IN (SELECT id FROM main.contact WHERE kind = 'company') AND id NOT IN (SELECT id FROM main.contact)"},
	{"address", "contact IN (SELECT id FROM main.contact)"},
	{"task", "card IN (SELECT id FROM scope)"},
	{"task_series", "card IN (SELECT id FROM scope)"},
	{"file", "card IN (SELECT id FROM scope)"},
	{"field_change", "card IN (SELECT id FROM scope)"},
	{"membership", "card IN (SELECT id FROM scope)"},
	{"enrolment", "card IN (SELECT id FROM scope)"},
	{"step_run", "enrolment IN (SELECT id FROM main.enrolment WHERE ended IS NULL)"},
	{"message", "card IN (SELECT id FROM scope)"},
	{"message", `contact IN (SELECT id FROM main.contact) AND card NOT IN (SELECT id FROM scope) AND state NOT IN ('queued', 'sending')
		AND handed_at > $now - 8 * 86400000`}, // for what a person may get in a week
	{"reply", "card IN (SELECT id FROM scope)"},
	{"hit", "card IN (SELECT id FROM scope)"},
	{"form_card", "card IN (SELECT id FROM scope)"},
	{"activity", "card IN (SELECT id FROM scope) AND key = 'activity.created' AND EXISTS (SELECT 1 FROM main.filter WHERE tree LIKE '%\"by_user\"%')"},
	{"template_version", "id IN (SELECT version FROM main.template UNION SELECT version FROM main.message)"},
}

// TakeFrom fills an empty store in memory with what another one has now, in one
// snapshot: definitions whole, and the cards that choose names with everything
// that filters, steps and merge fields read of them; also the other cards of
// their contacts that are under way somewhere. The clock of messages that are
// being sent at this moment is put back: they go again here.
func (s *Store) TakeFrom(ctx context.Context, from *Store, choose func(*View) ([]crm.CardID, error)) (taken Taken, err error) {
	if err := errors.Join(s.mustBeMemory(), ctx.Err()); err != nil {
		return taken, err
	}
	leave, err := s.inside.enter()
	if err != nil {
		return taken, err
	}
	defer leave()
	ctx = context.WithoutCancel(ctx)
	conn, err := s.w.Connx(ctx)
	if err != nil {
		return taken, err
	}
	if err := attach(ctx, conn, from); err != nil {
		return taken, errors.Join(err, conn.Close())
	}
	taken.At = from.Now()
	taken.Cards, err = s.takeAll(ctx, conn, choose, taken.At)
	_, detached := conn.ExecContext(ctx, "DETACH real")
	return taken, errors.Join(err, detached, conn.Close())
}

func attach(ctx context.Context, conn *sqlx.Conn, from *Store) error {
	slashed := filepath.ToSlash(from.path())
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: "mode=ro"}
	_, err := conn.ExecContext(ctx, "ATTACH ? AS real", u.String())
	return trouble(err)
}

func (s *Store) takeAll(ctx context.Context, conn *sqlx.Conn, choose func(*View) ([]crm.CardID, error), now crm.Instant) (cards int, err error) {
	tx, err := conn.BeginTxx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }()
	c := copying{ctx: ctx, tx: tx}
	var chosen []crm.CardID
	c.do(func() (err error) {
		chosen, err = c.choose(s, choose, now)
		return err
	})
	c.exec("CREATE TEMP TABLE scope (id INTEGER PRIMARY KEY)")
	c.exec("INSERT INTO scope SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING", idList(chosen))
	c.exec(`INSERT INTO scope SELECT card FROM real.enrolment WHERE ended IS NULL AND card IN (
		SELECT id FROM real.card WHERE contact IN (SELECT contact FROM real.card WHERE id IN (SELECT id FROM scope) AND contact IS NOT NULL))
		ON CONFLICT DO NOTHING`)
	for _, table := range definitions {
		c.exec("DELETE FROM main." + table) // a migration may have left something
		c.exec("INSERT INTO main." + table + " SELECT * FROM real." + table)
	}
	for _, t := range ofScope {
		where := strings.ReplaceAll(t.where, "$now", strconv.FormatInt(int64(now), 10))
		c.exec("INSERT INTO main." + t.table + " SELECT * FROM real." + t.table + " WHERE " + where)
	}
	c.exec("UPDATE main.message SET state = 'queued', due = planned, worker = NULL, handed_at = NULL WHERE state = 'sending'")
	c.exec("UPDATE main.message SET worker = NULL WHERE worker IS NOT NULL")
	c.exec("DELETE FROM main.counter")
	c.exec("INSERT INTO main.counter SELECT * FROM real.counter")
	c.exec("DROP TABLE scope")
	if c.err != nil {
		return 0, trouble(c.err)
	}
	s.catalogues.forget()
	return len(chosen), trouble(tx.Commit())
}

// copying runs statements until one fails.
type copying struct {
	ctx context.Context
	tx  *sqlx.Tx
	err error
}

func (c *copying) do(fn func() error) {
	if c.err == nil {
		c.err = fn()
	}
}

func (c *copying) exec(query string, args ...any) {
	c.do(func() error {
		_, err := c.tx.ExecContext(c.ctx, query, args...)
		return err
	})
}

// choose lets choose look at the store that is copied as if it were this one:
// for a moment views of its tables stand before the empty ones.
func (c *copying) choose(s *Store, choose func(*View) ([]crm.CardID, error), now crm.Instant) (ids []crm.CardID, err error) {
	var tables []string
	const query = "SELECT name FROM real.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
	if err := c.tx.SelectContext(c.ctx, &tables, query); err != nil {
		return nil, err
	}
	for _, t := range tables {
		c.exec("CREATE TEMP VIEW " + t + " AS SELECT * FROM real." + t)
	}
	c.do(func() (err error) {
		ids, err = choose(&View{ctx: c.ctx, q: c.tx, s: s, now: now})
		return err
	})
	for _, t := range tables {
		c.exec("DROP VIEW temp." + t)
	}
	return ids, c.err
}
