package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/cli"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

// desk is a workspace that is open, with its administrator at work.
type desk struct {
	t        *testing.T
	api      *api.Session
	product  api.ProductView
	statuses map[string]crm.StatusID
}

// with opens a data folder, as the window does, and works in it.
func with(t *testing.T, data string, work func(d *desk)) {
	t.Helper()
	got := run(t, func(ctx context.Context, b *backend.Backend, _ cli.WindowStart) error {
		owner, err := b.Owner(ctx)
		if err != nil {
			return err
		}
		work(&desk{t: t, api: api.NewSession(ctx, owner, b.Service()), statuses: map[string]crm.StatusID{}})
		return nil
	}, []string{"DISPLAY=:1"}, "--data", data)
	if got.code != cli.ExitOK {
		t.Fatalf("%d %s", got.code, got.errors)
	}
}

// workspace is a data folder after the first run, with what work adds to it.
func workspace(t *testing.T, work func(d *desk)) (data string) {
	t.Helper()
	data = t.TempDir()
	with(t, data, func(d *desk) {
		ws, err := d.api.SetUpWorkspace(api.SetUpIn{Name: "Ana Pop", Email: "ana@firma.example", Country: "RO", Zone: "Europe/Bucharest", Language: "en"})
		d.ok(err)
		d.product = ws.Products[0]
		for _, st := range d.product.Statuses {
			d.statuses[st.Name] = st.ID
		}
		if work != nil {
			work(d)
		}
	})
	return data
}

