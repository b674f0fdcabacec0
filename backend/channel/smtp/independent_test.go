package mailer_test

import (
	"io"
	"log"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"stepwise/backend/crm"
)

// inbox is a server by other people: it keeps what it gets.
type inbox struct {
	mu   sync.Mutex
	mail []string
}

func (b *inbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &visit{inbox: b}, nil }

type visit struct{ inbox *inbox }

func (*visit) Reset()                               {}
func (*visit) Logout() error                        { return nil }
func (*visit) Mail(string, *smtp.MailOptions) error { return nil }
func (*visit) Rcpt(to string, _ *smtp.RcptOptions) error {
	if to == "nobody@x.ro" {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	}
	return nil
}

func (v *visit) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	v.inbox.mu.Lock()
	defer v.inbox.mu.Unlock()
	v.inbox.mail = append(v.inbox.mail, string(raw))
	return nil
}

func TestAServerByOtherPeopleTakesTheMessages(t *testing.T) {
	t.Parallel()
	box := &inbox{}
	server := smtp.NewServer(box)
	server.ErrorLog = log.New(io.Discard, "", 0)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(ln) }()
	t.Cleanup(func() { _ = server.Close() })
	m, a := newMailer(t), accountAt(ln.Addr().(*net.TCPAddr).Port)
	for _, tc := range []struct {
		to   string
		want crm.OutcomeKind
	}{{"ana@x.ro", crm.Accepted}, {"ion@x.ro", crm.Accepted}, {"nobody@x.ro", crm.Refused}, {"eva@x.ro", crm.Accepted}} {
		if d := deliver(t.Context(), t, m, a, tc.to); d.out.Kind != tc.want {
			t.Errorf("%s: %+v", tc.to, d.out)
		}
	}
	box.mu.Lock()
	defer box.mu.Unlock()
	if len(box.mail) != 3 {
		t.Fatalf("%d messages", len(box.mail))
	}
	if got := read(t, []byte(box.mail[0])); got.subject != "Bună" {
		t.Errorf("subject %q", got.subject)
	}
}
