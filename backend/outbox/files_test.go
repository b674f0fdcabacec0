package outbox_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	mailer "stepwise/backend/channel/smtp"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func paragraph(text string) string {
	return `{"type":"paragraph","content":[{"type":"text","text":"` + text + `"}]}`
}

func document(blocks ...string) string {
	return `{"type":"doc","content":[` + strings.Join(blocks, ",") + `]}`
}

// parcel is a post whose email has a picture, a file and a PDF.
type parcel struct {
	post
	email, pdf crm.TemplateID
	letter     crm.Content
}

// composing records what the real mailer makes of messages.
type composing struct {
	*fake.Channel
	*mailer.Mailer
}

func (c composing) Compose(a crm.Account, m crm.Message, r crm.Rendered) ([]byte, error) {
	return c.Mailer.Compose(a, m, r)
}

func (c composing) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	return c.Channel.Send(ctx, a, m, raw, commit)
}

func (c composing) Lookup(ctx context.Context, a crm.Account, key string) crm.Found {
	return c.Channel.Lookup(ctx, a, key)
}
func (c composing) CheckAccount(a crm.Account) crm.Problems        { return c.Channel.CheckAccount(a) }
func (c composing) Check(ctx context.Context, a crm.Account) error { return c.Channel.Check(ctx, a) }
func (c composing) Close()                                         { c.Channel.Close() }

func parcels(t testing.TB, pdf string) parcel {
	t.Helper()
	w := testkit.NewWorld(t)
	logo := w.Asset("logo.png", "image/png", []byte("\x89PNG picture"))
	list := w.Asset("prețuri.txt", "text/plain", []byte("one, two"))
	p := parcel{post: post{World: w}}
	p.pdf = w.TemplateOf(crm.TemplatePDF, crm.Content{Subject: "Offer of {{card.name}}", Doc: document(paragraph(pdf))})
	p.letter = crm.Content{
		Subject: "Your offer", Doc: document(`{"type":"image","attrs":{"asset":"`+logo.String()+`","alt":"Logo"}}`, paragraph("Dear {{contact.first_name}},")),
		Attachments: crm.Attachments{{Asset: list}, {Template: p.pdf, Name: "Ofertă {{contact.first_name}}"}},
	}
	p.email = w.TemplateOf(crm.TemplateEmail, p.letter)
	p.seq = w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", p.email))
	w.Activate(p.seq, engine.ScopeNew)
	p.Outbox.Channels[crm.ChannelEmail] = composing{w.Email, mailer.New(w.Clock.Time, mailer.Options{})}
	return p
}

// lose takes the content of a file from the disk; give puts it back.
func (p parcel) lose(hash string) (give func()) {
	p.T.Helper()
	name := filepath.Join(p.Dir, "files", hash[:2], hash)
	p.OK(os.Rename(name, name+".away"))
	return func() { p.OK(os.Rename(name+".away", name)) }
}

func TestAnEmailTakesItsPicturesFilesAndPDFAlong(t *testing.T) {
	t.Parallel()
	p := parcels(t, "For {{card.name}}")
	card := p.offer()
	m := p.message(card)
	equal(t, "its state", stateOf(m), "sent")
	equal(t, "what is frozen", len(m.Attached), 2)
	equal(t, "the file", m.Attached[0].Name+" "+m.Attached[0].Mime, "prețuri.txt text/plain")
	equal(t, "the value of the PDF alone", m.Values["card.name"], "Ion Popescu")
	raw := string(p.Email.Records()[0].Raw)
	for _, want := range []string{"Content-ID: <asset_1>", `filename="logo.png"`, "filename*=utf-8''pre%C8%9Buri.txt", "filename*=utf-8''Ofert%C4%83%20Ion.pdf", "Content-Type: multipart/mixed", "Content-Type: application/pdf"} {
		if !strings.Contains(raw, want) {
			t.Errorf("the message lacks %s", want)
		}
	}
}

