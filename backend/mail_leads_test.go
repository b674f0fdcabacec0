package backend_test

import (
	"context"
	"strings"
	"testing"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

func leadBox(t *testing.T, b *backend.Backend, box crm.LeadBox) crm.LeadBox {
	t.Helper()
	must(t, b.Store().Write(context.Background(), func(tx *store.Tx) (err error) {
		if box.Route.Product == 0 {
			products, err := tx.Products()
			if err != nil {
				return err
			}
			box.Route.Product = products[0].ID
		}
		box, err = tx.SaveLeadBox(box)
		return err
	}))
	return box
}

func leadMails(t *testing.T, b *backend.Backend, id crm.LeadBoxID) (list []crm.LeadMail, box crm.LeadBox) {
	t.Helper()
	must(t, b.Store().Read(context.Background(), func(v *store.View) (err error) {
		if list, err = v.LeadMails(id, 100); err == nil {
			box, err = v.LeadBox(id)
		}
		return err
	}))
	return list, box
}

func form(name string) string {
	return "From: form@web.example\nMessage-ID: <" + name + "@web.example>\nSubject: Form of " + name + "\nAuto-Submitted: auto-generated\n\nName: " + name + "\nEmail: " + name + "@client.example\n"
}

func TestMailsOfAMailboxBecomeCardsEachOnce(t *testing.T) {
	t.Parallel()
	b := open(t, t.TempDir())
	t.Cleanup(func() { must(t, b.Close()) })
	_, err := session(t, b).SetUpWorkspace(api.SetUpIn{Name: "Ana Pop", Email: "ana@firma.example", Country: "RO", Zone: "Europe/Bucharest", Language: "en"})
	must(t, err)
	port, comes := imapServer(t)
	comes(form("before"))
	box := leadBox(t, b, crm.LeadBox{
		Name: "Website", Active: true, Secret: "right",
		Settings: crm.MailboxSettings{Host: "127.0.0.1", Port: port, TLS: crm.TLSNone, User: "office", Folder: "INBOX"},
		Route:    crm.LeadRoute{Duplicates: crm.DuplicatesNew, Consent: crm.ConsentUnconfirmed},
		Rules:    crm.LeadRules{From: []string{"@web.example"}, Client: crm.ClientText, Known: true, Files: true},
	})
	b.LookAtLeads(t.Context())
	comes(form("ion"))
	comes("From: friend@client.example\nSubject: lunch\n\nName: no lead")
	comes(strings.ReplaceAll(form("ana"), "\nEmail", "\nPad: "+strings.Repeat("x", 300<<10)+"\nEmail"))
	comes("From: form@web.example\nSubject: of nobody\n\nhello")
	b.LookAtLeads(t.Context())
	b.LookAtLeads(t.Context())
	list, now := leadMails(t, b, box.ID)
	var said []string
	for _, m := range list {
		said = append(said, string(m.State)+" "+m.Subject)
	}
	if got := strings.Join(said, ", "); got != "failed of nobody, made Form of ana, made Form of ion" {
		t.Errorf("became %s", got)
	}
	// as after a crash that lost how far it was read, and a restart of the server that numbers anew
	must(t, b.Store().Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.MarkLeadBox(box.ID, now.Mark, crm.MailMark{Validity: now.Mark.Validity, UID: 1})
		return err
	}))
	b.LookAtLeads(t.Context())
	list, now = leadMails(t, b, box.ID)
	if len(list) != 3 || now.Trouble != "" || now.Looked == 0 {
		t.Errorf("read again: %d, %+v", len(list), now)
	}
	box.Secret = "wrong"
	leadBox(t, b, box)
	b.LookAtLeads(t.Context())
	if _, now = leadMails(t, b, box.ID); now.Trouble != "mailbox.no_login" {
		t.Errorf("a refused login: %+v", now)
	}
}
