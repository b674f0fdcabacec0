package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/backup"
	"stepwise/backend/channel/gateway"
	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fault"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// The program under test is this test's own binary, started again with the data
// folder in its environment. What its clock shows stands in a file there.
const (
	envDir    = "STEPWISE_KILL_DIR"
	clockFile = "clock"
)

// betweenTicks is how far the clock goes from tick to tick while something may
// happen at any moment; mostTicks bounds a run.
const (
	betweenTicks = 20 * time.Minute
	mostTicks    = 1500
)

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

// process is the real composition on a data folder, with a clock of its own.
type process struct {
	dir    string
	now    atomic.Int64
	store  *store.Store
	engine *engine.Engine
	api    *api.Service
}

func program(dir string) error {
	ctx := context.Background()
	if plan, pending, err := backup.Pending(dir); err != nil || pending {
		return errors.Join(err, backup.Swap(dir, plan))
	}
	text, err := os.ReadFile(filepath.Join(dir, clockFile))
	if err != nil {
		return err
	}
	start, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return err
	}
	p := &process{dir: dir}
	p.now.Store(start)
	if err := p.open(ctx); err != nil {
		return err
	}
	if err := p.bringIn(ctx); err != nil && !fault.Made {
		return err
	}
	for range mostTicks {
		_, failed := p.engine.Tick(ctx)
		if failed != nil && !fault.Made {
			return failed
		}
		more, err := p.wait(ctx)
		if err != nil {
			return err
		}
		if !more && failed == nil {
			return p.store.Close()
		}
	}
	return errors.New("there is no end to it")
}

func (p *process) clock() time.Time { return time.UnixMilli(p.now.Load()) }

func (p *process) open(ctx context.Context) (err error) {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	if p.store, err = store.Open(ctx, store.Options{Dir: p.dir, Clock: p.clock, Log: log}); err != nil {
		return err
	}
	say := func(_ string, ph crm.Phrase) string { return ph.Key }
	p.engine = engine.New(p.store, log, say)
	channels := map[crm.Channel]outbox.Channel{crm.ChannelEmail: mailer.New(p.clock, mailer.Options{}), crm.ChannelSMS: gateway.New()}
	o := outbox.New(outbox.Options{Store: p.store, Channels: channels, Settle: p.engine.Settle, Calendar: p.engine.Calendar, Log: log})
	p.engine.UseOutbox(o)
	p.store.SetHooks(p.engine.Judge, nil)
	if _, _, err := o.Rescue(ctx); err != nil {
		return err
	}
	p.api = api.NewService(api.Deps{
		Version: "1.0.0", Started: p.store.Now(), Log: log, Bus: &api.Bus{}, Store: p.store, Engine: p.engine, Outbox: o,
		Channels: channels, Kick: func() {}, Say: say, MachineZone: "Europe/Bucharest",
	})
	return nil
}

// wait moves the clock to where something is next due; more is false where
// nothing is, ever. An account that stopped is resumed, as somebody would who
// reads the banner.
func (p *process) wait(ctx context.Context) (more bool, err error) {
	var due crm.Instant
	var stopped []crm.AccountID
	var undecided int
	err = p.store.Read(ctx, func(v *store.View) (err error) {
		if due, err = v.NextDue(); err != nil {
			return err
		}
		list, err := v.Accounts()
		for _, a := range list {
			if a.Stopped {
				stopped = append(stopped, a.ID)
			}
		}
		if err != nil {
			return err
		}
		undecided, err = unsettled(v)
		return err
	})
	if err != nil {
		return false, err
	}
	for _, id := range stopped {
		if err := p.store.Write(ctx, func(tx *store.Tx) error { return tx.ResumeAccount(id) }); err != nil && !fault.Made {
			return false, err
		}
	}
	if due == 0 && undecided == 0 {
		return false, nil
	}
	next := p.store.Now().Add(betweenTicks)
	if undecided == 0 {
		next = max(due, p.store.Now().Add(time.Minute))
	}
	p.now.Store(int64(next))
	return true, setClock(p.dir, next)
}

// unsettled counts the uncertain messages whose sequences wait for them.
func unsettled(v *store.View) (n int, err error) {
	list, err := v.MessagesInState(crm.MessageUncertain, 0, 10_000)
	for _, m := range list {
		if m.SettledAt == 0 {
			n++
		}
	}
	return n, err
}

// setClock writes what the clock of the next process shows; whole or not at all.
func setClock(dir string, at crm.Instant) error {
	part := filepath.Join(dir, clockFile+".new")
	if err := os.WriteFile(part, []byte(strconv.FormatInt(int64(at), 10)), 0o600); err != nil {
		return err
	}
	return os.Rename(part, filepath.Join(dir, clockFile))
}

// command is a run of the program on a folder.
func command(ctx context.Context, dir string, env ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^$")
	cmd.Env = append(append(os.Environ(), envDir+"="+dir), env...)
	return cmd
}
