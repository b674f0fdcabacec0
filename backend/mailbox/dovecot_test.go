//go:build linux

package mailbox_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/mailbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// dovecot is a real mail server with a certificate of its own, for one test.
type dovecot struct {
	t        *testing.T
	dir      string
	imap     int
	imaps    int
	uid, gid int
	mails    int
}

// startDovecot starts the server as somebody who may do nothing else.
func startDovecot(t *testing.T) *dovecot {
	t.Helper()
	binary, err := exec.LookPath("dovecot")
	if err != nil {
		binary = "/usr/sbin/dovecot"
	}
	if _, err := os.Stat(binary); err != nil {
		t.Skip("dovecot is not installed: scripts/need.sh test")
	}
	dir, err := os.MkdirTemp("", "dovecot") // t.TempDir is too long for a socket, and closed to others
	ok(t, err)
	d := &dovecot{t: t, dir: dir, imap: freePort(t), imaps: freePort(t), uid: os.Getuid(), gid: os.Getgid()}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	me, err := user.Current()
	ok(t, err)
	cmd := exec.Command(binary, "-F", "-c", filepath.Join(dir, "dovecot.conf"))
	if d.uid == 0 {
		me, err = user.Lookup("nobody")
		ok(t, err)
		d.uid, d.gid = number(t, me.Uid), number(t, me.Gid)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(d.uid), Gid: uint32(d.gid), NoSetGroups: true}}
	}
	group, err := user.LookupGroupId(strconv.Itoa(d.gid))
	ok(t, err)
	d.certificate()
	d.write("dovecot.conf", d.config(me.Username, group.Name))
	for _, folder := range []string{"mail", "mail/new", "mail/cur", "mail/tmp", "run", "state", "home"} {
		ok(t, os.MkdirAll(filepath.Join(dir, folder), 0o700))
	}
	ok(t, filepath.Walk(dir, func(name string, _ os.FileInfo, err error) error {
		if err == nil {
			err = os.Chown(name, d.uid, d.gid)
		}
		return err
	}))
	d.run(cmd)
	return d
}

// run starts the server and waits for its word that it listens.
func (d *dovecot) run(cmd *exec.Cmd) {
	d.t.Helper()
	log, err := cmd.StderrPipe()
	ok(d.t, err)
	ok(d.t, cmd.Start())
	up := make(chan bool, 1)
	var said strings.Builder
	done := make(chan struct{})
	go func() {
		defer close(done)
		for lines := bufio.NewScanner(log); lines.Scan(); {
			said.WriteString(lines.Text() + "\n")
			if strings.Contains(lines.Text(), "starting up") {
				up <- true
			}
		}
		up <- false
	}()
	d.t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		<-done
		_ = cmd.Wait()
		if d.t.Failed() {
			d.t.Logf("dovecot: %s", said.String())
		}
	})
	if !<-up {
		d.t.Fatal("dovecot does not start")
	}
}

func (d *dovecot) config(name, group string) string {
	return fmt.Sprintf(`
base_dir = %[1]s/run
state_dir = %[1]s/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <%[1]s/cert.pem
ssl_key = <%[1]s/key.pem
disable_plaintext_auth = yes
auth_mechanisms = plain login
default_internal_user = %[2]s
default_internal_group = %[3]s
default_login_user = %[2]s
first_valid_uid = 1
mail_location = maildir:%[1]s/mail
passdb {
  driver = static
  args = password=right
}
userdb {
  driver = static
  args = uid=%[4]d gid=%[5]d home=%[1]s/home
}
service anvil {
  chroot =
}
service auth-worker {
  user = %[2]s
}
service imap-login {
  chroot =
  inet_listener imap {
    port = %[6]d
  }
  inet_listener imaps {
    port = %[7]d
    ssl = yes
  }
}
`, d.dir, name, group, d.uid, d.gid, d.imap, d.imaps)
}

func (d *dovecot) write(name, text string) {
	d.t.Helper()
	ok(d.t, os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o600))
}

// certificate makes one for 127.0.0.1, of long ago and for long.
func (d *dovecot) certificate() {
	d.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ok(d.t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	ok(d.t, err)
	bytes, err := x509.MarshalECPrivateKey(key)
	ok(d.t, err)
	d.write("cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	d.write("key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: bytes})))
}

func freePort(t *testing.T) int {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	defer ln.Close()
	return ln.Addr().(*net.TCPAddr).Port
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	ok(t, err)
	return n
}

// arrives puts a mail into the mailbox as a delivery agent does.
func (d *dovecot) arrives(mail string) {
	d.t.Helper()
	d.mails++
	name := filepath.Join(d.dir, "mail", "tmp", fmt.Sprintf("%d.test", d.mails))
	ok(d.t, os.WriteFile(name, []byte(strings.TrimLeft(mail, "\n")), 0o600))
	ok(d.t, os.Chown(name, d.uid, d.gid))
	ok(d.t, os.Rename(name, filepath.Join(d.dir, "mail", "new", filepath.Base(name))))
}

func (d *dovecot) box(mode crm.TLSMode) crm.Mailbox {
	port := d.imaps
	if mode == crm.TLSStartTLS {
		port = d.imap
	}
	return crm.Mailbox{Secret: "right", Settings: crm.MailboxSettings{
		Host: "127.0.0.1", Port: port, TLS: mode, User: "office@firma.example", Folder: "INBOX", CAFile: filepath.Join(d.dir, "cert.pem"),
	}}
}

