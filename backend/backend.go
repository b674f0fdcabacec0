// Package backend is the composition: it opens everything in the right order
// and hands out what the window, serve and the commands need. It is the only
// place that reads the clock.
package backend

import (
	"context"
	"log/slog"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/channel/sms"
	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/document/pdf"
	"stepwise/backend/engine"
	"stepwise/backend/mailbox"
	"stepwise/backend/oauth"
	"stepwise/backend/outbox"
	"stepwise/backend/owner"
	"stepwise/backend/public"
	"stepwise/backend/scheduler"
	"stepwise/backend/secret"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// Backend is one open workspace.
type Backend struct {
	log      *slog.Logger
	lock     *owner.Lock
	store    *store.Store
	engine   *engine.Engine
	outbox   *outbox.Outbox
	channels map[crm.Channel]outbox.Channel
	service  *api.Service
	heart    atomic.Pointer[scheduler.Heart]
	aside    *aside
	side     *side
	mail     mailman
	texts    texter
	tell     teller
	ask      asker
	*admission
	place
}

// Open takes the data folder and opens what is in it; messages that an earlier
// process left behind are rescued. Errors: conflict "backend.locked" where
// another process has it, unavailable where the folder or the database can't
// be used.
func Open(cfg config.Config, log *slog.Logger) (*Backend, error) {
	started := crm.At(now())
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	b := &Backend{log: log, aside: newAside(), side: newSide(), admission: newAdmission(), place: place{dir: cfg.Data, machine: cfg.Machine}}
	b.lock, err = owner.Take(cfg.Data, owner.Info{
		PID: os.Getpid(), Host: host, Version: config.Version(), Started: started,
	})
	if err != nil {
		return nil, err
	}
	if err := b.open(cfg, started); err != nil {
		_ = b.Close()
		return nil, err
	}
	if cfg.Keyring {
		if err := secret.IntoKeyring(cfg.Data); err != nil {
			log.Info("the key stays in its file", slog.Any("error", err))
		}
	}
	return b, nil
}

func (b *Backend) open(cfg config.Config, started crm.Instant) (err error) {
	ctx := context.Background()
	if err := finishRestore(ctx, cfg.Data, nil, b.log); err != nil {
		b.log.Error("a restore that was begun did not succeed; the data is as before", slog.Any("error", err))
	}
	if b.store, err = store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: b.log, Reserve: cfg.Reserve, Beside: cfg.Beside}); err != nil {
		return err
	}
	bus := &api.Bus{}
	say := func(lang string, p crm.Phrase) string { return words.Render(lang, p, Zone()) }
	b.engine = engine.New(b.store, b.log, say)
	keeper := oauth.New(oauth.Options{Now: time.Now, Rotated: b.rotated})
	b.channels = map[crm.Channel]outbox.Channel{crm.ChannelEmail: mailer.New(time.Now, mailer.Options{Tokens: keeper}), crm.ChannelSMS: sms.New(b.hear)}
	b.outbox = outbox.New(outbox.Options{Store: b.store, Channels: b.channels, Settle: b.engine.Settle, Calendar: b.engine.Calendar, Deadline: b.engine.Deadline, Log: b.log, PDF: makePDF, Guard: true})
	b.engine.UseOutbox(b.outbox)
	b.engine.UseSteady(steady)
	b.store.SetHooks(b.engine.Judge, func(events store.Events) { b.changed(bus, events) })
	b.mail.reader = mailbox.Reader{Tokens: keeper}
	b.useTeller()
	b.service = api.NewService(api.Deps{
		Version: config.Version(), Started: started, Log: b.log, Bus: bus, Store: b.store, Engine: b.engine, Outbox: b.outbox,
		Channels: b.channels, Mail: b.mail.reader, Kick: b.Kick, Say: say, MachineZone: MachineZone(), SetClock: setClock,
		OAuth: keeper, DrawForm: public.DrawForm,
	})
	b.engine.UseReminder(b.service.Remind)
	b.service.UsePublic(func() crm.PublicState { return *b.side.state.Load() })
	b.service.UseRestore(func() { go b.replace() }, b.liveHere)
	return b.admit()
}

// rotated keeps what an account's provider gave instead of its old sign-in.
func (b *Backend) rotated(account crm.AccountID, old, fresh string) {
	err := b.store.Write(context.Background(), func(tx *store.Tx) error { return tx.KeepSecret(account, old, fresh) })
	if err != nil {
		b.log.Error("a renewed sign-in was not kept", slog.String("account", account.String()), slog.Any("error", err))
	}
}

// makePDF makes the PDFs that go with emails.
func makePDF(c crm.Content, v crm.MergeValues, picture func(crm.AssetID) ([]byte, string, error)) ([]byte, error) {
	return pdf.Render(c, v, picture)
}

// changed tells who listens, and looks at once at what a change made due.
func (b *Backend) changed(bus *api.Bus, events store.Events) {
	out := make([]api.Event, 0, len(events))
	for noun, ids := range events {
		out = append(out, api.Event{Noun: noun, IDs: ids})
	}
	bus.Publish(out...)
	if events["message"] != nil || events["account"] != nil {
		b.aside.stirred.Store(true)
	}
	if events["mailbox"] != nil || events["lead_box"] != nil {
		b.mail.soon()
	}
	b.toldSoon(events)
	if events["enrolment"] != nil || events["message"] != nil || events["sequence"] != nil || events["account"] != nil || events["mailbox"] != nil || events["lead_box"] != nil {
		b.Kick()
	}
}

// loaded is when this process began.
var loaded = time.Now()

// Stopwatch is how long this process runs, by a clock that only goes forward:
// for the benchmark.
func Stopwatch() time.Duration { return time.Since(loaded) }

