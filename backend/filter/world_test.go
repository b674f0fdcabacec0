package filter_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	_ "github.com/mattn/go-sqlite3"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
)

const (
	open, offerSent, won = crm.StatusID(1), crm.StatusID(2), crm.StatusID(3)
	ana, stefan          = crm.UserID(1), crm.UserID(2)

	city, total, validUntil, vip, source = crm.FieldID(1), crm.FieldID(2), crm.FieldID(3), crm.FieldID(4), crm.FieldID(12)

	web, phone, fair = crm.ChoiceID(1), crm.ChoiceID(2), crm.ChoiceID(3)

	// gone is a choice, tag or colleague that cards name and nobody knows any more.
	gone = crm.ChoiceID(99)

	notes, price, meeting, interests, contract = crm.FieldID(21), crm.FieldID(22), crm.FieldID(23), crm.FieldID(24), crm.FieldID(25)
	site, mobile, invoices                     = crm.FieldID(26), crm.FieldID(27), crm.FieldID(28)

	roof, wall, floor = crm.ChoiceID(4), crm.ChoiceID(14), crm.ChoiceID(44)
	hot, cold         = crm.TagID(1), crm.TagID(11)
)

func catalogue() *crm.Catalogue {
	return &crm.Catalogue{
		Product:  crm.Product{ID: 1, Name: "Customers"},
		Statuses: []crm.Status{{ID: open, Name: "Open"}, {ID: offerSent, Name: "Offer sent"}, {ID: won, Name: "Won"}},
		Users:    []crm.User{{ID: ana, Name: "Ana Pop", Active: true}, {ID: stefan, Name: "Ștefan Őri"}},
		Fields: []crm.Field{
			{ID: city, Name: "City", Type: crm.FieldText},
			{ID: total, Name: "Total", Type: crm.FieldNumber},
			{ID: validUntil, Name: "Valid until", Type: crm.FieldDate},
			{ID: vip, Name: "VIP", Type: crm.FieldYesNo},
			{ID: source, Name: "Source", Type: crm.FieldChoice, Choices: []crm.Choice{
				{ID: web, Name: "Web form"}, {ID: phone, Name: "Phone"}, {ID: fair, Name: "Fair"},
			}},
			{ID: notes, Name: "Notes", Type: crm.FieldLongText},
			{ID: price, Name: "Price", Type: crm.FieldMoney, Currency: "RON"},
			{ID: meeting, Name: "Meeting", Type: crm.FieldDateTime},
			{ID: interests, Name: "Interests", Type: crm.FieldChoices, Choices: []crm.Choice{
				{ID: roof, Name: "Roof"}, {ID: wall, Name: "Wall"}, {ID: floor, Name: "Floor"},
			}},
			{ID: contract, Name: "Contract", Type: crm.FieldFile},
			{ID: site, Name: "Site", Type: crm.FieldLink},
			{ID: mobile, Name: "Mobile", Type: crm.FieldPhone},
			{ID: invoices, Name: "Invoices to", Type: crm.FieldEmail},
		},
		Tags: []crm.Tag{{ID: hot, Name: "Hot"}, {ID: cold, Name: "Cold"}},
		Templates: []crm.TemplateName{{ID: offerMail, Kind: crm.TemplateEmail, Name: "Offer"}, {ID: reminder, Kind: crm.TemplateSMS, Name: "Reminder"},
			{ID: thanks, Kind: crm.TemplateEmail, Name: "Thanks"}},
		Links:     []crm.LinkName{{ID: confirm, Slug: "confirm", Name: "Confirm"}, {ID: prices, Slug: "prices", Name: "Prices"}},
		Forms:     []crm.FormName{{ID: contactForm, Name: "Contact"}, {ID: quoteForm, Name: "Quote"}},
		Sequences: []crm.SequenceName{{ID: followUp, Name: "Follow-up"}, {ID: winBack, Name: "Win back"}, {ID: welcome, Name: "Welcome"}},
	}
}

const schema = `CREATE TABLE card (
	id INTEGER PRIMARY KEY, product INTEGER NOT NULL, name TEXT NOT NULL, name_fold TEXT NOT NULL,
	status INTEGER NOT NULL, status_since INTEGER NOT NULL, status_from INTEGER, owner INTEGER, contact INTEGER, tags TEXT NOT NULL,
	fields BLOB NOT NULL, fields_fold BLOB NOT NULL,
	created INTEGER NOT NULL, created_by TEXT NOT NULL, modified INTEGER NOT NULL, deleted INTEGER) STRICT`

