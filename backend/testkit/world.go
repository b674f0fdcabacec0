package testkit

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/timing"
	"stepwise/backend/words"
)

// Start is when every story begins unless it says otherwise: a Monday morning
// in the workspace's zone.
const Start = "2026-11-23 10:00"

// World is one workspace with everything around it.
type World struct {
	T        testing.TB
	Dir      string // the data folder
	Clock    *Clock
	Steady   engine.Steady // what the guard of the clock goes by after the next Restart; nil: there is no guard
	Zone     *time.Location
	Store    *store.Store
	Engine   *engine.Engine
	Outbox   *outbox.Outbox
	Email    *fake.Channel
	SMS      *fake.Channel
	Log      *slog.Logger
	Product  crm.ProductID // Customers
	Admin    crm.UserID    // Ana Pop, who owns the cards
	EmailAcc crm.AccountID
	SMSAcc   crm.AccountID
	Events   []store.Events // of every COMMIT so far, in order; guarded by Clock's lock

	made   int // things named by number
	closed bool
}

// Option changes how a World begins.
type Option func(*setup)

type setup struct {
	start     string
	workspace crm.Workspace
	empty     bool
}

// From begins at another civil time, "2027-03-27 12:00".
func From(civil string) Option { return func(s *setup) { s.start = civil } }

// Workspace changes the workspace's settings: zone, country, test mode.
func Workspace(change func(*crm.Workspace)) Option {
	return func(s *setup) { change(&s.workspace) }
}

// TestMode leaves test mode on.
func TestMode(s *setup) { s.workspace.TestMode = true }

// Empty leaves out the workspace, the user, the product and the accounts: the
// database is as the first start makes it.
func Empty(s *setup) { s.empty = true }

// NewWorld makes a workspace in Romania (Europe/Bucharest, test mode off) with
// an administrator, the product Customers with statuses and fields, an email
// and an SMS account, and SMS on. It is closed when the test ends; a message
// that a server took twice fails the test.
func NewWorld(t testing.TB, options ...Option) *World {
	t.Helper()
	s := setup{start: Start, workspace: crm.Workspace{
		Name: "Panificația Ștefan", Country: "RO", Zone: "Europe/Bucharest", Language: "en",
		MaxParts: crm.DefaultMaxParts, Internal: true, Campaigns: true, PDF: true,
	}}
	for _, o := range options {
		o(&s)
	}
	zone, err := timing.Zone(s.workspace.Zone)
	w := &World{T: t, Dir: t.TempDir(), Zone: zone, Email: fake.New(), SMS: fake.New(), Log: slog.New(logTo(t))}
	w.OK(err)
	w.Clock = &Clock{now: w.At(s.start)}
	Blank(t, w.Dir)
	w.open()
	t.Cleanup(w.Close)
	if !s.empty {
		s.workspace.SetUp = w.Now()
		w.OK(w.Store.Write(t.Context(), func(tx *store.Tx) error { return w.furnish(tx, s.workspace) }))
	}
	return w
}

// blank is the file of a database with nothing in it: making one takes longer
// than most tests.
var blank = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "stepwise-blank-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := store.Create(context.Background(), dir); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.File))
})

// Blank puts a database with nothing in it into a folder, as the first start
// makes it.
func Blank(t testing.TB, dir string) {
	t.Helper()
	file, err := blank()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, store.File), file, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// open is the composition, as backend.go does it.
func (w *World) open() {
	w.T.Helper()
	ctx := context.Background()
	var err error
	w.Store, err = store.Open(ctx, store.Options{Dir: w.Dir, Clock: w.Clock.Time, Log: w.Log})
	w.OK(err)
	w.Engine = engine.New(w.Store, w.Log, func(language string, p crm.Phrase) string {
		return words.Render(language, p, w.Zone)
	})
	w.Outbox = outbox.New(outbox.Options{
		Store:    w.Store,
		Channels: map[crm.Channel]outbox.Channel{crm.ChannelEmail: w.Email, crm.ChannelSMS: w.SMS},
		Settle:   w.Engine.Settle, Calendar: w.Engine.Calendar, Deadline: w.Engine.Deadline, Log: w.Log, PDF: makePDF,
	})
	w.Engine.UseOutbox(w.Outbox)
	w.Engine.UseSteady(w.Steady)
	w.Store.SetHooks(w.Engine.Judge, func(e store.Events) {
		w.Clock.mu.Lock()
		defer w.Clock.mu.Unlock()
		w.Events = append(w.Events, e)
	})
	_, _, err = w.Outbox.Rescue(ctx)
	w.OK(err)
}

// Close ends the program early: the end of the test does it otherwise.
func (w *World) Close() {
	if w.closed {
		return
	}
	w.closed = true
	w.NoDoubles()
	w.wellCounted()
	if err := w.Store.Close(); err != nil {
		w.T.Errorf("close the store: %v", err)
	}
}

// Restart ends the program in order and starts it again on the same folder.
func (w *World) Restart() {
	w.T.Helper()
	w.OK(w.Store.Close())
	w.open()
}

// Snapshot copies the data folder as it is on disk at this moment: what a
// killed program would leave behind. It may be called from anywhere, also while
// a message is on its way (fake.Channel.OnSend).
func (w *World) Snapshot() string {
	dir, err := os.MkdirTemp(filepath.Dir(w.Dir), "snapshot")
	if err == nil {
		err = os.CopyFS(dir, os.DirFS(w.Dir))
	}
	if err != nil {
		w.T.Errorf("copy the data folder: %v", err)
	}
	return dir
}

// RestartFrom goes on from a Snapshot, as after a kill at that moment. What the
// recording channels took stays taken, also after the snapshot: for a kill
// before the hand-over, script fake.Unreached as the answer that nobody reads.
func (w *World) RestartFrom(snapshot string) {
	w.T.Helper()
	w.OK(w.Store.Close())
	w.Dir = snapshot
	w.open()
}

// Read runs fn on a snapshot of the database; its error fails the test.
func (w *World) Read(fn func(v *store.View) error) {
	w.T.Helper()
	w.OK(w.Store.Read(context.Background(), fn))
}

// Write runs fn in a transaction; its error fails the test.
func (w *World) Write(fn func(tx *store.Tx) error) {
	w.T.Helper()
	w.OK(w.Store.Write(context.Background(), fn))
}

// By is the cause of what the administrator does.
func (w *World) By() crm.Cause { return crm.Cause{Kind: crm.CauseUser, User: w.Admin} }

// OK fails the test at once where err is not nil.
func (w *World) OK(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// logTo shows what the program logs, from warnings on, with a failing test.
func logTo(t testing.TB) slog.Handler {
	return slog.NewTextHandler(testWriter{t}, &slog.HandlerOptions{
		Level: slog.LevelWarn,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	})
}

type testWriter struct{ t testing.TB }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Logf("%s", p)
	return len(p), nil
}