func TestEveryAttemptHasTheSameBytesWhateverHappensToTheTemplates(t *testing.T) {
	t.Parallel()
	p := parcels(t, "For {{card.name}}")
	p.Email.Otherwise(fake.Temporary)
	card := p.offer()
	p.SaveTemplate(crm.Template{ID: p.pdf, Product: p.Product, Kind: crm.TemplatePDF, Name: "PDF", Content: crm.Content{Subject: "New", Doc: document(paragraph("New"))}})
	p.SaveTemplate(crm.Template{ID: p.email, Product: p.Product, Kind: crm.TemplateEmail, Name: "Email", Content: crm.Content{Subject: "New", Body: "New"}})
	p.Email.Otherwise(fake.Accepted)
	p.Advance("1h")
	equal(t, "its state", p.state(card), "sent")
	list := p.Email.Records()
	if len(list) < 2 || !bytes.Equal(list[0].Raw, list[len(list)-1].Raw) || !strings.Contains(string(list[0].Raw), "application/pdf") {
		t.Errorf("%d attempts with other bytes", len(list))
	}
}

// TM17
func TestAMissingFileIsHeldAndNamed(t *testing.T) {
	t.Parallel()
	p := parcels(t, "For {{card.name}}")
	p.Email.Otherwise(fake.Unreached)
	card := p.offer()
	equal(t, "waiting", p.state(card), "queued: retry")
	p.Email.Otherwise(fake.Accepted)
	give := p.lose(p.message(card).Attached[0].Hash)
	p.Advance("1h")
	equal(t, "without its file", p.state(card), "held: file_gone")
	equal(t, "which", p.message(card).Reply, "prețuri.txt")
	give()
	equal(t, "released", p.decide(p.message(card).ID, outbox.Release), true)
	p.Tick()
	equal(t, "with its file", p.state(card), "sent")
}

func TestWhatKeepsAnEmailsFilesBackHoldsItsStep(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pdf  string
		hurt func(p parcel)
		want crm.Reason
	}{
		"a value that only the PDF names": {"Total: {{card.offer_total}}", func(parcel) {}, crm.ReasonMissingValue},
		"a file that is gone":             {"x", func(p parcel) { p.lose(p.hash(p.letter.Attachments[0].Asset)) }, crm.ReasonFileGone},
		"a picture that is gone":          {"x", func(p parcel) { p.lose(p.hash(1)) }, crm.ReasonFileGone},
		"a PDF of a thousand pages":       {"{{contact.name}}" + strings.Repeat(`"}]},{"type":"pageBreak"},{"type":"paragraph","content":[{"type":"text","text":"x`, 900), func(parcel) {}, crm.ReasonNoPDF},
		"no maker of PDFs":                {"x", func(p parcel) { p.Outbox.PDF = nil }, crm.ReasonNoPDF},
	} {
		p := parcels(t, c.pdf)
		c.hurt(p)
		card := p.offer()
		e := p.Enrolment(p.seq, card)
		if e.State != crm.EnrolmentHeld || e.Reason != c.want {
			t.Errorf("%s: %s %s, want %s", name, e.State, e.Reason, c.want)
		}
		equal(t, name+": messages", len(p.Messages()), 0)
	}
}

func TestAnEmailOfTooMuchIsHeld(t *testing.T) {
	t.Parallel()
	p := parcels(t, "x")
	p.letter.Attachments = nil
	for _, letter := range []string{"a", "b"} {
		id := p.Asset(letter+".bin", "application/octet-stream", []byte(strings.Repeat(letter, 8_000_000)))
		p.letter.Attachments = append(p.letter.Attachments, crm.Attachment{Asset: id})
	}
	p.SaveTemplate(crm.Template{ID: p.email, Product: p.Product, Kind: crm.TemplateEmail, Name: "Email", Content: p.letter})
	card := p.offer()
	equal(t, "why", p.Enrolment(p.seq, card).Reason, crm.ReasonFilesTooBig)
}

func (p parcel) hash(id crm.AssetID) string {
	p.T.Helper()
	var a crm.Asset
	p.Read(func(v *store.View) (err error) {
		a, err = v.Asset(id)
		return err
	})
	return a.Hash
}
