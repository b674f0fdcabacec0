package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"time"

	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// connections is how many an account has at most.
const connections = 10

// Delivery measures B8 and B9: emails of 10 KB with ten merge fields from the
// outbox to "sent", each recorded durably, beside the same bytes over the same
// connections without a database.
func Delivery(ctx context.Context, size Size, runs int, j Job) (list []Figure, err error) {
	b := &bed{size: size, job: j, dir: j.Dir + "/delivery"}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	if err := b.make(ctx); err != nil {
		return nil, err
	}
	if err := b.queue(ctx); err != nil {
		return nil, err
	}
	for _, measure := range []func(context.Context, int) ([]Figure, error){b.quick, b.slow} {
		figures, err := measure(ctx, runs)
		if err != nil {
			return nil, err
		}
		list = append(list, figures...)
	}
	return list, nil
}

// queue puts an email for each card into the outbox.
func (b *bed) queue(ctx context.Context) error {
	if err := b.prepare(ctx, due{kind: crm.StepEmailClient}); err != nil {
		return err
	}
	return b.open(ctx, "due", func(r *rig) error {
		r.set(daybreak.Add(9*time.Hour + 30*time.Second))
		n, err := r.engine.RunDue(ctx)
		if err == nil && n != b.size.Cards {
			err = fmt.Errorf("%d of %d emails are in the outbox", n, b.size.Cards)
		}
		return err
	})
}

// delivered is what one delivery came to.
type delivered struct {
	sent        int
	took, first time.Duration
	cpu         time.Duration
	peak        float64
	raw         []byte // one of the messages
}

// deliver hands over what is in the outbox, until all is or for so long.
func (b *bed) deliver(ctx context.Context, o SinkOptions, most time.Duration) (d delivered, port int, stop func() error, err error) {
	if port, stop, err = startSink(ctx, o); err != nil {
		return d, 0, nil, err
	}
	err = b.in(ctx, "due", "ours", func(r *rig) error {
		r.set(daybreak.Add(9*time.Hour + 31*time.Second))
		account := crm.Account{
			Channel: crm.ChannelEmail, Kind: crm.AccountSMTP, Name: "sink",
			SMTP: &crm.SMTPSettings{Host: "127.0.0.1", Port: port, TLS: crm.TLSNone, Auth: "none", FromEmail: "me@example.com", FromName: "Me"},
		}
		if err := r.store.Write(ctx, func(tx *store.Tx) error { _, err := tx.SaveAccount(account); return err }); err != nil {
			return err
		}
		m := mailer.New(r.clock, mailer.Options{})
		defer m.Close()
		watched := &watchedMail{Channel: m, watch: b.job.Watch}
		r.outbox.Channels[crm.ChannelEmail] = watched
		debug.FreeOSMemory() // what made the workspace is not what is measured
		forgetPeak()
		before := cpu()
		limited, end := context.WithCancel(ctx)
		defer end()
		if most > 0 {
			defer time.AfterFunc(most, end).Stop()
		}
		watched.began = b.job.Watch()
		n, err := r.outbox.Deliver(limited)
		d.took, d.sent, d.cpu, d.peak = b.job.Watch()-watched.began, n.Sent, cpu()-before, peakMemory()
		d.first, d.raw = watched.first, watched.raw
		if errors.Is(err, context.Canceled) && ctx.Err() == nil {
			err = nil
		}
		if err == nil && most == 0 && d.sent != b.size.Cards {
			err = fmt.Errorf("%d of %d emails were sent: %+v", d.sent, b.size.Cards, n)
		}
		return err
	})
	if err != nil {
		return d, 0, nil, errors.Join(err, stop())
	}
	return d, port, stop, nil
}

// quick measures B8.
func (b *bed) quick(ctx context.Context, runs int) ([]Figure, error) {
	rate := Figure{Name: fmt.Sprintf("B8 emails handed over and recorded, %d of 10 KB (beside: the bytes alone over %d connections)", b.size.Cards, connections), Target: "≥ 12,000", Unit: "mails/s", More: true}
	cost := Figure{Name: "B8 processor time", Target: "≤ 90", Unit: "µs/mail"}
	first := Figure{Name: "B8 until the first was taken", Target: "≤ 100", Unit: "ms"}
	peak := Figure{Name: "B8 peak memory of the process", Target: "≤ 80", Unit: "MiB"}
	for range runs {
		d, port, stop, err := b.deliver(ctx, SinkOptions{}, 0)
		if err != nil {
			return nil, err
		}
		took, err := b.job.took(func() error { return wire(ctx, port, connections, b.size.Cards, d.raw) })
		if err = errors.Join(err, stop()); err != nil {
			return nil, err
		}
		n := float64(b.size.Cards)
		rate.add(n/d.took.Seconds(), n/took.Seconds())
		cost.add(float64(d.cpu.Microseconds())/n, 0)
		first.add(millis(d.first), 0)
		peak.add(d.peak, 0)
		b.say(rate)
		fmt.Fprintf(b.job.Say, "a message of %d B, %s µs each, first after %s ms, %s MiB\n", len(d.raw), short(cost.Ours[len(cost.Ours)-1]), short(millis(d.first)), short(d.peak))
	}
	return []Figure{rate, cost, first, peak}, nil
}

// How B9 is measured: an answer takes so long, and so long is looked.
const (
	slowAnswer = 20 * time.Millisecond
	slowLook   = 10 * time.Second
)

// slow measures B9.
func (b *bed) slow(ctx context.Context, runs int) ([]Figure, error) {
	rate := Figure{Name: fmt.Sprintf("B9 emails to a server that takes 20 ms for an answer, %d connections (beside: the bytes alone)", connections), Target: "≥ 200", Unit: "mails/s", More: true}
	hung := Figure{Name: "B9 the same while one connection hangs after its message", Target: "≥ 180", Unit: "mails/s", More: true}
	for range runs {
		d, port, stop, err := b.deliver(ctx, SinkOptions{Delay: slowAnswer}, slowLook)
		if err != nil {
			return nil, err
		}
		n := d.sent / 2
		took, err := b.job.took(func() error { return wire(ctx, port, connections, n, d.raw) })
		if err = errors.Join(err, stop()); err != nil {
			return nil, err
		}
		rate.add(float64(d.sent)/d.took.Seconds(), float64(n)/took.Seconds())
		b.say(rate)
		if d, _, stop, err = b.deliver(ctx, SinkOptions{Delay: slowAnswer, Hang: 3}, slowLook); err != nil {
			return nil, err
		}
		hung.add(float64(d.sent)/slowLook.Seconds(), 0)
		b.say(hung)
		if err := stop(); err != nil {
			return nil, err
		}
	}
	return []Figure{rate, hung}, nil
}

// watchedMail notes when the first message was taken.
type watchedMail struct {
	outbox.Channel
	watch func() time.Duration
	began time.Duration
	once  sync.Once
	first time.Duration
	raw   []byte
}

// Send hands over.
func (w *watchedMail) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	out := w.Channel.Send(ctx, a, m, raw, commit)
	if out.Kind == crm.Accepted {
		w.once.Do(func() { w.first, w.raw = w.watch()-w.began, bytes.Clone(raw) })
	}
	return out
}

// Reuse hands back.
func (w *watchedMail) Reuse(raw []byte) { w.Channel.(outbox.Reuser).Reuse(raw) }