func TestABounceAndAReplyInARealMailbox(t *testing.T) {
	d := startDovecot(t)
	w := testkit.NewWorld(t)
	mail := testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Offer", "Dear {{contact.first_name}}"))
	q := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), mail, testkit.EmailStep("2d", mail.Template))
	w.Edit(q, func(q *crm.Sequence) { q.StopOnReply = true })
	w.Activate(q, engine.ScopeNew)
	ion := w.Card("Ion Popescu", testkit.OfferSent, testkit.Email("ion@client.example"))
	w.Card("Maria Pop", testkit.OfferSent, testkit.Email("maria@client.example"))
	w.Advance("1h")
	keys := map[string]string{}
	for _, m := range w.Messages() {
		keys[m.To] = m.Key
	}
	for _, mode := range []crm.TLSMode{crm.TLSImplicit, crm.TLSStartTLS} {
		for _, st := range (mailbox.Reader{}).Check(t.Context(), d.box(mode)) {
			if !st.OK {
				t.Errorf("%s: %s %s", mode, st.Say.Key, st.Words)
			}
		}
	}
	wrong := d.box(crm.TLSImplicit)
	wrong.Settings.CAFile = ""
	if steps := (mailbox.Reader{}).Check(t.Context(), wrong); steps[len(steps)-1].Say.Key != "mailbox.no_tls" {
		t.Errorf("a certificate of nobody: %+v", steps)
	}

	box := d.box(crm.TLSImplicit)
	w.Write(func(tx *store.Tx) (err error) {
		box, err = tx.SaveMailbox(box)
		return err
	})
	look := func() {
		t.Helper()
		_, err := mailbox.Reader{}.Look(t.Context(), box, w.Now(), func(list []crm.Mail, mark crm.MailMark) error {
			_, err := w.Engine.TakeMails(t.Context(), box.ID, box.Mark, mark, list)
			box.Mark = mark
			return err
		})
		ok(t, err)
	}
	d.arrives(plain("Subject: an old mail", "x"))
	look()
	d.arrives(strings.ReplaceAll(strings.ReplaceAll(dsn("failed", "5.1.1", "550 5.1.1 user unknown"), key, keys["maria@client.example"]), "ion@", "maria@"))
	d.arrives(plain("Subject: Re: Offer\nIn-Reply-To: <"+keys["ion@client.example"]+"@firma.example>", "We take it.\n\nOn Sun, Office wrote:\n> Dear Ion"))
	look()
	look()

	states := map[string]string{}
	for _, m := range w.Messages() {
		states[m.To] = string(m.State) + " " + string(m.Reason)
	}
	if got := states["maria@client.example"]; got != "failed recipient_refused" {
		t.Errorf("Maria's message is %s", got)
	}
	if got := states["ion@client.example"]; got != "sent " {
		t.Errorf("Ion's message is %s", got)
	}
	if en := w.Enrolment(q, ion); en.Reason != crm.ReasonReplied {
		t.Errorf("Ion's enrolment: %s %s", en.State, en.Reason)
	}
	var lines int
	for _, k := range w.HistoryKeys(ion) {
		if k == "activity.reply_email" {
			lines++
		}
	}
	if lines != 1 {
		t.Errorf("the reply stands %d times in the history", lines)
	}
	fresh, err := os.ReadDir(filepath.Join(d.dir, "mail", "cur"))
	ok(t, err)
	for _, f := range fresh {
		if strings.Contains(f.Name(), "S") {
			t.Errorf("%s was marked as seen", f.Name())
		}
	}
}

// The folder stays as it was, unless mails that became cards are to be moved: then
// those are, and only those.
func TestLettersOfARealMailboxAreReadAndMoved(t *testing.T) {
	d := startDovecot(t)
	ok(t, os.MkdirAll(filepath.Join(d.dir, "mail", ".Done", "cur"), 0o700))
	for _, name := range []string{"new", "tmp"} {
		ok(t, os.MkdirAll(filepath.Join(d.dir, "mail", ".Done", name), 0o700))
	}
	ok(t, filepath.Walk(filepath.Join(d.dir, "mail"), func(name string, _ os.FileInfo, err error) error {
		if err == nil {
			err = os.Chown(name, d.uid, d.gid)
		}
		return err
	}))
	box := d.box(crm.TLSImplicit)
	look := func(move string) (subjects []string) {
		t.Helper()
		_, err := mailbox.Reader{}.LookAtLetters(t.Context(), box, crm.At(noon), mailbox.Letters{
			Move: move,
			Want: func(l crm.Letter) (bool, error) { return l.Subject != "not this", nil },
			Take: func(l *crm.Letter, mark crm.MailMark) (bool, error) {
				if box.Mark = mark; l == nil {
					return false, nil
				}
				subjects = append(subjects, l.Subject+" "+strconv.Itoa(len(l.Body())))
				return true, nil
			},
		})
		ok(t, err)
		return subjects
	}
	look("")
	d.arrives(plain("Subject: first", "hello"))
	d.arrives(plain("Subject: not this", "hello"))
	if got := strings.Join(look(""), ","); got != "first 5" {
		t.Errorf("read %s", got)
	}
	d.arrives(plain("Subject: second", strings.Repeat("y", 70)))
	d.arrives(plain("Subject: long", strings.Repeat(strings.Repeat("z", 70)+"\n", 3000)))
	if got := strings.Join(look("Done"), ","); got != "second 70,long 212999" {
		t.Errorf("read %s", got)
	}
	last, err := mailbox.Reader{}.LastLetters(t.Context(), box, 10)
	ok(t, err)
	var left []string
	for _, l := range last {
		left = append(left, l.Subject)
	}
	if got := strings.Join(left, ","); got != "not this,first" {
		t.Errorf("left in the folder: %s", got)
	}
	if seen, err := filepath.Glob(filepath.Join(d.dir, "mail", "cur", "*S*")); err != nil || len(seen) > 0 {
		t.Errorf("marked as read: %v, %v", seen, err)
	}
}
