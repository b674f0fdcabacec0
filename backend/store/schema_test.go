package store_test

import (
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestEveryTableIsStrict(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	_, r := store.Connections(s)
	var loose []string
	must(t, r.Select(&loose, "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'"))
	if len(loose) > 0 {
		t.Errorf("not STRICT: %v", loose)
	}
}

// rows is a World with one enrolment whose step has one queued message.
func rows(t *testing.T) *testkit.World {
	t.Helper()
	w := testkit.NewWorld(t)
	tmpl := w.Template(crm.TemplateEmail, "Hello", "Hello")
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", tmpl), testkit.EmailStep("1d", tmpl))
	w.Activate(seq, "new")
	card := w.Card("Ion Popescu", testkit.OfferSent)
	if _, err := w.Engine.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if e := w.Enrolment(seq, card); e.State != crm.EnrolmentSending {
		t.Fatalf("the enrolment is %s", e.State)
	}
	return w
}

// What must never be there twice, or in half a state, is refused by the
// database itself, whatever the program thinks.
func TestTheDatabaseRefusesDoublesAndHalfStates(t *testing.T) {
	t.Parallel()
	w := rows(t)
	const (
		key       = "'abcdefghijklmnopqrstuvwxyz'"
		enrolment = "INSERT INTO enrolment (id, sequence, card, round, state, entered, anchor, step, due, planned, ended) SELECT 900, sequence, card, "
		message   = "INSERT INTO message (id, key, channel, state, card, sequence, enrolment, step, resend, recipient, to_name, from_name, from_email, reply_to, version, vals, purpose, created, planned, due, worker, handed_at) SELECT 900, "
		rest      = ", channel, state, card, sequence, enrolment, step, resend, recipient, '', '', '', '', version, '{}', purpose, 1, 1, 1, NULL, NULL FROM message"
		step      = "INSERT INTO step_run (id, enrolment, step, outcome, reason, planned, at, letter) SELECT "
		address   = "INSERT INTO address (id, contact, channel, typed, value, kind, sms, is_default, consent, source, since) SELECT 900, contact, channel, 'x', "
	)
	for _, tc := range []struct{ name, statement, want string }{
		{"two live enrolments of a card", enrolment + "2, 'waiting', 1, 1, step, 1, 1, NULL FROM enrolment", "UNIQUE"},
		{"the same round twice", enrolment + "round, 'left', 1, 1, step, NULL, 1, 1 FROM enrolment", "UNIQUE"},
		{"a round 0", enrolment + "0, 'left', 1, 1, step, NULL, 1, 1 FROM enrolment", "CHECK"},
		{"waiting for nothing", "UPDATE enrolment SET state = 'waiting', due = NULL", "CHECK"},
		{"sending and still due", "UPDATE enrolment SET state = 'sending', due = 1", "CHECK"},
		{"held and still due", "UPDATE enrolment SET state = 'held', due = 1", "CHECK"},
		{"live without a step", "UPDATE enrolment SET step = NULL", "CHECK"},
		{"live without a planned moment", "UPDATE enrolment SET planned = NULL", "CHECK"},
		{"completed without an end", "UPDATE enrolment SET state = 'completed', due = NULL", "CHECK"},
		{"live with an end", "UPDATE enrolment SET ended = 1", "CHECK"},
		{"an unknown state", "UPDATE enrolment SET state = 'dreaming', due = NULL", "CHECK"},

		{"a step done twice", step + "901, id, step, 'done', '', 1, 1, '' FROM enrolment UNION ALL SELECT 902, id, step, 'skipped', 'only_if', 1, 1, '' FROM enrolment", "UNIQUE"},
		{"a step of no enrolment", step + "903, 4711, step, 'done', '', 1, 1, '' FROM enrolment", "FOREIGN KEY"},
		{"a letter C", step + "904, id, step, 'done', '', 1, 1, 'C' FROM enrolment", "CHECK"},

		{"two messages with one key", message + "key" + strings.Replace(rest, "resend", "9", 1), "UNIQUE"},
		{"a message of a step to the same recipient twice", message + key + rest, "UNIQUE"},
		{"a key that is too short", message + "'abc'" + strings.Replace(rest, "resend", "9", 1), "CHECK"},
		{"a message to nobody", "UPDATE message SET recipient = ''", "CHECK"},
		{"queued without a due moment", "UPDATE message SET due = NULL", "CHECK"},
		{"sent and still due", "UPDATE message SET state = 'sent'", "CHECK"},
		{"sending without a worker", "UPDATE message SET state = 'sending', due = NULL, handed_at = 1", "CHECK"},
		{"sending without a moment of hand-over", "UPDATE message SET state = 'sending', due = NULL, worker = (SELECT max(id) FROM worker)", "CHECK"},
		{"held by a worker", "UPDATE message SET state = 'held', due = NULL, worker = (SELECT max(id) FROM worker)", "CHECK"},
		{"claimed by nobody known", "UPDATE message SET worker = 4711", "FOREIGN KEY"},
		{"an unknown state of a message", "UPDATE message SET state = 'lost', due = NULL", "CHECK"},

		{"member twice", "INSERT INTO membership SELECT sequence, card, 1 FROM membership", "UNIQUE"},
		{"two default addresses", address + "'x@client.example', kind, sms, 1, consent, source, 1 FROM address WHERE channel = 'email'", "UNIQUE"},
		{"an address of a contact twice", address + "value, kind, sms, 0, consent, source, 1 FROM address WHERE channel = 'email'", "UNIQUE"},
		{"an empty address", address + "'', kind, sms, 0, consent, source, 1 FROM address WHERE channel = 'email'", "CHECK"},
		{"a company within a company", "UPDATE contact SET kind = 'company', company = id", "CHECK"},

		{"two products of a name", "INSERT INTO product (id, name, sms_on, position) SELECT 900, name, 0, 2 FROM product", "UNIQUE"},
		{"two statuses of a name", "UPDATE status SET name = 'Won'", "UNIQUE"},
		{"two fields of a name", "UPDATE field SET name = 'City'", "UNIQUE"},
		{"two fields with a merge name", "UPDATE field SET slug = 'city'", "UNIQUE"},
		{"two choices of a name", "UPDATE choice SET name = 'Fair'", "UNIQUE"},
		{"two filters of a name", "INSERT INTO filter (id, product, name, tree, revision, modified) SELECT 900, product, name, tree, 1, 1 FROM filter", "UNIQUE"},
		{"two templates of a kind and name", "INSERT INTO template (id, product, kind, name, version, modified) SELECT 900, product, kind, name, version, 1 FROM template", "UNIQUE"},
		{"two default folders", "INSERT INTO folder (id, product, name, builtin) SELECT 900, product, '', 'default' FROM folder LIMIT 1", "UNIQUE"},
		{"an automation without a filter", "UPDATE sequence SET filter = NULL", "CHECK"},
		{"a step with a delay before its anchor", "UPDATE step SET delay = -1", "CHECK"},
		{"a status that cards have goes", "DELETE FROM status", "FOREIGN KEY"},
		{"a template that steps use goes", "DELETE FROM template", "FOREIGN KEY"},
		{"a version that messages froze goes", "DELETE FROM template_version", "FOREIGN KEY"},
		{"a user who owns cards goes", "DELETE FROM app_user", "FOREIGN KEY"},

		{"a text for a moment", "UPDATE enrolment SET entered = 'yesterday'", "cannot store"},
		{"a text for a document", "UPDATE card SET fields = 'text'", "cannot store"},
		{"a card without a name", "UPDATE card SET name = ''", "CHECK"},
	} {
		err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
			if err := store.Exec(tx, tc.statement); err != nil {
				return err
			}
			t.Errorf("%s: the database took it", tc.name)
			return store.Exec(tx, "ROLLBACK TO job")
		})
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %s", tc.name, err, tc.want)
		}
		if got, want := store.IsUnique(err), tc.want == "UNIQUE"; got != want {
			t.Errorf("%s: IsUnique says %v", tc.name, got)
		}
	}
}
