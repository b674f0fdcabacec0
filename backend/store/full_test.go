package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// large fills many pages.
func large(tx *store.Tx) error {
	for range 20 {
		if _, err := tx.SaveUser(crm.User{Name: "Large", Signature: strings.Repeat("x", 50_000), Role: crm.RoleMember}); err != nil {
			return err
		}
	}
	return nil
}

func isFull(err error) bool {
	var e *crm.Error
	return errors.As(err, &e) && e.Code == crm.CodeUnavailable && e.Key == "error.store.full"
}

func TestAFullDiskLeavesNothingHalfDone(t *testing.T) {
	t.Parallel()
	for name, fn := range map[string]func(*store.Tx) error{
		"its error is passed on": large,
		"its error is swallowed": func(tx *store.Tx) error { _ = large(tx); return nil },
		"it goes on after a failed Try": func(tx *store.Tx) error {
			if err := tx.Try(func() error { return large(tx) }); crm.CodeOf(err) != crm.CodeUnavailable {
				t.Errorf("Try says %v", err)
			}
			_ = saveUser(tx, "Written outside of any transaction?")
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, t.TempDir())
			addUser(t, s, "Ana")
			room := store.LimitPages(t, s, 0)
			errs := together(t, s,
				func(tx *store.Tx) error { return saveUser(tx, "Barna") },
				fn,
				func(tx *store.Tx) error { return saveUser(tx, "Csilla") },
			)
			if !isFull(errs[1]) {
				t.Errorf("the large one: %v", errs[1])
			}
			want := []string{"Ana"}
			for i, name := range map[int]string{0: "Barna", 2: "Csilla"} {
				switch {
				case errs[i] == nil:
					want = append(want, name)
				case !isFull(errs[i]):
					t.Errorf("its neighbour: %v", errs[i])
				}
			}
			slices.Sort(want)
			if got := users(t, s); !slices.Equal(got, want) {
				t.Errorf("users %v, want %v", got, want)
			}
			room()
			if err := s.Write(context.Background(), large); err != nil {
				t.Errorf("with room again: %v", err)
			}
			if n := len(users(t, s)); n != len(want)+20 {
				t.Errorf("%d users", n)
			}
		})
	}
}

// fullAfter is a channel after whose first hand-over the disk is full.
type fullAfter struct {
	*fake.Channel
	fill func()
	once sync.Once
}

func (c *fullAfter) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	defer c.once.Do(c.fill)
	return c.Channel.Send(ctx, a, m, raw, commit)
}

// A full disk between hand-over and record loses nothing and sends nothing
// twice: what happened is kept and written when there is room.
func TestAFullDiskAfterTheHandOverSendsNothingTwice(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	tmpl := w.Template(crm.TemplateEmail, "Hello", "Hello")
	seq := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", tmpl))
	w.Activate(seq, "new")
	var cards []crm.CardID
	for _, name := range []string{"Ion", "Maria", "Radu"} {
		cards = append(cards, w.Card(name, testkit.OfferSent))
	}
	var room func()
	w.Outbox.Channels[crm.ChannelEmail] = &fullAfter{Channel: w.Email, fill: func() {
		room = store.LimitPages(t, w.Store, 0)
		for _, size := range []int{1000, 10} {
			say := crm.Say("activity.filler", "text", strings.Repeat("x", size))
			for full := false; !full; {
				full = w.Store.Write(context.Background(), func(tx *store.Tx) error {
					return tx.NoteCause(cards[0], crm.ActivityCard, w.By(), say)
				}) != nil
			}
		}
	}}
	if _, err := w.Engine.Tick(context.Background()); !isFull(err) {
		t.Fatalf("the disk was not full: %v", err)
	}
	if got := w.Sent(); len(got) == 0 {
		t.Fatal("nothing was handed over before")
	}
	_, _ = w.Engine.Tick(context.Background()) // still full
	room()
	w.Advance("2h")
	if got := w.Sent(); len(got) != len(cards) {
		t.Errorf("sent %v", got)
	}
	for _, m := range w.Messages() {
		if m.State != crm.MessageSent {
			t.Errorf("message to %s is %s (%s)", m.To, m.State, m.Reason)
		}
	}
}

func sentLines(t *testing.T, dir string) []store.SentLine {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, store.SentFile))
	must(t, err)
	var lines []store.SentLine
	for line := range strings.Lines(string(b)) {
		var l store.SentLine
		must(t, json.Unmarshal([]byte(line), &l))
		lines = append(lines, l)
	}
	return lines
}

func TestAnAcceptanceIsInSentLogBeforeTheCommit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	accept := func(key string, then func(*store.Tx) error) error {
		return s.Write(context.Background(), func(tx *store.Tx) error {
			tx.Accepted(key, "250 ok\nsecond line")
			return then(tx)
		})
	}
	must(t, accept("first", func(*store.Tx) error { return nil }))
	if err := accept("undone", func(*store.Tx) error { return errMine }); !errors.Is(err, errMine) {
		t.Fatal(err)
	}
	if err := accept("committed in vain", store.BreakCommit); err == nil {
		t.Fatal("the COMMIT did not fail")
	}
	must(t, s.Close())
	s = open(t, dir)
	must(t, accept("after a restart", func(*store.Tx) error { return nil }))

	var keys []string
	for _, l := range sentLines(t, dir) {
		keys = append(keys, l.Key)
		if l.At != crm.At(noon) || l.Reply != "250 ok\nsecond line" {
			t.Errorf("line %+v", l)
		}
	}
	if want := []string{"first", "committed in vain", "after a restart"}; !slices.Equal(keys, want) {
		t.Errorf("sent.log has %v, want %v", keys, want)
	}
}

func TestWithoutSentLogNothingIsRecordedAsSent(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	must(t, store.CloseSentLog(s))
	err := s.Write(context.Background(), func(tx *store.Tx) error {
		tx.Accepted("key", "250")
		return saveUser(tx, "Ana")
	})
	if crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("recorded without the log: %v", err)
	}
	if got := users(t, s); len(got) > 0 {
		t.Errorf("written without the log: %v", got)
	}
	addUser(t, s, "Barna") // what sends nothing goes on
}
