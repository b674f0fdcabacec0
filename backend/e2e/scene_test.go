package e2e_test

import (
	"context"
	"fmt"
	"maps"
	"net"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/testkit/sink"
)

// sinks are a mail server and a gateway that misbehave.
type sinks struct {
	mail *sink.SMTP
	sms  *sink.SMS
}

// rates are how often each fault of both sinks is drawn.
type rates struct{ mail, sms map[string]float64 }

func startSinks(t *testing.T, seed uint64, idempotent bool, r rates) sinks {
	t.Helper()
	at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	now := func() time.Time { return at }
	slow := make(chan struct{})
	close(slow) // who waits, waits no longer than a moment
	mail, err := sink.StartSMTP(sink.SMTPOptions{Seed: seed, Now: now, Slow: slow, Faults: r.mail})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mail.Close() })
	sms, err := sink.StartSMS(sink.SMSOptions{Seed: seed, Now: now, Slow: slow, Idempotent: idempotent, NoLookup: idempotent, Faults: r.sms})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sms.Close() })
	return sinks{mail, sms}
}

// places are where a data folder's accounts send to.
type places struct {
	mailPort int
	sms      string
	keys     bool // the gateway takes a key once; else it can be asked
}

func (s sinks) places(keys bool) places {
	return places{s.mail.Port(), s.sms.URL(), keys}
}

func (s sinks) entries() int { return len(s.mail.Entries()) + len(s.sms.Entries()) }

// ambiguous is how often a fault was hit after which nobody can know.
func (s sinks) ambiguous() (n int) {
	for _, hits := range []map[string]int{s.mail.Hits(), s.sms.Hits()} {
		for fault, times := range hits {
			if slices.Contains(sink.Ambiguous, fault) {
				n += times
			}
		}
	}
	return n
}

// hits is how often each fault was hit.
func (s sinks) hits() map[string]int {
	all := s.mail.Hits()
	maps.Copy(all, s.sms.Hits())
	return all
}

// await returns when so many entries are in both logs together, or ctx ends.
func (s sinks) await(ctx context.Context, total int) bool {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var n atomic.Int64
	count := func(sink.Entry) bool { return n.Add(1) >= int64(total) }
	found := make(chan error, 2)
	go func() { _, err := s.mail.Await(ctx, count); found <- err }()
	go func() { _, err := s.sms.Await(ctx, count); found <- err }()
	return <-found == nil
}

// prepared is a data folder with cards that wait for an email and an SMS each,
// and a task behind both.
func prepared(t *testing.T, cards int, at places, more ...func(*testkit.World)) (dir string) {
	t.Helper()
	w := testkit.NewWorld(t)
	w.Write(func(tx *store.Tx) error { return accounts(tx, at) })
	task := w.Template(crm.TemplateTask, "Call {{card.name}}", "")
	steps := []crm.Step{
		testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Your offer, {{contact.first_name}}", "Dear {{contact.name}},\nhere it is.")),
		testkit.SMSStep("0d", w.Template(crm.TemplateSMS, "", "Your offer is in the mail, {{contact.first_name}}.")),
	}
	filter := w.Filter(w.When("status", "is", testkit.OfferSent))
	for i := range cards {
		w.Card(fmt.Sprintf("Ion%d Popescu", i), testkit.OfferSent)
	}
	for _, st := range steps {
		q := w.Seq(w.Sequence(filter, st, testkit.TaskStep("0d", task)))
		w.Write(func(tx *store.Tx) error {
			return w.Engine.Activate(tx, q, engine.ScopeAll, engine.MidwayKeep, w.Admin)
		})
	}
	for _, change := range more {
		change(w)
	}
	w.Close()
	w.OK(setClock(w.Dir, w.Now()))
	return w.Dir
}

// accounts lets both accounts of a folder send to the sinks.
func accounts(tx *store.Tx, at places) error {
	list, err := tx.Accounts()
	if err != nil {
		return err
	}
	for _, a := range list {
		if a.Channel == crm.ChannelEmail {
			a.Secret, a.SMTP.User, a.SMTP.Auth = "", "", "none"
			a.SMTP.Host, a.SMTP.Port, a.SMTP.TLS = net.IPv4(127, 0, 0, 1).String(), at.mailPort, crm.TLSNone
		} else {
			a.Gateway.URL, a.Gateway.IDPath, a.Gateway.AllowPrivate = at.sms+"/sms", "id", true
			a.Gateway.KeyHours, a.Gateway.LookupURL = 0, at.sms+"/sms/{{key}}"
			if at.keys {
				a.Gateway.KeyHours, a.Gateway.LookupURL = 24, ""
			}
		}
		if _, err := tx.SaveAccount(a); err != nil {
			return err
		}
	}
	return nil
}
