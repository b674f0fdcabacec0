package mailbox_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"stepwise/backend/crm"
	"stepwise/backend/mailbox"
)

// server is a mail server in this process, with one user.
type server struct {
	t    *testing.T
	user *imapmemserver.User
	box  crm.Mailbox
}

func serve(t *testing.T) *server {
	t.Helper()
	s := &server{t: t, user: imapmemserver.NewUser("office", "right")}
	memory := imapmemserver.New()
	memory.AddUser(s.user)
	ok(t, s.user.Create("INBOX", nil))
	srv := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return memory.NewSession(), nil, nil
		},
		InsecureAuth: true, Caps: imap.CapSet{imap.CapIMAP4rev1: {}},
	})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	go func() { _ = srv.Serve(ln) }()
	t.Cleanup(func() { _ = srv.Close() })
	host, port, err := net.SplitHostPort(ln.Addr().String())
	ok(t, err)
	n, err := strconv.Atoi(port)
	ok(t, err)
	s.box = crm.Mailbox{Secret: "right", Settings: crm.MailboxSettings{Host: host, Port: n, TLS: crm.TLSNone, User: "office", Folder: "INBOX"}}
	return s
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type literal struct{ *strings.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }

// comes puts mails into the mailbox.
func (s *server) comes(at time.Time, mails ...string) {
	s.t.Helper()
	for _, m := range mails {
		_, err := s.user.Append("INBOX", literal{strings.NewReader(string(lines(m)))}, &imap.AppendOptions{Time: at})
		ok(s.t, err)
	}
}

var (
	noon      = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	monthAgo  = noon.AddDate(0, -1, 0)
	yesterday = noon.AddDate(0, 0, -1)
)

// look reads what is new and keeps the mark, as the program does.
func (s *server) look() (subjects []string, more bool) {
	s.t.Helper()
	more, err := mailbox.Reader{}.Look(s.t.Context(), s.box, crm.At(noon), func(list []crm.Mail, mark crm.MailMark) error {
		for _, m := range list {
			subjects = append(subjects, m.Subject)
		}
		s.box.Mark = mark
		return nil
	})
	ok(s.t, err)
	s.box.Looked = crm.At(noon)
	return subjects, more
}

func mailOf(subject string) string { return plain("Subject: "+subject, "x") }

func (s *server) sees(want ...string) {
	s.t.Helper()
	if got, _ := s.look(); strings.Join(got, ",") != strings.Join(want, ",") {
		s.t.Errorf("saw %q, want %q", got, want)
	}
}

func TestAFirstLookBeginsWithWhatComesFromNowOn(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.comes(monthAgo, mailOf("old"), mailOf("older"))
	s.sees()
	s.comes(noon, mailOf("new"))
	s.sees("new")
	s.sees()
	s.comes(noon, mailOf("newer"), mailOf("newest"))
	s.sees("newer", "newest")
}

func TestAFirstLookCanGoBackSomeDays(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.box.Settings.Days = 7
	s.comes(monthAgo, mailOf("old"))
	s.comes(yesterday, mailOf("new"))
	s.sees("new")
	s.sees()
}

func TestAMailboxThatNumbersAnewIsReadFromTheDayBefore(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.sees()
	s.comes(noon, mailOf("first"))
	s.sees("first")
	s.box.Mark.Validity += 5
	s.comes(monthAgo, mailOf("old"))
	s.comes(noon, mailOf("second"))
	s.sees("first", "second")
}

func TestNothingInTheMailboxChanges(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.sees()
	s.comes(noon, mailOf("new"))
	s.sees("new")
	data, err := s.user.Status("INBOX", &imap.StatusOptions{NumUnseen: true, NumMessages: true})
	ok(t, err)
	if *data.NumUnseen != 1 || *data.NumMessages != 1 {
		t.Errorf("%d mails, %d unseen", *data.NumMessages, *data.NumUnseen)
	}
}

func TestOfABigMailOnlyTheBeginningIsRead(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.sees()
	s.comes(noon, plain("Subject: big\nContent-Type: text/plain", strings.Repeat("We take it. ", 5<<20/12)))
	s.sees("big")
}

