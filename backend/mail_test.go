package backend_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"stepwise/backend"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

type letter struct{ *strings.Reader }

func (l letter) Size() int64 { return l.Reader.Size() }

// imapServer is one in this process with an empty mailbox; its port, and a way to
// put mails in.
func imapServer(t *testing.T) (port int, comes func(text string)) {
	t.Helper()
	user := imapmemserver.NewUser("office", "right")
	memory := imapmemserver.New()
	memory.AddUser(user)
	must(t, user.Create("INBOX", nil))
	srv := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return memory.NewSession(), nil, nil
		},
		InsecureAuth: true, Caps: imap.CapSet{imap.CapIMAP4rev1: {}},
	})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	go func() { _ = srv.Serve(ln) }()
	t.Cleanup(func() { _ = srv.Close() })
	return ln.Addr().(*net.TCPAddr).Port, func(text string) {
		t.Helper()
		_, err := user.Append("INBOX", letter{strings.NewReader(strings.ReplaceAll(text, "\n", "\r\n"))}, &imap.AppendOptions{Time: time.Unix(1_800_000_000, 0)})
		must(t, err)
	}
}

func mailboxes(t *testing.T, b *backend.Backend) (list []crm.Mailbox) {
	t.Helper()
	must(t, b.Store().Read(context.Background(), func(v *store.View) (err error) {
		list, err = v.Mailboxes()
		return err
	}))
	return list
}

func TestMailboxesAreReadAndTheirTroubleIsKept(t *testing.T) {
	t.Parallel()
	b := open(t, t.TempDir())
	t.Cleanup(func() { must(t, b.Close()) })
	port, comes := imapServer(t)
	box := crm.Mailbox{Secret: "right", Settings: crm.MailboxSettings{Host: "127.0.0.1", Port: port, TLS: crm.TLSNone, User: "office", Folder: "INBOX"}}
	save := func() {
		t.Helper()
		must(t, b.Store().Write(context.Background(), func(tx *store.Tx) (err error) {
			box, err = tx.SaveMailbox(box)
			return err
		}))
	}
	save()
	b.LookAtMail(t.Context())
	first := mailboxes(t, b)[0]
	if first.Looked == 0 || first.Began == 0 || first.Trouble != "" {
		t.Errorf("after the first look: %+v", first)
	}
	comes("From: ion@client.example\nSubject: x\n\nx")
	b.LookAtMail(t.Context())
	if got := mailboxes(t, b)[0]; got.Mark.UID != first.Mark.UID+1 {
		t.Errorf("the mark went from %+v to %+v", first.Mark, got.Mark)
	}
	box = mailboxes(t, b)[0]
	box.Secret = "wrong"
	save()
	b.LookAtMail(t.Context())
	if got := mailboxes(t, b)[0]; got.Trouble != "mailbox.no_login" || got.Since == 0 {
		t.Errorf("a refused login: %+v", got)
	}
	box.Secret = "right"
	save()
	must(t, b.Store().Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.StandStill(crm.StandstillRestored, nil)
		return err
	}))
	comes("From: ion@client.example\nSubject: y\n\ny")
	b.LookAtMail(t.Context())
	if got := mailboxes(t, b)[0]; got.Trouble != "" || got.Mark.UID != first.Mark.UID+1 {
		t.Errorf("while everything stands still: %+v", got)
	}
}
