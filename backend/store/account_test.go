package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

func TestAPasswordIsSealedInTheFileAndOpenedOnlyWithItsKey(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	var id crm.AccountID
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		a, err := tx.SaveAccount(crm.Account{Channel: crm.ChannelEmail, Kind: crm.AccountSMTP, Name: "Office", Secret: "parola secretă", SMTP: &crm.SMTPSettings{Host: "mail.example"}})
		id = a.ID
		return err
	}))
	read := func(s *store.Store) (a crm.Account) {
		must(t, s.Read(context.Background(), func(v *store.View) error {
			list, err := v.Accounts()
			if err == nil {
				a = list[0]
			}
			return err
		}))
		return a
	}
	if a := read(s); a.ID != id || a.Secret != "parola secretă" || !a.HasSecret || a.SMTP.Host != "mail.example" || a.Stopped {
		t.Errorf("account %+v", a)
	}
	must(t, s.Close())
	for _, name := range []string{"app.db", "secret.key"} {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || strings.Contains(string(b), "parola") {
			t.Errorf("%s shows the password, %v", name, err)
		}
	}

	// a key that is lost, and a new one because a person said so: the accounts are
	// there, stopped, without a password
	must(t, os.Remove(filepath.Join(dir, secret.KeyFile)))
	must(t, secret.Renew(dir))
	s = open(t, dir)
	if a := read(s); a.Secret != "" || a.HasSecret || !a.Stopped {
		t.Errorf("account with another key %+v", a)
	}
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		a, err := tx.Account(id)
		if err != nil {
			return err
		}
		a.Secret = "parolă nouă"
		_, err = tx.SaveAccount(a)
		return err
	}))
	if a := read(s); a.Secret != "parolă nouă" || a.Stopped {
		t.Errorf("account with a new password %+v", a)
	}
}

func TestOnlyTheFirstStopOfAnAccountCounts(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		a, err := tx.SaveAccount(crm.Account{Channel: crm.ChannelSMS, Kind: crm.AccountGateway, Gateway: &crm.GatewaySettings{}})
		must(t, err)
		for _, want := range []bool{true, false} {
			if first, err := tx.StopAccount(a.ID, "402 no credit"); err != nil || first != want {
				t.Errorf("first is %v, %v", first, err)
			}
		}
		must(t, tx.ResumeAccount(a.ID))
		a, err = tx.Account(a.ID)
		if err != nil || a.Stopped || a.Words != "" || a.Since != 0 {
			t.Errorf("resumed: %+v, %v", a, err)
		}
		must(t, tx.PauseAccount(a.ID, tx.Now+2000))
		must(t, tx.PauseAccount(a.ID, tx.Now+1000))
		a, err = tx.Account(a.ID)
		if a.Until != tx.Now+2000 {
			t.Errorf("a shorter pause won: %d", a.Until-tx.Now)
		}
		return err
	}))
}

// A deleted person's data is overwritten, not only forgotten (F13).
func TestWhatIsDeletedIsNotReadableInTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	var c crm.Contact
	must(t, s.Write(context.Background(), func(tx *store.Tx) (err error) {
		c, err = tx.SaveContact(crm.Contact{Kind: crm.ContactPerson, Name: "Ion", Addresses: []crm.Address{
			{Channel: crm.ChannelEmail, Typed: "sterge-ma@client.example", Value: "sterge-ma@client.example", Consent: crm.ConsentActive},
		}})
		return err
	}))
	c.Addresses = nil
	must(t, s.Write(context.Background(), func(tx *store.Tx) error { _, err := tx.SaveContact(c); return err }))
	must(t, s.Close())
	if b, err := os.ReadFile(store.Path(dir)); err != nil || strings.Contains(string(b), "sterge-ma") {
		t.Errorf("the file still holds it, %v", err)
	}
}

func TestTheAddressOfAnErasedPersonIsKnownButNotReadable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		return tx.Suppress(crm.ChannelEmail, "nu.mai@client.example", crm.SuppressedErased)
	}))
	must(t, s.Read(context.Background(), func(v *store.View) error {
		for _, tc := range []struct {
			ch    crm.Channel
			value string
			want  crm.SuppressionScope
		}{
			{crm.ChannelEmail, "nu.mai@client.example", crm.ScopeAll},
			{crm.ChannelSMS, "nu.mai@client.example", crm.ScopeNone},
			{crm.ChannelEmail, "da@client.example", crm.ScopeNone},
		} {
			if scope, err := v.Suppressed(tc.ch, tc.value); err != nil || scope != tc.want {
				t.Errorf("%s %s: %q, %v", tc.ch, tc.value, scope, err)
			}
		}
		return nil
	}))
	must(t, s.Close())
	if b, err := os.ReadFile(store.Path(dir)); err != nil || strings.Contains(string(b), "nu.mai") {
		t.Errorf("the file holds the address, %v", err)
	}
}