func TestALongPauseIsReadInPieces(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.sees()
	for i := range 450 {
		s.comes(noon, mailOf(fmt.Sprint(i)))
	}
	first, more := s.look()
	if len(first) != 400 || !more {
		t.Errorf("%d, more: %v", len(first), more)
	}
	if rest, more := s.look(); len(rest) != 50 || rest[0] != "400" || more {
		t.Errorf("then %d, more: %v", len(rest), more)
	}
}

func TestALookThatCannotBeKeptBeginsAgainThere(t *testing.T) {
	t.Parallel()
	s := serve(t)
	s.sees()
	s.comes(noon, mailOf("new"))
	full := errors.New("disk full")
	_, err := mailbox.Reader{}.Look(t.Context(), s.box, crm.At(noon), func([]crm.Mail, crm.MailMark) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	s.sees("new")
}

func TestATestSaysStepByStepWhatWorks(t *testing.T) {
	t.Parallel()
	s := serve(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	nobody := closed.Addr().(*net.TCPAddr).Port
	ok(t, closed.Close())
	for name, c := range map[string]struct {
		change func(*crm.Mailbox)
		want   string
	}{
		"all is well":      {func(*crm.Mailbox) {}, "mailbox.did_name mailbox.did_connect mailbox.did_login mailbox.did_folder"},
		"no such name":     {func(m *crm.Mailbox) { m.Settings.Host = "nowhere.invalid" }, "!mailbox.no_name"},
		"nobody answers":   {func(m *crm.Mailbox) { m.Settings.Port = nobody }, "mailbox.did_name !mailbox.no_connection"},
		"no TLS":           {func(m *crm.Mailbox) { m.Settings.TLS = crm.TLSStartTLS }, "mailbox.did_name mailbox.did_connect !mailbox.no_tls"},
		"a wrong password": {func(m *crm.Mailbox) { m.Secret = "wrong" }, "mailbox.did_name mailbox.did_connect !mailbox.no_login"},
		"no such folder":   {func(m *crm.Mailbox) { m.Settings.Folder = "Sent" }, "mailbox.did_name mailbox.did_connect mailbox.did_login !mailbox.no_folder"},
		"no certificate":   {func(m *crm.Mailbox) { m.Settings.CAFile = "/nowhere.pem" }, "mailbox.did_name mailbox.did_connect !mailbox.bad_ca"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := s.box
			c.change(&m)
			var got []string
			for _, st := range (mailbox.Reader{}).Check(t.Context(), m) {
				if st.OK {
					got = append(got, st.Say.Key)
				} else {
					got = append(got, "!"+st.Say.Key)
				}
			}
			if said := strings.Join(got, " "); said != c.want {
				t.Errorf("said %s\nwant %s", said, c.want)
			}
		})
	}
}

// A server that takes the connection and says nothing, or rubbish without end,
// holds a look only as long as its caller waits.
func TestALookAtAServerThatHangsEndsWithItsCaller(t *testing.T) {
	t.Parallel()
	for name, say := range map[string]func(net.Conn){
		"silent":        func(net.Conn) {},
		"never stops":   func(c net.Conn) { _, _ = io.Copy(c, endless{}) },
		"hangs at once": func(c net.Conn) { _, _ = c.Write([]byte("* OK hello\r\n")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ln, err := net.Listen("tcp", "127.0.0.1:0")
			ok(t, err)
			ctx, cancel := context.WithCancel(t.Context())
			t.Cleanup(func() { _ = ln.Close() })
			go func() {
				conn, err := ln.Accept()
				if err != nil {
					return
				}
				defer conn.Close()
				cancel()
				say(conn)
				_, _ = io.Copy(io.Discard, conn)
			}()
			m := crm.Mailbox{Secret: "x", Settings: crm.MailboxSettings{Host: "127.0.0.1", Port: ln.Addr().(*net.TCPAddr).Port, TLS: crm.TLSNone, User: "office", Folder: "INBOX"}}
			_, err = mailbox.Reader{}.Look(ctx, m, crm.At(noon), func([]crm.Mail, crm.MailMark) error { return nil })
			if err == nil {
				t.Error("it went well")
			}
		})
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}