// table is a card table in memory.
type table struct{ db *sqlx.DB }

func newTable(t testing.TB) table {
	t.Helper()
	db, err := sqlx.Open("sqlite3", ":memory:")
	must(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { must(t, db.Close()) })
	_, err = db.Exec(schema + ";" + aroundSchema)
	must(t, err)
	return table{db}
}

type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func must(t failer, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fill replaces all cards; there is nothing around them, or what is given.
func (x table) fill(t failer, cards []crm.Card, of ...map[crm.CardID]around) {
	t.Helper()
	defer func() { x.fillAround(t, cards, append(of, nil)[0]) }()
	x.db.MustExec("DELETE FROM card")
	for _, c := range cards {
		folded := crm.Values{}
		for id, v := range c.Fields {
			if s, ok := v.(string); ok {
				if f, differs := fold.Differs(s); differs {
					folded[id] = f
				}
			}
		}
		_, err := x.db.Exec(`INSERT INTO card (id, product, name, name_fold, status, status_since, status_from, owner, tags, fields, fields_fold, created, created_by, modified)
			VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, jsonb(?), jsonb(?), ?, ?, ?)`,
			c.ID, c.Name, fold.Fold(c.Name), c.Status, int64(c.StatusSince), c.StatusFrom, c.Owner, c.Tags,
			c.Fields.StoreJSON(), folded.StoreJSON(), int64(c.Created), string(c.CreatedBy), int64(c.Modified))
		must(t, err)
	}
}

// which asks the expression of every card; it is 0 or 1, and NOT turns it.
func (x table) which(t failer, q filter.Query) map[crm.CardID]bool {
	t.Helper()
	args := append(append([]any{}, q.Args...), q.Args...)
	rows, err := x.db.Query("SELECT c.id, ("+q.Where+"), NOT ("+q.Where+") FROM card c", args...)
	if err != nil {
		t.Fatalf("%s: %v", q.Where, err)
	}
	defer rows.Close()
	found := map[crm.CardID]bool{}
	for rows.Next() {
		var id crm.CardID
		var yes, no sql.NullInt64
		must(t, rows.Scan(&id, &yes, &no))
		if !yes.Valid || !no.Valid || yes.Int64+no.Int64 != 1 || yes.Int64*no.Int64 != 0 {
			t.Fatalf("%s is %v and its opposite %v", q.Where, yes, no)
		}
		found[id] = yes.Int64 == 1
	}
	must(t, rows.Err())
	return found
}

// matches compiles a tree and asks every card.
func (x table) matches(t failer, tree crm.Group, env filter.Env) map[crm.CardID]bool {
	t.Helper()
	q, err := filter.Compile(tree, env)
	must(t, err)
	return x.which(t, q)
}

// explain asks one card why.
func (x table) explain(t failer, tree crm.Group, env filter.Env, id crm.CardID) filter.Why {
	t.Helper()
	why, err := filter.Explain(tree, env).Ask(func(exprs string, args []any) ([]any, error) {
		return x.db.QueryRowxContext(context.Background(), "SELECT "+exprs+" FROM card c WHERE c.id = ?", append(append([]any{}, args...), id)...).SliceScan()
	})
	must(t, err)
	return why
}

func zone(t failer, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	must(t, err)
	return loc
}

// moment reads "2026-11-26 10:12" on the clock of a zone.
func moment(t failer, text string, loc *time.Location) crm.Instant {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
	must(t, err)
	return crm.At(at)
}

func all(conditions ...crm.Condition) crm.Group { return crm.Group{Conditions: conditions} }

func ask(subject, op string, values ...string) crm.Condition {
	return crm.Condition{Subject: subject, Op: op, Values: values}
}

func askField(field crm.FieldID, op string, values ...string) crm.Condition {
	return crm.Condition{Subject: "field", Field: field, Op: op, Values: values}
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// bucharest is the moment of a civil time that surely exists.
func bucharest(text string) crm.Instant {
	loc, err := time.LoadLocation("Europe/Bucharest")
	if err != nil {
		panic(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
	if err != nil {
		panic(err)
	}
	return crm.At(at)
}
