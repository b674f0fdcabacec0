package mailbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// How long things may take; a look in all, however slow each step is.
const (
	waitConnect = 20 * time.Second
	waitLook    = 3 * time.Minute
)

// Trouble is why a mailbox can't be read: a phrase for people, and the server's
// words.
type Trouble struct {
	Key   string
	Words string
}

// NoLogin is the key of the trouble that only a person can end.
const NoLogin = "mailbox.no_login"

// Error is the key with the server's words.
func (t *Trouble) Error() string { return t.Key + ": " + t.Words }

func fail(key string, err error) *Trouble {
	words := err.Error()
	var said *imap.Error
	if errors.As(err, &said) {
		words = said.Text
	}
	return &Trouble{Key: key, Words: oneLine(words, mostWords)}
}

// session is one connection to a mailbox, open for reading only unless mails are
// to be moved.
type session struct {
	client *imapclient.Client
	folder *imap.SelectData
	tokens Tokens
	write  bool // mails are to be moved
	stop   func() bool
}

// Tokens gives access tokens to accounts that sign in without a password.
type Tokens interface {
	// Token is an access token; fresh says that it was fetched now.
	Token(ctx context.Context, a crm.Account) (token string, fresh bool, err error)
	// Forget drops the token of an account: the server didn't take it.
	Forget(id crm.AccountID)
}

// step is told each step of opening that went well.
type step func(name string, args ...any)

// open connects, protects, logs in and opens the folder for reading. It ends with
// ctx, whatever the server does.
func (r Reader) open(ctx context.Context, m crm.Mailbox, did step) (*session, error) {
	set := m.Settings
	dial, cancel := context.WithTimeout(ctx, waitConnect)
	defer cancel()
	hosts, err := net.DefaultResolver.LookupHost(dial, set.Host)
	if err != nil {
		return nil, fail("mailbox.no_name", err)
	}
	did("name", "host", set.Host, "address", hosts[0])
	conn, err := wire.Dialer().DialContext(dial, "tcp", net.JoinHostPort(set.Host, strconv.Itoa(set.Port)))
	if err != nil {
		return nil, fail("mailbox.no_connection", err)
	}
	did("connect", "host", set.Host, "port", set.Port)
	s := &session{tokens: r.Tokens, write: r.write, stop: context.AfterFunc(ctx, func() { _ = conn.Close() })}
	if err := s.prepare(dial, conn, m, did); err != nil {
		s.stop()
		_ = conn.Close()
		return nil, err
	}
	return s, nil
}

func (s *session) prepare(ctx context.Context, conn net.Conn, m crm.Mailbox, did step) error {
	if err := s.protect(ctx, conn, m.Settings); err != nil {
		return err
	}
	if m.Settings.TLS != crm.TLSNone {
		did("tls", "host", m.Settings.Host)
	} else if !loopback(conn) {
		return &Trouble{Key: "mailbox.cleartext"}
	}
	if err := s.login(ctx, m); err != nil {
		return err
	}
	did("login", "user", m.Settings.User)
	folder, err := s.client.Select(m.Settings.Folder, &imap.SelectOptions{ReadOnly: !s.write}).Wait()
	if err != nil {
		return fail("mailbox.no_folder", err)
	}
	s.folder = folder
	did("folder", "folder", m.Settings.Folder, "count", int(folder.NumMessages))
	return nil
}

// login gives user and password, or a token where the account signs in at its
// provider; one that was fetched earlier may have been withdrawn, so a fresh one
// is tried, once.
func (s *session) login(ctx context.Context, m crm.Mailbox) error {
	if m.Via == nil {
		if err := s.client.Login(m.Settings.User, m.Secret).Wait(); err != nil {
			return fail(NoLogin, err)
		}
		return nil
	}
	if s.tokens == nil {
		return &Trouble{Key: NoLogin, Words: "XOAUTH2"}
	}
	for {
		token, fresh, err := s.tokens.Token(ctx, *m.Via)
		if err != nil {
			return fail(NoLogin, err)
		}
		err = s.client.Authenticate(xoauth2{m.Settings.User, token})
		if err == nil {
			return nil
		}
		s.tokens.Forget(m.Via.ID)
		if fresh {
			return fail(NoLogin, err)
		}
	}
}

// xoauth2 is the way in of Google and Microsoft.
type xoauth2 struct{ user, token string }

// Start says all at once.
func (x xoauth2) Start() (mechanism string, first []byte, err error) {
	return "XOAUTH2", []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next answers a refusal's reasons with nothing; the refusal itself follows.
func (x xoauth2) Next([]byte) ([]byte, error) { return []byte{}, nil }

// protect takes the connection over, with TLS where it is to have it.
func (s *session) protect(ctx context.Context, conn net.Conn, set crm.MailboxSettings) error {
	roots, err := rootsWith(set.CAFile)
	if err != nil {
		return fail("mailbox.bad_ca", err)
	}
	cfg := &tls.Config{ServerName: set.Host, MinVersion: tls.VersionTLS12, RootCAs: roots}
	switch set.TLS {
	case crm.TLSImplicit:
		cfg.NextProtos = []string{"imap"}
		secure := tls.Client(conn, cfg)
		if err := secure.HandshakeContext(ctx); err != nil {
			return fail("mailbox.no_tls", err)
		}
		s.client = imapclient.New(secure, nil)
	case crm.TLSStartTLS:
		c, err := imapclient.NewStartTLS(conn, &imapclient.Options{TLSConfig: cfg})
		if err != nil {
			return fail("mailbox.no_tls", err)
		}
		s.client = c
	default:
		s.client = imapclient.New(conn, nil)
	}
	if err := s.client.WaitGreeting(); err != nil {
		return fail("mailbox.no_greeting", err)
	}
	return nil
}

func rootsWith(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil //nolint:nilnil // no pool: the system's
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, errors.New(strings.TrimSpace(file + ": no certificate"))
	}
	return pool, nil
}

func loopback(conn net.Conn) bool {
	addr, ok := conn.RemoteAddr().(*net.TCPAddr)
	return ok && addr.IP.IsLoopback()
}

// close takes leave; whether the server answers doesn't matter.
func (s *session) close() {
	_ = s.client.Logout()
	_ = s.client.Close()
	s.stop()
}
