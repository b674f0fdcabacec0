package backend_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit/sink"
)

// open is an open data folder; it is closed at the latest when the test ends.
func open(t *testing.T, data string) *backend.Backend {
	t.Helper()
	b, err := backend.Open(config.Config{Data: data}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func session(t *testing.T, b *backend.Backend) *api.Session {
	t.Helper()
	owner, err := b.Owner(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return api.NewSession(t.Context(), owner, b.Service())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// follow sets a workspace up that writes to each new card at once, through the
// mail server.
func follow(t *testing.T, s *api.Session, mail *sink.SMTP) api.ProductView {
	t.Helper()
	ws, err := s.SetUpWorkspace(api.SetUpIn{Name: "Ana Pop", Email: "ana@firma.example", Country: "RO", Zone: "Europe/Bucharest", Language: "en"})
	must(t, err)
	p := ws.Products[0]
	secret := "parola"
	_, err = s.SaveAccount(api.SaveAccountIn{Kind: crm.AccountSMTP, Name: "Office", Secret: &secret, SMTP: &crm.SMTPSettings{
		Host: "127.0.0.1", Port: mail.Port(), TLS: crm.TLSNone, User: "office", Auth: "auto", FromName: "Firma", FromEmail: "office@firma.example",
	}})
	must(t, err)
	_, err = s.SetTestMode(api.TestModeIn{})
	must(t, err)
	everybody := crm.Condition{Subject: "status", Op: "is", Values: []string{p.Statuses[0].ID.String()}}
	f, err := s.SaveFilter(api.SaveFilterIn{Product: p.Product.ID, Name: "New", Tree: crm.Group{Conditions: []crm.Condition{everybody}}})
	must(t, err)
	tmpl, err := s.SaveTemplate(api.SaveTemplateIn{Product: p.Product.ID, Kind: crm.TemplateEmail, Name: "Welcome", Content: crm.Content{Subject: "Welcome, {{contact.first_name}}", Body: "Bună!"}})
	must(t, err)
	q, err := s.SaveSequence(api.SaveSequenceIn{Product: p.Product.ID, Name: "Welcome", Filter: f.Filter.ID, Steps: []crm.Step{
		{Kind: crm.StepEmailClient, Template: tmpl.Template.ID, Timing: crm.Timing{Unit: crm.UnitDays, Sync: crm.SyncAny}},
	}})
	must(t, err)
	_, err = s.Activate(api.ActivateIn{ID: q.Sequence.ID, Scope: "new"})
	must(t, err)
	return p
}

func welcome(t *testing.T, s *api.Session, p api.ProductView, name string) crm.CardID {
	t.Helper()
	out, err := s.SaveCard(api.SaveCardIn{Product: p.Product.ID, Name: name, Status: p.Statuses[0].ID,
		Contact: api.ContactIn{FirstName: name, Emails: []string{strings.ToLower(name) + "@exemplu.ro"}}})
	must(t, err)
	return out.Card.Card.ID
}

func mailServer(t *testing.T) *sink.SMTP {
	t.Helper()
	mail, err := sink.StartSMTP(sink.SMTPOptions{Auth: "office:parola", Now: func() time.Time { return time.Unix(0, 0) }})
	must(t, err)
	t.Cleanup(func() { must(t, mail.Close()) })
	return mail
}

// Started, the automations run by themselves: a saved card is enough.
func TestASavedCardIsWrittenToWithoutAnybodysDoing(t *testing.T) {
	t.Parallel()
	mail := mailServer(t)
	b := open(t, t.TempDir())
	defer func() { must(t, b.Close()) }()
	s := session(t, b)
	p := follow(t, s, mail)
	news := b.Service().Bus().Listen()
	defer news.Close()
	b.Start()
	card := welcome(t, s, p, "Stefan")
	e, err := mail.Await(t.Context(), func(e sink.Entry) bool { return e.Ev == sink.EvAccepted })
	must(t, err)
	if e.Rcpt[0] != "stefan@exemplu.ro" || e.Subject != "Welcome, Stefan" || len(e.Lint) > 0 {
		t.Errorf("arrived %+v", e)
	}
	for state := crm.MessageState(""); state != crm.MessageSent; { // its record comes a moment later, and is told
		<-news.Ready()
		news.Take()
		page, err := s.ListMessages(api.ListMessagesIn{Card: card})
		must(t, err)
		if len(page.Rows) > 0 {
			state = page.Rows[0].Message.State
		}
	}
}

// What was planned is done by the next process, with the same password, and
// nothing is done twice.
func TestAnotherProcessGoesOnWhereOneEnded(t *testing.T) {
	t.Parallel()
	mail := mailServer(t)
	data := t.TempDir()
	b := open(t, data)
	s := session(t, b)
	p := follow(t, s, mail)
	welcome(t, s, p, "Maria")
	must(t, b.Close())
	for range 2 {
		b = open(t, data)
		_, err := b.Tick(t.Context())
		must(t, err)
		ws, err := session(t, b).GetWorkspace()
		must(t, err)
		if ws.Me.Name != "Ana Pop" {
			t.Errorf("who works here: %+v", ws.Me)
		}
		must(t, b.Close())
	}
	if got := mail.Accepted(); len(got) != 1 || got[0].Rcpt[0] != "maria@exemplu.ro" {
		t.Errorf("arrived %+v", got)
	}
}

func TestAFolderThatIsOpenAlreadyIsRefusedAndStaysWhole(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	first := open(t, data)
	_, err := backend.Open(config.Config{Data: data}, slog.New(slog.DiscardHandler))
	var e *crm.Error
	if !errors.As(err, &e) || e.Code != crm.CodeConflict || e.Key != "backend.locked" || fmt.Sprint(e.Args["pid"]) != strconv.Itoa(os.Getpid()) {
		t.Errorf("the second: %v", err)
	}
	if _, err := session(t, first).GetWorkspace(); err != nil {
		t.Errorf("the first goes on: %v", err)
	}
	must(t, first.Close())
	must(t, open(t, data).Close())
}

func TestWhatIsNoDatabaseIsLeftAsItIs(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	path := filepath.Join(data, store.File)
	must(t, os.WriteFile(path, []byte(strings.Repeat("not a database ", 400)), 0o600))
	for range 2 { // the lock of the first try is free again
		if _, err := backend.Open(config.Config{Data: data}, slog.New(slog.DiscardHandler)); crm.CodeOf(err) != crm.CodeUnavailable {
			t.Errorf("opened it: %v", err)
		}
	}
	if text, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(text), "not a database ") {
		t.Errorf("changed: %v %.30q", err, text)
	}
}

// Passwords, addresses and texts are no matter for the log.
func TestTheLogHoldsNothingOfWhatIsSent(t *testing.T) {
	t.Parallel()
	mail := mailServer(t)
	mail.SetFaults(map[string]float64{"eod-554": 1})
	var log bytes.Buffer
	b, err := backend.Open(config.Config{Data: t.TempDir()}, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelInfo})))
	must(t, err)
	s := session(t, b)
	p := follow(t, s, mail)
	welcome(t, s, p, "Radu")
	_, err = b.Tick(t.Context())
	must(t, err)
	must(t, b.Close())
	for _, private := range []string{"parola", "radu@exemplu.ro", "Bună!", "Welcome, Radu"} {
		if strings.Contains(log.String(), private) {
			t.Errorf("%q is in the log: %s", private, log.String())
		}
	}
}

// A caller who has gone waits for nothing, and what was written stays written.
func TestACallerWhoHasGoneGetsNoAnswerAndBreaksNothing(t *testing.T) {
	t.Parallel()
	b := open(t, t.TempDir())
	defer func() { must(t, b.Close()) }()
	ctx, leave := context.WithCancel(t.Context())
	leave()
	gone := api.NewSession(ctx, 1, b.Service())
	_, err := api.Guard(gone, "GetWorkspace", gone.GetWorkspace)
	if crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("got %v", err)
	}
	if _, err := session(t, b).GetWorkspace(); err != nil {
		t.Errorf("the next one: %v", err)
	}
}
