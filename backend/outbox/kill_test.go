package outbox_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"stepwise/backend/channel/gateway"
	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/testkit/sink"
)

// The program under test is this test's own binary, started again with these
// in its environment: the data folder, what its clock shows, and how many times
// it ticks.
const (
	envDir   = "STEPWISE_KILL_DIR"
	envClock = "STEPWISE_KILL_CLOCK"
	envTicks = "STEPWISE_KILL_TICKS"
)

const betweenTicks = 20 * time.Minute

func TestMain(m *testing.M) {
	if dir := os.Getenv(envDir); dir != "" {
		if err := program(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// program is the real composition on a data folder, with a clock of its own.
func program(dir string) error {
	ctx := context.Background()
	start, err := strconv.ParseInt(os.Getenv(envClock), 10, 64)
	if err != nil {
		return err
	}
	ticks, err := strconv.Atoi(os.Getenv(envTicks))
	if err != nil {
		return err
	}
	var now atomic.Int64
	now.Store(start)
	clock := func() time.Time { return time.UnixMilli(now.Load()) }
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	s, err := store.Open(ctx, store.Options{Dir: dir, Clock: clock, Log: log})
	if err != nil {
		return err
	}
	e := engine.New(s, log, func(_ string, p crm.Phrase) string { return p.Key })
	channels := map[crm.Channel]outbox.Channel{crm.ChannelEmail: mailer.New(clock, mailer.Options{}), crm.ChannelSMS: gateway.New()}
	o := outbox.New(outbox.Options{Store: s, Channels: channels, Settle: e.Settle, Calendar: e.Calendar, Log: log})
	e.UseOutbox(o)
	s.SetHooks(e.Judge, nil)
	if _, _, err := o.Rescue(ctx); err != nil {
		return err
	}
	for range ticks {
		if _, err := e.Tick(ctx); err != nil {
			return err
		}
		now.Add(betweenTicks.Milliseconds())
	}
	return s.Close()
}

// sinks are a mail server and a gateway that misbehave.
type sinks struct {
	mail *sink.SMTP
	sms  *sink.SMS
}

func startSinks(t *testing.T, seed uint64, idempotent bool) sinks {
	t.Helper()
	at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	now := func() time.Time { return at }
	mail, err := sink.StartSMTP(sink.SMTPOptions{Seed: seed, Now: now, Faults: map[string]float64{
		"greet-421": .02, "rcpt-450": .03, "drop-mid-data": .02, "eod-451": .05, "drop-after-accept": .05, "drop-before-accept": .02, "truncate-reply": .02,
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mail.Close() })
	sms, err := sink.StartSMS(sink.SMSOptions{Seed: seed, Now: now, Idempotent: idempotent, NoLookup: idempotent, Faults: map[string]float64{
		"429": .03, "503-before": .02, "drop-before": .03, "500-after": .05, "drop-after": .03, "html-200": .02, "bad-json-after": .02,
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sms.Close() })
	return sinks{mail, sms}
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

// The loop: the program is killed again and again at the worst of moments, when
// a server has just taken something, and in the end runs undisturbed.
func TestKilledAgainAndAgainNothingIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	for i, promise := range []string{"look-up", "key"} {
		t.Run(promise, func(t *testing.T) {
			t.Parallel()
			s := startSinks(t, uint64(7+i), promise == "key")
			dir, start := prepared(t, s, promise == "key")
			kills := 0
			for run, after := range []int{3, 9, 4, 14, 6} {
				if killed(t, s, dir, start.Add(time.Duration(run)*3*betweenTicks), after) {
					kills++
				}
			}
			if kills < 3 {
				t.Errorf("only %d kills", kills)
			}
			cmd := command(t.Context(), dir, start.Add(15*betweenTicks), 24)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("the undisturbed run: %v %s", err, out)
			}
			audit(t, s, dir, kills)
		})
	}
}

func command(ctx context.Context, dir string, clock crm.Instant, ticks int) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), envDir+"="+dir, envClock+"="+strconv.FormatInt(int64(clock), 10), envTicks+"="+strconv.Itoa(ticks))
	return cmd
}

// killed runs the program until the sinks have written down so many more
// entries; false where it came to its end before.
func killed(t *testing.T, s sinks, dir string, clock crm.Instant, after int) bool {
	t.Helper()
	ctx, ended := context.WithCancel(t.Context())
	defer ended()
	total := s.entries() + after
	cmd := command(t.Context(), dir, clock, 3)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_ = cmd.Wait()
		ended()
	}()
	enough := s.await(ctx, total)
	_ = cmd.Process.Kill()
	<-gone
	return enough && !cmd.ProcessState.Exited()
}