// ownBoot stands for a boot that the system has no name for: this process.
var ownBoot = "process " + strconv.FormatInt(loaded.UnixNano(), 36)

// running is how long this boot of the computer lasts, by a clock that nobody
// can set.
func running() (boot string, run time.Duration) {
	if boot = booted(); boot != "" {
		if run, ok := uptime(); ok {
			return boot, run
		}
	}
	return ownBoot, Stopwatch()
}

// Service is what sessions are made of.
func (b *Backend) Service() *api.Service { return b.service }

// Store is the open database.
func (b *Backend) Store() *store.Store { return b.store }

// Engine runs the sequences.
func (b *Backend) Engine() *engine.Engine { return b.engine }

// Owner is who the window and a signed-in browser act as: the first
// administrator, also before the first run has made them.
func (b *Backend) Owner(ctx context.Context) (id crm.UserID, err error) {
	return id, b.store.Read(ctx, func(v *store.View) (err error) {
		id, err = v.FirstAdmin()
		return err
	})
}

// patience is how long a heartbeat waits for a server: tasks and the other
// channel go on while one hangs.
const patience = 2 * time.Second

// Start lets the automations run by themselves.
func (b *Backend) Start() {
	b.outbox.Patience = patience
	b.then(b.startHeart)
	b.then(func() { b.side.follow.Go(b.followSide) })
}

func (b *Backend) startHeart() {
	heart, err := scheduler.Start(context.Background(), b.beat, b.log)
	if err != nil {
		b.log.Error("the automations don't run", slog.Any("error", err))
		return
	}
	b.heart.Store(heart)
}

// beat is one Tick, and how long until something is due again.
func (b *Backend) beat(ctx context.Context) (time.Duration, error) {
	counts, err := b.Tick(ctx)
	if ctx.Err() == nil {
		b.service.Beaten(err)
		b.aside.after(b.service, err != nil, b.log)
		b.service.DailyBackup(ctx)
	}
	b.lookAtMail()
	b.askGateways()
	b.retrySide()
	b.tellWebhooks()
	b.lookAfterForms()
	if err != nil {
		return 0, err
	}
	if counts.Indexing {
		return time.Millisecond, nil // at once; what is due comes first each time
	}
	var next crm.Instant
	err = b.store.Read(ctx, func(v *store.View) (err error) {
		if next, err = v.NextWake(); err != nil {
			return err
		}
		remind, err := v.NextReminder()
		if next == 0 || remind != 0 && remind < next {
			next = remind
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	wait := time.Duration(0)
	if next != 0 {
		wait = next.Sub(b.store.Now())
	}
	return b.tell.sooner(wait, b.store.Now()), nil
}

// Counts says what a Tick did.
type Counts = engine.Counts

// Tick does what is due now, once; for commands that don't Start. The day's
// chores come last, and what goes wrong with them stops nothing.
func (b *Backend) Tick(ctx context.Context) (Counts, error) {
	b.writeDamage(ctx)
	counts, err := b.engine.Tick(ctx)
	if err != nil {
		return counts, err
	}
	if err := b.engine.Chores(ctx); err != nil && ctx.Err() == nil {
		b.log.Error("chores failed", slog.Any("error", err))
	}
	return counts, nil
}

// Pause is how long due messages wait because a server asked for it; 0 where
// none do.
func (b *Backend) Pause(ctx context.Context) (wait time.Duration, err error) {
	return wait, b.store.Read(ctx, func(v *store.View) error {
		until, err := v.AccountPause()
		if until != 0 {
			wait = until.Sub(v.Clock())
		}
		return err
	})
}

// Stuck says which messages wait for somebody to do something about an account;
// none where all is well.
func (b *Backend) Stuck(ctx context.Context) (out []crm.Phrase, err error) {
	return out, b.store.Read(ctx, func(v *store.View) error {
		accounts, err := v.Accounts()
		if err != nil {
			return err
		}
		for _, ch := range []crm.Channel{crm.ChannelEmail, crm.ChannelSMS} {
			waiting, err := v.CountWaiting(ch)
			if err != nil {
				return err
			}
			if why, stuck := stuck(accounts, ch); stuck && waiting > 0 {
				why.Args["waiting"] = waiting
				out = append(out, why)
			}
		}
		return nil
	})
}

func stuck(accounts []crm.Account, ch crm.Channel) (why crm.Phrase, yes bool) {
	why = crm.Say("cli.no_account_"+string(ch), "waiting", 0)
	for _, a := range accounts {
		if a.Channel != ch {
			continue
		}
		if !a.Stopped {
			return why, false
		}
		why = crm.Say("cli.account_stopped", "name", a.Name, "words", a.Words)
	}
	return why, true
}

// Kick looks at once at what is due.
func (b *Backend) Kick() {
	if heart := b.heart.Load(); heart != nil {
		heart.Kick()
	}
}

// Close stops what runs and gives the data folder free.
func (b *Backend) Close() error {
	b.cancel()
	b.end()
	b.begun.Wait()
	if heart := b.heart.Load(); heart != nil {
		heart.Stop()
	}
	b.aside.close()
	b.side.close()
	b.mail.stop()
	b.texts.stop()
	b.tell.stop()
	b.ask.stop()
	if b.service != nil {
		b.service.AwaitBackup()
	}
	if b.outbox != nil {
		b.outbox.Wait()
	}
	for _, ch := range b.channels {
		ch.Close()
	}
	var first error
	if b.store != nil {
		first = b.store.Close()
	}
	if err := b.lock.Release(); err != nil && first == nil {
		first = err
	}
	return first
}
