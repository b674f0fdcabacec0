package outbox_test

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit/sink"

	mailer "stepwise/backend/channel/smtp"
)

// kinds are the media types of a message's parts as a parser by other people
// reads them, in order.
func kinds(t *testing.T, kind string, body io.Reader) (out []string) {
	t.Helper()
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatalf("%q: %v", kind, err)
	}
	out = []string{media}
	if !strings.HasPrefix(media, "multipart/") {
		return out
	}
	for parts := multipart.NewReader(body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, kinds(t, part.Header.Get("Content-Type"), part)...)
	}
}

func TestAServerGetsAnEmailWithPictureFileAndPDF(t *testing.T) {
	t.Parallel()
	p := parcels(t, "For {{card.name}}")
	server, err := sink.StartSMTP(sink.SMTPOptions{Now: p.Clock.Time})
	p.OK(err)
	t.Cleanup(func() { _ = server.Close() })
	p.Write(func(tx *store.Tx) error {
		a, err := tx.Account(p.EmailAcc)
		if err != nil {
			return err
		}
		a.Secret, a.SMTP.User, a.SMTP.Auth = "", "", "none"
		a.SMTP.Host, a.SMTP.Port, a.SMTP.TLS = "127.0.0.1", server.Port(), crm.TLSNone
		_, err = tx.SaveAccount(a)
		return err
	})
	m := mailer.New(p.Clock.Time, mailer.Options{})
	t.Cleanup(m.Close)
	p.Outbox.Channels[crm.ChannelEmail] = m
	card := p.offer()
	equal(t, "its state", p.state(card), "sent")
	taken := server.Accepted()
	equal(t, "messages", len(taken), 1)
	equal(t, "objections", strings.Join(taken[0].Lint, ", "), "")
	msg, err := mail.ReadMessage(bytes.NewReader(taken[0].Raw))
	p.OK(err)
	equal(t, "its parts", strings.Join(kinds(t, msg.Header.Get("Content-Type"), msg.Body), " "),
		"multipart/mixed multipart/related multipart/alternative text/plain text/html image/png text/plain application/pdf")
}