func (d *desk) ok(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// follow makes an active sequence that writes to each card in "Offer sent".
func (d *desk) follow(subject string) {
	d.t.Helper()
	offers := crm.Condition{Subject: "status", Op: "is", Values: []string{d.statuses["Offer sent"].String()}}
	f, err := d.api.SaveFilter(api.SaveFilterIn{Product: d.product.Product.ID, Name: "Offers", Tree: crm.Group{Conditions: []crm.Condition{offers}}})
	d.ok(err)
	tmpl, err := d.api.SaveTemplate(api.SaveTemplateIn{Product: d.product.Product.ID, Kind: crm.TemplateEmail, Name: "Thanks", Content: crm.Content{Subject: subject, Body: "Hello"}})
	d.ok(err)
	q, err := d.api.SaveSequence(api.SaveSequenceIn{Product: d.product.Product.ID, Name: "Follow-up", Filter: f.Filter.ID, Steps: []crm.Step{
		{Kind: crm.StepEmailClient, Template: tmpl.Template.ID, Timing: crm.Timing{Unit: crm.UnitDays, Sync: crm.SyncAny}},
	}})
	d.ok(err)
	_, err = d.api.Activate(api.ActivateIn{ID: q.Sequence.ID, Scope: "new"})
	d.ok(err)
}

// deliver gives the workspace a mail server and ends test mode.
func (d *desk) deliver(mail *sink.SMTP) {
	d.t.Helper()
	_, err := d.api.SaveAccount(api.SaveAccountIn{Kind: crm.AccountSMTP, Name: "Office", SMTP: &crm.SMTPSettings{
		Host: "127.0.0.1", Port: mail.Port(), TLS: crm.TLSNone, Auth: "none", FromName: "Firma", FromEmail: "office@firma.example",
	}})
	d.ok(err)
	_, err = d.api.SetTestMode(api.TestModeIn{})
	d.ok(err)
}

func mailServer(t *testing.T) *sink.SMTP {
	t.Helper()
	mail, err := sink.StartSMTP(sink.SMTPOptions{Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := mail.Close(); err != nil {
			t.Error(err)
		}
	})
	return mail
}

func file(t *testing.T, name string, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write(t, path, strings.Join(lines, "\n")+"\n")
	return path
}

// imported is what import cards --json prints.
type imported struct {
	Created, Updated, Rejected int
	Rows                       []struct {
		Line    int
		Reasons []string
	}
}

func importCards(t *testing.T, args ...string) (typed, imported) {
	t.Helper()
	got := run(t, nil, nil, append([]string{"import", "cards", "--json"}, args...)...)
	var out imported
	if got.out != "" {
		if err := json.Unmarshal([]byte(got.out), &out); err != nil {
			t.Errorf("%v: %s", err, got.out)
		}
	}
	return got, out
}

func TestImportBringsCardsInAsMapped(t *testing.T) {
	t.Parallel()
	data := workspace(t, nil)
	csv := file(t, "c.csv", "Cine;Unde;Stadiu;Suma;Note", "Ion Pop;ion@exemplu.ro;offer SENT;1.250,50;x", "Maria Pop;maria@exemplu.ro;;7;y")
	flags := []string{"--data", data, "--product", "CUSTOMERS", "--only", "--map", "cine=card.name", "--map", "Unde=contact.email", "--map", "Stadiu=card.status",
		"--map", "Suma=new:number", "--status", "won"}
	got, out := importCards(t, append(flags, "--dry-run", csv)...)
	if got.code != cli.ExitOK || out.Created != 2 || out.Rows == nil {
		t.Errorf("dry run: %d %+v %s", got.code, out, got.errors)
	}
	if got, out = importCards(t, append(flags, csv)...); got.code != cli.ExitOK || out.Created != 2 || got.errors != "" {
		t.Errorf("import: %d %+v %s", got.code, out, got.errors)
	}
	if got, out = importCards(t, append(flags[:len(flags)-4], "--map", "Suma=field:suma", "--dry-run", csv)...); got.code != cli.ExitFailed || out.Created != 0 || out.Rejected != 2 {
		t.Errorf("they are here already: %d %+v %s", got.code, out, got.errors)
	}
	if got, out = importCards(t, "--data", data, "--existing", "new", "--map", "Cine=card.name", "--map", "Note=ignore", csv); got.code != cli.ExitOK || out.Created != 2 {
		t.Errorf("all the same: %d %+v %s", got.code, out, got.errors)
	}
	with(t, data, func(d *desk) {
		ws, err := d.api.GetWorkspace()
		d.ok(err)
		page, err := d.api.ListCards(api.ListCardsIn{Product: ws.Products[0].Product.ID, Search: "ion pop", Sort: "created"})
		d.ok(err)
		view, err := d.api.GetCard(api.CardIn{ID: page.Rows[0].ID})
		d.ok(err)
		if len(page.Rows) != 2 || view.Card.Fields[ws.Products[0].Fields[0].ID] != 1250.5 || view.Contact.Addresses[0].Value != "ion@exemplu.ro" {
			t.Errorf("%d of Ion, the first: %+v", len(page.Rows), view)
		}
	})
}

func TestImportSaysWhichRowsItRejected(t *testing.T) {
	t.Parallel()
	data := workspace(t, nil)
	csv := file(t, "c.csv", "Nume,Email,Telefon", "Ion,ion@exemplu.ro,O712345678", "Maria,maria@exemplu.ro,0712345678")
	errors := filepath.Join(t.TempDir(), "errors.csv")
	got, out := importCards(t, "--data", data, "--errors", errors, csv)
	if got.code != cli.ExitFailed || out.Created != 1 || out.Rejected != 1 || len(out.Rows) != 1 || out.Rows[0].Line != 2 {
		t.Errorf("%d %+v", got.code, out)
	}
	if !strings.Contains(got.errors, csv+":2: Telefon: ") {
		t.Errorf("on stderr: %s", got.errors)
	}
	text, err := os.ReadFile(errors)
	if err != nil || !strings.Contains(string(text), "Ion,ion@exemplu.ro,O712345678") {
		t.Errorf("the error file: %v %q", err, text)
	}
	if got := run(t, nil, []string{"LANG=ro_RO.UTF-8"}, "import", "cards", "--data", data, "--dry-run", "--existing", "new", csv); !strings.Contains(got.out, "Un card poate fi importat; rânduri respinse: 1") {
		t.Errorf("in words: %q %q", got.out, got.errors)
	}
}

func TestImportSaysWhatLooksWrongInTheWholeFile(t *testing.T) {
	t.Parallel()
	data := workspace(t, func(*desk) {})
	csv := file(t, "c.csv", "Nume,Email", "È˜tefan,stefan@exemplu.ro")
	if got, out := importCards(t, "--data", data, "--dry-run", csv); got.code != cli.ExitOK || out.Created != 1 || !strings.Contains(got.errors, "Ștefan") {
		t.Errorf("%d %+v %q", got.code, out, got.errors)
	}
}

func TestImportRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	data := workspace(t, nil)
	good := file(t, "c.csv", "Nume,Data", "Ion,1/2/2026")
	for name, tc := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no file":                 {[]string{"--data", data}, cli.ExitUsage, "<file>"},
		"a file that isn't there": {[]string{"--data", data, "nowhere.csv"}, cli.ExitUsage, "Cannot read nowhere.csv"},
		"a broken file":           {[]string{"--data", data, file(t, "b.csv", `Nume`, `"Ion`)}, cli.ExitUsage, "quote not closed"},
		"no such product":         {[]string{"--data", data, "--product", "Boats", good}, cli.ExitUsage, "Boats"},
		"no such status":          {[]string{"--data", data, "--status", "Gone", good}, cli.ExitUsage, "Gone"},
		"no such column":          {[]string{"--data", data, "--map", "Name=card.name", good}, cli.ExitUsage, "no column “Name”"},
		"no such target":          {[]string{"--data", data, "--map", "Nume=card.colour", good}, cli.ExitUsage, "card.colour"},
		"no target":               {[]string{"--data", data, "--map", "Nume", good}, cli.ExitUsage, "Nume"},
		"no name":                 {[]string{"--data", data, "--only", good}, cli.ExitUsage, "No column gives the card a name"},
		"no such encoding":        {[]string{"--data", data, "--encoding", "klingon", good}, cli.ExitUsage, "klingon"},
		"no such date format":     {[]string{"--data", data, "--date-format", "yyyy", good}, cli.ExitUsage, "yyyy"},
		"a folder that is a file": {[]string{"--data", good, good}, cli.ExitClosed, "cannot be used"},
		"not set up":              {[]string{"--data", t.TempDir(), good}, cli.ExitUsage, "not set up yet"},
	} {
		got := run(t, nil, nil, append([]string{"import", "cards"}, tc.args...)...)
		if got.code != tc.code || !strings.Contains(got.errors, tc.says) || got.out != "" {
			t.Errorf("%s: got %d %q %q; want %d and %q", name, got.code, got.out, got.errors, tc.code, tc.says)
		}
	}
}