const each = 24 // messages in a channel

// prepared is a data folder with messages to send and accounts at the sinks.
func prepared(t *testing.T, s sinks, keys bool) (dir string, start crm.Instant) {
	t.Helper()
	w := testkit.NewWorld(t)
	w.Write(func(tx *store.Tx) error { return accounts(tx, w, s, keys) })
	steps := []crm.Step{
		testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Your offer, {{contact.first_name}}", "Dear {{contact.name}},\nhere it is.")),
		testkit.SMSStep("0d", w.Template(crm.TemplateSMS, "", "Your offer is in the mail, {{contact.first_name}}.")),
	}
	filter := w.Filter(w.When("status", "is", testkit.OfferSent))
	for i := range each {
		w.Card(fmt.Sprintf("Ion%d Popescu", i), testkit.OfferSent)
	}
	for _, st := range steps {
		q := w.Seq(w.Sequence(filter, st))
		w.Write(func(tx *store.Tx) error {
			return w.Engine.Activate(tx, q, engine.ScopeAll, engine.MidwayKeep, w.Admin)
		})
	}
	w.Close()
	return w.Dir, w.Now()
}

func accounts(tx *store.Tx, w *testkit.World, s sinks, keys bool) error {
	mail, err := tx.Account(w.EmailAcc)
	if err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(s.mail.Addr())
	if err != nil {
		return err
	}
	mail.Secret, mail.SMTP.User, mail.SMTP.Auth = "", "", "none"
	mail.SMTP.Host, mail.SMTP.Port, mail.SMTP.TLS = host, s.mail.Port(), crm.TLSNone
	if _, err := tx.SaveAccount(mail); err != nil {
		return err
	}
	sms, err := tx.Account(w.SMSAcc)
	if err != nil {
		return err
	}
	sms.Gateway.URL, sms.Gateway.IDPath, sms.Gateway.AllowPrivate = s.sms.URL()+"/sms", "id", true
	if keys {
		sms.Gateway.KeyHours = 24
	} else {
		sms.Gateway.LookupURL = s.sms.URL() + "/sms/{{key}}"
	}
	_, err = tx.SaveAccount(sms)
	return err
}

// audit compares what the program says with what the sinks wrote down.
func audit(t *testing.T, s sinks, dir string, kills int) {
	t.Helper()
	look, err := store.Open(t.Context(), store.Options{
		Dir: dir, Clock: func() time.Time { return time.Unix(0, 0) }, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), ReadOnly: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = look.Close() }()
	var claims []sink.Claim
	err = look.Read(t.Context(), func(v *store.View) error {
		list, err := v.MessageLines(store.MessageQuery{Limit: 1000})
		for _, m := range list {
			key := m.Key
			if m.Channel == crm.ChannelEmail {
				key = "<" + m.Key + "@firma.example>"
			}
			claims = append(claims, sink.Claim{Channel: string(m.Channel), Key: key, State: string(m.State)})
			if m.State != crm.MessageSent && m.State != crm.MessageUncertain {
				t.Errorf("%s is %s in the end", m.ID, stateOf(m.Message))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "messages", len(claims), 2*each)
	ambiguous := s.ambiguous()
	report := sink.Audit(claims, s.mail.Entries(), s.sms.Entries(), kills+ambiguous)
	t.Logf("%d kills, %d ambiguous faults: %s", kills, ambiguous, report)
	if !report.Clean() || report.Quiet > 0 || len(report.Lint) > 0 {
		t.Errorf("lint %v, at night %d", report.Lint, report.Quiet)
	}
}
