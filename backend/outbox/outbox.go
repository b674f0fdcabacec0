// Package outbox hands messages over: it claims what is due, composes it, tells
// a channel to send it, and records what came of it, so that nothing is lost
// and nothing goes twice (RELIABILITY 2). It knows messages, not sequences:
// what a settled message means is passed down as Settle.
//
// Reading order: outbox.go, deliver.go, route.go (which account takes which
// message, and how many), claim.go, check.go and cap.go (what is looked at again
// before), handover.go, desk.go and width.go (the two transactions around the
// last byte), files.go (what goes with an email), record.go (what an outcome
// means), rescue.go (after a crash), resolve.go (uncertain ones), decide.go
// (what a person says).
package outbox

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Channel hands composed messages to one kind of server.
type Channel interface {
	// Compose is pure: the same message gives the same bytes at every attempt.
	Compose(a crm.Account, m crm.Message, r crm.Rendered) ([]byte, error)
	// Send hands raw over. commit is called once, just before the byte that can
	// complete the message; if it fails the connection is closed raw and nothing
	// was sent.
	Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome
	// Lookup asks whether a message with this key was taken.
	Lookup(ctx context.Context, a crm.Account, key string) crm.Found
	// CheckAccount says everything wrong with an account's settings.
	CheckAccount(a crm.Account) crm.Problems
	// Check tries the account without sending.
	Check(ctx context.Context, a crm.Account) error
	Close()
}

// Reuser is a Channel that writes a message where another one was.
type Reuser interface {
	// Reuse takes back what Compose gave, once nobody reads it any more.
	Reuse(raw []byte)
}

// Options say what an Outbox works with.
type Options struct {
	Store    *store.Store
	Channels map[crm.Channel]Channel
	Settle   func(*store.Tx, crm.Message) error                           // a message needs nothing more: its sequence may go on
	Calendar func(*store.View) (timing.Calendar, error)                   // the workspace's
	Deadline func(*store.View, crm.Step, crm.CardID) (crm.Instant, error) // when a step's message makes no sense any more, 0 for never; nil: none has one
	PDF      MakePDF                                                      // nil: there are none
	Log      *slog.Logger
	Patience time.Duration // how long Deliver waits for a channel; 0: to the end
	Guard    bool          // a day far above the usual stops and asks (RULES 3.13); off in copies that send nothing
}

// Outbox is the one worker on the messages of a workspace.
type Outbox struct {
	Options
	worker     crm.WorkerID
	desk       *desk
	backlog    backlog
	texts      texts
	mu         sync.Mutex
	work       map[workKey]*work // deliveries under way
	unrecorded []result          // what happened but could not be written yet (disk full)
}

// New makes an Outbox; Rescue must come before the first Deliver.
func New(o Options) *Outbox {
	out := &Outbox{Options: o, work: map[workKey]*work{}}
	out.desk = &desk{o: out}
	return out
}

// Key is a message's identity: a keyed hash, the same after every restart and
// restore, 26 characters of base 32 (130 bits of HMAC-SHA256).
func Key(installation string, enrolment crm.EnrolmentID, step crm.StepID, recipient string, resend int) string {
	mac := hmac.New(sha256.New, []byte(installation))
	_, _ = fmt.Fprintf(mac, "v1|%d|%d|%s|%d", enrolment, step, recipient, resend) // a hash never fails to write
	return strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil)))[:26]
}

// FooterValue is the pseudo value under which the words below a letter are
// frozen with it, so that every attempt has the same bytes.
const FooterValue = "$footer"

// Render fills in a message's text: a pure function of what was frozen with it.
// The pictures of an email are named; AddFiles says more of them.
func (o *Outbox) Render(m crm.Message) (crm.Rendered, error) {
	if m.Channel == crm.ChannelSMS {
		text, err := document.SMS(m.Content, m.Values)
		return crm.Rendered{Text: text}, err
	}
	opts := document.Options{Language: merge.Language(m.Values), Footer: m.Values[FooterValue]}
	return document.Email(m.Content, m.Values, opts)
}

// Check fails as Render does and names the same pictures; of texts it has those
// of an SMS, which are measured.
func (o *Outbox) Check(m crm.Message) (crm.Rendered, error) {
	if m.Channel == crm.ChannelSMS {
		return o.Render(m)
	}
	return document.CheckEmail(m.Content, m.Values)
}

// lateness is a step's limit in milliseconds, 0 for none.
func lateness(st crm.Step) crm.Instant { return crm.Instant(st.LatenessLimit()) * 3600 * 1000 }