// What a script does: bring clients in, let what is due be done, read the
// outbox; each command waits its turn for the folder, the outbox needs none.
func TestAScriptImportsTicksAndReadsTheOutbox(t *testing.T) {
	t.Parallel()
	mail := mailServer(t)
	data := workspace(t, func(d *desk) {
		d.deliver(mail)
		d.follow("Thank you, {{contact.name}}")
	})
	csv := file(t, "c.csv", "Nume,Email,Status", "Ștefan,stefan@exemplu.ro,Offer sent", "Maria,maria@exemplu.ro,Offer sent", "Radu,radu@exemplu.ro,Won")
	if got, out := importCards(t, "--data", data, "--enrol", csv); got.code != cli.ExitOK || out.Created != 3 {
		t.Fatalf("%d %+v %s", got.code, out, got.errors)
	}
	var counts struct {
		Steps  int
		Outbox struct{ Sent int }
	}
	got := run(t, nil, nil, "tick", "--data", data, "--until-idle", "--json")
	if err := json.Unmarshal([]byte(got.out), &counts); err != nil || got.code != cli.ExitOK || counts.Steps != 2 || counts.Outbox.Sent != 2 {
		t.Errorf("tick: %d %v %s%s", got.code, err, got.out, got.errors)
	}
	if again := run(t, nil, nil, "tick", "--data", data); again.code != cli.ExitOK || !strings.HasPrefix(again.out, "0 steps, 0 messages sent") {
		t.Errorf("tick again: %d %q", again.code, again.out)
	}
	keys := map[string]bool{}
	for _, e := range mail.Accepted() {
		keys[e.Mid] = true
	}
	with(t, data, func(*desk) {
		if got := run(t, nil, nil, "tick", "--data", data); got.code != cli.ExitClosed {
			t.Errorf("tick while it runs: %d %s", got.code, got.errors)
		}
		if got := run(t, nil, nil, "import", "cards", "--data", data, csv); got.code != cli.ExitClosed {
			t.Errorf("import while it runs: %d %s", got.code, got.errors)
		}
		got := run(t, nil, nil, "outbox", "--data", data, "--jsonl")
		lines := strings.Split(strings.TrimSpace(got.out), "\n")
		if got.code != cli.ExitOK || len(lines) != 2 {
			t.Fatalf("outbox while it runs: %d %q %s", got.code, lines, got.errors)
		}
		for i, to := range []string{"stefan@exemplu.ro", "maria@exemplu.ro"} {
			var l backend.OutboxLine
			if err := json.Unmarshal([]byte(lines[i]), &l); err != nil || !keys[l.Key] {
				t.Errorf("the key %q is none that arrived (%v): %v", l.Key, keys, err)
			}
			if said := fmt.Sprintln(l.Channel, l.State, l.Recipient, l.Sequence, l.Step, l.Reason); said != "email sent "+to+" Follow-up 1 \n" {
				t.Errorf("line %q", said)
			}
		}
	})
	if got := run(t, nil, nil, "outbox", "--data", data); got.code != cli.ExitOK || strings.Count(got.out, "\n") != 2 {
		t.Errorf("for people: %d %q", got.code, got.out)
	}
}

func TestTheOutboxOfAFolderThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	if got := run(t, nil, nil, "outbox", "--data", filepath.Join(t.TempDir(), "nowhere"), "--jsonl"); got.code != cli.ExitClosed || got.out != "" || got.errors == "" {
		t.Errorf("got %d %q %q", got.code, got.out, got.errors)
	}
}

func TestATickOfAWorkspaceThatIsNotSetUpDoesNothing(t *testing.T) {
	t.Parallel()
	if got := run(t, nil, nil, "tick", "--data", t.TempDir(), "--until-idle"); got.code != cli.ExitOK || !strings.HasPrefix(got.out, "0 steps") {
		t.Errorf("got %d %q %q", got.code, got.out, got.errors)
	}
}

func TestTheHelpOfEachCommandSaysTheExitCodes(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"", "window", "serve", "import cards", "tick", "outbox", "demo", "verify timing", "verify sms", "version"} {
		got := run(t, nil, nil, append(strings.Fields(command), "--help")...)
		if got.code != cli.ExitOK || !strings.Contains(strings.Join(strings.Fields(got.out), " "), "Exit codes: 0 done · 1 failed · 2 wrong command, flag or input · 3 the data folder") {
			t.Errorf("%s --help: %d %s", command, got.code, got.out)
		}
	}
}

// Who lets tick run by itself sees nothing but its exit code and stderr.
func TestATickSaysThatMessagesWaitForAPerson(t *testing.T) {
	t.Parallel()
	mail, err := sink.StartSMTP(sink.SMTPOptions{Auth: "ana:right", Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mail.Close() })
	settings := crm.SMTPSettings{Host: "127.0.0.1", Port: mail.Port(), TLS: crm.TLSNone, Auth: "plain", User: "ana", FromEmail: "office@firma.example"}
	right, wrong := "right", "wrong"
	data := workspace(t, func(d *desk) {
		account, err := d.api.SaveAccount(api.SaveAccountIn{Kind: crm.AccountSMTP, Name: "Office", SMTP: &settings, Secret: &right})
		d.ok(err)
		_, err = d.api.SetTestMode(api.TestModeIn{})
		d.ok(err)
		_, err = d.api.SaveAccount(api.SaveAccountIn{ID: account.Account.ID, Name: "Office", SMTP: &settings, Secret: &wrong})
		d.ok(err)
		d.follow("Thank you, {{contact.name}}")
	})
	if got := run(t, nil, nil, "tick", "--data", data); got.code != cli.ExitOK {
		t.Errorf("nothing waits yet: %d %s", got.code, got.errors)
	}
	csv := file(t, "c.csv", "Nume,Email,Status", "Maria,maria@exemplu.ro,Offer sent")
	if got, _ := importCards(t, "--data", data, "--enrol", csv); got.code != cli.ExitOK {
		t.Fatal(got.errors)
	}
	for _, args := range [][]string{{"tick", "--data", data, "--until-idle"}, {"tick", "--data", data, "--json"}} {
		got := run(t, nil, nil, args...)
		if got.code != cli.ExitFailed || !strings.Contains(got.errors, "“Office” is stopped (535") || !strings.Contains(got.errors, "wait for it: 1") {
			t.Errorf("%v: %d %s", args, got.code, got.errors)
		}
	}
}
